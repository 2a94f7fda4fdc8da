"""The account: every character of a text is used, boilerplate or unparsed.

In: the ranges that reading marked, and the quotations of the statements. Out: ranges that cover the
text without gap or overlap. Used means used: it gives the entry its form, or a statement quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attachgraph.model import Account, Mark, Statement

_SOLID: Final = re.compile(r"\S+(?:[^\S\n]+\S+)*")
# Painted later counts more: what is quoted or gives form, over boilerplate, over the rest.
_PAINT: Final = {"unparsed": b"\1", "boilerplate": b"\2", "used": b"\3"}
_KINDS: Final = {paint[0]: kind for kind, paint in _PAINT.items()}
_RUN: Final = re.compile(rb"\x00+|\x01+|\x02+|\x03+")
# Behind a used range and before another, or at the end, punctuation alone says nothing that could be lost.
_PUNCTUATION: Final = re.compile(r"[\s.,;:|•*_\"“”'()\[\]–—/-]*")


def account_of(content: str, marks: Iterable[Mark], statements: Iterable[Statement]) -> Account:
    """Add up what became of a text."""
    canvas = bytearray(len(content))
    painted = sorted(marks, key=lambda mark: _PAINT[mark.kind])
    quoted = {(e.start, e.end) for statement in statements for e in statement.quotations}
    for start, end, kind in (*painted, *(Mark(start, end, "used") for start, end in quoted)):
        canvas[start:end] = _PAINT[kind] * (end - start)
    ranges = _ranges(content, canvas)
    sums = dict.fromkeys(_PAINT, 0)
    for mark in ranges:
        sums[mark.kind] += mark.end - mark.start
    return Account(len(content), sums["used"], sums["boilerplate"], sums["unparsed"], tuple(ranges))


def _ranges(content: str, canvas: bytearray) -> list[Mark]:
    """Close the gaps: solid text is unparsed, white space goes with the range before it."""
    ranges: list[Mark] = []

    def put(start: int, end: int, kind: str) -> None:
        if start < end and ranges and ranges[-1].kind == kind:
            start = ranges.pop().start
        if start < end:
            ranges.append(Mark(start, end, kind))  # type: ignore[arg-type]

    for run in _RUN.finditer(canvas):
        start, end = run.span()
        if canvas[start]:
            put(start, end, _KINDS[canvas[start]])
            continue
        gap = content[start:end]
        before = ranges[-1].kind if ranges else "boilerplate"
        after = _KINDS[canvas[end]] if end < len(canvas) else "used"
        if gap.isspace() or (before == after == "used" and _PUNCTUATION.fullmatch(gap)):
            put(start, end, before)
            continue
        at = start
        for solid in _SOLID.finditer(gap):
            put(at, start + solid.start(), ranges[-1].kind if ranges else "boilerplate")
            at = start + solid.end()
            put(start + solid.start(), at, "unparsed")
        put(at, end, "unparsed")
    return ranges
