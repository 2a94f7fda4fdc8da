"""Name the state of everything that decides what a document becomes.

In: nothing. Out: a checksum of the code, the word lists and the ontology, the same on every machine
that has the same version. What one state compiled, no other may use.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph

from attachgraph.resources import resource_root

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_CODE: Final = ("reading", "extraction", "rdf", "model.py", "build/compiling.py")
_SUFFIXES: Final = frozenset(
    {".py", ".ttl", ".json", ".jsonld", ".csv", ".tsv", ".rq", ".md", ".yaml"}
)


@cache
def state() -> str:
    """Return the checksum of the code and of the shipped files."""
    digest = hashlib.sha256()
    # The tables of Unicode differ between versions of Python, the parsers of RDF between versions.
    digest.update(f"{sys.version_info[:2]} {pyoxigraph.__version__}\n".encode())
    for root, parts in ((_PACKAGE, _CODE), (resource_root(), ("ontology", "data"))):
        for file in _files(root, parts):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _files(root: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts:
        path = root / part
        if path.is_file():
            yield path
        else:
            yield from sorted(
                file for file in path.rglob("*") if file.is_file() and file.suffix in _SUFFIXES
            )
