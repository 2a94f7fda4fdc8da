"""Building by shards, loading, asking and showing, as the number of entries grows.

In: a folder to work in, with 10 GB of room. Out: rows for the table. Takes most of an hour.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.measuring import Peak, Row, attachgraph, exponent, spell
from tests.benchmarks.pages import write_entries

__all__ = ["rows"]

_SIZES: Final = (1_000, 10_000, 100_000)
_ENTRY: Final = "pattern-500"
_QUOTES: Final = f"""SELECT ?quote {{ ?statement rdf:subject concept:{_ENTRY} ; ag:quotation ?q .
  ?q oa:exact ?quote }}"""
_STATUSES: Final = "SELECT ?a (COUNT(?s) AS ?n) { ?s a ag:Statement ; ag:status ?a } GROUP BY ?a"
_TABLES: Final = "import duckdb; duckdb.connect('graph').execute(open('tables.sql').read())"


def rows(folder: Path) -> Iterator[Row]:
    """Measure each step at each size.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.

    Yields
    ------
    Row
        Lines of the table.
    """
    grown = [list(_steps(folder / str(size), size)) for size in _SIZES]
    sizes = " / ".join(f"{size:,}" for size in _SIZES)
    for steps in zip(*grown, strict=True):
        names, seconds, memory = zip(*steps, strict=True)
        yield Row(
            f"{names[0]}, {sizes} entries",
            " / ".join(map(spell, seconds)),
            " / ".join(f"{megabytes:,.0f}" for megabytes in memory) + " MB of memory",
            f"grows with the power {exponent(_SIZES, seconds):.2f}",
            aim="≤ 1",
        )


def _steps(folder: Path, size: int) -> Iterator[tuple[str, float, float]]:
    """Yield what was done, the seconds that it took, and the megabytes of all its processes."""
    write_entries(folder / "pages", size)
    shards, store = folder / "shards", str(folder / "store")
    pages = [str(folder / "pages"), "--only", "--jobs", "2"]
    ours = attachgraph()
    yield "build into shards, 2 jobs", *_run(ours, "build", *pages, "--shards", str(shards))
    yield "load the shards", *_run(ours, "load", str(shards), "--store", store)
    asked: tuple[tuple[str, Sequence[str]], ...] = (
        ("show an entry", ("show", _ENTRY)),
        ("quotes of an entry", ("query", _QUOTES)),
        ("count statements by status", ("query", _STATUSES, "--timeout", "600")),
        ("stats", ("stats",)),
        ("gaps", ("gaps",)),
        ("first search, which builds the index", ("search", "cohort 500 waits")),
        ("search", ("search", "cohort 500 waits")),
    )
    for name, arguments in asked:
        yield name, *_run(ours, *arguments, "--store", store)
    yield "tables of the shards by DuckDB", *_run(sys.executable, "-c", _TABLES, cwd=shards)


def _run(*command: str, cwd: Path | None = None) -> tuple[float, float]:
    peak, began = Peak(), time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak.watch(process)
    assert not process.returncode, command
    return time.perf_counter() - began, peak.megabytes
