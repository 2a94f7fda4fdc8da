"""Arrange the nodes of one entry around it: conflict cycles as rings, the rest on a spiral.

In: an entry with its nodes. Out: offsets from the middle, and the radius of the whole. Knows
nothing of other entries, except for the direction in which a partner role should look.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import count, starmap
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.views.layout.packing import GOLDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

Point = tuple[float, float]

#: Kinds that lie inside, in the order of the sectors; all others lie outside, alphabetically.
_INNER: Final = ("Entry", "Alias", "Work", "UnresolvedSource", "Source")
#: Room for one node and its label, and for the hub with its name (half width and half height).
_SPOT: Final = 44.0
_HUB: Final = (235.0, 105.0)
#: Distance of a partner role from the hub, and how much of the plane it keeps free.
_ROLE: Final = 275.0
_ROLE_ROOM: Final = 46.0
#: Where the first, second, third and fourth conflict cycle of an entry lie: below, above, right,
#: left.
_CYCLE_ANGLES: Final = (math.pi / 2, -math.pi / 2, 0.0, math.pi)


@dataclass(frozen=True, slots=True)
class Cluster:
    """An entry and the nodes that are placed around it."""

    #: IRI of the entry.
    hub: str
    #: IRIs of the others.
    nodes: list[str]


class Arrangement(NamedTuple):
    """Where the nodes of a cluster lie."""

    #: Node to its offset from the middle.
    places: dict[str, Point]
    #: Distance that other clusters keep, without the outer nodes and with them.
    close: float
    wide: float


class _Disc(NamedTuple):
    """A part of the plane that is taken."""

    x: float
    y: float
    radius: float


def arrange(
    graph: nx.MultiDiGraph[str], cluster: Cluster, directions: Mapping[str, float]
) -> Arrangement:
    """Arrange a cluster."""
    places: dict[str, Point] = {cluster.hub: (0.0, 0.0)}
    taken: list[_Disc] = []
    _place_cycles(graph, cluster, places, taken)
    _place_roles(directions, places, taken)
    free = _free_spots(taken)
    rest = [node for node in cluster.nodes if node not in places]
    inner = [node for node in rest if graph.nodes[node]["kind"] in _INNER]
    outer = [node for node in rest if graph.nodes[node]["kind"] not in _INNER]
    radii = []
    for group in (inner, outer):
        spots = sorted((next(free) for _ in group), key=lambda spot: math.atan2(*spot))
        places.update(zip(sorted(group, key=lambda n: _sector(graph, n)), spots, strict=True))
        reach = max(starmap(math.hypot, places.values()))
        radii.append(max(reach + _SPOT, _HUB[0] + _SPOT))
    return Arrangement(places, *radii)


def _sector(graph: nx.MultiDiGraph[str], node: str) -> tuple[int, str, str]:
    """Order nodes around the hub so that one kind, and one parent's children, lie together."""
    kind = graph.nodes[node]["kind"]
    family = {"Position": "Debate", "Result": "Source"}.get(kind, kind)
    rank = _INNER.index(kind) if kind in _INNER else len(_INNER)
    return rank, family, node


def _place_cycles(
    graph: nx.MultiDiGraph[str], cluster: Cluster, places: dict[str, Point], taken: list[_Disc]
) -> None:
    """Put each conflict cycle in the middle of the ring of its moves."""
    moves: dict[str, list[str]] = defaultdict(list)
    cycles = [node for node in cluster.nodes if graph.nodes[node]["kind"] == "ConflictCycle"]
    for cycle in cycles:
        members = {*graph.successors(cycle)} & set(cluster.nodes)
        ring = sorted(n for n in members if graph.nodes[n]["kind"] == "Move")
        moves[cycle] = ring
    for number, cycle in enumerate(sorted(cycles)):
        ring_radius = max(64.0, 17.0 * len(moves[cycle]))
        angle = _CYCLE_ANGLES[number % 4]
        away = _HUB[1] + ring_radius + 34 + 160 * (number // 4) + (90 if number % 4 > 1 else 0)
        x, y = away * math.cos(angle), away * math.sin(angle)
        places[cycle] = x, y
        taken.append(_Disc(x, y, ring_radius + 40))
        for i, move in enumerate(moves[cycle]):
            # The first move lies right of the way in, the last one left of it.
            turn = 2 * math.pi * (i + 0.5) / len(moves[cycle]) - math.pi / 2
            places[move] = x + ring_radius * math.cos(turn), y + ring_radius * math.sin(turn)


def _place_roles(
    directions: Mapping[str, float], places: dict[str, Point], taken: list[_Disc]
) -> None:
    """Put each partner role on the way to its style, turned aside where that place is taken."""
    for role, wished in directions.items():
        for turn in range(24):
            # 0, +15, -15, +30 ... degrees next to the wished direction
            aside = (turn + 1) // 2 * (math.pi / 12) * (1 if turn % 2 else -1)
            x, y = _ROLE * math.cos(wished + aside), _ROLE * math.sin(wished + aside)
            if all(math.hypot(x - d.x, y - d.y) > d.radius + 20 for d in taken):
                break
        places[role] = x, y
        taken.append(_Disc(x, y, _ROLE_ROOM))


def _free_spots(taken: list[_Disc]) -> Iterator[Point]:
    """Yield places from the middle outwards, leaving out the hub's and the taken ones."""
    for k in count():
        radius = _SPOT * math.sqrt(k + 0.5)
        x, y = radius * math.cos(k * GOLDEN), radius * math.sin(k * GOLDEN)
        if abs(x) < _HUB[0] and abs(y) < _HUB[1]:
            continue
        if all(math.hypot(x - d.x, y - d.y) >= d.radius for d in taken):
            yield x, y
