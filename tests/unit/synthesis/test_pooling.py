"""The random-effects model agrees with R's metafor, also at its edges."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from attachgraph.synthesis.pooling import Point, asymmetry, join, pool
from tests.unit.synthesis.small import EXAMPLES, SEVERAL


def test_every_number_is_that_of_metafor(r_says: Mapping[str, list[float]]) -> None:
    """Mean, errors, intervals, heterogeneity and its test agree to four digits and more."""
    for name, points in EXAMPLES.items():
        _, *ours = pool(points)
        assert ours == pytest.approx(r_says[name], abs=2e-6), name


def test_several_numbers_of_a_sample_weigh_as_one(r_says: Mapping[str, list[float]]) -> None:
    """Samples with three, two and one number are aggregated and pooled as metafor does it."""
    samples = {number for _, _, number in SEVERAL}
    joined = [
        join([Point(value, variance) for value, variance, of in SEVERAL if of == sample])
        for sample in sorted(samples)
    ]
    _, *ours = pool(joined)
    assert ours == pytest.approx(r_says["several"], abs=2e-6)


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
    points = EXAMPLES["molloy"]
    assert pool(points) == pool(points[::-1])


def test_joining_claims_no_more_than_one_effect() -> None:
    """Two effects of a sample are as exact as one, and one twice is that one."""
    assert join([Point(0.2, 0.01), Point(0.4, 0.01)]) == pytest.approx(Point(0.3, 0.01))
    assert join([Point(0.2, 0.01)] * 3) == pytest.approx(Point(0.2, 0.01))
