"""Schedule requests: a fast lane, places for long work, and limits of time.

In: tasks. Out: :class:`~attachgraph.serve.pending.PendingResponse`, which a worker computes, or
:class:`~attachgraph.serve.pending.Unavailable`.

How long a query takes is not known before, so each begins in the *fast lane*. After a fiftieth of a
second of processor time it steps *aside*: its worker gives way, and a new one takes its place.
After a twentieth it is *long*, and there are few places for long work; where none is free, the
client is asked to come again.
"""

from __future__ import annotations

import asyncio
import contextlib
import pickle  # noqa: S403 - only ever to our own children
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from attachgraph.errors import AttachGraphError, QueryTimeout
from attachgraph.processes.group import WorkerGroup
from attachgraph.processes.limits import Ended, Limits
from attachgraph.processes.usage import give_way, processor_seconds
from attachgraph.processes.worker import Worker
from attachgraph.query.workers import too_deep, too_large
from attachgraph.serve.jobs import IndexJob, Task
from attachgraph.serve.pending import PendingResponse, Unavailable
from attachgraph.serve.stores import LOOK, Stores

if TYPE_CHECKING:
    from attachgraph.serve.settings import Settings

#: Seconds of the processor after which work steps aside, and after which it is long. Measured with
#: 64 clients and a runaway in every 50 requests: see docs/decisions/0006.
_SHORT: Final = 0.02
_LONG: Final = 0.05
_ASIDE_NICENESS: Final = 5
_LONG_NICENESS: Final = 19
#: Work aside, for each place for long work.
_MOST_ASIDE: Final = 4
#: Seconds that a client may let its worker wait in the fast lane.
_STALLED: Final = 0.1
#: Seconds between two looks at what is being done.
_TICK: Final = 0.01
#: Workers more than can be busy in the fast lane: they step in without a delay.
_SPARE: Final = 2
_ATTEMPTS: Final = 2
#: Time limits that work may take that has hardly had the processor.
_PATIENCE_WITH_SHORT: Final = 4
#: Seconds that short work has to end when the server stops.
_GRACE: Final = 3.0
#: Seconds that a request may wait for a worker.
_MOST_WAIT: Final = 30.0
#: An answer that a client takes this many time limits to fetch holds a worker for too long.
_MOST_LIMITS: Final = 20


