"""Run the steps in order: documents in, a published store out.

In: paths of documents. Out: a store, and a report of what was built and what could not be. One
process or many give the same store; a document that cannot be read is reported and the others go
on.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.errors import AttachGraphError, InputError
from attachgraph.extraction import Extraction, extract
from attachgraph.model import Diagnostic
from attachgraph.rdf.quads import iter_quads
from attachgraph.reading import read_document
from attachgraph.reading.rdffile import is_rdf, read_rdf
from attachgraph.reading.walk import Input, iter_inputs, read_bytes
from attachgraph.resources import resource

if TYPE_CHECKING:
    import pyoxigraph

__all__ = [
    "BuildReport",
    "Failure",
    "build",
    "build_in_memory",
    "bundled_inputs",
    "compile_document",
]

#: Documents that a worker takes at a time: enough to hide the cost of handing over, few enough to
#: stay small.
_BATCH: Final = 16
#: Batches that may wait for the loader for each worker; more would only fill memory.
_AHEAD: Final = 2
#: Bytes of N-Quads that are loaded at a time. 20 MB take 180 MB of memory, 200 MB take 740 MB, and
#: the smaller pieces cost a tenth more time.
_PIECE: Final = 20_000_000


class Compiled(NamedTuple):
    """A document as quads, or the reason why not.

    Parameters
    ----------
    name : str
        Display name of the document.
    quads : bytes
        N-Quads; empty where the document could not be read.
    statements : int
        Number of statements.
    failure : str
        The message, or ``""``.
    warnings : tuple of Diagnostic
        Warnings about a document that was read.
    """

    name: str
    quads: bytes
    statements: int
    failure: str
    warnings: tuple[Diagnostic, ...]


class Failure(NamedTuple):
    """A document that could not be read.

    Parameters
    ----------
    name : str
        Display name.
    message : str
        What was wrong, where, and what to do.
    """

    name: str
    message: str


@dataclass(slots=True)
class BuildReport:
    """What a build did.

    Parameters
    ----------
    documents : int
        Documents that are in the store.
    statements : int
        Statements they gave, before equal ones of different documents meet.
    failures : list of Failure
        Documents that could not be read.
    warnings : list of (str, Diagnostic)
        Name and message.
    """

    documents: int = 0
    statements: int = 0
    failures: list[Failure] = field(default_factory=list)
    warnings: list[tuple[str, Diagnostic]] = field(default_factory=list)


def bundled_inputs() -> list[Input]:
    """Return the entries that ship with the package.

    Returns
    -------
    list of Input
        In the order of their names.
    """
    return iter_inputs([str(resource("data", "entries"))])


def compile_document(item: Input) -> Compiled:
    """Turn one document into quads.

    Parameters
    ----------
    item : Input
        Where it is and what it is called.

    Returns
    -------
    Compiled
        Never raises for a document that cannot be read: the message is part of the result.
    """
    try:
        data = read_bytes(item)
        if is_rdf(item.name):
            return Compiled(item.name, "".join(read_rdf(data, item.name)).encode(), 0, "", ())
        extraction = extract(read_document(data, item.name))
        return _compiled(item.name, extraction)
    except AttachGraphError as error:
        return Compiled(item.name, b"", 0, str(error), ())
    except RecursionError:
        message = InputError(
            "the document is nested too deeply", where=item.name, fix="save the page as plain text"
        )
        return Compiled(item.name, b"", 0, str(message), ())


def _compiled(name: str, extraction: Extraction) -> Compiled:
    warnings = tuple(d for d in extraction.diagnostics if d.level == "warning")
    return Compiled(
        name, "".join(iter_quads(extraction)).encode(), len(extraction.statements), "", warnings
    )


def _compile_batch(items: Sequence[Input]) -> list[Compiled]:
    return [compile_document(item) for item in items]


@contextmanager
def _workers(inputs: Sequence[Input], jobs: int) -> Generator[ProcessPoolExecutor | None]:
    """Start the processes before a store is open: forking one that holds it asks for trouble."""
    if jobs <= 1 or len(inputs) <= _BATCH:
        yield None
        return
    with ProcessPoolExecutor(jobs) as pool:
        pool.submit(int).result()
        yield pool


def _iter_compiled(
    inputs: Sequence[Input], pool: ProcessPoolExecutor | None, jobs: int
) -> Iterator[Compiled]:
    """Compile documents in their order, in this process or in several."""
    if pool is None:
        for item in inputs:
            yield compile_document(item)
        return
    waiting: deque[Future[list[Compiled]]] = deque()
    for at in range(0, len(inputs), _BATCH):
        waiting.append(pool.submit(_compile_batch, inputs[at : at + _BATCH]))
        if len(waiting) > jobs * _AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def iter_chunks(
    compiled_documents: Iterable[Compiled],
    report: BuildReport,
    progress: Callable[[str], None] | None = None,
) -> Iterator[bytes]:
    """Yield the N-Quads of the shipped tables and of all documents.

    Parameters
    ----------
    compiled_documents : iterable of Compiled
        The documents.
    report : BuildReport
        Filled on the way.
    progress : callable or None
        Called with the name of each document that is done.

    Yields
    ------
    bytes
        One chunk for each document.
    """
    # Imported here: the tables are only needed where quads are really made, and cost milliseconds.
    from attachgraph.rdf.shipped import iter_shipped_quads

    yield "".join(iter_shipped_quads()).encode()
    for compiled in compiled_documents:
        if compiled.failure:
            report.failures.append(Failure(compiled.name, compiled.failure))
        else:
            report.documents += 1
            report.statements += compiled.statements
            report.warnings += [(compiled.name, warning) for warning in compiled.warnings]
            yield compiled.quads
        if progress is not None:
            progress(compiled.name)


def build(
    paths: Sequence[str],
    store: str | Path,
    *,
    only: bool = False,
    jobs: int = 1,
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build a store on disk and publish it.

    Parameters
    ----------
    paths : sequence of str
        Files, folders, globs or ``"-"``; none means the bundled entries.
    store : str or pathlib.Path
        Folder of the store. While the build runs, and if it is killed, the old store still answers.
    only : bool
        Leave the bundled entries out; the concept scheme and the lists of sources and works stay.
    jobs : int
        Processes that read; the store is the same for any number.
    progress : callable or None
        Called with the name of each document that is done.

    Returns
    -------
    BuildReport
        What was built, and what could not be read.

    Raises
    ------
    MissingError
        If a path does not exist.
    InputError
        If not a single document could be read; nothing is published then.
    """
    from attachgraph.store.embedded import publish

    inputs = collect(paths, only=only)
    report = BuildReport()

    def fill(target: pyoxigraph.Store) -> None:
        load_chunks(
            target, iter_chunks(_iter_compiled(inputs, pool, jobs), report, progress), bulk=True
        )
        if inputs and not report.documents:
            raise InputError(
                f"none of the {len(inputs)} documents could be read\n"
                + "\n".join(f.message for f in report.failures[:20]),
                fix="see the messages above; the old store, if there was one, is unchanged",
            )

    with _workers(inputs, jobs) as pool:
        publish(Path(store), fill)
    return report


