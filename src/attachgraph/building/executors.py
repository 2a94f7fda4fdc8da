"""Where documents are compiled: what every executor takes and gives, and the simplest one.

In: documents. Out: their shards, in the order in which they are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from attachgraph.building.compiling import compile_document


class Task(NamedTuple):
    """A document to compile."""

    #: What the result is called.
    key: str
    #: Display name of the document.
    name: str
    #: The document.
    data: bytes


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
            yield task.key, compile_document(task.name, task.data)
