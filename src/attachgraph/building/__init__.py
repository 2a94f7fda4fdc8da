"""Run the steps in order: documents in, a published store out.

In: paths of documents. Out: a store, and a report of what was built and what could not be. Each
document is compiled to a shard of quads, the shards are loaded into one database, and that is
published. A build that was killed goes on where it was; the order of documents and the number of
processes change nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from attachgraph.building.compiling import Compiled, compile_document, label_of, quads_of
from attachgraph.building.executors import Executor, InProcess, Task
from attachgraph.building.shards import Shards, explaining, key_of
from attachgraph.building.workers import TIME_LIMIT, Workers, default_jobs
from attachgraph.errors import AttachGraphError, InputError
from attachgraph.folder import ENTRIES, chosen_folder, find_folder
from attachgraph.model import Diagnostic
from attachgraph.reading.walk import Input, is_store, iter_inputs, read_bytes

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.building.loading import Part

__all__ = [
    "TIME_LIMIT",
    "BuildReport",
    "Executor",
    "Failure",
    "InProcess",
    "Progress",
    "Workers",
    "build",
    "build_in_memory",
    "build_shards",
    "collect",
    "dataset_inputs",
    "default_jobs",
    "load_shards",
    "store_of_document",
]


#: Files in which each graph keeps its name: what a dataset says of itself can be found there.
_OF_DATASETS: Final = (".nq", ".trig", ".jsonld", ".ttl", ".nt", ".rdf")
#: What no RDF but an export has: the graph of a dataset, or statements where graphs have no names.
_MARKS: Final = (b"graph/dataset>", b"graph:dataset", b"ontology#Statement", b" a ag:Statement")


class Failure(NamedTuple):
    """A document that could not be read."""

    #: Display name.
    name: str
    #: What was wrong, where, and what to do.
    message: str


class Progress(NamedTuple):
    """How far a build is."""

    #: What it is doing.
    step: str
    #: Documents.
    done: int
    total: int
    #: Those of them that an earlier run had done.
    kept: int = 0


@dataclass(slots=True)
class BuildReport:
    """What a build did."""

    #: Documents that are in the store.
    documents: int = 0
    #: Statements they gave, before equal ones of different documents meet.
    statements: int = 0
    #: Documents that could not be read, by name.
    failures: list[Failure] = field(default_factory=list)
    #: Name and message, by name.
    warnings: list[tuple[str, Diagnostic]] = field(default_factory=list)
    #: Whether the tables of the dataset at hand came in.
    tables: bool = True

    def add(self, compiled: Compiled) -> None:
        """Add a document."""
        if compiled.failure:
            self.failures.append(Failure(compiled.name, compiled.failure))
            return
        self.documents += 1
        self.statements += compiled.statements
        self.warnings += [(compiled.name, warning) for warning in compiled.warnings]

    @property
    def unknown_keys(self) -> int:
        """How many citations and marks name a source or a claim that no list has."""
        unknown = {"unknown-key", "unknown-claim"}
        return sum(warning.name in unknown for _, warning in self.warnings)

    def sort(self) -> None:
        """Order by name: documents come in the order in which they are done."""
        self.failures.sort()
        self.warnings.sort(key=lambda warning: (warning[0], warning[1].line, warning[1].column))


def dataset_inputs() -> list[Input]:
    """Return the entries of the dataset that we work on; it may have none yet."""
    folder = find_folder() / ENTRIES
    documents = folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))
    return iter_inputs([str(folder)]) if documents else []


def collect(paths: Sequence[str], *, only: bool = False) -> list[Input]:
    """Return the documents that a build reads; a store is one of them, with all that it holds."""
    stores = [path for path in paths if is_store(path)]
    documents = [path for path in paths if path not in stores]
    own = [_as_dataset(item) for item in iter_inputs(documents)] if documents else []
    own += [_of_store(path) for path in sorted(set(stores))]
    return own if (only and paths) or not _takes_part(own) else [*dataset_inputs(), *own]


def _as_dataset(item: Input) -> Input:
    """Take an exported dataset as the store that it was; other documents stay what they are."""
    if not item.path.endswith(_OF_DATASETS):
        return item
    data = read_bytes(item)
    return item._replace(is_store=any(mark in data for mark in _MARKS))


def _takes_part(inputs: Sequence[Input]) -> bool:
    """Return whether the dataset at hand does: beside stores and exports, if it was chosen.

    Otherwise users who merge two stores of their own would publish the bundled results as theirs.
    """
    return not any(item.is_store for item in inputs) or chosen_folder() is not None


def _of_store(path: str) -> Input:
    """Take a store as what it would write, with its texts, so that its quotes can be verified."""
    from pyoxigraph import RdfFormat

    from attachgraph.store.embedded import open_store

    name = f"{path.rstrip('/')}.nq"
    return Input(name, name, open_store(path).dump(format=RdfFormat.N_QUADS), is_store=True)


def build(
    inputs: Sequence[Input],
    store: str | Path,
    *,
    executor: Executor | None = None,
    progress: Callable[[Progress], None] | None = None,
    cached: bool = False,
) -> BuildReport:
    """Build a store on disk and publish it."""
    from attachgraph.building.loading import Part
    from attachgraph.store.publishing import clear, workplace

    tell = progress or (lambda _: None)
    report = BuildReport(tables=_takes_part(inputs))
    with workplace(store, cached=cached) as folder:
        shards = Shards(folder / "shards")
        sizes: dict[str, int] = {}
        for key, compiled in _compile(inputs, shards, executor or InProcess(), tell):
            report.add(compiled)
            if not compiled.failure:
                sizes[key] = compiled.size
        report.sort()
        if inputs and not report.documents:
            clear(folder)
            _refuse_empty_build(report)
        parts = [Part(key, shards, size) for key, size in sorted(sizes.items())]
        _load(folder, parts, store, tell, tables=report.tables, cached=cached)
    return report


def _load(
    folder: Path,
    parts: Sequence[Part],
    store: str | Path,
    tell: Callable[[Progress], None],
    *,
    tables: bool,
    cached: bool = False,
) -> None:
    """Load shards into a database, and publish it."""
    from attachgraph.building.loading import load
    from attachgraph.store.publishing import publish_database

    def report(done: int) -> None:
        tell(Progress("loading", done, len(parts)))

    report(0)
    database = load(folder, parts, partial(_shipped_quads, tables=tables), report)
    publish_database(store, database, cached=cached)


def build_shards(
    inputs: Sequence[Input],
    place: Path,
    *,
    part: tuple[int, int] = (1, 1),
    executor: Executor | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> BuildReport:
    """Compile a part of the documents, each where it is read, into files of a folder.

    Only what is known of a document comes back. `part` is a number, from 1, and of how many: each
    machine takes another one, with the same list of documents.
    """
    from attachgraph.building.parts import PartFolder

    tell = progress or (lambda _: None)
    report = BuildReport(tables=_takes_part(inputs))
    number, count = part
    mine = inputs[number - 1 :: count]
    with explaining(place):
        folder = PartFolder(place, number, count)
        tasks = (
            Task(str(n), item.name, item.data, str(Path.cwd() / item.path), str(folder.shards))
            for n, item in enumerate(mine)
        )
        tell(Progress("reading", 0, len(mine)))
        for done, (_, shard) in enumerate((executor or InProcess()).run(tasks), 1):
            compiled, _ = label_of(shard)
            report.add(compiled)
            folder.add(compiled)
            tell(Progress("reading", done, len(mine)))
        folder.complete(_shipped_quads(tables=report.tables), tables=report.tables)
    report.sort()
    return report


def load_shards(
    place: Path, store: str | Path, *, progress: Callable[[Progress], None] | None = None
) -> int:
    """Load what :func:`build_shards` has written into a store, publish it, count the documents."""
    from attachgraph.building.parts import find_parts, have_tables
    from attachgraph.store.publishing import workplace

    parts = find_parts(place)
    with workplace(store) as folder:
        tell = progress or (lambda _: None)
        _load(folder, parts, store, tell, tables=have_tables(place))
    return len(parts)


def _compile(
    inputs: Sequence[Input],
    shards: Shards,
    executor: Executor,
    tell: Callable[[Progress], None],
) -> Iterator[tuple[str, Compiled]]:
    """Compile the documents that no earlier run has compiled, and keep what comes out."""
    known: deque[tuple[str, Compiled]] = deque()
    done = kept = 0
    for key, shard in executor.run(_tasks(inputs, shards, known)):
        compiled, _ = label_of(shard)
        if compiled.lasting:
            shards.keep(key, shard)
        yield key, compiled
        kept += len(known)
        done += 1 + len(known)
        while known:
            yield known.popleft()
        tell(Progress("reading", done, len(inputs), kept))
    yield from known
    tell(Progress("reading", len(inputs), len(inputs), kept + len(known)))


def _tasks(
    inputs: Sequence[Input], shards: Shards, known: deque[tuple[str, Compiled]]
) -> Iterator[Task]:
    """Yield what has to be compiled; what need not or cannot be goes to ``known``."""
    for item in inputs:
        try:
            data = read_bytes(item)
        except AttachGraphError as error:
            known.append(("", Compiled(item.name, failure=str(error))))
            continue
        key = key_of(item.name, data)
        compiled = shards.find(key)
        if compiled is None:
            yield Task(key, item.name, data)
        else:
            known.append((key, compiled))


def _refuse_empty_build(report: BuildReport) -> NoReturn:
    from attachgraph.dataset.words import count_of

    shown = "\n".join(failure.message for failure in report.failures[:20])
    raise InputError(
        f"nothing could be read of {count_of(len(report.failures), 'document')}\n{shown}",
        fix="see the messages above; the old store, if there was one, is unchanged",
    )


def _shipped_quads(*, tables: bool = True) -> bytes:
    # Imported here: the tables are only needed where quads are really made, and cost milliseconds.
    from attachgraph.rdf.bases import below_own_base
    from attachgraph.rdf.shipped import iter_shipped_quads

    return below_own_base("".join(iter_shipped_quads(tables=tables))).encode()


def build_in_memory(
    paths: Sequence[str] = (), *, only: bool = False, report: BuildReport | None = None
) -> pyoxigraph.Store:
    """Build a store in memory."""
    from attachgraph.store.contested import withhold
    from attachgraph.store.embedded import open_memory

    summary = BuildReport() if report is None else report
    inputs = collect(paths, only=only)
    summary.tables = _takes_part(inputs)

    def chunks() -> Iterator[bytes]:
        yield _shipped_quads(tables=summary.tables)
        for item in inputs:
            try:
                shard = compile_document(item.name, read_bytes(item))
            except AttachGraphError as error:  # a file that cannot be opened
                summary.add(Compiled(item.name, failure=str(error)))
                continue
            summary.add(label_of(shard)[0])
            yield quads_of(shard)

    store = open_memory(chunks())
    withhold(store)
    summary.sort()
    if inputs and not summary.documents:
        _refuse_empty_build(summary)
    return store


def store_of_document(name: str, data: bytes) -> pyoxigraph.Store:
    """Build a store in memory from one document, with what every dataset has besides."""
    from attachgraph.store.contested import withhold
    from attachgraph.store.embedded import open_memory

    shard = compile_document(name, data)
    report = BuildReport()
    report.add(label_of(shard)[0])
    if report.failures:
        _refuse_empty_build(report)
    store = open_memory(iter((_shipped_quads(), quads_of(shard))))
    withhold(store)
    return store
