"""Read a handout that says what each of the styles is like.

In: a heading, and below it lines ("Secure: trusts, asks"), headings with lists, or a table. Out: rows
of traits for each style. Advice for each style has the same form, so a heading has to say that the
words describe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from attachgraph.model import InfoboxRow, Passage, Section, Text
from attachgraph.reading.given_names import GIVEN_NAMES
from attachgraph.reading.infobox import partners_of, traits_of, traits_of_section
from attachgraph.reading.labels import label_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block
from attachgraph.reading.prose import Prose
from attachgraph.reading.styles import find_styles, named_style
from attachgraph.reading.wording import is_sentence

_LINE: Final = re.compile(
    r"[*_]*(?P<label>[^:–—*_]{3,40}?)[*_]*\s*(?::|\s[–—])[*_]*\s+(?P<value>[a-zà-ÿ][^\d?!]{2,120})$",
    re.DOTALL,
)
_DESCRIBES: Final = re.compile(
    r"(?:.* )?(?:at a glance|in brief|in a nutshell|traits|characteristics|features|what each style (?:brings|is like|looks like))|"
    r"(?:(?:handout|cheat ?sheet|overview|summary) )?(?:the )?(?:(?:adult|main|basic) )?(?:(?:four|three|4|3) (?:attachment )?(?:styles|types|patterns)|"
    r"(?:attachment )?(?:styles|types|patterns) (?=an? |explained|compared|in ))"
    r"(?: ?(?:of (?:adult )?attachment|in adults|explained|compared|in (?:one|a) table))*"
    r"(?: ?an? (?:short |brief )?(?:handout|overview|summary|primer|introduction|cheat ?sheet))?"
)
#: What a heading says above advice for those of two styles, which has the form of traits.
_ADVISES: Final = re.compile(
    r"\b(?:how to|help\w*|treat\w*|therap\w*|tips?|advice|heal\w*|working|dos|needs?|exercis\w*|homework|goals?|examples?|scenarios?|scripts?|says?|said|hears|plans?|sessions?|resources?)\b",
    re.IGNORECASE,
)
#: Items that are no traits, where only the names of two styles are above them: figures, questions, commands.
_TELLS_NOTHING: Final = re.compile(
    r"[\d:]|\b(?:i|you|your|me|my)\b|^(?:what|how|why|when|who|try|take|drink|use|give|make|let|keep|avoid|talk|go|get|do|don|practi[cs]e|learn|breathe|write|read|walk|"
    r"listen|set|be|remember|start|stop|allow|offer|call|consider|accept|say|tell|hear|ask|come|bring|stay|wait|notice|choose|pick|agree|check|send)\b"
)
#: The same, and "Anna Kite", where "Asks twice" is a trait.
_NOT_LIKE: Final = re.compile(rf"(?i:{_TELLS_NOTHING.pattern})|^[A-ZÀ-Þ][\w.]* [A-ZÀ-Þ][a-zà-ÿ]")
#: The number before an item of a list.
_NUMBER: Final = re.compile(r"(?<!\d)(\d{1,2})[.)]\s+$")
_WIDEST_NUMBER: Final = 6
_CELL: Final = re.compile(r"[^|\t]+")
_FEWEST: Final = 3
_LONGEST: Final = 12


def rows_of_handout(prose: Prose, heading: Passage, texts: Sequence[Text]) -> Iterator[InfoboxRow]:
    """Read the lines below a heading, where three or more in a row are each on another style."""
    if _DESCRIBES.fullmatch(fold(heading.text)) is None:
        return
    for _, run in groupby((_line(prose, text) for text in texts), key=bool):
        rows = [row for row in run if row is not None]
        if len({row.style for row in rows}) == len(rows) >= _FEWEST:
            yield from rows


def rows_of_partners(
    prose: Prose, texts: Sequence[Text], styles: Sequence[str]
) -> Iterator[InfoboxRow]:
    """Read "Anxious: worry, calling", where there is such a line for each of the two."""
    rows = [row for text in texts if (row := _line(prose, text)) and row.style in styles]
    if len({row.style for row in rows}) == len(rows) == 2:  # noqa: PLR2004 -- the two partners
        yield from rows


def rows_of_styles(
    prose: Prose, heading: Passage, sections: Sequence[Section]
) -> Iterator[InfoboxRow]:
    """Read the lists below the names of three or more styles, or of the two that a heading above them names."""
    parts = [
        ("" if _ADVISES.search(part.heading.text) else named_style(part.heading.text), part)
        for part in sections
    ]
    named = [(key, part) for key, part in parts if key]
    lists = [(key, part) for key, part in named if part.items]
    if len(dict(named)) < len(named) or len(lists) < 2:  # noqa: PLR2004 -- one is compared with none
        return
    if _DESCRIBES.fullmatch(fold(heading.text)) is not None:
        told = len(named) >= _FEWEST
    else:
        told = _ADVISES.search(heading.text) is None and all(
            text.words[:1].islower() and not _TELLS_NOTHING.search(text.words)
            for _, part in lists
            for text in part.items
        )
        styles = {mention.key for mention in find_styles(heading.text, loosely=True)}
        told = told and len(styles) == len(lists) and styles == dict(lists).keys()
    if told:
        for key, part in lists:
            for row in traits_of_section(prose, part.heading, _of_style(prose, part), ()):
                yield replace(row, style=key)


def _of_style(prose: Prose, part: Section) -> tuple[Text, ...]:
    """Return the items of the style itself: a line such as "3. Questions" or "What helps" ends them."""
    first = part.items[0].passage.start
    before = [text.words for text in part.sentences if text.passage.start < first]
    if any(words[-1:] == "?" or not (is_sentence(words) or label_field(words)) for words in before):
        return ()
    last = 0
    found: list[Text] = []
    for text in before_next_list(part):
        start = text.passage.start
        mark = _NUMBER.search(prose.content, max(0, start - _WIDEST_NUMBER), start)
        number = int(mark[1]) if mark is not None else 0
        if number not in {0, last + 1} or (found and bool(number) != bool(last)):
            break
        last = number
        found.append(text)
    return tuple(found)


def before_next_list(section: Section) -> tuple[Text, ...]:
    """Leave out what a line such as "What helps" sets off: it is no trait."""
    first = section.items[0].passage.start
    starts = (text.passage.start for text in section.sentences)
    end = next((start for start in starts if start > first), None)
    return tuple(text for text in section.items if end is None or text.passage.start < end)


def rows_of_tables(prose: Prose, blocks: Sequence[Block]) -> dict[int, list[InfoboxRow]]:
    """Read the traits of tables with a row or a column for each style, by where the lines begin."""
    found: dict[int, list[InfoboxRow]] = {}
    heading = ""
    for is_table, run in groupby(blocks, key=_is_table):
        lines = [(block, _cells(prose, block)) for block in run]
        if is_table:
            found |= _by_row(prose, lines)
            found |= _by_column(prose, lines, heading)
        else:
            heading = next((b.body.text for b, _ in lines[::-1] if b.kind == "heading"), heading)
    return found


def _by_row(
    prose: Prose, lines: Sequence[tuple[Block, list[Passage]]]
) -> dict[int, list[InfoboxRow]]:
    """Read the columns of traits of a table with a row for each style."""
    head = lines[0][1]
    columns = [n for n, cell in enumerate(head) if label_field(cell.text) == "traits"]
    named = [
        (key, block.start, cells)
        for block, cells in (lines if columns else ())
        if block.kind == "unparsed" and len(cells) == len(head) and (key := _who(cells[0].text))
    ]
    if not 1 < len({key for key, _, _ in named}) == len(named):
        return {}
    return {
        start: [_row(prose, cells[0], cells[n], key) for n in columns]
        for key, start, cells in named
    }


def _by_column(
    prose: Prose, lines: Sequence[tuple[Block, list[Passage]]], heading: str
) -> dict[int, list[InfoboxRow]]:
    """Read the rows below a head that names partners side by side, until another label."""
    found: dict[int, list[InfoboxRow]] = {}
    head: list[Passage] = []
    for block, cells in lines:
        if partners_of([cell.text for cell in cells]):
            head = cells
            found[block.start] = []
        elif len(cells) == len(head) and not label_field(cells[0].text):
            keys = partners_of([cell.text for cell in head])
            rows = zip(head, cells, keys, strict=True)
            found[block.start] = [_row(prose, name, cell, key) for name, cell, key in rows]
        else:
            head = []
    told = (trait for rows in found.values() for row in rows for trait in row.items)
    return found if describes(heading, told) else {start: [] for start in found}


def describes(heading: str, items: Iterable[Text]) -> bool:
    """Tell what partners are like from advice, figures, commands, people and words that somebody says."""
    said = [item.passage.label for item in items]
    first = {fold(words).partition(" ")[0] for words in said if words[:1].isupper()}
    return not (_ADVISES.search(heading) or first & GIVEN_NAMES or any(map(_NOT_LIKE.search, said)))


def _row(prose: Prose, label: Passage, value: Passage, key: str) -> InfoboxRow:
    return InfoboxRow(label, traits_of(prose, value.start, value.end), value, "traits", key)


def _is_table(block: Block) -> bool:
    cells = "|" in block.body.text or "\t" in block.body.text
    return block.kind == "row" or (block.kind == "unparsed" and cells)


def _cells(prose: Prose, block: Block) -> list[Passage]:
    """Cut a line of a table into its cells."""
    if block.label is not None:
        return [block.label, block.body]
    cells = (
        prose.cut(block.body.start + match.start(), block.body.start + match.end())
        for match in _CELL.finditer(block.body.text if _is_table(block) else "")
    )
    return [cell for cell in cells if cell.text]


def _who(label: str) -> str:
    """Return the style that a label names, alone or as that of a partner."""
    named = find_styles(label, loosely=True)
    is_partner = len(named) == 1 and label_field(label) == "traits"
    return named[0].key if is_partner else named_style(label)


def _line(prose: Prose, text: Text) -> InfoboxRow | None:
    """Take a line apart: the words for a style, and what is said of it."""
    raw = text.passage
    match = _LINE.match(raw.text)
    if match is None or is_sentence(match["value"]) or len(match["value"].split()) > _LONGEST:
        return None
    label, value = (
        Passage(raw.start + match.start(name), raw.start + match.end(name), match[name])
        for name in ("label", "value")
    )
    key = named_style(label.text)
    return _row(prose, label, value, key) if key else None
