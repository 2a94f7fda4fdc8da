"""Measures on networks, against values worked out by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from attachgraph.errors import MissingError, UsageError
from attachgraph.network.centralities import MEASURES, centrality
from attachgraph.network.grouping import communities
from attachgraph.network.literatures import disjoint_literatures
from attachgraph.network.projections import co_citation
from attachgraph.network.resemblance import similarities, similarity
from tests.unit.network.small import corpus
from tests.unit.network.test_projections import CITING, cycle, orders

#: a-b-c in a row, weights 2 and 1, and d alone.
ROW = nx.Graph([("a", "b", {"weight": 2}), ("b", "c", {"weight": 1})])
ROW.add_node("d")


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("degree", {"a": 1, "b": 2, "c": 1, "d": 0}),
        ("strength", {"a": 2, "b": 3, "c": 1, "d": 0}),
        ("betweenness", {"a": 0, "b": 1, "c": 0, "d": 0}),
        ("harmonic", {"a": 1.5, "b": 2, "c": 1.5, "d": 0}),
        # a and c have all they have in b; b: (2/3)² + (1/3)².
        ("constraint", {"a": 1, "b": 5 / 9, "c": 1, "d": None}),
    ],
)
def test_measures_of_a_row_by_hand(measure: str, values: dict[str, float | None]) -> None:
    """Three nodes in a row and one alone, worked out on paper."""
    found = {score.node: score.value for score in centrality(ROW, measure)}
    assert found == {
        node: value if value is None else pytest.approx(value) for node, value in values.items()
    }


def test_betweenness_counts_a_pair_in_parts() -> None:
    """In a square there are two shortest ways between opposite corners: each half a pair."""
    square = nx.Graph(["ab", "bc", "cd", "da"])
    assert [score.value for score in centrality(square, "betweenness")] == [0.5] * 4


def test_a_loop_counts_once_in_the_strength() -> None:
    """A pairing of a style with itself has evidence like any other."""
    network = nx.Graph([("a", "a", {"weight": 4}), ("a", "b", {"weight": 1})])
    assert centrality(network, "strength")[0].value == 5
    assert centrality(network, "degree")[0].value == 1


def test_constraint_is_that_of_networkx() -> None:
    """With weights, a triangle and a tail, our matrices give what NetworkX gives node by node."""
    network = nx.Graph()
    for edge, weight in {"ab": 3, "bc": 1, "ca": 2, "cd": 5, "de": 1}.items():
        network.add_edge(*edge, weight=weight)
    expected = nx.constraint(network, nodes=list(network), weight="weight")
    found = {score.node: score.value for score in centrality(network, "constraint")}
    assert found == pytest.approx(expected)


def test_ties_share_a_rank_and_stand_in_order() -> None:
    """Equal values: 1, 2, 2, 4, by name; a value that is not defined comes last."""
    star = nx.Graph(["ab", "ac", "ad"])
    assert [(s.rank, s.node) for s in centrality(star)] == [(1, "a"), (2, "b"), (2, "c"), (2, "d")]
    assert [(s.rank, s.node) for s in centrality(ROW, "degree")] == [
        (1, "b"),
        (2, "a"),
        (2, "c"),
        (4, "d"),
    ]
    # For the constraint, low is what stands out.
    assert [s.node for s in centrality(ROW, "constraint")] == ["b", "a", "c", "d"]


def test_measures_that_say_nothing_are_refused() -> None:
    """In a loop every move is as central as any other, so no measure is offered."""
    loop = nx.DiGraph(network="cycle-moves", measures=())
    with pytest.raises(UsageError, match="says nothing about cycle-moves"):
        centrality(loop, "betweenness")
    with pytest.raises(UsageError, match="is not a measure"):
        centrality(ROW, "pagerank")
    assert set(co_citation(CITING).graph["measures"]) == set(MEASURES)


# ---------------------------------------------------------------- groups


def test_two_triangles_are_two_groups() -> None:
    """By hand: Q = 2 [3/7 - (7/14)²] = 5/14, and every seed agrees."""
    found = communities(nx.Graph(["ab", "bc", "ca", "cd", "de", "ef", "fd"]))
    assert [group.members for group in found.groups] == [("a", "b", "c"), ("d", "e", "f")]
    assert found.modularity == pytest.approx(5 / 14)
    assert [group.agreement for group in found.groups] == [1, 1]


def test_a_ring_has_groups_that_seeds_do_not_agree_on() -> None:
    """Where nothing hangs together more than the rest, the agreement says so."""
    found = communities(nx.relabel_nodes(nx.cycle_graph(30), str))
    assert min(group.agreement for group in found.groups) < 0.9


def test_nodes_alone_are_groups_of_one() -> None:
    """A network without edges has as many groups as nodes, and no modularity."""
    lonely = nx.Graph()
    lonely.add_nodes_from("ba")
    found = communities(lonely)
    assert [group.members for group in found.groups] == [("a",), ("b",)]
    assert found.modularity is None


def test_groups_of_two_modes_or_directed_are_refused() -> None:
    """The modularity of a network of entries and sources would compare unlike things."""
    two = nx.Graph([("p", "s")])
    two.add_node("p", bipartite=0)
    for network in (two, nx.DiGraph([("a", "b")])):
        with pytest.raises(UsageError, match="one kind of nodes"):
            communities(network)


# ---------------------------------------------------------------- likeness

ALIKE = corpus(
    *("p1 mentions c1", "p1 mentions c2", "p2 mentions c2", "p2 mentions c3"),
    *("p1 cites-source s1", "p2 cites-source s1"),
    *(*cycle("p1", "abab"), *cycle("p2", "aba"), "p3 mentions c9"),
    literals={**orders("p1", 4), **orders("p2", 3)},
)


def test_likeness_by_hand() -> None:
    """Concepts 1 of 3, sources 1 of 1, cycles 3 of 4 turns: the mean is 25/36."""
    found = similarity(ALIKE, "p1", "p2")
    assert {part.name: part.value for part in found.parts} == {
        "concepts": pytest.approx(1 / 3),
        "sources": 1,
        "cycle": 3 / 4,
    }
    assert found.value == pytest.approx(25 / 36)
    concepts = found.parts[0]
    assert (concepts.shared, concepts.first, concepts.second) == (("c2",), ("c1",), ("c3",))
    assert [ground.object for ground in concepts.grounds] == ["c2", "c2"]
    assert {ground.edge for ground in found.parts[2].grounds} == {"next-move"}


def test_what_is_not_written_is_no_difference() -> None:
    """p3 cites nothing and has no cycle: only the concepts count, and they differ."""
    found = similarity(ALIKE, "p1", "p3")
    assert [part.value for part in found.parts] == [0, None, None]
    assert found.value == 0
    assert similarity(corpus("p1 x p2"), "p1", "p2").value is None


def test_weights_choose_the_parts() -> None:
    """Only sources: 1; concepts once and sources twice: 7/9."""
    assert similarity(ALIKE, "p1", "p2", weights={"sources": 1}).value == 1
    mixed = similarity(ALIKE, "p1", "p2", weights={"concepts": 1, "sources": 2})
    assert mixed.value == pytest.approx(7 / 9)
    for wrong in ({"traits": 1.0}, {"concepts": -1.0}, {"concepts": 0.0}, {"cycle": float("nan")}):
        with pytest.raises(UsageError):
            similarity(ALIKE, "p1", "p2", weights=wrong)


def test_pairs_are_listed_from_the_most_alike() -> None:
    """Those about which nothing can be said come last."""
    found = similarities(ALIKE)
    assert [(s.first, s.second) for s in found] == [("p1", "p2"), ("p1", "p3"), ("p2", "p3")]
    with pytest.raises(MissingError, match="no node p9"):
        similarity(ALIKE, "p1", "p9")


# ---------------------------------------------------------------- literatures


def test_disjoint_literatures_share_concepts_and_no_source() -> None:
    """p1 and p2 share two of three concepts and none of two sources: the gap is 2/3."""
    small = corpus(
        *("p1 mentions c1", "p1 mentions c2", "p1 mentions c3", "p2 mentions c1", "p2 mentions c2"),
        *("p1 cites-source s1", "p2 cites-source s2", "p3 cites-source s1", "p3 mentions c1"),
    )
    (found,) = disjoint_literatures(small, min_concepts=2)
    assert (found.first, found.second, found.concepts) == ("p1", "p2", ("c1", "c2"))
    assert found.gap == pytest.approx(2 / 3)
    assert len(found.grounds) == 4
    # p1 and p3 share c1 and s1: no such pair, unless one common source is allowed.
    assert [(s.first, s.second) for s in disjoint_literatures(small, min_concepts=1)] == [
        ("p1", "p2"),
        ("p2", "p3"),
    ]
    assert len(disjoint_literatures(small, min_concepts=1, max_sources=1)) == 3
    with pytest.raises(UsageError):
        disjoint_literatures(small, min_concepts=0)
