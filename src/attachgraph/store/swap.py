"""Put one folder in the place of another, in one step.

In: two paths on one file system. Out: the folders exchanged. ``rename`` cannot replace a folder
that holds something; Linux and macOS can exchange two folders, and this module calls that. Knows
nothing of what is in the folders.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2  # renameat2(2), Linux 3.15
_RENAME_SWAP: Final = 2  # renamex_np(2), macOS 10.12
#: The file system cannot do it, or the system call does not exist.
_CANNOT: Final = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}
#: How often somebody else may be quicker.
_TRIES: Final = 100


def try_exchange(left: Path, right: Path) -> bool:
    """Exchange two folders if the system can do it in one step."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(left), os.fsencode(right)
    try:
        if sys.platform == "darwin":
            code = libc.renamex_np(*paths, _RENAME_SWAP)
        else:
            code = libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    except AttributeError:
        return False
    if code == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), os.fspath(left))


def put_in_place(new: Path, target: Path, aside: Path) -> None:
    """Give the target the new folder; `new` holds the old one afterwards, or is gone.

    `aside` is the name of the old one where the system needs two steps.
    """
    for _ in range(_TRIES):
        with suppress(OSError):
            new.rename(target)  # enough where there is nothing, or an empty folder
            return
        # Since the last look, another process may have put something there or moved it aside.
        try:
            if try_exchange(new, target):
                return
            target.rename(aside)
        except FileNotFoundError:
            if not new.exists():
                raise
            continue
        try:
            new.rename(target)
        except OSError:
            with suppress(OSError):
                aside.rename(target)
            continue
        aside.rename(new)
        return
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), os.fspath(target))
