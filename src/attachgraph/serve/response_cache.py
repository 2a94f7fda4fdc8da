"""Answers that are the same for everybody until another store is published: computed once, kept.

In: jobs. Out: whole answers. Many who ask for one at the same time wait for the same work. The
explorer takes seconds to make, so it is made as soon as there is a store: its first visitor must
not wait for it.
"""

from __future__ import annotations

import asyncio
import gzip as packing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attachgraph.serve.jobs import ExplorerJob, Job, Task
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
        self._made: dict[str, asyncio.Task[CachedResponse]] = {}
        pool.when_changed = lambda: self._begin(ExplorerJob(None))

    async def get(self, job: Job, *, gzip: bool) -> CachedResponse:
        """Return the answer to a job, computed now or before."""
        # A client that leaves must not cancel the answer for the others.
        kept = await asyncio.shield(self._begin(job))
        return kept if gzip else _unpacked(kept)

    def _begin(self, job: Job) -> asyncio.Task[CachedResponse]:
        """Have a job done unless that is so already; only the packed form is kept."""
        if self._pool.state != self._state:
            self._state = self._pool.state
            self._made.clear()
        key = repr(job)
        making = self._made.get(key)
        if making is None:
            task = Task(job, gzip=True, seconds=self._seconds)
            making = asyncio.get_running_loop().create_task(self._make(task))
            self._made[key] = making
            making.add_done_callback(lambda done: self._forget_failure(key, done))
        return making

    async def _make(self, task: Task) -> CachedResponse:
        # It is our own work and done once: a slow machine may take longer for it than for a query.
        work = self._pool.submit(task, limited=False)
        head = await work.head
        try:
            body = b"".join([chunk async for chunk, _ in work.body()])
        except Interrupted:
            raise Unavailable("the page could not be completed", fix="ask again") from None
        return CachedResponse(head, body)

    def _forget_failure(self, key: str, made: asyncio.Task[CachedResponse]) -> None:
        if (made.cancelled() or made.exception() is not None) and self._made.get(key) is made:
            del self._made[key]


def _unpacked(kept: CachedResponse) -> CachedResponse:
    """Unpack an answer for one of the few clients that accept no gzip."""
    plain = [(name, value) for name, value in kept.head.headers if name != "content-encoding"]
    if len(plain) == len(kept.head.headers):
        return kept
    return CachedResponse(replace(kept.head, headers=plain), packing.decompress(kept.body))