def collect(paths: Sequence[str], *, only: bool = False) -> list[Input]:
    """Return the documents that a build reads.

    Parameters
    ----------
    paths : sequence of str
        As for :func:`build`.
    only : bool
        As for :func:`build`.

    Returns
    -------
    list of Input
        The bundled entries first, unless they are left out.
    """
    own = iter_inputs(paths) if paths else []
    return own if only and paths else [*bundled_inputs(), *own]


def load_chunks(store: pyoxigraph.Store, chunks: Iterable[bytes], *, bulk: bool) -> None:
    """Load N-Quads while they are being made.

    Parameters
    ----------
    store : pyoxigraph.Store
        An empty store.
    chunks : iterable of bytes
        N-Quads, cut between lines.
    bulk : bool
        True for a store on disk, where bulk loading is fast; False in memory.
    """
    import pyoxigraph

    load = store.bulk_load if bulk else store.load
    for piece in _pieces(chunks):
        load(input=piece, format=pyoxigraph.RdfFormat.N_QUADS)


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Join chunks until loading them at once pays: a bulk load holds all of its input in memory."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def build_in_memory(paths: Sequence[str] = (), *, only: bool = False) -> pyoxigraph.Store:
    """Build a store in memory.

    Parameters
    ----------
    paths : sequence of str
        As for :func:`build`.
    only : bool
        As for :func:`build`.

    Returns
    -------
    pyoxigraph.Store
        With everything that could be read.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    load_chunks(
        store,
        iter_chunks(map(compile_document, collect(paths, only=only)), BuildReport()),
        bulk=False,
    )
    return store


def default_jobs() -> int:
    """Return the number of processes to use where none is given: one for each processor we may use.

    Returns
    -------
    int
        At least 1.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
