"""A random-effects meta-analysis of samples, some of which give several effects.

In: effects on one scale, sample by sample. Out: their mean, its interval, how far samples differ.

One effect for each sample: restricted maximum likelihood with the interval of Knapp and Hartung
(2003, Statistics in Medicine 22(17), 2693-2710, doi:10.1002/sim.1482), never more exact than if
samples differed by chance: otherwise it has no width where samples agree. Several: three levels
(Van den Noortgate and others 2013, Behavior Research Methods 45(2), 576-594,
doi:10.3758/s13428-012-0261-6) with a cluster-robust interval, so that it need not be known how the
effects of a sample correlate. With few samples that interval is too short (Tipton 2015,
Psychological Methods 20(3), 375-393, doi:10.1037/met0000011); then their mean is taken.

Prediction interval: Higgins, Thompson and Spiegelhalter (2009, Journal of the Royal Statistical
Society A 172(1), 137-159, doi:10.1111/j.1467-985X.2008.00552.x), with the degrees of freedom of the
mean, as in R's metafor; they use k - 2. The tests compare every number with metafor.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.synthesis.distributions import chi_squared_tail, t_quantile, t_tail

if TYPE_CHECKING:
    from attachgraph.synthesis.mixed import Model

_CLOSE: Final = 1e-12
_HALF: Final = 0.975
#: Nothing is pooled of fewer samples.
FEWEST: Final = 2
#: With fewer, a prediction interval says nothing.
FEWEST_FOR_PREDICTION: Final = 3
#: With fewer, the test of small samples has too little power. On its limits: Sterne and others
#: (2011, BMJ 343, d4002, doi:10.1136/bmj.d4002).
FEWEST_FOR_ASYMMETRY: Final = 10
#: Tipton's limit: with fewer degrees of freedom a robust interval is not to be trusted.
FEWEST_FREEDOM: Final = 4


class Point(NamedTuple):
    """An effect and its sampling variance."""

    value: float
    variance: float


class Pooled(NamedTuple):
    """The mean of effects, on their scale; heterogeneity: I squared in percent, Q and its p."""

    #: Samples, and the effects that they give.
    k: int
    effects: int
    #: ``one each``, ``three levels`` or ``means``.
    method: str
    #: Degrees of freedom of the mean; for ``means`` those that three levels would have had.
    freedom: float
    mean: float
    se: float
    low: float
    high: float
    predicted_low: float
    predicted_high: float
    #: Variance between samples, and between the effects of one sample.
    tau2: float
    within: float
    i2: float
    q: float
    q_p: float


def pool(samples: Sequence[Sequence[Point]]) -> Pooled:
    """Pool two samples or more."""
    # In one order, so that the order of rows cannot change the last digit.
    samples = sorted(sorted(points) for points in samples)
    if all(len(points) == 1 for points in samples):
        return _two_levels([points[0] for points in samples])
    robust = _three_levels(samples)
    if robust.freedom >= FEWEST_FREEDOM and robust.se > _CLOSE:
        return robust
    joined = _two_levels(sorted(join(points) for points in samples))
    return joined._replace(effects=robust.effects, method="means", freedom=robust.freedom)


def _two_levels(points: Sequence[Point]) -> Pooled:
    import numpy as np

    from attachgraph.synthesis.mixed import fit

    k = len(points)
    values, variances = np.array(points).T
    model = fit(values, variances, np.ones((k, 1)), [np.eye(k)])
    se = math.sqrt(max(1.0, model.spread / (k - 1)) * float(model.covariance[0, 0]))
    return _pooled(model, k, "one each", k - 1, se)


def _three_levels(samples: Sequence[Sequence[Point]]) -> Pooled:
    import numpy as np

    from attachgraph.synthesis.mixed import cluster_robust, fit

    values, variances = np.array([point for points in samples for point in points]).T
    owner = np.repeat(np.arange(len(samples)), [len(points) for points in samples])
    together = (owner[:, None] == owner).astype(np.float64)
    model = fit(values, variances, np.ones((len(owner), 1)), [together, np.eye(len(owner))])
    clusters = [np.flatnonzero(owner == number) for number in range(len(samples))]
    variance, freedom = cluster_robust(model, clusters)
    return _pooled(model, len(samples), "three levels", freedom, math.sqrt(variance))


def _pooled(model: Model, k: int, method: str, freedom: float, se: float) -> Pooled:
    mean = float(model.coefficients[0])
    components = [*map(float, model.components), 0.0]
    t = t_quantile(_HALF, freedom)
    away = t * math.sqrt(se**2 + sum(components))
    return Pooled(
        k=k,
        effects=len(model.residuals),
        method=method,
        freedom=freedom,
        mean=mean,
        se=se,
        low=mean - t * se,
        high=mean + t * se,
        predicted_low=mean - away,
        predicted_high=mean + away,
        tau2=components[0],
        within=components[1],
        i2=model.i2,
        q=model.q,
        q_p=chi_squared_tail(model.q, model.freedom),
    )


class Asymmetry(NamedTuple):
    """Egger's regression of effects on their errors: the slope, and its test."""

    slope: float
    t: float
    freedom: int
    p: float


def asymmetry(points: Sequence[Point]) -> Asymmetry | None:
    """Test whether small samples say something else; none of few, or where nothing differs.

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
    if left <= _CLOSE:
        return None
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
