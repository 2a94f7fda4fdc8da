"""Place every node of a graph of up to some thousand nodes.

In: a graph. Out: integer coordinates. Each entry is the middle of a radial cluster of what belongs
to it more than to others, and entries with much in common are neighbours. A force-directed layout
puts every shared source into one knot, takes seconds, and differs from one machine to the next.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.network.parts import CORE_KINDS, ENTRY_KINDS, owners
from attachgraph.views.layout.cluster import Arrangement, Cluster, arrange
from attachgraph.views.layout.overview import overview
from attachgraph.views.layout.packing import pack, spiral, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

Point = tuple[float, float]
Places = dict[str, tuple[int, int]]

#: Screens and labels are wider than high.
_STRETCH: Final = 1.3
#: Distance of unconnected nodes in the rows below the clusters.
_COLUMN: Final = 120
_ROW: Final = 70
_COLUMNS: Final = 24
#: Packing takes the square of the number of clusters: two seconds for so many.
_MOST_PACKED: Final = 120
#: A step of the overview.
_STEP: Final = 240


class Layout(NamedTuple):
    """Two places for every node, in pixels at zoom 1, ``y`` downwards."""

    #: For a view without details: entries stand as near to each other as their inner nodes allow.
    close: Places
    #: The same picture with room between the entries for all nodes.
    wide: Places


def layout(graph: nx.MultiDiGraph[str]) -> Layout:
    """Place the nodes of a graph.

    No random numbers, and every choice among equals goes to the first IRI, so equal graphs get
    equal layouts under any hash seed. Cost: linear, and quadratic in up to 120 entries.
    """
    hubs = _hubs(graph)
    clusters = {hub: Cluster(hub, []) for hub in hubs}
    for node, hub in _assign(graph, hubs).items():
        clusters[hub].nodes.append(node)
    rough = [arrange(graph, cluster, {}) for cluster in clusters.values()]
    middles = _middles(graph, clusters, [cluster.close for cluster in rough])
    centre = dict(zip(clusters, middles, strict=True))
    arranged = {
        hub: arrange(graph, cluster, _directions(graph, cluster, centre))
        for hub, cluster in clusters.items()
    }
    close = [cluster.close for cluster in arranged.values()]
    radii = [cluster.wide for cluster in arranged.values()]
    wide = spiral(radii) if len(clusters) > _MOST_PACKED else spread(middles, close, radii)
    return Layout(
        close=_places(graph, arranged, centre),
        wide=_places(graph, arranged, dict(zip(clusters, wide, strict=True))),
    )


def _places(
    graph: nx.MultiDiGraph[str], arranged: Mapping[str, Arrangement], centre: Mapping[str, Point]
) -> Places:
    """Put the clusters where their middles are, and what belongs to none in rows below."""
    placed = {
        node: (centre[hub][0] + dx, centre[hub][1] + dy)
        for hub, cluster in arranged.items()
        for node, (dx, dy) in cluster.places.items()
    }
    placed.update(_rows((node for node in graph if node not in placed), graph, placed))
    return {node: (round(placed[node][0] * _STRETCH), round(placed[node][1])) for node in graph}


def _hubs(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Choose the middles: entries, the core first; without any, each part's busiest node."""
    speaking = set(owners(graph).values())
    kinds = dict(graph.nodes(data="kind"))
    hubs = [
        node
        for node in graph
        if kinds[node] in CORE_KINDS or (kinds[node] in ENTRY_KINDS and node in speaking)
    ]
    if hubs:
        return sorted(hubs, key=lambda node: (kinds[node] not in CORE_KINDS, node))
    import networkx as nx

    parts = (part for part in nx.weakly_connected_components(graph) if len(part) > 1)
    return sorted(min(part, key=lambda node: (-graph.degree(node), node)) for part in parts)


