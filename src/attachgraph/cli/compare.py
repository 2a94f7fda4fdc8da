"""compare: two pairings side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.completing import complete_names
from attachgraph.cli.options import store_option
from attachgraph.cli.tables import ITEM, form_of, item_rows, table_options, write_json

if TYPE_CHECKING:
    from attachgraph.cli.sheet import Line, Piece, Sheet
    from attachgraph.dataset.comparison import Aspect, Comparison, Overlap
    from attachgraph.dataset.description import Description, Item

#: Where there is no terminal, two columns still need a width.
_USUAL_WIDTH: Final = 100
_INDENT: Final = "  "


@click.command(
    epilog="""\b
Examples:
  attachgraph compare avoidant-secure anxious-avoidant
  attachgraph compare "secure attachment" "anxious attachment" --format json
"""
)
@click.argument("first", metavar="A", shell_complete=complete_names)
@click.argument("second", metavar="B", shell_complete=complete_names)
@table_options("text")
@store_option
def compare(
    first: str, second: str, format_: str | None, output: str | None, store: str | None
) -> None:
    """Put the traits, cycles, outcomes, results, phases and debates of A and B side by side.

    A and B are slugs, titles or aliases. At the end come the concepts, traits and sources that
    both name, and those that only one of them names. Where one is silent, it need not disagree.

    JSON: entries (iri, id, title, statuses), aspects (key, title, first, second) with items as in
    attachgraph show, overlaps (key, title, shared, first, second). CSV and xlsx: a row for each
    item of either.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.dataset import comparison

    form = form_of("text", format_, output)
    found = open_graph(store).compare(first, second)
    if form == "json":
        write_json(comparison.to_dict(found), output)
        return
    if form != "text":
        from attachgraph.cli.output import write_rows

        write_rows(("part", "entry", *ITEM), _rows(found), form, output)
        return
    _print(found)


def _rows(found: Comparison) -> Iterator[list[str]]:
    for aspect in found.aspects:
        for entry, items in zip(found.entries, (aspect.first, aspect.second), strict=True):
            yield from item_rows(items, [aspect.title, entry.title])


def _print(found: Comparison) -> None:
    from attachgraph.cli.sheet import Sheet

    sheet = Sheet()
    width = ((sheet.width or _USUAL_WIDTH) - 3) // 2
    one, other = found.entries
    sheet.beside(_title_lines(sheet, one, width), _title_lines(sheet, other, width), width)
    standing = [sheet.lines(*_statuses(statuses), width=width) for statuses in found.statuses]
    sheet.beside(standing[0], standing[1], width)
    for aspect in found.aspects:
        sheet.heading(aspect.title)
        _print_aspect(sheet, aspect, width)
    for overlap in found.overlaps:
        sheet.heading(overlap.title)
        _print_overlap(sheet, overlap, [entry.title for entry in found.entries])


def _title_lines(sheet: Sheet, entry: Description, width: int) -> Iterator[Line]:
    from attachgraph.cli.sheet import Piece

    return sheet.lines(Piece(entry.title, {"bold": True}), width=width)


def _statuses(statuses: Mapping[str, int]) -> Iterator[Piece | str]:
    from attachgraph.cli.sheet import STATUS_STYLES, Piece
    from attachgraph.dataset.words import count_of

    yield f"{count_of(sum(statuses.values()), 'claim')}:"
    for status, number in statuses.items():
        yield Piece(f"{number} {status}", STATUS_STYLES.get(status, {}))


def _print_aspect(sheet: Sheet, aspect: Aspect, width: int) -> None:
    """Print the items in rows, so that the first phase is next to the first phase."""
    if aspect.key == "results":
        left = _result_lines(sheet, aspect.first, width)
        sheet.beside(left, _result_lines(sheet, aspect.second, width), width)
        return
    for one, other in zip_longest(aspect.first, aspect.second):
        left = _item_lines(sheet, one, width, "") if one else iter(())
        right = _item_lines(sheet, other, width, "") if other else iter(())
        sheet.beside(left, right, width)


def _item_lines(sheet: Sheet, item: Item, width: int, indent: str) -> Iterator[Line]:
    from attachgraph.cli.sheet import STATUS_STYLES, Piece

    details = dict(item.details)
    actor = [Piece(f"{details['order']}. {details['actor']}:", {})] if "actor" in details else []
    # That an entry names its phases and debates is not in question; how its claims stand is.
    statuses = dict.fromkeys(s.status for s in item.statements if not item.items)
    yield from sheet.lines(
        *actor,
        Piece(item.text, {"bold": bool(item.items)}),
        *(Piece(f"[{status}]", STATUS_STYLES.get(status, {})) for status in statuses),
        first=indent if item.items or actor else f"{indent}- ",
        rest=indent + _INDENT,
        width=width,
    )
    if "trigger" in details:
        yield from sheet.lines(
            Piece("trigger:", {"dim": True}),
            details["trigger"],
            first=indent + _INDENT,
            width=width,
        )
    for below in item.items:
        yield from _item_lines(sheet, below, width, indent + _INDENT)


def _result_lines(sheet: Sheet, claims: tuple[Item, ...], width: int) -> Iterator[Line]:
    """Say for every claim how it stands, and on what that rests."""
    from attachgraph.cli.sheet import STATUS_STYLES, Piece

    for claim in claims:
        details = dict(claim.details)
        status = details.get("standing", "")
        standing = [Piece(f"[{status}]", STATUS_STYLES.get(status, {}))] if status else []
        because = [f"({details['because']})"] if "because" in details else []
        yield from sheet.lines(claim.text, *standing, *because, first="- ", width=width)


def _print_overlap(sheet: Sheet, overlap: Overlap, titles: list[str]) -> None:
    from attachgraph.cli.sheet import Piece

    for heading, names in (
        ("in both", overlap.shared),
        (f"only in {titles[0]}", overlap.first),
        (f"only in {titles[1]}", overlap.second),
    ):
        words = Piece(f"{heading} ({len(names)}):", {"dim": True})
        sheet.write(words, "; ".join(names), first=_INDENT, rest=_INDENT * 2)
