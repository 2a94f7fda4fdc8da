"""stats: count what is in the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

import click

from attachgraph.cli.options import store_option
from attachgraph.cli.tables import form_of, table_options, write_json

_PARTS: Final = ("classes", "edges", "statements", "sources")


@click.command(
    epilog="""\b
Examples:
  attachgraph stats
  attachgraph stats --format json
"""
)
@table_options("table")
@store_option
def stats(format_: str | None, output: str | None, store: str | None) -> None:
    """Count nodes by class, edges by name, statements by status, and sources.

    An edge that holds in both directions counts twice. Of a source that is checked, all details
    were seen; of one that is checked in part, some; those in no list are as a text cites them.

    JSON: quads, graphs, and numbers by name in classes, edges, statements and sources.
    CSV: the same as rows of what, name and number.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.cli.sheet import STATUS_STYLES
    from attachgraph.dataset.words import count_of

    form = form_of("table", format_, output)
    counts = open_graph(store).counts()
    if form == "json":
        write_json(asdict(counts), output)
        return
    if form != "table":
        from attachgraph.cli.output import write_rows

        parts = asdict(counts)
        named = ((part, n, v) for part in _PARTS for n, v in parts[part].items())
        rows = [("all", "quads", counts.quads), ("all", "graphs", counts.graphs), *named]
        write_rows(("what", "name", "number"), rows, form, output)
        return
    quotes, texts = counts.classes.get("Quotation", 0), counts.classes.get("SourceText", 0)
    click.echo(f"{counts.quads:,} quads in {count_of(counts.graphs, 'graph')}")
    click.echo(f"{count_of(quotes, 'quote')} from {count_of(texts, 'text')}")
    _print("Statements by status", counts.statements, STATUS_STYLES)
    _print("Edges", counts.edges)
    _print("Nodes by class", counts.classes)
    checked = {
        {"yes": "checked", "partial": "checked in part", "": "in no list"}.get(name, name): number
        for name, number in counts.sources.items()
    }
    _print("Sources", checked)


def _print(
    title: str, numbers: Mapping[str, int], styles: Mapping[str, dict[str, object]] | None = None
) -> None:
    """Print a column of numbers under a heading, each with its name."""
    from attachgraph.cli.sheet import Piece, Sheet

    if not numbers:
        return
    sheet = Sheet()
    sheet.heading(title)
    width = max(len(f"{number:,}") for number in numbers.values())
    for name, number in numbers.items():
        style = (styles or {}).get(name, {})
        sheet.write(Piece(name or "without", dict(style)), first=f"  {number:>{width},}  ")
