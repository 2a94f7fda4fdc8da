"""How much memory this process holds.

In: nothing. Out: bytes, as the system counts them.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import Final

_STATE: Final = Path("/proc/self/statm")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_KILO: Final = 1 if sys.platform == "darwin" else 1024


def resident_bytes() -> int:
    """Count what this process holds in memory now.

    Examples
    --------
    >>> resident_bytes() > 1_000_000
    True
    """
    try:
        return int(_STATE.read_bytes().split()[1]) * _PAGE
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILO
