"""A response that a worker computes, from the moment it is asked for until it was taken away.

In: frames from a worker. Out: a head, and a body as it comes. Holds no more of the body than it
may: a reader who pauses makes the worker pause. Knows nothing of lanes and limits.
"""

from __future__ import annotations

import asyncio
import marshal
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from attachgraph.errors import AttachGraphError
from attachgraph.serve.replying import ABORT, DATA, END, HEAD, REFUSAL

if TYPE_CHECKING:
    from attachgraph.processes.group import WorkerGroup
    from attachgraph.processes.worker import Worker
    from attachgraph.serve.jobs import Task

#: Bytes of an answer that wait in the server for a slow client, at most and at least.
_MOST_WAITING: Final = 4 * 1024 * 1024
_FEW_WAITING: Final = 1024 * 1024


class Unavailable(AttachGraphError):
    """There is no answer now; there may be one later."""


class Interrupted(Exception):
    """The rest of an answer will not come."""


class WorkerError(AttachGraphError):
    """An error that a worker has met; of a bug of ours with its trace."""

    def __init__(
        self, kind: str, problem: str, where: str | None, fix: str | None, trace: str
    ) -> None:
        super().__init__(problem, where=where, fix=fix)
        self.kind = kind
        if trace:
            sys.stderr.write(trace)


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of an answer, and the state of the store that it is from."""

    status: int
    headers: list[tuple[str, str]]
    state: str


class PendingResponse:
    """A job, and its answer as it comes; `head` fails if there will be none.

    `worked` and `stalled` are the seconds that the worker had for it, and those that it had to wait
    for the reader. It may leave the fast lane (`is_aside`), and turn out to be long.
    """

    def __init__(self, task: Task, *, limited: bool = True) -> None:
        self.task = task
        self.limited = limited
        self.asked: float = time.monotonic()
        self.head: asyncio.Future[Head] = asyncio.get_running_loop().create_future()
        self.group: WorkerGroup | None = None
        self.worker: Worker | None = None
        self.is_paused: bool = False
        self.attempts = 0
        self.is_aside: bool = False
        self.is_long: bool = False
        self.worked: float = 0.0
        self.stalled: float = 0.0
        self.processor_at_start: float | None = None
        self.abandoned: bool = False
        self.ended: bool = False
        self._interrupted = False
        self._chunks: deque[bytes] = deque()
        self._waiting = 0
        self._news = asyncio.Event()

    @property
    def is_begun(self) -> bool:
        """Whether something of the answer has arrived."""
        return self.head.done() and not self.head.cancelled()

    def take(self, kind: bytes, content: bytes) -> None:
        """Take a frame from the worker."""
        if kind == DATA:
            self._store(content)
        elif kind == HEAD:
            status, headers = marshal.loads(content)  # noqa: S302 - from our own worker
            state = self.group.opened if self.group else ""
            if not self.head.done():
                self.head.set_result(Head(status, headers, state))
        elif kind == END:
            self.ended = True
        elif kind in {REFUSAL, ABORT}:
            self.fail(WorkerError(*marshal.loads(content)))  # noqa: S302 - from our own worker
        self._news.set()

    def _store(self, content: bytes) -> None:
        if self.abandoned:
            return
        self._chunks.append(content)
        self._waiting += len(content)
        if self._waiting > _MOST_WAITING and not self.is_paused and self.group and self.worker:
            self.is_paused = True
            self.group.pause(self.worker)

    def fail(self, error: AttachGraphError) -> None:
        """End the work without an answer, or in the middle of one."""
        self.ended = True
        if self.head.done():
            self._interrupted = True
        else:
            self.head.set_exception(error)
            self.head.exception()  # the client may be gone
        self._news.set()

    def abandon(self) -> None:
        """Forget the answer: nobody wants it any more."""
        self.abandoned = True
        self._chunks.clear()
        self._waiting = 0
        self.head.cancel()
        self._resume()

    def _resume(self) -> None:
        if self.is_paused and not self.ended and self.group and self.worker:
            self.is_paused = False
            self.group.resume(self.worker)

    async def body(self) -> AsyncIterator[tuple[bytes, bool]]:
        """Read the body."""
        while True:
            while self._chunks:
                chunk = self._chunks.popleft()
                self._waiting -= len(chunk)
                if self._waiting < _FEW_WAITING:
                    self._resume()
                last = self.ended and not self._interrupted and not self._chunks
                yield chunk, last
                if last:
                    return
            if self._interrupted:
                raise Interrupted
            if self.ended:
                yield b"", True
                return
            self._news.clear()
            await self._news.wait()
