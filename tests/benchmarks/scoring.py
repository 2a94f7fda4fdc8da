"""Score what the reader takes from pages against what a person takes from them.

In: a folder of pages with ``gold.json``, which lists the edges of each page as a reader would name
them, and the annotations that it was settled from: two, of some pages one. Out: for each edge type
how many were right, false and missed, and how far the two annotators agree. A value that names the
right thing with other words is both false and missed.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Node, Statement
from attachgraph.reading.couples import couple_of_title
from attachgraph.reading.documents import read_document
from attachgraph.reading.languages.english import ENGLISH
from attachgraph.reading.lexicon import fold, style_phrases

GOLD: Final = Path(__file__).parents[1] / "fixtures" / "gold"
#: The scores that a release ships; ``python -m tests.benchmarks.scoring`` writes them again.
SCORES: Final = Path(__file__).parents[2] / "ontology" / "extraction-scores.csv"
_STYLE_NOUNS: Final = frozenset({"attachment", "style"})
#: Spaces in words that are no other record's title.
_TITLE_WORDS: Final = 3
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

    @property
    def f1(self) -> float:
        """Harmonic mean of the two: of two annotators, it is the same whichever comes first."""
        edges = 2 * self.right + self.false + self.missed
        return 2 * self.right / edges if edges else 1.0

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
            one, wrong = _compare(written(edge, values), found[edge], within=edge == "sources")
            scores[edge] = scores.get(edge, Score()).plus(one)
            misses += [Miss(name, edge, kind, words) for kind, words in wrong]
    return scores, misses


def agreement(folder: Path) -> dict[str, list[Score]]:
    """Hold the second annotation against the first: a score for each page, by edge type and all."""
    first, second = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("first.json", "second.json")
    )
    pages: dict[str, list[Score]] = {}
    for name, expected in first.items():
        if name not in second:
            continue  # annotated once
        whole = Score()
        for edge, values in expected.items():
            found = {value: {fold(value)} for value in written(edge, second[name][edge])}
            one, _ = _compare(written(edge, values), found)
            pages.setdefault(edge, []).append(one)
            whole = whole.plus(one)
        pages.setdefault("all", []).append(whole)
    return pages


def written(edge: str, values: Iterable[str | list[str]]) -> Iterator[str]:
    """Write pairs as one word, and a style or pairing that a page is set against by its key."""
    for value in values:
        if isinstance(value, list):
            yield "-".join(sorted(value))
        elif edge != "contrasts":
            yield value
        else:
            words = tuple(word for word in fold(value).split() if word not in _STYLE_NOUNS)
            couple = couple_of_title(value)
            yield (
                "-".join(sorted(one.key for one in couple))
                if couple
                else style_phrases().get(words, value)
            )


def _compare(
    wanted: Iterable[str], found: Mapping[str, set[str]], *, within: bool = False
) -> tuple[Score, list[tuple[str, str]]]:
    """Compare; within the words of a record its title alone says which one is meant."""
    left = dict(found)
    missed: list[str] = []
    right = 0
    for value in wanted:
        forms = fold(value)
        hit = next((key for key, names in left.items() if forms in names), None)
        if hit is None and within and forms.count(" ") >= _TITLE_WORDS:
            hit = next((key for key, names in left.items() if any(forms in n for n in names)), None)
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
    steps: dict[str, list[str]] = {}
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
        if statement.predicate == "ag:hasMove" and isinstance(statement.object, Node):
            steps.setdefault(f"cycle/{statement.subject.key}", []).append(statement.object.label)
    for key, moves in steps.items():
        # A cycle that is told and not named may be written as its moves.
        found["cycles"].get(key, set()).add(fold("; ".join(moves)))
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


def table(
    scores: Mapping[str, Score], annotators: Mapping[str, list[Score]]
) -> list[tuple[str, ...]]:
    """Return the scores as rows of a table, with a heading and the sum of all.

    Agreement is F1 of the two annotators; identical is the percentage of pages on which they wrote
    the same.
    """
    head = ("edges", "right", "false", "missed", "precision", "recall", "agreement", "identical")
    rows: list[tuple[str, ...]] = [head]
    for edge, one in (*sorted(scores.items()), ("all", _sum(scores.values()))):
        pages = annotators[edge]
        alike = sum(not (page.false or page.missed) for page in pages) / len(pages)
        shares = (one.precision, one.recall, _sum(pages).f1)
        rows.append((edge, *map(str, one), *(f"{x:.3f}" for x in shares), f"{alike:.1%}"))
    return rows


def _sum(scores: Iterable[Score]) -> Score:
    every = Score()
    for one in scores:
        every = every.plus(one)
    return every


def main() -> None:
    """Write the scores of the gold corpus, and print what is false or missed."""
    scores, misses = score(GOLD)
    with SCORES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table(scores, agreement(GOLD)))
    for miss in misses:
        print(*miss, sep=" | ")  # noqa: T201 -- that is what it is run for


if __name__ == "__main__":
    main()
