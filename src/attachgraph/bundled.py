"""The dataset that we work on, ready to be asked: the bundled one, or a folder of one's own.

In: the folder of the dataset. Out: a store. Building it takes a second or two, so the
result is kept in the user's cache folder under a name made from the files it was built from; where
nothing can be written it is built in memory.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import warnings
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attachgraph.cache import distrust, own_folder, tidy
from attachgraph.errors import AttachGraphError, InputError
from attachgraph.folder import ENTRIES, find_folder, stamp
from attachgraph.resources import resource_root

if TYPE_CHECKING:
    import pyoxigraph

_KEPT: Final = 5
_NAME: Final = r"bundled-[0-9a-f]{16}"
#: What a build of the dataset leaves in the cache when it is killed.
_LEFTOVER: Final = rf"\.{_NAME}\.(work|(building|old)-[0-9a-f]{{8}})"


def folder_of(store: str | os.PathLike[str] | None) -> Path | None:
    """Return the folder of a store; of a dataset folder, where its store is kept, if it can be."""
    if store is not None:
        return Path(store)
    kept = own_folder()
    return None if kept is None else kept / f"bundled-{fingerprint()}"


def index_file(key: str) -> Path | None:
    """Return the file in which the index of words of a store is kept, if it can be."""
    kept = own_folder("search") if key else None
    if kept is None:
        return None
    path = kept / f"{key}.sqlite"
    return path if path.exists() or os.access(kept, os.W_OK) else None


def fingerprint() -> str:
    """Name the state of the files and of the code that the dataset is built from."""
    root = resource_root()
    digest = hashlib.sha256()
    for folder in (root / "ontology", find_folder() / ENTRIES, Path(__file__).resolve().parent):
        pending = [os.fspath(folder)] if folder.is_dir() else []
        while pending:
            for entry in sorted(os.scandir(pending.pop()), key=lambda item: item.name):
                if entry.is_dir():
                    if entry.name not in {"__pycache__", "_shipped", "views"}:
                        pending.append(entry.path)
                elif not entry.name.endswith(".pyc"):
                    state = entry.stat()
                    digest.update(f"{entry.path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    folder = find_folder()
    tables = sorted(path.name for path in folder.iterdir() if path.is_file())
    digest.update(f"{folder}\0{stamp(folder, *tables)}".encode())
    return digest.hexdigest()[:16]


def bundled_store() -> pyoxigraph.Store:
    """Open the bundled dataset."""
    folder = folder_of(None)
    try:
        if folder is not None:
            return _cached(folder)
    except (OSError, RuntimeError, AttachGraphError):
        pass  # the disk may be full, or nobody may write to it
    from attachgraph.building import build_in_memory

    _warn()
    return build_in_memory()


@cache
def _warn() -> None:
    """Say once why the dataset is built again and again, if the user can change that."""
    if problem := distrust():
        warnings.warn(problem, stacklevel=3)


def _cached(folder: Path) -> pyoxigraph.Store:
    from attachgraph.store.embedded import open_store

    if not is_ready(folder):
        with _alone(folder.parent):
            if not is_ready(folder):  # another process may have built it meanwhile
                _build(folder)
    return open_store(folder)


def is_ready(folder: Path) -> bool:
    """Return whether the dataset is in the cache, and whole."""
    from attachgraph.store.embedded import check_store

    try:
        return folder.is_dir() and check_store(folder).is_cached
    except InputError:
        return False  # damaged, or of another format: what is in a cache can be made again


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Wait until no other process builds in the cache."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network file systems have no such locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _build(folder: Path) -> None:
    from attachgraph.building import build, collect

    build(collect([]), folder, cached=True)
    _tidy(folder.parent)


def _tidy(folder: Path) -> None:
    """Leave the newest few datasets; another version of the package may still use its own."""
    from attachgraph.store.publishing import remove_if_unused
    from attachgraph.store.seal import is_of_cache, read_mark

    tidy(folder, _NAME, is_of_cache, remove_if_unused, _KEPT)
    tidy(folder, _LEFTOVER, lambda path: read_mark(path) is not None, remove_if_unused, 0)


def open_store(store: str | os.PathLike[str] | None = None) -> pyoxigraph.Store:
    """Open a store as pyoxigraph has it."""
    if store is None:
        return bundled_store()
    from attachgraph.store import embedded

    return embedded.open_store(Path(store))
