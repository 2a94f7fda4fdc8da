"""show: an entry, or anything else of the graph, in the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.completing import complete_names
from attachgraph.cli.options import store_option
from attachgraph.cli.tables import ITEM, form_of, item_rows, table_options, write_json

if TYPE_CHECKING:
    from attachgraph.dataset.description import Description, Item

#: Items of a section that are shown at once, and those of a page.
_MOST_ITEMS: Final = 200
_PAGE: Final = 50


@click.command(
    epilog="""\b
Examples:
  attachgraph show avoidant-secure
  attachgraph show "safe-withdrawal pairing" --section cycles
  attachgraph show source:lozano-2021 --no-quotes
  attachgraph show avoidant-secure --section biology --format json
  attachgraph show avoidant-secure --format csv
  attachgraph show anxious-avoidant --section claims --page 2
"""
)
@click.argument("name", shell_complete=complete_names)
@table_options("text")
@click.option("--quotes/--no-quotes", default=True, show_default=True, help="Show the words.")
@click.option("--section", help="Show one part only: cycles, results, or a heading of the entry.")
@click.option("--page", type=click.IntRange(1), help="Show one page of 50 items.")
@click.option("--all", "whole", is_flag=True, help="Show all, however much it is.")
@store_option
def show(  # noqa: PLR0913, PLR0917 -- click calls it with one argument for each option
    name: str,
    format_: str | None,
    output: str | None,
    quotes: bool,
    section: str | None,
    page: int | None,
    whole: bool,
    store: str | None,
) -> None:
    """Show what the graph says of a pairing, a style, a concept, a source, a work, a person.

    NAME is a slug, a title, any alias, a CURIE or an IRI. Every claim comes with its standing in
    the literature, the sources that bear on it, and its words with their place in the text.

    A thing with more than a thousand statements is summed up: how many there are of what, and what
    is disputed most. --section, --page and --all show the rest; JSON and CSV always have all.

    JSON: iri, id, kinds, title, summary, details, parts (key, title, items). An item has text, id,
    details, statements (id, status, sources, quotes) and the items below it. CSV and xlsx: a row
    for each item. For a page that can be clicked through, see attachgraph view.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.dataset.description import to_dict
    from attachgraph.graph.outlines import is_large, outline_of

    form = form_of("text", format_, output)
    if whole and page:
        raise click.UsageError("--all shows all pages: give --all or --page")
    graph = open_graph(store)
    is_summed_up = form == "text" and not (section or page or whole) and is_large(graph, name)
    description = outline_of(graph, name) if is_summed_up else graph.entry(name)
    if section is not None:
        description = description.only(section)
    if form == "text" and not whole and (page or (section and description.size > _MOST_ITEMS)):
        description = _page(description, page or 1)
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
    if is_summed_up:
        click.echo("\nsummed up; more with --section claims, --page 1 or --all", err=True)


def _page(description: Description, number: int) -> Description:
    """Take one page, and say how many there are."""
    pages = -(-description.size // _PAGE)
    if number > pages:
        raise click.BadParameter(f"there are {pages} pages", param_hint="--page")
    click.echo(f"page {number} of {pages}; --page chooses another, --all shows all", err=True)
    return description.page(number, _PAGE)


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
