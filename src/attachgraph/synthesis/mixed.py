"""A linear model of effects with known sampling variances and further, estimated ones.

In: effects, their variances, a design matrix, and one matrix for each further variance. Out: the
fitted model, its heterogeneity, and a variance that allows for effects of the same people.

Restricted maximum likelihood by Fisher scoring: Viechtbauer (2005, Journal of Educational and
Behavioral Statistics 30(3), 261-293, doi:10.3102/10769986030003261). Cluster-robust variance CR2
with Satterthwaite's degrees of freedom: Pustejovsky and Tipton (2018, Journal of Business and
Economic Statistics 36(4), 672-683, doi:10.1080/07350015.2016.1247004).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.floating[Any]]
Rows: TypeAlias = NDArray[np.intp]

_CLOSE: Final = 1e-12
_MOST_STEPS: Final = 500
_HALVINGS: Final = 30


class Model(NamedTuple):
    """A fitted model; `spread` is the weighted sum of squares that it leaves."""

    coefficients: Numbers
    #: Of the coefficients, if all variances were known.
    covariance: Numbers
    components: Numbers
    spread: float
    #: Of the model without further variances: Cochran's Q.
    q: float
    #: Further variance as a share of it and the typical sampling variance, in percent.
    i2: float
    design: Numbers
    residuals: Numbers
    variance: Numbers

    @property
    def freedom(self) -> int:
        """Give the effects that are left over the coefficients."""
        return len(self.residuals) - len(self.coefficients)


class _Fit(NamedTuple):
    """What follows from given variances."""

    weights: Numbers
    covariance: Numbers
    #: Takes the coefficients out of what it is applied to, and weighs.
    projection: Numbers
    likelihood: float


def fit(effects: Numbers, variances: Numbers, design: Numbers, groups: Sequence[Numbers]) -> Model:
    """Fit a model; `groups` are the matrices that the further variances are multiplied with."""
    sampling = np.diag(variances)
    components = np.full(len(groups), np.var(effects, ddof=1) / len(groups))
    for _ in range(_MOST_STEPS):
        following = _better(effects, sampling, design, groups, components)
        done = bool(np.max(np.abs(following - components)) < _CLOSE)
        components = following
        if done:
            break
    variance = _variance(sampling, groups, components)
    at, plain = _at(effects, variance, design), _at(effects, sampling, design)
    coefficients = _coefficients(effects, at, design)
    freedom = len(effects) - design.shape[1]
    typical = freedom / float(np.trace(plain.projection))
    more = float(np.sum(components))
    return Model(
        coefficients,
        at.covariance,
        components,
        _spread(effects, at, design),
        _spread(effects, plain, design),
        100 * more / (more + typical),
        design,
        effects - design @ coefficients,
        variance,
    )


def _variance(sampling: Numbers, groups: Sequence[Numbers], components: Numbers) -> Numbers:
    return sampling + sum(
        (size * group for size, group in zip(components, groups, strict=True)),
        np.zeros_like(sampling),
    )


def _at(effects: Numbers, variance: Numbers, design: Numbers) -> _Fit:
    weights = np.linalg.inv(variance)
    information = design.T @ weights @ design
    covariance = np.linalg.inv(information)
    projection = weights - weights @ design @ covariance @ design.T @ weights
    logarithms = np.linalg.slogdet(variance)[1] + np.linalg.slogdet(information)[1]
    likelihood = -(logarithms + float(effects @ projection @ effects)) / 2
    return _Fit(weights, covariance, projection, float(likelihood))


def _coefficients(effects: Numbers, at: _Fit, design: Numbers) -> Numbers:
    return at.covariance @ design.T @ at.weights @ effects


def _spread(effects: Numbers, at: _Fit, design: Numbers) -> float:
    """Give the weighted squares of what is left; of equal effects nothing, not less."""
    left = effects - design @ _coefficients(effects, at, design)
    return max(0.0, float(left @ at.weights @ left))


def _better(
    effects: Numbers,
    sampling: Numbers,
    design: Numbers,
    groups: Sequence[Numbers],
    components: Numbers,
) -> Numbers:
    """Take one step of Fisher scoring; none of the variances goes below zero."""
    now = _at(effects, _variance(sampling, groups, components), design)
    left = now.projection @ effects
    applied = [now.projection @ group for group in groups]
    score = np.array(
        [left @ group @ left - np.trace(by) for group, by in zip(groups, applied, strict=True)]
    )
    information = np.array([[np.sum(one * other.T) for other in applied] for one in applied])
    # A variance of zero that would go below it is left there.
    free = np.flatnonzero((components > 0) | (score > 0))
    step = np.zeros(len(groups))
    if len(free):
        step[free] = np.linalg.solve(information[np.ix_(free, free)], score[free])
    for _ in range(_HALVINGS):
        following = np.maximum(0.0, components + step)
        there = _at(effects, _variance(sampling, groups, following), design)
        if there.likelihood >= now.likelihood - _CLOSE:
            return following
        step /= 2
    return components


def cluster_robust(model: Model, clusters: Sequence[Rows]) -> tuple[float, float]:
    """Give variance and degrees of freedom of the first coefficient; clusters are row numbers."""
    design, variance = model.design, model.variance
    outer = model.covariance @ design.T @ np.linalg.inv(variance)
    maker = np.eye(len(design)) - design @ outer
    total, seen = 0.0, []
    for rows in clusters:
        own = variance[np.ix_(rows, rows)]
        root = np.linalg.cholesky(own).T
        left = own - design[rows] @ model.covariance @ design[rows].T
        weights = outer[0, rows] @ root.T @ _inverse_root(root @ left @ root.T) @ root
        total += float(weights @ model.residuals[rows]) ** 2
        seen.append(maker[rows].T @ weights)
    by = np.array(seen)
    products = by @ variance @ by.T
    return total, float(np.trace(products) ** 2 / np.sum(products**2))


def _inverse_root(matrix: Numbers) -> Numbers:
    """Give the root of the generalised inverse of a symmetric matrix."""
    values, vectors = np.linalg.eigh(matrix)
    kept = values > _CLOSE * np.max(values)
    roots = np.where(kept, 1 / np.sqrt(np.where(kept, values, 1)), 0.0)
    made: Numbers = (vectors * roots) @ vectors.T
    return made
