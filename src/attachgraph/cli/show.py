"""show: an entry, or anything else of the graph, in the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from attachgraph.cli.completing import complete_names
from attachgraph.cli.options import store_option
from attachgraph.cli.tables import ITEM, form_of, item_rows, table_options, write_json

if TYPE_CHECKING:
    from attachgraph.dataset.description import Description, Item


@click.command(
    epilog="""\b
Examples:
  attachgraph show avoidant-secure
  attachgraph show "safe-withdrawal pairing" --section cycles
  attachgraph show source:lozano-2021 --no-quotes
  attachgraph show avoidant-secure --section biology --format json
  attachgraph show avoidant-secure --format csv
"""
)
@click.argument("name", shell_complete=complete_names)
@table_options("text")
@click.option("--quotes/--no-quotes", default=True, show_default=True, help="Show the words.")
@click.option("--section", help="Show one part only: cycles, results, or a heading of the entry.")
@store_option
def show(
    name: str,
    format_: str | None,
    output: str | None,
    quotes: bool,
    section: str | None,
    store: str | None,
) -> None:
    """Show what the graph says of a pairing, a style, a concept, a source, a work, a person.

    NAME is a slug, a title, any alias, a CURIE or an IRI. Every claim comes with how it stands in
    the literature, the sources that bear on it, and its words with their place in the text.

    JSON: iri, id, kinds, title, summary, details, parts (key, title, items). An item has text, id,
    details, statements (id, status, sources, quotes) and the items below it. CSV and xlsx: a row
    for each item. For a page that can be clicked through, see attachgraph view.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.dataset.description import to_dict

    form = form_of("text", format_, output)
    description = open_graph(store).entry(name)
    if section is not None:
        description = description.only(section)
    if not quotes:
        description = _without_quotes(description)
    if form == "json":
        write_json(to_dict(description), output)
        return
    if form != "text":
        from attachgraph.cli.output import write_rows

        rows = (row for part in description.parts for row in item_rows(part.items, [part.title]))
        write_rows(("part", *ITEM), rows, form, output)
        return
    from attachgraph.cli.descriptions import print_description

    print_description(description)


def _without_quotes(description: Description) -> Description:
    def bare(item: Item) -> Item:
        return replace(
            item,
            statements=tuple(replace(one, quotations=()) for one in item.statements),
            items=tuple(bare(below) for below in item.items),
        )

    return replace(
        description,
        parts=tuple(
            replace(part, items=tuple(bare(item) for item in part.items))
            for part in description.parts
        ),
    )
