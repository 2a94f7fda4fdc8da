"""The random-effects model agrees with R's metafor, also at its edges."""

from __future__ import annotations

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
    # clubSandwich 0.5.8, called by robust(clubSandwich = TRUE) of metafor 3.8-1.
    assert pooled.freedom == pytest.approx(2.66549376, abs=1e-5)
    assert numbers(pooled) == pytest.approx(r_says["several"], abs=2e-6)


def test_many_samples_with_several_numbers_have_three_levels(
    r_says: Mapping[str, list[float]],
) -> None:
    """56 schools in 11 districts, metafor's own example: model by rma.mv, interval by robust()."""
    parts = (r_says[f"schools {part}"] for part in ("yi", "vi", "district"))
    samples = by_sample(zip(*parts, strict=True))
    pooled = pool(samples)
    assert (pooled.method, pooled.k, pooled.effects) == ("three levels", 11, 56)
    model = (pooled.mean, pooled.tau2, pooled.within, pooled.q, pooled.q_p)
    assert model == pytest.approx(r_says["schools in levels"], abs=2e-6)
    # The same call as above; clubSandwich is not in the test run, so its numbers stand here.
    robust = (pooled.se, pooled.freedom, pooled.low, pooled.high)
    assert robust == pytest.approx((0.0844579954, 9.863156233, -0.0038254835, 0.3732518109), 1e-5)
    ahead = (pooled.predicted_low, pooled.predicted_high)
    assert ahead == pytest.approx((-0.5384108672, 0.9078371945), abs=2e-6)
    assert pool([list(reversed(points)) for points in reversed(samples)]) == pooled


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
