"""Studies few enough to be counted by hand: own avoidance and satisfaction."""

from __future__ import annotations

from dataclasses import replace

from attachgraph.dataset.studies import Publication
from attachgraph.evidence.model import (
    Claim,
    Effect,
    Evidence,
    EvidenceLine,
    Reading,
    Result,
    Sample,
    Study,
)

LETTERS = "abcdefg"


def result(study: str, number: int = 1, **said: object) -> Result:
    """Make a result on own avoidance and satisfaction; `said` changes parts of it."""
    made = Result(
        f"{study}-{number}",
        study,
        "It fell.",
        predictor="avoidance",
        whose="own",
        outcome="satisfaction",
        direction="decreases",
        reading=Reading("full-text"),
    )
    return replace(made, **said)  # type: ignore[arg-type]


def evidence(*results: Result, **changed: Sample | Study) -> Evidence:
    """Put results together: study a studied sample a of 100 couples, and so on."""
    samples = {name: Sample(name, couples=100) for name in LETTERS}
    studies = {name: Study(name, (name,), ("cross-sectional",), (name,)) for name in LETTERS}
    samples |= {key: one for key, one in changed.items() if isinstance(one, Sample)}
    studies |= {one.id: one for one in changed.values() if isinstance(one, Study)}
    return Evidence(
        studies,
        samples,
        {one.id: one for one in results},
        lines=tuple(EvidenceLine(one.id, "falls", "supports") for one in results),
        claims={"falls": Claim("falls", "It falls.", "association")},
    )


def correlation(value: float, **said: float) -> Effect:
    """State a correlation."""
    return Effect("r", value, **said)


PUBLICATIONS = {
    name: Publication(f"{name.upper()} ({2000 + number})", 2000 + number, f"{name.upper()}. Title.")
    for number, name in enumerate(LETTERS)
}
