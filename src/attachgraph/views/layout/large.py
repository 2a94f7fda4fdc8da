"""Place every node of a large graph, so that the page that shows it lays out nothing.

In: how many members each cluster has, and how many edges join two clusters. Out: whole numbers.
Clusters are discs, packed so that related ones are neighbours; members lie in their disc on a
spiral, the first in the middle.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from attachgraph.views.layout.packing import GOLDEN, pack

#: Distance of two members.
SPOT: Final = 14.0
#: Free space at the border of a disc, and the least radius: its name needs room.
_BORDER: Final = 12.0
_LEAST: Final = 40.0


class Disc(NamedTuple):
    """Where a cluster is and how far it reaches."""

    x: int
    y: int
    radius: int


def discs(sizes: Sequence[int], affinities: Mapping[tuple[int, int], float]) -> list[Disc]:
    """Place clusters; their areas grow with the numbers of their members."""
    radii = [max(_LEAST, SPOT * math.sqrt(size) + _BORDER) for size in sizes]
    middles = pack(radii, affinities)
    return [
        Disc(round(x), round(y), math.floor(radius))
        for (x, y), radius in zip(middles, radii, strict=True)
    ]


def seats(disc: Disc, count: int) -> Iterator[tuple[int, int]]:
    """Place the members of a cluster, from the middle outwards, in linear time."""
    for seat in range(count):
        reach, turn = SPOT * math.sqrt(seat), seat * GOLDEN
        yield round(disc.x + reach * math.cos(turn)), round(disc.y + reach * math.sin(turn))
