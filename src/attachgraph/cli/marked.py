"""The page of ``check --html``: each document with what was used, left to the site, and not parsed.

In: extractions. Out: one HTML file that needs nothing else. Colour is never the only sign: what was
used is underlined, what was not parsed is in brackets, and a table says the same in words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from attachgraph.extraction.extracting import Extraction

_MEANINGS: Final = {
    "used": "a statement quotes it, or it gives the page its form",
    "boilerplate": "it belongs to the web site",
    "unparsed": "it is in no part of the graph",
}
_STYLE: Final = """
:root { color-scheme: light dark; --used: #d7f0d9; --site: #e4e4e4; --lost: #ffd6d2;
  --ink: #1a1a1a; --line: #1b6e2d; --red: #a3170a }
@media (prefers-color-scheme: dark) {
  :root { --used: #17401f; --site: #3b3b3b; --lost: #5d1712;
    --ink: #f2f2f2; --line: #8fdc9d; --red: #ffb4ab }
}
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; color: CanvasText; background: Canvas }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit;
  border: 1px solid #888; padding: 1rem }
mark { color: var(--ink); padding: 0 .1em }
mark.used { background: var(--used); text-decoration: underline var(--line);
  text-underline-offset: .2em }
mark.boilerplate { background: var(--site); font-style: italic }
mark.unparsed { background: var(--lost); outline: 2px dashed var(--red) }
mark.unparsed::before { content: "[" }
mark.unparsed::after { content: "]" }
table { border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0;
  border-bottom: 1px solid #888 }
caption { text-align: left; font-weight: bold }
summary { cursor: pointer }
.scroll { overflow-x: auto }
"""
_HEAD: Final = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>What was read</title>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>
<body><main><h1>What was read</h1>
<p>Point at a passage to see the rule that took it; the table below each text says the same.</p>
"""
_TABLE: Final = """<details><summary>The same as a table</summary>
<div class="scroll" role="region" tabindex="0" aria-label="Passages">
<table><caption>Passages in order</caption><thead><tr><th scope="col">line</th>
<th scope="col">what</th><th scope="col">rules</th><th scope="col">words</th></tr></thead><tbody>
"""
_WIDTH: Final = 80


def marked_page(documents: Iterable[tuple[str, Extraction | None, list[dict[str, Any]]]]) -> bytes:
    """Write the page of some documents: the name of each, what was taken, and what was noticed."""
    said = [
        part
        for name, extraction, noticed in documents
        for part in _document(name, extraction, noticed)
    ]
    legend = "".join(
        f'<li><mark class="{kind}">{kind}</mark> {escape(words)}</li>'
        for kind, words in _MEANINGS.items()
    )
    page = f"{_HEAD}<ul>{legend}</ul>{''.join(said)}</main></body></html>\n"
    return page.encode("utf-8", "replace")


def _document(
    name: str, extraction: Extraction | None, noticed: list[dict[str, Any]]
) -> Iterator[str]:
    yield f"<section><h2>{escape(name)}</h2>"
    if extraction is not None:
        account, entry = extraction.account, extraction.document.entry
        shares = ", ".join(
            f"{kind} {getattr(account, kind) / (account.length or 1):.1%}" for kind in _MEANINGS
        )
        about = f"{entry.kind.value}: {entry.title.label}" if entry is not None else "no entry"
        yield f"<p>{escape(about)}. {account.length:,} characters: {shares}.</p>"
    if noticed:
        items = (
            f"<li>{d['line']}:{d['column']} {d['level']} {d['code']}: {escape(d['message'])}</li>"
            for d in noticed
        )
        yield f"<h3>What was noticed</h3><ul>{''.join(items)}</ul>"
    if extraction is not None:
        pieces = list(_pieces(extraction))
        yield "<h3>Text</h3><pre>" + "".join(map(_mark, pieces)) + "</pre>"
        yield from _table(extraction, pieces)
    yield "</section>"


class _Piece:
    """A stretch of the text that one kind and the same rules hold."""

    __slots__ = ("kind", "rules", "start", "words")

    def __init__(self, start: int, words: str, kind: str, rules: tuple[str, ...]) -> None:
        self.start, self.words, self.kind, self.rules = start, words, kind, rules


def _pieces(extraction: Extraction) -> Iterator[_Piece]:
    """Cut the text wherever its kind or its rules change."""
    content = extraction.document.text.content
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
        yield _Piece(
            start,
            content[start:end],
            kind,
            tuple(rule for rule, times in holding.items() if times > 0),
        )


def _mark(piece: _Piece) -> str:
    words = escape(piece.words)
    if not piece.words.strip():
        return words
    said = f"{piece.kind}: {', '.join(piece.rules)}" if piece.rules else piece.kind
    return f'<mark class="{piece.kind}" title="{escape(said)}">{words}</mark>'


def _table(extraction: Extraction, pieces: list[_Piece]) -> Iterator[str]:
    """Say the same as the colours in words, for anyone who cannot point or see."""
    from attachgraph.reading.lines import LineIndex

    index = LineIndex(extraction.document.text.content)
    yield _TABLE
    for piece in pieces:
        words = " ".join(piece.words.split())
        if words:
            line, _ = index.place(piece.start)
            short = words if len(words) <= _WIDTH else words[:_WIDTH] + "…"
            cells = (str(line), piece.kind, ", ".join(piece.rules), short)
            yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    yield "</tbody></table></div></details>"
