"""The distributions agree with R."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from attachgraph.synthesis.distributions import (
    chi_squared_tail,
    exact_interval,
    sign_test,
    t_quantile,
)


def test_probabilities_are_those_of_r(r_says: Mapping[str, list[float]]) -> None:
    """Sign test, exact interval, Student's t and chi squared agree to eight digits."""
    for total in (1, 3, 8, 40):
        for same in dict.fromkeys((0, 1, total // 2, total)):
            ours = [sign_test(same, total), *exact_interval(same, total)]
            assert ours == pytest.approx(r_says[f"sign {same} {total}"], abs=1e-8)
    for freedom in (1, 2, 15, 200):
        ours = [t_quantile(0.975, freedom), chi_squared_tail(freedom * 1.7, freedom)]
        assert ours == pytest.approx(r_says[f"tails {freedom}"], abs=1e-8)


def test_of_nothing_everything_is_possible() -> None:
    """Without samples the interval is the whole."""
    assert exact_interval(0, 0) == (0.0, 1.0)
