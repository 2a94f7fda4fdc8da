"""Work in a child process that can be killed.

In: a function that answers a query, and a time limit. Out: its answer, or :class:`QueryTimeout`.
The engine knows no time limit and cannot be interrupted: only the end of its process ends it.

A fork takes 4 ms beside a small dataset and 20 ms beside half a gigabyte; a fresh interpreter would
take 40 ms, and could not see a store in memory at all. The child touches nothing but the store and
its pipe and leaves without cleaning up, which is what makes a fork safe beside other threads. Its
rows come through the pipe as they are computed; where the reader pauses, the child waits, and the
limit does not count that.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import selectors
import signal
import struct
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NoReturn, cast

import pyoxigraph

from attachgraph.errors import (
    AttachGraphError,
    InputError,
    MissingError,
    QueryError,
    QueryRefused,
    QueryTimeout,
    UsageError,
)
from attachgraph.store.answers import Answer, Boolean, Row, Solutions, Triples
from attachgraph.store.wire import Wired, from_wire, to_wire

__all__ = ["run_in_child"]

_ROWS_AT_ONCE: Final = 256
_SECONDS_AT_MOST: Final = 0.05
_LENGTH: Final = struct.Struct("<Q")
_ERRORS: Final[dict[str, type[AttachGraphError]]] = {
    error.__name__: error
    for error in (InputError, MissingError, QueryError, QueryRefused, QueryTimeout, UsageError)
}


def run_in_child(evaluate: Callable[[], Answer], timeout: float) -> Answer:
    """Compute an answer in a child process.

    Parameters
    ----------
    evaluate : callable
        Computes the answer. It runs in a copy of this process.
    timeout : float
        Seconds that the caller may spend waiting for the engine, all rows together.

    Returns
    -------
    Solutions or Triples or Boolean
        The answer; its rows arrive while they are read.

    Raises
    ------
    QueryTimeout
        If the limit is reached, now or while the rows are read. The child is dead by then.
    AttachGraphError
        Whatever `evaluate` raises.
    """
    child = _Child(evaluate, timeout)
    kind, content = child.receive()
    if kind == "boolean":
        child.end()
        return Boolean(value=bool(content))
    if kind == "triples":
        return Triples(cast("Iterator[pyoxigraph.Triple]", child.rows(_triple)))
    return Solutions(cast("list[str]", content), cast("Iterator[Row]", child.rows(tuple)))


def _triple(terms: Iterable[Any]) -> pyoxigraph.Triple:
    return pyoxigraph.Triple(*terms)


class _Child:
    """A process that computes an answer and sends it in frames."""

    def __init__(self, evaluate: Callable[[], Answer], timeout: float) -> None:
        self._limit = timeout
        self._left = timeout
        self._owner = os.getpid()
        self._pipe, sending = os.pipe()
        with warnings.catch_warnings():
            # Python 3.12 warns of forks beside threads; see the docstring of this module.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            os.close(self._pipe)
            _be_child(evaluate, sending, timeout)
        os.close(sending)

    def __del__(self) -> None:
        self.end()

    def end(self) -> None:
        """Kill the child, if it still lives, and forget it."""
        if self._pid == 0 or self._owner != os.getpid():
            return
        pid, self._pid = self._pid, 0
        os.close(self._pipe)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)

    def rows(self, build: Callable[[Iterable[Any]], Any]) -> Iterator[Any]:
        """Yield the rows, each put together by a function."""
        while True:
            kind, content = self.receive()
            if kind == "end":
                self.end()
                return
            for row in cast("list[list[Wired]]", content):
                yield build(map(from_wire, row))

    def receive(self) -> tuple[str, Any]:
        """Receive a frame; an error in it is raised here."""
        try:
            (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
            kind, content = marshal.loads(self._read(length))  # noqa: S302 - from our own child
        except BaseException:
            self.end()
            raise
        if kind == "error":
            self.end()
            name, problem, where, fix = content
            raise _ERRORS[name](problem, where=where, fix=fix)
        return kind, content

    def _read(self, count: int) -> bytes:
        """Read so many bytes, within what is left of the time."""
        received = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_READ)
            while len(received) < count:
                began = time.monotonic()
                ready = selector.select(max(0.0, self._left))
                self._left -= time.monotonic() - began
                if not ready:
                    raise QueryTimeout(
                        f"the query was stopped after {self._limit:g} seconds, its time limit",
                        fix="ask for less (LIMIT, fewer patterns), or raise the limit: timeout=…",
                    )
                piece = os.read(self._pipe, count - len(received))
                if not piece:
                    raise InputError(
                        "the process of the query ended before its answer was complete",
                        fix="it may have run out of memory: ask for less",
                    )
                received += piece
        return bytes(received)


def _be_child(evaluate: Callable[[], Answer], sending: int, timeout: float) -> NoReturn:
    """Compute, send, and leave without running anything that belongs to the parent."""
    try:
        gc.disable()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # If the parent is killed, nobody is left to stop this process but the kernel.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, 2 * timeout + 10)
        with os.fdopen(sending, "wb") as pipe:
            for frame in _frames(evaluate):
                data = marshal.dumps(frame)
                pipe.write(_LENGTH.pack(len(data)) + data)
                pipe.flush()
    finally:
        os._exit(0)


def _frames(evaluate: Callable[[], Answer]) -> Iterator[tuple[str, Any]]:
    """Turn an answer into frames, an error of ours into the last of them."""
    try:
        yield from _frames_of(evaluate())
    except AttachGraphError as error:
        yield "error", (type(error).__name__, error.problem, error.where, error.fix)


def _frames_of(answer: Answer) -> Iterator[tuple[str, Any]]:
    if isinstance(answer, Boolean):
        yield "boolean", answer.value
        return
    if isinstance(answer, Solutions):
        yield "solutions", list(answer.variables)
    else:
        yield "triples", None
    yield from _batches(answer)
    yield "end", None


def _batches(rows: Iterable[Iterable[Any]]) -> Iterator[tuple[str, list[list[Wired]]]]:
    """Gather rows, many where they come fast, few where they come slowly."""
    batch: list[list[Wired]] = []
    sent = time.monotonic()
    for row in rows:
        batch.append([to_wire(term) for term in row])
        if len(batch) >= _ROWS_AT_ONCE or time.monotonic() - sent > _SECONDS_AT_MOST:
            yield "rows", batch
            batch, sent = [], time.monotonic()
    yield "rows", batch
