"""The random-effects model agrees with R's metafor, also at its edges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pytest

from attachgraph.synthesis.pooling import Point, Pooled, asymmetry, join, pool
from tests.unit.synthesis.small import EXAMPLES, SEVERAL


def test_every_number_is_that_of_metafor(r_says: Mapping[str, list[float]]) -> None:
    """Mean, errors, intervals, heterogeneity and its test agree to four digits and more."""
    for name, points in EXAMPLES.items():
        ours = numbers(pool([[point] for point in points]))
        assert ours == pytest.approx(r_says[name], abs=2e-6), name


def numbers(pooled: Pooled) -> list[float]:
    """Give what metafor prints of two levels, in its order."""
    left_out = {"k", "effects", "method", "freedom", "within"}
    return [value for name, value in pooled._asdict().items() if name not in left_out]


def by_sample(rows: Iterable[tuple[float, float, float]]) -> list[list[Point]]:
    """Put effects and variances together by the sample that they are of."""
    found: dict[float, list[Point]] = {}
    for value, variance, sample in rows:
        found.setdefault(sample, []).append(Point(value, variance))
    return list(found.values())


def test_few_samples_with_several_numbers_weigh_as_one_each(
    r_says: Mapping[str, list[float]],
) -> None:
    """Their means are pooled as metafor does it, as a robust interval would have 2.67 of 4 df."""
    pooled = pool(by_sample(SEVERAL))
    assert (pooled.method, pooled.k, pooled.effects) == ("means", 4, 8)
    assert pooled.freedom == pytest.approx(r_says["several in levels"][6], abs=1e-5)
    assert numbers(pooled) == pytest.approx(r_says["several"], abs=2e-6)


def test_many_samples_with_several_numbers_have_three_levels(
    r_says: Mapping[str, list[float]],
) -> None:
    """56 schools in 11 districts, metafor's own example: rma.mv, and CR2 by clubSandwich."""
    parts = (r_says[f"schools {part}"] for part in ("yi", "vi", "district"))
    samples = by_sample(zip(*parts, strict=True))
    pooled = pool(samples)
    assert (pooled.method, pooled.k, pooled.effects) == ("three levels", 11, 56)
    ours = [
        *(pooled.mean, pooled.tau2, pooled.within, pooled.q, pooled.q_p),
        *(pooled.se, pooled.freedom, pooled.low, pooled.high),
        *(pooled.predicted_low, pooled.predicted_high),
    ]
    assert ours == pytest.approx(r_says["schools in levels"], abs=2e-5)
    assert pool([list(reversed(points)) for points in reversed(samples)]) == pooled


def test_samples_that_agree_leave_an_interval() -> None:
    """By hand: three equal effects with variance .01 have an error of .1 / √3, and not of 0."""
    for each in ([Point(-0.2, 0.01)], [Point(-0.2, 0.01)] * 2):
        found = pool([each] * 3)
        assert (found.mean, found.se) == pytest.approx((-0.2, 0.1 / math.sqrt(3)))
    several = pool([[Point(-0.2, 0.01)] * 2] * 8)
    assert (several.method, several.low < -0.2) == ("means", True)
    assert asymmetry([Point(-0.2, number / 100) for number in range(1, 11)]) is None


def test_small_samples_are_tested_as_metafor_does(r_says: Mapping[str, list[float]]) -> None:
    """Egger's regression agrees to four digits; nine samples are too few, one size says nothing."""
    points = EXAMPLES["molloy"]
    found = asymmetry(points)
    assert found is not None
    assert list(found) == pytest.approx(r_says["egger"], abs=2e-6)
    assert asymmetry(points[:9]) is None
    assert asymmetry([Point(value, 0.01) for value, _ in points]) is None


def test_order_changes_not_one_bit() -> None:
    """Rows in another order give the same number to the last digit."""
    points = [[point] for point in EXAMPLES["molloy"]]
    assert pool(points) == pool(points[::-1])


def test_joining_claims_no_more_than_one_effect() -> None:
    """Two effects of a sample are as exact as one, and one twice is that one."""
    assert join([Point(0.2, 0.01), Point(0.4, 0.01)]) == pytest.approx(Point(0.3, 0.01))
    assert join([Point(0.2, 0.01)] * 3) == pytest.approx(Point(0.2, 0.01))
