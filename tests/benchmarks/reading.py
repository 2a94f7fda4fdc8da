"""How fast pages are read, and how well: precision and recall on the gold corpus."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document
from tests.benchmarks.growing import CONSTRUCTS, seconds
from tests.benchmarks.measuring import Row
from tests.benchmarks.pages import page_texts
from tests.benchmarks.scoring import GOLD, agreement, score, table

_PAGES = 60
#: Characters of a text, and of one that is four times as long.
_SHORT, _LONG = 20_000, 80_000


def rows(folder: Path) -> Iterator[Row]:
    """Measure pages per second on one core, then the extraction."""
    pages = [text.encode() for text in page_texts(_PAGES)]
    for text in pages[:5]:
        extract(read_document(text, "page.txt"))
    began = time.process_time()
    for text in pages:
        read_document(text, "page.txt")
    read = time.process_time() - began
    began = time.process_time()
    for text in pages:
        extract(read_document(text, "page.txt"))
    both = time.process_time() - began
    size = sum(map(len, pages)) / _PAGES
    yield Row(
        "read and extract, pages per second on one core",
        f"{_PAGES / both:,.0f}",
        f"reading alone {_PAGES / read:,.0f}; a page has {size:,.0f} bytes",
        "",
        "",
    )
    yield _growth()
    scores, _ = score(GOLD)
    for edge, right, false, missed, *shares in table(scores, agreement(GOLD))[1:]:
        precision, recall, f1, alike = shares
        aim = "0.950; 0.850" if edge == "all" else ""
        found = f"{right} right, {false} false, {missed} missed"
        people = f"F1 of two annotators {f1}, {alike} of pages identical"
        yield Row(
            f"{edge}: precision; recall", f"{precision}; {recall}", f"{found}; {people}", "", aim
        )


def _growth() -> Row:
    """Measure how the time grows with the text, for what a page may repeat.

    The short text is read four times in a row for each long one: what disturbs a machine now and
    then seldom hits one short reading, and so made the long ones look too long.
    """
    least = {}
    for name in CONSTRUCTS:
        rounds = [
            (sum(seconds(name, _SHORT) for _ in range(4)) / 4, seconds(name, _LONG))
            for _ in range(3)
        ]
        least[name] = [min(times) for times in zip(*rounds, strict=True)]
    ratio, worst = max((long / short, name) for name, (short, long) in least.items())
    slow = sum(long > 4.4 * short for short, long in least.values())
    return Row(
        "time for 4n by that for n, of the worst construct",
        f"{ratio:.1f}",
        f"{worst}; {slow} of {len(least)} above 4.4",
        "",
        "4.4",
    )
