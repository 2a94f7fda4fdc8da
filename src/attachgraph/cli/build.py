"""build: documents to a store on disk."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from attachgraph.build import BuildReport

__all__ = ["build", "run_build"]

_MOST_SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  attachgraph build --store my-store
  attachgraph build page.txt notes/ --store my-store
  attachgraph build 'pages/*.html' --only --store my-store --jobs 2
"""
)
@click.argument("paths", nargs=-1)
@click.option(
    "--store",
    required=True,
    envvar="ATTACHGRAPH_STORE",
    type=click.Path(file_okay=False),
    help="Folder of the store to build.",
)
@click.option(
    "--only",
    is_flag=True,
    help="Leave the bundled entries out; concepts and lists of sources and works stay.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="Processes that read.  [default: one for each processor]",
)
def build(paths: Sequence[str], store: str, only: bool, jobs: int | None) -> None:
    """Turn documents into a graph; without PATHS, the bundled entries.

    The store is published when it is complete: if the build is stopped, the old one still answers.
    A document that cannot be read is reported and the others go on; the exit code is 3 then.
    """
    if only and not paths:
        raise click.UsageError("--only leaves the bundled entries out, so it needs PATHS")
    report = run_build(paths, store, only=only, jobs=jobs)
    click.echo(
        f"{store}: {report.documents:,} documents, {report.statements:,} statements", err=True
    )
    if report.failures:
        raise click.exceptions.Exit(3)


def run_build(
    paths: Sequence[str], store: str, *, only: bool = False, jobs: int | None = None
) -> BuildReport:
    """Build with a progress bar and tell what could not be read.

    Parameters
    ----------
    paths, store, only, jobs
        As for :func:`attachgraph.build.build`; ``jobs`` left out means one for each processor.

    Returns
    -------
    BuildReport
        What was built.
    """
    import attachgraph.build as steps

    count = len(steps.collect(paths, only=only))
    with click.progressbar(
        length=count,
        label="reading",
        file=sys.stderr,
        show_pos=True,
        hidden=not sys.stderr.isatty() or count < 2,  # noqa: PLR2004
    ) as bar:
        report = steps.build(
            paths,
            store,
            only=only,
            jobs=jobs or steps.default_jobs(),
            progress=lambda _: bar.update(1),
        )
    from attachgraph.cli.output import printable

    for failure in report.failures:
        click.echo(
            click.style("not read: ", fg="red") + printable(failure.message, keep="\n"), err=True
        )
    for name, d in report.warnings[:_MOST_SHOWN]:
        click.echo(
            f"{printable(name)}:{d.line}:{d.column}: "
            f"{click.style('warning', fg='yellow')}: {printable(d.message)}",
            err=True,
        )
    if len(report.warnings) > _MOST_SHOWN:
        click.echo(
            f"… and {len(report.warnings) - _MOST_SHOWN:,} more warnings: see attachgraph check",
            err=True,
        )
    return report
