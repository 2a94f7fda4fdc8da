"""Cut running text into sentences, and take off the marks that our own entries put on them.

In: a text and a range. Out: :class:`~attachgraph.model.Text` objects whose passages are slices of
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Citation, Passage, Status, Text
from attachgraph.reading.lines import passage

_NOTE: Final = r"\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\]"
_MARK: Final = rf"(?:\[-?@[^\]\[]*\]|\{{\.[a-z]+\}}|{_NOTE})"
_NOTES: Final = re.compile(rf"\s*{_NOTE}")
# A sentence ends at a full stop that white space and a capital follow; marks behind the stop belong
# to it. A row of stops is looked at once, from its first: dotted lines may be long.
_END: Final = re.compile(
    rf"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?:\s*{_MARK})*+\.?(?=\s+[\"“‘'(\[*_]*[^\W_a-z]|\s*$)"
)
_ABBREVIATIONS: Final = frozenset(
    "e.g i.e etc vs cf al dr mr ms mrs prof st approx ca dept inc jr sr u.s ed eds dir feat resp viz".split()
)
#: Abbreviations only before a figure: "No" alone is an answer.
_BEFORE_FIGURE: Final = frozenset({"fig", "no", "nos", "vol", "p", "pp"})
#: Characters around a full stop that tell whether it ends a sentence.
_LONGEST_WORD: Final = 24
_LAST_WORD: Final = re.compile(r"([^\s(\[“\"]+)$")
_CITATIONS: Final = re.compile(r"\[-?(@[^\]\[]*)\]")
_CITATION: Final = re.compile(r"@(?:([A-Za-z]+):)?([\w][\w:.#$%&+?<>~/-]*?)(?=[\s;,\]]|$)")
_STATUS: Final = re.compile(r"\{\.([a-z]+)\}")
_EMPHASIS: Final = re.compile(r"(\*\*|\*|__|(?<![^\W_])_|`)(?=\S)(.{1,300}?)(?<=\S)\1(?![^\W_])")
_LINK: Final = re.compile(r"\[([^\]\[]+)\]\([^()\s]*\)")
_STATUSES: Final = {status.value: status for status in Status}
_SPACE_BEFORE_STOP: Final = re.compile(r"\s+([.,;:!?])")


def sentences(content: str, start: int, end: int, *, marked: bool = False) -> Iterator[Text]:
    """Cut a range into sentences.

    Examples
    --------
    >>> [s.words for s in sentences("It grows (e.g. slowly). It ends.", 0, 32)]
    ['It grows (e.g. slowly).', 'It ends.']
    """
    at = start
    piece = content[start:end]
    for match in _END.finditer(piece):
        stop = start + match.end()
        if stop < end and match[0] == "." and _is_abbreviation(piece, match.start(), match.end()):
            continue
        words = passage(content, at, stop)
        if words.text:
            yield read_marks(words, marked=marked)
        at = stop
    rest = passage(content, at, end)
    if rest.text:
        yield read_marks(rest, marked=marked)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Tell whether the full stop at a place belongs to the word before it."""
    match = _LAST_WORD.search(text[max(0, start - _LONGEST_WORD) : start])
    if match is None:
        return False
    following = text[end : end + _LONGEST_WORD].lstrip()[:1]
    word = match[1].casefold()
    if word in _BEFORE_FIGURE:
        return following.isdigit()
    return word in _ABBREVIATIONS or (len(word) == 1 and match[1].isupper())


def read_marks(words: Passage, *, marked: bool) -> Text:
    """Take citations, status and emphasis off a passage.

    Examples
    --------
    >>> text = read_marks(Passage(0, 34, "They pay for it [@disputes:x-2020]."), marked=True)
    >>> text.words, text.citations
    ('They pay for it.', (Citation(key='x-2020', intent='disputes'),))
    """
    if not marked:
        return Text(words, _NOTES.sub("", words.label) if "[" in words.text else words.label)
    raw = words.text
    citations = tuple(
        Citation(match[2].rstrip("."), match[1] or "")
        for group in _CITATIONS.finditer(raw)
        for match in _CITATION.finditer(group[1])
    )
    status = next(
        (_STATUSES[match[1]] for match in _STATUS.finditer(raw) if match[1] in _STATUSES), None
    )
    clean = _STATUS.sub(" ", _CITATIONS.sub(" ", raw))
    clean = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", clean))
    clean = _SPACE_BEFORE_STOP.sub(r"\1", " ".join(clean.split()))
    return Text(
        words,
        clean.replace("..", ".") if clean.endswith("..") and not clean.endswith("...") else clean,
        citations,
        status,
    )


def split_list(content: str, start: int, end: int, *, marked: bool = False) -> Iterator[Text]:
    """Split an enumeration at its semicolons, else at its commas, else at its line ends."""
    piece = content[start:end]
    stops = _outside(piece, ";") or _outside(piece, ",•") or _outside(piece, "\n")
    at = 0
    for stop in [*stops, len(piece)]:
        item = passage(content, start + at, start + stop)
        at = stop + 1
        last = re.match(r"(?:and|or)\s+", item.text)
        if last:
            item = passage(content, item.start + last.end(), item.end)
        if item.text.endswith(".") and not item.text.endswith("etc."):
            item = passage(content, item.start, item.end - 1)
        if item.text:
            yield read_marks(item, marked=marked)


def _outside(piece: str, separators: str) -> list[int]:
    """Find the separators that stand outside brackets."""
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
