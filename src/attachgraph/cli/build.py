"""build: documents to a store on disk."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from attachgraph.cli.options import dataset_option

if TYPE_CHECKING:
    from attachgraph.building import BuildReport, Executor

_PART: Final = re.compile(r"([1-9]\d*)/([1-9]\d*)")
_MOST_SHOWN: Final = 20
#: What a report has of a warning, after the name of its document.
_PARTS: Final = ("line", "column", "level", "code", "message", "fix")


def read_part(
    ctx: click.Context,  # noqa: ARG001 - click passes it
    param: click.Parameter,  # noqa: ARG001 - click passes it
    value: str | None,
) -> tuple[int, int] | None:
    """Read which part of how many is meant."""
    if value is None:
        return None
    found = _PART.fullmatch(value)
    if found is None or int(found[1]) > int(found[2]):
        raise click.BadParameter(f"{value!r} is not a part: 2/4 is the second of four")
    return int(found[1]), int(found[2])


@click.command(
    epilog="""\b
Examples:
  attachgraph build --store my-store
  attachgraph build page.txt notes/ --store my-store
  attachgraph build my-store colleagues-store --only --store both
  attachgraph build --dataset my-dataset --store my-store
  attachgraph build 'pages/*.html' --only --store my-store --jobs 2 --report report.json
  attachgraph build pages/ --shards /shared/shards --part 1/4
