"""Compile documents in processes of their own that may be killed.

In: documents. Out: shards. A document that takes too long, or that ends the process which reads
it, costs that process and nothing else. A worker has one document at a time, so it is always known
which one it was. The pools of ``concurrent.futures`` and pebble cannot do that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from attachgraph.building.compiling import failed
from attachgraph.building.executors import Task, compile_task
from attachgraph.errors import InputError
from attachgraph.processes.fork_server import ForkServer
from attachgraph.processes.limits import Ended, Limits, describe_exit

if TYPE_CHECKING:
    from attachgraph.processes.child import Handle, Put
    from attachgraph.processes.worker import Worker

#: Processor seconds for one document. A page takes less than a hundredth of a second.
TIME_LIMIT: Final = 60.0
_READER: Final = "attachgraph.building.workers:open_reader"
_LEAST_MEMORY: Final = 2 << 30
#: A process may be killed from outside when memory is short. Twice is not an accident.
_TRIES: Final = 2
_DONE: Final = b"D"


def default_jobs() -> int:
    """Return the default number of processes: one for each processor that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_reader() -> tuple[Handle, None]:
    """Return what a worker does: it compiles a document."""

    def read(document: tuple[str, bytes], put: Put) -> None:
        put(_DONE, compile_task(*document))

    return read, None


class _Given(NamedTuple):
    """A document that a worker has, and how many workers have tried it."""

    worker: Worker
    task: Task
    tries: int


class Workers:
    """Compiles in processes of this machine."""

    def __init__(
        self,
        jobs: int | None = None,
        timeout: float = TIME_LIMIT,
        reader: str = _READER,
        *,
        lasting: bool = False,
    ) -> None:
        self._lasting = lasting
        self._reader = reader
        self._server: ForkServer | None = None
        self._idle: list[Worker] = []
        self._jobs = jobs or default_jobs()
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        self._limits = Limits(max(_LEAST_MEMORY, pages // (self._jobs + 1)), timeout)

    def __del__(self) -> None:
        self.stop()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        """Compile documents."""
        waiting = iter(tasks)
        busy: dict[int, _Given] = {}
        try:
            while self._give(waiting, busy) or busy:
                for descriptor in cast("list[int]", wait(list(busy))):
                    done = self._take(busy.pop(descriptor), busy)
                    if done is not None:
                        yield done
        finally:
            for given in busy.values():
                given.worker.end()
            if not self._lasting:
                self.stop()

    def stop(self) -> None:
        """End the processes."""
        for worker in self._idle:
            worker.end()
        self._idle = []
        if self._server is not None:
            self._server.stop()
            self._server = None

    def _give(self, tasks: Iterator[Task], busy: dict[int, _Given]) -> bool:
        """Give documents to all who are idle, and tell whether there was one."""
        given = False
        while len(busy) < self._jobs and (task := next(tasks, None)) is not None:
            self._send(task, 1, busy)
            given = True
        return given

    def _send(self, task: Task, tries: int, busy: dict[int, _Given]) -> None:
        worker = self._idle.pop() if self._idle else self._new_worker()
        name = task.name.encode("utf-8", "replace").decode()
        worker.send(task._replace(name=name).document, self._limits)
        busy[worker.fileno()] = _Given(worker, task, tries)

    def _new_worker(self) -> Worker:
        if self._server is None:
            self._server = ForkServer(self._reader, {})
            self._server.open()
        return self._server.start_worker()

    def _take(self, given: _Given, busy: dict[int, _Given]) -> tuple[str, bytes] | None:
        """Take the result of a worker, if it has come; otherwise it goes on, or another tries."""
        worker, task, tries = given
        try:
            frames = worker.read()
        except Ended as ended:
            worker.close()
            if tries < _TRIES and not ended.is_out_of_time:
                self._send(task, tries + 1, busy)
                return None
            return task.key, self._failed(task.name, ended)
        for _, shard in frames or ():
            self._idle.append(worker)
            return task.key, shard
        busy[worker.fileno()] = given
        return None

    def _failed(self, name: str, ended: Ended) -> bytes:
        """Say why a document was not read."""
        fix = "look at the document, or leave it out; the memory may also have been full"
        if ended.is_out_of_time:
            limit = f"{self._limits.processor:g} seconds of processor time"
            problem = f"reading it took more than {limit}, and was stopped"
            fix = "look at the document; a longer time is given by --timeout"
        elif ended.is_out_of_memory:
            problem = (
                f"reading it took more than {(self._limits.memory or 0) / 1e9:.1f} GB of memory"
            )
        else:
            how = describe_exit(ended.code)
            problem = f"reading it ended the process that read it, {_TRIES} times ({how})"
        return failed(name, str(InputError(problem, where=name, fix=fix)), lasting=False)
