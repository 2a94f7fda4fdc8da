"""Studies few enough to be counted by hand: own avoidance and satisfaction."""

from __future__ import annotations

import math
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
from attachgraph.synthesis.pooling import Point

LETTERS = "abcdefghij"


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

#: Correlations and sample sizes of metafor's own example, dat.molloy2014.
MOLLOY = (
    (0.187, 109), (0.162, 749), (0.34, 55), (0.32, 107), (0.27, 72), (0, 65), (0.175, 174),
    (0.05, 326), (0.26, 58), (0.01, 771), (-0.09, 56), (0.37, 91), (0, 116), (0.15, 537),
    (0.24, 158), (0.04, 65),
)  # fmt: skip
EXAMPLES = {
    "molloy": [Point(math.atanh(r), 1 / (n - 3)) for r, n in MOLLOY],
    "two samples": [Point(-0.31, 1 / 172), Point(-0.12, 1 / 120)],
    "no difference between samples": [Point(-0.2, 0.01), Point(-0.21, 0.02), Point(-0.19, 0.03)],
    "far apart": [Point(-0.8, 0.001), Point(0.9, 0.002), Point(0.1, 0.5), Point(0.2, 0.004)],
}
#: Effects with their variances, and the sample that each is of.
SEVERAL = (
    (-0.31, 0.01, 1), (-0.22, 0.01, 1), (-0.05, 0.012, 1), (-0.12, 1 / 120, 2), (-0.4, 1 / 97, 2),
    (-0.2, 0.004, 3), (0.1, 0.02, 4), (0.02, 0.03, 4),
)  # fmt: skip
