"""Bring stated effects to one scale, Fisher's z, where that can be defended.

In: a result and the people of its samples. Out: a point, or why there is none.

r to z and its variance 1 / (n - 3): Borenstein, Hedges, Higgins and Rothstein (2009), Introduction
to Meta-Analysis, "Effect sizes based on correlations". d to r for two groups of one size,
r = d / sqrt(d**2 + 4): the same book, chapter 7; g is taken for d. A z from d is given the variance
1 / (n - 3) too: a converted variance of d (delta method, groups of one size) is smaller.

An adjusted effect (beta, partial r) is not converted: what it is adjusted for differs
from study to study, so it is not a correlation. Nor is an unstandardised one, a share or a test
statistic.
"""

from __future__ import annotations

import math
from typing import Final

from attachgraph.evidence.model import Effect, Result
from attachgraph.evidence.rules import has_other_sign
from attachgraph.synthesis.pooling import Point

NORMAL: Final = 1.959963984540054
_FEWEST: Final = 4
NOT_STATED: Final = "no number is stated"

CORRELATIONS: Final = {"r"}
DIFFERENCES: Final = {"d", "g"}


def point_of(result: Result, units: int | None, most: int | None = None) -> Point | str:
    """Convert an effect; a text says why it cannot be.

    `units` stands in for an n that is not stated. An n above `most`, the people of the sample,
    counts days or answers, which are not people: it would make the effect more exact than it is.
    """
    why = refusal(result)
    if why or result.effect is None:
        return why
    number = result.n or units
    if number and most:
        number = min(number, most)
    variance = _variance(result.effect, number)
    if variance is None:
        return f"neither an interval nor a number of people of {_FEWEST} or more is stated"
    return Point(_z(result.effect.metric, result.effect.value), variance)


def refusal(result: Result) -> str:
    """Say why a result has no number that can be brought to the one scale; empty if it has."""
    effect = result.effect
    if effect is None:
        return NOT_STATED
    if effect.metric not in CORRELATIONS | DIFFERENCES | {"fisher-z"}:
        return f"{effect.metric} is not converted"
    if effect.metric in CORRELATIONS and abs(effect.value) >= 1:
        return "a correlation of one or more has no z"
    if has_other_sign(result):
        return f"the sign of its number is not that of its direction ({result.direction})"
    return ""


def _variance(effect: Effect, number: int | None) -> float | None:
    """Give the variance of z: as it is stated, by its interval, or by the number of people."""
    if effect.metric == "fisher-z" and effect.se:
        return effect.se**2
    if (stated := _from_interval(effect)) is not None:
        return stated
    return None if number is None or number < _FEWEST else 1 / (number - 3)


def _from_interval(effect: Effect) -> float | None:
    if effect.ci_low is None or effect.ci_high is None or effect.ci_high <= effect.ci_low:
        return None
    if effect.metric in CORRELATIONS and max(-effect.ci_low, effect.ci_high) >= 1:
        return None
    width = _z(effect.metric, effect.ci_high) - _z(effect.metric, effect.ci_low)
    return (width / (2 * NORMAL)) ** 2


def _z(metric: str, value: float) -> float:
    if metric == "fisher-z":
        return value
    return math.atanh(value / math.sqrt(value * value + 4) if metric in DIFFERENCES else value)
