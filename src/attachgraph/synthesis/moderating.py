"""Whether the year, the design, the people or what was read goes with other effects.

In: effects of samples and what is known of these. Out: a regression on it, or why there is none.

Random effects by REML with the test of Knapp and Hartung, as ``rma(mods =, test = "adhoc")`` of
metafor does it: never more exact than if samples differed by chance. Ten samples for each
moderator: Cochrane Handbook, section 10.11.5.1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from attachgraph.synthesis.distributions import chi_squared_tail, f_tail, t_quantile, t_tail
from attachgraph.synthesis.pooling import Point

#: The only moderator that is a number: decades since 2000.
YEAR: Final = "year"
#: Samples for each moderator.
FEWEST_EACH: Final = 10
#: Fewer on one side are not a group.
FEWEST_IN_GROUP: Final = 2
_HALF: Final = 0.975
_NOTHING: Final = 1e-12


class Term(NamedTuple):
    """One coefficient, on the scale of the effects; p of the two-sided test."""

    name: str
    value: float
    se: float
    low: float
    high: float
    p: float


class Moderation(NamedTuple):
    """A regression of effects on moderators: the first term is the effect at zero of all."""

    k: int
    terms: tuple[Term, ...]
    #: F test of all moderators at once, with both degrees of freedom.
    f: float
    moderators: int
    freedom: int
    p: float
    #: What the moderators leave between samples, and its test.
    tau2: float
    q: float
    q_p: float


def moderate(points: Sequence[Point], columns: Mapping[str, Sequence[float]]) -> Moderation | str:
    """Regress effects on moderators; a text says why it cannot be."""
    if why := _refusal(len(points), columns):
        return why
    return _regressed(points, columns)


def _refusal(k: int, columns: Mapping[str, Sequence[float]]) -> str:
    needed = FEWEST_EACH * len(columns)
    if k < needed:
        return (
            f"it takes {FEWEST_EACH} samples with numbers for each moderator (Cochrane Handbook, "
            f"10.11.5.1), here {needed}; {k} state one"
        )
    for name, values in columns.items():
        if name == YEAR:
            if len(set(values)) == 1:
                return "all samples are of one year"
        elif (fewer := min(values.count(0), values.count(1))) < FEWEST_IN_GROUP:
            return f"of {k} samples {fewer} are on one side of “{name}”; it takes {FEWEST_IN_GROUP}"
    return _same(columns)


def _same(columns: Mapping[str, Sequence[float]]) -> str:
    import numpy as np

    design = np.array([np.subtract(values, np.mean(values)) for values in columns.values()])
    scaled = design / np.linalg.norm(design, axis=1, keepdims=True)
    if np.linalg.matrix_rank(scaled, tol=1e-9) == len(columns):
        return ""
    return "the moderators say the same of these samples; leave one out"


def _regressed(points: Sequence[Point], columns: Mapping[str, Sequence[float]]) -> Moderation | str:
    import numpy as np

    from attachgraph.synthesis.mixed import fit

    # In one order, so that the order of rows cannot change the last digit.
    ordered = sorted(zip(points, *columns.values(), strict=True))
    values, variances = np.array([row[0] for row in ordered]).T
    others = np.array([row[1:] for row in ordered], dtype=np.float64)
    model = fit(
        values, variances, np.column_stack((np.ones(len(ordered)), others)), [np.eye(len(ordered))]
    )
    if model.spread < _NOTHING:
        return "the samples do not differ: there is nothing to explain"
    freedom = model.freedom
    covariance = model.covariance * max(1.0, model.spread / freedom)
    slopes = model.coefficients[1:]
    f = float(slopes @ np.linalg.solve(covariance[1:, 1:], slopes)) / len(slopes)
    errors = np.sqrt(np.diag(covariance))
    return Moderation(
        k=len(ordered),
        terms=tuple(
            _term(name, float(value), float(error), freedom)
            for name, value, error in zip(("", *columns), model.coefficients, errors, strict=True)
        ),
        f=f,
        moderators=len(slopes),
        freedom=freedom,
        p=f_tail(f, len(slopes), freedom),
        tau2=float(model.components[0]),
        q=model.q,
        q_p=chi_squared_tail(model.q, freedom),
    )


def _term(name: str, value: float, se: float, freedom: int) -> Term:
    half = t_quantile(_HALF, freedom) * se
    p = 2 * t_tail(abs(value) / se, freedom) if se else math.nan
    return Term(name, value, se, value - half, value + half, p)
