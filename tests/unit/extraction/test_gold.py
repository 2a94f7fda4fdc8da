"""The gold corpus: what a person takes from small pages, and what the reader takes."""

from __future__ import annotations

from tests.benchmarks.scoring import GOLD, SCORES, score, table


def test_pages_are_read_as_their_annotations_say() -> None:
    """Few edges are false, most are taken, no pairing is made up; these scores are shipped."""
    scores, misses = score(GOLD)
    head, *rows = table(scores)
    every = dict(zip(head, rows[-1], strict=True))
    assert float(every["precision"]) >= 0.95, misses
    assert float(every["recall"]) >= 0.85, misses
    assert scores["pairs"].false == 0
    lines = "".join(",".join(row) + "\n" for row in (head, *rows))
    assert SCORES.read_text(encoding="utf-8") == lines, "run python -m tests.benchmarks.scoring"
