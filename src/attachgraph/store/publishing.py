"""Publish new stores on disk.

In: a folder, and a function that fills a store or a database that is full. Out: the store in its
place, by an exchange of folders, so that the target is a whole store at every moment
(``docs/decisions/0002-publish-by-rename.md``). Only what attachgraph has made and no process has
locked is removed or replaced; files of others stay.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph

from attachgraph.errors import InputError
from attachgraph.store.seal import MARKER, is_of_cache, is_ours, mark_unfinished, read_mark, seal
from attachgraph.store.swap import put_in_place

_SECONDS_OF_A_SWAP: Final = 1.0
#: Where a file system has no locks, what nobody has written to for so long is left over.
_SECONDS_OF_A_BUILD: Final = 86_400
#: The folders that a build keeps in its workplace, and the file.
_WORK: Final = ("shards", "store")
_LOADED: Final = "loaded"


def publish(
    path: str | Path, fill: Callable[[pyoxigraph.Store], object], *, cached: bool = False
) -> None:
    """Build a store next to a folder and put it in its place when it is complete.

    Until then, and if the process is killed at any moment, the old store answers. Folders that
    killed builds have left are removed.
    """
    target = Path(os.path.realpath(path))
    with _writing(path):
        _prepare(target, cached=cached)
        building, lock = _new_folder(target)
    try:
        _fill(building, fill)
        _finish(building, cached=cached)
        _put_in_place(building, target)
    except BaseException:
        clear(building)
        raise
    finally:
        os.close(lock)
    remove_if_unused(building)


@contextlib.contextmanager
def workplace(path: str | Path, *, cached: bool = False) -> Generator[Path]:
    """Lock the folder in which a build of a store keeps what it has done.

    It lies next to the store, always under the same name, and is removed when the work in it
    succeeds. What a killed build has left in it is there for the next one. Where another build of
    the same store is at work, the folder is a new one of no lasting name.
    """
    target = Path(os.path.realpath(path))
    with _writing(path):
        _prepare(target, cached=cached)
        folder = target.with_name(f".{target.name}.work")
        folder.mkdir(exist_ok=True)
        lock = _try_lock(folder)
        if lock is not None and not _claim(folder):
            os.close(lock)
            lock = None
        if lock is None:
            folder, lock = _new_folder(target)
    try:
        yield folder
        clear(folder)
    finally:
        os.close(lock)


def _claim(folder: Path) -> bool:
    """Mark an empty folder as ours; tell whether it is."""
    if not any(folder.iterdir()):
        mark_unfinished(folder)
    return read_mark(folder) is not None


def _try_lock(folder: Path) -> int | None:
    """Lock a folder, unless another process has it or is just removing it."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    try:
        with contextlib.suppress(FileNotFoundError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(lock), folder.stat()):
                return lock
    except BlockingIOError:
        pass
    except OSError:
        return lock  # some network file systems have no such locks
    os.close(lock)
    return None


