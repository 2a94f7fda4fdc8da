"""What the studies on a claim say together, short enough for a panel.

In: evidence and a claim. Out: a block for each effect in which two samples or more were studied.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attachgraph.evidence.model import Evidence
from attachgraph.synthesis.question import Question
from attachgraph.synthesis.synthesising import synthesise
from attachgraph.synthesis.wording import counted, label, name_of

#: One sample is not a synthesis; the page shows its result anyway.
FEWEST: int = 2


class Together(NamedTuple):
    """One effect: its name, its samples by direction, what they come to, and its outcome."""

    effect: str
    directions: dict[str, int]
    lines: tuple[str, ...]
    outcome: str


def together(evidence: Evidence, claim: str) -> Iterator[Together]:
    """Say it for each outcome and effect, because these are never counted together.

    The effects with the most samples stand first.
    """
    yield from sorted(_each(evidence, claim), key=lambda one: -sum(one.directions.values()))


def _each(evidence: Evidence, claim: str) -> Iterator[Together]:
    lines = evidence.lines_by_claim.get(claim, ())
    outcomes = sorted({evidence.results[line.result].outcome for line in lines} - {""})
    for outcome in outcomes:
        answer = synthesise(evidence, {}, Question(claim=claim, outcome=outcome))
        for tally in answer.tallies:
            rows = [row for row in answer.rows if row.effect == tally.effect]
            if len(rows) >= FEWEST:
                yield Together(
                    name_of(tally.effect),
                    {label("direction", code): count for code, count in tally.counts.items()},
                    tuple(counted(tally, rows)),
                    outcome,
                )
