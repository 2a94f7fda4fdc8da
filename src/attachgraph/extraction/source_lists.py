"""Cut a list of sources into its items.

In: what stands behind ``Sources:``, and a way to ask whether some words are one citation. Out:
where each item begins and ends. Knows no list of sources itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attachgraph.reading.lexicon import fold

_YEAR: Final = r"(?:1[5-9]|20)\d\d[a-z]?"
_ENDS_ITEM: Final = re.compile(rf"[(\[][^()\[\]]*\b{_YEAR}\s*[)\]](?=\s*,|\s+(?:and|&)\s)")
# What never begins an item: a bare year, initials, the end of a list of authors.
_CONTINUES: Final = re.compile(
    rf"\s*(?:\(?{_YEAR}\)?|(?:[A-ZÀ-Þ]\.[\s-]?){{1,4}}(?:\s*[(&].*)?|et\.? al\b.*)\s*", re.DOTALL
)
_JOINER: Final = re.compile(r"[\s,]*(?:(?:and|&)\s+)?")
# Twenty authors with initials (APA 7, section 8.17); a list with more parts is cut at every comma.
_LONGEST: Final = 40
_MANY: Final = 60

Span = tuple[int, int]


def split_sources(text: str, is_one: Callable[[str], bool]) -> list[Span]:
    """Split a list of sources into its items.

    Semicolons decide; without any, a year in brackets ends an item; else commas do, except within
    what is known to be one citation. Brackets are never split.

    Examples
    --------
    >>> line = "Simpson, Rholes & Phillips (1996), Tatkin"
    >>> known = {"Simpson, Rholes & Phillips (1996)"}
    >>> [line[start:end] for start, end in split_sources(line, known.__contains__)]
    ['Simpson, Rholes & Phillips (1996)', 'Tatkin']
    """
    flat = _blank_brackets(text)
    whole = (0, len(text))
    if ";" in flat:
        return list(_trimmed(text, _cut(whole, (m.start() for m in re.finditer(r";", flat)))))
    pieces: list[Span] = []
    for piece in _cut(whole, (m.end() for m in _ENDS_ITEM.finditer(text))):
        commas = (i for i in range(*piece) if flat[i] == ",")
        parts = [(a, b) for a, b in _cut(piece, commas) if text[a:b].strip()]
        pieces.extend(_joined(text, parts, is_one))
    return list(_trimmed(text, pieces))


def _joined(text: str, parts: list[Span], is_one: Callable[[str], bool]) -> Iterator[Span]:
    """Put parts between commas together, the longest known citation first."""
    first = 0
    while first < len(parts):
        start = parts[first][0]
        longest = min(len(parts), first + _LONGEST) if len(parts) <= _MANY else first
        sizes = range(longest, first + 1, -1)
        end = next((n for n in sizes if is_one(text[start : parts[n - 1][1]].strip())), first + 1)
        while end < len(parts) and _CONTINUES.fullmatch(text[slice(*parts[end])]):
            end += 1
        yield start, parts[end - 1][1]
        first = end


def _blank_brackets(text: str) -> str:
    """Blank what stands in brackets, so that no separator is seen there; offsets stay."""
    depth, out = 0, []
    for char in text:
        depth += char in "(["
        out.append(" " if depth else char)
        depth -= char in ")]" and depth > 0
    # A bracket that nobody closes does not swallow the rest of the list.
    return text if depth else "".join(out)


def _cut(span: Span, places: Iterable[int]) -> list[Span]:
    start, end = span
    pieces = []
    for place in places:
        pieces.append((start, place))
        start = place + 1
    return [*pieces, (start, end)]


def _trimmed(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    for start, end in pieces:
        piece = text[start:end]
        lead = _JOINER.match(piece)
        begin = start + (lead.end() if lead else 0)
        stop = start + len(piece.rstrip(" \t\r\n,"))
        if begin < stop and fold(text[begin:stop]):
            yield begin, stop
