"""Rules for headings: marked up, known by their words, or shown by the layout alone."""

from __future__ import annotations

import re
from typing import Final

from attachgraph.reading.blocks.lead_ins import is_led, split_announced, split_lead
from attachgraph.reading.blocks.page import Page, Taken
from attachgraph.reading.blocks.text_lines import RECORD, WRAP_WIDTHS, goes_on, kind_of_text
from attachgraph.reading.headings import (
    LIST_FIELDS,
    MEDIA,
    Heading,
    heading_below,
    heading_field,
    shows_people,
    stage_mark,
    tells_course,
)
from attachgraph.reading.labels import label_field, split_row
from attachgraph.reading.lines import Block, Line
from attachgraph.reading.wording import LONGEST_HEADING, asks, is_sentence, reads_as_heading
from attachgraph.reading.works import is_work

#: Sections of running text.
_PROSE: Final = frozenset({"", "history", "psychology", "biology", "other"})
_MOST_WORDS: Final = 8
#: Level of a heading that is below whatever section is open.
_DEEP: Final = 6
_DIGITS: Final = re.compile(r"\d+")
_YEAR: Final = re.compile(r"\((?:1[5-9]|20)\d\d")
#: A line that is bold as a whole.
_BOLD: Final = re.compile(r"(\*\*|__)(?P<words>[^*_]{2,120})\1:?")


def take_announcement(page: Page) -> Taken | None:
    """Take "Q:" or "Answer:" off a line: form, not words; the rest of the line is still to be read."""
    line = page.line
    length, asks_now = split_announced(line.text)
    if page.field != "faqs" and not _is_exchange(page, length, asks_now=asks_now):
        return None
    page.asked = asks_now
    if not length:
        return None
    start = line.start + length
    words = line.text[length:]
    end = line.end - (len(words) - len(words.rstrip("*_")))
    form = page.form(line.start, start, line.outer)
    line = line._replace(start=start, end=end, text=page.content[start:end], outer=-1)
    if asks_now and page.field != "faqs":
        return Taken((form, page.unmarked("heading", line, _DEEP)))
    page.lines[page.at] = line
    return Taken((form,), 0)


def _is_exchange(page: Page, length: int, *, asks_now: bool) -> bool:
    """Tell "Q: …?" right above "A: …", which needs no heading, and its answer."""
    if not length or not asks_now:
        return bool(length) and page.asked
    following = page.after(page.at)
    if following is None or not page.line.text.endswith("?"):
        return False
    answered, again = split_announced(following.text)
    return bool(answered) and not again


def take(page: Page) -> Taken | None:
    """Take a heading."""
    level = heading_level(page, page.at)
    if level == 0 and page.at < page.title:
        return None  # the name of a site above the title
    return None if level is None else Taken((_open(page, page.line, level),))


def take_lead_in(page: Page) -> Taken | None:
    """Cut a line that opens with its own heading: "1990s: …", "Attraction – …", "Who leaves? …"."""
    line = page.line
    last = page.blocks[-1] if page.blocks else None
    waits = last is not None and last.kind == "heading" and last.body.text.endswith("?")
    beside = page.field == "milestones" and any(
        is_led(page.lines[number].text)
        for number in (page.at - 1, page.at + 1)
        if 0 <= number < len(page.lines)
    )
    cut = split_lead(line, page.field, answered=page.asked or not waits, beside=beside)
    if cut is None:
        return None
    start, end, rest = cut
    head = line._replace(
        start=line.start + start, end=line.start + end, text=line.text[start:end], hint=""
    )
    heading = _open(page, head, _DEEP if page.field == "milestones" else 0)
    text = line._replace(start=line.start + rest, text=line.text[rest:], hint="", outer=-1)
    return Taken((heading, page.block(kind_of_text(page, text), text)))


def heading_level(page: Page, number: int) -> int | None:
    """Return the level of a heading, 0 where only the layout shows that it is one, None for other lines."""
    line = page.lines[number]
    if line.hint == "heading":
        return line.level
    listed = line.hint in {"item", "numbered"}
    if line.hint not in {"", "paragraph"} and not listed:
        return None
    bold = _BOLD.fullmatch(line.text)
    if bold is not None and (not listed or page.field == "faqs"):
        return 0 if not is_sentence(bold["words"]) or bold["words"].endswith("?") else None
    if listed:
        return _listed_level(page, number)
    if line.hint:
        return 0 if _is_alone(page, number) else None
    return _plain_level(page, number)


def _listed_level(page: Page, number: int) -> int | None:
    """Tell a numbered heading, question or phase from an item of a list."""
    line = page.lines[number]
    if line.hint == "numbered" and _is_phase(page, number):
        return _DEEP
    return 0 if _heads_list(page, line) or _heads_outline(page, number) else None


def _heads_list(page: Page, line: Line) -> bool:
    """Tell a numbered heading or question from an item of a list."""
    if _is_question(page, line.text):
        return True
    return line.hint == "numbered" and heading_field(line.text) is not None


def _heads_outline(page: Page, number: int) -> bool:
    """Tell "2. Measures", with its points set in below it, and "3. Course", with phases, from an item."""
    line, following = page.lines[number], page.after(number)
    return (
        line.hint == "numbered"
        and following is not None
        and line.text[-1].isalnum()
        and len(line.text.split()) <= _MOST_WORDS
        and (number == 0 or not page.adjacent(number - 1))
        and page.adjacent(number)
        and page.field not in LIST_FIELDS
        and (
            (following.hint != "numbered" and page.column(following) > page.column(line))
            or (
                page.field != "milestones"
                and tells_course(line.text)
                and not _counts_on(page, line, following)
            )
        )
    )


