"""Small answers that were given last, kept until another store is published.

In: jobs with their whole answers. Out: the same answers, without a worker. A store never changes
while it is served, so the same question has the same answer; and the examples of the query page,
the queries of a script and the pages of things are asked again and again.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from attachgraph.serve.jobs import Job
from attachgraph.serve.response_cache import CachedResponse

if TYPE_CHECKING:
    from attachgraph.serve.pool import Pool

#: Bytes of one answer with its question, and of all that are kept.
MOST_OF_ONE: Final = 256 * 1024
_MOST: Final = 32 * 1024 * 1024


class RecentAnswers:
    """The answers to the jobs that were asked last, each packed or not."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._state = ""
        self._size = 0
        self._kept: OrderedDict[tuple[Job, bool], CachedResponse] = OrderedDict()

    def get(self, job: Job, *, gzip: bool) -> CachedResponse | None:
        """Return the answer to a job from the store that answers now, if it is kept."""
        if self._pool.state != self._state:
            return None
        kept = self._kept.get((job, gzip))
        if kept is not None:
            self._kept.move_to_end((job, gzip))
        return kept

    def put(self, job: Job, answer: CachedResponse, *, gzip: bool) -> None:
        """Keep an answer, and let go of those that nobody has asked for since."""
        size = _size(job, answer)
        if answer.head.state != self._pool.state or size > MOST_OF_ONE:
            return
        if answer.head.state != self._state:
            self._state, self._size = answer.head.state, 0
            self._kept.clear()
        if (job, gzip) not in self._kept:
            self._kept[job, gzip] = answer
            self._size += size
        while self._size > _MOST:
            (oldest, _), gone = self._kept.popitem(last=False)
            self._size -= _size(oldest, gone)


def _size(job: Job, answer: CachedResponse) -> int:
    """Count the whole question as well: a client may name graphs as long as it likes."""
    return len(answer.body) + len(repr(job))
