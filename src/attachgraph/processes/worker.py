"""A worker, as its parent has it: send a request, read frames, end it.

In: a channel to a process. Out: the frames that it sends, within a time. A worker that is forked
from this process sees what this process sees, a store in memory included, as it is at that moment.
"""

from __future__ import annotations

import contextlib
import marshal
import math
import os
import select
import signal
import socket
import threading
import warnings
from collections.abc import Callable
from typing import Any, Final

from attachgraph.processes.child import Handle, be_worker
from attachgraph.processes.frames import HELLO, REQUEST, Frame, FrameReader, frame
from attachgraph.processes.limits import Ended, Limits

_CHUNK: Final = 1 << 17


class _Forking:
    """A lock around each fork: no worker may inherit the channel of one that is being made."""

    lock = threading.Lock()

    @classmethod
    def renew(cls) -> None:
        """Make the lock anew where another thread of the parent may have held it."""
        cls.lock = threading.Lock()


os.register_at_fork(after_in_child=_Forking.renew)


class Worker:
    """A process that answers one request after the other.

    `wait` returns the exit code of a process that has ended, or forgets it where that is not asked.
    """

    def __init__(
        self, channel: socket.socket, wait: Callable[[int, bool], int], pid: int = 0
    ) -> None:
        self._owner = os.getpid()
        self._channel = channel
        self._wait = wait
        self._reader = FrameReader()
        self._buffer = bytearray(_CHUNK)
        self._has_ended = False
        self._poll = select.poll()
        self._poll.register(channel, select.POLLIN)
        self.pid: int = pid

    def __del__(self) -> None:
        self.end()

    def fileno(self) -> int:
        """Return what :mod:`select` waits for."""
        return self._channel.fileno()

    def is_ours(self) -> bool:
        """Return whether this process started it, not one that was forked since."""
        return self._owner == os.getpid()

    def send(self, request: Any, limits: Limits) -> None:
        """Ask for something; if the process has ended, reading will tell."""
        rest = memoryview(frame(REQUEST, marshal.dumps((*limits, request))))
        with contextlib.suppress(ConnectionError):
            while rest:
                try:
                    rest = rest[self._channel.send(rest) :]
                except BlockingIOError:  # uvloop makes what it watches non-blocking
                    _wait_for_room(self._channel)

    def read(self, seconds: float | None = None) -> list[Frame] | None:
        """Read the frames that come next, perhaps none yet; ``None`` if nothing comes in time.

        When the process has ended, this is raised, and the worker has to be closed.
        """
        if seconds:
            self._poll.poll(None if seconds == math.inf else max(0.0, seconds) * 1000)
        try:
            count = self._channel.recv_into(
                self._buffer, 0, 0 if seconds is None else socket.MSG_DONTWAIT
            )
        except BlockingIOError:
            return None
        except ConnectionError:
            count = 0
        if not count:
            self._has_ended = True
            raise Ended(self._wait(self.pid, True))
        frames = self._reader.feed(memoryview(self._buffer)[:count])
        if frames and frames[0][0] == HELLO:
            self.pid = int(frames.pop(0)[1])
        return frames

    def close(self) -> None:
        """Ask for nothing more: the process ends when it has nothing to do."""
        if self.fileno() < 0 or not self.is_ours():
            return
        self._channel.close()
        if not self._has_ended:
            self._wait(self.pid, False)

    def end(self) -> None:
        """Kill the process, if it still lives."""
        if self.pid and not self._has_ended and self.fileno() >= 0 and self.is_ours():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.close()


def _wait_for_room(channel: socket.socket) -> None:
    poll = select.poll()
    poll.register(channel, select.POLLOUT)
    poll.poll()


def fork_worker(handle: Handle, *, lasting: bool, idle: float) -> Worker:
    """Start a worker that sees this process as it is now."""
    parent = os.getpid()
    with _Forking.lock, warnings.catch_warnings():
        # Python 3.12 warns of forks next to threads; a worker touches nothing that they share.
        warnings.simplefilter("ignore", DeprecationWarning)
        ours, theirs = socket.socketpair()
        pid = _fork()
        if pid == 0:
            be_worker(theirs, handle, parent=parent, lasting=lasting, idle=idle)
        theirs.close()
    return Worker(ours, _exit_code, pid)


def _fork() -> int:
    """Fork, and keep Ctrl-C until then: Python drops what is raised in the hooks after a fork."""
    own = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(own):
        return os.fork()
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        pid = os.fork()
    finally:
        signal.signal(signal.SIGINT, own)
    if pid and pressed:
        signal.raise_signal(signal.SIGINT)
    return pid


def _exit_code(pid: int, asked: bool) -> int:  # noqa: ARG001, FBT001 - as a worker calls it
    with contextlib.suppress(ChildProcessError):
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return 0
