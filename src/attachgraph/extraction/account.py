"""The account: every character of a text is used, boilerplate or unparsed.

In: the ranges that reading marked, and the evidence of the statements. Out: ranges that cover the
text without gap or overlap. Used means used: it gives the entry its form, or a statement quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attachgraph.model import Account, Mark, Statement

__all__ = ["account_of"]

_SOLID: Final = re.compile(r"\S+(?:[^\S\n]+\S+)*")
# Where ranges overlap, what a statement quotes counts more than the form, and the form more than
# the rest.
_FIRST: Final = ("used", "boilerplate", "unparsed")
# Between two used ranges, marks alone say nothing that could be lost.
_PUNCTUATION: Final = re.compile(r"[\s.,;:|•*_\"“”'()\[\]–—/-]*")


def account_of(content: str, marks: Iterable[Mark], statements: Iterable[Statement]) -> Account:
    r"""Add up what became of a text.

    Parameters
    ----------
    content : str
        The text.
    marks : iterable of Mark
        What reading marked.
    statements : iterable of Statement
        What was extracted; their evidence is used text.

    Returns
    -------
    Account
        Its three sums add up to the length of the text. White space and lone punctuation belong to
        the range before them.

    Examples
    --------
    >>> account_of("Title\n\nwords", [Mark(0, 5, "used")], []).ranges
    (Mark(start=0, end=7, kind='used'), Mark(start=7, end=12, kind='unparsed'))
    """
    used = {(e.start, e.end) for statement in statements for e in statement.evidence}
    layers = [Mark(start, end, "used") for start, end in used]
    layers += marks
    edges: list[tuple[int, int, str]] = []
    for start, end, kind in layers:
        if start < end:
            edges.extend(((start, 1, kind), (end, -1, kind)))
    edges.sort()
    ranges = _fill(content, _sweep(edges))
    sums = dict.fromkeys(_FIRST, 0)
    for mark in ranges:
        sums[mark.kind] += mark.end - mark.start
    return Account(len(content), sums["used"], sums["boilerplate"], sums["unparsed"], tuple(ranges))


def _sweep(edges: list[tuple[int, int, str]]) -> list[Mark]:
    """Flatten overlapping ranges into ranges in order."""
    open_: dict[str, int] = dict.fromkeys(_FIRST, 0)
    flat: list[Mark] = []
    at = 0
    for offset, step, kind in edges:
        if offset > at:
            top = next((kind for kind in _FIRST if open_[kind]), "")
            if top:
                flat.append(Mark(at, offset, top))  # type: ignore[arg-type]
            at = offset
        open_[kind] += step
    return flat


def _fill(content: str, flat: list[Mark]) -> list[Mark]:
    """Close the gaps: solid text is unparsed, white space goes with the range before it."""
    filled: list[Mark] = []

    def put(start: int, end: int, kind: str) -> None:
        if start >= end:
            return
        if filled and filled[-1].kind == kind:
            filled[-1] = Mark(filled[-1].start, end, kind)  # type: ignore[arg-type]
        else:
            filled.append(Mark(start, end, kind))  # type: ignore[arg-type]

    at = 0
    for mark in (*flat, Mark(len(content), len(content), "used")):
        gap = content[at : mark.start]
        before = filled[-1].kind if filled else "boilerplate"
        if not gap.strip() or (
            filled and before == "used" and mark.kind == "used" and _PUNCTUATION.fullmatch(gap)
        ):
            put(at, mark.start, before)
        else:
            end = at
            for solid in _SOLID.finditer(gap):
                put(end, at + solid.start(), filled[-1].kind if filled else "boilerplate")
                put(at + solid.start(), at + solid.end(), "unparsed")
                end = at + solid.end()
            put(end, mark.start, "unparsed")
        put(mark.start, mark.end, mark.kind)
        at = mark.end
    return filled
