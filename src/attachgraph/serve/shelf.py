"""Answers that are the same for everybody until another store is published: computed once, kept.

In: jobs. Out: whole answers. Many who ask for one at the same time wait for the same work.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attachgraph.serve.jobs import Job, Parcel
from attachgraph.serve.pending import Head, Interrupted, Unavailable

if TYPE_CHECKING:
    from attachgraph.serve.pool import Pool


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer."""

    head: Head
    body: bytes


class Shelf:
    """Keeps answers for one state of the store."""

    def __init__(self, pool: Pool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds
        self._state = ""
        self._made: dict[tuple[str, bool], asyncio.Task[Kept]] = {}

    async def get(self, job: Job, *, gzip: bool) -> Kept:
        """Return the answer to a job, computed now or before."""
        if self._pool.state != self._state:
            self._state = self._pool.state
            self._made.clear()
        key = (repr(job), gzip)
        task = self._made.get(key)
        if task is None:
            parcel = Parcel(job, gzip=gzip, seconds=self._seconds)
            task = asyncio.get_running_loop().create_task(self._make(parcel))
            self._made[key] = task
            task.add_done_callback(lambda done: self._forget_failure(key, done))
        # Whoever leaves does not take the others' answer along.
        return await asyncio.shield(task)

    async def _make(self, parcel: Parcel) -> Kept:
        work = self._pool.submit(parcel)
        head = await work.head
        try:
            body = b"".join([chunk async for chunk, _ in work.body()])
        except Interrupted:
            raise Unavailable("the page could not be completed", fix="ask again") from None
        return Kept(head, body)

    def _forget_failure(self, key: tuple[str, bool], task: asyncio.Task[Kept]) -> None:
        if (task.cancelled() or task.exception() is not None) and self._made.get(key) is task:
            del self._made[key]
