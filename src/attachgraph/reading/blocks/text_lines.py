"""Rules for items and paragraphs, over as many lines as they were broken into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.reading.blocks.page import Page, Taken
from attachgraph.reading.headings import LIST_FIELDS, heading_field, shows_people
from attachgraph.reading.labels import split_row
from attachgraph.reading.lines import Block, BlockKind, Line
from attachgraph.reading.wording import LONGEST_HEADING, is_sentence, reads_as_heading
from attachgraph.reading.works import is_work

#: Characters at the end of a line that tell whether a sentence ends there.
_TAIL: Final = 24
_KINDS: Final[dict[str, BlockKind]] = {"item": "item", "numbered": "numbered", "note": "note"}
#: Sections whose lines are items even where no bullet says so; of traits, unless they are sentences.
_LISTED: Final = LIST_FIELDS | {"traits"}
#: Sections whose last line may be a name or a chain of moves, and ends without a full stop.
_UNSTOPPED: Final = _LISTED | {"cycles"}
#: Sections whose items are bibliographic records.
_RECORDS: Final = frozenset({"references", "publications"})
#: A number, or a surname with initials, a given name or a year: where the next record begins.
_STARTS_RECORD: Final = re.compile(
    r"\^|\[?\(?\d{1,3}[\].)]\s|(?:(?:de|van|von|der|den|del|la|le) ){0,2}[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?"
    r"(?:,? (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ]{1,3}\b)|, [A-ZÀ-Þ][a-zß-ÿ]+[ .,;]|,? (?:&|and) [A-ZÀ-Þ]|\.? \((?:1[5-9]|20)\d\d|\. (?:1[5-9]|20)\d\d|[^.]{0,60}\.? \((?:n\.d|1[5-9]\d|20\d))|"
    r"[^(]{2,80}\((?:1[5-9]|20)\d\d|https?://"
)
_NOT_NOTED: Final = _RECORDS | {"depictions"}
#: "[1] Doe, J. …" below a page; and Doe, J. A., & Roe, B. (2004). …
_NOTED: Final = re.compile(r"\[\d{1,3}\]\s+[A-ZÀ-Þ]")
#: Doe J, Roe B. Tides of trust. J Tides. 2004;3:1-9.
_VANCOUVER: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)? [A-ZÀ-Þ]{1,3}(?:, |\. )){1,20}[^.?!]{3,300}[.?!] [^;]{3,120}\b(?:1[5-9]|20)\d\d;"
)
_AUTHOR: Final = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?, (?:[A-ZÀ-Þ]\.[ -]?){1,4}"
RECORD: Final = re.compile(
    rf"[*_]*{_AUTHOR}(?:,? ?(?:& |and |und |y |et |… )?{_AUTHOR}){{0,20}} ?\((?:1[5-9]|20)\d\d[a-z]?\)\. \S"
)
#: Hints of lines that end where the markup ends them.
_WHOLE: Final = frozenset({"heading", "row", "unparsed", "caption"})
#: A row of a table that no rule before has taken: its cells are no sentences.
_TABLE_ROW: Final = re.compile(r"\|[^\n]*\|")
_SENTENCE_END: Final = re.compile(r"[.!?…:][\"”’')\]}|*_]*(?:\[\d+\])*$")
#: Widths at which programs break lines.
WRAP_WIDTHS: Final = range(50, 121)
#: Words that end no line but a broken one.
_LEFT_OPEN: Final = re.compile(
    r"(?:[,–—]| (?:a|an|and|as|at|by|for|from|in|is|of|on|or|that|the|their|to|who|with))$"
)


def take_unparsed(page: Page) -> Taken | None:
    """Take what the markup gives no meaning for: code, tables of many columns."""
    line = page.line
    if line.hint not in {"", "unparsed", "cells"}:
        return None
    title = page.lines[page.title].text if page.title >= 0 else ""
    of_works = page.field == "depictions" or (not page.field and shows_people(title))
    if of_works and ("|" in line.text or "\t" in line.text):
        # A row of a table of works: title, year, and what is said of it.
        text = line.text.strip("| ")
        start = line.start + line.text.index(text) if text else line.start
        if is_work(text):
            return Taken(
                (page.block("item", line._replace(start=start, end=start + len(text), text=text)),)
            )
    return Taken((page.block("unparsed", line),)) if line.hint else None


def take(page: Page) -> Taken | None:
    """Take an item or a paragraph; of a last one that breaks off, only the whole sentences."""
    if not page.line.hint and _TABLE_ROW.fullmatch(page.line.text):
        return Taken((page.block("unparsed", page.line),))
    end = page.at
    while goes_on(page, end):
        end += 1
    line, last = page.line, page.lines[end]
    whole = line._replace(end=last.end, text=page.content[line.start : last.end])
    kind = kind_of_text(page, whole)
    if kind == "paragraph" and end == len(page.lines) - 1 and _is_cut_off(page, whole):
        return Taken(tuple(_cut_off(page, whole)), end - page.at + 1)
    return Taken((page.block(kind, whole),), end - page.at + 1)


def kind_of_text(page: Page, line: Line) -> BlockKind:
    """Tell an item of a list from a paragraph."""
    if page.field in _RECORDS and line.hint not in _KINDS:
        return "item"  # cut into sentences, the journal of a record would be a source of its own
    if page.field not in _NOT_NOTED and _is_note(page, line):
        return "note"
    if line.hint in _KINDS:
        return _KINDS[line.hint]
    if page.field == "depictions" and is_work(line.text):
        return "item"
    if line.hint:
        return "paragraph"
    listed = (
        page.field in _LISTED
        and len(line.text) <= LONGEST_HEADING
        and "," not in line.text
        and (page.field != "traits" or _is_trait(page, line))
    )
    return "item" if listed else "paragraph"


def _is_note(page: Page, line: Line) -> bool:
    """Tell a footnote and a whole record, wherever it stands, from words of the page."""
    return (page.field == "notes" and line.hint == "numbered") or (
        any(form.match(line.text) is not None for form in (_NOTED, RECORD, _VANCOUVER))
    )


def _is_trait(page: Page, line: Line) -> bool:
    """Tell a line of a list without bullets from a sentence, and from what stands below bullets."""
    last = page.blocks[-1]
    bulleted = last.kind != "heading" and 0 <= last.outer < last.body.start
    if bulleted or last.kind not in {"heading", "item"} or line.text.endswith(":"):
        return False
    return not is_sentence(line.text)


def goes_on(page: Page, number: int) -> bool:
    """Return whether a line was broken, at whatever width, and goes on in the next."""
    line, following = page.lines[number], page.after(number)
    if following is None or following.hint or line.hint in _WHOLE or number + 1 == page.title:
        return False
    if page.field in _RECORDS and page.adjacent(number):
        return _STARTS_RECORD.match(following.text) is None
    if _SENTENCE_END.search(line.text[-_TAIL:]):
        return False
    wide = len(line.text) in WRAP_WIDTHS or line.hint in {"item", "numbered"}
    if following.text[0].islower():
        return wide or (page.adjacent(number) and _may_be_short(page, line))
    return (
        (wide or (_LEFT_OPEN.search(line.text) is not None and _may_be_short(page, line)))
        and page.adjacent(number)
        and not line.hint
        and " " in following.text
        and heading_field(following.text) is None
        and split_row(following.text) is None
        and not reads_as_heading(following.text)
    )


def _may_be_short(page: Page, line: Line) -> bool:
    """Tell a short line of running text from a name in a list, a heading and a row."""
    return (
        page.field not in _LISTED
        and heading_field(line.text) is None
        and split_row(line.text) is None
    )


def _is_cut_off(page: Page, line: Line) -> bool:
    """Return whether running text breaks off; a list of names ends without a full stop."""
    before = page.lines[page.at - 1]
    listed = (
        page.at > page.title + 1
        and page.adjacent(page.at - 1)
        and max(len(before.text), len(line.text)) < WRAP_WIDTHS.start
        and _SENTENCE_END.search(before.text[-_TAIL:]) is None
    )
    return (
        len(page.lines) > 1
        and not listed
        and not line.hint
        and page.field not in _UNSTOPPED
        and _SENTENCE_END.search(line.text[-_TAIL:]) is None
    )


def _cut_off(page: Page, line: Line) -> Iterator[Block]:
    stop = max(line.text.rfind(mark) for mark in (". ", "! ", "? ", ".” "))
    rest = line
    if stop >= 0:
        cut = line.start + stop + 1
        yield page.block("paragraph", line._replace(end=cut))
        rest = line._replace(start=cut, outer=-1)
    yield page.block("unparsed", rest)._replace(rule="cut-off")
