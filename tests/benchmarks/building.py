"""Reading documents and building stores.

In: a folder to work in. Out: rows for the table.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from attachgraph.extraction.extracting import extract
from attachgraph.rdf.quads import iter_quads
from attachgraph.rdf.shipped import iter_shipped_quads
from attachgraph.reading.documents import read_document
from tests.benchmarks.measuring import Peak, Row, attachgraph, cpu_seconds, exponent
from tests.benchmarks.pages import page_texts, write_pages

__all__ = ["rows"]

#: Pages; the largest takes some minutes.
_SIZES: Final = (300, 2_000, 10_000)
_LOAD: Final = """
import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
store.optimize()
"""


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
        f"{''.join(iter_quads(results[0])).count(chr(10)):,} quads a page",
        aim="—",
    )


def _building(folder: Path) -> Iterator[Row]:
    """Build stores of three sizes, and one of them in every way that there is."""
    for count in _SIZES:
        write_pages(folder / str(count), count)
    grown = [_build(folder, count, "--jobs", "2") for count in _SIZES]
    few = _SIZES[0]
    for name, options in (("1 job", ("--jobs", "1")), ("Dask, 2 local", ("--dask", "local"))):
        built = _build(folder, few, *options)
        yield Row(
            f"build {few:,} pages, {name}",
            f"{few / built.wall:.0f} pages/s",
            f"{few / grown[0].wall:.0f} with 2 jobs",
            f"{grown[0].wall / built.wall:.2f} ×",
        )
    engine = _engine_alone(folder, few)
    for count, built in zip(_SIZES, grown, strict=True):
        processor = built.processor / count
        yield Row(
            f"build {count:,} pages, 2 jobs",
            f"{count / built.wall:.0f} pages/s",
            f"processor {processor * 1e3:.0f} ms a page, the engine alone {engine * 1e3:.0f} ms",
            f"{processor / engine:.2f} ×",
            aim="150 pages/s",
        )
        yield Row(
            "memory of that build",
            f"{built.megabytes:.0f} MB",
            f"all processes; store of {built.size / 1e6:,.0f} MB on disk",
            aim="< 500 MB",
        )
    times = exponent(_SIZES, [built.processor for built in grown])
    memory = exponent(_SIZES, [built.megabytes for built in grown])
    yield Row("growth of the processor time", f"exponent {times:.2f}", aim="1")
    yield Row("growth of the memory", f"exponent {memory:.2f}", aim="0")


class _Built(NamedTuple):
    """What a build took: seconds, processor seconds of all processes, megabytes, bytes on disk."""

    wall: float
    processor: float
    megabytes: float
    size: int


def _build(folder: Path, count: int, *options: str) -> _Built:
    store = folder / "store"
    command = [attachgraph(), "build", str(folder / str(count)), "--only", "--store", str(store)]
    peak = Peak()
    start = time.perf_counter()
    with subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL) as process:
        peak.watch(process)
    wall = time.perf_counter() - start
    size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    return _Built(wall, peak.processor, peak.megabytes, size)


def _used() -> float:
    """Return the processor seconds of all processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _engine_alone(folder: Path, count: int) -> float:
    """Return the processor seconds a page that one bulk load takes, of the same quads, ready."""
    quads = folder / "all.nq"
    with quads.open("w", encoding="utf-8") as file:
        file.writelines(iter_shipped_quads())
        for text in page_texts(count):
            file.writelines(iter_quads(extract(read_document(text.encode(), "page.txt"))))
    used = _used()
    subprocess.run([sys.executable, "-c", _LOAD, str(folder / "raw"), str(quads)], check=True)
    return (_used() - used) / count
