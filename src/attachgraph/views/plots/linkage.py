"""Average linkage: which things belong together, step by step.

In: names and the distances between them. Out: the steps of joining. Needs no scipy, and gives the
same steps for the same distances in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import fsum
from typing import NamedTuple

from attachgraph.errors import UsageError


class Merge(NamedTuple):
    """A step: two groups become one."""

    #: Members of the two groups, each sorted; the one with the first member is left.
    left: tuple[str, ...]
    right: tuple[str, ...]
    #: Mean distance between the members of the one and those of the other.
    height: float


def average_linkage(
    names: Iterable[str], distances: Mapping[tuple[str, str], float]
) -> list[Merge]:
    r"""Join the two nearest groups until one is left.

    The distance of groups A and B is :math:`\frac{1}{|A||B|} \sum_{a \in A, b \in B} d(a, b)`
    (UPGMA; R. R. Sokal and C. D. Michener, 1958), computed from the distances of the members
    each time, so that no rounding adds up. Of equally near groups those are joined whose members
    come first. O(n³) look-ups and more: meant for dozens of things.
    """
    both = {pair: value for (a, b), value in distances.items() for pair in ((a, b), (b, a))}
    groups: list[tuple[str, ...]] = [(name,) for name in sorted(set(names))]
    for pair in combinations([group[0] for group in groups], 2):
        if pair not in both:
            raise UsageError(f"the distance of {pair[0]} and {pair[1]} is missing")
    steps: list[Merge] = []
    while len(groups) > 1:
        height, left, right = min(
            (_between(one, other, both), one, other) for one, other in combinations(groups, 2)
        )
        steps.append(Merge(left, right, height))
        joined = tuple(sorted(left + right))
        groups = sorted([*(group for group in groups if group not in {left, right}), joined])
    return steps


def _between(
    one: tuple[str, ...], other: tuple[str, ...], distances: Mapping[tuple[str, str], float]
) -> float:
    return fsum(distances[a, b] for a in one for b in other) / (len(one) * len(other))