def _counts_on(page: Page, line: Line, following: Line) -> bool:
    """Return whether the number of a line is the one after that of the line above it."""
    own, other = (_DIGITS.findall(page.content[one.outer : one.start]) for one in (line, following))
    return bool(own and other) and int(other[-1]) == int(own[-1]) + 1


def _plain_level(page: Page, number: int) -> int | None:
    """Find a heading that nothing but its place and its capitals show."""
    line, following = page.lines[number], page.after(number)
    if heading_field(line.text) is not None or _is_question(page, line.text):
        return 0
    if following is None:
        return None
    if _is_phase(page, number):
        return _DEEP
    opens = number and not page.adjacent(number - 1)
    opens = opens and (tells_course(line.text) or _heads_works(line, following))
    if (
        opens
        or _is_stage(page, line.text)
        or _heads_traits(page, number)
        or _is_alone(page, number)
    ):
        return 0
    if not _may_head(page, number):
        return None
    return 0 if len(following.text) > len(line.text) or following.hint else None


def _may_head(page: Page, number: int) -> bool:
    """Tell a line in capitals from a name of a list, a work, and words that go on."""
    line = page.lines[number]
    return (
        page.field not in LIST_FIELDS
        and reads_as_heading(line.text)
        and not (page.field == "depictions" and _YEAR.search(line.text) and is_work(line.text))
        and split_lead(line, page.field, answered=False) is None
        and not (number and goes_on(page, number - 1))
    )


def _is_phase(page: Page, number: int) -> bool:
    """Tell the name of a phase from its place: short, right above sentences, where a heading is not."""
    line, following = page.lines[number], page.after(number)
    return (
        page.field == "milestones"
        and page.styled
        and following is not None
        and not following.hint
        and number > 0
        and (page.apart or page.adjacent(number - 1))
        and page.adjacent(number)
        and len(line.text) < WRAP_WIDTHS.start
        and following.text[0].isupper()
        and (following.text[-1] in ".!" or len(following.text) in WRAP_WIDTHS)
        and line.text[0].isupper()
        and line.text[-1].isalnum()
        and len(line.text.split()) < _MOST_WORDS
        and "," not in line.text
    )


def _is_stage(page: Page, text: str) -> bool:
    """Tell "Stage 2 – Conflict" from what is told of a stage."""
    return page.field == "milestones" and stage_mark(text) > 0 and not is_sentence(text)


def _heads_works(line: Line, following: Line) -> bool:
    """Tell "Where you may have seen it" right above a list."""
    return following.hint == "item" and not is_sentence(line.text) and shows_people(line.text)


def _heads_traits(page: Page, number: int) -> bool:
    """Tell the heading of a list of traits: a known label with a blank line below it."""
    return not page.adjacent(number) and label_field(page.lines[number].text) == "traits"


def _heads_text(page: Page, number: int) -> bool:
    """Tell "Why it matters" between two paragraphs from what is no heading: a row, an item, a name."""
    text = page.lines[number].text
    phases = page.field == "milestones"
    # The first phase is right below the heading.
    follows = phases and page.blocks[-1].kind == "heading"
    return (
        number > 0
        and (page.field in _PROSE or phases)
        and text[0].isupper()
        and text[-1].isalnum()
        and 1 < len(text.split()) <= _MOST_WORDS
        and (follows or is_sentence(page.lines[number - 1].text))
        and split_row(text) is None
    )


def _is_alone(page: Page, number: int) -> bool:
    """Tell a heading or a question after a blank line, above a paragraph that asks nothing."""
    line, following = page.lines[number], page.after(number)
    return (
        following is not None
        and ((not line.hint and asks(line.text)) or _heads_text(page, number))
        and following.hint == line.hint
        and following.text[-1] != "?"
        and is_sentence(following.text)
        and (not page.adjacent(number) or _is_above(line, following))
        and not (number and page.adjacent(number - 1))
        and page.field not in LIST_FIELDS
    )


def _is_above(line: Line, following: Line) -> bool:
    """Tell a heading without a blank line below it from the first line of a paragraph: it is short."""
    return len(line.text) < WRAP_WIDTHS.start and not line.hint and following.text[0].isupper()


def _is_question(page: Page, text: str) -> bool:
    return (
        page.field in {"faqs", "debates"}
        and text.endswith("?")
        and " · " not in text
        and len(text) <= 2 * LONGEST_HEADING
    )


def _open(page: Page, line: Line, level: int) -> Block:
    """Open a section, and remember which."""
    heading = heading_below(line.text, page.field)
    following = page.after(page.at)
    if heading is not None and heading.field == "literature" and following is not None:
        heading = heading if RECORD.match(following.text) is None else Heading("references")
    if level != _DEEP and (heading is None or not heading.parent):
        page.apart = page.at + 1 < len(page.lines) and not page.adjacent(page.at)
    if heading is not None and (not heading.parent or heading.field in MEDIA):
        page.field = heading.parent or heading.field
    elif heading is None and label_field(line.text) == "traits":
        page.field = "traits"
    elif heading is None and shows_people(line.text):
        page.field = "depictions"
    elif line.hint == "heading" and line.level <= 2:  # noqa: PLR2004 -- a section of its own
        page.field = ""
    return page.unmarked("heading", line, level)
