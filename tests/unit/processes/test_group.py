"""A group of workers: its owner learns in which order things end."""

from __future__ import annotations

import asyncio
import os
import signal

from attachgraph.processes.group import WorkerGroup
from attachgraph.processes.limits import Ended, Limits
from attachgraph.processes.worker import Worker
from tests.server.clients import run_apart


class Owner:
    """Sends the work of a worker that is lost to the one that waits, unless that has ended too."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.idle: list[Worker] = []
        self.changed = asyncio.Event()

    def on_ready(self, group: WorkerGroup, worker: Worker) -> None:  # noqa: ARG002 - as a listener
        """Keep a worker."""
        self.idle.append(worker)
        self.changed.set()

    def on_frame(self, group: WorkerGroup, worker: Worker, kind: bytes, content: bytes) -> None:
        """Nothing is asked that is answered."""

    def on_lost(self, group: WorkerGroup, worker: Worker, ended: Ended) -> None:  # noqa: ARG002 - as a listener
        """Ask another one."""
        self.events.append("lost")
        for other in self.idle:
            other.send(("echo", b""), Limits())

    def on_end(self, group: WorkerGroup) -> None:  # noqa: ARG002 - as a listener
        """Forget all workers that wait."""
        self.events.append("end")
        self.idle = [worker for worker in self.idle if worker.fileno() >= 0]
        self.changed.set()


def test_end_of_the_fork_server_is_reported_before_the_loss_of_its_workers() -> None:
    """The owner forgets workers that wait first: to send to one of them would be an error."""

    async def run() -> list[str]:
        owner = Owner()
        group = WorkerGroup("tests.unit.processes.doing:open_doing", {}, owner)
        await group.start()
        for _ in range(2):
            group.add_worker()
        while len(owner.idle) < 2:
            owner.changed.clear()
            await owner.changed.wait()
        owner.changed.clear()
        os.kill(group.opened["opened by"], signal.SIGKILL)
        await owner.changed.wait()
        return owner.events

    assert run_apart(run()) == ["end", "lost", "lost"]
