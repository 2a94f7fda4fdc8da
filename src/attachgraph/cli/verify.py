"""verify: prove that every quote still stands in a text with that checksum."""

from __future__ import annotations

from collections.abc import Sequence

import click

from attachgraph.cli.options import store_option

__all__ = ["verify"]

_MOST_SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  attachgraph verify
  attachgraph verify --store my-store
  attachgraph verify --store my-store pages/
"""
)
@store_option
@click.argument("paths", nargs=-1)
def verify(store: str | None, paths: Sequence[str]) -> None:
    """Prove that every quote is the slice of its text.

    Without PATHS, against the texts that the store keeps. With PATHS, against those files: each
    must be, byte for byte, a text that the store was built from. Exit code 1 tells that something
    is not verified.
    """
    from attachgraph.cli.opening import open_dataset
    from attachgraph.cli.output import printable
    from attachgraph.validation.files import verify_files
    from attachgraph.validation.quotes import count_quotes, verify_quotes

    dataset = open_dataset(store)
    problems = verify_files(dataset, paths) if paths else verify_quotes(dataset)
    for problem in problems[:_MOST_SHOWN]:
        click.echo(
            f"{printable(problem.focus)}\n"
            f"  {problem.code}: {printable(problem.message)}\n"
            f"  Fix: {problem.fix}"
        )
    if len(problems) > _MOST_SHOWN:
        click.echo(f"… and {len(problems) - _MOST_SHOWN:,} more")
    if problems:
        click.echo(f"not verified: {len(problems):,} problems", err=True)
        raise click.exceptions.Exit(1)
    quotes, texts = count_quotes(dataset)
    if paths:
        click.echo("verified: every quote from these files stands at its place", err=True)
    else:
        click.echo(f"verified: {quotes:,} quotes in {texts:,} texts", err=True)
