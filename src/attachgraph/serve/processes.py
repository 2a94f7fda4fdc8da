"""What the server asks the system about its workers.

In: a process number. Out: processor time, or a lower priority. Linux tells the time of any process
in under a microsecond; where a system does not, the caller has to go by the clock.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import Final

#: The clock of a process, as clock_getcpuclockid(3) of Linux makes it: CPUCLOCK_SCHED.
_CLOCK: Final = 2


def processor_seconds(pid: int) -> float | None:
    """Return how much of the processor a process has used.

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


def kill(pid: int) -> None:
    """End a process at once."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
