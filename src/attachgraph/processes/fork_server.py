"""A process that opens something once, and forks a worker for each channel that it is sent.

In: the name of a function and what it takes. Out: workers that share what it has opened. It has one
thread, so a fork is safe and takes milliseconds, and it never runs the program of a user again, as
processes of :mod:`multiprocessing` do. Run as ``python -m attachgraph.processes.fork_server CHANNEL
FUNCTION ARGUMENTS``; it and its workers end with the other end of its channel.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess  # noqa: S404 - starts this very program
import sys
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from attachgraph.errors import AttachGraphError, InputError, MissingError, UsageError
from attachgraph.processes.child import Handle, be_worker
from attachgraph.processes.worker import Worker

#: Opens what the workers share; returns what they answer with, and what the parent learns of it.
Open: TypeAlias = Callable[..., tuple[Handle, Any]]

_SECONDS_TO_END: Final = 5.0
#: Errors that come through as what they are.
_ERRORS: Final[dict[str, type[AttachGraphError]]] = {
    error.__name__: error for error in (InputError, MissingError, UsageError)
}


class ForkServer:
    """The process, as its parent has it.

    It writes lines to `control`: what it has opened, and then each worker that has ended.
    """

    def __init__(self, function: str, arguments: dict[str, Any]) -> None:
        control, theirs = socket.socketpair()
        self.control: socket.socket = control
        self.is_over: bool = False
        self._poll = select.poll()
        self._poll.register(self.control, select.POLLIN)
        self._unread = b""
        self._exits: dict[int, int] = {}
        self._forgotten: set[int] = set()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - all of it is ours
                [
                    *(sys.executable, "-m", "attachgraph.processes.fork_server"),
                    *(str(theirs.fileno()), function, json.dumps(arguments)),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                process_group=0,
            )

    def open(self) -> Any:
        """Wait until it has opened what the workers share, and return what it says of that."""
        lines: list[Any] | None = []
        while lines == []:
            lines = self._read_lines(None)
        if lines is None:
            self.stop()
            raise AttachGraphError(
                "the process that was to start others ended at once",
                fix="see what it said above; is there enough memory?",
            )
        if "error" in lines[0]:
            self.stop()
            kind, problem, where, fix = lines[0]["error"]
            raise _ERRORS.get(kind, AttachGraphError)(problem, where=where, fix=fix)
        return lines[0]["opened"]

    def start_worker(self) -> Worker:
        """Start a worker; if that is not possible, its channel ends at once."""
        ours, theirs = socket.socketpair()
        with theirs, contextlib.suppress(OSError):
            socket.send_fds(self.control, [b"f"], [theirs.fileno()])
        return Worker(ours, self._exit_code)

    def take_news(self, seconds: float | None) -> bool | None:
        """Read which workers have ended, if that comes in time; ``None`` if this one has."""
        lines = self._read_lines(seconds)
        for pid, code in lines or ():
            if pid in self._forgotten:
                self._forgotten.discard(pid)
            else:
                self._exits[pid] = code
        return None if lines is None else bool(lines)

    def _exit_code(self, pid: int, asked: bool) -> int:  # noqa: FBT001 - as a worker calls it
        if pid and not asked and pid not in self._exits:
            self._forgotten.add(pid)
        while asked and pid and pid not in self._exits and self.take_news(_SECONDS_TO_END):
            pass
        return self._exits.pop(pid, 1)

    def _read_lines(self, seconds: float | None) -> list[Any] | None:
        """Read the lines that come next, none if nothing comes in time; ``None`` at the end."""
        if not self._poll.poll(None if seconds is None else seconds * 1000):
            return []
        try:
            data = self.control.recv(4096)
        except OSError:
            return None
        *lines, self._unread = (self._unread + data).split(b"\n")
        return list(map(json.loads, lines)) if data else None

    def stop(self) -> None:
        """End it and its workers."""
        if not self.is_over:
            self.is_over = True
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self.control.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_SECONDS_TO_END)


# ---------------------------------------------------------------- in the process itself


def main() -> None:
    """Open what the workers share, and fork them until the other end is closed."""
    descriptor, function, arguments = sys.argv[1:]
    control = socket.socket(fileno=int(descriptor))
    # A keyboard or a service manager signals every process of the group. The parent alone decides
    # when work ends, and it does so with SIGKILL.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        module, _, name = function.partition(":")
        open_: Open = getattr(importlib.import_module(module), name)
        handle, opened = open_(**json.loads(arguments))
    except AttachGraphError as error:
        fields = type(error).__name__, error.problem, error.where, error.fix
        _tell(control, {"error": fields})
        return
    _tell(control, {"opened": opened})
    gc.collect()
    gc.freeze()  # the collector would write to every object, and so copy the memory
    _fork_on_request(control, handle)


def _tell(control: socket.socket, line: Any) -> None:
    with contextlib.suppress(ConnectionError):
        control.sendall(json.dumps(line).encode() + b"\n")


def _fork_on_request(control: socket.socket, handle: Handle) -> None:
    def reap(*_: object) -> None:
        with contextlib.suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                _tell(control, (found[0], os.waitstatus_to_exitcode(found[1])))

    signal.signal(signal.SIGCHLD, reap)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            break
        _fork(control, socket.socket(fileno=descriptors[0]), handle)
    # This process leads a group, and its workers are the others in it.
    os.killpg(os.getpid(), signal.SIGKILL)


def _fork(control: socket.socket, channel: socket.socket, handle: Handle) -> None:
    parent = os.getpid()
    if os.fork() == 0:
        control.close()
        be_worker(channel, handle, parent=parent)
    channel.close()


if __name__ == "__main__":
    main()
