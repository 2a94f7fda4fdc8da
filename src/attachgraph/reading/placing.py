"""Put the pieces of a page into one text: lines with their places, rows with label and value.

In: pieces of text in the order of the page, with what the markup says of each. Out: the text and
its lines. This module knows nothing of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from attachgraph.model import UNSEEN, Passage
from attachgraph.reading.headings import heading_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Line, bulleted
from attachgraph.reading.wording import is_sentence

_SPACE: Final = re.compile(r"[ \t\r\n\f\v\u00a0]+")
#: Where a value that a line break parts goes on.
_OPEN_END: Final = re.compile(r"(?:[,;:&/→–—]|\b(?:and|or|vs\.?|of|the|a|to|with))$")
_OPEN_START: Final = re.compile(
    r"[&/→(]|(?:and|or|vs\.?|of|to|with|versus|after|during|when|whenever|under|while|before|because|in|at|by|from)\b"
)
_LONGEST_BOLD: Final = 120


class Cell(NamedTuple):
    """A cell of a table or list of definitions: its element, and the number of its row."""

    tag: str
    row: int


@dataclass(slots=True)
class Piece:
    """Text between two borders of blocks, with what the markup says of it."""

    texts: list[str]
    hint: str = ""
    level: int = 0
    #: True for what belongs to the site.
    furniture: bool = False
    cell: Cell | None = None
    #: True where only a line break parts it from the piece before.
    broken: bool = False
    #: True where all of it is bold.
    bold: bool = True

    def words(self) -> str:
        """Return the words on one line, without the invisible characters."""
        return _SPACE.sub(" ", "".join(self.texts).translate(UNSEEN)).strip()


def place(pieces: Sequence[Piece], title: str) -> tuple[str, list[Line]]:
    """Put pieces into one text."""
    writer = _Writer()
    spoken = _joined((piece, words) for piece in pieces if (words := piece.words()))
    for number, group in groupby(
        spoken, key=lambda entry: entry[0].cell.row if entry[0].cell is not None else 0
    ):
        row = list(group)
        if not number:
            for piece, words in row:
                writer.line(piece, words)
        else:
            writer.row(row)
    return writer.text(), _around_title(writer.lines, title)


def _joined(pieces: Iterable[tuple[Piece, str]]) -> list[tuple[Piece, str]]:
    """Join what a line break parts in the middle of a sentence."""
    joined: list[tuple[Piece, str]] = []
    for piece, words in pieces:
        if joined and piece.broken and piece.cell is None and _goes_on(joined[-1], piece, words):
            before, text = joined.pop()
            joined.append((before, f"{text} {words}"))
        else:
            joined.append((piece, words))
    return joined


def _goes_on(before: tuple[Piece, str], piece: Piece, words: str) -> bool:
    same = (before[0].hint, before[0].furniture) == (piece.hint, piece.furniture)
    # A bold line above a value is its label.
    return (
        not before[0].bold
        and same
        and words[:1].islower()
        and not before[1].endswith((".", "!", "?", "…", ":", ";"))
    )


class _Writer:
    """The text so far, and its lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._at = 0

    def text(self) -> str:
        return "\n".join(self._parts)

    def _put(self, text: str) -> int:
        """Add a line of text; return where it begins."""
        start = self._at
        self._parts.append(text)
        self._at += len(text) + 1
        return start

    def line(self, piece: Piece, words: str) -> None:
        start = self._put(words)
        hint, level = piece.hint, piece.level
        if piece.furniture:
            hint = "boilerplate"
        elif (
            piece.bold
            and hint in {"", "paragraph"}
            and len(words) <= _LONGEST_BOLD
            and words[-1] not in ".!:,;"
        ):
            hint, level = "heading", 0
        plain = bulleted(Passage(start, start + len(words), words))
        if plain.hint and hint in {"", "paragraph", "item"}:
            self.lines.append(plain)
        else:
            self.lines.append(
                Line(
                    start,
                    start + len(words),
                    words,
                    hint,
                    level if hint == "heading" else 0,
                    outer=start,
                )
            )

    def row(self, row: list[tuple[Piece, str]]) -> None:
        """Add a row: label and value where it has two cells, else one line for all of them."""
        cells = [list(group) for _, group in groupby(row, key=lambda entry: id(entry[0].cell))]
        label = cells[0]
        asks = (
            label[0][0].cell is not None
            and label[0][0].cell.tag == "dt"
            and label[-1][1].endswith("?")
        )
        if asks:
            self.line(
                Piece([], "heading", 6, label[0][0].furniture),
                " ".join(words for _, words in label),
            )
        if asks or len(cells) == 1:
            for piece, words in row[len(label) if asks else 0 :]:
                self.line(piece, words)
        elif len(cells) == 2 or (label[0][0].cell is not None and label[0][0].cell.tag == "dt"):  # noqa: PLR2004 -- see the line above
            self._row(label, [entry for cell in cells[1:] for entry in cell], lists=len(cells) > 2)  # noqa: PLR2004
        else:
            words = "\t".join(" ".join(words for _, words in cell) for cell in cells)
            self.line(Piece([], "unparsed", 0, label[0][0].furniture), words)

    def _row(
        self, label: list[tuple[Piece, str]], value: list[tuple[Piece, str]], *, lists: bool
    ) -> None:
        name = " ".join(words for _, words in label)
        text = name + "\t"
        items: list[tuple[int, int]] = []
        for number, (piece, words) in enumerate(value):
            text += _joint(text, piece, words) if number else ""
            items.append((len(text), len(text) + len(words)))
            text += words
        start = self._put(text)
        lists = lists or (len(value) > 1 and all(piece.hint == "item" for piece, _ in value))
        passages = (
            tuple(Passage(start + a, start + b, text[a:b]) for a, b in items) if lists else ()
        )
        hint = "boilerplate" if label[0][0].furniture else "row"
        end = start + len(text)
        self.lines.append(
            Line(
                start, end, text, hint, 0, start + len(name), start + len(name) + 1, start, passages
            )
        )


def _joint(text: str, piece: Piece, words: str) -> str:
    """Choose what parts two pieces of a value: a semicolon, unless the one plainly goes on in the other."""
    goes_on = _OPEN_END.search(text) is not None or (
        piece.broken and _OPEN_START.match(words) is not None
    )
    return " " if goes_on else "; "


def _around_title(lines: list[Line], title: str) -> list[Line]:
    """Settle which heading is the title, and take what is before it for furniture."""
    chosen = next(iter(_candidates(lines, title)), -1)
    if chosen < 0:
        return lines
    before = [
        line
        if line.hint in {"row", "caption", "boilerplate"} or is_sentence(line.text)
        else line._replace(hint="boilerplate")
        for line in lines[:chosen]
    ]
    return [*before, lines[chosen]._replace(level=1), *lines[chosen + 1 :]]


def _candidates(lines: Sequence[Line], title: str) -> Iterator[int]:
    """Find the headings that may be the title: those that the head of the page names, else the first at the top."""
    headings = [
        n
        for n, line in enumerate(lines)
        if line.hint == "heading" and line.level and heading_field(line.text) is None
    ]
    named = fold(title)
    own = [n for n in headings if f" {fold(lines[n].text)} " in f" {named} "]
    yield from sorted(own, key=lambda n: (lines[n].level, n))
    yield from (n for n in headings if lines[n].level == 1)
