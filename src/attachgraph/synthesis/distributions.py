"""The few distributions that a synthesis needs, so that nobody has to install SciPy for them.

In: numbers. Out: probabilities and quantiles, to ten digits. Checked against R in the tests.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

_TINY: Final = 1e-300
_CLOSE: Final = 1e-14
_HALVINGS: Final = 200
_MOST_TERMS: Final = 1000


def sign_test(same: int, total: int) -> float:
    """Give the two-sided exact probability of so uneven a split, if either side were as likely."""
    tail = sum(math.comb(total, number) for number in range(max(same, total - same), total + 1))
    return min(1.0, float(tail / 2 ** (total - 1)))


def exact_interval(same: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """Give the exact interval of a share: Clopper and Pearson (1934, Biometrika 26, 404-413).

    It is often wider than others, and covers the true share at least as often as it says.
    """
    if not total:
        return 0.0, 1.0
    half = (1 - level) / 2

    def at_least(share: float) -> float:
        return _beta(share, same, total - same + 1)

    def more(share: float) -> float:
        return _beta(share, same + 1, total - same)

    low = _root(at_least, half, 0, 1) if same else 0.0
    high = _root(more, 1 - half, 0, 1) if same < total else 1.0
    return low, high


def t_quantile(share: float, freedom: float) -> float:
    """Give the value below which a share above a half of Student's t lies."""
    return _root(lambda value: 1 - t_tail(value, freedom), share, 0, 1e6)


def t_tail(value: float, freedom: float) -> float:
    """Give the probability that Student's t is above a value of zero or more."""
    return f_tail(value * value, 1, freedom) / 2


def f_tail(value: float, between: float, freedom: float) -> float:
    """Give the probability that F is above a value of zero or more."""
    return _beta(freedom / (freedom + between * value), freedom / 2, between / 2)


def chi_squared_tail(value: float, freedom: float) -> float:
    """Give the probability that chi squared is above a value.

    By the series of the incomplete gamma function: NIST Digital Library of Mathematical Functions,
    8.7.3.
    """
    half, x = freedom / 2, value / 2
    if x <= 0:
        return 1.0
    term = total = 1 / half
    number = half
    while term > total * _CLOSE:
        number += 1
        term *= x / number
        total += term
    return max(0.0, 1 - total * math.exp(half * math.log(x) - x - math.lgamma(half)))


def _root(rising: Callable[[float], float], goal: float, low: float, high: float) -> float:
    """Halve an interval until a rising function meets its goal."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if rising(middle) < goal else (low, middle)
    return (low + high) / 2


def _beta(x: float, a: float, b: float) -> float:
    """Give the regularised incomplete beta function by its continued fraction."""
    if x <= 0 or x >= 1:
        return min(1.0, max(0.0, x))
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    return front / a / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the fraction (NIST Digital Library, 8.17.22) by the method of Lentz."""
    value = c = 1.0
    d = 0.0
    for number in range(1, _MOST_TERMS):
        m = number // 2
        if number % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + term * d or _TINY)
        c = 1 + term / c or _TINY
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value
