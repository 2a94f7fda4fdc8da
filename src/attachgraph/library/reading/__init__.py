"""Read files of reference managers.

In: a file. Out: its publications as items of CSL-JSON with their places, and what could not be
read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from attachgraph.errors import InputError
from attachgraph.library.found import Found, Refused

Reader: TypeAlias = Callable[[str], Iterator[Found | Refused]]

_HERE: Final = "attachgraph.library.reading"
#: Name of a format to its reader and the endings of its files.
FORMATS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "bibtex": (f"{_HERE}.bibtex:read_bibtex", (".bib", ".bibtex", ".biblatex")),
    "ris": (f"{_HERE}.ris:read_ris", (".ris",)),
    "pubmed": (f"{_HERE}.pubmed:read_pubmed", (".nbib", ".medline")),
    "csljson": (f"{_HERE}.csljson:read_csljson", (".json", ".csljson")),
    "zotero": (f"{_HERE}.zotero:read_zotero", (".rdf",)),
}
_ENCODINGS: Final = ("utf-8-sig", "utf-16", "cp1252")


def format_of(path: Path) -> str | None:
    """Say which format a file has: by its ending, or by how it begins."""
    suffix = path.suffix.lower()
    named = [name for name, (_, suffixes) in FORMATS.items() if suffix in suffixes]
    if named or suffix not in {".txt", ""}:
        return named[0] if named else None
    start = read_text(path)[:2000].lstrip()
    signs = (("@", "bibtex"), ("TY  -", "ris"), ("PMID-", "pubmed"), ("[", "csljson"))
    return next((name for sign, name in signs if start.startswith(sign)), None)


def read_publications(path: Path, name: str) -> list[Found | Refused]:
    """Read a file in one of the formats."""
    module, _, function = FORMATS[name][0].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return list(reader(read_text(path)))


def read_text(path: Path) -> str:
    """Read a text in one of the encodings that reference managers write."""
    data = path.read_bytes()
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise InputError("the file is not text", where=str(path), fix="export it again as UTF-8")
