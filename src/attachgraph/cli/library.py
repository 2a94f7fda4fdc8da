"""library: list, search and check the publications of a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from attachgraph.cli.options import dataset_option, format_option
from attachgraph.cli.tables import write_json

if TYPE_CHECKING:
    from attachgraph.library.checking import Fault


@click.command(
    epilog="""\b
Examples:
  attachgraph library
  attachgraph library simpson diary
  attachgraph library --check
  attachgraph library cortisol --format json
"""
)
@click.argument("words", nargs=-1)
@click.option(
    "--check", "is_check", is_flag=True, help="Say what is missing, doubled or malformed."
)
@format_option("text", "json")
@dataset_option
def library(words: Sequence[str], is_check: bool, format_: str) -> None:
    """List the publications of a dataset; with WORDS, those that have all the words.

    Each line has the key that citations use, as in [@supports:KEY], and the reference. --check
    reports missing fields, publications that are in it twice, DOIs, ISBNs and PubMed numbers with a
    wrong form, and retractions; exit code 1 tells that there is something to repair or to know.
    """
    from attachgraph.evidence.library import lines_of_library, read_library
    from attachgraph.folder import find_folder
    from attachgraph.library.checking import check_library, search_library

    folder = find_folder()
    records = search_library(read_library(folder), words)
    if is_check:
        _tell(check_library(records), lines_of_library(folder), format_)
        return
    if format_ == "json":
        write_json(records)
    else:
        _print(records)
    if not records:
        click.echo(
            "no publication has all these words" if words else "the library is empty", err=True
        )
        raise click.exceptions.Exit(1)


def _print(records: Sequence[dict[str, Any]]) -> None:
    from attachgraph.cli.output import printable
    from attachgraph.rdf.bibliography import reference

    for record in records:
        aliases = record["custom"].get("aliases", ())
        keys = click.style(record["id"], bold=True) + (
            f" ({', '.join(aliases)})" if aliases else ""
        )
        click.echo(f"{keys}: {printable(reference(record))}")


def _tell(found: Sequence[Fault], lines: Mapping[str, int], format_: str) -> None:
    from attachgraph.dataset.words import count_of
    from attachgraph.folder import LIBRARY

    if format_ == "json":
        write_json([{**f._asdict(), "file": LIBRARY, "line": lines.get(f.key, 1)} for f in found])
    else:
        for one in found:
            click.echo(
                f"{LIBRARY}:{lines.get(one.key, 1)}: {one.key}: {one.problem}. Fix: {one.fix}"
            )
    click.echo(count_of(len(found), "problem") if found else "nothing to repair", err=True)
    if found:
        raise click.exceptions.Exit(1)
