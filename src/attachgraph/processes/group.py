"""Workers of one fork server, for a loop of asyncio.

In: what the workers share. Out: calls of a listener, when a worker is ready, sends a frame or has
ended.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, Protocol

from attachgraph.processes.fork_server import ForkServer
from attachgraph.processes.limits import Ended
from attachgraph.processes.worker import Worker


class Listener(Protocol):
    """The owner of the workers, which gives them something to do."""

    def on_ready(self, group: WorkerGroup, worker: Worker) -> None:
        """Take a worker that can be sent its first request."""

    def on_frame(self, group: WorkerGroup, worker: Worker, kind: bytes, content: bytes) -> None:
        """Take a frame."""

    def on_lost(self, group: WorkerGroup, worker: Worker, ended: Ended) -> None:
        """Learn that a worker has ended by itself, and how."""

    def on_end(self, group: WorkerGroup) -> None:
        """Learn that the fork server and its workers have ended; each is reported lost after it."""


class WorkerGroup:
    """A fork server and its workers; `opened` is what it says of what they share."""

    def __init__(self, function: str, arguments: dict[str, Any], listener: Listener) -> None:
        self.opened: Any = None
        self.workers: set[Worker] = set()
        self.is_leaving: bool = False
        self._listener = listener
        self._server = ForkServer(function, arguments)

    async def start(self) -> None:
        """Wait until the fork server has opened what the workers share."""
        self.opened = await asyncio.to_thread(self._server.open)
        asyncio.get_running_loop().add_reader(self._server.control, self._on_news)

    def add_worker(self) -> None:
        """Start another worker."""
        if not self._server.is_over:
            worker = self._server.start_worker()
            self.workers.add(worker)
            self.resume(worker)

    def resume(self, worker: Worker) -> None:
        """Read what a worker sends."""
        asyncio.get_running_loop().add_reader(worker, self._on_readable, worker)

    @staticmethod
    def pause(worker: Worker) -> None:
        """Read no more of what a worker sends, so that it waits."""
        asyncio.get_running_loop().remove_reader(worker)

    def dismiss(self, worker: Worker) -> None:
        """Let a worker that has nothing to do end by itself."""
        self._remove(worker)
        worker.close()
        self._stop_if_done()

    def kill(self, worker: Worker) -> None:
        """End a worker at once, whatever it does."""
        self._remove(worker)
        worker.end()
        self._stop_if_done()

    def leave(self) -> None:
        """Take no more work; the fork server ends with the last of its workers."""
        self.is_leaving = True
        self._stop_if_done()

    def stop(self) -> None:
        """End every process at once."""
        self.is_leaving = True
        with contextlib.suppress(ValueError):  # it is closed
            asyncio.get_running_loop().remove_reader(self._server.control)
        for worker in list(self.workers):
            self._remove(worker)
            worker.end()
        self._server.stop()

    def _remove(self, worker: Worker) -> None:
        if worker in self.workers:
            self.workers.discard(worker)
            self.pause(worker)

    def _stop_if_done(self) -> None:
        if self.is_leaving and not self.workers:
            self.stop()

    def _on_readable(self, worker: Worker) -> None:
        was_ready = bool(worker.pid)
        try:
            frames = worker.read(0)
        except Ended as ended:
            self._lose(worker, ended)
            return
        if worker.pid and not was_ready:
            self._listener.on_ready(self, worker)
        for kind, content in frames or ():
            self._listener.on_frame(self, worker, kind, content)

    def _lose(self, worker: Worker, ended: Ended) -> None:
        self.dismiss(worker)
        self._listener.on_lost(self, worker, ended)

    def _on_news(self) -> None:
        """Take in how workers have ended, or notice that the fork server has."""
        if self._server.take_news(0) is None:
            workers = list(self.workers)
            self.stop()
            # First of all, so that nothing is sent to one of them when another is reported lost.
            self._listener.on_end(self)
            for worker in workers:
                self._listener.on_lost(self, worker, Ended(1))
