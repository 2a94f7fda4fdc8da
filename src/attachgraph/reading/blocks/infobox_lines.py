"""Rules for the lines of the infobox: rows in every layout, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.blocks.figure_lines import caption_blocks
from attachgraph.reading.blocks.infobox import goes_on_in, is_labelled, is_row, lacks_value
from attachgraph.reading.blocks.page import Page, Taken
from attachgraph.reading.labels import Row, label_field, split_row, split_unknown_row
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block, Line
from attachgraph.reading.wording import is_drawn, is_sentence

_LONGEST_LABEL: Final = 40
#: What heads the two columns of an infobox; no row of its own.
_COLUMN_HEADS: Final = frozenset(
    "field attribute property key label aspect item value values details detail description information content merkmal eigenschaft angabe wert feld "
    "caracteristique valeur champ caracteristica valor campo".split()
)


def take_drawn(page: Page) -> Taken | None:
    """Take what only draws the table, and the heads of its columns."""
    line = page.line
    text = line.text.strip("| ")
    if text and not is_drawn(line.text) and not _is_column_head(text):
        return None
    return Taken((page.form(line.start, line.end),))


def take_rest_of_value(page: Page) -> Taken | None:
    """Add a line to the value above it that goes on in it."""
    before = page.blocks[-1] if page.blocks else None
    if before is None or before.kind != "row":
        return None
    if page.at == page.infobox.start or not goes_on_in(page, before.body, page.line):
        return None
    page.blocks[-1] = before._replace(body=page.cut(before.body.start, page.line.end))
    return Taken(())


def take_figure(page: Page) -> Taken | None:
    """Take a caption among the rows."""
    blocks = caption_blocks(page, page.line)
    return Taken(tuple(blocks)) if blocks else None


def take_row(page: Page) -> Taken | None:
    """Take a row, with the value below it where its label stands alone."""
    line = page.line
    text = line.text.strip("| ")
    start = line.start + line.text.index(text)
    row = _row(page, line, text, start)
    if row is None:
        return None
    if line.hint != "row" and lacks_value(page, page.at):
        return Taken((page.block("unparsed", line),))
    label = page.cut(start + row.label_start, start + row.label_end)
    value = page.after(page.at)
    if row.value_start >= len(text) and page.at + 1 in page.infobox and value is not None:
        items = tuple(_items_below(page))
        body = page.cut(value.start, items[-1].end if items else value.end)
        block = Block("row", body, label, outer=line.outer, items=items)
        return Taken((block,), 1 + max(len(items), 1))
    body = page.cut(start + row.value_start, start + len(text))
    return Taken((Block("row", body, label, outer=line.outer, items=line.items),))


def _items_below(page: Page) -> Iterator[Passage]:
    """Yield the items of the list below a label, whether or not all were seen to be of the infobox."""
    for line in page.lines[page.at + 1 :]:
        if line.hint != "item" or _is_another_row(line.text):
            return
        yield page.cut(line.start, line.end)


def _is_another_row(text: str) -> bool:
    """Tell a row below a list from an item such as “Anxious: worry”, which is of some traits."""
    row = split_row(text) if is_labelled(text) else None
    return row is not None and (row.field != "traits" or row.value_start >= len(text))


def take_sentence(page: Page) -> Taken | None:
    """Take a sentence among the rows for a paragraph."""
    if not is_sentence(page.line.text):
        return None
    return Taken((page.block("paragraph", page.line),))


def take_label_above_value(page: Page) -> Taken | None:
    """Take a short line that is not a row for the label of the line below it."""
    line, value = page.line, page.after(page.at)
    if page.at + 1 not in page.infobox or value is None:
        return None
    if len(line.text) > _LONGEST_LABEL or is_row(page, page.at + 1):
        return None
    body, label = page.cut(value.start, value.end), page.cut(line.start, line.end)
    return Taken((Block("row", body, label, outer=line.outer),), 2)


def take_unknown(page: Page) -> Taken:
    """Take a line of the infobox that nobody understands."""
    return Taken((page.block("unparsed", page.line),))


def _row(page: Page, line: Line, text: str, start: int) -> Row | None:
    if line.hint == "row":
        label = page.content[line.start : line.label_end]
        return Row(line.label_end - start, line.value_start - start, label_field(label) or "other")
    return split_row(text) or (None if is_sentence(text) else split_unknown_row(text))


def _is_column_head(text: str) -> bool:
    cells = [fold(cell.strip(" *_")) for cell in text.replace("\t", "|").split("|")]
    return len(cells) == 2 and _COLUMN_HEADS.issuperset(cells)  # noqa: PLR2004 -- a label and a value
