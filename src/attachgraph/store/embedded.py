"""Open stores on disk and in memory.

In: a folder, or quads. Out: a pyoxigraph store. A folder that is published is an Oxigraph database
with one more file, which says what it is made of; any Oxigraph can open it to read.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph

from attachgraph.errors import InputError, MissingError
from attachgraph.folder import DESCRIPTION
from attachgraph.store.publishing import recover
from attachgraph.store.seal import MARKER, Seal, damage_error, first_changed, require_whole

#: Long enough for some gigabytes; who waits for a message waits no longer.
_SECONDS_TO_CHECK: Final = 5.0


def open_memory(chunks: Iterable[bytes]) -> pyoxigraph.Store:
    """Load N-Quads into a store in memory."""
    store = pyoxigraph.Store()
    for chunk in chunks:
        # In memory `load` is faster than `bulk_load`: 2.0 s against 4.2 s for 650,000 quads.
        store.load(chunk, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def open_store(path: str | Path) -> pyoxigraph.Store:
    """Open a store on disk, read-only.

    What is open stays whole when a new store is published in its place: the answer comes from the
    old one until it is opened again. To that end one file descriptor stays open for as long as the
    process lives.
    """
    folder = Path(path)
    held, descriptor = _hold_store(folder)
    try:
        known = require_whole(held, folder)
        store = pyoxigraph.Store.read_only(os.fspath(held))
    except (OSError, RuntimeError) as error:
        os.close(descriptor)
        raise InputError(
            "the store is damaged or of another version of Oxigraph",
            where=str(path),
            fix=f"build it again: attachgraph build --store {path}",
        ) from error
    except InputError:
        os.close(descriptor)
        raise
    _opened.append(_Opened(folder, held, known))
    return store


def check_store(path: str | Path, *, thorough: bool = False) -> Seal:
    """Refuse a folder that is not a store, or not the store that was published."""
    held, descriptor = _hold_store(Path(path))
    try:
        return require_whole(held, Path(path), thorough=thorough)
    finally:
        os.close(descriptor)


class _Opened(NamedTuple):
    """A store that this process has opened: as it was named, where it is, and what it was."""

    shown: Path
    held: Path
    seal: Seal


_opened: Final[list[_Opened]] = []


def find_damage() -> InputError | None:
    """Look whether an error of the engine comes from a store that changed while it was open."""
    for shown, held, known in reversed(_opened):
        # What somebody has removed as a whole is not the store that the engine reads now.
        damage = (held / MARKER).exists() and first_changed(held, known, _SECONDS_TO_CHECK)
        if damage:
            return damage_error(shown, damage)
    return None


def _hold_store(folder: Path) -> tuple[Path, int]:
    """Hold a store, so that it can be read whole whatever is published meanwhile."""
    _refuse_what_is_no_store(folder)
    descriptor = _hold(folder)
    held = Path(f"/proc/self/fd/{descriptor}")
    # By its descriptor the folder is the same one even after it was exchanged; by its name, a file
    # that the engine opens later could be one of the new store. Only Linux has this.
    return (held if held.exists() else folder), descriptor


def _refuse_what_is_no_store(folder: Path) -> None:
    """Say what is at a path, if it is not a store."""
    recover(folder)
    build = f"build it: attachgraph build --store {folder}"
    if not folder.exists():
        raise MissingError(
            "there is no such store", where=str(folder), fix=f"check the path, or {build}"
        )
    if not folder.is_dir():
        fix = f"a store is a folder; to load a file of RDF: attachgraph build {folder} --store DIR"
        raise InputError("this is a file, not a store", where=str(folder), fix=fix)
    if not (folder / "CURRENT").exists() and not (folder / MARKER).exists():
        empty = not any(folder.iterdir())
        if (folder / DESCRIPTION).exists():
            beside = f"attachgraph build --dataset {folder} --store my-store"
            raise InputError(
                "the folder is a dataset, not a store",
                where=str(folder),
                fix=f"build a store of it in another folder, and open that: {beside}",
            )
        problem = "the folder is empty" if empty else "the folder holds no store"
        raise InputError(problem, where=str(folder), fix=f"name the folder of a store, or {build}")
    writer = _writer(folder)
    if writer is not None:
        raise InputError(
            f"process {writer} is writing to the store",
            where=str(folder),
            fix="wait until it is done; attachgraph itself never writes to a published store",
        )


def _writer(folder: Path) -> int | None:
    """Return the process that has the database open for writing, where the system tells."""
    try:
        number = (folder / "LOCK").stat().st_ino
        locks = Path("/proc/locks").read_text(encoding="ascii")
    except OSError:
        return None
    # Asking for the lock itself would release it, if it were held by this very process.
    for line in locks.splitlines():
        fields = line.split()
        if "WRITE" in fields and fields[-3].split(":")[-1] == str(number):
            return int(fields[-4]) if _has_number(folder / "LOCK", number) else None
    return None


def _has_number(file: Path, number: int) -> bool:
    """Return whether a file is still the same: the number of a removed one goes to a new file."""
    with contextlib.suppress(OSError):
        return file.stat().st_ino == number
    return False


def _hold(folder: Path) -> int:
    """Open a folder and share its lock, so that nobody removes it while it is read."""
    while True:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        with contextlib.suppress(OSError):  # some network file systems have no such locks
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        # A publisher may have exchanged the folder while we waited for its lock.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), folder.stat()):
                return descriptor
        os.close(descriptor)
