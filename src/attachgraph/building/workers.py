"""Compile documents in processes of their own that may be killed.

In: documents. Out: parcels. A document that takes too long, or that ends the process which reads
it, costs that process and nothing else: it is reported, a fresh process takes its place, and the
others go on. A worker has one document at a time, so it is always known which one it was.

``concurrent.futures`` cannot do that: its pool is broken as a whole when one process dies, and it
cannot end the work on one task.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess  # noqa: S404 -- runs this program
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, Pipe, wait
from typing import Final, cast

from attachgraph.building.compiling import failed
from attachgraph.building.executors import Task
from attachgraph.errors import InputError

#: Processor seconds for one document. A page takes less than a hundredth of a second.
TIME_LIMIT: Final = 60.0
_CHILD: Final = "attachgraph.building.child"
_FUNCTION: Final = "attachgraph.building.compiling:compile_document"
_LEAST_MEMORY: Final = 2 << 30
#: A process may be killed from outside, for want of memory. Who is killed twice was not unlucky.
_TRIES: Final = 2
_PATIENCE: Final = 5.0


def default_jobs() -> int:
    """Return the default number of processes: one for each processor that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Compiles in processes of this machine."""

    def __init__(
        self,
        jobs: int | None = None,
        timeout: float = TIME_LIMIT,
        function: str = _FUNCTION,
        *,
        lasting: bool = False,
    ) -> None:
        self._lasting = lasting
        self._idle: list[_Worker] = []
        self._jobs = jobs or default_jobs()
        self._timeout = timeout
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        memory = max(_LEAST_MEMORY, pages // (self._jobs + 1))
        self._arguments = [function, str(timeout), str(memory)]

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        """Compile documents."""
        waiting = iter(tasks)
        busy: dict[Connection, _Worker] = {}
        try:
            while self._give(waiting, busy) or busy:
                for connection in cast("list[Connection]", wait(list(busy))):
                    worker = busy.pop(connection)
                    done = self._take(worker)
                    if done is None:
                        busy[worker.connection] = worker
                        continue
                    self._idle.append(worker)
                    yield done
        finally:
            idle, self._idle = ([], self._idle) if self._lasting else (self._idle, [])
            for worker in (*busy.values(), *idle):
                worker.end()

    def _give(self, tasks: Iterator[Task], busy: dict[Connection, _Worker]) -> bool:
        """Give documents to all who are idle, and tell whether there was one."""
        given = False
        while len(busy) < self._jobs and (task := next(tasks, None)) is not None:
            worker = self._idle.pop() if self._idle else _Worker(self._arguments)
            worker.give(task)
            busy[worker.connection] = worker
            given = True
        return given

    def _take(self, worker: _Worker) -> tuple[str, bytes] | None:
        """Take the result of a worker; ``None`` means that it has to try again."""
        task = worker.task
        try:
            return task.key, worker.connection.recv_bytes()
        except (EOFError, OSError):
            code = worker.wait()
        tries = worker.tries
        worker.start()
        if code == -signal.SIGPROF:
            return task.key, _too_long(task.name, self._timeout)
        if tries < _TRIES:
            worker.give(task, tries + 1)
            return None
        return task.key, _deadly(task.name, code)


def _too_long(name: str, seconds: float) -> bytes:
    error = InputError(
        f"reading it took more than {seconds:g} seconds of processor time, and was stopped",
        where=name,
        fix="look at the document; a longer time is given by --timeout",
    )
    return failed(name, str(error), lasting=False)


def _deadly(name: str, code: int) -> bytes:
    try:
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        how = f"signal {-code}"
    error = InputError(
        f"reading it ended the process that read it, {_TRIES} times ({how})",
        where=name,
        fix="look at the document, or leave it out; the memory may also have been full",
    )
    return failed(name, str(error), lasting=False)


class _Worker:
    """One process and the document that it has."""

    def __init__(self, arguments: list[str]) -> None:
        self._arguments = arguments
        self.task = Task("", "", b"")
        self.tries = 0
        self.start()

    def start(self) -> None:
        """Start the process."""
        self.connection, theirs = Pipe()
        with theirs:
            descriptor = theirs.fileno()
            # Not a fork: this process may have threads, and on macOS libraries that bear none.
            command = [sys.executable, "-m", _CHILD, str(descriptor), *self._arguments]
            self._process = subprocess.Popen(  # noqa: S603 -- all of it is ours
                command, stdin=subprocess.DEVNULL, pass_fds=(descriptor,)
            )

    def give(self, task: Task, tries: int = 1) -> None:
        """Give it a document; if the process is dead, that shows when the result is taken."""
        self.task, self.tries = task, tries
        with contextlib.suppress(OSError):
            self.connection.send_bytes(task.name.encode("utf-8", "replace"))
            self.connection.send_bytes(task.data)

    def wait(self) -> int:
        """Let the process end, and return its exit code."""
        self.connection.close()
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self._process.kill()
        self._process.wait()
