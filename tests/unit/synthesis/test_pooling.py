"""The random-effects model agrees with R's metafor, also at its edges."""

from __future__ import annotations

import math
import subprocess
from pathlib import Path

import pytest

from attachgraph.synthesis.pooling import Point, join, pool

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


def metafor(points: list[Point]) -> list[float]:
    """Ask metafor."""
    given = "\n".join(" ".join(map(str, numbers)) for numbers in zip(*points, strict=True))
    script = Path(__file__).with_name("metafor.R")
    command = ["Rscript", "--vanilla", str(script)]
    said = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return [float(word) for word in said.stdout.split()]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_is_that_of_metafor(name: str) -> None:
    """Mean, errors, intervals, heterogeneity and its test agree to four digits and more."""
    points = EXAMPLES[name]
    _, *ours = pool(points)
    assert ours == pytest.approx(metafor(points), abs=2e-6)


def test_order_changes_not_one_bit() -> None:
    """Rows in another order give the same number to the last digit."""
    points = EXAMPLES["molloy"]
    assert pool(points) == pool(points[::-1])


def test_joining_claims_no_more_than_one_effect() -> None:
    """Two effects of a sample are as exact as one, and one twice is that one."""
    assert join([Point(0.2, 0.01), Point(0.4, 0.01)]) == pytest.approx(Point(0.3, 0.01))
    assert join([Point(0.2, 0.01)] * 3) == pytest.approx(Point(0.2, 0.01))
