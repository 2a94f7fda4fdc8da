"""The template: a process that opens the store once and forks a worker whenever it is asked.

In: a socket to the server and the folder of a store. Out: workers. It has one thread and does
nothing between two forks, which is what makes a fork safe and quick: what it has read and imported
is shared with every worker until somebody writes to it.

It ends when the server does, because the socket between them ends then; on Linux its workers end
with it, even when it is killed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attachgraph.errors import AttachGraphError
from attachgraph.serve.worker import work
from attachgraph.store.worker import call_on_large_stack

if TYPE_CHECKING:
    from attachgraph.serve.answering import Desk

#: PR_SET_PDEATHSIG of prctl(2).
_DEATH_SIGNAL: Final = 1
#: The kernel takes a worker before it takes anything else, when memory runs out.
_FIRST_TO_GO: Final = "1000"


def main() -> None:
    """Run the template: ``python -m attachgraph.serve.template SOCKET SETTINGS``."""
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    # A keyboard or a service manager signals every process of the group. The server alone decides
    # when work ends, and it does so with SIGKILL.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a worker
    die_with_parent()
    try:
        desk = _open(settings["store"], keeps_texts=settings["keeps_texts"])
    except AttachGraphError as error:
        fields = type(error).__name__, error.problem, error.where, error.fix
        control.sendall(json.dumps({"error": fields}).encode() + b"\n")
        return
    control.sendall(json.dumps({"state": desk.state}).encode() + b"\n")
    gc.collect()
    gc.freeze()  # the collector would write to every object, and so copy the memory
    _fork_on_request(control, desk, settings["memory"])


def _open(store: str | None, *, keeps_texts: bool) -> Desk:
    from attachgraph.serve.answering import open_desk
    from attachgraph.serve.texts import refuse_closed_texts

    desk = open_desk(store)
    if keeps_texts:
        refuse_closed_texts(desk.store)
    return desk


def _fork_on_request(control: socket.socket, desk: Desk, memory: int) -> None:
    children = set[int]()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            break
        pid = os.fork()
        if pid == 0:
            control.close()
            _be_worker(socket.socket(fileno=descriptors[0]), desk, memory)
        children.add(pid)
        os.close(descriptors[0])
    if sys.platform != "linux":  # there, they end with this process
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


def _be_worker(channel: socket.socket, desk: Desk, memory: int) -> None:
    """Work until there is no more work, and leave without cleaning up what others share."""
    code = 1
    try:
        _prepare()
        code = call_on_large_stack(lambda: _work(channel, desk, memory))
    except (BrokenPipeError, ConnectionError):
        code = 0  # the server wants no more of it
    finally:
        os._exit(code)


def _prepare() -> None:
    die_with_parent()
    _silence_engine()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _silence_engine() -> None:
    """Keep the engine's backtrace out of the log where memory runs out; ours still arrive there."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding="utf-8", errors="replace")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)


def _work(channel: socket.socket, desk: Desk, memory: int) -> int:
    _limit_memory(memory)  # after the stack was made, which takes none of it
    work(channel, desk)
    return 0


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent ends, where the kernel can (Linux)."""
    if sys.platform != "linux":
        return
    import ctypes

    parent = os.getppid()
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


def _limit_memory(most: int) -> None:
    """Allow a worker so many bytes beyond what it shares with the template."""
    import resource

    with contextlib.suppress(OSError, ValueError):
        used = _data_size()
        limit = used + most
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")


def _data_size() -> int:
    """Return the bytes that count towards RLIMIT_DATA."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
