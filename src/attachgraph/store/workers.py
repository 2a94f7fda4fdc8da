"""Let other processes work in the engine, and end them.

In: requests, with limits of time and memory. Out: their answers, or an error that names the limit.
The engine knows no time limit and cannot be interrupted: only the end of its process ends it.

A worker is forked: a fresh interpreter would take longer, and could not see a store in memory at
all. A fork takes 4 ms beside a small dataset and 20 ms beside half a gigabyte, and sees the dataset
as it was. So a worker is kept for the next query where nobody can change the dataset, and each
query has its own elsewhere. Rows come through a pipe as they are computed; where the reader pauses,
the worker waits, and the limit does not count that.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import select
import signal
import threading
import time
import warnings
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from attachgraph.errors import InputError, QueryError, QueryTooLarge, time_is_up
from attachgraph.store.answers import Answer, Boolean, Row, Solutions, Triples
from attachgraph.store.engine import Limits, Request
from attachgraph.store.worker import FRAME, LEFT_IDLE, OUT_OF_MEMORY, work

#: Workers that wait for the next query at most; more only where more are asked at once.
_MOST_KEPT: Final = 4
_CHUNK: Final = 1 << 18
#: How a process ends whose stack is full.
_STACK_IS_FULL: Final = frozenset({-signal.SIGSEGV, -signal.SIGBUS})
#: Our ends of all pipes; a worker closes those that it inherits from its siblings' parent.
_ENDS: Final[set[int]] = set()


class _Forking:
    """A lock around each fork: no worker may inherit the pipes of one that is being made."""

    lock = threading.Lock()

    @classmethod
    def renew(cls) -> None:
        """Make the lock anew where another thread of the parent may have held it."""
        cls.lock = threading.Lock()


os.register_at_fork(after_in_child=_Forking.renew)


class Failed(Exception):
    """What the engine complains of, in its words."""

    def __init__(self, kind: str, complaint: str) -> None:
        super().__init__(complaint)
        self.kind = kind
        self.complaint = complaint


class _Idle(Exception):
    """A worker had left before it was asked."""


def is_read_only(store: pyoxigraph.Store) -> bool:
    """Tell whether a store refuses changes, so that what a worker sees stays true.

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


class Workers:
    """The workers of one store.

    Attributes
    ----------
    store : pyoxigraph.Store
        The dataset.
    """

    def __init__(self, store: pyoxigraph.Store, *, kept: bool) -> None:
        self.store = store
        self._kept = kept
        self._idle: deque[_Worker] = deque()
        # Also at the end of the interpreter, where nobody runs __del__ reliably.
        self._finalizer = weakref.finalize(self, _end_all, self._idle)

    def ask(self, request: Request, limits: Limits) -> Answer:
        """Have a query evaluated by a worker."""
        message = marshal.dumps((limits.max_memory, *_plain(request)))
        while True:
            worker = self._take()
            exchange = _Exchange(self, worker, limits)
            try:
                return exchange.begin(message)
            except _Idle:
                continue

    def _take(self) -> _Worker:
        """Take a worker that waits, or start one."""
        while True:
            try:
                worker = self._idle.pop()
            except IndexError:
                return _Worker(self.store, kept=self._kept)
            if worker.is_ours():
                return worker

    def give_back(self, worker: _Worker) -> None:
        """Keep a worker that is done, or end it."""
        if self._kept and len(self._idle) < _MOST_KEPT and self._finalizer.alive:
            worker.was_used = True
            self._idle.append(worker)
        else:
            worker.end()


def _plain(request: Request) -> tuple[Any, ...]:
    return (request.query, dict(request.prefixes), *request[2:])


def _end_all(idle: deque[_Worker]) -> None:
    while idle:
        idle.pop().end()


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)


