"""The processes that tests start: none of them outlives the tests."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_MARK: Final = "ATTACHGRAPH_TESTS"
#: Seconds for what is just ending, on a machine with much else to do.
PATIENCE = 30.0
#: Python starts it for itself, and it ends with Python.
_OF_PYTHON: Final = "multiprocessing.resource_tracker"


def mark_children() -> None:
    """Give every program that is started from here a mark, by which it is found again."""
    os.environ[_MARK] = f"{os.getpid()}"


def end_children() -> list[str]:
    """End the processes that were started from here and still live; return what they run."""
    until = time.monotonic() + PATIENCE
    while (alive := dict(_alive())) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return list(alive.values())


def children(pid: int) -> list[int]:
    """Return the processes that any thread of a process has started."""
    found = list[int]()
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):  # a thread that has just ended
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def has_ended(pid: int, seconds: float = 60) -> bool:
    """Wait until a process does nothing any more."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if _state(Path(f"/proc/{pid}")) in {"gone", "Z"}:
            return True
        time.sleep(0.02)
    return False


def is_computing(pid: int) -> bool:
    """Tell whether a thread of a process computes, or waits only to do so, at this moment."""
    return any(_state(task) == "R" for task in Path(f"/proc/{pid}/task").glob("*"))


def _state(folder: Path) -> str:
    try:
        return (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return "gone"


def _alive() -> Iterator[tuple[int, str]]:
    """Yield programs below this one, and those whose parent has ended (Linux tells).

    A copy of this process is a worker that is kept for queries: it ends with the process.
    """
    ours = f"{_MARK}={os.getpid()}".encode()
    own = Path("/proc/self/cmdline").read_bytes()
    for folder in Path("/proc").glob("[0-9]*"):
        # Others may not be looked at, and one that has just ended says nothing.
        with contextlib.suppress(OSError):
            parent = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            is_ours = ours in (folder / "environ").read_bytes().split(b"\0")
            line = (folder / "cmdline").read_bytes()
            words = line.replace(b"\0", b" ").decode(errors="replace")
            below = is_ours or int(parent) == os.getpid()
            if below and words and line != own and _OF_PYTHON not in words:
                yield int(folder.name), words.strip()


def address_in(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    """Wait until a scheduler of Dask has written all of its file, and return its address."""
    while scheduler.poll() is None:
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
            return address
        time.sleep(0.05)
    raise AssertionError("the scheduler has ended")
