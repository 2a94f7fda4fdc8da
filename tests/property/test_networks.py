"""Networks do not depend on what they must not depend on."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from attachgraph.network.cycle import Shape, shape_similarity
from attachgraph.network.projections import co_citation, coupling, entry_sources
from tests.unit.network.small import corpus

SHAPES = st.lists(st.sets(st.integers(0, 1), min_size=1).map(frozenset), min_size=1, max_size=6)


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
