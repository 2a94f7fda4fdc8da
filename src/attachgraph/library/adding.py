"""Add one result: what a study found, and what that says about a claim.

In: answers to a handful of questions. Out: rows of the tables, put in as those of a spreadsheet
are. A claim is found by its words, also among those of the bundled dataset, and never said twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import Any, Final, NamedTuple

from attachgraph.errors import MissingError
from attachgraph.evidence.folder import read_folder
from attachgraph.evidence.model import Claim, Evidence
from attachgraph.folder import bundled_folder
from attachgraph.library.coding import Tables
from attachgraph.library.importing import open_library
from attachgraph.library.report import Line
from attachgraph.library.sheets import SheetRow
from attachgraph.library.spreading import claim_id, study_rows
from attachgraph.reading.lexicon import fold

_MOST: Final = 8
_WORD: Final = re.compile(r"\w+")
#: Columns of a claim that go along when it is taken from the bundled dataset.
_TEXTS: Final = ("id", "claim", "kind", "predictor", "whose", "moderator", "outcome", "note")


class ClaimHit(NamedTuple):
    """A claim that has some of the words, and whether the dataset has it already."""

    claim: Claim
    is_own: bool
    #: Whether it was named by its id or said word for word.
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered; cells have the names of their columns."""

    source: str
    claim: Claim
    study: str = ""
    study_cells: Mapping[str, str] = field(default_factory=dict)
    sample_cells: Mapping[str, str] = field(default_factory=dict)
    result_cells: Mapping[str, str] = field(default_factory=dict)


def find_source(folder: Path, key: str) -> str:
    """Find a publication by any of its keys."""
    library = open_library(folder)
    found = library.find(key)
    if found is None:
        fix = "import it first, or look the key up: attachgraph library WORDS"
        raise MissingError(f"the library has no publication {key}", where=str(folder), fix=fix)
    return found


def find_claims(folder: Path, words: str) -> list[ClaimHit]:
    """Find claims by their words or their id, those of the dataset first."""
    own = read_folder(folder)[0].claims
    bundled = read_folder(bundled_folder())[0].claims
    others = {name: claim for name, claim in bundled.items() if name not in own}
    hits = [ClaimHit(claim, is_own=True) for claim in own.values()]
    hits += [ClaimHit(claim, is_own=False) for claim in others.values()]
    for hit in hits:
        if words == hit.claim.id or _plain(words) == _plain(hit.claim.claim):
            return [hit._replace(is_named=True)]
    wanted = [word for word in _plain(words) if len(word) > 2]  # noqa: PLR2004
    scored = [(_score(wanted, hit.claim), hit) for hit in hits]
    best = [pair for pair in scored if pair[0]]
    best.sort(key=lambda pair: (-pair[0], not pair[1].is_own, pair[1].claim.id))
    return [hit for _, hit in best[:_MOST]]


def _plain(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _score(wanted: Iterable[str], claim: Claim) -> int:
    words = _plain(f"{claim.claim} {claim.id} {' '.join(claim.about)}")
    return sum(any(_same(word, other) for other in words) for word in wanted)


def _same(word: str, other: str) -> bool:
    """Return whether two words are one, apart from their endings."""
    stem = max(4, len(word) - 3)
    return other.startswith(word[:stem]) and word[:4] == other[:4]


def new_claim(text: str, about: str) -> Claim:
    """Make a claim that nobody has made yet."""
    text = " ".join(text.split())
    return Claim(claim_id(text), text, about=tuple(about.split()))


def studies_of(folder: Path, source: str) -> list[str]:
    """Name the studies that a publication reports."""
    evidence: Evidence = read_folder(folder)[0]
    return [study.id for study in evidence.studies.values() if source in study.sources]


def add_result(folder: Path, answers: Answers) -> list[Line]:
    """Put a result in, with its study, sample and claim where they are new."""
    evidence = read_folder(folder)[0]
    study = answers.study or re.sub(r"[^A-Za-z0-9]+", "-", answers.source).strip("-")
    rows: list[SheetRow] = []
    if study not in evidence.studies:
        new = study_rows(study, answers.source, answers.study_cells, answers.sample_cells)
        rows += starmap(_row, new)
    if answers.claim.id not in evidence.claims:
        rows.append(_row("claims", _claim_cells(answers.claim)))
    number = 1 + sum(result.study == study for result in evidence.results.values())
    while f"{study}-{number}" in evidence.results:
        number += 1
    cells = {"id": f"{study}-{number}", "study": study, **answers.result_cells}
    rows.append(_row("results", {**cells, "claim": answers.claim.id}))
    tables = Tables(folder, open_library(folder))
    lines = tables.merge(rows)
    if not any(line.outcome == "refused" for line in lines):
        tables.write(folder)
    return lines


def _claim_cells(claim: Claim) -> dict[str, str]:
    several: dict[str, Any] = {"about": " ".join(claim.about)}
    return {**{name: getattr(claim, name) for name in _TEXTS}, **several}


def _row(table: str, cells: Mapping[str, str]) -> SheetRow:
    return SheetRow(table, f"{table}.csv", {name: text for name, text in cells.items() if text})
