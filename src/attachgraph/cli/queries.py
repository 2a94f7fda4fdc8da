"""queries: the questions that are ready to run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from attachgraph.cli.completing import complete_questions
from attachgraph.cli.options import format_option
from attachgraph.cli.tables import write_json

if TYPE_CHECKING:
    from attachgraph.rdf.named_queries import NamedQuery


@click.command(
    epilog="""\b
Examples:
  attachgraph queries
  attachgraph queries show-conflict-cycle
  attachgraph queries --format json
"""
)
@click.argument("name", required=False, shell_complete=complete_questions)
@format_option("text", "json", help="Form of the list.")
def queries(name: str | None, format_: str) -> None:
    """List the questions that are ready to run by what they are about, or show the SPARQL of one.

    Run one with: attachgraph query NAME
    """
    from attachgraph.query.named import find_query
    from attachgraph.rdf.named_queries import read_named_queries

    if name is not None and format_ == "text":
        click.echo(find_query(name).text.rstrip())
        return
    found = read_named_queries() if name is None else [find_query(name)]
    if format_ == "json":
        from dataclasses import asdict

        write_json([asdict(query) for query in found])
        return
    list_by_group(found)


def list_by_group(found: Sequence[NamedQuery]) -> None:
    """Print questions under what they are about, each with its parameters."""
    from attachgraph.cli.sheet import Sheet

    sheet = Sheet()
    groups: dict[str, list[NamedQuery]] = {}
    for query in found:
        groups.setdefault(query.tags[0], []).append(query)
    for group in sorted(groups):
        click.echo(click.style(group.capitalize(), bold=True))
        for query in groups[group]:
            click.echo(click.style(f"  {query.name}", bold=True))
            sheet.write(query.question, first="    ")
            for parameter in query.parameters:
                option = f"--param {parameter.name}={parameter.words} "
                sheet.write(option, parameter.meaning, first="    ", rest=" " * 12)
