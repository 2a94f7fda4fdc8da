"""The lines of one page and how far the walk over them is: what every block rule is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attachgraph.model import Passage
from attachgraph.reading.lines import Block, BlockKind, Line, line_ends, passage


class Taken(NamedTuple):
    """What a rule made of the lines before it, and how many they were."""

    blocks: tuple[Block, ...]
    lines: int = 1


class Page:
    """One walk over the lines of one page that are not boilerplate."""

    def __init__(self, content: str, lines: Sequence[Line], given: Passage | None) -> None:
        self.content = content
        self.lines: list[Line] = list(lines)
        #: The title, where it is not in the body.
        self.given = given
        self.blocks: list[Block] = []
        #: Number of the line that is read.
        self.at: int = 0
        #: Field of the section that is open.
        self.field: str = ""
        #: True where a blank line is below the heading of the section that is open.
        self.apart: bool = False
        #: Number of the title line, -1 for none, and the title folded.
        self.title: int = -1
        self.named: str = ""
        #: True where the title names a style or a couple: only there a loose layout is trusted.
        self.styled: bool = False
        #: Numbers of the lines of the infobox.
        self.infobox: range = range(0)
        #: True where the line was announced as a question.
        self.asked: bool = False

    @property
    def line(self) -> Line:
        """The line that is read."""
        return self.lines[self.at]

    def after(self, number: int) -> Line | None:
        """Return the line after a line."""
        return self.lines[number + 1] if number + 1 < len(self.lines) else None

    def adjacent(self, number: int) -> bool:
        """Return whether no blank line is between a line and the next."""
        line, following = self.lines[number], self.lines[number + 1]
        return line_ends(self.content, line.end, following.start) <= 1

    def column(self, line: Line) -> int:
        """Return how far a line is set in, with its bullet."""
        start = line.outer if line.outer >= 0 else line.start
        return start - self.content.rfind("\n", 0, start) - 1

    def cut(self, start: int, end: int) -> Passage:
        """Cut a passage out of the text."""
        return passage(self.content, start, end)

    def block(self, kind: BlockKind, line: Line, level: int = 0) -> Block:
        """Make a block of a whole line."""
        return Block(kind, self.cut(line.start, line.end), None, level, line.outer)

    def form(self, start: int, end: int, outer: int = -1) -> Block:
        """Make a block of what gives the page its form and says nothing."""
        return Block("heading", self.cut(start, end), level=-1, outer=outer)

    def unmarked(self, kind: BlockKind, line: Line, level: int = 0) -> Block:
        """Make a block of a line without the marks of emphasis around it."""
        words = line.text.strip("*_ ") if line.text[:1] in "*_" else line.text
        at = line.start + line.text.index(words) if words else line.start
        body = Passage(at, at + len(words), words) if words else self.cut(line.start, line.end)
        return Block(kind, body, None, level, line.outer if line.outer >= 0 else line.start)
