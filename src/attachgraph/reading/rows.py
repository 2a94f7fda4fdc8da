"""Find the infobox among the lines of a page, and cut it into rows.

In: the lines of a page and the number of its title. Out: the lines that are the infobox, and its
blocks. What a label means is told by :mod:`~attachgraph.reading.labels`; here is only the layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.boilerplate import is_sentence
from attachgraph.reading.captions import caption_blocks
from attachgraph.reading.headings import heading_field
from attachgraph.reading.labels import Row, label_field, split_row, split_unknown_row
from attachgraph.reading.leads import split_lead
from attachgraph.reading.lines import Block, Line, line_ends, passage

LONGEST_HEADING: Final = 90
_LONGEST_LABEL: Final = 40
#: Unknown rows that may stand between two known ones.
_WIDEST_GAP: Final = 3
#: White space before a line that belongs to the value above it.
_DEEP_INDENT: Final = 8
_RULE: Final = frozenset(" \t|:+=-│┃─—_*")


def is_rule(text: str) -> bool:
    """Tell whether a line only draws: the rule of a table, or a row of dashes."""
    return _RULE.issuperset(text)


class InfoboxReader:
    """The infobox of one page."""

    def __init__(self, content: str, lines: Sequence[Line], title: int) -> None:
        self._content = content
        self._lines = lines
        self._after = title
        self._two_line = -1
        self.first: int
        self.last: int
        self.first, self.last = self._find()

    # ---- where it is -----------------------------------------------------------------------------

    def _find(self) -> tuple[int, int]:  # noqa: C901 -- one case after another
        """Find the first and the last line; ``(0, -1)`` for none."""
        known: list[int] = []
        for number, line in enumerate(self._lines):
            if number <= max(self._two_line, self._after):
                continue
            if self.is_row(number):
                known.append(number)
                if self._is_bare(line):
                    self._two_line = number + 1
            elif self._is_past(number, known):
                break
        if not known:
            return 0, -1
        first, last = known[0], max(known[-1], min(self._two_line, len(self._lines) - 1))
        while first - 1 > self._after and self._is_unknown_row(first - 1, first):
            first -= 1
        while last + 1 < len(self._lines) and self._belongs(last + 1):
            last += 1
        return first, last

    def _belongs(self, number: int) -> bool:
        """Tell whether the line behind the infobox is the rest of its last value, or one more row."""
        before, line = self._lines[number - 1], self._lines[number]
        return self._is_continued(Passage(before.start, before.end, before.text), line) or (
            self._is_unknown_row(number, number - 1)
        )

    def _is_continued(self, value: Passage, line: Line) -> bool:
        """Tell whether a value goes on in a line: it broke off, or the line is set in below it."""
        row = split_row(line.text)
        if (
            line.hint
            or (row is not None and row.value_start < len(line.text))
            or line_ends(self._content, value.end, line.start) > 1
        ):
            return False
        if value.text.endswith((",", ";", "&", "/", " and", " or")):
            return True
        indent = line.start - max(self._content.rfind(end, 0, line.start) for end in "\n\r") - 1
        return indent >= _DEEP_INDENT or (line.text[0].islower() and not is_sentence(line.text))

    def _is_past(self, number: int, known: Sequence[int]) -> bool:
        """Tell whether the search may end: a section has begun, or too many lines were no rows."""
        line = self._lines[number]
        if known and number - known[-1] > _WIDEST_GAP and line.hint != "row":
            return True
        if not self._opens_section(number):
            return False
        return bool(known) or not any(later.hint == "row" for later in self._lines[number:])

    def is_row(self, number: int) -> bool:  # noqa: PLR0911 -- one case after another
        """Tell whether a line is a row: with its value, or as a bare label among other rows."""
        line = self._lines[number]
        if line.hint in {"numbered", "unparsed", "row", "caption"}:
            return line.hint == "row"
        if line.hint == "heading" and not self._heads_value(number):
            return False
        text = line.text.strip("| ")
        row = split_row(text)
        if row is None:
            return False
        if line.hint == "item":
            return row.label_end < row.value_start < len(text)
        if row.value_start < len(text):
            return True
        before = self._lines[number - 1] if number else None
        if before is not None and self._is_continued(
            Passage(before.start, before.end, before.text), line
        ):
            return False
        return self._has_value_below(number)

    def _heads_value(self, number: int) -> bool:
        """Tell whether a small or bold heading is the label of the short value below it."""
        line = self._lines[number]
        if (
            line.level in {1, 2}
            or heading_field(line.text) is not None
            or number + 1 >= len(self._lines)
        ):
            return False
        value = self._lines[number + 1]
        return value.hint in {"", "paragraph", "item"} and not is_sentence(value.text)

    def _is_bare(self, line: Line) -> bool:
        text = line.text.strip("| ")
        row = split_row(text) if line.hint != "row" else None
        return row is not None and row.value_start >= len(text)

    def _has_value_below(self, number: int) -> bool:
        """Tell whether a label that stands alone has its value on the next line."""
        if number + 1 >= len(self._lines):
            return False
        line, value = self._lines[number], self._lines[number + 1]
        if is_sentence(value.text) and len(value.text) > 2 * LONGEST_HEADING:
            return False
        if heading_field(line.text) is None:
            return True
        # The name of a section as well: a label only where rows of two lines surround it.
        if self._two_line == number - 1 and self._adjacent(number - 1) and self._adjacent(number):
            return not is_sentence(value.text)
        if number + 2 >= len(self._lines) or self._lines[number + 2].hint not in {"", "paragraph"}:
            return False
        following = self._lines[number + 2].text
        field = label_field(following)
        return bool(field) and (
            heading_field(following) is None or field in {"antonyms", "sources"}
        )

    def _adjacent(self, number: int) -> bool:
        """Tell whether no blank line stands between a line and the next."""
        line, following = self._lines[number], self._lines[number + 1]
        return line_ends(self._content, line.end, following.start) <= 1

    def _is_unknown_row(self, number: int, neighbour: int) -> bool:
        """Tell whether a line at the edge of the infobox is a row whose label we do not know."""
        line = self._lines[number]
        if line.hint in {"heading", "numbered", "unparsed", "caption"} or is_sentence(line.text):
            return False
        if not self._adjacent(min(number, neighbour)) or self._opens_section(number):
            return False
        return (line.hint == "item") == (self._lines[neighbour].hint == "item") and (
            split_unknown_row(line.text.strip("| ")) is not None
        )

    def _opens_section(self, number: int) -> bool:
        line = self._lines[number]
        if line.hint and line.hint != "heading":
            return False
        if heading_field(line.text) is None and split_lead(line, "", answered=False) is None:
            return False
        return not self.is_row(number)

    # ---- what it holds ---------------------------------------------------------------------------

    def read(self) -> list[Block]:
        """Cut the infobox into blocks."""
        blocks: list[Block] = []
        number = self.first
        while number <= self.last:
            number = self._read_line(number, blocks)
        return blocks

    def _read_line(self, number: int, blocks: list[Block]) -> int:
        """Read one line and its value; return the number of the next."""
        line = self._lines[number]
        text = line.text.strip("| ")
        if not text or is_rule(line.text) or _is_column_head(text):
            blocks.append(Block("heading", passage(self._content, line.start, line.end), level=-1))
            return number + 1
        before = blocks[-1] if blocks else None
        if before is not None and before.kind == "row" and self._is_continued(before.body, line):
            blocks[-1] = before._replace(body=passage(self._content, before.body.start, line.end))
            return number + 1
        captions = caption_blocks(self._content, line)
        if captions:
            blocks += captions
            return number + 1
        start = line.start + line.text.index(text)
        row = self._row(line, text, start)
        if row is None:
            return self._read_rest(number, blocks)
        label = passage(self._content, start + row.label_start, start + row.label_end)
        if row.value_start >= len(text) and number < self.last:
            value = self._lines[number + 1]
            blocks.append(
                Block(
                    "row", passage(self._content, value.start, value.end), label, outer=line.outer
                )
            )
            return number + 2
        value_passage = passage(self._content, start + row.value_start, start + len(text))
        blocks.append(Block("row", value_passage, label, outer=line.outer, items=line.items))
        return number + 1

    def _row(self, line: Line, text: str, start: int) -> Row | None:
        if line.hint == "row":
            label = self._content[line.start : line.label_end]
            return Row(
                line.label_end - start, line.value_start - start, label_field(label) or "other"
            )
        return split_row(text) or (None if is_sentence(text) else split_unknown_row(text))

    def _read_rest(self, number: int, blocks: list[Block]) -> int:
        """Read a line that is no row by itself: the rest of a value, a label, a sentence, or nothing we know."""
        line = self._lines[number]
        words = passage(self._content, line.start, line.end)
        if is_sentence(words.text):
            blocks.append(Block("paragraph", words, outer=line.outer))
            return number + 1
        if number < self.last and len(words.text) <= _LONGEST_LABEL and not self.is_row(number + 1):
            value = self._lines[number + 1]
            blocks.append(
                Block(
                    "row", passage(self._content, value.start, value.end), words, outer=line.outer
                )
            )
            return number + 2
        blocks.append(Block("unparsed", words, outer=line.outer))
        return number + 1


#: What heads the two columns of an infobox; no row of its own.
_COLUMN_HEADS: Final = frozenset(
    "field attribute property key label aspect item value values details detail description information content".split()
)


def _is_column_head(text: str) -> bool:
    cells = [cell.strip(" *_").lower() for cell in text.replace("\t", "|").split("|")]
    return len(cells) == 2 and _COLUMN_HEADS.issuperset(cells)  # noqa: PLR2004 -- a label and a value
