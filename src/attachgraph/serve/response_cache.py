"""Answers that are the same for everybody until another store is published: computed once, kept.

In: jobs. Out: whole answers. Many who ask for one at the same time wait for the same work.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attachgraph.serve.jobs import Job, Task
from attachgraph.serve.pending import Head, Interrupted, Unavailable

if TYPE_CHECKING:
    from attachgraph.serve.pool import Pool


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A whole answer."""

    head: Head
    body: bytes


class ResponseCache:
    """Keeps answers for one state of the store."""

    def __init__(self, pool: Pool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds
        self._state = ""
        self._made: dict[tuple[str, bool], asyncio.Task[CachedResponse]] = {}

    async def get(self, job: Job, *, gzip: bool) -> CachedResponse:
        """Return the answer to a job, computed now or before."""
        if self._pool.state != self._state:
            self._state = self._pool.state
            self._made.clear()
        key = (repr(job), gzip)
        making = self._made.get(key)
        if making is None:
            task = Task(job, gzip=gzip, seconds=self._seconds)
            making = asyncio.get_running_loop().create_task(self._make(task))
            self._made[key] = making
            making.add_done_callback(lambda done: self._forget_failure(key, done))
        # A client that leaves must not cancel the answer for the others.
        return await asyncio.shield(making)

    async def _make(self, task: Task) -> CachedResponse:
        # It is our own work and done once: a slow machine may take longer for it than for a query.
        work = self._pool.submit(task, limited=False)
        head = await work.head
        try:
            body = b"".join([chunk async for chunk, _ in work.body()])
        except Interrupted:
            raise Unavailable("the page could not be completed", fix="ask again") from None
        return CachedResponse(head, body)

    def _forget_failure(self, key: tuple[str, bool], made: asyncio.Task[CachedResponse]) -> None:
        if (made.cancelled() or made.exception() is not None) and self._made.get(key) is made:
            del self._made[key]
