"""What the workers of these tests do: what the request says."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING, Any

from attachgraph.errors import UsageError

if TYPE_CHECKING:
    from attachgraph.processes.child import Handle, Put


def do(request: Any, put: Put) -> None:
    """Answer, or misbehave."""
    word, value = request
    match word:
        case "echo":
            put(b"D", value)
        case "exit":
            os._exit(value)
        case "sleep":
            time.sleep(value)
        case "spin":
            re.fullmatch(r"(a|a)*b", "a" * 64)  # in C, where no Python code gets a turn
        case "grow":
            taken = []
            while True:
                taken.append(bytearray(value))
        case "recurse":
            _descend(value)
    put(b"E", str(os.getpid()).encode())


def _descend(depth: int) -> Any:
    """Nest calls of C in each other, which takes the stack and not the counter of Python."""
    return max(map(_descend, [depth - 1]), default=0) if depth else 0


def open_doing(*, word: str = "") -> tuple[Handle, Any]:
    """Open nothing, or fail to."""
    if word == "refuse":
        raise UsageError("this is refused", where="here", fix="ask for something else")
    if word == "die":
        os._exit(3)
    return do, {"opened by": os.getpid()}
