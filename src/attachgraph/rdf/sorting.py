"""Sort more lines than memory holds.

In: lines of bytes without line feeds, in any order. Out: each different line once, sorted. What
does not fit is sorted in parts, kept in temporary files without a name, and merged while read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from tempfile import TemporaryFile
from typing import IO, Final

#: How much to hold in memory: bytes of lines, and how many. A line costs about 80 bytes more.
_BYTES: Final = 48 * 1024 * 1024
_LINES: Final = 300_000


class LineSorter:
    """Gathers lines and gives them back sorted, each once."""

    def __init__(self, most_bytes: int = _BYTES, most_lines: int = _LINES) -> None:
        self._most_bytes = most_bytes
        self._most_lines = most_lines
        self._lines: list[bytes] = []
        self._size = 0
        self._parts: list[IO[bytes]] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines."""
        for line in lines:
            self._lines.append(line)
            self._size += len(line)
            if self._size > self._most_bytes or len(self._lines) > self._most_lines:
                self._spill()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the lines; only once, because the temporary files are read to their end."""
        self._lines.sort()
        runs: list[Iterable[bytes]] = [_iter_part(part) for part in self._parts]
        for line, _ in groupby(merge(*runs, self._lines) if runs else self._lines):
            yield line

    def _spill(self) -> None:
        """Write a sorted part to a file that the system removes when it is closed."""
        part = TemporaryFile(prefix="attachgraph-")  # noqa: SIM115 - it lives until it was merged
        self._lines.sort()
        part.writelines(line + b"\n" for line, _ in groupby(self._lines))
        part.seek(0)
        self._parts.append(part)
        self._lines = []
        self._size = 0


def _iter_part(part: IO[bytes]) -> Iterator[bytes]:
    with part:
        for line in part:
            yield line[:-1]
