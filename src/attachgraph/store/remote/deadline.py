"""One time limit over everything that a request does.

In: seconds. Out: how many are left, and an end to whatever waits when none are. Time limits of
sockets begin again with each byte; a server that sends one byte a second would never run into them.
A reader who pauses costs nothing: only the time between :meth:`Deadline.resume` and
:meth:`Deadline.pause` counts.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from attachgraph.errors import QueryTimeout

#: A little later than the waits that have a limit of their own, so that these speak first.
_GRACE: Final = 0.05


class Deadline:
    """Time that may be spent on waiting."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._spent = 0.0
        self._since: float | None = time.monotonic()
        self._timer: threading.Timer | None = None

    @property
    def left(self) -> float | None:
        """Seconds that are left; never below zero."""
        if self.seconds is None:
            return None
        running = 0.0 if self._since is None else time.monotonic() - self._since
        return max(0.0, self.seconds - self._spent - running)

    @property
    def passed(self) -> bool:
        """Whether there is nothing left."""
        left = self.left
        return left is not None and left <= 0

    def pause(self) -> None:
        """Stop counting: what comes next is not the server's time."""
        if self._since is not None:
            self._spent += time.monotonic() - self._since
            self._since = None

    def resume(self) -> None:
        """Count again."""
        if self._since is None:
            self._since = time.monotonic()

    def within(self, most: float) -> float:
        """Return a wait that ends with the limit."""
        left = self.left
        return most if left is None else min(most, left)

    def watch(self, stop: Callable[[], object]) -> None:
        """Call a function when the limit is reached, from another thread."""
        self.forget()
        left = self.left
        if left is None:
            return

        def fire() -> None:
            if self._timer is not timer:
                return
            if self.passed and self._since is not None:
                stop()
            else:
                self.watch(stop)

        timer = threading.Timer(max(left, 0.2) + _GRACE, fire)
        timer.daemon = True
        self._timer = timer
        timer.start()

    def forget(self) -> None:
        """Stop watching."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def error(self, where: str) -> QueryTimeout:
        """Say that the limit was reached."""
        return QueryTimeout(
            f"the answer was not whole after {self.seconds:g} seconds, the time limit",
            where=where,
            fix="ask for less (LIMIT, fewer patterns), or raise the limit: --timeout, timeout=…",
        )
