"""Pack discs of given sizes so that related ones are neighbours and none overlap.

In: radii and affinities. Out: middles. Knows nothing of graphs.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Point = tuple[float, float]

#: Free space between two discs.
_GAP: Final = 26.0
_STEPS: Final = 400
#: The golden angle spreads points evenly: Vogel 1979, doi:10.1016/0025-5564(79)90080-4.
GOLDEN: Final = math.pi * (3 - math.sqrt(5))
#: Half a pixel is nothing.
_STILL: Final = 0.5


def pack(
    radii: Sequence[float],
    affinities: Mapping[tuple[int, int], float],
    settled: Sequence[Point] = (),
) -> list[Point]:
    """Pack discs around the origin.

    Begins with the free discs on a spiral, largest inside, outside of the settled ones; then pulls
    related discs together, with a force that cools down, and pushes overlapping ones apart.
    Quadratic in the number of discs for each of 400 steps: 14 discs take 20 ms, 200 one second.
    """
    import numpy as np

    if not radii:
        return []
    radius = np.array(radii, dtype=float)
    free = np.arange(len(radii))[:, None] >= len(settled)
    points = _start(radius, settled)
    pull = _pull(len(radii), affinities)
    for step in range(_STEPS):
        heat = 0.25 * (1 - step / _STEPS)
        related = (pull[:, :, None] * (points[None, :, :] - points[:, None, :])).sum(axis=1)
        points += free * (heat * related - 0.04 * heat * points + _pushes(points, radius))
    _push_apart(points, radius, free)
    if not settled:
        points -= points.mean(axis=0)
    return _part(points, radii, len(settled))


def spiral(radii: Sequence[float]) -> list[Point]:
    """Place very many discs: in their order on a spiral, none on another.

    Linear. The discs fill rings around the first; all rings are as wide as the largest disc.
    """
    step = 2 * max(radii, default=0.0) + _GAP
    middles: list[Point] = []
    ring, turn = 0, 2 * math.pi
    for radius in radii:
        if not middles:
            middles.append((0.0, 0.0))
            continue
        width = 2 * math.asin((radius + _GAP / 2) / (ring * step)) if ring else math.inf
        if turn + width > 2 * math.pi:
            ring, turn = ring + 1, 0.0
            width = 2 * math.asin((radius + _GAP / 2) / (ring * step))
        angle, away = turn + width / 2, ring * step
        middles.append((round(away * math.cos(angle), 1), round(away * math.sin(angle), 1)))
        turn += width
    return middles


def spread(
    middles: Sequence[Point], before: Sequence[float], radii: Sequence[float]
) -> list[Point]:
    """Make room for discs that have grown, and keep them where they were to each other."""
    import numpy as np

    if not middles:
        return []
    radius = np.array(radii, dtype=float)
    points = np.array(middles, dtype=float) * (sum(radii) / sum(before))
    _push_apart(points, radius, np.ones((len(radii), 1), dtype=bool))
    return _part(points, radii, 0)


def _push_apart(points: Points, radius: Points, free: NDArray[np.bool_]) -> None:
    """Push overlapping discs apart until they stand still; only free ones move."""
    import numpy as np

    for _ in range(_STEPS):
        pushes = free * _pushes(points, radius)
        if float(np.abs(pushes).max(initial=0.0)) < _STILL:
            break
        points += pushes


def _part(points: Points, radii: Sequence[float], settled: int) -> list[Point]:
    """Move discs that are still wedged between others along a spiral to the next free place."""
    middles = [(round(float(x), 1), round(float(y), 1)) for x, y in points]
    order = sorted(range(settled, len(middles)), key=lambda n: (math.hypot(*middles[n]), n))
    done = list(range(settled))
    for number in order:
        x, y = middles[number]
        turn = 0
        while any(
            math.dist(middles[number], middles[other]) <= radii[number] + radii[other]
            for other in done
        ):
            turn += 1
            away, angle = _GAP * math.sqrt(turn), turn * GOLDEN
            middles[number] = (
                round(x + away * math.cos(angle), 1),
                round(y + away * math.sin(angle), 1),
            )
        done.append(number)
    return middles


def _pull(count: int, affinities: Mapping[tuple[int, int], float]) -> Points:
    """Share out the attention of each disc among the discs it is related to."""
    import numpy as np

    pull = np.zeros((count, count))
    for (one, other), weight in affinities.items():
        pull[one, other] = pull[other, one] = weight
    total = pull.sum(axis=1, keepdims=True)
    shares: Points = np.divide(pull, total, out=np.zeros_like(pull), where=total > 0)
    return shares


def _start(radius: Points, settled: Sequence[Point]) -> Points:
    """Put the free discs on a spiral, largest inside, beyond the settled ones."""
    import numpy as np

    points = np.zeros((len(radius), 2))
    inside = 0.0
    for number, place in enumerate(settled):
        points[number] = place
        inside = max(inside, math.hypot(*place) + float(radius[number]))
    order = [int(n) for n in np.argsort(-radius, kind="stable") if n >= len(settled)]
    reach = float(np.sqrt(np.square(radius).sum()))
    for rank, number in enumerate(order):
        angle = rank * GOLDEN
        distance = inside + reach * math.sqrt(rank / len(order))
        points[number] = distance * math.cos(angle), distance * math.sin(angle)
    return points


def _pushes(points: Points, radius: Points) -> Points:
    """Return how far each disc has to move so that pairs that overlap part, half the way each."""
    import numpy as np

    apart = points[:, None, :] - points[None, :, :]
    distance = np.sqrt(np.square(apart).sum(axis=2))
    wanted = radius[:, None] + radius[None, :] + _GAP
    overlap = np.where(distance < wanted, wanted - distance, 0.0)
    np.fill_diagonal(overlap, 0.0)
    unit = apart / np.maximum(distance, 1e-9)[:, :, None]
    # A little less than half: discs pushed from several sides at once would start to swing.
    pushes: Points = 0.3 * (overlap[:, :, None] * unit).sum(axis=1)
    return pushes
