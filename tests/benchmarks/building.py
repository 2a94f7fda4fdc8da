"""Reading documents and building stores.

In: a folder to work in. Out: rows for the table.
"""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attachgraph.extraction import extract
from attachgraph.rdf.quads import iter_quads
from attachgraph.reading import read_document
from tests.benchmarks.measuring import Peak, Row, attachgraph, cpu_seconds
from tests.benchmarks.pages import page_texts, write_pages

__all__ = ["rows"]

_PAGES: Final = 2_000


def rows(folder: Path) -> Iterator[Row]:
    """Measure reading and building.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.

    Yields
    ------
    Row
        Lines of the table.
    """
    yield from _reading()
    yield from _building(folder)


def _reading() -> Iterator[Row]:
    """Read and extract on one core."""
    pages = [text.encode() for text in page_texts(200)]
    size = statistics.mean(map(len, pages))
    for page in pages[:20]:
        extract(read_document(page, "page.txt"))
    read = cpu_seconds(lambda: [read_document(page, "page.txt") for page in pages])
    documents = [read_document(page, "page.txt") for page in pages]
    extracted = cpu_seconds(lambda: [extract(document) for document in documents])
    results = [extract(document) for document in documents]
    written = cpu_seconds(lambda: ["".join(iter_quads(result)) for result in results])
    count = len(pages)
    yield Row(
        "read and extract, one core",
        f"{count / (read + extracted):.0f} pages/s",
        f"{size / 1000:.1f} kB a page; read {read / count * 1e3:.2f} ms, "
        f"extract {extracted / count * 1e3:.2f} ms",
        aim="400",
    )
    yield Row(
        "write down as quads",
        f"{written / count * 1e3:.2f} ms/page",
        f"{sum(1 for _ in iter_quads(results[0])):,} quads a page",
        aim="—",
    )


def _building(folder: Path) -> Iterator[Row]:
    """Build a store with two processes, and watch its memory."""
    write_pages(folder / "pages", _PAGES)
    store = folder / "store"
    command = [attachgraph(), "build", str(folder / "pages"), "--only", "--store", str(store)]
    peak = Peak()
    start = time.perf_counter()
    with subprocess.Popen([*command, "--jobs", "2"], stderr=subprocess.DEVNULL) as process:
        peak.watch(process)
    taken = time.perf_counter() - start
    size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    yield Row(
        "build a store, 2 jobs",
        f"{_PAGES / taken:.0f} pages/s",
        f"{_PAGES:,} pages in {taken:.1f} s",
        aim="150",
    )
    yield Row(
        "memory of that build",
        f"{peak.megabytes:.0f} MB",
        f"all processes; store of {size / 1e6:.0f} MB on disk",
        aim="< 500 MB",
    )
