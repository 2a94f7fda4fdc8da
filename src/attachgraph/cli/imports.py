"""import: bibliographies and coded results into a dataset of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.options import dataset_option

if TYPE_CHECKING:
    from attachgraph.library.report import Line, Report

_MOST_SHOWN: Final = 20
_COLOURS: Final = {"new": "green", "merged": "cyan", "doubtful": "yellow", "refused": "red"}


def _named(_: click.Context, __: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """Part headings from names; a heading may have an equals sign of its own."""
    pairs = [one.rpartition("=")[::2] for one in given]
    if wrong := [one for one, pair in zip(given, pairs, strict=True) if not all(pair)]:
        raise click.BadParameter(f'{wrong[0]}: write "heading=name", such as "Paper=source"')
    return dict(pairs)


@click.command(
    "import",
    epilog="""\b
Examples:
  attachgraph import my-library.bib --into my-dataset
  attachgraph import zotero.json pubmed.nbib --into my-dataset --dry-run
  attachgraph import --template results.xlsx
  attachgraph import results.xlsx --into my-dataset
  attachgraph import effects.csv --column "Paper=source" --column "Correlation=r"
""",
)
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--into",
    metavar="DIR",
    help="Dataset to put them into.  [default: --dataset, or the one that you are in]",
)
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a sheet to code results in, .xlsx or .csv, and stop.",
)
@click.option(
    "--column",
    "columns",
    metavar="HEADING=NAME",
    multiple=True,
    callback=_named,
    help="Column of the codebook that a heading of your sheet is. Repeatable.",
)
@click.option("--dry-run", "-n", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--verbose", "-v", is_flag=True, help="Name every record and row, also new ones.")
@dataset_option
def import_(
    files: Sequence[Path],
    into: str | None,
    template: Path | None,
    columns: Mapping[str, str],
    dry_run: bool,
    verbose: bool,
) -> None:
    """Take bibliographies and coded results into a dataset.

    Reads BibTeX, BibLaTeX, RIS, CSL-JSON, Zotero RDF and PubMed (.nbib), and results from .csv or
    .xlsx by the codebook. A publication is known again by DOI, PubMed number or ISBN, else by
    title, year and first author; what is known is filled in and never overwritten. Running it
    twice changes nothing. Keys of the file, such as those of Better BibTeX, stay usable in
    citations. A sheet of your own needs no ids: a row for each result, with its source (any key)
    and finding; what its other headings are, `dataset.toml` or --column says. Exit code 3
    tells that something was refused.
    """
    from attachgraph.library.importing import import_files
    from attachgraph.library.sheets import write_template

    if template is not None:
        if files:
            raise click.UsageError("--template writes a sheet; give it alone, without FILES")
        write_template(template)
        click.echo(f"{template}: fill it in, then attachgraph import {template}", err=True)
        return
    if not files:
        raise click.UsageError("name at least one file, or write a sheet with --template")
    folder = own_folder(into)
    report = import_files(files, folder, dry_run=dry_run, columns=columns)
    _tell(report, verbose=verbose)
    written = "would be" if dry_run else "is"
    what = f"{written} changed" if report.changes else f"{written} unchanged"
    click.echo(f"{folder}: {report.summary}; the dataset {what}", err=True)
    if report.count("refused"):
        raise click.exceptions.Exit(3)


def own_folder(into: str | None) -> Path:
    """Return the dataset to change; the bundled one is not the user's."""
    from attachgraph.folder import find_folder, is_bundled, require_folder

    folder = require_folder(Path(into)) if into else find_folder()
    if is_bundled(folder) and not into:
        raise click.UsageError(
            "say which dataset is meant with --into DIR, or begin one: attachgraph init DIR"
        )
    return folder


def _tell(report: Report, *, verbose: bool) -> None:
    """Name what needs a look first, then what changed; what is as it was only if asked for."""
    from attachgraph.library.report import OUTCOMES

    for outcome in reversed(OUTCOMES):
        lines = [line for line in report.lines if line.outcome == outcome]
        needs_a_look = outcome in {"doubtful", "refused"}
        if not verbose and not needs_a_look:
            lines = [line for line in lines if outcome == "merged" or line.what]
        shown = lines if verbose or needs_a_look else lines[:_MOST_SHOWN]
        for line in shown:
            _print(line)
        if len(lines) > len(shown):
            more = len(lines) - len(shown)
            click.echo(f"… and {more:,} more {outcome}: --verbose names them all", err=True)


def _print(line: Line) -> None:
    from attachgraph.cli.output import printable

    coloured = click.style(line.outcome, fg=_COLOURS.get(line.outcome))
    text = printable(str(line)).replace(f" {line.outcome}:", f" {coloured}:", 1)
    click.echo(text)
