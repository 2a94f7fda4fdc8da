"""Measure what a user waits for, and print it as one table of figures and ratios.

Run by ``make bench``. Prints and never fails: what a figure means depends on the machine, so each
is set beside something that was measured in the same run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from attachgraph.build import default_jobs
from attachgraph.extraction import extract
from attachgraph.rdf.quads import iter_quads
from attachgraph.reading import read_document
from tests.benchmarks.pages import page_texts, write_pages

_PAGES = 2_000
_RUNS = 9
_QUERY = "SELECT ?alias WHERE { ?alias ag:aliasOf pairing:anxious-avoidant } LIMIT 10"
_RAW = """
import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
prefixes = {"ag": "https://w3id.org/attachgraph/ontology#", "pairing": "https://w3id.org/attachgraph/pairing/"}
for row in store.query(sys.argv[2], prefixes=prefixes, use_default_graph_as_union=True):
    print(row["alias"].value)
"""
Row = tuple[str, str, str, str]


def main() -> None:
    """Measure everything in one run and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_reading(), *_building(Path(folder)), *_starting(Path(folder) / "store")]
    table = Table(
        title=f"attachgraph on Python {sys.version.split()[0]}, {default_jobs()} processors"
    )
    for name in ("what", "measured", "beside", "aim"):
        table.add_column(name)
    for row in rows:
        table.add_row(*row)
    Console(width=140).print(table)


def _reading() -> list[Row]:
    """Read and extract on one core."""
    pages = [text.encode() for text in page_texts(200)]
    size = statistics.mean(map(len, pages))
    for page in pages[:20]:
        extract(read_document(page, "page.txt"))
    read = _seconds(lambda: [read_document(page, "page.txt") for page in pages])
    documents = [read_document(page, "page.txt") for page in pages]
    extracted = _seconds(lambda: [extract(document) for document in documents])
    results = [extract(document) for document in documents]
    written = _seconds(lambda: ["".join(iter_quads(result)) for result in results])
    quads = sum(1 for _ in iter_quads(results[0]))
    count = len(pages)
    return [
        (
            "read and extract, one core",
            f"{count / (read + extracted):.0f} pages/s",
            (
                f"{size / 1000:.1f} kB a page; read {read / count * 1e3:.2f} ms, "
                f"extract {extracted / count * 1e3:.2f} ms"
            ),
            "400",
        ),
        (
            "write down as quads",
            f"{written / count * 1e3:.2f} ms/page",
            f"{quads:,} quads a page",
            "—",
        ),
    ]


def _building(folder: Path) -> list[Row]:
    """Build a store with two processes, and watch its memory."""
    write_pages(folder / "pages", _PAGES)
    command = [
        _attachgraph(),
        "build",
        str(folder / "pages"),
        "--only",
        "--store",
        str(folder / "store"),
        "--jobs",
        "2",
    ]
    peak = _Peak()
    start = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        peak.watch(process)
    taken = time.perf_counter() - start
    size = sum(path.stat().st_size for path in (folder / "store").rglob("*") if path.is_file())
    return [
        (
            "build a store, 2 jobs",
            f"{_PAGES / taken:.0f} pages/s",
            f"{_PAGES:,} pages in {taken:.1f} s",
            "150",
        ),
        (
            "memory of that build",
            f"{peak.megabytes:.0f} MB",
            f"all processes; store of {size / 1e6:.0f} MB on disk",
            "< 500 MB",
        ),
    ]


def _starting(store: Path) -> list[Row]:
    """Start fresh processes."""
    program = _attachgraph()
    click = _process([sys.executable, "-c", "import click"])
    helped = _process([program, "--help"])
    raw = _process([sys.executable, "-c", _RAW, str(store), _QUERY])
    ours = _process([program, "query", "--store", str(store), "--format", "csv", _QUERY])
    bundled = _process([program, "query", _QUERY])
    return [
        (
            "attachgraph --help",
            f"{helped * 1e3:.0f} ms",
            f"{helped / click:.2f} × import click ({click * 1e3:.0f} ms)",
            "≤ 1.5 ×",
        ),
        (
            "query on a ready store",
            f"{ours * 1e3:.0f} ms",
            f"{ours / raw:.2f} × raw pyoxigraph ({raw * 1e3:.0f} ms)",
            "—",
        ),
        (
            "query, bundled dataset",
            f"{bundled * 1e3:.0f} ms",
            f"{bundled / click:.2f} × import click",
            "≤ 6 ×",
        ),
    ]


def _attachgraph() -> str:
    return str(Path(sys.executable).with_name("attachgraph"))


def _seconds(work: Callable[[], object]) -> float:
    """Return the best of three, in processor seconds."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def _process(command: list[str]) -> float:
    """Return the median wall time of a command in a process of its own, after one warm-up."""
    taken = []
    for run in range(_RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        if run:
            taken.append(time.perf_counter() - start)
    return statistics.median(taken)


class _Peak:
    """The largest memory that a process and its children held together."""

    def __init__(self) -> None:
        self.megabytes = 0.0

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Look ten times a second until the process ends."""
        done = threading.Event()
        watcher = threading.Thread(target=self._look, args=(process.pid, done))
        watcher.start()
        process.wait()
        done.set()
        watcher.join()

    def _look(self, pid: int, done: threading.Event) -> None:
        while not done.wait(0.1):
            self.megabytes = max(
                self.megabytes, sum(map(_proportional, [pid, *_children(pid)])) / 1000
            )


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child)
            for task in sorted(path.name for path in Path(f"/proc/{pid}/task").iterdir())
            for child in Path(f"/proc/{pid}/task/{task}/children")
            .read_text(encoding="ascii")
            .split()
        ]
    except OSError:
        return []


def _proportional(pid: int) -> float:
    """Return the kilobytes of a process, with what it shares counted in shares."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1])
    except OSError:
        pass
    return 0.0


if __name__ == "__main__":
    main()
