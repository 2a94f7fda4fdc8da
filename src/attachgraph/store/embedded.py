"""Open stores on disk and in memory, and publish new ones.

In: a folder, or a function that fills a store. Out: a pyoxigraph store. A folder that is published
is an Oxigraph database with one more file, by which we know it as ours; any Oxigraph can open it.

A build fills a new folder beside the target and exchanges the two when it is complete, so that at
every moment the target is a whole store. ``docs/decisions/0002-publish-by-rename.md`` says why.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph

from attachgraph.errors import InputError, MissingError
from attachgraph.store.swap import try_exchange

#: The file that tells a store of ours from any other folder.
MARKER: Final = "attachgraph-store.json"

_MARK: Final = '{"format": "attachgraph-store/1"}\n'
_SECONDS_OF_A_SWAP: Final = 1.0


def open_memory(chunks: Iterable[bytes]) -> pyoxigraph.Store:
    r"""Load N-Quads into a store in memory.

    Examples
    --------
    >>> len(open_memory([b'<a:s> <a:p> "o"@en <a:g> .\n']))
    1
    """
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
    _refuse_what_is_no_store(folder)
    descriptor = _hold(folder)
    held = Path(f"/proc/self/fd/{descriptor}")
    try:
        # By its descriptor the folder is the same one even after it was exchanged; by its name, a
        # file that the engine opens later could be one of the new store. Only Linux has this.
        return pyoxigraph.Store.read_only(os.fspath(held if held.exists() else folder))
    except (OSError, RuntimeError) as error:
        os.close(descriptor)
        raise InputError(
            "the store is damaged or of another version of Oxigraph",
            where=str(path),
            fix=f"build it again: attachgraph build --store {path}",
        ) from error


def _refuse_what_is_no_store(folder: Path) -> None:
    """Say what is at a path, if it is no store."""
    _recover(folder)
    build = f"build it: attachgraph build --store {folder}"
    if not folder.exists():
        raise MissingError(
            "there is no such store", where=str(folder), fix=f"check the path, or {build}"
        )
    if not folder.is_dir():
        fix = f"a store is a folder; to load a file of RDF: attachgraph build {folder} --store DIR"
        raise InputError("this is a file, not a store", where=str(folder), fix=fix)
    if not (folder / "CURRENT").exists():
        empty = not any(folder.iterdir())
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
    """Tell whether a file is still the same: the number of a removed one goes to a new file."""
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


# ---------------------------------------------------------------- publishing


def publish(path: str | Path, fill: Callable[[pyoxigraph.Store], object]) -> None:
    """Build a store beside a folder and put it in its place when it is complete.

    Until then, and if the process is killed at any moment, the old store answers. Folders that
    killed builds have left behind are removed.
    """
    target = Path(os.path.realpath(path))
    with _writing(path):
        _prepare(target)
        building, lock = _new_folder(target)
    try:
        _fill(building, fill)
        _finish(building)
        _put_in_place(building, target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    finally:
        os.close(lock)
    _remove_if_unused(building)


@contextlib.contextmanager
def workplace(path: str | Path) -> Generator[Path]:
    """Lock the folder in which a build of a store keeps what it has done.

    It lies beside the store, always under the same name, and is removed when the work in it
    succeeds. What a killed build has left in it is there for the next one. Where another build of
    the same store is at work, the folder is a new one of no lasting name.
    """
    target = Path(os.path.realpath(path))
    with _writing(path):
        _prepare(target)
        folder = target.with_name(f".{target.name}.work")
        folder.mkdir(exist_ok=True)
        lock = _try_lock(folder)
        if lock is None:
            folder, lock = _new_folder(target)
    try:
        yield folder
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


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


def publish_database(path: str | Path, database: Path) -> None:
    """Put a database that is complete in the place of a store."""
    target = Path(os.path.realpath(path))
    _finish(database)
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
    _remove_if_unused(building)


@contextlib.contextmanager
def _writing(path: str | Path) -> Generator[None]:
    """Say which folder could not be written."""
    try:
        yield
    except OSError as error:
        fix = "choose a folder that you may write to"
        raise InputError(f"cannot write: {error.strerror}", where=str(path), fix=fix) from error


def _prepare(target: Path) -> None:
    """Make sure that a store can be put there, and remove what killed builds have left."""
    _refuse_to_overwrite(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    _remove_leftovers(target)


def _refuse_to_overwrite(target: Path) -> None:
    """Refuse to replace what is not ours: a wrong path must not cost anybody a folder."""
    if not target.exists():
        return
    if target.is_dir() and ((target / MARKER).is_file() or not any(target.iterdir())):
        return
    kind = "a folder that attachgraph did not write" if target.is_dir() else "a file"
    fix = "choose another folder, or remove this one yourself"
    raise InputError(f"this is {kind}, and it is not overwritten", where=str(target), fix=fix)


def _new_folder(target: Path) -> tuple[Path, int]:
    """Make the folder to build in, and lock it: the lock ends with the process."""
    while True:
        building = _new_name(target)
        building.mkdir()
        lock = os.open(building, os.O_RDONLY | os.O_DIRECTORY)
        with contextlib.suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        if building.exists():  # between the two, another build may have taken it for a leftover
            return building, lock
        os.close(lock)


def _new_name(target: Path) -> Path:
    import secrets

    return target.with_name(f".{target.name}.building-{secrets.token_hex(4)}")


def _fill(building: Path, fill: Callable[[pyoxigraph.Store], object]) -> None:
    """Fill a store."""
    store = pyoxigraph.Store(os.fspath(building))
    fill(store)
    # Few large files: each query opens fewer, and a copy of the folder is quick.
    store.optimize()
    store.flush()


def _finish(building: Path) -> None:
    """Mark a store as ours and bring it to the disk, whole."""
    (building / MARKER).write_text(_MARK, encoding="utf-8")
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
    try:
        building.rename(target)  # enough where there is nothing, or an empty folder
    except OSError:
        if not try_exchange(building, target):
            old = target.with_name(building.name.replace(".building-", ".old-"))
            target.rename(old)
            building.rename(target)
            old.rename(building)
    _sync(target.parent)


def _recover(target: Path) -> None:
    """Bring the old store back if a build was killed between the two renames of the fallback."""
    deadline = time.monotonic() + _SECONDS_OF_A_SWAP
    while not target.exists() and any(_siblings(target, "old")):
        if time.monotonic() > deadline:
            newest = max(_siblings(target, "old"), key=lambda folder: folder.stat().st_mtime)
            with contextlib.suppress(OSError):
                newest.rename(target)
            return
        time.sleep(_SECONDS_OF_A_SWAP / 20)


def _siblings(target: Path, kind: str) -> Iterator[Path]:
    """Yield the hidden folders of one kind that belong to a target."""
    prefix = f".{target.name}.{kind}-"
    if target.parent.is_dir():
        yield from (path for path in target.parent.iterdir() if path.name.startswith(prefix))


def _remove_leftovers(target: Path) -> None:
    """Remove what killed builds have left, and old stores that nobody reads any more."""
    for folder in (*_siblings(target, "building"), *_siblings(target, "old")):
        _remove_if_unused(folder)


def _remove_if_unused(folder: Path) -> None:
    """Remove a folder unless somebody builds in it or still reads it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return
    except OSError:
        pass  # no locks here: it can only be ours
    shutil.rmtree(folder, ignore_errors=True)
    os.close(descriptor)
