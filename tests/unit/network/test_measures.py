"""Measures on networks, against values worked out by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from attachgraph.errors import MissingError, UsageError
from attachgraph.network.centralities import MEASURES, centrality
from attachgraph.network.grouping import communities
from attachgraph.network.linkage import average_linkage
from attachgraph.network.resemblance import similarities, similarity
from attachgraph.network.structural_gaps import cut_points, silences, threads
from attachgraph.network.views import co_citation
from tests.unit.network.small import corpus
from tests.unit.network.test_views import CITING, cycle, orders

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
    """A pairing of a style with itself has findings like any other."""
    view = nx.Graph([("a", "a", {"weight": 4}), ("a", "b", {"weight": 1})])
    assert centrality(view, "strength")[0].value == 5
    assert centrality(view, "degree")[0].value == 1


def test_constraint_is_that_of_networkx() -> None:
    """With weights, a triangle and a tail, our matrices give what NetworkX gives node by node."""
    view = nx.Graph()
    for edge, weight in {"ab": 3, "bc": 1, "ca": 2, "cd": 5, "de": 1}.items():
        view.add_edge(*edge, weight=weight)
    expected = nx.constraint(view, nodes=list(view), weight="weight")
    found = {score.node: score.value for score in centrality(view, "constraint")}
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
    loop = nx.DiGraph(view="cycle-moves", measures=())
    with pytest.raises(UsageError, match="says nothing about cycle-moves"):
        centrality(loop, "betweenness")
    with pytest.raises(UsageError, match="is no measure"):
        centrality(ROW, "pagerank")
    assert set(co_citation(CITING).graph["measures"]) == set(MEASURES)


#: A backend as a package brings it: NetworkX finds it by its entry points.
BACKEND = """
import networkx as nx

class Dispatcher:
    @staticmethod
    def convert_from_nx(graph, **kwargs):
        return graph

    @staticmethod
    def convert_to_nx(result, **kwargs):
        return result

    @staticmethod
    def betweenness_centrality(*args, **kwargs):
        print("computed elsewhere")
        return nx.betweenness_centrality.orig_func(*args, **kwargs)

    @staticmethod
    def can_run(name, args, kwargs):
        return name == "betweenness_centrality"

def info():
    return {"functions": {"betweenness_centrality": {}}}
"""
ENTRY_POINTS = """
[networkx.backends]
elsewhere = elsewhere:Dispatcher
broken = not_there:Dispatcher
[networkx.backend_info]
elsewhere = elsewhere:info
"""
PROGRAM = """
import networkx as nx
from attachgraph.errors import MissingError
from attachgraph.network import centrality
row = nx.path_graph("abc")
assert centrality(row, "betweenness", backend="elsewhere") == centrality(row, "betweenness")
for measure, backend in (("harmonic", "elsewhere"), ("betweenness", "broken")):
    try:
        centrality(row, measure, backend=backend)
    except MissingError as error:
        print(error)
"""


def test_a_backend_is_used_when_it_is_asked_for(tmp_path: Path) -> None:
    """One that is installed computes; of one that is broken or too small, we say what to do."""
    (tmp_path / "elsewhere.py").write_text(BACKEND, encoding="utf-8")
    installed = tmp_path / "elsewhere-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Name: elsewhere\nVersion: 1\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, *errors = done.stdout.splitlines()
    assert first == "computed elsewhere"
    assert errors[0] == "the backend “elsewhere” does not know harmonic_centrality"
    assert errors[2].startswith("the backend “broken” cannot be loaded with NetworkX 3.")


def test_a_backend_that_is_not_installed_is_told() -> None:
    """The message names the package that brings one."""
    with pytest.raises(MissingError, match="no backend “graphblas”") as error:
        centrality(ROW, "betweenness", backend="graphblas")
    assert "nx-parallel" in str(error.value)


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
    for view in (two, nx.DiGraph([("a", "b")])):
        with pytest.raises(UsageError, match="one kind of nodes"):
            communities(view)


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


def test_average_linkage_by_hand() -> None:
    """Four on a line at 0, 1, 3 and 7: 1, then (3 + 2) / 2, then (7 + 6 + 4) / 3."""
    places = {"a": 0, "b": 1, "c": 3, "d": 7}
    distances = {(p, q): abs(places[p] - places[q]) for p in places for q in places if p < q}
    steps = average_linkage(reversed(places), distances)
    assert [(step.left, step.right) for step in steps] == [
        (("a",), ("b",)),
        (("a", "b"), ("c",)),
        (("a", "b", "c"), ("d",)),
    ]
    assert [step.height for step in steps] == pytest.approx([1, 5 / 2, 17 / 3])


def test_equally_near_names_are_joined_in_their_order() -> None:
    """Four at the same distance from each other: the first two, then the next by name."""
    distances = {(p, q): 1.0 for p in "abcd" for q in "abcd" if p < q}
    steps = average_linkage("dbca", distances)
    assert [step.left + step.right for step in steps] == [
        ("a", "b"),
        ("a", "b", "c"),
        ("a", "b", "c", "d"),
    ]
    with pytest.raises(UsageError, match="distance of a and e is missing"):
        average_linkage("abcde", distances)


# ---------------------------------------------------------------- gaps


def test_silence_is_common_concepts_without_common_sources() -> None:
    """p1 and p2 share two of three concepts and none of two sources: the gap is 2/3."""
    small = corpus(
        *("p1 mentions c1", "p1 mentions c2", "p1 mentions c3", "p2 mentions c1", "p2 mentions c2"),
        *("p1 cites-source s1", "p2 cites-source s2", "p3 cites-source s1", "p3 mentions c1"),
    )
    (found,) = silences(small, at_least=2)
    assert (found.first, found.second, found.concepts) == ("p1", "p2", ("c1", "c2"))
    assert found.gap == pytest.approx(2 / 3)
    assert len(found.grounds) == 4
    # p1 and p3 share c1 and s1: no silence, unless one common source is allowed.
    assert [(s.first, s.second) for s in silences(small, at_least=1)] == [
        ("p1", "p2"),
        ("p2", "p3"),
    ]
    assert len(silences(small, at_least=1, at_most=1)) == 3
    with pytest.raises(UsageError):
        silences(small, at_least=0)


def test_an_entry_with_one_source_hangs_by_a_thread() -> None:
    """p1 cites two, p2 one, p3 none."""
    small = corpus("p1 cites-source s1", "p1 cites-source s2", "p2 cites-source s2", "p3 x s1")
    assert [(each.node, each.hangs_by) for each in threads(small)] == [("p2", "s2")]


def test_cut_points_name_what_they_hold_together() -> None:
    """Without c the row a-b-c-d falls into {a, b} and {d}; the ends cut nothing off."""
    row = nx.path_graph("abcd")
    assert [(point.node, point.parts) for point in cut_points(row)] == [
        ("b", (("c", "d"), ("a",))),
        ("c", (("a", "b"), ("d",))),
    ]
    assert cut_points(nx.cycle_graph("abcd")) == []
    with pytest.raises(UsageError):
        cut_points(nx.DiGraph([("a", "b")]))
