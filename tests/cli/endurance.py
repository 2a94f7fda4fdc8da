"""Read hostile documents, small and large, and see that the work grows as they do.

In: patterns of documents. Out: what went wrong, by pattern. The calls of Python functions are
counted at two sizes, which no busy machine can change; what a library does within one call shows at
a third size, twelve times as large: work that grows with the square of the size would take minutes
there, and the process ends at a limit that is many times what it should take.

Run as ``python -m tests.cli.endurance [EVERY]`` for all patterns, or every so manieth: all take a
quarter of an hour. The suite reads some of them.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from types import FrameType

from attachgraph.building.compiling import Compiled, label_of, pack
from attachgraph.building.executors import Task
from attachgraph.building.workers import Workers
from attachgraph.errors import AttachGraphError
from attachgraph.extraction.extracting import extract
from attachgraph.processes.child import Handle, Put
from attachgraph.reading.documents import read_document
from tests.cli.hostile import PATTERNS, Pattern

__all__ = ["examine", "iter_failures", "open_examiner"]

SMALL, MIDDLE, LARGE = 2_000, 8_000, 100_000
#: Processor seconds for one pattern; linear work takes less than one.
LIMIT = 20.0
#: Four times the text; the rest is for what is done once, and for buffers.
GROWTH = 5.5
#: Fewer calls than this say nothing about growth.
NOISE = 2_000


def open_examiner() -> tuple[Handle, None]:
    """Return what a worker does with the number of a pattern: it examines it."""

    def read(document: tuple[str, bytes], put: Put) -> None:
        put(b"D", examine(*document))

    return read, None


def examine(name: str, data: bytes) -> bytes:
    """Read one pattern at three sizes.

    Parameters
    ----------
    name : str
        Ignored.
    data : bytes
        Number of the pattern.

    Returns
    -------
    bytes
        A parcel whose failure says what is wrong with the reader.
    """
    pattern = PATTERNS[int(data)]
    # Loads what is loaded once. Another size, as what is known of one text is kept: to read a text
    # again is less work, and would look like growth beside a text that is read for the first time.
    _calls(pattern, SMALL // 2)
    small, middle = _calls(pattern, SMALL), _calls(pattern, MIDDLE)
    failure = ""
    if middle > GROWTH * max(small, NOISE):
        failure = f"{small:,} calls for {SMALL:,} characters, {middle:,} for {MIDDLE:,}"
    lost = _read(pattern, LARGE)
    return pack(Compiled(name, failure=failure or lost), b"")


def _calls(pattern: Pattern, size: int) -> int:
    """Count the functions that are called to read a document."""
    count = itertools.count()

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            next(count)

    sys.setprofile(see)
    try:
        _read(pattern, size)
    finally:
        sys.setprofile(None)
    return next(count)


def _read(pattern: Pattern, size: int) -> str:
    """Read a document; say if a character of it is lost."""
    data = pattern.make(size).encode()
    try:
        account = extract(read_document(data, f"page{pattern.suffix}")).account
    except AttachGraphError:
        return ""  # to refuse it is an answer
    if account.used + account.boilerplate + account.unparsed != account.length:
        return f"the account of {size:,} characters does not add up"
    return ""


def iter_failures(patterns: Sequence[int], jobs: int = 2) -> Iterator[tuple[str, str]]:
    """Examine patterns in processes that may be killed.

    Parameters
    ----------
    patterns : sequence of int
        Their numbers.
    jobs : int
        Processes.

    Yields
    ------
    tuple of (str, str)
        Name of a pattern and what is wrong with how it is read.
    """
    tasks = (Task(str(n), PATTERNS[n].name, str(n).encode()) for n in patterns)
    workers = Workers(jobs, LIMIT, "tests.cli.endurance:open_examiner")
    for _, parcel in workers.run(tasks):
        found, _ = label_of(parcel)
        if found.failure:
            yield found.name, found.failure


if __name__ == "__main__":
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    failures = 0
    for failed, why in iter_failures(range(0, len(PATTERNS), every)):
        failures += 1
        print(f"{failed}: {why}", flush=True)  # noqa: T201 -- a command for developers
    sys.exit(failures > 0)
