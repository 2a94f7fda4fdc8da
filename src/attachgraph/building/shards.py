"""What a build has done so far, kept on disk, so that a build that was killed goes on where it was.

In: shards by their keys. Out: the same shards, now or after the process was killed. A file comes
into being whole, by rename; what a crash of the machine has torn is found and made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attachgraph.building.compiling import Compiled, label_of, quads_of
from attachgraph.building.state import state
from attachgraph.errors import InputError

#: Enough for the label of most; the rest of a long label is read when this was not enough.
_LABEL: Final = 4096
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
                while b"\n" not in head and (more := file.read(_LABEL)):
                    head += more
            compiled, size = label_of(head)
            return compiled if path.stat().st_size == size else None
        except (FileNotFoundError, ValueError):
            return None

    def keep(self, key: str, shard: bytes) -> None:
        """Keep a shard."""
        path = self._path(key)
        new = path.with_suffix(".new")
        with explaining(self._folder.parent):
            path.parent.mkdir(exist_ok=True)
            new.write_bytes(shard)
            new.replace(path)

    def read(self, keys: Iterable[str]) -> Iterator[bytes]:
        """Unpack quads."""
        for key in keys:
            path = self._path(key)
            try:
                yield quads_of(path.read_bytes())
            except ValueError as error:
                path.unlink(missing_ok=True)
                raise InputError(
                    "what was kept of this build is damaged", where=str(path), fix="build again"
                ) from error

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]
