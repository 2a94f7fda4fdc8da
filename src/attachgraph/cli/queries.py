"""queries: the questions that are ready to run."""

from __future__ import annotations

import json
import textwrap

import click

from attachgraph.cli.options import format_option


@click.command(
    epilog="""\b
Examples:
  attachgraph queries
  attachgraph queries show-conflict-cycle
  attachgraph queries --format json
"""
)
@click.argument("name", required=False)
@format_option("text", "json", help="Form of the list.")
def queries(name: str | None, format_: str) -> None:
    """List the questions that are ready to run, or show the SPARQL of one.

    Run one with: attachgraph query --name NAME
    """
    from attachgraph.query.named import find_query
    from attachgraph.rdf.named_queries import read_named_queries

    if name is not None and format_ == "text":
        click.echo(find_query(name).text.rstrip())
        return
    found = read_named_queries() if name is None else [find_query(name)]
    if format_ == "json":
        from dataclasses import asdict

        click.echo(json.dumps([asdict(query) for query in found], ensure_ascii=False, indent=2))
        return
    for query in found:
        click.echo(click.style(query.name, bold=True))
        click.echo(textwrap.fill(query.question, 96, initial_indent="  ", subsequent_indent="  "))
        for parameter in query.parameters:
            click.echo(f"  --param {parameter.name}={parameter.sample}  {parameter.meaning}")
