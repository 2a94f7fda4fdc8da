"""The server under many clients, beside the bare `oxigraph` server on the same store.

In: a folder to work in. Out: rows for the table. The clients share the processors with the servers,
which costs both alike.
"""

from __future__ import annotations

import itertools
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from pyoxigraph import RdfFormat

from attachgraph.bundled import bundled_store
from attachgraph.rdf.namespaces import PREFIXES
from attachgraph.store.publishing import publish
from tests.benchmarks.measuring import Row
from tests.server.clients import Question, Report, percentile, run_apart, run_clients
from tests.server.conftest import RUNAWAY, Server, end, start_server

__all__ = ["rows"]

_SECONDS: Final = 5.0
_MINUTE: Final = 60.0
_CLIENTS: Final = (1, 8, 64)
_EVERY: Final = 50
_QUERIES: Final = (
    "SELECT ?style WHERE { ?style a ag:AttachmentStyle } ORDER BY ?style",
    "SELECT DISTINCT ?alias WHERE { ?alias ag:aliasOf pairing:avoidant-secure } ORDER BY ?alias",
    "SELECT ?p ?o WHERE { source:lozano-2021 ?p ?o } ORDER BY ?p ?o",
    "SELECT ?x (COUNT(?s) AS ?n) { ?s rdf:subject style:secure ; ag:status ?x } GROUP BY ?x",
    "SELECT DISTINCT ?c ?m WHERE { ?p ag:conflictCycle ?c . ?c ag:hasMove ?m } ORDER BY ?c ?m",
)
_PROLOGUE: Final = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())


def rows(folder: Path) -> Iterator[Row]:
    """Measure the server.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.

    Yields
    ------
    Row
        Requests a second and waiting times; then a minute with and without runaway queries.
    """
    store = folder / "store"
    bundled_store().dump(str(folder / "all.nq"), format=RdfFormat.N_QUADS)
    publish(store, lambda target: target.bulk_load(path=str(folder / "all.nq")))
    yield from _beside_oxigraph(store, folder)
    yield from _with_runaways(store, folder)


# ---------------------------------------------------------------- requests a second


def _beside_oxigraph(store: Path, folder: Path) -> Iterator[Row]:
    ours = start_server("--store", str(store), "--quiet", ATTACHGRAPH_CACHE=str(folder / "cache"))
    try:
        with _oxigraph(store) as port:
            for clients, again in itertools.product(_CLIENTS, (False, True)):
                mine = _run(ours.port, "/sparql", clients, again=again)
                theirs = _run(port, "/query", clients, again=again)
                yield _compared(clients, mine, theirs, again=again)
    finally:
        end(ours)


def _compared(clients: int, mine: Report, theirs: Report, *, again: bool) -> Row:
    rate, other = (len(each.times()) / each.seconds for each in (mine, theirs))
    name = "client" if clients == 1 else "clients"
    return Row(
        f"{'the same five' if again else 'new'} questions a second, {clients} {name}",
        f"{rate:,.0f}; {_waits(mine)}",
        f"oxigraph {other:,.0f}; {_waits(theirs)}",
        f"{rate / other:.2f} ×",
        "≥ 0.5 ×",
    )


def _waits(report: Report) -> str:
    times = report.times()
    return f"p50 {percentile(times, 0.5) * 1e3:.1f} ms, p99 {percentile(times, 0.99) * 1e3:.1f} ms"


def _run(port: int, path: str, clients: int, *, again: bool) -> Report:
    known = [Question.of(_PROLOGUE + query, b"", path) for query in _QUERIES]
    numbers = itertools.count()

    def questions(number: int) -> Iterator[Question]:
        chance = random.Random(number)  # noqa: S311 - the same questions for both
        while True:
            question = chance.choice(known)
            yield question if again else question.as_new(next(numbers))

    run_apart(run_clients(port, clients, 1, questions))  # warms both up
    return run_apart(run_clients(port, clients, _SECONDS, questions))


@contextmanager
def _oxigraph(store: Path) -> Generator[int]:
    """Run the server that others run."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    arguments = ["serve-read-only", "--location", str(store), "--bind", address]
    process = subprocess.Popen(
        [program, *arguments, "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_it_answers(f"http://{address}/")
        yield port
    finally:
        process.kill()
        process.wait()


def _until_it_answers(address: str) -> None:
    for _ in range(200):
        with suppress(OSError), urlopen(address, timeout=5):  # noqa: S310 - on this machine
            return
        time.sleep(0.05)


# ---------------------------------------------------------------- runaways


def _with_runaways(store: Path, folder: Path) -> Iterator[Row]:
    arguments = ("--store", str(store), "--quiet", "--timeout", "5")
    server = start_server(*arguments, ATTACHGRAPH_CACHE=str(folder / "cache"))
    try:
        calm, _, small = _minute(server, every=0)
        wild, processes, large = _minute(server, every=_EVERY)
    finally:
        end(server)
    good = [reply for reply in wild.replies if reply.question.expected is not None]
    wrong = sum(reply.body != reply.question.expected for reply in good if reply.status == 200)
    refused = sum(reply.status != 200 for reply in good)
    ended = [reply.status for reply in wild.replies if reply.question.expected is None]
    before, after = (percentile(each, 0.99) for each in (calm.times(), wild.times()))
    yield Row(
        f"64 clients for a minute, a runaway in every {_EVERY}",
        f"p99 {after * 1e3:.0f} ms; {len(good):,} others: {wrong} wrong, {wild.lost} lost, "
        f"{refused} refused",
        f"without runaways p99 {before * 1e3:.0f} ms",
        f"{after / before:.1f} ×",
        "≤ 5 ×",
    )
    yield Row(
        "runaways that ended with 503",
        f"{ended.count(503)} of {len(ended)}",
        "—",
        "—",
        "all",
    )
    yield Row(
        "memory of all processes, at most",
        f"{large:,.0f} MB in {processes} processes",
        f"without runaways {small:,.0f} MB",
        f"{large / small:.1f} ×",
        "bounded",
    )


def _minute(server: Server, every: int) -> tuple[Report, int, float]:
    """Ask for a minute; return the report, and the most processes and megabytes."""
    known = [Question.of(query, server.ask(query).body) for query in _QUERIES]

    def questions(number: int) -> Iterator[Question]:
        chance = random.Random(number)  # noqa: S311 - the same questions in both minutes
        for count in itertools.count(number):
            if every and count % every == 0:
                # Not twice the same text: nothing can be learned from the one before.
                yield Question.of(f"{RUNAWAY} # {number} {count}", None)
            else:
                yield chance.choice(known).as_new(number, count)

    done = threading.Event()
    most = [0, 0.0]
    watching = threading.Thread(target=_watch, args=(server, most, done.wait))
    watching.start()
    report = run_apart(run_clients(server.port, _CLIENTS[-1], _MINUTE, questions))
    done.set()
    watching.join()
    return report, int(most[0]), most[1]


def _watch(server: Server, most: list[float], wait: Callable[[float], bool]) -> None:
    while not wait(1.0):
        processes = [server.process.pid, *server.processes()]
        most[0] = max(most[0], len(processes))
        most[1] = max(most[1], sum(map(_megabytes, processes)))


def _megabytes(pid: int) -> float:
    """Return the share of a process in the memory that it uses with others."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
    return 0.0
