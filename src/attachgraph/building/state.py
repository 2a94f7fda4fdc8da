"""Name the state of everything that decides what a document becomes.

In: nothing. Out: a checksum of the code, the word lists and the ontology, the same on every machine
that has the same version. What one state compiled, no other may use.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from attachgraph.errors import AttachGraphError
from attachgraph.folder import find_folder, stamp
from attachgraph.resources import resource_root

_PACKAGE: Final = Path(__file__).resolve().parent.parent
#: Whatever takes part in compiling a document; a test holds the list to the imports.
_CODE: Final = (
    *(
        "building/compiling.py",
        "diagnostics.py",
        "errors.py",
        "extraction",
        "model.py",
        "profile.py",
    ),
    *("evidence", "folder.py", "rdf", "reading", "resources.py"),
)
_PARSERS: Final = ("markdown-it-py", "pyoxigraph", "pyyaml", "selectolax")
_SUFFIXES: Final = frozenset(
    {".py", ".toml", ".ttl", ".json", ".jsonld", ".csv", ".tsv", ".rq", ".md", ".yaml"}
)


def state() -> str:
    """Return the checksum of the code, of the vocabulary and of the tables of the dataset."""
    folder = find_folder()
    tables = sorted(path.name for path in folder.iterdir() if path.suffix in _SUFFIXES)
    return _state(folder, stamp(folder, *tables))


@cache
def _state(folder: Path, tables: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256()
    names = tuple(name for name, *_ in tables)
    # The tables of Unicode differ between versions of Python, what is read between versions of the
    # parsers.
    versions = [metadata.version(name) for name in _PARSERS]
    digest.update(f"{sys.version_info[:2]} {versions}\n".encode())
    for root, parts in ((_PACKAGE, _CODE), (resource_root(), ("ontology",)), (folder, names)):
        for file in _files(root, parts):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _files(root: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts:
        path = root / part
        if not path.exists():
            # Left out in silence, its changes would go unseen, and old shards would be used again.
            raise AttachGraphError(
                "a part of the program is missing", where=str(path), fix="install attachgraph again"
            )
        if path.is_file():
            yield path
        else:
            yield from sorted(
                file for file in path.rglob("*") if file.is_file() and file.suffix in _SUFFIXES
            )
