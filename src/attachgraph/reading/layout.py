"""From lines to blocks: find the title, the lead, the infobox and the headings of a page.

In: the lines of any dialect, with what its markup says of them. Out: blocks in order. What plain
text does not show is found from its layout here, once, for text, HTML and Markdown alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.boilerplate import boilerplate_lines, is_sentence, trim_furniture
from attachgraph.reading.captions import caption_blocks, is_caption
from attachgraph.reading.depictions import is_work
from attachgraph.reading.headings import LIST_FIELDS, MEDIA, heading_field
from attachgraph.reading.labels import split_row
from attachgraph.reading.leads import split_announced, split_lead
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block, BlockKind, Line, line_ends, passage
from attachgraph.reading.rows import LONGEST_HEADING, InfoboxReader, is_rule

_LONGEST_LABEL: Final = 40
_WRAP_WIDTHS: Final = range(50, 121)
#: Rows whose label may stand in the body, below the infobox, when a colon follows it.
_ROWS_ANYWHERE: Final = frozenset({"sources", "aliases", "antonyms"})
#: Characters at the end of a line that tell whether a sentence ends there.
_TAIL: Final = 24
_SENTENCE_END: Final = re.compile(r"[.!?…:][\"”’')\]}|*_]*(?:\[\d+\])*$")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
#: A line that is bold as a whole.
_BOLD: Final = re.compile(r"(\*\*|__)(?P<words>[^*_]{2,120})\1:?")


def read_blocks(content: str, lines: Sequence[Line], title: Passage | None = None) -> list[Block]:
    """Sort the lines of a page into blocks."""
    lines, trimmed = trim_furniture(content, lines)
    furniture = boilerplate_lines(lines)
    blocks = [Block("boilerplate", words) for words in trimmed]
    blocks += [Block("boilerplate", _whole(content, lines[n])) for n in sorted(furniture)]
    rest = [line for n, line in enumerate(lines) if n not in furniture]
    blocks += _Layout(content, rest, title).read()
    return sorted(blocks, key=lambda block: block.outer if block.outer >= 0 else block.body.start)


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
        self.named = ""
        self.asked = False

    def read(self) -> list[Block]:
        """Walk from the title through the infobox to the last section."""
        if not self.lines:
            return []
        self.title = self._find_title() if self.given is None else -1
        if self.given is not None or self.title >= 0:
            self.named = _bare(
                self.given.text if self.given is not None else self.lines[self.title].text
            )
        infobox = InfoboxReader(self.content, self.lines, self.title)
        number = 0
        while number < len(self.lines):
            if number == infobox.first <= infobox.last:
                self.blocks += infobox.read()
                number = infobox.last + 1
            else:
                number = self._read_line(number, before_infobox=number < infobox.first)
        return self.blocks

    # ---- title -----------------------------------------------------------------------------------

    def _find_title(self) -> int:
        """Find the title line: the marked-up one, else the first short line that is no sentence."""
        for level in (1, 2):
            for number, line in enumerate(self.lines):
                if (
                    line.hint == "heading"
                    and line.level == level
                    and heading_field(line.text) is None
                ):
                    return number
        for number, line in enumerate(self.lines[:12]):
            plain = line.hint in {"", "paragraph"} or (line.hint == "heading" and not line.level)
            if plain and len(line.text) <= LONGEST_HEADING and not is_sentence(line.text):
                return number if self._may_be_title(line.text) else -1
        return -1

    @staticmethod
    def _may_be_title(text: str) -> bool:
        if is_rule(text) or heading_field(text) is not None:
            return False
        row = split_row(text)
        return row is None or row.value_start == len(text)

    def _is_title_again(self, line: Line) -> bool:
        if line.hint not in {"", "heading", "paragraph", "caption"} or not self.named:
            return False
        # Most lines are told by their length, which is cheaper than folding them.
        return len(line.text) <= len(self.named) + _LONGEST_LABEL and _bare(line.text) == self.named

    # ---- the lines outside the infobox -----------------------------------------------------------

    def _read_line(self, number: int, *, before_infobox: bool) -> int:
        """Read one line, or a paragraph of several; return the number of the next line."""
        line = self.lines[number]
        if number == self.title:
            self._add_words("title", line)
        elif self._is_title_again(line) or is_rule(line.text):
            self._add("heading", line, level=-1)
        elif is_caption(line):
            self.blocks += caption_blocks(self.content, line)
        elif before_infobox and self._describes_figure(number):
            self._add("caption", line)
        elif line.hint == "unparsed":
            self._add("unparsed", line)
        else:
            return self._read_words(number)
        return number + 1

    def _read_words(self, number: int) -> int:
        if self.field == "faqs":
            self._take_announced(number)
        line = self.lines[number]
        level = self._heading_level(number)
        if level is not None:
            self._open(line, level)
        elif self._is_row_in_body(line):
            self._add_row(line)
        elif not self._read_lead(line):
            return self._read_text(number)
        return number + 1

    def _describes_figure(self, number: int) -> bool:
        """Tell whether the next line is the caption of a figure that this line describes."""
        if (
            number <= self.title
            or number + 1 >= len(self.lines)
            or is_sentence(self.lines[number].text)
        ):
            return False
        following = self.lines[number + 1]
        return is_caption(following) and not self._is_title_again(self.lines[number])

    # ---- headings --------------------------------------------------------------------------------

    def _heading_level(self, number: int) -> int | None:
        """Return the level of a heading, 0 where only the layout shows that it is one, None for other lines."""
        line = self.lines[number]
        if line.hint == "heading":
            return line.level
        text = line.text
        listed = line.hint in {"item", "numbered"}
        if line.hint not in {"", "paragraph"} and not listed:
            return None
        bold = _BOLD.fullmatch(text)
        if bold is not None and (not listed or self.field == "faqs"):
            return 0 if not is_sentence(bold["words"]) or bold["words"].endswith("?") else None
        if listed:
            return 0 if self._heads_list(line) else None
        return None if line.hint else self._plain_level(number)

    def _heads_list(self, line: Line) -> bool:
        """Tell a numbered heading or question from an item of a list."""
        if self._is_question(line.text):
            return True
        return line.hint == "numbered" and heading_field(line.text) is not None

    def _plain_level(self, number: int) -> int | None:
        """Find a heading that nothing but its place and its capitals show."""
        line, text = self.lines[number], self.lines[number].text
        if heading_field(text) is not None or self._is_question(text):
            return 0
        if split_lead(line, self.field, answered=False) is not None:
            return None
        if (
            number + 1 >= len(self.lines)
            or self.field in LIST_FIELDS
            or not _reads_as_heading(text)
        ):
            return None
        if number and self._goes_on(number - 1):
            return None
        following = self.lines[number + 1]
        return 0 if len(following.text) > len(text) or following.hint else None

    def _is_question(self, text: str) -> bool:
        return (
            self.field in {"faqs", "debates"}
            and text.endswith("?")
            and len(text) <= 2 * LONGEST_HEADING
        )

    def _open(self, line: Line, level: int) -> None:
        heading = heading_field(line.text)
        if heading is not None and (not heading.parent or heading.field in MEDIA):
            self.field = heading.parent or heading.field
        elif line.hint == "heading" and line.level <= 2:  # noqa: PLR2004 -- a section of its own
            self.field = ""
        self._add_words("heading", line, level)

    def _take_announced(self, number: int) -> None:
        """Take "Q:" or "Answer:" off a line: form, not words."""
        line = self.lines[number]
        length, self.asked = split_announced(line.text)
        if length:
            start = line.start + length
            words = line.text[length:]
            end = line.end - (len(words) - len(words.rstrip("*_")))
            self.blocks.append(
                Block(
                    "heading", passage(self.content, line.start, start), level=-1, outer=line.outer
                )
            )
            self.lines[number] = line._replace(
                start=start, end=end, text=self.content[start:end], outer=-1
            )

    def _read_lead(self, line: Line) -> bool:
        """Cut a line that opens with its own heading: "1990s: …", "Attraction – …", "Who leaves? …"."""
        last = self.blocks[-1] if self.blocks else None
        waits = last is not None and last.kind == "heading" and last.body.text.endswith("?")
        cut = split_lead(line, self.field, answered=self.asked or not waits)
        if cut is None:
            return False
        start, end, rest = cut
        head = line.text[start:end]
        self._open(
            line._replace(start=line.start + start, end=line.start + end, text=head, hint=""), 0
        )
        rest_line = line._replace(start=line.start + rest, text=line.text[rest:], hint="", outer=-1)
        self._add(self._kind_of_text(rest_line), rest_line)
        return True

    # ---- rows, items and paragraphs --------------------------------------------------------------

    @staticmethod
    def _is_row_in_body(line: Line) -> bool:
        if line.hint == "row":
            return True
        if line.hint not in {"", "paragraph"} or ":" not in line.text[:_LONGEST_LABEL]:
            return False
        row = split_row(line.text)
        if row is None or row.field not in _ROWS_ANYWHERE or row.value_start >= len(line.text):
            return False
        return ":" in line.text[row.label_end : row.value_start]

    def _add_row(self, line: Line) -> None:
        start, end, value = line.start, line.label_end, line.value_start
        if line.hint != "row":
            row = split_row(line.text)
            if row is not None:
                start, end, value = (
                    line.start + row.label_start,
                    line.start + row.label_end,
                    line.start + row.value_start,
                )
        label = passage(self.content, start, end)
        words = passage(self.content, value, line.end)
        self.blocks.append(Block("row", words, label, outer=line.outer, items=line.items))

    def _read_text(self, number: int) -> int:
        """Read an item or a paragraph, over as many lines as it was broken into."""
        end = number
        while self._goes_on(end):
            end += 1
        line, last = self.lines[number], self.lines[end]
        whole = line._replace(end=last.end, text=self.content[line.start : last.end])
        kind = self._kind_of_text(whole)
        if kind == "paragraph" and end == len(self.lines) - 1 and self._is_cut_off(whole):
            self._cut_off(whole)
        else:
            self._add(kind, whole)
        return end + 1

    def _kind_of_text(self, line: Line) -> BlockKind:
        if line.hint == "item":
            return "item"
        if line.hint == "numbered":
            return "numbered"
        if line.hint:
            return "item" if self.field == "depictions" and is_work(line.text) else "paragraph"
        listed = (
            self.field in LIST_FIELDS and len(line.text) <= LONGEST_HEADING and "," not in line.text
        )
        if listed or self.field in {"publications", "references"}:
            return "item"
        return "item" if self.field == "depictions" and is_work(line.text) else "paragraph"

    def _goes_on(self, number: int) -> bool:
        """Tell whether a line was broken at some width and goes on in the next."""
        if number + 1 >= len(self.lines):
            return False
        line, following = self.lines[number], self.lines[number + 1]
        if (
            line.hint in {"heading", "row", "unparsed", "caption"}
            or following.hint
            or _SENTENCE_END.search(line.text[-_TAIL:])
        ):
            return False
        if len(line.text) not in _WRAP_WIDTHS and line.hint not in {"item", "numbered"}:
            return False
        if following.text[0].islower():
            return True
        adjacent = line_ends(self.content, line.end, following.start) <= 1
        return (
            adjacent
            and not line.hint
            and " " in following.text
            and self._may_go_on_with(following.text)
        )

    def _may_go_on_with(self, text: str) -> bool:
        """Tell whether a line that begins with a capital may be the middle of a sentence."""
        return (
            heading_field(text) is None and split_row(text) is None and not _reads_as_heading(text)
        )

    def _is_cut_off(self, line: Line) -> bool:
        return (
            len(self.lines) > 1
            and not line.hint
            and _SENTENCE_END.search(line.text[-_TAIL:]) is None
        )

    def _cut_off(self, line: Line) -> None:
        """Keep the whole sentences of a last paragraph that breaks off, and leave the rest unparsed."""
        stop = max(line.text.rfind(mark) for mark in (". ", "! ", "? ", ".” "))
        rest = line
        if stop >= 0:
            cut = line.start + stop + 1
            self._add("paragraph", line._replace(end=cut))
            rest = line._replace(start=cut, outer=-1)
        self.blocks.append(
            Block("unparsed", passage(self.content, rest.start, rest.end), outer=rest.outer)
        )

    def _add_words(self, kind: BlockKind, line: Line, level: int = 0) -> None:
        """Add a line without the marks of emphasis around it."""
        words = line.text.strip("*_ ") if line.text[:1] in "*_" else line.text
        at = line.start + line.text.index(words) if words else line.start
        body = (
            Passage(at, at + len(words), words)
            if words
            else passage(self.content, line.start, line.end)
        )
        self.blocks.append(
            Block(kind, body, None, level, line.outer if line.outer >= 0 else line.start)
        )

    def _add(self, kind: BlockKind, line: Line, level: int = 0) -> None:
        self.blocks.append(
            Block(kind, passage(self.content, line.start, line.end), None, level, line.outer)
        )


def _bare(title: str) -> str:
    return fold(_BRACKETS.sub("", title)).removesuffix("s")


def _reads_as_heading(text: str) -> bool:
    if len(text) > LONGEST_HEADING or text[-1] in ".!,;:…" or text.count(" ") > 11:  # noqa: PLR2004
        return False
    return (text[0].isupper() or text[0].isdigit() or text[0] in '“"(') and _is_title_case(text)


def _is_title_case(text: str) -> bool:
    """Tell whether most of the longer words begin with a capital or a digit."""
    words = [word for word in re.split(r"[\s/–—-]+", text) if len(word) > 3]  # noqa: PLR2004 -- "of", "and", "the"
    if not words:
        return True
    return sum(not word.lstrip("“\"(‘'")[:1].islower() for word in words) * 2 > len(words)
