"""Sort the nodes of a large graph into clusters: by kind, and by what they concern.

In: a graph. Out: clusters, the largest first, and the edges between what they hold. Parts of an
entry (names, roles, phases) are not members: they go with their entry, and so do their edges.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.network.parts import CORE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

#: So many clusters can still be told apart, and a name is worth at least so many members.
_MOST_NAMED: Final = 60
_FEWEST: Final = 5

#: Two nodes and the name of the edge between them.
Link = tuple[str, str, str]
_Key = tuple[str, tuple[str, ...]]


class Cluster(NamedTuple):
    """Nodes of one kind, the most connected first."""

    kind: str
    #: Up to two IRIs of styles, one of a pairing, or the words of a category.
    about: tuple[str, ...]
    members: list[str]


def lifted(graph: nx.MultiDiGraph[str], owner: Mapping[str, str]) -> list[Link]:
    """List the edges between what is drawn, each once: those of a part are its entry's."""
    found = {
        (owner.get(source, source), owner.get(target, target), name): None
        for source, target, name in graph.edges(keys=True)
    }
    return [link for link in found if link[0] != link[1]]


def grouped(
    graph: nx.MultiDiGraph[str], owner: Mapping[str, str], links: Iterable[Link]
) -> list[Cluster]:
    """Sort what is drawn into clusters; very small ones are the rest of their kind.

    Linear. Equal graphs give equal clusters under any hash seed.
    """
    degree: Counter[str] = Counter()
    beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, target, _ in links:
        degree.update((source, target))
        beside[source][target] += 1
        beside[target][source] += 1
    keys = _keys(graph, owner, beside)
    sizes = Counter(key for key in keys.values() if key[1])
    named = {key for key, size in sizes.most_common(_MOST_NAMED) if size >= _FEWEST}
    members: defaultdict[_Key, list[str]] = defaultdict(list)
    for node, key in keys.items():
        members[key if key in named else (key[0], ())].append(node)
    clusters = [
        Cluster(*key, sorted(found, key=lambda node: (-degree[node], node)))
        for key, found in members.items()
    ]
    return sorted(clusters, key=lambda one: (-len(one.members), one.kind, one.about))


def _keys(
    graph: nx.MultiDiGraph[str],
    owner: Mapping[str, str],
    beside: Mapping[str, Counter[str]],
) -> dict[str, _Key]:
    """Say what each node concerns: what it is joined to, or else what its neighbours concern."""
    kinds = dict(graph.nodes(data="kind"))
    styles = _styles_of_pairings(graph, owner)
    about: dict[str, tuple[str, ...]] = {}
    drawn = [node for node in graph if node not in owner]
    for node in drawn:
        core = {end: n for end, n in beside.get(node, {}).items() if kinds[end] in CORE_KINDS}
        if kinds[node] in CORE_KINDS:
            about[node] = styles.get(node, ())
        elif core:
            about[node] = (_most(core),)
    direct = dict(about)
    for node in drawn:
        if not about.get(node) and kinds[node] != "AttachmentStyle":
            told: Counter[str] = Counter()
            for end, n in beside.get(node, {}).items():
                if kinds[end] not in CORE_KINDS and direct.get(end):
                    told[direct[end][0]] += n
            category = graph.nodes[node].get("literals", {}).get("ag:category", ())
            about[node] = (_most(told),) if told else tuple(category[:1])
    return {node: (kinds[node], about[node]) for node in drawn}


def _most(counted: Mapping[str, int]) -> str:
    """Take what was counted most often, the first of equals."""
    return min(counted.items(), key=lambda one: (-one[1], one[0]))[0]


def _styles_of_pairings(
    graph: nx.MultiDiGraph[str], owner: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Find the styles of each pairing's roles; a pairing may mention others."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for role, pairing in owner.items():
        if graph.nodes[role]["kind"] == "PartnerRole":
            ends = graph.successors(role)
            found[pairing].update(e for e in ends if graph.nodes[e]["kind"] == "AttachmentStyle")
    return {pairing: tuple(sorted(styles)[:2]) for pairing, styles in found.items()}
