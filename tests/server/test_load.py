"""Many clients, runaway queries, and processes that are killed: nobody gets a wrong answer."""

from __future__ import annotations

import gzip
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from attachgraph.store.embedded import open_store
from attachgraph.store.publishing import publish
from tests.server.clients import Question, Report, run_apart, run_clients
from tests.server.conftest import RUNAWAY, SHORT, Server, Starter, fill, until

QUERIES = (
    SHORT,
    "SELECT DISTINCT ?alias ?entry WHERE { ?alias ag:aliasOf ?entry } ORDER BY ?alias ?entry",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "SELECT * WHERE { ?s a ag:Statement ; ?p ?o } ORDER BY ?s ?p ?o LIMIT 2000",
    "ASK { ?s a ag:Pairing }",
)
CLIENTS = 64
CORES = max(2, len(os.sched_getaffinity(0)))
#: The fork server, the workers of the fast lane, and two to spare.
AT_REST = 1 + CORES + 2
PLACES = max(4, 2 * CORES)


def mixed(server: Server, every: int) -> Callable[[int], Iterator[Question]]:
    """Return a function that gives each client its questions, one in so many without an end."""
    known = [Question.of(query, server.ask(query).body) for query in QUERIES]

    def questions(number: int) -> Iterator[Question]:
        chance = random.Random(number)  # noqa: S311 - the same questions in every run
        for count in range(number, 10**9):
            if every and count % every == 0:
                # Not twice the same text: nothing may be learned from the one before.
                yield Question.of(f"{RUNAWAY} # {number} {count}", None)
            else:
                yield chance.choice(known).as_new(number, count)

    return questions


def check(report: Report) -> None:
    """Every answer that says that it is right is right; the others say what happened."""
    assert report.lost == 0
    for reply in report.replies:
        if reply.question.expected is None:
            assert reply.status == 503
        elif reply.status == 200:
            assert reply.is_whole
            assert reply.body == reply.question.expected
        if reply.status == 503:
            assert "retry-after:" in reply.headers
        assert reply.status in {200, 503}


def test_runaways_hurt_nobody(start: Starter, store: Path) -> None:
    """64 clients with a runaway in every 50: all others are answered, with few processes."""
    server = start("--store", str(store), "--timeout", "1", "--quiet")
    most = [0]
    done = Event()

    def watch() -> None:
        while not done.wait(0.05):
            most[0] = max(most[0], len(server.processes()))

    watching = Thread(target=watch)
    watching.start()
    report = run_apart(run_clients(server.port, CLIENTS, 2, mixed(server, 50)))
    done.set()
    watching.join()
    check(report)
    assert report.reset == 0
    answered = [reply for reply in report.replies if reply.question.expected is not None]
    assert {reply.body for reply in answered if reply.status != 200} == set()
    assert any(reply.question.expected is None for reply in report.replies)
    # Those at rest, those aside, and as many that are just ending.
    assert most[0] <= 2 * (AT_REST + 4 * PLACES)


def test_runaway_ends_at_its_limit(start: Starter, store: Path) -> None:
    """A query that takes too long is 503 with Retry-After, and its process is gone."""
    server = start("--store", str(store), "--timeout", "0.3")
    until(lambda: len(server.processes()) == AT_REST)
    answer = server.ask(RUNAWAY)
    assert answer.status == 503
    assert answer.headers["retry-after"]
    assert "0.3 seconds" in answer.text
    until(lambda: len(server.processes()) == AT_REST)


def test_client_that_leaves_stops_its_query(start: Starter, store: Path) -> None:
    """Nobody waits for the answer: the work ends."""
    server = start("--store", str(store), "--timeout", "600")
    until(lambda: len(server.processes()) == AT_REST)
    with pytest.raises(TimeoutError):
        server.request("GET", Question.of(RUNAWAY, None).path, timeout=0.5)
    until(lambda: not any(is_running(pid) for pid in server.processes()))
    until(lambda: len(server.processes()) == AT_REST)


