"""Lines and blocks: the common form in which every dialect of a page is read.

In: text. Out: lines with their places, and the blocks that a dialect knows or the layout guesses.
Nothing here knows what a heading means.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from attachgraph.model import Passage

# Line ends of Unicode 15, section 5.8, without the form feed that some pages use as a space.
_LINE_END = re.compile(r"\r\n|[\n\r]")
_LINE = re.compile(r"\S[^\n\r\u2028\u2029]*")
# After a bullet is white space, of whatever kind the page uses; a long dash alone may open a
# speech.
_BULLETS = (
    (
        re.compile(
            r"(?:[•◦‣▪■●○∙·*+✓✔➤►▶→»^]|[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?|[-–—])[^\S\n]+(?:\[[ xX/-]\][^\S\n]+)?(?=\S)|\[[ xX/-]\][^\S\n]+(?=\S)|[•◦‣▪●](?=\w)"
        ),
        "item",
    ),
    (
        re.compile(
            r"\(?\d{1,2}(?:\.\d{1,2})*[.)][^\S\n]+(?=\S)|\d{1,2}(?:\.\d{1,2})+[^\S\n]+(?=\S)|"
            r"\(?[a-h][.)][^\S\n]+(?=[A-ZÀ-Þ“\"*_])"
        ),
        "numbered",
    ),
)
_HEADING = re.compile(r"(#{1,6})[^\S\n]+(?=\S)")

#: "= Names =": a heading, whatever it is drawn with.
_DRAWN = re.compile(r"(={1,6}|-{2,6}|\*{2,6}|~{2,6})[^\S\n]+(?P<words>[^\W\d_].{0,80}?)[^\S\n]+\1")

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "item",
    "numbered",
    "row",
    "caption",
    "note",
    "boilerplate",
    "unparsed",
]


class Line(NamedTuple):
    """A line that is not blank, without the white space around it and after its bullet."""

    start: int
    end: int
    text: str
    #: What the markup says it is: ``heading``, ``item``, ``numbered``, ``row``, ``paragraph``,
    #: ``boilerplate``, ``caption``, ``note`` (a footnote), ``remark`` (more of an item), ``cells``
    #: (a row of several columns), ``unparsed``; ``""`` where the text is plain.
    hint: str = ""
    #: Level of a marked-up heading, else 0.
    level: int = 0
    #: Of a marked-up row: where its label ends and its value starts.
    label_end: int = 0
    value_start: int = 0
    #: Where the line begins with its bullet or number.
    outer: int = -1
    #: Items of a marked-up row whose value is a list.
    items: tuple[Passage, ...] = ()


class Block(NamedTuple):
    """One block of a page: a heading, a row, a paragraph, with the rule that took it."""

    kind: BlockKind
    #: Its words; of a row, the value.
    body: Passage
    #: Label of a row.
    label: Passage | None = None
    #: Level of a heading from 1 where the markup shows it, 0 where the layout does, -1 for what
    #: only gives the page its form.
    level: int = 0
    #: Where the block begins with its bullet or number.
    outer: int = -1
    #: Items of a row, where the markup shows them.
    items: tuple[Passage, ...] = ()
    rule: str = ""

    @property
    def start(self) -> int:
        """Where the block begins, with its bullet or its label."""
        start = self.outer if self.outer >= 0 else self.body.start
        return start if self.label is None else min(start, self.label.start)


def passage(content: str, start: int, end: int) -> Passage:
    """Cut a passage out of a text."""
    text = content[start:end]
    right = text.rstrip()
    words = right.lstrip()
    start += len(right) - len(words)
    return Passage(start, start + len(words), words)


def bulleted(words: Passage) -> Line:
    """Tell a list item from a plain line."""
    if not words.text[:1].isalpha() or words.text[1:2] in {".", ")"}:
        for pattern, hint in _BULLETS:
            bullet = pattern.match(words.text)
            if bullet:
                return Line(
                    words.start + bullet.end(),
                    words.end,
                    words.text[bullet.end() :],
                    hint,
                    outer=words.start,
                )
    return Line(words.start, words.end, words.text, outer=words.start)


def line_ends(content: str, start: int, end: int) -> int:
    """Count the line ends in a range, in the way of whichever system wrote it."""
    return content.count("\n", start, end) or content.count("\r", start, end)


def split_lines(content: str, *, marked: bool = False) -> Iterator[Line]:
    """Split plain text into its lines."""
    for match in _LINE.finditer(content):
        text = match[0].rstrip()
        words = Passage(match.start(), match.start() + len(text), text)
        heading = _HEADING.match(words.text) if marked else None
        if heading:
            start = words.start + heading.end()
            yield Line(
                start,
                words.end,
                content[start : words.end],
                "heading",
                len(heading[1]),
                outer=words.start,
            )
        elif drawn := _DRAWN.fullmatch(words.text):
            start, end = (words.start + at for at in drawn.span("words"))
            yield Line(start, end, drawn["words"], "heading", 3, outer=words.start)
        else:
            yield bulleted(words)


class LineIndex:
    """Turn offsets into line and column."""

    def __init__(self, content: str) -> None:
        self._content = content

    @cached_property
    def _starts(self) -> list[int]:
        if "\r" in self._content:
            return [0, *(match.end() for match in _LINE_END.finditer(self._content))]
        lines = self._content.split("\n")
        return [0, *itertools.accumulate(len(line) + 1 for line in lines[:-1])]

    def place(self, offset: int) -> tuple[int, int]:
        r"""Return the one-based line and column of an offset.

        Examples
        --------
        >>> LineIndex("one\ntwo").place(5)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
