"""The trace of one document: which rule took which line, and what the words of it became."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from attachgraph.extraction.extracting import Extraction

_WIDTH: Final = 48


def trace_of(extraction: Extraction) -> list[dict[str, Any]]:
    """Return what each block rule took, with the statements that quote it, by extraction rule."""
    from attachgraph.reading.lines import LineIndex

    document = extraction.document
    content = document.text.content
    index = LineIndex(content)
    starts = [step.start for step in document.steps]
    said: list[Counter[str]] = [Counter() for _ in document.steps]
    lost = [mark for mark in extraction.account.ranges if mark.kind == "unparsed"]
    for statement in extraction.statements:
        for quotation in statement.quotations:
            number = bisect_right(starts, quotation.start) - 1
            if number >= 0:
                said[number][quotation.rule] += 1
    return [
        {
            "line": index.place(step.start)[0],
            "rule": step.rule,
            "kind": step.kind,
            "start": step.start,
            "end": step.end,
            "words": " ".join(content[step.start : step.end].split())[:_WIDTH],
            "statements": dict(sorted(rules.items())),
            "unparsed": sum(max(0, min(m.end, step.end) - max(m.start, step.start)) for m in lost),
        }
        for step, rules in zip(document.steps, said, strict=True)
    ]


def trace_lines(trace: list[dict[str, Any]]) -> Iterator[str]:
    """Word a trace, a line for each thing that a rule took."""
    width = max((len(each["rule"]) for each in trace), default=0)
    for each in trace:
        became = ", ".join(f"{rule} {count}" for rule, count in each["statements"].items())
        became += "unparsed" if each["unparsed"] and not became else ""
        line = f"  {each['line']:>5}  {each['rule']:<{width}}  {each['words']:<{_WIDTH}}"
        yield f"{line}  {became}".rstrip()
