"""The distributions agree with R."""

from __future__ import annotations

import subprocess

import pytest

from attachgraph.synthesis.distributions import (
    chi_squared_tail,
    exact_interval,
    sign_test,
    t_quantile,
)

R = """
for (n in c(1, 3, 8, 40)) for (k in unique(c(0, 1, n %/% 2, n))) {
  found <- binom.test(k, n)
  cat(sprintf("%.10f", c(found$p.value, found$conf.int)), "\\n")
}
for (df in c(1, 2, 15, 200)) {
  found <- c(qt(0.975, df), pchisq(df * 1.7, df, lower = FALSE))
  cat(sprintf("%.10f", found), "\\n")
}
"""


def test_probabilities_are_those_of_r() -> None:
    """Sign test, exact interval, Student's t and chi squared agree to eight digits."""
    said = subprocess.run(
        ["Rscript", "--vanilla", "-e", R], capture_output=True, text=True, check=True
    )
    lines = [[float(word) for word in line.split()] for line in said.stdout.splitlines()]
    ours = [
        [sign_test(k, n), *exact_interval(k, n)]
        for n in (1, 3, 8, 40)
        for k in dict.fromkeys((0, 1, n // 2, n))
    ]
    ours += [[t_quantile(0.975, df), chi_squared_tail(df * 1.7, df)] for df in (1, 2, 15, 200)]
    for mine, theirs in zip(ours, lines, strict=True):
        assert mine == pytest.approx(theirs, abs=1e-8)


def test_of_nothing_everything_is_possible() -> None:
    """Without samples the interval is the whole."""
    assert exact_interval(0, 0) == (0.0, 1.0)
