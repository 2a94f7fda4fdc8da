"""Find the documents that a person names: files, folders, globs and standard input.

In: paths as they were typed. Out: the documents that they lead to, each once, in an order that does not
depend on the order of the paths. Nothing is decoded here; only pipes are read, because they can be
read but once.
"""

from __future__ import annotations

import difflib
import fnmatch
import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from attachgraph.diagnostics import refusal
from attachgraph.errors import AttachGraphError, InputError, MissingError

#: What is read of a folder; a file that is named itself is read whatever it is called.
SUFFIXES: Final = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .pdf .nbib .jats .wiki .wikitext .mediawiki "
    ".ttl .trig .nt .nq .jsonld .rdf .owl .xml".split()
)
#: Read of a folder where they hold couples: most tables hold other things.
_TABLES: Final = frozenset({".csv", ".tsv", ".xlsx"})
#: Bytes of a table that are looked at to tell what it holds.
_LOOKED_AT: Final = 20_000
_STDIN: Final = "-"
#: A file that every store on disk has.
_OF_A_STORE: Final = "CURRENT"


class Input(NamedTuple):
    """A document that has not been read yet."""

    #: Where it lies; ``"-"`` for standard input.
    path: str
    #: What messages call it.
    name: str
    #: Its bytes, where it came through a pipe.
    data: bytes | None = None
    #: Whether it is a store, which has the tables of its dataset with it.
    is_store: bool = False


def is_store(path: str) -> bool:
    """Return whether a folder is a store."""
    return (Path(path) / _OF_A_STORE).exists()


def iter_inputs(paths: Sequence[str]) -> list[Input]:
    """Find the documents that paths lead to."""
    found = sorted(item for path in sorted(set(paths)) for item in _expand(path))
    once: dict[str, Input] = {}
    for item in found:
        once.setdefault(item.path if item.data is not None else os.path.realpath(item.path), item)
    return list(once.values())


def read_bytes(item: Input) -> bytes:
    """Read a document."""
    if item.data is not None:
        return item.data
    try:
        return Path(item.path).read_bytes()
    except FileNotFoundError as error:
        raise MissingError(**refusal("gone"), where=item.name) from error
    except PermissionError as error:
        raise InputError(**refusal("not-permitted"), where=item.name) from error
    except OSError as error:
        said = refusal("unreadable", reason=error.strerror)
        raise InputError(**said, where=item.name) from error


def _expand(path: str) -> Iterator[Input]:
    """Yield the documents of one path, some perhaps twice."""
    if path == _STDIN:
        yield Input(_STDIN, _STDIN, sys.stdin.buffer.read())
    elif path and Path(path).is_dir():
        inside = list(_folder(path))
        if not inside:
            fix = "documents end in " + " ".join(sorted(SUFFIXES))
            if is_store(path):
                fix = f"it is a store: look into it with attachgraph stats --store {path}"
            raise MissingError("the folder holds no document", where=_display(path), fix=fix)
        yield from inside
    elif os.path.lexists(path):
        yield _file(path)
    else:
        yield from _glob(path)


def _glob(pattern: str) -> Iterator[Input]:
    """Yield the documents that match a pattern which no shell expanded."""
    if not glob.has_magic(pattern):
        raise _missing(pattern)
    if "**" in pattern:
        # The standard library would run in circles through links that lead back up.
        parts = Path(pattern).parts
        fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
        top = Path(*parts[:fixed])
        found = [
            item
            for item in _folder(str(top))
            if _fits(Path(item.path).relative_to(top).parts, parts[fixed:])
        ]
    else:
        matches = sorted(
            match for match in glob.glob(pattern) if _is_document(match) or Path(match).is_dir()
        )
        found = [
            item
            for match in matches
            for item in (_folder(match) if Path(match).is_dir() else [_file(match)])
        ]
    if not found:
        raise _missing(pattern)
    yield from found


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Return whether the parts of a path fit those of a pattern, where ``**`` stands for any number of folders."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_fits(parts[skipped:], pattern[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatch(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def _file(path: str) -> Input:
    name = _display(path)
    if Path(path).exists() and not Path(path).is_file():
        return Input(path, name, read_bytes(Input(path, name)))
    return Input(path, name)


def _display(path: str) -> str:
    """Name a path for messages: short, and valid text whatever bytes the file system holds."""
    return os.fsencode(os.path.normpath(path)).decode("utf-8", "replace")


def _folder(top: str) -> Iterator[Input]:
    """Yield the documents of a folder and of the folders below it."""
    entered: set[str] = set()
    refused: list[str] = []
    for folder, below, files in os.walk(
        top, onerror=lambda error: refused.append(os.fsdecode(error.filename)), followlinks=True
    ):
        real = os.path.realpath(folder)
        if real in entered:  # a link back up, or a second way to the same folder
            below.clear()
            continue
        entered.add(real)
        below[:] = sorted(
            name for name in below if not name.startswith(".") and name != "__pycache__"
        )
        for name in files:
            path = os.path.join(folder, name)
            # Links that lead nowhere are kept and reported when they are read; pipes and devices
            # are not.
            if _is_document(path) and (Path(path).is_file() or not Path(path).exists()):
                yield Input(path, _display(path))
    # A folder that may not be entered is reported like a file that cannot be read.
    yield from (Input(path, _display(path)) for path in refused)


def _is_document(name: str) -> bool:
    path = Path(name)
    suffix = path.suffix.lower()
    if path.name.startswith("."):
        return False
    return suffix in SUFFIXES or (suffix in _TABLES and _holds_couples(path))


def _holds_couples(path: Path) -> bool:
    # Imported here: to list the files of a folder takes no reader, unless one is a table.
    from attachgraph.reading.couples_table import holds_couples
    from attachgraph.reading.decoding import decode, media_type

    try:
        if path.suffix.lower() == ".xlsx":
            from attachgraph.reading import workbooks

            return workbooks.holds_couples(path.read_bytes(), path.name)
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
        text = decode(head, path.name, media_type(path.name, head)).text
    except (OSError, InputError):
        return False
    return holds_couples(text)


def _missing(path: str) -> AttachGraphError:
    """Word the message on a path that is not there, with the nearest name next to it."""
    if glob.has_magic(path):
        return MissingError(
            "no file matches this pattern", where=_display(path), fix="check the path"
        )
    folder, name = os.path.split(path.rstrip("/" + os.sep))
    try:
        names = [entry for entry in os.listdir(folder or ".") if not entry.startswith(".")]
    except (OSError, ValueError):
        names = []
    near = difflib.get_close_matches(name, sorted(names), n=1)
    fix = f"did you mean {_display(os.path.join(folder, near[0]))}?" if near else "check the path"
    return MissingError("there is no such file or folder", where=_display(path), fix=fix)
