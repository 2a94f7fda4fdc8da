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
from rich.console import Console
from rich.style import Style
from rich.text import Text

from attachgraph.cli.output import printable

#: Colours only repeat what the word says; the dim ones are those that are not assessed.
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


class Sheet:
    """Standard output as something to write prose on."""

    def __init__(self) -> None:
        is_terminal = sys.stdout.isatty()
        self.width = shutil.get_terminal_size().columns if is_terminal else None
        colours = is_terminal and not os.environ.get("NO_COLOR")
        self._console = Console(color_system="standard" if colours else None)

    def heading(self, text: str) -> None:
        """Write a heading, with a blank line before it."""
        click.echo()
        self.write(Piece(text, {"bold": True, "underline": True}))

    def write(self, *pieces: Piece | str, first: str = "", rest: str | None = None) -> None:
        """Write a paragraph."""
        for line in self.lines(*pieces, first=first, rest=rest):
            self._echo(line)

    def lines(
        self,
        *pieces: Piece | str,
        first: str = "",
        rest: str | None = None,
        width: int | None = None,
    ) -> Iterator[Text]:
        """Lay a paragraph out without writing it."""
        words = Text(" ").join(filter(None, map(_text, pieces)))
        width = self.width if width is None else width
        room = None if width is None else max(_NARROWEST, width - len(first))
        start = first
        for line in [words] if room is None else words.wrap(self._console, room) or [Text()]:
            line.rstrip()
            yield Text(start).append_text(line)
            start = " " * len(first) if rest is None else rest

    def beside(self, left: Iterable[Text], right: Iterable[Text], width: int) -> None:
        """Write two columns."""
        for one, other in zip_longest(left, right, fillvalue=Text()):
            gap = " " * max(0, width - one.cell_len)
            line = Text.assemble(one, gap, _BETWEEN, other)
            line.rstrip()
            self._echo(line)

    def _echo(self, line: Text) -> None:
        # Captured, because a broken pipe is for :mod:`attachgraph.cli.frame`.
        with self._console.capture() as captured:
            self._console.print(line, soft_wrap=True)
        click.echo(captured.get(), nl=False)


def _text(piece: Piece | str) -> Text:
    """Make the words of a piece one line that controls no terminal."""
    text, style = piece if isinstance(piece, Piece) else (piece, {})
    look = {"color" if name == "fg" else name: value for name, value in style.items()}
    return Text(" ".join(printable(text).split()), style=Style(**look))
