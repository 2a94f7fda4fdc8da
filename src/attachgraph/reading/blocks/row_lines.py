"""Rules for rows of an infobox that are in the body of a page."""

from __future__ import annotations

import re
from typing import Final

from attachgraph.reading.blocks.page import Page, Taken
from attachgraph.reading.labels import label_field, split_row
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block, Line

_LONGEST_LABEL: Final = 40
#: A row of two cells.
_CELLS: Final = re.compile(r"\|\s*(?P<label>[^|]*[^|\s])\s*\|\s*(?P<value>[^|]*[^|\s])\s*\|")
#: What heads the column of the phases.
_COLUMN_HEADS: Final = frozenset("stage phase step period time etapa fase etape stufe".split())
#: Level of a heading that is below whatever section is open.
_DEEP: Final = 6
#: Rows whose label may be in the body, below the infobox, when a colon follows it.
_ROWS_ANYWHERE: Final = frozenset({"sources", "aliases", "antonyms"})


def take(page: Page) -> Taken | None:
    """Take a row that the markup shows, or that a colon does."""
    line = page.line
    if page.field == "milestones" and (cells := _CELLS.fullmatch(line.text)) is not None:
        line = line._replace(
            hint="row",
            start=line.start + cells.start("label"),
            label_end=line.start + cells.end("label"),
            value_start=line.start + cells.start("value"),
            end=line.start + cells.end("value"),
        )
    elif line.hint != "row" and not _is_row(line):
        return None
    start, end, value = line.start, line.label_end, line.value_start
    row = split_row(line.text) if line.hint != "row" else None
    if row is not None:
        start, end, value = (
            line.start + row.label_start,
            line.start + row.label_end,
            line.start + row.value_start,
        )
    label, words = page.cut(start, end), page.cut(value, line.end)
    if page.field == "cycles" and label_field(label.text) == "traits":
        return Taken((page.block("item", line),))  # "Anxious partner: asks" is a move
    if page.field == "milestones" and line.hint == "row" and not label_field(label.text):
        if fold(label.text) in _COLUMN_HEADS:
            return Taken((page.form(line.start, line.end, line.outer),))
        # A list of definitions, or a table: each phase with what is told of it.
        heading = Block("heading", label, level=_DEEP, outer=line.outer)
        return Taken((heading, Block("paragraph", words)))
    return Taken((Block("row", words, label, outer=line.outer, items=line.items),))


def _is_row(line: Line) -> bool:
    if line.hint not in {"", "paragraph"} or ":" not in line.text[:_LONGEST_LABEL]:
        return False
    row = split_row(line.text)
    if row is None or row.field not in _ROWS_ANYWHERE or row.value_start >= len(line.text):
        return False
    return ":" in line.text[row.label_end : row.value_start]