class Pool:
    """The workers of a server and what waits for them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._queue = deque[PendingResponse]()
        self._idle = deque[Worker]()
        self._busy: dict[Worker, PendingResponse] = {}
        self._stores = Stores(settings, self)
        self._tick: asyncio.TimerHandle | None = None
        self._last_tick = 0.0
        self.is_closing: bool = False
        #: Called when another store answers, with work that need not wait for a client.
        self.when_changed: Callable[[], object] = bool

    # ------------------------------------------------------------ for the application

    @property
    def state(self) -> str:
        """The state of the store that answers now; ``""`` while there is none."""
        return self._stores.state

    @property
    def is_ready(self) -> bool:
        """Whether work can begin."""
        group = self._stores.current
        return group is not None and bool(group.workers) and not self.is_closing

    async def start(self) -> None:
        """Open the store and get workers."""
        await self._stores.open()

    def submit(self, task: Task, *, limited: bool = True) -> PendingResponse:
        """Ask for a piece of work."""
        if self.is_closing:
            raise _stopping()
        if len(self._queue) >= self._settings.queue:
            raise Unavailable(
                f"the server is busy: {len(self._queue)} requests are waiting",
                fix="wait a few seconds and ask again",
            )
        work = PendingResponse(task, limited=limited)
        self._queue.append(work)
        self._dispatch()
        return work

    def abandon(self, work: PendingResponse) -> None:
        """Stop work that nobody wants any more."""
        if work.ended:
            return
        work.abandon()
        if work in self._queue:
            self._queue.remove(work)
            work.ended = True
        elif work.is_aside or work.is_begun:
            self._end(work, Unavailable("no client waits for this answer any more"))

    def stop_long_work(self) -> None:
        """Take no more work, and end what is not short."""
        self.is_closing = True
        for work in list(self._busy.values()):
            if work.is_aside:
                self._end(work, _stopping())
        # What cannot be done within the grace is refused, while its connection is still there.
        asyncio.get_running_loop().call_later(_GRACE, self._stop_all_work)

    def _stop_all_work(self) -> None:
        for work in list(self._busy.values()):
            self._end(work, _stopping())
        while self._queue:
            self._queue.popleft().fail(_stopping())

    async def close(self) -> None:
        """End every process."""
        self.is_closing = True
        for work in [*self._queue, *self._busy.values()]:
            if not work.ended:
                work.fail(_stopping())
        self._queue.clear()
        self._stores.close()

    # ------------------------------------------------------------ lanes

    def _dispatch(self) -> None:
        """Let waiting work begin where there is room in the fast lane."""
        while self._queue and self._idle and self._in_fast_lane() < self._settings.fast_workers:
            self._assign(self._queue.popleft(), self._idle.popleft())
        if self._busy or self._queue:
            self._keep_ticking()

    def _assign(self, work: PendingResponse, worker: Worker) -> None:
        self._busy[worker] = work
        work.group, work.worker = self._stores.current, worker
        work.attempts += 1
        work.processor_at_start = processor_seconds(worker.pid)
        # What a query may need is not a limit for what the server makes once for everybody.
        memory = self._settings.memory if work.limited else None
        # Should this process be unable to stop the worker, the kernel does.
        limits = Limits(memory, 2 * work.task.seconds + 10)
        worker.send(pickle.dumps(work.task), limits)

    def _in_fast_lane(self) -> int:
        return sum(1 for work in self._busy.values() if not work.is_aside)

    def _count_aside(self) -> int:
        return sum(1 for work in self._busy.values() if work.is_aside)

    def _count_long(self) -> int:
        """Count the long work of clients: what the server makes for all takes no place from it."""
        return sum(1 for work in self._busy.values() if work.is_long and work.limited)

    def _fill_up(self) -> None:
        """Get as many workers as the fast lane has places, and some to spare."""
        group = self._stores.current
        if group is None or self.is_closing:
            return
        ours = [work for work in self._busy.values() if work.group is group]
        there = len(group.workers) - sum(1 for work in ours if work.is_aside)
        for _ in range(self._settings.fast_workers + _SPARE - there):
            group.add_worker()

    def change_group(self, old: WorkerGroup | None) -> None:
        """Work with the group of another store from now on; the old one finishes what it has."""
        if old is not None:
            while self._idle:
                old.dismiss(self._idle.popleft())
            old.leave()
        self._fill_up()
        # The first search need not wait for the index of words then.
        if self._settings.slow_workers:
            task = Task(IndexJob(), gzip=False, seconds=3600.0)
            self._queue.append(PendingResponse(task, limited=False))
            self._dispatch()
            self.when_changed()

    def on_ready(self, group: WorkerGroup, worker: Worker) -> None:
        """Give a new worker something to do."""
        if group.is_leaving:
            group.dismiss(worker)
            return
        self._idle.append(worker)
        self._dispatch()

    def on_frame(self, group: WorkerGroup, worker: Worker, kind: bytes, content: bytes) -> None:
        """Hand a frame to the response that waits for it; after the last one the worker is free."""
        work = self._busy.get(worker)
        if work is None:
            return
        work.take(kind, content)
        if not work.ended:
            return
        del self._busy[worker]
        # The priority of a process that has stepped aside cannot be raised again.
        if work.is_aside or group.is_leaving:
            group.dismiss(worker)
        else:
            if work.is_paused:
                group.resume(worker)
            self._idle.append(worker)
        self._dispatch()

    def on_lost(self, group: WorkerGroup, worker: Worker, ended: Ended) -> None:  # noqa: ARG002 - a listener is given it
        """Replace a worker, and let another one do its work if that may help."""
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        work = self._busy.pop(worker, None)
        if work is not None:
            error = self._explain(ended)
            again = error is None and not work.is_begun and work.attempts < _ATTEMPTS
            if again and not (work.is_aside or work.abandoned or self.is_closing):
                work.worker = None
                self._queue.appendleft(work)
            else:
                work.fail(error or _lost())
        if worker.pid:
            self._fill_up()
        else:  # it did not even begin: wait before the next try
            asyncio.get_running_loop().call_later(LOOK, self._fill_up)
        self._dispatch()

    def on_end(self, group: WorkerGroup) -> None:
        """Get another group if this one was killed, and send nothing to its workers."""
        self._idle = deque(worker for worker in self._idle if worker.fileno() >= 0)
        self._stores.forget(group)

    def _explain(self, ended: Ended) -> AttachGraphError | None:
        """Say why a worker has ended; ``None`` if that had nothing to do with its work."""
        if ended.is_out_of_memory:
            error = too_large(self._settings.memory)
            sys.stderr.write(f"{error.problem}\n")
            return error
        if ended.is_out_of_stack:
            return too_deep()
        return _too_long(self._settings.timeout) if ended.is_out_of_time else None

    # ------------------------------------------------------------ limits

    def _keep_ticking(self) -> None:
        if self._tick is None:
            self._last_tick = time.monotonic()
            self._tick = asyncio.get_running_loop().call_later(_TICK, self._check_limits)

    def _check_limits(self) -> None:
        """See how long everybody has worked, and end or move what takes too long."""
        now = time.monotonic()
        passed, self._last_tick = now - self._last_tick, now
        self._tick = None
        for work in list(self._busy.values()):
            self._check(work, passed)
        while self._queue and now - self._queue[0].asked > _MOST_WAIT:
            self._queue.popleft().fail(
                Unavailable(
                    f"no worker was free for {_MOST_WAIT:g} seconds",
                    fix="the server is busy: ask again later",
                )
            )
        if self._busy or self._queue:
            self._keep_ticking()

    def _check(self, work: PendingResponse, passed: float) -> None:
        worker = work.worker
        if worker is None or work.ended:
            return
        if work.is_paused:
            work.stalled += passed
        else:
            work.worked += passed
        limit = self._settings.timeout
        # On a machine that is busy with other things, short work may just be waiting for its turn.
        had_its_turn = work.is_long or work.worked > _PATIENCE_WITH_SHORT * limit
        if work.limited and work.worked > limit and had_its_turn:
            self._end(work, _too_long(limit))
        elif work.stalled > _MOST_LIMITS * max(limit, 1.0):
            self._end(work, _too_long(work.stalled))
        elif not work.is_long:
            self._make_room(work, worker)

    def _make_room(self, work: PendingResponse, worker: Worker) -> None:
        """Let work that is not short give way to the others."""
        used = self._processor_seconds(work, worker)
        places = self._settings.slow_workers
        if used > _LONG:
            if work.abandoned:
                self._end(work, Unavailable("no client waits for this answer any more"))
                return
            if work.limited and self._count_long() >= places:
                self._end(work, _no_place(places))
                return
            work.is_long = True
            # Our own work is done once, and somebody waits for it.
            give_way(worker.pid, _LONG_NICENESS if work.limited else _ASIDE_NICENESS)
        elif work.is_aside or (used < _SHORT and work.stalled < _STALLED):
            return
        elif work.limited and self._count_aside() >= _MOST_ASIDE * places:
            self._end(work, _no_place(places))
            return
        else:
            give_way(worker.pid, _ASIDE_NICENESS)
        if self.is_closing:
            self._end(work, _stopping())
        elif not work.is_aside:
            work.is_aside = True
            self._fill_up()
            self._dispatch()

    @staticmethod
    def _processor_seconds(work: PendingResponse, worker: Worker) -> float:
        """Return what the work has used, by the clock where the system does not tell."""
        if work.worked < _SHORT / 2:
            return 0.0
        used = processor_seconds(worker.pid)
        if used is None or work.processor_at_start is None:
            return work.worked
        return used - work.processor_at_start

    def _end(self, work: PendingResponse, error: AttachGraphError) -> None:
        """End work by ending its worker."""
        work.fail(error)
        if work.group is not None and work.worker is not None:
            self._busy.pop(work.worker, None)
            work.group.kill(work.worker)
            self._fill_up()
            self._dispatch()


def _stopping() -> Unavailable:
    return Unavailable("the server is stopping", fix="ask again when it is back")


def _lost() -> Unavailable:
    error = Unavailable(
        "the process that worked on this ended before it was done",
        fix="it may have needed too much memory: ask for less, or ask again",
    )
    sys.stderr.write(f"{error.problem}; {error.fix}\n")
    return error


def _no_place(places: int) -> Unavailable:
    return Unavailable(
        f"this query takes longer, and {places} long queries are running already",
        fix="ask again later, or ask for less",
    )


def _too_long(seconds: float) -> QueryTimeout:
    return QueryTimeout(
        f"the query was stopped after {seconds:g} seconds, its time limit",
        fix="ask for less (LIMIT, fewer patterns), or ask those who run the server for more time",
    )
