"""Score what the reader takes from pages against what a person takes from them.

In: a folder of pages with ``gold.json``, which lists the edges of each page as a reader would name
them. Out: for each edge type how many were right, false and missed. A value that names the right
thing with other words is both false and missed.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from attachgraph.extraction import Extraction, extract
from attachgraph.model import Node, Statement
from attachgraph.reading import read_document
from attachgraph.reading.languages.english import ENGLISH
from attachgraph.reading.lexicon import fold, style_phrases

GOLD: Final = Path(__file__).parents[1] / "fixtures" / "gold"
#: The scores that a release ships; ``python -m tests.benchmarks.scoring`` writes them again.
SCORES: Final = Path(__file__).parents[2] / "ontology" / "extraction-scores.csv"
_YEAR: Final = re.compile(r"-(?:1[5-9]|20)\d\d$")


class Score(NamedTuple):
    """Edges of one type that were right, false and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the edges taken that are right; 1 where none was taken."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of the edges of the page that were taken; 1 where it has none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def plus(self, other: Score) -> Score:
        """Add up two scores."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


class Miss(NamedTuple):
    """An edge that is false or missed: where, of which type, and its words."""

    page: str
    edge: str
    kind: str
    words: str


def score(folder: Path) -> tuple[dict[str, Score], list[Miss]]:
    """Score all pages of a folder."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    scores: dict[str, Score] = {}
    misses: list[Miss] = []
    for name, expected in gold.items():
        extraction = extract(read_document((folder / name).read_bytes(), name))
        found = taken(extraction)
        for edge, values in expected.items():
            if edge not in found or (edge == "pairs" and expected.get("pairs_or_none")):
                continue
            wanted = ["-".join(sorted(v)) if isinstance(v, list) else v for v in values]
            one, wrong = _compare(wanted, found[edge])
            scores[edge] = scores.get(edge, Score()).plus(one)
            misses += [Miss(name, edge, kind, words) for kind, words in wrong]
    return scores, misses


def _compare(
    wanted: Iterable[str], found: Mapping[str, set[str]]
) -> tuple[Score, list[tuple[str, str]]]:
    left = dict(found)
    missed: list[str] = []
    right = 0
    for value in wanted:
        forms = fold(value)
        hit = next((key for key, names in left.items() if forms in names), None)
        if hit is None:
            missed.append(value)
        else:
            right += 1
            del left[hit]
    false = [(f"{key} {sorted(names)[:2]}") for key, names in left.items()]
    wrong = [("missed", value) for value in missed] + [("false", value) for value in false]
    return Score(right, len(false), len(missed)), wrong


def taken(extraction: Extraction) -> dict[str, dict[str, set[str]]]:
    """Return the edges that were taken, by type: each with the names that are right for it."""
    content = extraction.document.text.content
    found: dict[str, dict[str, set[str]]] = {edge: {} for edge in _EDGES}
    for statement in extraction.statements:
        for edge, predicate in _EDGES.items():
            if statement.predicate != predicate or not _is_of(edge, statement):
                continue
            thing = statement.subject if edge == "aliases" else statement.object
            key = thing if isinstance(thing, str) else f"{thing.kind}/{thing.key}"
            if edge == "pairs":
                key = "-".join(sorted((statement.subject.key, key.removeprefix("style/"))))
            names = found[edge].setdefault(key, set())
            names |= {fold(name) for name in _names(thing, statement, content)}
            names |= {fold(key), fold(key.partition("/")[2])}
    return found


_EDGES: Final = {
    "pairs": "ag:pairsWith",
    "aliases": "ag:aliasOf",
    "cycles": "ag:conflictCycle",
    "sources": "ag:citesSource",
    "works": "ag:depictedIn",
    "traits": "ag:hasTrait",
    "phases": "ag:hasPhase",
    "questions": "ag:hasQuestion",
    "contrasts": "ag:contrastsWith",
    "people": "ag:mentions",
}


def _style_names() -> Iterator[tuple[str, str]]:
    """Yield the names by which a style may stand in the gold."""
    for words, key in style_phrases().items():
        yield key, " ".join(words)
    for key, names in ENGLISH.styles.items():
        yield from ((key, name) for name in names.split("|"))


def _is_of(edge: str, statement: Statement) -> bool:
    if edge != "people":
        return True
    return isinstance(statement.object, Node) and statement.object.kind == "person"


def _names(thing: Node | str, statement: Statement, content: str) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
        return
    yield thing.label
    if thing.kind == "work" or statement.predicate == "ag:depictedIn":
        yield _YEAR.sub("", thing.key).replace("-", " ")
        return
    if thing.kind in {"style", "pairing"}:
        yield thing.key
        yield from (name for key, name in _style_names() if key == thing.key)
    if thing.label and thing.kind not in {"source", "person"}:
        return
    for quotation in statement.quotations:
        yield content[quotation.start : quotation.end]


def table(scores: Mapping[str, Score]) -> list[tuple[str, ...]]:
    """Return the scores as rows of a table, with a heading and the sum of all."""
    every = Score()
    for one in scores.values():
        every = every.plus(one)
    return [
        ("edges", "right", "false", "missed", "precision", "recall"),
        *(
            (edge, *map(str, one), f"{one.precision:.3f}", f"{one.recall:.3f}")
            for edge, one in (*sorted(scores.items()), ("all", every))
        ),
    ]


def main() -> None:
    """Write the scores of the gold corpus, and print what is false or missed."""
    scores, misses = score(GOLD)
    with SCORES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table(scores))
    for miss in misses:
        print(*miss, sep=" | ")  # noqa: T201 -- that is what it is run for


if __name__ == "__main__":
    main()
