"""Place the styles and the pairings between them: the first thing a reader sees.

In: a graph. Out: two arrangements in steps of a
grid, one for windows wider than high and one for windows higher than wide. Knows nothing of pixels.

Four styles are at the corners of a square, a pairing is between its two styles, and a pairing
of a style with itself outside of it. The styles that the field knows stand as its two dimensions
have them: more avoidance to the right, more anxiety upwards (Bartholomew & Horowitz 1991,
doi:10.1037/0022-3514.61.2.226; Brennan, Clark & Shaver 1998).
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.network.parts import pairings_by_styles
from attachgraph.rdf.namespaces import BASE

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]

#: Fewer styles, or more entries, are not an overview.
_FEWEST: Final = 2
_MOST: Final = 40
#: Clockwise from the upper left: anxiety upwards, avoidance to the right.
_CORNERS: Final[tuple[Point, ...]] = ((-1, -1), (1, -1), (1, 1), (-1, 1))
_DIMENSIONS: Final = tuple(BASE + f"style/{name}" for name in ("anxious", "fearful", "avoidant"))
#: Distance of two pairings that would be on the same spot.
_APART: Final = 0.56


class Overview(NamedTuple):
    """Where styles and pairings stand, in steps of a grid; ``y`` downwards."""

    #: IRI of each style and pairing to its place.
    wide: dict[str, Point]
    tall: dict[str, Point]


def overview(graph: nx.MultiDiGraph[str]) -> Overview | None:
    """Place styles and pairings.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["a", "b"], kind="AttachmentStyle")
    >>> overview(graph).tall
    {'a': (-1.0, -1.0), 'b': (1.0, -1.0)}
    """
    styles = [node for node, kind in graph.nodes(data="kind") if kind == "AttachmentStyle"]
    between = {pairing: pair for pair, pairing in pairings_by_styles(graph).items()}
    pairings = {node for node, kind in graph.nodes(data="kind") if kind == "Pairing"}
    if len(styles) < _FEWEST or len(styles) + len(pairings) > _MOST or pairings != between.keys():
        return None
    corners = _corners(styles)
    return Overview(_arrange(corners, between, (1, 0)), _arrange(corners, between, (0, 0.82)))


def _corners(styles: list[str]) -> dict[str, Point]:
    order = [style for style in _DIMENSIONS if style in styles]
    order += sorted(set(styles) - set(order))
    if len(order) <= len(_CORNERS):
        return {style: (float(x), float(y)) for style, (x, y) in zip(order, _CORNERS, strict=False)}
    turn = 2 * math.pi / len(order)
    reach = max(1.3, len(order) / 4)
    return {
        style: (
            round(reach * math.sin((n + 0.5) * turn), 3),
            round(-reach * math.cos((n + 0.5) * turn), 3),
        )
        for n, style in enumerate(order)
    }


def _arrange(
    corners: dict[str, Point], between: dict[str, tuple[str, str]], outwards: Point
) -> dict[str, Point]:
    spots: dict[Point, list[str]] = defaultdict(list)
    for pairing, (one, other) in sorted(between.items()):
        spots[_spot(corners[one], corners[other], outwards)].append(pairing)
    places = dict(corners)
    for (x, y), pairings in sorted(spots.items()):
        for number, pairing in enumerate(pairings):
            places[pairing] = x, round(y + (number - (len(pairings) - 1) / 2) * _APART, 3)
    return places


def _spot(one: Point, other: Point, outwards: Point) -> Point:
    if one != other:
        return round((one[0] + other[0]) / 2, 3), round((one[1] + other[1]) / 2, 3)
    x, y = one
    return (
        round(x + math.copysign(outwards[0], x), 3),
        round(y + math.copysign(outwards[1], y), 3),
    )
