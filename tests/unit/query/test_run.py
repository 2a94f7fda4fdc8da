"""Queries: asked of the graphs they name, within limits, in a process that can be ended."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal

from attachgraph.errors import (
    InputError,
    MissingError,
    QueryError,
    QueryRefused,
    QueryTimeout,
)
from attachgraph.query.answers import Boolean, Row, Solutions, Triples
from attachgraph.query.named import find_query
from attachgraph.query.run import Policy, run_query
from attachgraph.store.embedded import open_memory, open_store
from attachgraph.store.publishing import publish
from tests.unit.numbered import GRAPH, RUNAWAY, loader, quads, rows


@pytest.fixture
def store() -> pyoxigraph.Store:
    """Return a store in memory: 200 quads in graph a, 100 in graph b."""
    return open_memory([quads(200), quads(100, "b")])


# ---------------------------------------------------------------- the dataset of a query


def test_default_graph_is_the_union(store: pyoxigraph.Store) -> None:
    """Nobody needs GRAPH to get an answer."""
    assert len(rows(store, "SELECT ?s { ?s ?p '7' }")) == 2
    assert len(rows(store, "SELECT ?s ?g { GRAPH ?g { ?s ?p '7' } }")) == 2


def test_from_restricts_to_its_graph(store: pyoxigraph.Store) -> None:
    """FROM is obeyed, although the union is the default."""
    clause = f"FROM <{GRAPH}b>"
    named = f"FROM NAMED <{GRAPH}b>"
    assert len(rows(store, "SELECT ?s " + clause + " { ?s ?p ?o }")) == 100
    assert rows(store, "SELECT ?s " + named + " { ?s ?p ?o }") == []
    assert len(rows(store, "SELECT ?s " + named + " { GRAPH ?g { ?s ?p ?o } }")) == 100


def test_unknown_graph_is_named_with_its_neighbours(store: pyoxigraph.Store) -> None:
    """A graph that the store lacks is an error, and over HTTP an empty graph."""
    clause = f"FROM <{GRAPH}bb>"
    query = "SELECT ?s " + clause + " { ?s ?p ?o }"
    with pytest.raises(QueryRefused, match=rf"no graph <{GRAPH}bb>\nFix: the nearest.*{GRAPH}b"):
        rows(store, query)
    lenient = Policy(unknown_graphs_are_empty=True)
    answer = run_query(store, query, timeout=None, policy=lenient)
    assert isinstance(answer, Solutions)
    assert list(answer) == []


def test_dataset_from_outside_overrules_from(store: pyoxigraph.Store) -> None:
    """The graphs of an HTTP request decide, as the protocol has it."""
    policy = Policy(default_graphs=(f"{GRAPH}b",))
    answer = run_query(store, "SELECT ?s { ?s ?p ?o }", timeout=None, policy=policy)
    assert isinstance(answer, Solutions)
    assert len(list(answer)) == 100


# ---------------------------------------------------------------- limits


def children() -> list[str]:
    """Return the processes that this one has started and that still live."""
    found = list[str]()
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # a thread that has just ended
            found += (task / "children").read_text().split()
    return sorted(found)


@pytest.mark.parametrize("where", ["memory", "disk"])
def test_runaway_is_really_stopped(store: pyoxigraph.Store, tmp_path: Path, where: str) -> None:
    """At the limit the caller gets an error that names it, and no process works on."""
    if where == "disk":
        publish(tmp_path / "store", loader(300))
        store = open_store(tmp_path / "store")
    others = children()  # of other tests, such as a browser's driver
    with pytest.raises(QueryTimeout, match=r"0\.3 seconds"):
        rows(store, RUNAWAY, timeout=0.3)
    assert children() == others
    assert rows(store, "SELECT ?s { ?s ?p '7' }", timeout=30)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?s ?o",
        "SELECT ?s (BNODE() AS ?b) (STRLANG('a', 'en') AS ?c) (1.5 AS ?d) { ?s ?p '7' }",
        "SELECT (TRIPLE(<a:s>, <a:p>, <a:o>) AS ?t) {}",
    ],
)
def test_child_answers_as_this_process_does(store: pyoxigraph.Store, query: str) -> None:
    """The rows that come through the pipe are those of the engine."""

    def comparable(found: list[Row]) -> list[tuple[str, ...]]:
        return [tuple("_:b" if isinstance(t, BlankNode) else repr(t) for t in row) for row in found]

    assert comparable(rows(store, query, timeout=30)) == comparable(rows(store, query))


def test_child_answers_the_other_forms(store: pyoxigraph.Store) -> None:
    """ASK, CONSTRUCT and errors come through as well."""
    assert run_query(store, "ASK { ?s ?p '7' }", timeout=30) == Boolean(value=True)
    answer = run_query(store, "CONSTRUCT WHERE { ?s ?p '7' }", timeout=30)
    assert isinstance(answer, Triples)
    assert {triple.object for triple in answer} == {Literal("7")}
    with pytest.raises(QueryError, match="query:1:10"):
        run_query(store, "SELECT * {", timeout=30)


def test_slow_reader_is_no_slow_query(store: pyoxigraph.Store) -> None:
    """Only the engine's time counts: whoever looks at a row for long is not punished."""
    query = "SELECT ?s { ?s ?p ?o . ?t ?p ?u } LIMIT 20000"
    answer = run_query(store, query, timeout=1)
    assert isinstance(answer, Solutions)
    next(iter(answer))
    time.sleep(1.2)
    assert len(list(answer)) == 19_999


def test_abandoned_answer_leaves_no_process(store: pyoxigraph.Store) -> None:
    """An answer that nobody reads to its end takes its process with it."""
    others = children()
    answer = run_query(store, "SELECT * { ?s ?p ?o . ?t ?q ?u }", timeout=30)
    assert isinstance(answer, Solutions)
    next(iter(answer))
    assert children() != others
    del answer
    assert children() == others


def test_child_that_dies_is_reported(store: pyoxigraph.Store) -> None:
    """A process that the system has killed, as for want of memory, is not an empty answer."""
    others = children()
    answer = run_query(store, "SELECT * { ?s ?p ?o . ?t ?q ?u }", timeout=30)
    assert isinstance(answer, Solutions)
    next(iter(answer))
    (worker,) = set(children()) - set(others)
    os.kill(int(worker), signal.SIGKILL)
    with pytest.raises(InputError, match="ended before its answer was complete"):
        list(answer)


def test_queries_from_many_threads(store: pyoxigraph.Store) -> None:
    """A fork beside working threads neither hangs nor mixes answers up."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                assert len(rows(store, "SELECT ?s { ?s ?p ?o }", timeout=20)) == 300
        except BaseException as error:  # noqa: BLE001 - handed to the main thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_unknown_question_is_missing() -> None:
    """A name that no question has is told with the nearest."""
    with pytest.raises(MissingError, match="did you mean show-conflict-cycle"):
        find_query("show-conflict-cycles")