def _middles(
    graph: nx.MultiDiGraph[str], clusters: Mapping[str, Cluster], radii: list[float]
) -> list[Point]:
    """Place pairings and styles as the overview has them, with the concepts around them."""
    if len(clusters) > _MOST_PACKED:
        return spiral(radii)
    affinities = _affinities(graph, clusters)
    core = sum(graph.nodes[hub]["kind"] in CORE_KINDS for hub in clusters)
    places = overview(graph)
    if places:
        grid = [places.wide[hub] for hub in list(clusters)[:core]]
        settled = spread(
            [(x * _STEP, y * _STEP) for x, y in grid], [_STEP / 3] * core, radii[:core]
        )
    else:
        inside = {pair: weight for pair, weight in affinities.items() if max(pair) < core}
        settled = pack(radii[:core], inside)
    return pack(radii, affinities, settled)


def _neighbours(graph: nx.MultiDiGraph[str], node: str) -> list[str]:
    return sorted({*graph.successors(node), *graph.predecessors(node)} - {node})


def _assign(graph: nx.MultiDiGraph[str], hubs: list[str]) -> dict[str, str]:
    """Give every connected node to one hub: its owner, else the hub with most edges to it."""
    # Pairings and styles come before concepts. Equal claims go to the hub with fewer nodes so far,
    # which keeps the clusters of one size.
    owner = owners(graph)
    core = {hub for hub in hubs if graph.nodes[hub]["kind"] in CORE_KINDS}
    assigned = {hub: hub for hub in hubs}
    assigned.update((part, hub) for part, hub in owner.items() if hub in assigned)
    load = dict.fromkeys(hubs, 0)
    frontier = sorted(assigned)
    while frontier:
        reached = sorted(
            {n for node in frontier for n in _neighbours(graph, node)} - assigned.keys()
        )
        for node in reached:
            votes: dict[str, int] = defaultdict(int)
            for neighbour in _neighbours(graph, node):
                if neighbour in assigned:
                    votes[assigned[neighbour]] += 1
            chosen = min(votes, key=lambda hub: (hub not in core, -votes[hub], load[hub], hub))
            load[chosen] += 1
            assigned[node] = chosen
        frontier = reached
    return {node: hub for node, hub in assigned.items() if node != hub}


def _affinities(
    graph: nx.MultiDiGraph[str], clusters: Mapping[str, Cluster]
) -> dict[tuple[int, int], float]:
    """Weigh each pair of clusters by the edges between them; a partner role counts for ten."""
    index = {
        node: number
        for number, cluster in enumerate(clusters.values())
        for node in (cluster.hub, *cluster.nodes)
    }
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for source, target in graph.edges():
        one, other = index.get(source), index.get(target)
        if one is not None and other is not None and one != other:
            role = "PartnerRole" in {graph.nodes[source]["kind"], graph.nodes[target]["kind"]}
            weights[min(one, other), max(one, other)] += 10.0 if role else 1.0
    return dict(sorted(weights.items()))


def _directions(
    graph: nx.MultiDiGraph[str], cluster: Cluster, centre: Mapping[str, Point]
) -> dict[str, float]:
    """Let each partner role of a cluster face at its style."""
    roles = sorted(n for n in cluster.nodes if graph.nodes[n]["kind"] == "PartnerRole")
    here = centre[cluster.hub]
    return {
        role: _direction(
            here, [centre[n] for n in _neighbours(graph, role) if n in centre and n != cluster.hub]
        )
        for role in roles
    }


def _direction(here: Point, there: list[Point]) -> float:
    """Return the angle from one point to the first of others, straight up where there is none."""
    if not there or there[0] == here:
        return -math.pi / 2
    return math.atan2(there[0][1] - here[1], there[0][0] - here[0])


def _rows(
    nodes: Iterable[str], graph: nx.MultiDiGraph[str], placed: Mapping[str, Point]
) -> dict[str, Point]:
    """Lay unconnected nodes out in rows below everything else, kind by kind."""
    ordered = sorted(nodes, key=lambda node: (graph.nodes[node]["kind"], node))
    columns = min(_COLUMNS, len(ordered))
    top = max((y for _, y in placed.values()), default=-2 * _ROW) + 2 * _ROW
    left = -_COLUMN * (columns - 1) / 2
    return {
        node: ((left + _COLUMN * (i % columns)) / _STRETCH, top + _ROW * (i // columns))
        for i, node in enumerate(ordered)
    }
