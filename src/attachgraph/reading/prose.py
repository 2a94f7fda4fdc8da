"""Cut running text into sentences and lists, each with its place in the text.

In: a text, the way it is marked up, and a range. Out: :class:`~attachgraph.model.Text` objects
whose passages are slices of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Passage, Text
from attachgraph.reading.deadline import check_time
from attachgraph.reading.lines import passage
from attachgraph.reading.marks import BRACES, COMMENT, GROUP, NOTE, NOTE_HERE, Markup, read_marks

_NUMBER: Final = r"\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\]"
_NUMBERS: Final = re.compile(rf"\s*{_NUMBER}")
_MARK: Final = rf"(?:{GROUP}|{BRACES}|{NOTE}|{_NUMBER})"
# A sentence ends at a full stop that white space and a capital follow; marks after the stop belong
# to it. A row of stops is looked at once, from its first: dotted lines may be long. The stop stands
# before what looks back, or every letter would be looked at.
_END: Final = re.compile(
    rf"[.!?…](?<![.!?…].)[.!?…]*+[\"”’')\]*_~⁰¹²³⁴-⁹⁻]*+(?:\s*{_MARK})*+\.?"
    r"(?=\s*+(?:<!--|%%)|\s+[\"“‘'(\[*_~]*[^\W_a-z]|\s*$)"
)
#: Where a full stop ends nothing: a bracket of citations, a link's address, a note, a comment.
_CLOSED: Final = re.compile(
    rf"{GROUP}|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|{NOTE_HERE}|<!--.*?-->|%%.*?%%|<[a-z]+:[^<>\s]*>",
    re.DOTALL,
)
#: The authors, year and page of what was quoted, in brackets after the full stop; a reference
#: manager makes the words a link.
_CITED: Final = re.compile(
    r"\s*+\(\[?[^()\[\]]{2,200}?,? (?:1[89]|20)\d\d[a-z]?(?:, (?:pp?\.|S\.|chap\.)\s?[\d–-]+)?"
    r"(?:\]\([^()\s]*\))?\)\.?(?=\s*+(?:<!--|%%|\(\[)|\s+[\"“‘'(\[*_~]*[^\W_a-z]|\s*$)"
)
#: The year of a work whose title asks: "Who Goes There? (1938) is …".
_DATED: Final = re.compile(r"[\"”*_]*\s\((?:1[5-9]|20)\d\d[^()]*\)(?:[:,]|\s+[a-zß-ÿ–—-])")
_ABBREVIATIONS: Final = frozenset(
    "e.g i.e etc abbr vs cf al ál col cols coll dr dra mr ms mrs prof st approx ca dept inc jr sr u.s ed eds dir feat resp viz "
    "usw bzw z.b d.h u.a vgl hrsg p.ej sra p.ex".split()
)
#: Abbreviations only before a figure: "No" alone is an answer.
_BEFORE_FIGURE: Final = frozenset("fig figs no nos vol p pp chap sec tab eq nr bd s kap".split())
#: Characters around a full stop that tell whether it ends a sentence.
_LONGEST_WORD: Final = 24
_LAST_WORD: Final = re.compile(r"([^\s(\[“\"]+)$")
_JOINER: Final = re.compile(r"(?:and|or|und|oder|y|et|ou)\s+")


class Prose:
    """A text with its markup, from which sentences and lists are cut."""

    def __init__(self, content: str, markup: Markup | None = None) -> None:
        self.content = content
        self.markup = markup

    def cut(self, start: int, end: int) -> Passage:
        """Cut a passage, without the white space around it."""
        return passage(self.content, start, end)

    def text(self, words: Passage) -> Text:
        """Take the marks off a passage."""
        if self.markup is None:
            said = _NUMBERS.sub("", words.label) if "[" in words.text else words.label
            return Text(words, said)
        return Text(words, *read_marks(words.text, self.markup))

    def sentences(self, start: int, end: int) -> Iterator[Text]:
        """Cut a range into sentences."""
        check_time()
        at = start
        piece = self.content[start:end]
        for stop in _stops(piece, marked=self.markup is not None):
            if said := self._said(at, start + stop):
                yield said
            at = start + stop
        if said := self._said(at, end):
            yield said

    def _said(self, start: int, end: int) -> Text | None:
        """Return what is said in a range: nothing where it only holds a comment."""
        if self.markup is not None:
            comment = COMMENT.match(self.content, start + _blank(self.content, start, end), end)
            while comment is not None:
                start = comment.end()
                comment = COMMENT.match(self.content, start + _blank(self.content, start, end), end)
        words = self.cut(start, end)
        return self.text(words) if words.text else None

    def listed(self, start: int, end: int) -> Iterator[Text]:
        """Split an enumeration at its semicolons, else at its commas, else at its line ends."""
        piece = self.content[start:end]
        stops = (
            _outside(piece, ";")
            or [at for at in _outside(piece, ",•") if not piece.startswith(" then ", at + 1)]
            or _outside(piece, "\n")
            or _slashes(piece)
        )
        at = 0
        for stop in [*stops, len(piece)]:
            item = self.cut(start + at, start + stop)
            at = stop + 1
            joiner = _JOINER.match(item.text)
            if joiner:
                item = self.cut(item.start + joiner.end(), item.end)
            if item.text.endswith(".") and not item.text.endswith("etc."):
                item = self.cut(item.start, item.end - 1)
            if item.text:
                yield self.text(item)


def _blank(content: str, start: int, end: int) -> int:
    return end - start - len(content[start:end].lstrip())


def _stops(piece: str, *, marked: bool) -> Iterator[int]:
    """Find where the sentences of a piece end."""
    closed = [match.span() for match in _CLOSED.finditer(piece)] if marked else []
    number = end = 0
    for match in _END.finditer(piece):
        if match.start() < end:
            continue
        while number < len(closed) and closed[number][1] <= match.start():
            number += 1
        if number < len(closed) and closed[number][0] < match.start():
            continue
        last = match.end() == len(piece)
        in_title = match[0][0] in "?!…" or piece[: match.end()].endswith("..")
        if in_title and _DATED.match(piece, match.end()):
            continue
        if not last and match[0] == "." and _is_abbreviation(piece, match.start(), match.end()):
            continue
        cited = _CITED.match(piece, match.end())
        end = cited.end() if cited is not None else match.end()
        yield end


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Return whether the full stop at a place belongs to the word before it."""
    match = _LAST_WORD.search(text[max(0, start - _LONGEST_WORD) : start])
    if match is None:
        return False
    following = text[end : end + _LONGEST_WORD].lstrip()[:1]
    word = match[1].casefold()
    if len(word) == 1 and (match[1].isupper() or word in "zsuad"):
        return True
    if word in _BEFORE_FIGURE:
        return following.isdigit()
    return word in _ABBREVIATIONS


def _slashes(piece: str) -> list[int]:
    """Find the slashes that part names: those with white space around them."""
    return [at for at in _outside(piece, "/") if piece[at - 1 : at + 2] == " / "]


def _outside(piece: str, separators: str) -> list[int]:
    """Find the separators that stand outside brackets."""
    if not any(separator in piece for separator in separators):
        return []
    depth = 0
    found: list[int] = []
    for at, char in enumerate(piece):
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        elif not depth and char in separators:
            found.append(at)
    return found