def is_running(pid: int) -> bool:
    """Tell whether a process is computing at this moment."""
    with suppress(FileNotFoundError, ProcessLookupError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return state[0] == "R"
    return False


def rests(server: Server) -> bool:
    """Tell, after a moment, whether no worker is busy with long work."""
    time.sleep(0.1)
    return len(server.processes()) == AT_REST


def test_explorer_is_made_before_anybody_asks(start: Starter, store: Path) -> None:
    """Once the server is at rest its first visitor gets the page even with every worker stopped."""
    server = start("--store", str(store))
    # What steps aside is replaced, so there are more processes until the page is made.
    until(lambda: len(server.processes()) > AT_REST)
    until(lambda: all(rests(server) for _ in range(10)))
    workers = server.processes()
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    packed = server.request("GET", "/explorer", headers={"Accept-Encoding": "gzip"})
    plain = server.request("GET", "/explorer")
    for pid in workers:
        os.kill(pid, signal.SIGCONT)
    assert gzip.decompress(packed.body) == plain.body
    assert b"attachgraph explorer" in plain.body


def test_query_that_needs_too_much_memory(start: Starter, store: Path) -> None:
    """A sort of a cross product ends with 503 and one line in the log."""
    server = start("--store", str(store), "--timeout", "60", "--memory", "64")
    query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a ?d"
    answer = server.ask(query)
    assert answer.status == 503
    assert "memory" in answer.text
    assert server.ask(SHORT).status == 200
    logged = [line for line in server.said if "memory" in line or "backtrace" in line]
    assert len(logged) == 1, server.said


def test_answers_beyond_the_limit_of_rows(start: Starter, store: Path) -> None:
    """An answer with too many rows is refused with the limit, not cut in silence."""
    server = start("--store", str(store), "--max-rows", "5")
    assert server.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 5").status == 200
    answer = server.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 6")
    assert answer.status == 400
    assert "LIMIT 5" in answer.text


# ---------------------------------------------------------------- killing


@pytest.mark.parametrize("victims", ["workers", "fork server"])
def test_killing_processes_at_random_moments(start: Starter, store: Path, victims: str) -> None:
    """Whatever is killed, answers are right or say that they failed, and the server goes on."""
    server = start("--store", str(store), "--timeout", "5", "--quiet")
    ends = time.monotonic() + 2

    def kill() -> None:
        chance = random.Random(7)  # noqa: S311 - the same moments in every run
        while time.monotonic() < ends:
            time.sleep(chance.uniform(0.02, 0.3))
            found = server.processes()
            if not found:
                continue
            chosen = found[0] if victims == "fork server" else chance.choice(found[1:] or found)
            with suppress(ProcessLookupError):
                os.kill(chosen, signal.SIGKILL)

    killer = Thread(target=kill)
    questions = mixed(server, 0)
    killer.start()
    report = run_apart(run_clients(server.port, 16, 3, questions))
    killer.join()
    check(report)
    until(lambda: server.ask(SHORT).status == 200)
    assert open_store(store).query("ASK { GRAPH ?g { ?s ?p ?o } }")


def test_killing_the_server_leaves_nothing_behind(start: Starter, store: Path) -> None:
    """When the server is killed, its processes end, however busy they are; the store is whole."""
    server = start("--store", str(store), "--timeout", "600")
    asking = Thread(target=lambda: suppressed(lambda: server.ask(RUNAWAY)))
    asking.start()
    until(lambda: any(is_running(pid) for pid in server.processes()))
    processes = server.processes()
    server.process.kill()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes))
    asking.join()
    assert open_store(store).query("ASK { GRAPH ?g { ?s ?p ?o } }")


def suppressed(action: Callable[[], object]) -> None:
    """Do something that may fail with its connection."""
    with suppress(OSError, ValueError, AssertionError):
        action()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_stopping_gracefully(start: Starter, store: Path, number: int, code: int) -> None:
    """A signal ends long work with 503, then the server, then every process."""
    server = start("--store", str(store), "--timeout", "600")
    answers: list[int] = []
    asking = Thread(target=lambda: answers.append(server.ask(RUNAWAY).status))
    asking.start()
    until(lambda: any(is_running(pid) for pid in server.processes()))
    processes = server.processes()
    assert server.stop(number) == code
    asking.join()
    assert answers == [503]
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes))


# ---------------------------------------------------------------- another store


def test_publishing_a_store_while_it_is_served(start: Starter, root: Path, tmp_path: Path) -> None:
    """A new store is answered from within seconds; until then, and under load, the old one is."""
    source = root / "tests/fixtures/graph.nq"
    folder = tmp_path / "store"
    publish(folder, fill(source))
    server = start("--store", str(folder), "--quiet")
    count = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    path = Question.of(count, None).path
    old, tag = server.ask(count).body, server.get(path).headers["etag"]
    larger = tmp_path / "larger.nq"
    more = " ".join(f"<https://example.org/{name}>" for name in "abcg") + " .\n"
    larger.write_text(source.read_text(encoding="utf-8") + more, encoding="utf-8")
    seen: list[bytes] = []
    done = Event()

    def ask_on() -> None:
        while not done.is_set():
            answer = server.ask(count)
            assert answer.status == 200
            seen.append(answer.body)

    asking = Thread(target=ask_on)
    asking.start()
    publish(folder, fill(larger))
    until(lambda: seen and seen[-1] != old)
    done.set()
    asking.join()
    assert len(set(seen)) == 2
    assert sorted(seen, key=lambda body: body != old) == seen
    assert server.get(path, if_none_match=tag).status == 200
