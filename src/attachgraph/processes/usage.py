"""What processes use: memory and processor time, and how much of the processor they may have."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import time
from pathlib import Path
from typing import Final

_STATE: Final = Path("/proc/self/statm")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_KILO: Final = 1 if sys.platform == "darwin" else 1024
#: The clock of a process, as clock_getcpuclockid(3) of Linux makes it: CPUCLOCK_SCHED.
_CLOCK: Final = 2


def memory_in_use() -> int:
    """Count the bytes that this process holds now, without files that the system may drop.

    Examples
    --------
    >>> memory_in_use() > 1_000_000
    True
    """
    try:
        _, resident, shared, *_ = map(int, _STATE.read_bytes().split())
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILO
    return (resident - shared) * _PAGE


def data_size() -> int:
    """Count the bytes of this process that count towards RLIMIT_DATA; 0 where nobody counts."""
    try:
        return int(_STATE.read_bytes().split()[5]) * _PAGE
    except OSError:
        return 0


def processor_seconds(pid: int) -> float | None:
    """Return how much of the processor a process has used; Linux says so in a microsecond.

    Examples
    --------
    >>> processor_seconds(os.getpid()) != 0
    True
    """
    if sys.platform != "linux":
        return None
    try:
        return time.clock_gettime((~pid << 3) | _CLOCK)
    except OSError:
        return None


def give_way(pid: int, niceness: int) -> None:
    """Let a process have less of the processor while others want it."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, pid, niceness)
