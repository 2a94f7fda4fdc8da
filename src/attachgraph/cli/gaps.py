"""gaps: which pairings are studied, and which claims have no source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from attachgraph.cli.options import store_option
from attachgraph.cli.tables import form_of, table_options, write_json

if TYPE_CHECKING:
    from attachgraph.dataset.coverage import Cell

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "covered": {"fg": "green"},
    "thin": {"fg": "yellow"},
    "missing": {"fg": "red"},
}


@click.command(
    epilog="""\b
Examples:
  attachgraph gaps
  attachgraph gaps --format json
"""
)
@table_options("table")
@store_option
def gaps(format_: str | None, output: str | None, store: str | None) -> None:
    """Show for every pair of styles how well it is studied, and how many claims cite no source.

    \b
    ● covered  at least one sample of couples that bears on it directly: the study
               measured what is claimed, and it is known how many couples took part
    ◐ thin     results, but no such sample: indirect ones, or projected from results on
               both partners' anxiety and avoidance
    ○ missing  no result at all

    JSON: levels, cells (styles, labels, pairing, has_entry, level, results, studies, samples,
    dyadic, direct, direct_dyadic, projected, couples, claims, unsourced, sources), one for each
    pair. Samples are dyadic if they are of couples, direct if the pairing itself was measured;
    couples are those of all samples. Projected are further samples, with nothing but projected
    results; attachgraph query list-pairings-by-evidence counts all projected results. CSV: the
    cells as rows.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.dataset.coverage import LEVELS

    form = form_of("table", format_, output)
    cells = open_graph(store).gaps()
    if form == "json":
        write_json({"levels": LEVELS, "cells": [asdict(cell) for cell in cells]}, output)
        return
    if form != "table":
        from attachgraph.cli.output import write_rows
        from attachgraph.exports.columns import cell as cell_of

        rows = [asdict(cell) for cell in cells]
        columns = list(rows[0]) if rows else []
        write_rows(
            columns, ([cell_of(row[name]) for name in columns] for row in rows), form, output
        )
        return
    if not cells:
        click.echo("the dataset has no attachment styles", err=True)
        return
    _print_grid(cells)
    _print_list(cells)


def _print_grid(cells: Sequence[Cell]) -> None:
    """Draw both halves of the grid, so that a pair is found from either style.

    Where it does not fit the terminal, the pairs stand one below the other.
    """
    from attachgraph.cli.sheet import Piece, Sheet

    sheet = Sheet()
    styles = list(dict.fromkeys(label for cell in cells for label in cell.labels))
    by_pair = {labels: cell for cell in cells for labels in (cell.labels, cell.labels[::-1])}
    first = max(map(len, styles)) + 1
    width = max(first, *(len(text) + 1 for cell in cells for text, _ in _lines(cell)))
    if sheet.width and first + width * len(styles) > sheet.width:
        for cell in cells:
            sheet.write(Piece(" + ".join(cell.labels), {"bold": True}))
            sheet.write("; ".join(text for text, _ in _lines(cell)), first="  ")
        return
    click.echo(" " * first + "".join(_padded(style, width) for style in styles).rstrip())
    for row in styles:
        click.echo()
        columns = [list(_lines(by_pair[row, column])) for column in styles]
        for number, parts in enumerate(zip(*columns, strict=True)):
            start = _padded("" if number else row, first)
            line = "".join(_padded(text, width, **style) for text, style in parts)
            click.echo((start + line).rstrip())


def _lines(cell: Cell) -> Iterator[tuple[str, dict[str, Any]]]:
    from attachgraph.dataset.coverage import LEVEL_SIGNS
    from attachgraph.dataset.words import count_of

    yield f"{LEVEL_SIGNS[cell.level]} {cell.level}", _STYLES[cell.level]
    yield count_of(cell.samples, "sample"), {}
    yield f"{cell.dyadic} of couples", {}
    yield f"{cell.direct} direct", {}
    yield f"and {cell.projected} projected", {}
    yield f"{cell.unsourced}/{cell.claims} unsourced" if cell.claims else "no entry", {"dim": True}


def _padded(text: str, width: int, **style: Any) -> str:
    from attachgraph.cli.output import printable

    shown = printable(text)
    return click.style(shown, **style) + " " * (width - len(shown))


def _print_list(cells: Sequence[Cell]) -> None:
    from attachgraph.cli.sheet import Piece, Sheet

    sheet = Sheet()
    wanting = [cell for cell in cells if cell.level != "covered" or not cell.has_entry]
    if wanting:
        sheet.heading("What is missing")
    for cell in wanting:
        sheet.write(Piece(cell.pairing, {"bold": True}), "; ".join(_lacks(cell)), first="  - ")
    claims = sum(cell.claims for cell in cells)
    if claims:
        unsourced = sum(cell.unsourced for cell in cells)
        sheet.heading("Claims without a source")
        sheet.write(f"{unsourced:,} of {claims:,} claims of pairings cite no source", first="  ")
        worst = sorted(cells, key=lambda cell: (-cell.unsourced, cell.pairing))
        for cell in worst:
            if cell.unsourced:
                sheet.write(f"{cell.unsourced} of {cell.claims}", cell.pairing, first="  - ")


def _lacks(cell: Cell) -> Iterator[str]:
    """Say what a pair would need to be covered."""
    if not cell.results:
        yield (
            f"only projected results ({cell.projected} samples)"
            if cell.projected
            else ("no result at all")
        )
    else:
        if not cell.direct:
            yield f"no direct sample ({cell.samples} indirect)"
        if not cell.dyadic:
            yield "no sample of couples"
        if cell.direct and cell.dyadic and not cell.direct_dyadic:
            yield "no sample of couples that bears on it directly"
    if not cell.has_entry:
        yield "no entry"
