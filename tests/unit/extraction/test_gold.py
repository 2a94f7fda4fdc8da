"""The gold corpus: what annotators take from small pages, and what the reader takes."""

from __future__ import annotations

import csv
import json

from attachgraph.reading.lexicon import fold
from tests.benchmarks.scoring import GOLD, SCORES, agreement, score, table, written


def annotation(name: str) -> set[tuple[str, str, str]]:
    """Return the edges of an annotation: page, type and words as the score compares them."""
    pages = json.loads((GOLD / name).read_text(encoding="utf-8"))
    return {
        (page, edge, fold(words))
        for page, edges in pages.items()
        for edge, values in edges.items()
        for words in written(edge, values)
    }


def test_pages_are_read_as_their_annotations_say() -> None:
    """Few edges are false, most are taken, no pairing is made up; these scores are shipped."""
    scores, misses = score(GOLD)
    head, *rows = table(scores, agreement(GOLD))
    every = dict(zip(head, rows[-1], strict=True))
    assert float(every["precision"]) >= 0.95, misses
    assert float(every["recall"]) >= 0.85, misses
    assert scores["pairs"].false == 0
    lines = "".join(",".join(row) + "\n" for row in (head, *rows))
    assert SCORES.read_text(encoding="utf-8") == lines, "run python -m tests.benchmarks.scoring"


def test_each_difference_of_the_annotators_is_settled() -> None:
    """The gold is what both have, what the log says of one alone, and pages annotated once."""
    first, second = annotation("first.json"), annotation("second.json")
    twice = set(json.loads((GOLD / "second.json").read_text(encoding="utf-8")))
    once = {edge for edge in first if edge[0] not in twice}
    first -= once
    with (GOLD / "settled.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    log = {
        (row["page"], row["key"], fold(words)): row
        for row in rows
        for words in written(row["key"], [row["value"]])
    }
    assert log.keys() == first ^ second
    assert all(row["because"] for row in log.values())
    assert {edge for edge, row in log.items() if row["first"] == "yes"} == first - second
    assert {edge for edge, row in log.items() if row["second"] == "yes"} == second - first
    settled = {edge for edge, row in log.items() if row["settled"] == "yes"}
    assert annotation("gold.json") == (first & second) | settled | once
