"""Rules for the title of a page, and for the title said again over a figure or an infobox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.blocks.page import Page, Taken
from attachgraph.reading.couples import couple_of_title, parts_styles
from attachgraph.reading.headings import heading_field
from attachgraph.reading.kinds import defines
from attachgraph.reading.labels import split_row
from attachgraph.reading.lines import Line
from attachgraph.reading.styles import find_styles, named_style
from attachgraph.reading.wording import LONGEST_HEADING, bare_title, is_drawn, is_sentence

#: Lines at the top among which the title is.
_TOP: Final = 12
_LONGEST_ADDITION: Final = 40
_MOST_SPACES: Final = 5
#: A question may be a title, and the title of a paper is long.
_LONGEST_TITLE: Final = 250
#: What is at the top of papers and exports and names nothing.
_NO_TITLE: Final = re.compile(
    r"(?:\d+\.?\s*)?(?:(?:original|research|review|empirical|brief|short|invited|featured) (?:research )?(?:article|report|paper|communication)s?|"
    r"articles?|reviews?|editorial|commentary|abstract|summary|synopsis|highlights|keywords?\b.*|key words\b.*|graphical abstract|author manuscript|"
    r"nih public access|published in final edited form as.*|received\b.{0,80}|accepted\b.{0,80}|doi\b.{0,80}|https?://\S+|issn\b.{0,40}|"
    r"vol(?:ume|\.)?\s*\d.{0,60}|untitled.{0,12}|new page|new document|document\d*|notes?|annotations?(?:\s*\(.{8,40}\))?|page|title|table of contents|search results|"
    r"(?:\S+(?: \S+)*(?:\s{2,}|\t)){2,}\S.*|[^.]{3,80},? \d{1,4} ?\(\d{1,3}\),? ?\d+[–-]\d+.{0,20})",
    re.IGNORECASE,
)


#: A sentence with the work that it is quoted from.
_QUOTED: Final = re.compile(r"[.!?…][\"”’]?\s\([^()]*(?:1[89]|20)\d\d[^()]*\)$")
#: Names of exported notes, and of sites after the title of a page.
_TAIL: Final = re.compile(
    r"\s+[0-9a-f]{32}$|\s+[|–—-]\s+(?:Wikipedia\b.*|[^|]{0,40}(?:Encyclopa?edia|Wiki|Blog|PubMed|PMC)\b[^|]{0,30})$|"
    r"(?<!tyles)(?<!ypes)\s*:\s*(?:An?\s+)?(?:Short\s+|Brief\s+)?(?:Overview|Definition|Summary|Introduction|Fact ?[Ss]heet)$"
)


def find(page: Page) -> None:
    """Find the title line: the marked-up one, else the first short line that is not a sentence."""
    if page.given is None:
        page.title = next(_candidates(page), -1)
        if page.title >= 0:
            page.named = bare_title(page.lines[page.title].text)
    else:
        page.named = bare_title(page.given.text)
    page.styled = bool(find_styles(page.named, loosely=True))


def names_nothing(text: str) -> bool:
    """Return whether words at the top of a page are furniture of papers and programs, and no title."""
    return _NO_TITLE.fullmatch(text.strip("*_ :#")) is not None


def trimmed_title(title: Passage) -> Passage:
    """Cut off what a program or a site puts after a title: a long number, its own name.

    Examples
    --------
    >>> trimmed_title(Passage(0, 42, "Slow Tide 0123456789abcdef0123456789abcdef")).text
    'Slow Tide'
    """
    tail = _TAIL.search(title.text)
    if tail is None or not tail.start():
        return title
    return Passage(title.start, title.start + tail.start(), title.text[: tail.start()])


def take(page: Page) -> Taken | None:
    """Take the title."""
    return Taken((page.unmarked("title", page.line),)) if page.at == page.title else None


def take_again(page: Page) -> Taken | None:
    """Take the title where it is said again, and lines that only draw."""
    if _is_again(page, page.line) or is_drawn(page.line.text):
        return Taken((page.form(page.line.start, page.line.end, page.line.outer),))
    return None


def _candidates(page: Page) -> Iterator[int]:
    if page.lines and page.lines[0].hint != "heading":
        yield from _of_callout(page)
    for level in (1, 2):
        for number, line in enumerate(page.lines):
            if line.hint == "heading" and line.level == level and _may_be(line.text, alone=True):
                yield number
    for number, line in enumerate(page.lines[:_TOP]):
        if not _is_plain(line) or names_nothing(line.text) or not _is_short(page, number):
            continue
        if _may_be(line.text, alone=not number and len(page.lines) > 1 and not page.adjacent(0)):
            yield from _of_subject(page, number)
            yield number
        return


def _is_plain(line: Line) -> bool:
    return line.hint in {"", "paragraph"} or (line.hint == "heading" and not line.level)


def _of_subject(page: Page, first: int) -> Iterator[int]:
    """Find the one line before the text that says what it is about, below the names of a site or a course."""
    if find_styles(page.lines[first].text, loosely=True):
        return
    for number in range(first + 1, min(first + _TOP, len(page.lines) - 1)):
        text = page.lines[number].text
        if not _is_plain(page.lines[number]) or not _is_short(page, number) or split_row(text):
            return
        if _names_subject(page, number):
            if not any(_heads_another(page, other) for other in range(number + 1, len(page.lines))):
                yield number
            return


def _heads_another(page: Page, number: int) -> bool:
    """Return whether a line is the heading of a text of its own: then the page is on several things."""
    text = page.lines[number].text
    following = page.after(number)
    return (
        len(text) <= LONGEST_HEADING
        and following is not None
        and not is_sentence(text)
        and is_sentence(following.text)
        and split_row(text) is None
        and _names_subject(page, number)
    )


def _names_subject(page: Page, number: int) -> bool:
    """Return whether a line names a couple, compares two styles, or is the name of one that is defined below."""
    text = page.lines[number].text
    named = {mention.key for mention in find_styles(text, loosely=True)}
    if len(named) > 1 and parts_styles(text):
        return True
    following = page.after(number)
    defined = following is not None and defines(bare_title(text), following.text)
    is_style = defined and bool(named_style(text))
    return bool(named) and (is_style or couple_of_title(text) is not None)


def _of_callout(page: Page) -> Iterator[int]:
    """Find the title of a callout above all headings, where it names a style or a couple."""
    for number, line in enumerate(page.lines[:_TOP]):
        if line.hint in {"heading", "paragraph"}:
            return
        if (
            line.hint == "remark"
            and line.text.count(" ") < _MOST_SPACES
            and find_styles(line.text, loosely=True)
        ):
            yield number


def _is_short(page: Page, number: int) -> bool:
    """Return whether a line is short enough for a title, and no sentence of the text."""
    text = page.lines[number].text
    if _QUOTED.search(text) is not None:
        return False
    if len(text) <= LONGEST_HEADING and not is_sentence(text):
        return True
    if number or len(text) > _LONGEST_TITLE or len(page.lines) == 1 or page.adjacent(0):
        return False
    # Alone on the first line: the question that an article answers, or the title of a paper.
    return text.endswith("?") or (text[-1].isalnum() and ". " not in text)


def _may_be(text: str, *, alone: bool) -> bool:
    """Tell a title from a heading and from a row; alone, "Attachment Styles: A Handout" is a title."""
    if is_drawn(text) or heading_field(text) is not None or names_nothing(text):
        return False
    row = split_row(text)
    if row is None or row.value_start == len(text):
        return True
    return row.field == "other" and (alone or couple_of_title(text[row.value_start :]) is not None)


def _is_again(page: Page, line: Line) -> bool:
    if line.hint not in {"", "heading", "paragraph", "caption"} or not page.named:
        return False
    # Most lines are told by their length, which is cheaper than folding them.
    return (
        len(line.text) <= len(page.named) + _LONGEST_ADDITION
        and bare_title(line.text) == page.named
    )
