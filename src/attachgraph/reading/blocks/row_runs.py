"""Find rows that their layout hides: several on one line, parted by one space, below a list.

In: a page before its infobox is found. Out: the same page, where such rows are lines of their own that
say that they are rows. One line alone could be running text; lines next to each other are a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attachgraph.reading.blocks.page import Page
from attachgraph.reading.labels import inner_row, split_row, split_spaced
from attachgraph.reading.lines import Line
from attachgraph.reading.wording import is_sentence

#: Rows that may be anywhere on a page, where two of them are together.
_ANYWHERE: Final = frozenset(
    {"category", "subfield", "traits", "cycle", "outcome", "aliases", "antonyms", "abbreviation"}
)
_FEWEST: Final = 2


def prepare(page: Page) -> None:
    """Part rows that stand on one line, and mark rows that only their neighbours show."""
    if any(inner_row(line.text) for line in page.lines if not line.hint):
        page.lines = [part for line in page.lines for part in _parts(line)]
    for run in _runs(page):
        lines = page.lines[run.start : run.stop]
        if sum(_spaced(line) is not None for line in lines) >= _FEWEST:
            _mark(page, run, spaced=True)
        elif sum(_is_row(line) for line in lines) >= _FEWEST:
            _mark(page, run, spaced=False)
        elif page.styled and sum(map(_is_listed, lines)) >= _FEWEST:
            _mark(page, [n for n in run if _is_listed(page.lines[n])], spaced=False)


def _parts(line: Line) -> Iterator[Line]:
    """Cut a line before each label that is inside it."""
    while not line.hint and (cut := inner_row(line.text)) is not None:
        end, start = cut
        yield line._replace(end=line.start + end, text=line.text[:end])
        line = line._replace(
            start=line.start + start, text=line.text[start:], outer=line.start + start
        )
    yield line


def _runs(page: Page) -> Iterator[range]:
    """Find lines that are together, without a blank line between them."""
    start = page.title + 1
    for number in range(start, len(page.lines)):
        last = number + 1 == len(page.lines)
        if last or not page.adjacent(number):
            if number > start:
                yield range(start, number + 1)
            start = number + 1


def _spaced(line: Line) -> tuple[int, int] | None:
    if line.hint or is_sentence(line.text):
        return None
    return split_spaced(line.text)


def _is_listed(line: Line) -> bool:
    """Tell a row that is an item of a list: its label ends with a colon."""
    row = split_row(line.text) if line.hint == "item" and ":" in line.text else None
    return (
        row is not None
        and row.field in _ANYWHERE
        and ":" in line.text[row.label_end : row.value_start]
        and not is_sentence(line.text)
    )


def _is_row(line: Line) -> bool:
    row = split_row(line.text) if not line.hint and not is_sentence(line.text) else None
    return row is not None and row.field in _ANYWHERE and row.value_start < len(line.text)


def _mark(page: Page, run: Sequence[int], *, spaced: bool) -> None:
    for number in run:
        line = page.lines[number]
        row = split_row(line.text) if line.hint in {"", "item"} else None
        if (
            row is not None
            and row.value_start < len(line.text)
            and (spaced or _is_row(line) or _is_listed(line))
        ):
            cut = row.label_end, row.value_start
            start = line.start + row.label_start
        else:
            found = _spaced(line) if spaced else None
            if found is None:
                continue
            cut, start = found, line.start
        page.lines[number] = line._replace(
            hint="row",
            start=start,
            label_end=line.start + cut[0],
            value_start=line.start + cut[1],
            text=page.content[start : line.end],
        )
