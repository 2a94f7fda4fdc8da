"""Where the nodes of the explorer lie."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import Store

from attachgraph.network.graph import to_networkx
from attachgraph.rdf.namespaces import BASE
from attachgraph.views.layout.layout import layout
from attachgraph.views.layout.packing import pack, spread

PAIRING = BASE + "pairing/avoidant-secure"
CYCLE = BASE + "cycle/avoidant-secure/ask-and-retreat"


@pytest.fixture(scope="module")
def graph(store: Store) -> Any:
    """Return its network."""
    return to_networkx(store)


def test_the_layout_places_every_node_on_integers(graph: nx.MultiDiGraph) -> None:
    """No two nodes share a place."""
    for places in layout(graph):
        assert list(places) == list(graph)
        assert all(isinstance(value, int) for place in places.values() for value in place)
        assert len(set(places.values())) == len(places)


def nearest(places: Iterable[tuple[int, int]]) -> float:
    """Return the smallest distance between two places, the width counted for what labels need."""
    points = list(places)
    return min(
        math.hypot((x1 - x2) / 1.3, y1 - y2)
        for i, (x1, y1) in enumerate(points)
        for x2, y2 in points[:i]
    )


def test_nodes_keep_a_distance(graph: nx.MultiDiGraph) -> None:
    """Symbols never touch where all of them are shown."""
    assert nearest(layout(graph).wide.values()) > 40


def test_moves_lie_in_a_ring_around_their_cycle(graph: nx.MultiDiGraph) -> None:
    """A conflict cycle can be seen as a loop: equal distances, in the order of the moves."""
    places = layout(graph).close
    x, y = places[CYCLE]
    moves = [places[f"{BASE}move/avoidant-secure/ask-and-retreat/{n}"] for n in range(1, 5)]
    distances = [math.hypot((mx - x) / 1.3, my - y) for mx, my in moves]
    assert max(distances) - min(distances) < 2
    angles = [math.atan2(my - y, (mx - x) / 1.3) % (2 * math.pi) for mx, my in moves]
    turns = [(b - a) % (2 * math.pi) for a, b in pairwise(angles)]
    assert all(math.isclose(turn, math.pi / 2, abs_tol=0.05) for turn in turns)


def test_what_belongs_to_an_entry_lies_near_it(graph: nx.MultiDiGraph) -> None:
    """Each alias of the pairing is nearer to it than to the other pairing."""
    places = layout(graph).close
    other = places[BASE + "pairing/anxious-anxious"]
    for alias, _, key in graph.in_edges(PAIRING, keys=True):
        if key == "alias-of":
            assert math.dist(places[alias], places[PAIRING]) < math.dist(places[alias], other)


def test_a_graph_without_entries_still_gets_a_layout() -> None:
    """The busiest node of each part takes the middle, loners go below."""
    graph = nx.MultiDiGraph([("hub", "a"), ("hub", "b"), ("hub", "c")])
    graph.add_node("alone")
    nx.set_node_attributes(graph, "Resource", "kind")
    places = layout(graph).close
    assert places["hub"] == (0, 0)
    assert places["alone"][1] > max(y for node, (_, y) in places.items() if node != "alone")


def test_packed_discs_do_not_overlap() -> None:
    """Thirty discs of different sizes, all related to the first, find room."""
    radii = [40.0 + 7 * (n % 9) for n in range(30)]
    middles = pack(radii, {(0, n): 1.0 for n in range(1, 30)})
    for i, one in enumerate(middles):
        for j, other in enumerate(middles[:i]):
            assert math.dist(one, other) > radii[i] + radii[j]


def test_discs_that_grow_keep_their_order() -> None:
    """The wide picture is the close one with more room: left stays left."""
    before, after = [50.0] * 3, [50.0, 160.0, 50.0]
    middles = spread([(-110.0, 0.0), (0.0, 0.0), (110.0, 0.0)], before, after)
    assert [x for x, _ in middles] == sorted(x for x, _ in middles)
    assert math.dist(middles[0], middles[1]) > 210


def test_settled_discs_stay_where_they_are() -> None:
    """Later discs go around earlier ones."""
    settled = [(0.0, 0.0), (200.0, 0.0)]
    middles = pack([60.0, 60.0, 50.0], {(0, 2): 1.0}, settled)
    assert middles[:2] == settled
    assert math.dist(middles[2], middles[0]) > 110
