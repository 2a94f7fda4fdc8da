"""The time that one document may take, looked at between one step of the work and the next.

In: a number of seconds. Out: an error where they have passed. A build ends a process that hangs; who
calls from Python has no process to spare, and gets a message instead.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError

#: Seconds for one document, far above what any page takes.
TIME_LIMIT: Final = 30.0
_ends: ContextVar[tuple[float, float, str] | None] = ContextVar("ends", default=None)


@contextmanager
def limited(name: str, seconds: float = TIME_LIMIT) -> Generator[None]:
    """Give the work inside so many seconds, unless work around it has been given fewer."""
    given = _ends.get()
    token = None
    if given is None:
        token = _ends.set((time.monotonic() + seconds, seconds, name))
    try:
        yield
    finally:
        if token is not None:
            _ends.reset(token)


@contextmanager
def uncollected() -> Generator[None]:
    """Let the collector of circles wait until one document is done.

    Nothing of a document is a circle. To look for some again and again, among all that a long one
    is made of, takes more than its share of time the longer it is.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def check_time() -> None:
    """Stop where the time has passed."""
    given = _ends.get()
    if given is not None and time.monotonic() > given[0]:
        raise InputError(**refusal("too-slow", limit=f"{given[1]:g}"), where=given[2])
