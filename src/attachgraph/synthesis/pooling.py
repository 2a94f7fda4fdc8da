"""A random-effects meta-analysis: one effect for each sample, with its variance.

In: effects on one scale. Out: their mean, its interval, and how far samples differ.

Variance between samples: restricted maximum likelihood by Fisher scoring (Viechtbauer 2005, Journal
of Educational and Behavioral Statistics 30(3), 261-293, doi:10.3102/10769986030003261). Interval of
the mean: Knapp and Hartung (2003, Statistics in Medicine 22(17), 2693-2710, doi:10.1002/sim.1482).
Prediction interval: Higgins, Thompson and Spiegelhalter (2009, Journal of the Royal Statistical
Society A 172(1), 137-159, doi:10.1111/j.1467-985X.2008.00552.x). They use k - 2 degrees of freedom.
With Knapp and Hartung's interval R's metafor uses k - 1, and so does this module. The tests compare
every number with metafor.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from attachgraph.synthesis.distributions import chi_squared_tail, t_quantile, t_tail

_CLOSE: Final = 1e-12
_MOST_STEPS: Final = 500
_HALF: Final = 0.975
#: Nothing is pooled of fewer samples.
FEWEST: Final = 2
#: With fewer, the test of small samples has too little power. On its limits: Sterne and others
#: (2011, BMJ 343, d4002, doi:10.1136/bmj.d4002).
FEWEST_FOR_ASYMMETRY: Final = 10


class Point(NamedTuple):
    """An effect and its sampling variance."""

    value: float
    variance: float


class Pooled(NamedTuple):
    """The mean of effects, on their scale; heterogeneity: I squared in percent, Q and its p."""

    k: int
    mean: float
    se: float
    low: float
    high: float
    predicted_low: float
    predicted_high: float
    tau2: float
    i2: float
    q: float
    q_p: float


def pool(points: Sequence[Point]) -> Pooled:
    """Pool two effects or more."""
    # In one order, so that the order of rows cannot change the last digit.
    points = sorted(points)
    k = len(points)
    tau2 = _between(points)
    weights = [1 / (point.variance + tau2) for point in points]
    mean = _mean(points, weights)
    spread = sum(w * (p.value - mean) ** 2 for w, p in zip(weights, points, strict=True))
    se = math.sqrt(spread / ((k - 1) * sum(weights)))
    t = t_quantile(_HALF, k - 1)
    away = t * math.sqrt(se**2 + tau2)
    fixed = [1 / point.variance for point in points]
    centre = _mean(points, fixed)
    q = sum(w * (p.value - centre) ** 2 for w, p in zip(fixed, points, strict=True))
    typical = (k - 1) / (sum(fixed) - sum(w * w for w in fixed) / sum(fixed))
    return Pooled(
        k,
        mean,
        se,
        mean - t * se,
        mean + t * se,
        mean - away,
        mean + away,
        tau2,
        100 * tau2 / (tau2 + typical),
        q,
        chi_squared_tail(q, k - 1),
    )


class Asymmetry(NamedTuple):
    """Egger's regression of effects on their errors: the slope, and its test."""

    slope: float
    t: float
    freedom: int
    p: float


def asymmetry(points: Sequence[Point]) -> Asymmetry | None:
    """Test whether small samples say something else; none of few samples, or of one size.

    The weighted regression of Egger and others (1997, BMJ 315(7109), 629-634,
    doi:10.1136/bmj.315.7109.629), as ``regtest(model = "lm")`` of metafor does it.
    """
    if len(points) < FEWEST_FOR_ASYMMETRY:
        return None
    points = sorted(points)
    weights = [1 / point.variance for point in points]
    errors = [math.sqrt(point.variance) for point in points]
    middle = sum(w * e for w, e in zip(weights, errors, strict=True)) / sum(weights)
    mean = _mean(points, weights)
    away = [error - middle for error in errors]
    spread = sum(w * e * e for w, e in zip(weights, away, strict=True))
    if spread <= _CLOSE * sum(weights):
        return None
    joint = sum(w * e * (p.value - mean) for w, e, p in zip(weights, away, points, strict=True))
    slope = joint / spread
    left = sum(
        w * (p.value - mean - slope * e) ** 2 for w, e, p in zip(weights, away, points, strict=True)
    )
    freedom = len(points) - 2
    t = slope / math.sqrt(left / freedom / spread)
    return Asymmetry(slope, t, freedom, 2 * t_tail(abs(t), freedom))


def join(points: Sequence[Point]) -> Point:
    """Join the effects of one sample: their mean, as exact as one of them.

    It is as if they were perfectly correlated, which nobody states; so it never claims more than
    is known. Borenstein, Hedges, Higgins and Rothstein (2009, Introduction to Meta-Analysis,
    chapter 24) give the variance for any correlation.
    """
    points = sorted(points)
    count = len(points)
    # The variance of a mean of perfectly correlated values is the squared mean of their errors.
    error = sum(math.sqrt(point.variance) for point in points) / count
    return Point(sum(point.value for point in points) / count, error**2)


def _mean(points: Sequence[Point], weights: Sequence[float]) -> float:
    return sum(w * p.value for w, p in zip(weights, points, strict=True)) / sum(weights)


def _between(points: Sequence[Point]) -> float:
    """Estimate the variance between samples, which is never below zero."""
    values = [point.value for point in points]
    centre = sum(values) / len(values)
    tau2 = sum((value - centre) ** 2 for value in values) / (len(values) - 1)
    for _ in range(_MOST_STEPS):
        following = max(0.0, tau2 + _step(points, tau2))
        if abs(following - tau2) < _CLOSE:
            return following
        tau2 = following
    return tau2


def _step(points: Sequence[Point], tau2: float) -> float:
    weights = [1 / (point.variance + tau2) for point in points]
    first, second, third = (sum(w**power for w in weights) for power in (1, 2, 3))
    mean = _mean(points, weights)
    squares = sum((w * (p.value - mean)) ** 2 for w, p in zip(weights, points, strict=True))
    trace = first - second / first
    return (squares - trace) / (second - 2 * third / first + (second / first) ** 2)
