"""What a build has done so far, kept on disk, so that a build that was killed goes on where it was.

In: shards by their keys. Out: the same shards, now or after the process was killed. A file comes
into being whole, by rename; what a crash of the machine has torn is found and made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attachgraph.building.compiling import (
    LABEL_AT,
    Compiled,
    compile_document,
    failed,
    label_of,
    pack_label,
    quads_of,
)
from attachgraph.building.state import state
from attachgraph.errors import AttachGraphError, InputError
from attachgraph.reading.walk import Input, read_bytes

#: Enough for the label of most; the rest of a long label is read when this was not enough.
_LABEL: Final = 4096
_SUFFIX: Final = ".nq.gz"
#: What the system and the engine say when the disk or a quota is full.
_FULL: Final = ("No space left", "File too large", "quota exceeded")


def key_of(name: str, data: bytes) -> str:
    """Name the result of compiling a document with this version of the program."""
    head = f"{state()}\0{name}\0".encode("utf-8", "replace")
    return hashlib.sha256(head + hashlib.sha256(data).digest()).hexdigest()


@contextmanager
def explaining(folder: Path) -> Generator[None]:
    """Say what to do when the disk does not take what is written to it."""
    try:
        yield
    except OSError as error:
        text = str(error)
        if any(sign in text for sign in _FULL):
            raise InputError(
                "the disk is full",
                where=str(folder),
                fix="make room and run the same command again: it goes on where it stopped",
            ) from error
        fix = "check the disk, or remove this folder and build again"
        problem = f"the store cannot be written: {text}"
        raise InputError(problem, where=str(folder), fix=fix) from error


def compile_into(folder: Path, item: Input) -> bytes:
    """Compile a document that was not yet, and keep its shard here; return the label alone."""
    try:
        data = read_bytes(item)
    except AttachGraphError as error:
        return failed(item.name, str(error))
    key, shards = key_of(item.name, data), Shards(folder)
    compiled = shards.find(key)
    if compiled is None:
        shard = compile_document(item.name, data)
        compiled, _ = label_of(shard)
        if not compiled.lasting:
            return shard
        try:
            shards.keep(key, shard)
        except InputError as error:
            return failed(item.name, str(error), lasting=False)
    return pack_label(compiled._replace(key=key))


class Shards:
    """A folder of shards."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def find(self, key: str) -> Compiled | None:
        """Look up what is known of a document."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                head = file.read(_LABEL)
                while b"\0" not in head[LABEL_AT:] and (more := file.read(_LABEL)):
                    head += more
            compiled, size = label_of(head)
            return compiled if path.stat().st_size == size else None
        except (FileNotFoundError, ValueError):
            return None

    def __iter__(self) -> Iterator[str]:
        """Name what is kept, in no order."""
        for file in self._folder.glob(f"??/*{_SUFFIX}"):
            yield file.parent.name + file.name.removesuffix(_SUFFIX)

    def drop(self, key: str) -> None:
        """Remove a shard."""
        self._path(key).unlink(missing_ok=True)

    def keep(self, key: str, shard: bytes) -> None:
        """Keep a shard."""
        path = self._path(key)
        new = path.with_name(f"{path.name}.{os.getpid()}.new")
        with explaining(self._folder.parent):
            path.parent.mkdir(exist_ok=True)
            new.write_bytes(shard)
            new.replace(path)

    def read(self, key: str) -> bytes:
        """Unpack quads."""
        path = self._path(key)
        try:
            return quads_of(path.read_bytes())
        except ValueError as error:
            path.unlink(missing_ok=True)
            raise InputError(
                "what was kept of this build is damaged", where=str(path), fix="build again"
            ) from error

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / (key[2:] + _SUFFIX)
