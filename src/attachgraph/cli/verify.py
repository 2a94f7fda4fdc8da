"""verify: prove that every quote still stands in a text with that checksum."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from attachgraph.cli.options import format_option, store_option

if TYPE_CHECKING:
    from attachgraph.validation.quotes import Problem

_MOST_SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  attachgraph verify
  attachgraph verify --store my-store
  attachgraph verify --store my-store --against pages/
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
@format_option("text", "json", help="Form of the report.")
@click.argument("paths", nargs=-1)
def verify(store: str | None, against: Sequence[str], format_: str, paths: Sequence[str]) -> None:
    """Prove that every quote is the slice of its text, and that all parts agree.

    Without PATHS, against the texts that the store keeps; then also that every statement has its
    edge, that no statement or quotation was changed since it was named, that cited sources
    are described, and that no link leads to nothing. With PATHS, against those files: each must be,
    byte for byte, a text that the store was built from. Exit code 1 tells that something is not
    verified, 3 that the files of the store are not those that were published.

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
    files = [*paths, *against]
    problems = (
        verify_files(dataset, files)
        if files
        else [*verify_quotes(dataset), *verify_agreement(dataset)]
    )
    if format_ == "json":
        listed = [{**asdict(problem), "fix": problem.fix} for problem in problems]
        report = {"verified": not problems, "problems": listed}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print(problems)
    if problems:
        click.echo(f"not verified: {len(problems):,} problems", err=True)
        raise click.exceptions.Exit(1)
    quotes, texts = count_quotes(dataset)
    if files:
        click.echo("verified: every quote from these files stands at its place", err=True)
    else:
        click.echo(f"verified: {quotes:,} quotes in {texts:,} texts", err=True)


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
