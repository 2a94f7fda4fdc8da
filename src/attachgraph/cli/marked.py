"""The page of ``check --html``: each document with what was used, left to the site, and not parsed.

In: extractions. Out: one HTML file that needs nothing else. Colour is never the only sign: what was
used is underlined, what was not parsed is in brackets, and a table says the same in words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from attachgraph.extraction.extracting import Extraction

_MEANINGS: Final = {
    "used": "a statement quotes it, or it gives the page its form",
    "boilerplate": "it belongs to the web site",
    "unparsed": "it is in no part of the graph",
}
_WIDTH: Final = 80


class _Piece(NamedTuple):
    """A stretch of the text that one kind and the same rules hold."""

    line: int
    words: str
    kind: str
    rules: str

    @property
    def short(self) -> str:
        """Its words for a cell of the table; ``""`` where it is white space alone."""
        words = " ".join(self.words.split())
        return words if len(words) <= _WIDTH else words[:_WIDTH] + "…"


def marked_page(documents: Iterable[tuple[str, Extraction | None, list[dict[str, Any]]]]) -> bytes:
    """Write the page of some documents: the name of each, what was taken, and what was noticed."""
    from jinja2 import Environment

    template = (Path(__file__).parent / "template/marked.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, trim_blocks=True).from_string(template)
    shown = [
        {"name": name, "noticed": noticed, "read": extraction and _read(extraction)}
        for name, extraction, noticed in documents
    ]
    return page.render(meanings=_MEANINGS, documents=shown).encode("utf-8", "replace")


def _read(extraction: Extraction) -> dict[str, Any]:
    account, entry = extraction.account, extraction.document.entry
    shares = (f"{kind} {getattr(account, kind) / (account.length or 1):.1%}" for kind in _MEANINGS)
    return {
        "about": f"{entry.kind.value}: {entry.title.label}" if entry is not None else "no entry",
        "size": f"{account.length:,} characters: {', '.join(shares)}",
        "pieces": list(_pieces(extraction)),
    }


def _pieces(extraction: Extraction) -> Iterator[_Piece]:
    """Cut the text wherever its kind or its rules change."""
    from attachgraph.reading.lines import LineIndex

    content = extraction.document.text.content
    index = LineIndex(content)
    ranges = extraction.account.ranges
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    quotes = {(q.start, q.end, q.rule) for s in extraction.statements for q in s.quotations}
    steps = ((s.start, s.end, s.rule) for s in extraction.document.steps if s.end > s.start)
    for start, end, rule in sorted((*quotes, *steps)):
        opened.setdefault(start, []).append(rule)
        closed.setdefault(end, []).append(rule)
    places = sorted({0, len(content), *opened, *closed, *(mark.start for mark in ranges)})
    starts = [mark.start for mark in ranges]
    holding: dict[str, int] = {}
    for start, end in pairwise(places):
        for rule in closed.get(start, ()):
            holding[rule] -= 1
        for rule in opened.get(start, ()):
            holding[rule] = holding.get(rule, 0) + 1
        kind = ranges[bisect_right(starts, start) - 1].kind
        rules = ", ".join(rule for rule, times in holding.items() if times > 0)
        yield _Piece(index.place(start)[0], content[start:end], kind, rules)
