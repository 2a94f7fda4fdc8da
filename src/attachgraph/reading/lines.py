"""Lines and blocks: the common form in which every dialect of a page is read.

In: text. Out: lines with their places, and the blocks that a dialect knows or the layout guesses.
Nothing here knows what a heading means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from attachgraph.model import Passage

__all__ = ["Block", "BlockKind", "Line", "LineIndex", "passage", "split_lines"]

# Line ends of Unicode 15, section 5.8, without the form feed that some pages use as a space.
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•◦‣▪●∙·*+]|[-–—])[ \t]+(?=\S)")
_NUMBER = re.compile(r"\(?\d{1,2}[.)][ \t]+(?=\S)")

BlockKind = Literal["title", "heading", "paragraph", "item", "numbered", "row", "caption", "boilerplate", "unparsed"]


class Line(NamedTuple):
    """A line that is not blank, without the white space around it.

    Parameters
    ----------
    start, end : int
        Place of the words, behind a bullet if there is one.
    text : str
        The words.
    hint : str
        What the markup says it is: ``heading``, ``item``, ``numbered``, ``row``, ``paragraph``,
        ``boilerplate``, ``caption``; ``""`` where the text is plain.
    level : int
        Level of a marked-up heading, else 0.
    label_end : int
        End of the label of a marked-up row, else 0.
    value_start : int
        Start of the value of a marked-up row, else 0.
    outer : int
        Where the line begins with its bullet or number.
    """

    start: int
    end: int
    text: str
    hint: str = ""
    level: int = 0
    label_end: int = 0
    value_start: int = 0
    outer: int = -1


class Block(NamedTuple):
    """One block of a page.

    Parameters
    ----------
    kind : str
        What it is.
    body : Passage
        Its words; of a row, the value.
    label : Passage or None
        Label of a row.
    level : int
        Level of a heading from 1 where the markup shows it, else 0.
    outer : int
        Where the block begins with its bullet or number.
    """

    kind: BlockKind
    body: Passage
    label: Passage | None = None
    level: int = 0
    outer: int = -1


def passage(content: str, start: int, end: int) -> Passage:
    """Cut a passage out of a text.

    Parameters
    ----------
    content : str
        The whole text.
    start, end : int
        Its place; white space at both ends is left outside.

    Returns
    -------
    Passage
        The words with their place.
    """
    text = content[start:end]
    stripped = text.lstrip()
    start += len(text) - len(stripped)
    stripped = stripped.rstrip()
    return Passage(start, start + len(stripped), stripped)


def split_lines(content: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Split plain text into its lines.

    Parameters
    ----------
    content : str
        The whole text.
    start, end : int
        The part to split.

    Yields
    ------
    Line
        In order, without blank ones.
    """
    for match in _LINE.finditer(content, start, len(content) if end is None else end):
        words = passage(content, match.start(), match.end())
        if not words.text:
            continue
        for pattern, hint in ((_BULLET, "item"), (_NUMBER, "numbered")):
            bullet = pattern.match(words.text)
            if bullet:
                inner = words.start + bullet.end()
                yield Line(inner, words.end, content[inner : words.end], hint, outer=words.start)
                break
        else:
            yield Line(words.start, words.end, words.text, outer=words.start)


class LineIndex:
    """Turn offsets into line and column.

    Parameters
    ----------
    content : str
        The whole text.
    """

    def __init__(self, content: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|[\n\r]", content))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the one-based line and column of an offset.

        Parameters
        ----------
        offset : int
            Code points from the beginning.

        Returns
        -------
        tuple of int
            Line and column, as an editor shows them.

        Examples
        --------
        >>> LineIndex("one\\ntwo").place(5)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
