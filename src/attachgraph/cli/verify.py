"""verify: prove that every quote is still in a text with that checksum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from attachgraph.cli.options import format_option, store_option
from attachgraph.cli.tables import write_json
from attachgraph.dataset.words import count_of
from attachgraph.errors import UsageError

if TYPE_CHECKING:
    from attachgraph.dataset.source import Quads
    from attachgraph.validation.quotes import Problem

_MOST_SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  attachgraph verify
  attachgraph verify --store my-store
  attachgraph verify --store my-store --against pages/
  attachgraph verify --library papers/
"""
)
@store_option
@click.option(
    "--against",
    "against",
    multiple=True,
    metavar="PATH",
    help="The same as PATHS; can be repeated.",
)
@click.option(
    "--library",
    metavar="DIR",
    help="Look up the passages of results in these papers (PDF, HTML, text).",
)
@format_option("text", "json", help="Form of the report.")
@click.argument("paths", nargs=-1)
def verify(
    store: str | None,
    against: Sequence[str],
    library: str | None,
    format_: str,
    paths: Sequence[str],
) -> None:
    """Prove that every quote is the slice of its text, and that all parts agree.

    verify is about words: whether what is quoted was written. Whether the graph is complete is for
    validate; documents that are not built yet are for check.

    Without PATHS, against the texts that the store keeps; then also that every statement has its
    edge, that no statement or quotation was changed since it was named, that cited sources
    are described, and that no link leads to nothing. With PATHS, against those files: each must be,
    byte for byte, a text that the store was built from. With --library, the passage of each
    result is looked up in your papers, by its words or their digest; a file is known by the key,
    the DOI or the title of the publication, in its name or on its first page. Exit code 1 tells
    that something is not verified, 3 that the files of the store are not those that were
    published.

    JSON: verified, problems (text, focus, code, message, fix).
    """
    from attachgraph.cli.opening import open_dataset
    from attachgraph.remote.address import is_address
    from attachgraph.validation.agreement import verify_agreement
    from attachgraph.validation.files import verify_files
    from attachgraph.validation.quotes import count_quotes, verify_quotes

    if store is None or not is_address(store):
        _check_files(store)
    dataset = open_dataset(store)
    if library is not None:
        if paths or against:
            raise UsageError(
                "--library and texts do not mix", fix="verify papers and texts in two runs"
            )
        problems, said = _verify_library(dataset, library)
    elif files := [*paths, *against]:
        problems = verify_files(dataset, files)
        said = "every quote from these files is at its place"
    else:
        problems = [*verify_quotes(dataset), *verify_agreement(dataset)]
        quotes, texts = count_quotes(dataset)
        said = f"{count_of(quotes, 'quote')} in {count_of(texts, 'text')}"
    _report(problems, said, format_)


def _verify_library(dataset: Quads, folder: str) -> tuple[list[Problem], str]:
    from pathlib import Path

    from attachgraph.dataset.lookup import Lookup
    from attachgraph.validation.passages import verify_passages

    found = verify_passages(Lookup(dataset), Path(folder))
    for name, why in found.unread:
        click.echo(f"not read: {name}: {why}", err=True)
    if found.without and found.proved:
        left = count_of(found.without, "result")
        click.echo(f"{left} without a passage, not looked up", err=True)
    read = f"{count_of(found.proved, 'result')} in {count_of(found.files, 'file')}"
    return found.problems, f"the passages of {read}"


def _report(problems: Sequence[Problem], said: str, format_: str) -> None:
    if format_ == "json":
        listed = [{**asdict(problem), "fix": problem.fix} for problem in problems]
        report = {"verified": not problems, "problems": listed}
        write_json(report)
    else:
        _print(problems)
    if problems:
        click.echo(f"not verified: {count_of(len(problems), 'problem')}", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"verified: {said}", err=True)


def _check_files(store: str | None) -> None:
    """Hold every byte of a store against its seal; a damaged one in the cache is built again."""
    from attachgraph.bundled import bundled_store, folder_of
    from attachgraph.store.embedded import check_store

    folder = folder_of(store)
    if store is None:
        bundled_store()
    if folder is not None and folder.exists():
        check_store(folder, thorough=True)


def _print(problems: Sequence[Problem]) -> None:
    from attachgraph.cli.output import printable

    for problem in problems[:_MOST_SHOWN]:
        click.echo(
            f"{printable(problem.focus)}\n"
            f"  {problem.code}: {printable(problem.message)}\n"
            f"  Fix: {problem.fix}"
        )
    if len(problems) > _MOST_SHOWN:
        click.echo(f"… and {len(problems) - _MOST_SHOWN:,} more")
