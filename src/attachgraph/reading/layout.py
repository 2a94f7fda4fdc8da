"""From lines to blocks: find the title, the lead, the infobox and the headings of a page.

In: the lines of any dialect, with what its markup says of them. Out: blocks in order, and the ranges
that give the page its form. What plain text does not show is found from its layout here, once, for
text, HTML and Markdown alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.boilerplate import boilerplate_lines, is_sentence
from attachgraph.reading.headings import LIST_FIELDS, heading_field
from attachgraph.reading.labels import Row, label_field, split_row, split_unknown_row
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block, Line, passage

__all__ = ["read_blocks"]

_CAPTION: Final = re.compile(r"(?:Figure|Fig\.?|Image|Photo|Illustration)\s*\d*\s*[.:]\s*\S")
_PIPES: Final = re.compile(r"[\s|:+=-]+")
_MARKDOWN_HEADING: Final = re.compile(r"(#{1,6})\s+(?=\S)")
_LONGEST_HEADING: Final = 90
_LONGEST_LABEL: Final = 40
_WRAP_WIDTH: Final = 50
#: Rows whose label may stand alone in the body, below the infobox, when a colon follows it.
_ROWS_ANYWHERE: Final = frozenset({"sources", "aliases", "antonyms"})


def read_blocks(content: str, lines: Sequence[Line], title: Passage | None = None) -> list[Block]:
    """Sort the lines of a page into blocks.

    Parameters
    ----------
    content : str
        The whole text.
    lines : sequence of Line
        Its lines in order.
    title : Passage or None
        The title, where front matter gives it; no heading is taken for it then.

    Returns
    -------
    list of Block
        In the order of the text; at most one is the title. Every line is part of one block.
    """
    furniture = boilerplate_lines(lines)
    blocks = [Block("boilerplate", _whole(content, lines[n])) for n in sorted(furniture)]
    rest = [line for n, line in enumerate(lines) if n not in furniture]
    blocks += _Layout(content, rest, title).read()
    return sorted(blocks, key=lambda block: (block.outer if block.outer >= 0 else block.body.start))


def _whole(content: str, line: Line) -> Passage:
    return passage(content, line.outer if line.outer >= 0 else line.start, line.end)


class _Layout:
    """One walk over the lines of one page that are not boilerplate."""

    def __init__(self, content: str, lines: list[Line], title: Passage | None) -> None:
        self.content = content
        self.lines = lines
        self.blocks: list[Block] = []
        self.field = ""
        self.title = -1
        self.given = title

    def read(self) -> list[Block]:
        """Walk from the title through the infobox to the last section."""
        if not self.lines:
            return []
        self.title = self._find_title() if self.given is None else -1
        first, last = self._infobox()
        number = 0
        while number < len(self.lines):
            if first <= number <= last:
                number = self._read_infobox_line(number, last)
            else:
                number = self._read_body_line(number, before_infobox=number < first)
        return self.blocks

    # ---- title -----------------------------------------------------------------------------------

    def _find_title(self) -> int:
        """Number the title line: the marked-up one, else the first short line that is no sentence."""
        for level in (1, 2):
            for number, line in enumerate(self.lines):
                if line.hint == "heading" and line.level == level and heading_field(line.text) is None:
                    return number
        for number, line in enumerate(self.lines[:12]):
            if line.hint in {"", "paragraph"} and len(line.text) <= _LONGEST_HEADING and not is_sentence(line.text):
                row = split_row(line.text)
                if not _PIPES.fullmatch(line.text) and heading_field(line.text) is None and (
                    row is None or row.value_start == len(line.text)
                ):
                    return number
                return -1
        return -1

    def _is_title_again(self, text: str) -> bool:
        if len(text) > _LONGEST_HEADING + _LONGEST_LABEL or (self.title < 0 and self.given is None):
            return False
        named = self.lines[self.title].text if self.given is None else self.given.text
        title = fold(re.sub(r"\([^)]*\)", "", named)).removesuffix("s")
        return fold(re.sub(r"\([^)]*\)", "", text)).removesuffix("s") == title

    # ---- infobox ---------------------------------------------------------------------------------

    def _infobox(self) -> tuple[int, int]:
        """Number the first and the last line of the infobox; ``(0, -1)`` for none."""
        known: list[int] = []
        skip = -1
        for number, line in enumerate(self.lines):
            if number <= max(skip, self.title):
                continue
            if line.hint == "row" or self._is_row_here(number):
                known.append(number)
                row = self._row(line)
                skip = number + 1 if row is not None and row.value_start >= len(line.text) else number
            elif known and number - known[-1] > 3 and line.hint != "row":  # noqa: PLR2004 -- unknown rows in between
                break
            elif self._opens_section(number) and known:
                break
            elif self._opens_section(number) and not any(later.hint == "row" for later in self.lines[number:]):
                break
        if not known:
            return 0, -1
        last = known[-1]
        row = self._row(self.lines[last])
        if row is not None and row.value_start >= len(self.lines[last].text):
            last += 1
        return known[0], last

    def _row(self, line: Line) -> Row | None:
        if line.hint == "row":
            label = self.content[line.start : line.label_end]
            return Row(line.label_end - line.start, line.value_start - line.start, label_field(label) or "other")
        return split_row(line.text)

    def _is_row_here(self, number: int) -> bool:
        """Tell whether a line is a row: with its value, or as a bare label among other rows."""
        line = self.lines[number]
        if line.hint in {"heading", "item", "numbered"}:
            return False
        row = split_row(line.text.strip("| "))
        if row is None:
            return False
        if row.value_start < len(line.text.strip("| ")):
            return True
        return self._bare_label(number)

    def _bare_label(self, number: int) -> bool:
        """Tell whether a label that stands alone has its value on the next line."""
        if number + 1 >= len(self.lines):
            return False
        line, value = self.lines[number], self.lines[number + 1]
        if is_sentence(value.text) and len(value.text) > 2 * _LONGEST_HEADING:
            return False
        heading = heading_field(line.text)
        if heading is None:
            return True
        following = self.lines[number + 2] if number + 2 < len(self.lines) else None
        return following is not None and following.hint == "" and label_field(following.text) != "" and (
            heading_field(following.text) is None or label_field(following.text) in {"antonyms", "sources"}
        )

    def _opens_section(self, number: int) -> bool:
        line = self.lines[number]
        if line.hint and line.hint != "heading":
            return False
        heading = heading_field(line.text)
        return heading is not None and not self._is_row_here(number)

    def _read_infobox_line(self, number: int, last: int) -> int:
        line = self.lines[number]
        text = line.text.strip("| ")
        if not text or _PIPES.fullmatch(line.text):
            self._add("heading", line, level=-1)
            return number + 1
        start = line.start + line.text.index(text)
        inner = Line(start, start + len(text), text, line.hint, 0, line.label_end, line.value_start, line.outer)
        if _CAPTION.match(text) or line.hint == "caption":
            self._add("caption", line)
            return number + 1
        row = self._row(inner)
        if row is None and not is_sentence(text):
            row = split_unknown_row(text)
        if row is None and number < last and not is_sentence(text) and len(text) <= _LONGEST_LABEL:
            row = Row(len(text), len(text), "other")
        if row is None:
            self._add("paragraph" if is_sentence(text) else "unparsed", inner)
            return number + 1
        label = passage(self.content, start, start + row.label_end)
        if row.value_start >= len(text) and number < last:
            value = self.lines[number + 1]
            self._row_block(label, passage(self.content, value.start, value.end), line)
            return number + 2
        self._row_block(label, passage(self.content, start + row.value_start, inner.end), line)
        return number + 1

    def _row_block(self, label: Passage, value: Passage, line: Line) -> None:
        self.blocks.append(Block("row", value, label, outer=line.outer))

    # ---- the rest --------------------------------------------------------------------------------

    def _read_body_line(self, number: int, *, before_infobox: bool) -> int:
        line = self.lines[number]
        if number == self.title:
            self._add("title", line)
            return number + 1
        if _CAPTION.match(line.text) or line.hint == "caption" or (before_infobox and self._captioned(number)):
            self._add("caption", line)
            return number + 1
        if self._is_title_again(line.text) and line.hint in {"", "heading", "paragraph", "caption"}:
            self._add("heading", line, level=-1)
            return number + 1
        level = self._heading_level(number)
        if level is not None:
            heading = heading_field(line.text)
            if heading is not None and not heading.parent:
                self.field = heading.field
            elif line.hint == "heading" and line.level <= 2:  # noqa: PLR2004 -- a section of its own
                self.field = ""
            self._add("heading", line, level=level)
            return number + 1
        row = split_row(line.text) if not line.hint and ":" in line.text[:_LONGEST_LABEL] else None
        if row is not None and row.field in _ROWS_ANYWHERE and line.text[row.label_end : row.label_end + 1] == ":":
            label = passage(self.content, line.start, line.start + row.label_end)
            if row.value_start < len(line.text):
                self._row_block(label, passage(self.content, line.start + row.value_start, line.end), line)
                return number + 1
        if line.hint in {"item", "numbered"}:
            self._add("item" if line.hint == "item" else "numbered", line)
            return number + 1
        if _PIPES.fullmatch(line.text):
            self._add("heading", line, level=-1)
            return number + 1
        if self.field in LIST_FIELDS and not line.hint and len(line.text) <= _LONGEST_HEADING and "," not in line.text:
            self._add("item", line)
            return number + 1
        return self._read_paragraph(number)

    def _captioned(self, number: int) -> bool:
        """Tell whether the next line is the caption of a figure that this line describes."""
        if number <= self.title or number + 1 >= len(self.lines) or is_sentence(self.lines[number].text):
            return False
        return _CAPTION.match(self.lines[number + 1].text) is not None and not self._is_title_again(self.lines[number].text)

    def _heading_level(self, number: int) -> int | None:
        """Return the level of a heading, 0 where only the layout shows that it is one, None for other lines."""
        line = self.lines[number]
        if line.hint == "heading":
            return line.level
        if line.hint:
            return None
        text = line.text
        if heading_field(text) is not None:
            return 0
        if self.field == "faqs" and text.endswith("?") and len(text) <= 2 * _LONGEST_HEADING:
            return 0
        if len(text) > _LONGEST_HEADING or text[-1] in ".!,;:…" or text.count(" ") > 11 or number + 1 >= len(self.lines):  # noqa: PLR2004
            return None
        if self.field in LIST_FIELDS or not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"("):
            return None
        if number and self._is_wrapped(self.lines[number - 1], line):
            return None
        following = self.lines[number + 1]
        return 0 if _is_title_case(text) and (len(following.text) > len(text) or following.hint) else None

    @staticmethod
    def _is_wrapped(line: Line, following: Line) -> bool:
        """Tell whether a paragraph was broken into lines of some width and goes on."""
        return (
            not line.hint
            and not following.hint
            and len(line.text) >= _WRAP_WIDTH
            and line.text[-1] not in ".!?:…”\""
            and following.text[0].islower()
        )

    def _read_paragraph(self, number: int) -> int:
        line = self.lines[number]
        end = number
        while end + 1 < len(self.lines) and self._is_wrapped(self.lines[end], self.lines[end + 1]):
            end += 1
        whole = Line(line.start, self.lines[end].end, self.content[line.start : self.lines[end].end], line.hint, outer=line.outer)
        cut_off = end == len(self.lines) - 1 and not line.hint and not re.search(r"[.!?…:][\"”’')\]}|]*$", whole.text)
        if cut_off and len(self.lines) > 1:
            self._cut_off(whole)
        else:
            self._add("paragraph", whole)
        return end + 1

    def _cut_off(self, line: Line) -> None:
        """Keep the whole sentences of a last paragraph that breaks off, and leave the rest unparsed."""
        stop = max(line.text.rfind(mark) for mark in (". ", "! ", "? ", ".” "))
        if stop >= 0:
            cut = line.start + stop + 1
            self._add("paragraph", Line(line.start, cut, self.content[line.start : cut], outer=line.outer))
            rest = passage(self.content, cut, line.end)
        else:
            rest = passage(self.content, line.start, line.end)
        self.blocks.append(Block("unparsed", rest))

    def _add(self, kind: str, line: Line, level: int = 0) -> None:
        body = Passage(line.start, line.end, self.content[line.start : line.end])
        self.blocks.append(Block(kind, body, None, level, line.outer))  # type: ignore[arg-type]


def _is_title_case(text: str) -> bool:
    """Tell whether most of the longer words begin with a capital or a digit."""
    words = [word for word in re.split(r"[\s/–—-]+", text) if len(word) > 3]  # noqa: PLR2004 -- "of", "and", "the"
    if not words:
        return True
    return sum(not word.lstrip("“\"(‘'")[:1].islower() for word in words) * 2 > len(words)
