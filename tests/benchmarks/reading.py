"""How fast pages are read, and how well: precision and recall on the gold corpus."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from attachgraph.extraction import extract
from attachgraph.reading import read_document
from tests.benchmarks.measuring import Row
from tests.benchmarks.pages import page_texts
from tests.benchmarks.scoring import GOLD, score, table

_PAGES = 60


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
    scores, _ = score(GOLD)
    for edge, right, false, missed, precision, recall in table(scores)[1:]:
        aim = "0.950; 0.850" if edge == "all" else ""
        found = f"{right} right, {false} false, {missed} missed"
        yield Row(f"{edge}: precision; recall", f"{precision}; {recall}", found, "", aim)
