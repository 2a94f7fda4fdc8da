"""Answers of commands as tables: their options, and rows of what is shown as a tree.

In: a description or rows. Out: CSV, a workbook or JSON, on stdout or in a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from attachgraph.cli.options import format_for, format_option, output_option

if TYPE_CHECKING:
    from attachgraph.dataset.description import Item

_Command = TypeVar("_Command", bound=Callable[..., Any])

_SUFFIXES: Final = {".csv": "csv", ".xlsx": "xlsx", ".json": "json"}
#: Columns of an item of a description.
ITEM: Final = ("below", "text", "name", "status", "sources", "quote", "details")


def table_options(screen: str) -> Callable[[_Command], _Command]:
    """Add ``--format`` and ``--output``; `screen` is the form for a terminal."""

    def add(command: _Command) -> _Command:
        names = screen, *_SUFFIXES.values()
        shown = f"Form of the answer.  [default: {screen}, or what the name of the file says]"
        return format_option(*names, help=shown, from_name=True)(output_option()(command))

    return add


def form_of(screen: str, given: str | None, output: str | None) -> str:
    """Choose a form; the one for the screen is for no file."""
    form = format_for(output, given, _SUFFIXES, default=screen)
    if form == screen and output not in {None, "-"}:
        raise click.UsageError(
            f"{screen} is for the screen: end the name of the file in {', '.join(_SUFFIXES)}"
        )
    return form


def write_json(value: object, output: str | None = None) -> None:
    """Write a value as JSON."""
    from attachgraph.cli.output import open_output

    with open_output(output) as target:
        target.write(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")
        target.flush()


def item_rows(items: Iterable[Item], before: Sequence[str], below: str = "") -> Iterator[list[str]]:
    """Write items as rows, each followed by what belongs below it."""
    for item in items:
        statements = item.statements
        cited = (
            f"{one.words} {one.label}".strip() for each in statements for one in each.citations
        )
        quotes = (quote.exact for each in statements for quote in each.quotations)
        standing = (value for name, value in item.details if name == "standing")
        yield [
            *before,
            below,
            item.text,
            item.id,
            _joined((*(each.status for each in statements), *standing)),
            _joined(cited),
            _joined(quotes),
            _joined(f"{name}: {value}" for name, value in item.details),
        ]
        yield from item_rows(item.items, before, item.text)


def _joined(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(filter(None, values)))
