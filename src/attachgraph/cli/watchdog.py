"""Stop a command that works in the engine: at its time limit, or at Ctrl-C.

The engine cannot be interrupted, and a signal of the keyboard reaches Python only when the engine
returns. So a second thread watches, and ends the whole process: a command owns its process.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Final, NoReturn, Self, TypeVar

import click

_Item = TypeVar("_Item")

_TICK: Final = 0.05
_AT_ONCE: Final = 256


class Watchdog:
    """Watch the engine while it works.

    Only the time within :meth:`working` counts; a reader that pauses costs nothing.
    """

    def __init__(self, limit: float | None, most: int | None = None) -> None:
        self._limit = limit
        self._most = most
        self._size = 0
        self._spent = 0.0
        self._since: float | None = None
        self._signals, self._wakeup = os.pipe()
        os.set_blocking(self._wakeup, False)
        self._before = -1
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._cleanups: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        # Python writes a byte here as soon as a signal comes, even while the engine works.
        if self._most is not None:
            from attachgraph.store.memory import resident_bytes

            self._size = resident_bytes()
        self._before = signal.set_wakeup_fd(self._wakeup, warn_on_full_buffer=False)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        signal.set_wakeup_fd(self._before)
        self._ended.set()
        os.write(self._wakeup, b"\0")  # it need not wait for its next tick
        self._thread.join()
        os.close(self._signals)
        os.close(self._wakeup)

    def on_stop(self, cleanup: Callable[[], object]) -> None:
        """Call a function before the process is ended from here."""
        self._cleanups.append(cleanup)

    @contextlib.contextmanager
    def working(self) -> Generator[None, None, None]:
        """Count the time of what is done within as the engine's."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            began, self._since = self._since, None
            self._spent += time.monotonic() - began

    def over(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Yield what the engine computes, and count only its time."""
        iterator = iter(items)
        while True:
            with self.working():
                batch = list(islice(iterator, _AT_ONCE))
            if not batch:
                return
            yield from batch

    def _watch(self) -> None:
        while not self._ended.is_set():
            signalled = bool(select.select([self._signals], [], [], _TICK)[0])
            since = self._since
            if signalled:
                interrupted = signal.SIGINT in os.read(self._signals, 64)
                # While Python works, its own KeyboardInterrupt does what is needed.
                if interrupted and since is not None:
                    self._stop("interrupted", 130)
            if since is not None:
                self._check_memory()
            if since is None or self._limit is None:
                continue
            if self._spent + time.monotonic() - since > self._limit:
                self._stop(
                    f"{click.style('error:', fg='red', bold=True)} the query was stopped after "
                    f"{self._limit:g} seconds, its time limit\n"
                    "Fix: ask for less (LIMIT, fewer patterns), or raise the limit: --timeout",
                    3,
                )

    def _check_memory(self) -> None:
        """End the process before it takes the memory of others."""
        if self._most is None:
            return
        from attachgraph.store.memory import resident_bytes

        if resident_bytes() - self._size > self._most:
            self._stop(
                f"{click.style('error:', fg='red', bold=True)} the query was stopped when it "
                f"needed {self._most / 1e9:.1f} GB of memory, its limit\n"
                "Fix: ask for less: LIMIT, no ORDER BY or DISTINCT over everything",
                3,
            )

    def _stop(self, message: str, code: int) -> NoReturn:
        """End the process from this thread; nothing else can, while the engine works."""
        try:
            for cleanup in self._cleanups:
                cleanup()
            sys.stdout.flush()
            click.echo(_damage(code) or message, err=True)
        finally:
            os._exit(code)


def _damage(code: int) -> str:
    """Say that a store is damaged, where that is why the engine came to no end."""
    from attachgraph.errors import InputError
    from attachgraph.store.embedded import find_damage

    found = find_damage() if code == InputError.exit_code else None
    return f"{click.style('error:', fg='red', bold=True)} {found}" if found else ""
