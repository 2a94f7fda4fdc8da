"""path, as a person runs it, and the search for paths behind it."""

from __future__ import annotations

import json
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from attachgraph.dataset.paths import shortest_paths
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES
from tests.cli.conftest import Runner
from tests.cli.examples import examples_of

ONTOLOGY = NamedNode(GRAPH + "ontology")
NOTATION = NamedNode(PREFIXES["skos"] + "notation")
TYPE = NamedNode(PREFIXES["rdf"] + "type")


def test_every_step_shows_its_words(run: Runner) -> None:
    """A path shows its nodes, the direction of each edge, its status and its quote."""
    done = run("path", "two chairs", "source:cedar-2008", "--limit", "1")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Two Chairs (work/two-chairs)"
    assert "  ← depicted-in ←" in lines
    assert (
        "    “Two Chairs (2011): one talks, one mends the chair.” "
        "(avoidant-secure.md, Television Series, 1412–1462)" in lines
    )
    assert "  → cites-source →" in lines
    assert lines[-1] == "Cedar 2008 (source/cedar-2008)"


def test_edge_without_a_quote_says_where_it_is_from(run: Runner) -> None:
    """An edge of a curated table names its graph instead of a quote."""
    shown = run("path", "person/birch-b", "source:alder-birch-2001").stdout
    assert "← dcterms:creator ←" in shown
    assert "from graph/sources, without a quote" in shown


def test_json_has_nodes_and_steps(run: Runner) -> None:
    """The JSON has a step between each node and the next, with all edges and their quotes."""
    done = run("path", "two chairs", "source:cedar-2008", "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["from"]["id"] == "work/two-chairs"
    (way, *_) = answer["paths"]
    assert way["length"] == len(way["steps"]) == len(way["nodes"]) - 1 == 2
    assert {edge["edge"] for edge in way["steps"][1]} >= {"cites-source", "depicted-in"}
    assert way["steps"][0][0]["statements"][0]["quotes"][0]["exact"].startswith("Two Chairs")


def test_things_that_are_not_connected(run: Runner) -> None:
    """No way is a negative answer: exit code 1, and it is said how far was looked."""
    done = run("path", "entry/hostile", "avoidant-secure")
    assert done.returncode == 1
    assert not done.stdout
    assert "six steps or fewer" in done.stderr


def test_one_thing_twice_is_wrong_usage(run: Runner) -> None:
    """Two names of one thing are refused."""
    assert run("path", "avoidant-secure", "harbour and ship").returncode == 2


@pytest.mark.parametrize("example", examples_of("path"))
def test_examples_of_the_help_run(run: Runner, example: list[str]) -> None:
    """What the help shows works on the bundled dataset."""
    done = run(*example, ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stderr
    assert done.stdout


# ---------------------------------------------------------------- against networkx


def node(number: int) -> str:
    """Return the IRI of a node."""
    return f"https://example.org/{number:02}"


def store_of(edges: set[tuple[int, int]]) -> Store:
    """Return a store with these edges, all of one property."""
    store = Store()
    store.add(Quad(NamedNode(AG + "joins"), NOTATION, Literal("joins"), ONTOLOGY))
    for one, other in edges:
        store.add(Quad(NamedNode(node(one)), NamedNode(AG + "joins"), NamedNode(node(other))))
    return store


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_paths_are_all_the_shortest_ones(edges: set[tuple[int, int]]) -> None:
    """The search from both ends finds the same shortest paths as networkx, each once."""
    graph = nx.Graph([(node(one), node(other)) for one, other in edges])
    graph.add_nodes_from((node(0), node(1)))
    expected = (
        {tuple(way) for way in nx.all_shortest_paths(graph, node(0), node(1))}
        if nx.has_path(graph, node(0), node(1))
        else set()
    )
    found = shortest_paths(store_of(edges), node(0), node(1), limit=1_000, most_steps=20)
    assert [path.nodes for path in found] == sorted(expected)
    for path in found:
        for (one, other), joined in zip(pairwise(path.nodes), path.steps, strict=True):
            assert joined
            assert all({edge.subject, edge.object} == {one, other} for edge in joined)


def test_far_things_are_not_connected() -> None:
    """A way that is longer than the limit is not a way, one that is as long is one."""
    chain = store_of({(number, number + 1) for number in range(4)})
    assert shortest_paths(chain, node(0), node(4), most_steps=3) == []
    assert len(shortest_paths(chain, node(0), node(4), most_steps=4)) == 1


def test_statement_is_no_stepping_stone() -> None:
    """A claim that cites a source does not connect the source with what else it cites."""
    store = store_of({(0, 1), (0, 2)})
    store.add(Quad(NamedNode(node(0)), TYPE, NamedNode(AG + "Statement")))
    assert shortest_paths(store, node(1), node(2)) == []


def test_loose_edges_come_last() -> None:
    """Of two ways of one length, the one that texts assert is told before a mere mention."""
    store = store_of({(0, 5), (5, 9)})
    store.add(Quad(NamedNode(AG + "mentions"), NOTATION, Literal("mentions"), ONTOLOGY))
    for one, other in ((0, 3), (3, 9)):
        store.add(Quad(NamedNode(node(one)), NamedNode(AG + "mentions"), NamedNode(node(other))))
    assert [path.nodes[1] for path in shortest_paths(store, node(0), node(9))] == [node(5), node(3)]


def test_symmetric_edge_is_one_edge(run: Runner) -> None:
    """Two styles that pair with each other are joined once, although it is stored twice."""
    answer = json.loads(run("path", "secure", "avoidant", "--format", "json").stdout)
    edges = [edge["edge"] for edge in answer["paths"][0]["steps"][0]]
    assert edges.count("pairs-with") == 1
    assert answer["paths"][0]["steps"][0][0]["statements"]
