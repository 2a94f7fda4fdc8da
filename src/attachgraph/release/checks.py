"""Check a release before it leaves: what can be counted, without a network.

In: a dataset, its facts and the folder. Out: for each check whether it passes, and the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from attachgraph.dataset.words import count_of
from attachgraph.release.facts import Facts
from attachgraph.validation.counted import count_blank_subjects, count_statements
from attachgraph.validation.report import validate

if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is as it should be, and what was found."""

    what: str
    passes: bool
    found: str


def run_checks(store: Store, facts: Facts, folder: Path) -> tuple[Check, ...]:
    """Run the checks; each counts again what others only claim."""
    data = folder / "data" / "attachgraph.nt"
    triples = _count(data)
    blank = count_blank_subjects(store)
    statements, bare = count_statements(store)
    errors = sum(len(group.places) for group in validate(store) if group.level == "error")
    return (
        Check(
            f"{data.relative_to(folder).as_posix()} can be read back",
            triples == facts.triples,
            f"{triples:,} triples, {facts.triples:,} in the dataset",
        ),
        Check(
            "every statement has its words and the checksum of their text",
            not bare,
            f"{statements - bare:,} of {statements:,}",
        ),
        Check(
            "the dataset conforms to the shapes and rules",
            not errors,
            f"{count_of(errors, 'error')}: attachgraph validate lists them"
            if errors
            else "no error",
        ),
        Check("every node has an IRI", not blank, f"{blank:,} quads about nodes without one"),
    )


def _count(path: Path) -> int:
    """Count what a parser finds in a file; -1 if it cannot read it."""
    try:
        return sum(1 for _ in pyoxigraph.parse(path=str(path)))
    except (OSError, SyntaxError, ValueError):
        return -1