"""
)
@click.argument("paths", nargs=-1)
@click.option(
    "--store",
    "-s",
    envvar="ATTACHGRAPH_STORE",
    type=click.Path(file_okay=False),
    help="Folder of the store to build; what it held is replaced.",
)
@click.option(
    "--shards",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Write the quads of each document into a folder instead; attachgraph load makes a store "
    "of it.",
)
@click.option(
    "--part",
    metavar="K/N",
    callback=read_part,
    help="With --shards, take the Kth of N parts of the documents: one for each machine.",
)
@click.option(
    "--only",
    is_flag=True,
    help="Leave the entries of the dataset out; concepts and the tables of the dataset stay.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="Processes that read.  [default: one for each processor]",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Read on a Dask cluster: the address of its scheduler, which must be one that you trust, "
    "or local.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds of processor time that one document may take.",
)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write to a file, as JSON, what was read, what was not, and all warnings.",
)
@click.option(
    "--allow-unknown-keys",
    is_flag=True,
    help="Accept keys of sources and ids of claims that no list has; they count for nothing.",
)
@dataset_option
@click.option("--quiet", "-q", is_flag=True, help="Show no progress and no warnings.")
def build(  # noqa: PLR0913, PLR0917 -- click calls it with one argument for each option
    paths: Sequence[str],
    store: str | None,
    shards: str | None,
    part: tuple[int, int] | None,
    only: bool,
    jobs: int | None,
    dask: str | None,
    timeout: float,
    report: str | None,
    allow_unknown_keys: bool,
    quiet: bool,
) -> None:
    """Turn documents into a graph; without PATHS, the entries of the dataset.

    The store is published when it is complete: if the build is stopped, the old one still answers,
    and the same command goes on where it was. A document that cannot be read is reported and the
    others go on; the exit code is 3 then, and where a citation names a key that no list of sources
    has. docs/building.md says more on many documents.

    A store or an export (RDF, in any form) has the tables of its dataset with it. The bundled
    dataset stays out then, tables and entries; one that you are in, or name with --dataset, comes
    in. Only .nq and .trig say what is of which text and dataset.
    """
    from attachgraph.cli.output import open_output

    if only and not paths:
        raise click.UsageError("--only leaves the entries of the dataset out, so it needs PATHS")
    target = _target(store, shards, part)
    if report:
        Path(report).touch()  # a wrong path is told now, not after an hour of work
    done = run_build(
        paths,
        target,
        only=only,
        executor=_executor(paths, jobs, dask, timeout),
        quiet=quiet,
        part=(part or (1, 1)) if shards else None,
    )
    held = None if shards else _count_held(target)
    if report:
        with open_output(report) as file:
            file.write(_as_json(done, target, held).encode())
    if done.tables:
        click.echo(_of_tables(), err=True)
    click.echo(f"{target}: {_in_short(done, held)}", err=True)
    if done.failures or (done.unknown_keys and not allow_unknown_keys):
        raise click.exceptions.Exit(3)


def _of_tables() -> str:
    """Say whose tables came in: who merges stores must see whose numbers are among theirs."""
    from attachgraph.dataset.words import count_of
    from attachgraph.evidence.shipped import shipped_evidence
    from attachgraph.folder import find_folder, read_about

    title = read_about(find_folder()).title
    results = count_of(len(shipped_evidence().results), "result")
    return f"with the tables of “{title}”: {results}"


def _target(store: str | None, shards: str | None, part: tuple[int, int] | None) -> str:
    """Return the folder to write; a store that only the environment names gives way to shards."""
    from attachgraph.remote.address import is_address

    if shards:
        source = click.get_current_context().get_parameter_source("store")
        if store and source is ParameterSource.COMMANDLINE:
            raise click.UsageError(
                "name --store or --shards, not both: attachgraph load makes a store of the shards"
            )
        return shards
    if not store or part:
        raise click.UsageError("name the folder to write: --store DIR, or --shards DIR --part K/N")
    if is_address(store):
        raise click.UsageError(
            "build writes a folder: name one with --store, and load it with attachgraph push URL"
        )
    return store


def _executor(
    paths: Sequence[str], jobs: int | None, dask: str | None, timeout: float
) -> Executor | None:
    if dask:
        from attachgraph.building.cluster import Cluster

        return Cluster(dask, jobs, timeout)
    if not paths:
        return None  # the bundled entries are few, and known
    from attachgraph.building.workers import Workers

    return Workers(jobs, timeout)


def run_build(
    paths: Sequence[str],
    store: str,
    *,
    only: bool = False,
    executor: Executor | None = None,
    quiet: bool = False,
    part: tuple[int, int] | None = None,
) -> BuildReport:
    """Build a store, or a part of shards, with a progress bar; tell what could not be read."""
    import attachgraph.building as steps
    from attachgraph.cli.progress import show_progress

    inputs = steps.collect(paths, only=only)
    try:
        with show_progress(quiet=quiet) as tell:
            if part is None:
                done = steps.build(inputs, store, executor=executor, progress=tell)
            else:
                done = steps.build_shards(
                    inputs, Path(store), part=part, executor=executor, progress=tell
                )
    except KeyboardInterrupt:
        click.echo("stopped; the same command goes on where this one was", err=True)
        raise
    _tell(done, quiet=quiet)
    return done


def _tell(done: BuildReport, *, quiet: bool) -> None:
    """Show what could not be read, and what was read with a warning."""
    from attachgraph.cli.output import LEVEL_COLOURS, printable

    for failure in done.failures[:_MOST_SHOWN]:
        click.echo(
            click.style("not read: ", fg="red") + printable(failure.message, keep="\n"), err=True
        )
    _tell_of_more(len(done.failures), "documents that could not be read")
    if quiet:
        return
    for name, d in done.warnings[:_MOST_SHOWN]:
        click.echo(
            f"{printable(name)}:{d.line}:{d.column}: "
            f"{click.style(d.level, fg=LEVEL_COLOURS[d.level])} {d.code}: {printable(d.message)}",
            err=True,
        )
        if d.level == "error":
            click.echo(f"    {printable(d.fix)}", err=True)
    _tell_of_more(len(done.warnings), "warnings")


def _tell_of_more(count: int, what: str) -> None:
    if count > _MOST_SHOWN:
        click.echo(
            f"… and {count - _MOST_SHOWN:,} more {what}: --report FILE has them all", err=True
        )


def _count_held(store: str) -> int:
    """Count the statements of a store; what several documents say alike is one there."""
    from attachgraph.dataset.counts import number_of_statements
    from attachgraph.store.embedded import open_store

    return number_of_statements(open_store(store))


def _in_short(done: BuildReport, held: int | None) -> str:
    """Say how much was built, with both numbers where a store holds another one than was read."""
    from attachgraph.dataset.words import count_of

    statements = count_of(done.statements, "statement")
    if held not in {None, done.statements}:
        statements += f" read, {held:,} in the store"
    failed = f", {len(done.failures):,} not read" if done.failures else ""
    return f"{count_of(done.documents, 'document')}, {statements}{failed}"


def _as_json(done: BuildReport, store: str, held: int | None) -> str:
    """Write a report as JSON, the same for the same build; shards hold no number of their own."""
    content = {
        "store": store,
        "documents": done.documents,
        "statements": done.statements,
        "statements_in_store": held,
        "failures": [failure._asdict() for failure in done.failures],
        "warnings": [
            {"name": name, **{part: getattr(warning, part) for part in _PARTS}}
            for name, warning in done.warnings
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