def publish_database(path: str | Path, database: Path, *, cached: bool = False) -> None:
    """Put a database that is complete in the place of a store."""
    target = Path(os.path.realpath(path))
    _finish(database, cached=cached)
    lock = os.open(database, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        building = _new_name(target)
        database.rename(building)
        try:
            _put_in_place(building, target)
        except BaseException:
            with contextlib.suppress(OSError):
                building.rename(database)
            raise
    finally:
        os.close(lock)
    remove_if_unused(building)


@contextlib.contextmanager
def _writing(path: str | Path) -> Generator[None]:
    """Say which folder could not be written."""
    try:
        yield
    except OSError as error:
        fix = "choose a folder that you may write to"
        raise InputError(f"cannot write: {error.strerror}", where=str(path), fix=fix) from error


def _prepare(target: Path, *, cached: bool) -> None:
    """Make sure that a store can be put there, and remove what killed builds have left."""
    _refuse_to_overwrite(target, cached=cached)
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    for folder in (*_siblings(target, "building"), *_siblings(target, "old")):
        remove_if_unused(folder)


def _refuse_to_overwrite(target: Path, *, cached: bool) -> None:
    """Refuse to replace what is not ours: a wrong path must not cost anybody a folder."""
    if not target.exists():
        return
    problem = _what_is_there(target, cached=cached)
    if problem:
        fix = "choose another folder, or remove this one yourself"
        raise InputError(f"{problem}, and it is not overwritten", where=str(target), fix=fix)


def _what_is_there(target: Path, *, cached: bool) -> str:
    """Say what would be lost if a store were put there; ``""`` if nothing that is not ours."""
    if not target.is_dir():
        return "this is a file"
    names = {path.name for path in target.iterdir()}
    if not names:
        return ""
    # A cache has names of its own: what has one, and a seal that cannot be read, is damaged.
    is_known = is_of_cache(target, damaged=True) if cached else read_mark(target) is not None
    if MARKER not in names or not is_known:
        return "this is a folder that attachgraph did not write"
    foreign = {name for name in names if not is_ours(name)}
    return f"the folder holds {min(foreign)}, which attachgraph did not write" if foreign else ""


def _new_folder(target: Path) -> tuple[Path, int]:
    """Make the folder to build in, and lock it: the lock ends with the process."""
    while True:
        building = _new_name(target)
        building.mkdir()
        # Until it is locked, another build may take it for a leftover.
        lock = _try_lock(building)
        if lock is not None:
            mark_unfinished(building)
            return building, lock


def _new_name(target: Path) -> Path:
    return target.with_name(f".{target.name}.building-{secrets.token_hex(4)}")


def _fill(building: Path, fill: Callable[[pyoxigraph.Store], object]) -> None:
    """Fill a store."""
    store = pyoxigraph.Store(os.fspath(building))
    fill(store)
    # Few large files: each query opens fewer, and a copy of the folder is quick.
    store.optimize()
    store.flush()


def _finish(building: Path, *, cached: bool) -> None:
    """Bring a store to the disk, whole, and write down what it is made of."""
    # Opened once more, it cannot be open for writing any longer: nothing changes after this.
    quads = len(pyoxigraph.Store.read_only(os.fspath(building)))
    seal(building, quads, cached=cached)
    for file in building.iterdir():
        _sync(file)
    _sync(building)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_in_place(building: Path, target: Path) -> None:
    """Give the target the new store; `building` holds the old one afterwards, or is gone."""
    put_in_place(
        building, target, aside=target.with_name(building.name.replace(".building-", ".old-"))
    )
    _sync(target.parent)


# ---------------------------------------------------------------- what is left over


def recover(target: Path) -> None:
    """Bring the old store back if a build was killed between the two renames of the fallback."""
    deadline = time.monotonic() + _SECONDS_OF_A_SWAP
    while not target.exists() and (old := [*filter(_is_whole, _siblings(target, "old"))]):
        if time.monotonic() > deadline:
            newest = max(old, key=lambda folder: folder.stat().st_mtime)
            with contextlib.suppress(OSError):
                newest.rename(target)
            return
        time.sleep(_SECONDS_OF_A_SWAP / 20)


def _is_whole(folder: Path) -> bool:
    mark = read_mark(folder)
    return mark is not None and not mark.is_unfinished


def _siblings(target: Path, kind: str) -> Iterator[Path]:
    """Yield the hidden folders of one kind that belong to a target."""
    pattern = re.compile(rf"{re.escape(f'.{target.name}.{kind}-')}[0-9a-f]{{8}}")
    if target.parent.is_dir():
        yield from (path for path in target.parent.iterdir() if pattern.fullmatch(path.name))


def remove_if_unused(folder: Path) -> None:
    """Remove a folder of ours unless somebody builds in it or still reads it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        clear(folder)
    except BlockingIOError:
        pass
    except OSError:  # no locks here
        if time.time() - _last_written(folder) > _SECONDS_OF_A_BUILD:
            clear(folder)
    finally:
        os.close(descriptor)


def _last_written(folder: Path) -> float:
    times = [time.time()]
    with contextlib.suppress(OSError):
        times = [path.stat().st_mtime for path in (folder, *folder.rglob("*"))]
    return max(times)


def clear(folder: Path) -> None:
    """Remove what attachgraph has put into a folder of its own, and the folder if it is empty."""
    mark = read_mark(folder)
    if mark is not None:
        if mark.is_unfinished:
            for name in _WORK:
                shutil.rmtree(folder / name, ignore_errors=True)
            (folder / _LOADED).unlink(missing_ok=True)
        for path in folder.iterdir():
            # The mark goes last: while anything of ours is left, the folder can be recognised.
            if is_ours(path.name) and path.name != MARKER:
                with contextlib.suppress(OSError):
                    path.unlink()
        (folder / MARKER).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()
