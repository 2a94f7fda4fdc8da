"""Find the infobox among the lines of a page.

In: a page. Out: the numbers of the lines that are its infobox. What a label means is told by
:mod:`~attachgraph.reading.labels`; here is only the layout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.blocks.lead_ins import split_lead
from attachgraph.reading.blocks.page import Page
from attachgraph.reading.headings import Heading, heading_field, tells_course
from attachgraph.reading.labels import Row, label_field, split_row, split_unknown_row
from attachgraph.reading.lines import Line, line_ends
from attachgraph.reading.wording import LONGEST_HEADING, is_sentence

#: Unknown rows that may be between two known ones.
_WIDEST_GAP: Final = 3
#: White space before a line that belongs to the value above it.
_DEEP_INDENT: Final = 8
#: Hints of lines that are a row or none, as the markup says.
NEVER_ROWS: Final = frozenset({"numbered", "unparsed", "row", "caption", "note", "remark", "cells"})
_CYCLES: Final = Heading("cycles")
_SIGN: Final = re.compile(r":|\s[–—-]\s")
_NEXT_SENTENCE: Final = re.compile(r"[a-z][.!?] [A-Z]")


def find(page: Page) -> None:
    """Find the lines from the first row to the last; none where there is no infobox."""
    known, two_line = _known_rows(page)
    if not known:
        return
    first, last = known[0], max(known[-1], min(two_line, len(page.lines) - 1))
    if first == known[-1] and _is_bare(page.lines[first]) and not page.adjacent(first):
        # One label alone above a blank line and a paragraph: that is a section.
        return
    while first - 1 > page.title and _is_unknown_row(page, first - 1, first):
        first -= 1
    while last + 1 < len(page.lines) and _belongs(page, last + 1):
        last += 1
    page.infobox = range(first, last + 1)


def _known_rows(page: Page) -> tuple[list[int], int]:
    """Find the rows whose labels we know, and the last value that is below its label."""
    known: list[int] = []
    two_line = -1
    for number, line in enumerate(page.lines):
        if number <= max(two_line, page.title):
            continue
        if line.hint == "heading" and heading_field(line.text) == _CYCLES:
            break  # "Anxious partner: …" is a move
        if is_row(page, number, two_line):
            known.append(number)
            if _is_bare(line) and not lacks_value(page, number):
                two_line = number + 1
        elif _is_past(page, number, known, two_line):
            break
    return known, two_line


def goes_on_in(page: Page, value: Passage, line: Line) -> bool:
    """Return whether a value goes on in a line: it broke off, or the line is set in below it."""
    row = split_row(line.text)
    if (
        line.hint
        or (row is not None and row.value_start < len(line.text))
        or line_ends(page.content, value.end, line.start) > 1
    ):
        return False
    if value.text.endswith((",", ";", "&", "/", " and", " or")):
        return True
    indent = line.start - max(page.content.rfind(end, 0, line.start) for end in "\n\r") - 1
    return indent >= _DEEP_INDENT or (line.text[0].islower() and not is_sentence(line.text))


def is_row(page: Page, number: int, two_line: int = -1) -> bool:
    """Return whether a line is a row: with its value, or as a bare label among other rows."""
    line = page.lines[number]
    if line.hint in NEVER_ROWS:
        return line.hint == "row"
    if line.hint == "heading" and not _heads_value(page, number):
        return False
    text = line.text.strip("| ")
    row = split_row(text)
    if row is not None and _names_partner(text, row):
        return True
    if row is None or row.value_start < len(text) or line.hint == "item":
        return row is not None and (
            line.hint != "item" or row.label_end < row.value_start < len(text)
        )
    return not _is_rest(page, number) and _has_value_below(page, number, two_line)


def lacks_value(page: Page, number: int) -> bool:
    """Return whether “Partner A: anxious” has no value below it: that line has a label of its own."""
    text, value = page.lines[number].text.strip("| "), page.after(number)
    row = split_row(text)
    if row is None or not _names_partner(text, row):
        return False
    return (
        value is None
        or not page.adjacent(number)
        or is_sentence(value.text)
        or is_labelled(value.text)
    )


def is_labelled(text: str) -> bool:
    """Return whether a line says with a colon or a dash what it is about."""
    return (
        _SIGN.search(text) is not None and (split_row(text) or split_unknown_row(text)) is not None
    )


def _names_partner(text: str, row: Row) -> bool:
    """Tell a label that says who a partner is: “Partner A: anxious”."""
    return row.value_start >= len(text) and _SIGN.search(text[: row.label_end]) is not None


def _is_rest(page: Page, number: int) -> bool:
    """Return whether a line is the rest of the value above it."""
    before = page.lines[number - 1] if number else None
    return before is not None and goes_on_in(
        page, Passage(before.start, before.end, before.text), page.lines[number]
    )


def _belongs(page: Page, number: int) -> bool:
    """Return whether the line after the infobox is the rest of its last value, or one more row."""
    return _is_rest(page, number) or _is_unknown_row(page, number, number - 1)


def _is_past(page: Page, number: int, known: Sequence[int], two_line: int) -> bool:
    """Return whether the search may end: a section has begun, or too many lines were not rows."""
    if known and number - known[-1] > _WIDEST_GAP and page.lines[number].hint != "row":
        return True
    if not _opens_section(page, number, two_line):
        return False
    return bool(known) or not any(
        later.hint == "row" and label_field(later.text[: later.label_end - later.start])
        for later in page.lines[number:]
    )


def _heads_value(page: Page, number: int) -> bool:
    """Return whether a small or bold heading is the label of the short value below it."""
    line, value = page.lines[number], page.after(number)
    if line.level in {1, 2} or heading_field(line.text) is not None or value is None:
        return False
    return value.hint in {"", "paragraph", "item"} and not is_sentence(value.text)


def _is_bare(line: Line) -> bool:
    text = line.text.strip("| ")
    row = split_row(text) if line.hint != "row" else None
    return row is not None and row.value_start >= len(text)


def _has_value_below(page: Page, number: int, two_line: int) -> bool:
    """Return whether a label that stands alone has its value on the next line."""
    line, value = page.lines[number], page.after(number)
    if value is None or _is_prose(page, number, value):
        return False
    if value.hint in {"item", "numbered"} and not page.adjacent(number):
        return False
    if heading_field(line.text) is None:
        return True
    # The name of a section as well: a label only where rows of two lines surround it.
    if two_line == number - 1 and page.adjacent(number - 1) and page.adjacent(number):
        return not is_sentence(value.text)
    following = page.after(number + 1)
    if following is None or following.hint not in {"", "paragraph"}:
        return False
    field = label_field(following.text)
    return bool(field) and (
        heading_field(following.text) is None or field in {"antonyms", "sources"}
    )


def _is_prose(page: Page, number: int, value: Line) -> bool:
    """Tell the text of a section from a value: it stands apart, is long, or is several sentences."""
    if not page.adjacent(number):
        return value.text.endswith((".", "!", "?")) and " " in value.text
    return is_sentence(value.text) and (
        len(value.text) > 2 * LONGEST_HEADING or _NEXT_SENTENCE.search(value.text) is not None
    )


def _is_unknown_row(page: Page, number: int, neighbour: int) -> bool:
    """Return whether a line at the edge of the infobox is a row whose label we do not know."""
    line = page.lines[number]
    if line.hint in NEVER_ROWS - {"row"} or line.hint == "heading" or is_sentence(line.text):
        return False
    if not page.adjacent(min(number, neighbour)) or _opens_section(page, number, -1):
        return False
    return (line.hint == "item") == (page.lines[neighbour].hint == "item") and (
        split_unknown_row(line.text.strip("| ")) is not None
    )


def _opens_section(page: Page, number: int, two_line: int) -> bool:
    line = page.lines[number]
    if line.hint and line.hint != "heading":
        return False
    if (
        heading_field(line.text) is None
        and not (line.hint and tells_course(line.text))
        and split_lead(line, "", answered=False) is None
    ):
        return False
    return not is_row(page, number, two_line)
