"""Put something in the place of standard streams that are closed.

In: nothing. Out: three streams that are there. Python has ``None`` for a closed one, and the system
gives its number to the next file that is opened: what a library writes to it would go there.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Final

from attachgraph.errors import UsageError

_NAMES: Final = ("stdin", "stdout", "stderr")
#: Opened the wrong way round, so that anyone who uses it is told; of stderr, nobody can be told.
_WAYS: Final = (os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)
_closed: Final[set[str]] = set()


def mend_streams() -> None:
    """Open what is closed, so that using it is an error of the system, and an open file is none."""
    for number, (name, way) in enumerate(zip(_NAMES, _WAYS, strict=True)):
        if getattr(sys, name) is not None:
            continue
        # The system gives the lowest number that is free: that of the closed one.
        file = os.fdopen(os.open(os.devnull, way), "w" if number else "r", encoding="utf-8")
        setattr(sys, name, file)
        _closed.add(name)


def closed_stream(error: BaseException) -> UsageError | None:
    """Say that a standard stream is closed, if that is what an error comes from."""
    if not isinstance(error, OSError) or error.errno != errno.EBADF or not _closed:
        return None
    fixes = {
        "stdout": ("output", "send it somewhere, or name a file: --output FILE"),
        "stdin": ("input", "give it something to read, or name a file"),
    }
    name = "stdout" if "stdout" in _closed else "stdin"
    if name == "stdout":  # Python flushes it once more at its end, and would complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    kind, fix = fixes[name]
    return UsageError(f"standard {kind} is closed", fix=fix)
