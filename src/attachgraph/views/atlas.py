"""Render a dataset that is too large for the explorer: all nodes as a map, to find and to follow.

In: a pyoxigraph store. Out: the text of a page, the same bytes for the same store. The page has
names, kinds and edges; the words behind them are in the explorer of a single entry.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from attachgraph.dataset.names import short_name
from attachgraph.dataset.vocabulary import read_vocabulary
from attachgraph.network.graph import to_networkx
from attachgraph.rdf.namespaces import AG, RDF
from attachgraph.views import assets
from attachgraph.views.appearance import BACKGROUND, KINDS, edge_look, kind_look
from attachgraph.views.escaping import content_hash, script_json
from attachgraph.views.layout.large import atlas_places, clusters
from attachgraph.views.packed import pack

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from pyoxigraph import Store

    from attachgraph.dataset.vocabulary import Vocabulary

#: Clusters that the page lists by name; the search finds the others.
_MOST_CLUSTERS: Final = 1_000
#: Up to so many nodes the explorer draws a graph with all its words.
MOST_NODES: Final = 5_000
_NO_NODES: Final = frozenset(AG + name for name in ("Statement", "Quotation", "SourceText"))


def is_large(store: Store) -> bool:
    """Tell whether a dataset has more nodes than the explorer draws."""
    found: set[str] = set()
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), None):
        kind = getattr(quad.object, "value", "")
        if kind.startswith(AG) and kind not in _NO_NODES:
            found.add(str(quad.subject))
            if len(found) > MOST_NODES:
                return True
    return False


def render_atlas(store: Store, notice: str) -> str:
    """Render the map of a large dataset.

    Cost: linear; six seconds for 100,000 nodes.
    """
    data = script_json(_payload(to_networkx(store, statements=[]), read_vocabulary(store)))
    boot, style = assets.built("boot.js"), assets.built("atlas-style.css")
    script = assets.built("atlas.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {content_hash(boot)} {content_hash(script)}",
            f"style-src {content_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return assets.fill_template(
        "atlas.html",
        title="attachgraph map",
        notice=notice,
        policy=policy,
        boot=boot,
        style=style,
        script=pack(script),
        data=pack(data),
    )


def _payload(graph: nx.MultiDiGraph[str], vocabulary: Vocabulary) -> dict[str, Any]:
    """Write nodes and edges as columns: numbers pack small and are read fast."""
    places = atlas_places(graph)
    counted = Counter(kind for _, kind in graph.nodes(data="kind"))
    kinds = [kind for kind in KINDS if kind in counted] + sorted(counted.keys() - KINDS.keys())
    number = {node: position for position, node in enumerate(graph)}
    names = sorted({name for _, _, name in graph.edges(keys=True)})
    kind_number = {kind: position for position, kind in enumerate(kinds)}
    name_number = {name: position for position, name in enumerate(names)}
    predicates = {
        name: predicate for _, _, name, predicate in graph.edges(keys=True, data="predicate")
    }
    edges = [(number[s], number[t], name_number[name]) for s, t, name in graph.edges(keys=True)]
    return {
        "background": BACKGROUND,
        "kinds": [
            {
                "label": vocabulary.words(AG + kind),
                "count": counted[kind],
                "colour": [kind_look(kind).light, kind_look(kind).dark],
                "shape": kind_look(kind).shape,
            }
            for kind in kinds
        ],
        "types": [
            {
                "label": vocabulary.words(predicates[name]),
                "colour": [edge_look(name).light, edge_look(name).dark],
            }
            for name in names
        ],
        "ids": [short_name(node) for node in graph],
        "labels": [label for _, label in graph.nodes(data="label")],
        "kind": [kind_number[kind] for _, kind in graph.nodes(data="kind")],
        "clusters": _largest(clusters(graph), number),
        "x": [places[node][0] for node in graph],
        "y": [places[node][1] for node in graph],
        "from": [edge[0] for edge in edges],
        "to": [edge[1] for edge in edges],
        "type": [edge[2] for edge in edges],
    }


def _largest(found: Mapping[str, list[str]], number: Mapping[str, int]) -> list[tuple[int, int]]:
    """List the nodes that clusters are named after, with the nodes of each, the largest first."""
    sizes = [(number[hub], len(members)) for hub, members in found.items() if members]
    return sorted(sizes, key=lambda one: (-one[1], one[0]))[:_MOST_CLUSTERS]
