"""A crew: a template and the workers that it has forked, all on one state of a store.

In: settings. Out: workers that are ready. When a new store is published, another crew takes over
and this one leaves once its work is done.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import pickle  # noqa: S403 - only ever to our own children
import socket
import subprocess  # noqa: S404 - starts this very program
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from attachgraph.errors import AttachGraphError, InputError, MissingError, UsageError
from attachgraph.serve import processes
from attachgraph.serve.frames import HELLO, JOB, FrameReader, frame

if TYPE_CHECKING:
    from attachgraph.serve.settings import Settings
    from attachgraph.serve.work import Work

_SECONDS_TO_END: Final = 5.0
_ERRORS: Final[dict[str, type[AttachGraphError]]] = {
    error.__name__: error for error in (InputError, MissingError, UsageError)
}


class Worker(asyncio.Protocol):
    """The server's end of a worker.

    Attributes
    ----------
    pid : int
        Its process; 0 until it has said hello.
    work : Work or None
        What it does.
    is_aside : bool
        Whether it has left the fast lane. It never comes back.
    is_long : bool
        Whether its work has turned out to be long.
    """

    def __init__(self, crew: Crew) -> None:
        self.crew = crew
        self.pid: int = 0
        self.work: Work | None = None
        self.is_aside = False
        self.is_long = False
        self.is_paused: bool = False
        self._reader = FrameReader()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the channel."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take frames; the end of a piece of work is told to the pool."""
        for kind, content in self._reader.feed(data):
            if kind == HELLO:
                self.pid = int(content)
                self.crew.on_ready(self)
                continue
            work = self.work
            if work is not None:
                work.take(kind, content)
                if work.ended:
                    self.work = None
                    self.crew.on_done(self, work)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio passes it
        """Tell the pool that the process has ended."""
        self._transport = None
        self.crew.workers.discard(self)
        self.crew.on_lost(self)
        self.crew.leave_if_done()

    def assign(self, work: Work) -> None:
        """Hand over a piece of work."""
        self.work = work
        work.worker = self
        work.attempts += 1
        work.processor_at_start = processes.processor_seconds(self.pid)
        if self._transport is not None:
            self._transport.write(frame(JOB, pickle.dumps(work.parcel)))

    def pause(self) -> None:
        """Stop reading: the reader of the answer has enough to do."""
        if not self.is_paused and self._transport is not None:
            self.is_paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read again."""
        if self.is_paused and self._transport is not None:
            self.is_paused = False
            self._transport.resume_reading()

    def dismiss(self) -> None:
        """Let it end by itself; it must be idle."""
        if self._transport is not None:
            self._transport.close()

    def kill(self) -> None:
        """End it at once, whatever it does."""
        if self.pid:
            processes.kill(self.pid)
        if self._transport is not None:
            self._transport.abort()


class Crew:
    """A template, and its workers.

    Attributes
    ----------
    state : str
        Names the state of the store; another store has another one.
    workers : set of Worker
        Those that live, ready or not.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        on_ready: Callable[[Worker], None],
        on_done: Callable[[Worker, Work], None],
        on_lost: Callable[[Worker], None],
        on_end: Callable[[Crew], None],
    ) -> None:
        self._settings = settings
        self.on_ready: Callable[[Worker], None] = on_ready
        self.on_done: Callable[[Worker, Work], None] = on_done
        self.on_lost: Callable[[Worker], None] = on_lost
        self._on_end = on_end
        self.state: str = ""
        self.workers: set[Worker] = set()
        self._connecting = set[asyncio.Task[object]]()
        self.is_leaving: bool = False
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    @property
    def pid(self) -> int:
        """The process of the template."""
        return self._process.pid if self._process else 0

    async def start(self) -> None:
        """Start the template and wait until it has opened the store."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        settings = json.dumps(
            {
                "store": self._settings.store,
                "memory": self._settings.memory,
                "keeps_texts": self._settings.keeps_texts,
            }
        )
        # From this thread, the main one: the template lives as long as the thread that made it.
        self._process = subprocess.Popen(  # noqa: S603, ASYNC220 - takes a few milliseconds
            [sys.executable, "-m", "attachgraph.serve.template", str(theirs.fileno()), settings],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        ours.setblocking(False)
        self._control = ours
        line = await _read_line(ours)
        if not line:
            self.stop()
            raise AttachGraphError(
                "the process that opens the store ended at once",
                fix="see what it said above; is there enough memory?",
            )
        told = json.loads(line)
        if "error" in told:
            self.stop()
            kind, problem, where, fix = told["error"]
            raise _ERRORS.get(kind, AttachGraphError)(problem, where=where, fix=fix)
        self.state = told["state"]
        loop.add_reader(ours, self._on_end_of_template)

    def add_worker(self) -> None:
        """Ask the template for another worker; it says hello when it is ready."""
        if self._control is None:
            return
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        worker = Worker(self)
        self.workers.add(worker)
        with contextlib.suppress(OSError):  # the end of the template is noticed elsewhere
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
        theirs.close()
        loop = asyncio.get_running_loop()
        task = loop.create_task(loop.create_unix_connection(lambda: worker, sock=ours))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    def leave(self) -> None:
        """Finish what is being done and take no more."""
        self.is_leaving = True
        for worker in list(self.workers):
            if worker.work is None:
                worker.dismiss()
        self.leave_if_done()

    def leave_if_done(self) -> None:
        """End the template once its last worker is gone."""
        if self.is_leaving and not self.workers:
            self.stop()

    def stop(self) -> None:
        """End every process of the crew at once."""
        self.is_leaving = True
        if self._control is not None:
            with contextlib.suppress(RuntimeError, ValueError):
                asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        for worker in list(self.workers):
            worker.kill()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_SECONDS_TO_END)

    def _on_end_of_template(self) -> None:
        """Notice that the template has ended: it sends nothing after its first line."""
        assert self._control is not None  # noqa: S101 - for the type checker
        with contextlib.suppress(OSError):
            if self._control.recv(64):
                return
        self.stop()
        self._on_end(self)


async def _read_line(connection: socket.socket) -> bytes:
    loop = asyncio.get_running_loop()
    line = b""
    while not line.endswith(b"\n"):
        try:
            data = await loop.sock_recv(connection, 4096)
        except OSError:
            data = b""
        if not data:
            return b""
        line += data
    return line
