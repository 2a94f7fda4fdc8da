"""Where documents are compiled: what every executor takes and gives, and the simplest one.

In: documents. Out: their shards, in the order in which they are done; of those that are kept where
they are made, the labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from attachgraph.building.compiling import compile_document
from attachgraph.building.shards import compile_into
from attachgraph.reading.walk import Input


class Task(NamedTuple):
    """A document to compile."""

    #: What the result is called.
    key: str
    #: Display name of the document.
    name: str
    #: The document; ``None`` where it is read by the process that compiles it.
    data: bytes | None
    #: Where that process finds it, and the folder in which it keeps the shard.
    path: str = ""
    folder: str = ""

    @property
    def document(self) -> tuple[str | bytes | None, ...]:
        """What :func:`compile_task` takes."""
        return (self.name, self.data, self.path, self.folder) if self.folder else self[1:3]


def compile_task(name: str, data: bytes | None, path: str = "", folder: str = "") -> bytes:
    """Compile a document in this process."""
    if folder:
        return compile_into(Path(folder), Input(path, name, data))
    return compile_document(name, data or b"")


class Executor(Protocol):
    """Compiles documents somewhere: here, in other processes, on other machines."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        """Compile documents."""
        ...


class InProcess:
    """Compiles in this process: for documents that we know, such as the bundled entries."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        """Compile documents one after the other."""
        for task in tasks:
            yield task.key, compile_task(*task[1:])
