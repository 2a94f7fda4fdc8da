"""Measures do not depend on what they must not depend on."""

from __future__ import annotations

import random
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachgraph.network.centralities import MEASURES, centrality
from attachgraph.network.cycle import Shape, shape_similarity
from attachgraph.network.grouping import communities
from attachgraph.network.projections import co_citation, coupling, entry_sources
from tests.unit.network.small import corpus

NAMES = "abcdefgh"
EDGES = st.dictionaries(
    st.sampled_from([f"{one}{other}" for one, other in combinations(NAMES, 2)]),
    st.integers(1, 9),
    max_size=16,
)
SHAPES = st.lists(st.sets(st.integers(0, 1), min_size=1).map(frozenset), min_size=1, max_size=6)


def made(edges: dict[str, int], order: random.Random | None = None) -> nx.Graph:
    """Make a network of these weighted edges, put together in any order."""
    network = nx.Graph()
    lines = [(*edge, weight) for edge, weight in edges.items()]
    if order is not None:
        order.shuffle(lines)
        lines = [(b, a, w) if order.random() < 0.5 else (a, b, w) for a, b, w in lines]
    for one, other, weight in lines:
        network.add_edge(one, other, weight=weight)
    return network


@given(EDGES, st.randoms(use_true_random=False))
def test_order_of_making_changes_no_digit(edges: dict[str, int], order: random.Random) -> None:
    """Every measure and group is the same to the last digit in whatever order."""
    one, other = made(edges), made(edges, order)
    for measure in MEASURES:
        assert centrality(one, measure) == centrality(other, measure)
    assert communities(one, runs=2) == communities(other, runs=2)


@given(EDGES, st.permutations(NAMES))
def test_renaming_nodes_renames_the_values(edges: dict[str, int], names: list[str]) -> None:
    """No measure knows what a node is called."""
    renamed = dict(zip(NAMES, names, strict=True))
    network = made(edges)
    other = nx.relabel_nodes(network, renamed)
    for measure in MEASURES:
        values = {renamed[score.node]: score.value for score in centrality(network, measure)}
        found = {score.node: score.value for score in centrality(other, measure)}
        assert found == {
            node: value if value is None else pytest.approx(value) for node, value in values.items()
        }


@given(EDGES)
def test_an_isolated_node_changes_nothing_else(edges: dict[str, int]) -> None:
    """One more entry that nobody is joined with leaves every other value and group as it was."""
    network = made(edges)
    more = network.copy()
    more.add_node("z")
    for measure in MEASURES:
        before = {score.node: score.value for score in centrality(network, measure)}
        after = {score.node: score.value for score in centrality(more, measure)}
        assert after == {**before, "z": None if measure == "constraint" else 0}
    groups = communities(network, runs=2), communities(more, runs=2)
    assert {g.members for g in groups[1].groups} == {*(g.members for g in groups[0].groups), ("z",)}
    assert groups[0].modularity == groups[1].modularity


@given(EDGES)
def test_sums_are_what_they_must_be(edges: dict[str, int]) -> None:
    """Degrees add up to twice the edges, strengths to twice the weights; no constraint is 0."""
    network = made(edges)
    total = {name: sum(s.value or 0 for s in centrality(network, name)) for name in MEASURES}
    assert total["degree"] == 2 * len(edges)
    assert total["strength"] == 2 * sum(edges.values())
    assert all(score.value for score in centrality(network, "constraint"))


CITATIONS = st.sets(
    st.tuples(st.sampled_from(["p1", "p2", "p3", "p4"]), st.sampled_from(["s1", "s2", "s3", "s4"])),
    min_size=1,
)


@given(CITATIONS, st.randoms(use_true_random=False))
def test_networks_of_citations_are_products_of_the_matrix(
    pairs: set[tuple[str, str]], order: random.Random
) -> None:
    """Co-citation is AᵀA and coupling AAᵀ off the diagonal, in whatever order the dataset comes."""
    lines = [f"{entry} cites-source {source}" for entry, source in sorted(pairs)]
    entries, sources = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    matrix = np.array([[(e, s) in pairs for s in sources] for e in entries], dtype=int)
    order.shuffle(lines)
    for network, names, product in (
        (co_citation(corpus(*lines)), sources, matrix.T @ matrix),
        (coupling(corpus(*lines)), entries, matrix @ matrix.T),
    ):
        assert list(network) == names
        weights = nx.to_numpy_array(network, nodelist=names, weight="weight", dtype=int)
        assert (weights == product - np.diag(np.diag(product))).all()


@given(CITATIONS)
def test_an_entry_without_citations_changes_no_network(pairs: set[tuple[str, str]]) -> None:
    """One more entry that cites nothing leaves every network of citations as it was."""
    lines = [f"{entry} cites-source {source}" for entry, source in sorted(pairs)]
    before, after = corpus(*lines), corpus(*lines, "p9 mentions c9")
    for make in (co_citation, coupling, entry_sources):
        one, other = make(before), make(after)
        assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
        assert list(one.edges(data=True)) == list(other.edges(data=True))


@given(SHAPES, SHAPES, st.integers(0, 5))
def test_likeness_of_shapes_is_a_likeness(one: Shape, other: Shape, turn: int) -> None:
    """It is symmetric, between 0 and 1, 1 with itself, and blind to where a loop begins."""
    first, second = tuple(one), tuple(other)
    value = shape_similarity(first, second)
    assert value == shape_similarity(second, first)
    assert 0 <= value <= 1
    turned = first[turn % len(first) :] + first[: turn % len(first)]
    assert shape_similarity(turned, second) == value
    assert shape_similarity(turned, first) == 1
