"""The folder in which the program keeps what it can make again.

In: nothing. Out: a folder that nobody but the user writes to. What else lies in it is somebody
else's: only what has a name of ours and our mark inside is ever removed.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder that the user or the system names for it."""
    named = os.environ.get("ATTACHGRAPH_CACHE")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "attachgraph"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "attachgraph"


def own_folder(*names: str) -> Path | None:
    """Make a folder in the cache; ``None`` where that cannot be done, or others could change it."""
    folder = cache_folder()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for part in ("", *names):
            folder /= part
            folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
            if _distrusted(folder):
                return None
    except (OSError, RuntimeError):  # nothing can be written, or there is no home
        return None
    return folder


def distrust() -> str:
    """Say why the cache folder is not used, if others could change what lies in it."""
    try:
        folder = cache_folder()
        reason = _distrusted(folder)
    except (OSError, RuntimeError):
        return ""
    return reason and (
        f"the cache folder {folder} is not used: {reason}, so its files cannot be trusted. "
        "Fix: name one of your own in ATTACHGRAPH_CACHE, or take the right to write from others"
    )


def _distrusted(folder: Path) -> str:
    state = folder.stat()
    if state.st_uid != os.geteuid():
        return "it belongs to another user"
    if state.st_mode & stat.S_IWOTH:
        return "everyone may write to it"
    if state.st_mode & stat.S_IWGRP and not _is_private(state.st_gid):
        return "others of its group may write to it"
    return ""


def _is_private(group: int) -> bool:
    """Return whether a group is the user's own, as many systems make one for each user."""
    import grp
    import pwd

    with suppress(KeyError):
        user, found = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(group)
        return found.gr_name == user and set(found.gr_mem) <= {user}
    return False


def tidy(
    folder: Path,
    pattern: str,
    is_ours: Callable[[Path], bool],
    remove: Callable[[Path], object],
    keep: int,
) -> None:
    """Leave the newest few of what has a name of ours and our mark inside."""
    found: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.iterdir():
            if re.fullmatch(pattern, path.name) and not path.is_symlink():
                with suppress(OSError):  # another process may just be removing it
                    if is_ours(path):
                        found.append((path.stat().st_mtime, path))
    found.sort(reverse=True)
    for _, path in found[keep:]:
        with suppress(OSError):
            remove(path)