class _Worker:
    """A process, and our ends of its pipes."""

    def __init__(self, store: pyoxigraph.Store, *, kept: bool) -> None:
        self._owner = os.getpid()
        self._pid = 0
        self.was_used = False
        with _Forking.lock, warnings.catch_warnings():
            # Python 3.12 warns of forks beside threads; a worker touches nothing that they share.
            warnings.simplefilter("ignore", DeprecationWarning)
            requests, self._asking = os.pipe()
            self._receiving, answers = os.pipe()
            self._pid = os.fork()
            if self._pid == 0:
                _close(self._asking, self._receiving, *_ENDS)
                work(store, requests, answers, parent=self._owner, again=kept)
            _close(requests, answers)
            _ENDS.update((self._asking, self._receiving))
        self._poll = select.poll()
        self._poll.register(self._receiving, select.POLLIN)

    def is_ours(self) -> bool:
        """Tell whether this process started it, not one that was forked since."""
        return self._owner == os.getpid()

    def __del__(self) -> None:
        self.end()

    def end(self) -> None:
        """Kill the process, if it still lives."""
        if self._pid and self.is_ours():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self.reap()

    def reap(self) -> int:
        """Wait for the process, which has closed its pipe; return its exit code."""
        pid, self._pid = self._pid, 0
        _ENDS.difference_update((self._asking, self._receiving))
        _close(self._asking, self._receiving)
        with contextlib.suppress(ChildProcessError):
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return 0

    def send(self, message: bytes) -> None:
        """Send a request."""
        view = memoryview(len(message).to_bytes(8, "little") + message)
        try:
            while view:
                view = view[os.write(self._asking, view) :]
        except BrokenPipeError:
            pass  # it has left; reading will tell why

    def read(self, seconds: float | None) -> bytes | None:
        """Read what has come; empty at the end, ``None`` if nothing comes in time."""
        if not self._poll.poll(None if seconds is None else max(0.0, seconds) * 1000):
            return None
        return os.read(self._receiving, _CHUNK)


class _Exchange:
    """One request and the frames that answer it."""

    def __init__(self, workers: Workers, worker: _Worker, limits: Limits) -> None:
        self._workers = workers
        self._worker = worker
        self._limits = limits
        self._left = limits.left
        self._received = bytearray()
        self._head = b""
        self._done = False

    def __del__(self) -> None:
        self.end()

    def begin(self, message: bytes) -> Answer:
        """Send the request and receive the beginning of the answer."""
        try:
            self._worker.send(message)
            kind, content = self._frame()
            if kind == b"B":
                self._frame()
                return Boolean(value=bool(content))
        except BaseException:
            self.end()
            raise
        if kind == b"T":
            return Triples(self._triples())
        self._head = content
        names = content.decode().rstrip("\n").split("\t")
        return Solutions([name[1:] for name in names if name], self._solutions())

    def end(self) -> None:
        """Free the worker: it is done if its last frame has come already; otherwise it is ended."""
        if self._done:
            return
        if self._has_ended():
            self._done = True
            self._workers.give_back(self._worker)
        else:
            self._done = True
            self._worker.end()

    def _has_ended(self) -> bool:
        at = 0
        while at + FRAME.size <= len(self._received):
            kind, length = FRAME.unpack_from(self._received, at)
            at += FRAME.size + length
            if kind == b"E":
                return True
        return False

    def _solutions(self) -> Iterator[Row]:
        for content in self._contents():
            rows = pyoxigraph.parse_query_results(self._head + content, QueryResultsFormat.TSV)
            yield from cast("Iterable[Row]", rows)

    def _triples(self) -> Iterator[pyoxigraph.Triple]:
        for content in self._contents():
            for quad in pyoxigraph.parse(content, RdfFormat.N_TRIPLES):
                yield quad.triple

    def _contents(self) -> Iterator[bytes]:
        try:
            while True:
                kind, content = self._frame()
                if kind == b"E":
                    return
                yield content
        finally:
            self.end()

    def _frame(self) -> tuple[bytes, bytes]:
        """Receive a frame; with the last of them the worker is free again."""
        received = self._received
        while len(received) < FRAME.size:
            received += self._read()
        kind, length = FRAME.unpack_from(received)
        end = FRAME.size + length
        while len(received) < end:
            received += self._read()
        content = bytes(received[FRAME.size : end])
        del received[:end]
        if kind in {b"E", b"F"}:
            self._done = True
            self._workers.give_back(self._worker)
        if kind == b"F":
            raise Failed(*marshal.loads(content))  # noqa: S302 - from our own worker
        return kind, content

    def _read(self) -> bytes:
        """Read some bytes, within what is left of the time."""
        began = time.monotonic()
        piece = self._worker.read(self._left)
        if self._left is not None:
            self._left -= time.monotonic() - began
        if piece is None:
            raise time_is_up(self._limits.timeout or 0.0)
        if not piece:
            self._explain_end(self._worker.reap())
        return piece

    def _explain_end(self, code: int) -> None:
        self._done = True
        if code == LEFT_IDLE and self._worker.was_used:
            raise _Idle
        if code == OUT_OF_MEMORY:
            raise QueryTooLarge(
                "the query was stopped when it needed "
                f"{(self._limits.max_memory or 0) / 1e9:.1f} GB of memory, its limit",
                fix="ask for less: LIMIT, no ORDER BY or DISTINCT over everything, fewer patterns",
            )
        if code in _STACK_IS_FULL:
            raise QueryError(
                "the query is nested too deeply, or is too long, for the engine",
                fix="write it with fewer brackets, or ask in parts",
            )
        raise InputError(
            "the process of the query ended before its answer was complete",
            fix="it may have run out of memory: ask for less",
        )
