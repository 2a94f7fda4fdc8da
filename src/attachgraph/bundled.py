"""The bundled dataset, ready to be asked.

In: the files that ship with the package. Out: a store. Building it takes a second or two, so the
result is kept in the user's cache folder under a name made from the files it was built from; where
nothing can be written it is built in memory.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attachgraph.errors import AttachGraphError, InputError
from attachgraph.resources import resource_root

if TYPE_CHECKING:
    import pyoxigraph

_KEPT: Final = 3


def cache_folder() -> Path:
    """Return the folder where the built dataset is kept."""
    named = os.environ.get("ATTACHGRAPH_CACHE")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "attachgraph"
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "attachgraph"


def index_file(key: str) -> Path:
    """Return the file in which the index of words of a store is kept."""
    return cache_folder() / "search" / f"{key}.sqlite"


def fingerprint() -> str:
    """Name the state of the files and of the code that the dataset is built from."""
    root = resource_root()
    digest = hashlib.sha256()
    for folder in (root / "ontology", root / "data", Path(__file__).resolve().parent):
        pending = [os.fspath(folder)]
        while pending:
            for entry in sorted(os.scandir(pending.pop()), key=lambda item: item.name):
                if entry.is_dir():
                    if entry.name not in {"__pycache__", "_shipped", "views"}:
                        pending.append(entry.path)
                elif not entry.name.endswith(".pyc"):
                    state = entry.stat()
                    digest.update(f"{entry.path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def bundled_store() -> pyoxigraph.Store:
    """Open the bundled dataset."""
    try:
        return _cached(cache_folder() / fingerprint())
    except (OSError, RuntimeError, AttachGraphError):
        from attachgraph.building import build_in_memory

        return build_in_memory()


def _cached(folder: Path) -> pyoxigraph.Store:
    from attachgraph.store.embedded import open_store

    if not folder.is_dir():
        _build(folder)
    try:
        return open_store(folder)
    except InputError:
        # A cache may be thrown away: a damaged one is.
        shutil.rmtree(folder)
        _build(folder)
        return open_store(folder)


def _build(folder: Path) -> None:
    from attachgraph.building import build, collect

    folder.parent.mkdir(parents=True, exist_ok=True)
    build(collect([]), folder)
    _tidy(folder)


def _tidy(folder: Path) -> None:
    """Leave the newest few datasets; another version of the package may still use its own."""
    old = sorted(
        (
            path
            for path in folder.parent.iterdir()
            if path.is_dir() and path != folder and len(path.name) == len(folder.name)
        ),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    for path in old[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def open_store(store: str | os.PathLike[str] | None = None) -> pyoxigraph.Store:
    """Open a store as pyoxigraph has it.

    Examples
    --------
    >>> len(open_store()) > 0
    True
    """
    if store is None:
        return bundled_store()
    from attachgraph.remote.address import is_address

    if is_address(store):
        from attachgraph.remote.endpoint import RemoteStore

        return RemoteStore(str(store)).local
    from attachgraph.store import embedded

    return embedded.open_store(Path(store))
