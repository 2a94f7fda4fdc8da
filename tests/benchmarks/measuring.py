"""Take times and memory, and put them side by side.

In: things to run. Out: seconds, megabytes, ratios, and rows for the table.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

__all__ = [
    "Peak",
    "Row",
    "attachgraph",
    "cpu_seconds",
    "exponent",
    "geometric_mean",
    "interleaved",
    "processes",
    "resident",
    "spell",
]

_Key = TypeVar("_Key")
_RUNS: Final = 9


class Row(NamedTuple):
    """A line of the table.

    Attributes
    ----------
    what : str
        What was measured.
    measured : str
        The figure.
    beside : str
        What was measured in the same run, to compare.
    ratio : str
        The two, one divided by the other.
    aim : str
        What we want the ratio, or the figure, to be.
    """

    what: str
    measured: str
    beside: str = ""
    ratio: str = ""
    aim: str = ""


def interleaved(
    works: Mapping[_Key, Callable[[], object]], *, rounds: int = 7, least: float = 0.02
) -> dict[_Key, float]:
    """Time several things in turns, so that a busy moment of the machine meets all of them.

    Parameters
    ----------
    works : mapping of any key to callable
        What to run.
    rounds : int
        How often each has its turn.
    least : float
        Seconds that a turn takes at least; fast things are repeated.

    Returns
    -------
    dict
        Seconds for one run of each: the median of the better half of its turns.
    """
    repeats = {}
    for key, work in works.items():
        work()
        taken = max(_time(work, 1), 1e-7)
        repeats[key] = max(1, math.ceil(least / taken))
    turns: dict[_Key, list[float]] = {key: [] for key in works}
    for _ in range(rounds):
        for key, work in works.items():
            turns[key].append(_time(work, repeats[key]))
    return {
        key: statistics.median(sorted(taken)[: rounds // 2 + 1]) for key, taken in turns.items()
    }


def _time(work: Callable[[], object], repeats: int) -> float:
    began = time.perf_counter()
    for _ in range(repeats):
        work()
    return (time.perf_counter() - began) / repeats


def cpu_seconds(work: Callable[[], object]) -> float:
    """Take the processor time of something.

    Parameters
    ----------
    work : callable
        What to run.

    Returns
    -------
    float
        Seconds, the best of three.
    """
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def processes(commands: Mapping[str, list[str]], runs: int = _RUNS) -> dict[str, float]:
    """Time commands in processes of their own, in turns, after one warm-up.

    Parameters
    ----------
    commands : mapping of str to list of str
        What to run.
    runs : int
        How often.

    Returns
    -------
    dict
        The median of the wall times, in seconds.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if run:
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in taken.items()}


def geometric_mean(values: Iterable[float]) -> float:
    """Average ratios.

    Parameters
    ----------
    values : iterable of float
        Positive.

    Returns
    -------
    float
        Their geometric mean.
    """
    return statistics.geometric_mean(values)


def exponent(sizes: Iterable[float], values: Iterable[float]) -> float:
    """Say how something grows: 0 not at all, 1 with the size, 2 with its square.

    Parameters
    ----------
    sizes, values : iterable of float
        Positive, of the same length.

    Returns
    -------
    float
        The slope of the line through their logarithms.
    """
    points = [(math.log(size), math.log(value)) for size, value in zip(sizes, values, strict=True)]
    xs, ys = zip(*points, strict=True)
    return statistics.linear_regression(xs, ys).slope


def spell(seconds: float) -> str:
    """Write a time as people read it.

    Parameters
    ----------
    seconds : float
        Any time.

    Returns
    -------
    str
        In seconds, milliseconds or microseconds.
    """
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1e3:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} μs"


def attachgraph() -> str:
    """Find the command.

    Returns
    -------
    str
        The path of the one in this environment.
    """
    return str(Path(sys.executable).with_name("attachgraph"))


def resident() -> float:
    """Look how much memory this process holds.

    Returns
    -------
    float
        Megabytes; 0 where the system does not tell.
    """
    return _proportional("self") / 1000


class Peak:
    """What a process and all below it took together.

    Attributes
    ----------
    megabytes : float
        The largest memory; what is shared is counted in shares.
    """

    def __init__(self) -> None:
        self.megabytes = 0.0
        # Workers are killed, and what is killed so is in no account of their parents.
        self._processor: dict[int, float] = {}

    @property
    def processor(self) -> float:
        """Processor seconds of all these processes, as far as they were looked at."""
        return sum(self._processor.values())

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Look ten times a second until the process ends.

        Parameters
        ----------
        process : subprocess.Popen
            It is running.
        """
        done = threading.Event()
        watcher = threading.Thread(target=self._look, args=(process.pid, done))
        watcher.start()
        process.wait()
        done.set()
        watcher.join()

    def _look(self, pid: int, done: threading.Event) -> None:
        while not done.wait(0.1):
            pids = [pid, *_below(pid)]
            self.megabytes = max(self.megabytes, sum(map(_proportional, pids)) / 1000)
            for each in pids:
                self._processor[each] = max(_ticks(each), self._processor.get(each, 0.0))


def _below(pid: int) -> list[int]:
    """List the children of a process, and theirs: a worker is a child of a fork server."""
    children = _children(pid)
    return [*children, *(below for child in children for below in _below(child))]


def _ticks(pid: int) -> float:
    """Return the processor seconds of a process so far."""
    try:
        after = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after[11]) + int(after[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    try:
        tasks = sorted(path.name for path in Path(f"/proc/{pid}/task").iterdir())
        texts = [
            Path(f"/proc/{pid}/task/{task}/children").read_text(encoding="ascii") for task in tasks
        ]
    except OSError:
        return []
    return [int(child) for text in texts for child in text.split()]


def _proportional(pid: int | str) -> float:
    """Return the kilobytes of a process, with what it shares counted in shares."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
