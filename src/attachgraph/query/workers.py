"""Have queries evaluated in other processes, and end those that take too long.

In: requests, with limits of time and memory. Out: their answers, or an error that names the limit.
The engine knows no time limit and cannot be interrupted.

A worker is forked: a fresh interpreter would take longer, and could not see a store in memory at
all. A fork takes 4 ms beside a small dataset and 20 ms beside half a gigabyte, and sees the dataset
as it was. So a worker is kept for the next query where nobody can change the dataset, and each
query has its own elsewhere. Rows come as they are computed; where the reader pauses, the worker
waits, and the limit does not count that.
"""

from __future__ import annotations

import marshal
import time
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, cast

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from attachgraph.errors import InputError, QueryError, QueryTooLarge, time_is_up
from attachgraph.processes.frames import Frame
from attachgraph.processes.limits import Ended, Limits
from attachgraph.processes.worker import Worker, fork_worker
from attachgraph.query.answers import Answer, Boolean, Row, Solutions, Triples
from attachgraph.query.engine import QueryLimits, Request
from attachgraph.query.worker import BOOLEAN, END, FAILURE, TRIPLES, answering

#: Workers that wait for the next query at most; more only where more are asked at once.
_MOST_KEPT: Final = 4
#: Seconds after which a worker that waits leaves.
_IDLE: Final = 300.0


class Failed(Exception):
    """What the engine complains of, in its words."""

    def __init__(self, kind: str, complaint: str) -> None:
        super().__init__(complaint)
        self.kind = kind
        self.complaint = complaint


def is_read_only(store: pyoxigraph.Store) -> bool:
    """Return whether a store refuses changes, so that what a worker sees stays true.

    Examples
    --------
    >>> is_read_only(pyoxigraph.Store())
    False
    """
    try:
        store.extend([])
    except RuntimeError:
        return True
    return False


def too_deep() -> QueryError:
    """Make the error for a query that needs more stack than there is."""
    return QueryError(
        "the query is nested too deeply, or is too long, for the engine",
        fix="write it with fewer brackets, or ask in parts",
    )


def too_large(most: int) -> QueryTooLarge:
    """Make the error for a query that needs more memory than it may have."""
    return QueryTooLarge(
        f"the query was stopped when it needed {most / 1e9:.1f} GB of memory, its limit",
        fix="ask for less: LIMIT, no ORDER BY or DISTINCT over everything, fewer patterns",
    )


class QueryWorkers:
    """The workers of one store."""

    def __init__(self, store: pyoxigraph.Store, *, kept: bool) -> None:
        self.store = store
        self._kept = kept
        self._idle: deque[Worker] = deque()
        # Also at the end of the interpreter, where nobody runs __del__ reliably.
        self._finalizer = weakref.finalize(self, _end_all, self._idle)

    def ask(self, request: Request, limits: QueryLimits) -> Answer:
        """Have a query evaluated by a worker."""
        while True:
            worker = self._take()
            try:
                if worker is not None:
                    return _Exchange(self, worker, limits).begin(request)
            except Ended:  # it had left before it was asked
                continue
            worker = fork_worker(answering(self.store), lasting=self._kept, idle=_IDLE)
            exchange = _Exchange(self, worker, limits)
            return exchange.begin(request)

    def _take(self) -> Worker | None:
        """Take a worker that waits, if there is one."""
        while self._idle:
            try:
                worker = self._idle.pop()
            except IndexError:  # another thread took the last one
                break
            if worker.is_ours():
                return worker
        return None

    def give_back(self, worker: Worker) -> None:
        """Keep a worker that is done, or end it."""
        if self._kept and len(self._idle) < _MOST_KEPT and self._finalizer.alive:
            self._idle.append(worker)
        else:
            worker.end()


def _end_all(idle: deque[Worker]) -> None:
    while idle:
        idle.pop().end()


class _Exchange:
    """One request and the frames that answer it."""

    def __init__(self, workers: QueryWorkers, worker: Worker, limits: QueryLimits) -> None:
        self._workers = workers
        self._worker = worker
        self._limits = limits
        self._left = limits.left
        self._frames: deque[Frame] = deque()
        self._head = b""
        self._done = False

    def __del__(self) -> None:
        self.end()

    def begin(self, request: Request) -> Answer:
        """Send the request and receive the beginning of the answer."""
        plain = (request.query, dict(request.prefixes), *request[2:])
        try:
            self._worker.send(plain, Limits(memory=self._limits.max_memory))
            kind, content = self._next()
            if kind == BOOLEAN:
                self._next()
                return Boolean(value=bool(content))
        except BaseException:
            self.end()
            raise
        if kind == TRIPLES:
            return Triples(self._triples())
        self._head = content
        names = content.decode().rstrip("\n").split("\t")
        return Solutions([name[1:] for name in names if name], self._solutions())

    def end(self) -> None:
        """Free the worker: it is done if its last frame has come already; otherwise it is ended."""
        if self._done:
            return
        self._done = True
        if any(kind == END for kind, _ in self._frames):
            self._workers.give_back(self._worker)
        else:
            self._worker.end()

    def _solutions(self) -> Iterator[Row]:
        for content in self._contents():
            rows = pyoxigraph.parse_query_results(self._head + content, QueryResultsFormat.TSV)
            yield from cast("Iterable[Row]", rows)

    def _triples(self) -> Iterator[pyoxigraph.Triple]:
        for content in self._contents():
            for quad in pyoxigraph.parse(content, RdfFormat.N_TRIPLES):
                yield quad.triple

    def _contents(self) -> Iterator[bytes]:
        """Yield the rows, as many at once as have come."""
        try:
            while True:
                kind, content = self._next()
                if kind == END:
                    return
                pieces = [content]
                while self._frames and self._frames[0][0] == kind:
                    pieces.append(self._frames.popleft()[1])
                yield b"".join(pieces)
        finally:
            self.end()

    def _next(self) -> Frame:
        """Receive a frame; with the last of them the worker is free again."""
        while not self._frames:
            self._read()
        kind, content = self._frames.popleft()
        if kind in {END, FAILURE}:
            self._done = True
            self._workers.give_back(self._worker)
        if kind == FAILURE:
            raise Failed(*marshal.loads(content))  # noqa: S302 - from our own worker
        return kind, content

    def _read(self) -> None:
        """Read some frames, within what is left of the time."""
        began = time.monotonic()
        try:
            frames = self._worker.read(self._left)
        except Ended as ended:
            raise self._explained(ended) from None
        if self._left is not None:
            self._left -= time.monotonic() - began
        if frames is None:
            raise time_is_up(self._limits.timeout or 0.0)
        self._frames += frames

    def _explained(self, ended: Ended) -> Exception:
        self._done = True
        self._worker.close()
        if ended.had_left:
            return ended
        if ended.is_out_of_memory:
            return too_large(self._limits.max_memory or 0)
        if ended.is_out_of_stack:
            return too_deep()
        return InputError(
            "the process of the query ended before its answer was complete",
            fix="it may have run out of memory: ask for less",
        )
