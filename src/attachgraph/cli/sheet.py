"""Lay running text out for a terminal: wrapped at its width, indented, with colour.

In: pieces of text, each with a style. Out: lines on stdout. In a pipe or a file nothing is wrapped
and nothing is coloured, so that a line there is a thing. What comes from entries is anybody's text:
no character of it controls the terminal.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, Final, NamedTuple

import click

from attachgraph.cli.output import printable

#: Colours only repeat what the word says; the dim ones are not assessed yet.
STATUS_STYLES: Final[dict[str, dict[str, Any]]] = {
    "supported": {"fg": "green"},
    "weak": {"fg": "yellow"},
    "qualified": {"fg": "yellow"},
    "disputed": {"fg": "magenta"},
    "inferred": {"fg": "cyan"},
    "unsupported": {"fg": "red"},
    "contradicted": {"fg": "red"},
    "reported": {"dim": True},
}
_NARROWEST: Final = 20
_BETWEEN: Final = " │ "


class Piece(NamedTuple):
    """Words that look alike."""

    #: The words.
    text: str
    #: Keyword arguments of :func:`click.style`.
    style: dict[str, Any]


class Line(NamedTuple):
    """A line that is laid out."""

    #: With its colours.
    text: str
    #: Columns that it takes.
    length: int


class Sheet:
    """Standard output as something to write prose on."""

    def __init__(self) -> None:
        is_terminal = sys.stdout.isatty()
        self.width: int | None = shutil.get_terminal_size().columns if is_terminal else None
        self._colours = is_terminal and not os.environ.get("NO_COLOR")

    def heading(self, text: str) -> None:
        """Write a heading, with a blank line before it."""
        click.echo()
        self.write(Piece(text, {"bold": True, "underline": True}))

    def write(self, *pieces: Piece | str, first: str = "", rest: str | None = None) -> None:
        """Write a paragraph."""
        for line in self.lines(*pieces, first=first, rest=rest):
            click.echo(line.text)

    def lines(
        self,
        *pieces: Piece | str,
        first: str = "",
        rest: str | None = None,
        width: int | None = None,
    ) -> Iterator[Line]:
        """Lay a paragraph out without writing it."""
        rest = " " * len(first) if rest is None else rest
        width = self.width if width is None else width
        room = None if width is None else max(_NARROWEST, width - max(len(first), len(rest)))
        start, line, used = first, list[str](), 0
        for word, style in _words(pieces, room):
            length = _length(word)
            if room is not None and line and used + 1 + length > room:
                yield Line(start + " ".join(line), len(start) + used)
                start, line, used = rest, [], 0
            used += length + bool(line)
            line.append(click.style(word, **style) if style and self._colours else word)
        yield Line(start + " ".join(line), len(start) + used)

    def beside(self, left: Iterable[Line], right: Iterable[Line], width: int) -> None:
        """Write two columns."""
        for one, other in zip_longest(left, right, fillvalue=Line("", 0)):
            gap = " " * max(0, width - one.length)
            click.echo(f"{one.text}{gap}{_BETWEEN}{other.text}".rstrip())


def _words(pieces: tuple[Piece | str, ...], room: int | None) -> Iterator[Piece]:
    """Yield the words of all pieces; one that fits no line is cut into pieces that do."""
    for piece in pieces:
        text, style = piece if isinstance(piece, Piece) else (piece, {})
        for word in printable(text).split():
            for part in [word] if room is None or _length(word) <= room else _chopped(word, room):
                yield Piece(part, style)


def _length(text: str) -> int:
    """Count the columns that a text takes: some characters take two, some none."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _chopped(word: str, room: int) -> list[str]:
    from rich.cells import chop_cells

    return chop_cells(word, room)
