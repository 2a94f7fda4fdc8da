"""Cut a list of sources into its items.

In: what is after ``Sources:``, and a way to ask whether some words are one citation. Out:
where each item begins and ends. Knows no list of sources itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attachgraph.extraction.identifiers import DOI
from attachgraph.extraction.records import UNDATED, is_record
from attachgraph.reading.languages import MONTHS, any_of
from attachgraph.reading.lexicon import fold

_YEAR: Final = r"(?:1[5-9]|20)\d\d[a-z]?"
_DATE: Final = rf"(?:\b{_YEAR}(?:, [^()\[\]]{{0,24}})?|{UNDATED})"
_ENDS_ITEM: Final = re.compile(
    rf"[(\[][^()\[\]]*?{_DATE}\s*[)\]](?=\s*,|\s+(?:and|&)\s)|,\s*{_YEAR}(?=\s*,\s*[A-ZÀ-Þ][\w'’-]{{2,}})"
)
#: A semicolon that parts items, and not the year of a journal from its volume.
_SEMICOLON: Final = re.compile(r";(?!\s*\d+\s*(?:\(|:|$|\.\s*p))")
#: The number of each record in a list that is on one line.
_NUMBERED: Final = re.compile(r"(?:^|(?<=\s))\[\d{1,3}\]\s+")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_JOINER: Final = re.compile(r"[\s,]*(?:(?:and|&)\s+)?")
#: Words that lead to a source and are not part of it.
SIGNAL: Final = (
    r"(?:(?:e\.\s?g\.|i\.\s?e\.|cf\.|viz\.|for (?:example|instance|a review|an overview)|such as|"
    r"inter alia|see(?: also| especially)?|but see|compare|especially|including|reviewed (?:in|by)|after|"
    r"based on|adapted from|vgl\.|siehe(?: auch)?|z\.\s?b\.|voir|véase|p\.\s?ej\.)[,:]?\s+)+"
)
_SIGNAL: Final = re.compile(SIGNAL, re.IGNORECASE)
#: A part of a work: a volume, pages, a number.
_PART: Final = r"(?:vol(?:ume)?|no|n°|nr|issue|pp?|pages?|chap(?:ter)?|figure|fig|table|s|seiten?|bd|band|cap|págs?)\.?\s*[\d–:()-]+.*"
# What never begins an item: a bare year, initials, the end of a list of authors.
_CONTINUES: Final = re.compile(
    rf"\s*(?:\(?{_YEAR}\)?|(?:[A-ZÀ-Þ]\.[\s-]?){{1,4}}(?:\s*[(&].*)?|et\.? al\b.*|{_PART})\s*",
    re.DOTALL,
)
#: What names no source: a place on the page, a part, a caption, a remark, what leads to a list.
_NO_SOURCE: Final = re.compile(
    r"(?:the )?(?:list|section|references?|notes?|bibliography|links?) (?:at|below|above|in).*|above|below|[\W\d_]*|categories: .*|[^:]*:|"
    rf"{_PART}|{any_of('unnamed')}|(?:{any_of('credits')})(?:\W*:| (?:by|von|par|por|de)\b).*|"
    rf"(?:\w+ ){{0,2}}(?:{any_of('consulted')})\W+(?:(?:on|am|from|le|el|en|im|in)\W+)?(?:\d|http|{'|'.join(sorted(MONTHS))}).*",
    re.IGNORECASE,
)
#: Behind the last source of a row a caption may be glued on, or the day on which it was looked at.
_CAPTION: Final = re.compile(
    r"\s(?:(?:Figure|Fig\.|Image|Photo|Table)\s*\d+\s*[.:]\s.*|"
    rf"(?<=[).]\s)(?i:{any_of('consulted')})\b[^.:/]*\d{{4}}\.?)$",
    re.DOTALL,
)
# Twenty authors with initials (APA 7, section 8.17); a list with more parts is cut at every comma.
_LONGEST: Final = 40
_MANY: Final = 60
_UNDATED: Final = 8
_FIGURE: Final = re.compile(r"\d")

Span = tuple[int, int]


def split_sources(text: str, is_one: Callable[[str], bool]) -> list[Span]:
    """Split a list of sources into its items.

    A whole record is one. Else semicolons decide; without any, a date in brackets ends an item; else
    commas do, except within what is known to be one citation. Brackets are never split, but those
    around everything are taken off.
    """
    caption = _CAPTION.search(text)
    whole = _unbracketed(text, (0, caption.start() if caption else len(text)))
    whole = _without_signal(text, whole)
    records = [match.start() for match in _NUMBERED.finditer(text, *whole)]
    if len(records) > 1:
        pieces = list(zip(records, [*records[1:], whole[1]], strict=True))
        return list(_trimmed(text, pieces))
    if is_record(text[slice(*whole)]):
        return list(_trimmed(text, [whole]))
    return list(_trimmed(text, _pieces(text, whole, is_one)))


def _pieces(text: str, whole: Span, is_one: Callable[[str], bool]) -> Iterator[Span]:
    flat = _blank_brackets(text[: whole[1]], whole[0])
    parts = _cut(whole, (m.start() for m in _SEMICOLON.finditer(flat, *whole)))
    for part in (_without_signal(text, part) for part in parts):
        if is_record(text[slice(*part)]):
            yield part
            continue
        for piece in _cut(part, (m.end() for m in _ENDS_ITEM.finditer(text, *part))):
            start, end = _without_signal(text, piece)
            cut = _cut((start, end), (i for i in range(start, end) if flat[i] == ","))
            # Between semicolons a comma parts authors, not items.
            names = [(a, b) for a, b in cut if text[a:b].strip()]
            yield from _joined(text, names, is_one) if len(parts) == 1 else [(start, end)]


def _without_signal(text: str, span: Span) -> Span:
    """Skip the words that lead to a source: a comma after them parts nothing."""
    start, end = _stripped(text, span)
    signal = _SIGNAL.match(text, start, end)
    return (signal.end() if signal else start), end


def _unbracketed(text: str, span: Span) -> Span:
    """Take off brackets around everything."""
    start, end = _stripped(text, span)
    piece = text[start:end].rstrip(".")
    closing = _CLOSING.get(piece[:1])
    if closing and piece[-1:] == closing and piece.find(closing) == len(piece) - 1:
        return _stripped(text, (start + 1, start + len(piece) - 1))
    return start, end


def _stripped(text: str, span: Span) -> Span:
    piece = text[slice(*span)]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, max(start, span[0] + len(piece.rstrip()))


def _joined(text: str, parts: list[Span], is_one: Callable[[str], bool]) -> Iterator[Span]:
    """Put parts between commas together, the longest known citation first."""
    first = 0
    while first < len(parts):
        start = parts[first][0]
        sizes = _sizes(text, parts, first) if len(parts) <= _MANY else ()
        end = next((n for n in sizes if is_one(text[start : parts[n - 1][1]].strip())), first + 1)
        while end < len(parts) and _CONTINUES.fullmatch(text[slice(*parts[end])]):
            end += 1
        yield start, parts[end - 1][1]
        first = end


def _sizes(text: str, parts: list[Span], first: int) -> Iterator[int]:
    """Yield up to where parts may be one citation: so many authors have a year, or are not named."""
    figure = _FIGURE.search(text, parts[first][0])
    dated = figure.start() if figure else len(text)
    for end in range(min(len(parts), first + _LONGEST), first + 1, -1):
        if end - first <= _UNDATED or dated < parts[end - 1][1]:
            yield end


def _blank_brackets(text: str, start: int) -> str:
    """Blank what is in brackets, so that no separator is seen there; offsets stay."""
    depth, out = 0, []
    for char in text[start:]:
        depth += char in "(["
        out.append(" " if depth else char)
        depth -= char in ")]" and depth > 0
    # A bracket that nobody closes does not swallow the rest of the list.
    return text if depth else text[:start] + "".join(out)


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
        for pattern in (_NUMBERED, _SIGNAL):
            mark = pattern.match(text, begin, end)
            begin = mark.end() if mark else begin
        stop = start + len(piece.rstrip(" \t\r\n,"))
        begin, stop = _unbracketed(text, (begin, max(begin, stop)))
        words = text[begin:stop]
        if fold(words) and (DOI.search(words) or _NO_SOURCE.fullmatch(words.strip(" .")) is None):
            yield begin, stop
