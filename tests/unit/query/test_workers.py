"""The processes that work in the engine: kept where that is safe, and ended where it is needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BaseDirection, Literal, NamedNode, Quad, Triple

from attachgraph.errors import QueryError, QueryTimeout, QueryTooLarge
from attachgraph.graph import Graph, load
from attachgraph.query.answers import Solutions, Term
from attachgraph.query.run import Policy, run_query
from attachgraph.rdf.namespaces import XSD
from attachgraph.store.embedded import open_memory
from attachgraph.store.publishing import publish
from tests.processes import has_ended

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f) }"
ONE = "SELECT ?s { ?s ?p '7' }"
TRIPLES = """
CONSTRUCT { ?s ?p ?z } { ?s ?p ?o . ?t ?q ?u . ?v ?r ?w . ?x ?y ?z
                         FILTER(CONCAT(?o, ?u, ?w, ?z) = 'none') }
"""
PATHS = """
ASK { ?a (<a:p>|!<a:p>)+ ?b . ?c (<a:p>|!<a:p>)+ ?d . ?e (<a:p>|!<a:p>)+ ?f . ?g ?h ?i
      FILTER(CONCAT(?b, ?d, ?f, ?i) = 'none') }
"""


def quads(count: int) -> bytes:
    """Return N-Quads with one number each."""
    return b"".join(b'<a:%d> <a:p> "%d" <a:g> .\n' % (n, n) for n in range(count))


@pytest.fixture
def graph() -> Graph:
    """Return a graph in memory that nobody changes."""
    return Graph(open_memory([quads(300)]), unchanging=True)


def children() -> set[int]:
    """Return the processes that this one has started and that still live."""
    found: set[int] = set()
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread may end meanwhile
            found.update(map(int, (task / "children").read_text(encoding="ascii").split()))
    return found


# ---------------------------------------------------------------- who is kept


def test_worker_is_kept_where_nothing_changes(tmp_path: Path) -> None:
    """A store from a folder is asked through one process, which goes with the graph."""
    publish(
        tmp_path / "store", lambda store: store.bulk_load(quads(300), pyoxigraph.RdfFormat.N_QUADS)
    )
    graph = load(tmp_path / "store")
    others = children()
    assert len(graph.query(ONE)) == 1
    (worker,) = children() - others
    assert [len(graph.query(ONE)) for _ in range(20)] == [1] * 20
    assert graph.query("ASK {}")
    assert len(graph.query("CONSTRUCT WHERE { ?s ?p '7' }")) == 1
    with pytest.raises(QueryError, match="query:1:10"):
        graph.query("SELECT * {")
    assert children() - others == {worker}
    del graph
    assert children() == others


def test_store_that_changes_is_seen_as_it_is() -> None:
    """A store in memory may be changed at any time, and each query sees the change."""
    store = open_memory([quads(10)])
    graph = Graph(store)
    others = children()
    assert len(graph.query("SELECT ?s { ?s ?p ?o }")) == 10
    store.add(Quad(NamedNode("a:new"), NamedNode("a:p"), Literal("new"), NamedNode("a:g")))
    assert len(graph.query("SELECT ?s { ?s ?p ?o }")) == 11
    store.remove(next(iter(store)))
    assert len(graph.query("SELECT ?s { ?s ?p ?o }")) == 10
    assert children() == others


def test_copy_in_memory_answers_alike(tmp_path: Path) -> None:
    """Read into memory first, a store gives the same answers, and keeps a process as well."""
    publish(
        tmp_path / "store", lambda store: store.bulk_load(quads(300), pyoxigraph.RdfFormat.N_QUADS)
    )
    graph = load(tmp_path / "store", in_memory=True)
    query = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s"
    on_disk = load(tmp_path / "store")
    assert list(graph.query(query)) == list(on_disk.query(query))
    others = children()
    graph.query(ONE)
    assert children() <= others  # no new one; one of an earlier test may end meanwhile


def test_store_of_a_graph_cannot_be_exchanged(graph: Graph) -> None:
    """Nobody is answered from an old store, because a graph keeps the one it has."""
    with pytest.raises(AttributeError):
        graph.store = open_memory([quads(5)])  # type: ignore[misc]


# ---------------------------------------------------------------- when it is ended


def test_runaways_are_replaced(graph: Graph) -> None:
    """After a query that was stopped the next one is answered, by another process."""
    for _ in range(3):
        with pytest.raises(QueryTimeout, match=r"0\.2 seconds"):
            graph.query(RUNAWAY, timeout=0.2)
        assert len(graph.query(ONE)) == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p ?o . ?t ?q ?u . ?v ?r ?w . ?x ?y ?z } ORDER BY RAND() LIMIT 1",
        "SELECT (MAX(?o) AS ?m) { ?s ?p ?o . ?t ?q ?u . ?v ?r ?w . ?x ?y ?z } GROUP BY ?s",
        "SELECT DISTINCT ?q { ?s ?p ?o . ?t ?q ?u . ?v ?r ?w . ?x ?y ?z }",
        TRIPLES,
        PATHS,
    ],
)
def test_limit_ends_all_kinds_of_work(graph: Graph, query: str) -> None:
    """Sorting, grouping, paths and triples are stopped as well as joins."""
    policy = Policy(max_memory=None)
    others = children()
    with pytest.raises(QueryTimeout):
        list(run_query(graph.store, query, timeout=0.3, policy=policy))  # type: ignore[arg-type]
    assert children() == others


def test_limit_ends_an_answer_without_end(graph: Graph) -> None:
    """The limit also holds while rows come, and only for the time that they are waited for."""
    answer = run_query(graph.store, "SELECT * { ?s ?p ?o . ?t ?q ?u . ?v ?r ?w }", timeout=0.5)
    assert isinstance(answer, Solutions)
    with pytest.raises(QueryTimeout):
        for _ in answer:
            pass


def test_memory_is_bounded(graph: Graph) -> None:
    """A query that gathers without end is stopped at its limit of memory, which is named."""
    policy = Policy(max_memory=200_000_000)
    query = "SELECT DISTINCT ?s ?t ?v { ?s ?p ?o . ?t ?q ?u . ?v ?r ?w } ORDER BY ?s ?t ?v"
    with pytest.raises(QueryTooLarge, match=r"0\.2 GB of memory"):
        run_query(graph.store, query, timeout=60, policy=policy)
    assert len(graph.query(ONE)) == 1


def test_worker_that_was_killed_is_replaced(graph: Graph) -> None:
    """A process that the system kills while it waits costs an error at most, and no graph."""
    others = children()
    graph.query(ONE)
    (worker,) = children() - others
    os.kill(worker, signal.SIGKILL)
    assert has_ended(worker)
    try:
        graph.query(ONE)
    except Exception as error:  # noqa: BLE001 - whichever it is
        assert "ended before its answer was complete" in str(error)  # noqa: PT017
    assert len(graph.query(ONE)) == 1


def test_answer_that_is_not_read_to_its_end_frees_or_ends_its_worker(graph: Graph) -> None:
    """A short answer leaves the process for the next query; a long one takes it along."""
    others = children()
    assert next(iter(graph.query("SELECT ?s { ?s ?p ?o }", limit=1)))
    assert next(iter(graph.query("SELECT * { ?s ?p ?o . ?t ?q ?u }")))
    assert len(graph.query(ONE)) == 1
    assert len(children() - others) <= 1


# ---------------------------------------------------------------- threads, forks, interruptions


def test_many_threads_share_a_graph(graph: Graph) -> None:
    """Several queries at once get their own rows; a runaway among them disturbs nobody."""
    wrong: list[object] = []

    def ask(number: int, turn: int) -> None:
        if number == 0 and turn % 5 == 0:
            with pytest.raises(QueryTimeout):
                graph.query(RUNAWAY, timeout=0.1)
        found = [row.terms[0] for row in graph.query(f"SELECT ?s {{ ?s ?p '{number}' }}")]
        assert found == [NamedNode(f"a:{number}")]

    def work(number: int) -> None:
        try:
            for turn in range(10):
                ask(number, turn)
        except BaseException as error:  # noqa: BLE001 - handed to the main thread
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


_PROGRAM = """
import os, sys, pyoxigraph
from attachgraph.graph import Graph
store = pyoxigraph.Store()
lines = [b'<a:%d> <a:p> "%d" .\\n' % (n, n) for n in range(300)]
store.load(b"".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)
graph = Graph(store, unchanging=True)
ONE = "SELECT ?s { ?s ?p '7' }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
def worker():
    return int(open(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read().split()[0])
"""


def program(text: str) -> subprocess.Popen[str]:
    """Start a program that has a graph."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM + text],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_fork_of_the_users_process_has_workers_of_its_own() -> None:
    """Parent and child of a fork may both ask, and get their own answers."""
    text = """
assert len(graph.query(ONE)) == 1
pid = os.fork()
found = [len(graph.query(ONE)) for _ in range(50)]
if pid == 0:
    sys.exit(0 if found == [1] * 50 else 1)
print(found == [1] * 50, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
    with program(text) as process:
        stdout, stderr = process.communicate(timeout=60)
    assert stdout == "True 0\n", stderr


def test_ctrl_c_ends_the_query_and_not_the_graph() -> None:
    """In Python an interruption is a KeyboardInterrupt, and the graph answers afterwards."""
    text = """
print(len(graph.query(ONE)), worker(), flush=True)
try:
    print("asking", flush=True)
    graph.query(RUNAWAY, timeout=60)
except KeyboardInterrupt:
    print("interrupted", len(graph.query(ONE)), flush=True)
"""
    with program(text) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline().split()[1])
        assert process.stdout.readline() == "asking\n"
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
    assert stdout == "interrupted 1\n", stderr
    assert has_ended(worker)


@pytest.mark.parametrize("query", ["ONE", "RUNAWAY"])
def test_workers_go_with_their_parent(query: str) -> None:
    """A process that is killed leaves no worker behind, idle or at work."""
    text = f"""
import threading, time
threading.Thread(target=lambda: graph.query({query}, timeout=600), daemon=True).start()
found = []
while not found:
    time.sleep(0.01)
    for task in os.listdir("/proc/self/task"):
        found += open(f"/proc/self/task/{{task}}/children").read().split()
print(*found, flush=True)
time.sleep(600)
"""
    with program(text) as process:
        assert process.stdout is not None
        (worker,) = map(int, process.stdout.readline().split())
        process.kill()
        process.communicate()
    assert has_ended(worker)


def test_signals_of_the_user_are_not_handled_in_a_worker() -> None:
    """A handler for SIGTERM runs in the process that has set it; a worker just ends."""
    text = """
import signal, time
def handler(*_):
    os.write(1, f"handled {os.getpid()}\\n".encode())
signal.signal(signal.SIGTERM, handler)
graph.query(ONE)
pid = worker()
os.kill(pid, signal.SIGTERM)
while open(f"/proc/{pid}/stat").read().split()[2] != "Z":
    time.sleep(0.01)
try:
    graph.query(ONE)
except Exception as error:
    assert "ended before its answer" in str(error)
print(len(graph.query(ONE)))
"""
    with program(text) as process:
        stdout, stderr = process.communicate(timeout=60)
    assert stdout == "1\n", stderr


def test_interpreter_ends_without_a_word() -> None:
    """A script that has asked ends at once, and prints nothing of its workers."""
    with program("print(len(graph.query(ONE)), worker())") as process:
        stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 0
    assert not stderr
    assert has_ended(int(stdout.split()[1]))


# ---------------------------------------------------------------- what comes through the pipe

_TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
_IRIS = st.from_regex(r"https://x\.example/[a-z0-9/?=&#%A-F]{0,9}", fullmatch=True).filter(
    lambda iri: "%" not in iri and iri.count("#") < 2
)
_LITERALS = st.one_of(
    st.builds(Literal, _TEXTS),
    st.builds(lambda text: Literal(text, language="de-CH"), _TEXTS),
    st.builds(lambda text: Literal(text, language="he", direction=BaseDirection.RTL), _TEXTS),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(XSD + name)),
        st.one_of(_TEXTS, st.from_regex(r"[-+]?[0-9]*\.?[0-9]*([eE][-+]?[0-9]*)?", fullmatch=True)),
        st.sampled_from(["integer", "decimal", "double", "boolean", "gYear", "string"]),
    ),
)
_TERMS = st.one_of(
    st.builds(NamedNode, _IRIS),
    _LITERALS,
    st.builds(lambda literal: Triple(NamedNode("a:s"), NamedNode("a:p"), literal), _LITERALS),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_TERMS, min_size=1, max_size=200))
def test_any_term_comes_through_as_it_is(terms: list[Term]) -> None:
    """Rows are those of the engine, for any term, in few rows and in many, and so are triples."""
    store = pyoxigraph.Store()
    for number, term in enumerate(terms):
        store.add(Quad(NamedNode(f"a:{number:03}"), NamedNode("a:p"), term))
    query = "SELECT ?s ?none ?o { ?s ?p ?o } ORDER BY ?s"
    there = run_query(store, query, timeout=30)
    here = run_query(store, query, timeout=None)
    assert isinstance(there, Solutions)
    assert isinstance(here, Solutions)
    assert list(there) == list(here)
    triples = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert set(run_query(store, triples, timeout=30)) == set(  # type: ignore[arg-type]
        run_query(store, triples, timeout=None)  # type: ignore[arg-type]
    )


def test_first_row_of_a_slow_query_comes_at_once() -> None:
    """Rows that come slowly are handed on one by one, and not when there are enough for a block."""
    store = open_memory([quads(40)])
    query = (
        "SELECT ?s { { ?s ?p '7' } UNION { ?s ?p '8' . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l "
        ". ?m ?n ?o . ?q ?r ?t FILTER(CONCAT(?c, ?f, ?i, ?l, ?o, ?t) = 'none') } }"
    )
    answer = run_query(store, query, timeout=600)
    assert isinstance(answer, Solutions)
    rows = iter(answer)
    # The other rows would take days.
    assert next(rows) == (NamedNode("a:7"),)
    del rows, answer
