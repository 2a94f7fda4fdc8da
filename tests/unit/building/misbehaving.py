"""Stand-ins for a reader that meets a document it cannot survive.

In: a document whose first word says what is to happen. Out: a shard, where it comes to that.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal

from attachgraph.building.compiling import Compiled, pack
from attachgraph.processes.child import Handle


def open_reader() -> tuple[Handle, None]:
    """Return what a worker does with a document: what the document says."""
    return (lambda document, put: put(b"D", _compile(*document))), None


def _compile(name: str, data: bytes) -> bytes:
    word = data.split()[0].decode()
    if word == "loop":
        while True:
            pass
    if word == "backtrack":
        re.fullmatch(r"(a|a)*b", "a" * 64)  # in C, where no Python code gets a turn
    if word == "segfault":
        ctypes.string_at(0)
    if word == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "once" and not os.path.exists(data.split()[1]):  # noqa: PTH110 -- a name in bytes
        os.close(os.open(data.split()[1], os.O_CREAT))
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "exit":
        os._exit(7)
    return pack(Compiled(name, 1), data)
