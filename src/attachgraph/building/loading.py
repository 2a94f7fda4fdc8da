"""Bring the quads of many documents into a store on disk, in pieces that need not be loaded twice.

In: the keys of shards with the sizes of their quads. Out: a database that holds them all. Which
pieces are in is written down next to it: after a kill the loading goes on with the next. To load a
piece twice does no harm, a store holds each quad once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph

from attachgraph.building.shards import Shards, explaining
from attachgraph.building.state import state
from attachgraph.store.contested import withhold

#: Bytes of N-Quads in a piece, and pieces that are loaded at a time; see docs/decisions/0008.
_PIECE: Final = 24_000_000
_THREADS: Final = 2


class Part(NamedTuple):
    """A document to load: its shard, where that is, and the bytes of its N-Quads."""

    key: str
    shards: Shards
    size: int


def load(
    folder: Path,
    parts: Sequence[Part],
    before: Callable[[], bytes],
    progress: Callable[[int], None],
) -> Path:
    """Load documents, or those that are not in yet."""
    pieces = list(_pieces(parts))
    ledger = _Ledger(folder, pieces)
    with explaining(folder):
        store = pyoxigraph.Store(os.fspath(ledger.database))

        def load_piece(number: int) -> int:
            if number not in ledger.loaded:
                chunks = [part.shards.read(part.key) for part in pieces[number]]
                load_quads(store, b"".join([b"" if number else before(), *chunks]))
                store.flush()
                ledger.write(number)
            return len(pieces[number])

        # The engine works outside the interpreter's lock, most of the time on one processor.
        with ThreadPoolExecutor(_THREADS) as threads:
            done = 0
            for count in _map(threads, load_piece, len(pieces)):
                done += count
                progress(done)
        withhold(store)
        # Few large files: each query opens fewer, and a copy of the folder is quick.
        store.optimize()
        store.flush()
    return ledger.database


def _map(threads: ThreadPoolExecutor, work: Callable[[int], int], count: int) -> Iterator[int]:
    """Do numbered pieces of work, as many at a time as there are threads."""
    numbers = iter(range(count))
    running = {threads.submit(work, number) for number in islice(numbers, _THREADS)}
    while running:
        ended, running = wait(running, return_when=FIRST_COMPLETED)
        running |= {threads.submit(work, number) for number in islice(numbers, len(ended))}
        yield from (future.result() for future in ended)


def load_quads(store: pyoxigraph.Store, quads: bytes) -> None:
    """Load N-Quads that we have written ourselves into a store on disk."""
    # Lenient: IRIs and language tags were checked when they were written.
    store.bulk_load(input=quads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)


def _pieces(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Put documents together until loading them at once pays: a load holds its input in memory."""
    piece: list[Part] = []
    size = 0
    for part in parts:
        if piece and size + part.size > _PIECE:
            yield piece
            piece, size = [], 0
        piece.append(part)
        size += part.size
    yield piece


class _Ledger:
    """Which pieces of which plan are in the database."""

    def __init__(self, folder: Path, pieces: Sequence[Sequence[Part]]) -> None:
        digest = hashlib.sha256(f"{state()} {_PIECE}\n".encode())
        for piece in pieces:
            digest.update("".join(f"{part.key}\n" for part in piece).encode())
        plan = digest.hexdigest()
        self.database = folder / "store"
        self._loaded = folder / "loaded"
        if self._read()[:1] != [plan] or not self.database.is_dir():
            shutil.rmtree(self.database, ignore_errors=True)
            self._loaded.write_text(f"{plan}\n", encoding="ascii")
        self.loaded = {int(line) for line in self._read()[1:]}

    def _read(self) -> list[str]:
        """Return the lines that were written to their ends."""
        try:
            return self._loaded.read_text(encoding="ascii").split("\n")[:-1]
        except (FileNotFoundError, UnicodeDecodeError):
            return []

    def write(self, number: int) -> None:
        """Write down that a piece is in."""
        with self._loaded.open("a", encoding="ascii") as file:
            file.write(f"{number}\n")
