"""Render a dataset that is too large for the explorer: clusters with names, to find and to follow.

In: a pyoxigraph store. Out: the text of a page, the same bytes for the same store. What is drawn
first is at the beginning of the page; nodes come after it, and sentences in blocks that the page
unpacks when somebody asks for them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pyoxigraph import NamedNode, Store

from attachgraph.dataset.about import about_store
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import short_name, shortened
from attachgraph.dataset.results import all_results
from attachgraph.dataset.statements import Statement, all_statements
from attachgraph.dataset.vocabulary import Vocabulary, read_vocabulary
from attachgraph.dataset.words import STATUSES
from attachgraph.network.graph import to_networkx
from attachgraph.network.parts import owners
from attachgraph.rdf.namespaces import AG, RDF
from attachgraph.views import assets
from attachgraph.views.appearance import BACKGROUND, KINDS, STATUS_LOOKS, edge_look, kind_look
from attachgraph.views.atlas_gaps import gap_record
from attachgraph.views.atlas_quotes import Sentences, sentences
from attachgraph.views.escaping import content_hash, policy, script_json
from attachgraph.views.label_text import without_common_end
from attachgraph.views.layout.grouping import Cluster, Link, grouped, lifted
from attachgraph.views.layout.large import SPOT, Disc, discs, seats
from attachgraph.views.packed import pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx


#: Up to so many nodes the explorer draws a graph with all its words.
MOST_NODES: Final = 5_000
#: The views of the page, in the order of their tabs; page/atlas/views.ts fills them.
VIEWS: Final = (
    ("clusters", "Clusters"),
    ("text", "Sentences"),
    ("map", "Gap map"),
    ("table", "Table"),
    ("ask", "Ask"),
)
#: Lines between clusters that are drawn, the widest first.
_MOST_BUNDLES: Final = 200
_LONGEST_LABEL: Final = 200
_NO_NODES: Final = frozenset(AG + name for name in ("Statement", "Quotation", "SourceText"))


class _Drawn(NamedTuple):
    """A graph, sorted and numbered: members of one cluster have numbers in a row."""

    graph: nx.MultiDiGraph[str]
    owner: Mapping[str, str]
    links: list[Link]
    clusters: list[Cluster]
    number: dict[str, int]
    vocabulary: Vocabulary


def is_large(store: Store) -> bool:
    """Return whether a dataset has more nodes than the explorer draws."""
    found: set[str] = set()
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), None):
        kind = getattr(quad.object, "value", "")
        if kind.startswith(AG) and kind not in _NO_NODES:
            found.add(str(quad.subject))
            if len(found) > MOST_NODES:
                return True
    return False


def render_atlas(store: Store, notice: str) -> str:
    """Render the map of a large dataset. Linear in the dataset."""
    graph = to_networkx(store, statements=[])
    facts, about = Lookup(store), about_store(store)
    blocks = cluster_blocks(graph, all_statements(facts), read_vocabulary(store), facts)
    boot, style = assets.built("boot.js"), assets.built("atlas-style.css")
    script = assets.built("atlas.js")
    return assets.fill_template(
        "atlas.html",
        title=about.title,
        credit=about.credit,
        notice=notice,
        policy=policy(content_hash(boot), content_hash(script), style=style),
        boot=boot,
        style=style,
        script=pack(script),
        data=blocks.pop("first"),
        blocks=blocks,
        views=VIEWS,
    )


def cluster_blocks(
    graph: nx.MultiDiGraph[str],
    statements: Sequence[Statement],
    vocabulary: Vocabulary,
    facts: Lookup | None = None,
) -> dict[str, str]:
    """Pack what the map needs, by the names of its blocks.

    With facts, for a page of its own: the explorer quotes and counts by itself.
    """
    drawn = _draw(graph, vocabulary)
    labels = dict(graph.nodes(data="label"))
    home = {node: drawn.number[drawn.owner.get(node, node)] for node in graph}
    said = sentences(statements, home, labels, vocabulary, len(drawn.number))
    places = discs([len(one.members) for one in drawn.clusters], _bundles(drawn))
    blocks = {
        "first": _first(drawn, said, places),
        "nodes": _nodes(drawn, said, places),
        "edges": _edges(drawn),
        "parts": _parts(drawn),
    }
    if facts is not None:
        blocks["gaps"] = gap_record(facts, all_results(facts), drawn.number)
        blocks.update({f"sentences-{number}": block for number, block in enumerate(said.blocks)})
    return {name: pack(script_json(block)) for name, block in blocks.items()}


def _draw(graph: nx.MultiDiGraph[str], vocabulary: Vocabulary) -> _Drawn:
    owner = owners(graph)
    links = lifted(graph, owner)
    clusters = grouped(graph, owner, links)
    members = (node for cluster in clusters for node in cluster.members)
    number = {node: position for position, node in enumerate(members)}
    return _Drawn(graph, owner, links, clusters, number, vocabulary)


def _bundles(drawn: _Drawn) -> dict[tuple[int, int], float]:
    """Count the edges between each two clusters."""
    at = {node: n for n, cluster in enumerate(drawn.clusters) for node in cluster.members}
    pairs = ((at[source], at[target]) for source, target, _ in drawn.links)
    counted = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _first(drawn: _Drawn, said: Sentences, places: Sequence[Disc]) -> dict[str, Any]:
    """Write what the page needs for its first picture: clusters, and how things look."""
    graph, vocabulary = drawn.graph, drawn.vocabulary
    kinds = _kinds(drawn)
    counted = Counter(graph.nodes[node]["kind"] for node in drawn.number)
    firsts = [drawn.number[cluster.members[0]] for cluster in drawn.clusters]
    return {
        "background": BACKGROUND,
        "spot": SPOT,
        "nodes": len(drawn.number),
        "parts": len(drawn.owner),
        "edges": len(drawn.links),
        "sentences": sum(said.said),
        "kinds": [
            {
                "label": vocabulary.words(AG + kind),
                "count": counted[kind],
                "colour": [kind_look(kind).light, kind_look(kind).dark],
            }
            for kind in kinds
        ],
        "statuses": [
            {"name": name, "sign": STATUS_LOOKS[name].sign, "words": words}
            for name, words in STATUSES.items()
        ],
        "clusters": [
            {
                "key": _key(cluster),
                "name": name,
                "about": about,
                "kind": kinds.index(cluster.kind),
                "first": first,
                "count": len(cluster.members),
                "x": place.x,
                "y": place.y,
                "radius": place.radius,
            }
            for cluster, (name, about), first, place in zip(
                drawn.clusters, _names(drawn), firsts, places, strict=True
            )
        ],
        "bundles": [[*pair, n] for pair, n in list(_bundles(drawn).items())[:_MOST_BUNDLES]],
        "blocks": said.starts,
        "most": said.most,
    }


def _key(cluster: Cluster) -> str:
    """Name a cluster for its address: the same one in the next version of the dataset."""
    return "~".join((cluster.kind, *map(short_name, cluster.about)))


def _kinds(drawn: _Drawn) -> list[str]:
    """List the kinds of what is drawn and of the parts, in the order of the legend."""
    found = {kind for _, kind in drawn.graph.nodes(data="kind")}
    return [kind for kind in KINDS if kind in found] + sorted(found - KINDS.keys())


def _names(drawn: _Drawn) -> list[tuple[str, str]]:
    """Name clusters: in full, and by what they concern alone."""
    graph = drawn.graph
    labels: dict[str, str] = {}
    for kind in ("AttachmentStyle", "Pairing"):
        found = {n: graph.nodes[n]["label"] for n in drawn.number if graph.nodes[n]["kind"] == kind}
        labels.update(without_common_end(found))
    split = {cluster.kind for cluster in drawn.clusters if cluster.about}
    names = []
    for cluster in drawn.clusters:
        kind = drawn.vocabulary.words(AG + cluster.kind).capitalize()
        about = " and ".join(labels.get(one, one) for one in cluster.about)
        others = f"{kind}, others" if cluster.kind in split else kind
        names.append((f"{kind}: {about}" if about else others, about))
    return names


def _label(drawn: _Drawn, node: str) -> str:
    return shortened(drawn.graph.nodes[node]["label"], _LONGEST_LABEL)


def _nodes(drawn: _Drawn, said: Sentences, places: Sequence[Disc]) -> dict[str, Any]:
    """Write nodes as columns: numbers pack small and are read fast."""
    seated = [
        place
        for disc, cluster in zip(places, drawn.clusters, strict=True)
        for place in seats(disc, len(cluster.members))
    ]
    return {
        "ids": [short_name(node) for node in drawn.number],
        "labels": [_label(drawn, node) for node in drawn.number],
        "x": [x for x, _ in seated],
        "y": [y for _, y in seated],
        "said": said.said,
        "contested": said.contested,
    }


def _edges(drawn: _Drawn) -> dict[str, Any]:
    """Write edges as columns, sorted by where they begin."""
    predicates = {
        name: predicate for _, _, name, predicate in drawn.graph.edges(keys=True, data="predicate")
    }
    names = sorted(predicates)
    place = {name: position for position, name in enumerate(names)}
    edges = sorted((drawn.number[s], drawn.number[t], place[name]) for s, t, name in drawn.links)
    out = Counter(edge[0] for edge in edges)
    return {
        "types": [
            {
                "label": drawn.vocabulary.words(predicates[name]),
                "colour": [edge_look(name).light, edge_look(name).dark],
            }
            for name in names
        ],
        "out": [out[node] for node in range(len(drawn.number))],
        "to": [edge[1] for edge in edges],
        "type": [edge[2] for edge in edges],
    }


def _parts(drawn: _Drawn) -> dict[str, Any]:
    """Write the parts of entries as columns: names, roles, phases, each with its entry."""
    kinds = _kinds(drawn)
    at = {kind: number for number, kind in enumerate(kinds)}
    parts = sorted(drawn.owner, key=lambda part: (drawn.number[drawn.owner[part]], part))
    return {
        "labels": [_label(drawn, part) for part in parts],
        "ids": [short_name(part) for part in parts],
        "owner": [drawn.number[drawn.owner[part]] for part in parts],
        "kind": [at[drawn.graph.nodes[part]["kind"]] for part in parts],
    }
