"""Show how far a build is: a bar on a terminal, now and then a line elsewhere.

In: the progress that a build tells. Out: writing on stderr.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from attachgraph.building import Progress

_SECONDS_BETWEEN_LINES: Final = 5.0
_MINUTE: Final = 60


def show_line(words: str = "") -> None:
    """Write one line over the last, on a terminal only; without words it goes away."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{words}", err=True, nl=False)


@contextmanager
def show_progress(*, quiet: bool) -> Generator[Callable[[Progress], None]]:
    """Show progress while a build runs."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bars() as tell:
            yield tell
    else:
        yield _Lines()


@contextmanager
def _bars() -> Generator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}
        rates: dict[str, _Rate] = {}

        def tell(progress: Progress) -> None:
            if progress.step not in tasks:
                tasks[progress.step] = bars.add_task(progress.step, total=progress.total, rate="")
                rates[progress.step] = _Rate()
            rate = rates[progress.step].of(progress)
            bars.update(
                tasks[progress.step],
                completed=progress.done,
                rate=f"{rate:,.0f} documents/s" if rate else "",
            )

        yield tell


class _Rate:
    """Documents per second since a step began, without those that an earlier run had done."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def of(self, progress: Progress) -> float:
        """Return the rate; 0 while it is too early to tell."""
        taken = time.monotonic() - self._start
        return (progress.done - progress.kept) / taken if taken > 1 else 0.0


class _Lines:
    """Writes a line every few seconds: for logs, where a bar would be thousands of lines."""

    def __init__(self) -> None:
        self._step = ""
        self._next = 0.0
        self._rate = _Rate()

    def __call__(self, progress: Progress) -> None:
        """Tell, if the time has come."""
        now = time.monotonic()
        if progress.step != self._step:
            self._step, self._next, self._rate = (
                progress.step,
                now + _SECONDS_BETWEEN_LINES,
                _Rate(),
            )
        if now < self._next:
            return
        self._next = now + _SECONDS_BETWEEN_LINES
        line = f"{progress.step}: {progress.done:,} of {progress.total:,} documents"
        if rate := self._rate.of(progress):
            left = (progress.total - progress.done) / rate
            line += f", {rate:,.0f} a second, {_duration(left)} left"
        click.echo(line, err=True)


def _duration(seconds: float) -> str:
    """Word a time, such as 42 s or 2 min 10 s."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
