"""The loop: a conflict cycle as its moves, each with the partner who makes it."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, Final

from attachgraph.network.corpus import Corpus
from attachgraph.network.cycle import cycle_moves
from attachgraph.views.plots.figure import INK, PAGE, Plot, canvas, clean

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Fill and frame of the boxes of the first and of the second partner to move, and of both.
_SIDES: Final = (
    ("#DCEBF5", "#0072B2", "-"),
    ("#FBE5D6", "#D55E00", "--"),
    ("#EEEEEE", "#444444", ":"),
)
_WIDTH: Final = 29
#: Of a box, and between boxes, across and down, in inches.
_BOX: Final = (1.85, 0.72)
_GAPS: Final = (0.42, 0.5)


def loop(corpus: Corpus, cycle: str) -> Plot:
    """Draw a conflict cycle."""
    network = cycle_moves(corpus, cycle)
    moves = sorted(network.nodes(data=True), key=lambda item: (item[1]["order"], item[0]))
    pairing = network.graph["pairing"]
    whom = f" ({clean(corpus.label(pairing))})" if pairing else ""
    label = clean(network.graph["label"])
    told = " ".join(
        f"{move['order']}. {_who(corpus, move)}: {clean(move['label'])}" for _, move in moves
    )
    trigger = clean(network.graph["trigger"].rstrip("."))
    set_off = f" Set off by: {trigger}." if trigger else ""
    inferred = sum(status == "inferred" for _, _, status in network.edges(data="status"))
    dashed = " Dashed arrows are inferred: no text says so." if inferred else ""
    return Plot(
        title=f"{label}{whom}",
        caption=f"{label}{whom} as its entry describes it.{set_off} Frames show which partner acts."
        f"{dashed} The cycle is a pattern in writing about couples, not a measurement.",
        alt=f"Loop of {len(moves)} moves.{set_off} {told} Then it begins again.",
        draw=lambda: _draw(corpus, network, moves, trigger),
    )


def _who(corpus: Corpus, move: dict[str, Any]) -> str:
    return " and ".join(clean(corpus.label(actor), 40) for actor in move["actors"]) or "unnamed"


def _draw(
    corpus: Corpus, network: nx.DiGraph[str], moves: list[tuple[str, dict[str, Any]]], trigger: str
) -> Figure:
    columns = max(1, math.ceil(len(moves) / 2))
    rows = 2 if len(moves) > 1 else 1
    width = max(PAGE * 0.7, columns * _BOX[0] + (columns - 1) * _GAPS[0] + 0.4)
    height = rows * _BOX[1] + (rows - 1) * _GAPS[1] + 0.3 + (0.45 if trigger else 0)
    figure = canvas(width, height)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(-width / 2, width / 2)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    places = _places([node for node, _ in moves], columns)
    sides = _sides(moves)
    for node, move in moves:
        _box(axes, places[node], sides[node], _who(corpus, move), move)
    for one, other, status in network.edges(data="status"):
        if one != other:
            _arrow(axes, places[one], places[other], dashed=status == "inferred")
    if trigger:
        words = "\n".join(textwrap.wrap(f"Set off by {trigger}", int(width * 15))[:2])
        axes.text(
            0,
            height - 0.08,
            words,
            ha="center",
            va="top",
            size=7,
            style="italic",
            color=INK["faint"],
        )
    return figure


def _places(nodes: list[str], columns: int) -> dict[str, tuple[float, float]]:
    """Put the moves clockwise: the first half from left to right, the others back below them."""
    below = nodes[columns:]
    rows = [(nodes[:columns], 1), (below[::-1], 0)] if below else [(nodes, 0)]
    return {
        node: (
            (number - (len(row) - 1) / 2) * (_BOX[0] + _GAPS[0]),
            0.15 + _BOX[1] / 2 + level * (_BOX[1] + _GAPS[1]),
        )
        for row, level in rows
        for number, node in enumerate(row)
    }


def _sides(moves: list[tuple[str, dict[str, Any]]]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for _, move in moves:
        for actor in move["actors"]:
            seen.setdefault(actor, len(seen))
    return {
        node: min(2, seen[move["actors"][0]]) if len(move["actors"]) == 1 else 2
        for node, move in moves
    }


def _box(axes: Axes, place: tuple[float, float], side: int, who: str, move: dict[str, Any]) -> None:
    from matplotlib.patches import FancyBboxPatch

    fill, frame, line = _SIDES[side]
    width, height = _BOX
    x, y = place
    axes.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor=fill,
            edgecolor=frame,
            linestyle=line,
            linewidth=1.1,
            zorder=2,
        )
    )
    head = f"{move['order']}  {who}"
    axes.text(
        x, y + height / 2 - 0.09, head, ha="center", va="top", size=7, weight="bold", zorder=3
    )
    said = textwrap.wrap(clean(move["label"]), _WIDTH)
    if len(said) > 3:  # noqa: PLR2004 - what the box has room for
        said = [*said[:2], said[2].rstrip(" ,;.") + " …"]
    axes.text(x, y - 0.09, "\n".join(said), ha="center", va="center", size=7, zorder=3)


def _arrow(
    axes: Axes, one: tuple[float, float], other: tuple[float, float], *, dashed: bool
) -> None:
    from matplotlib.patches import FancyArrowPatch

    # Two moves call each other forth: the ways there and back lie side by side.
    axes.add_patch(
        FancyArrowPatch(
            _edge(one, other),
            _edge(other, one),
            arrowstyle="-|>",
            mutation_scale=9,
            color=INK["text"],
            linewidth=1.0,
            linestyle=(0, (4, 2)) if dashed else "-",
            connectionstyle="arc3,rad=-0.25" if one[0] == other[0] == 0 else "arc3",
            shrinkA=1,
            shrinkB=1,
            zorder=1,
        )
    )


def _edge(box: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    """Find where the line from the middle of a box leaves it."""
    dx, dy = towards[0] - box[0], towards[1] - box[1]
    reach = min(
        (_BOX[0] / 2 + 0.04) / abs(dx) if dx else math.inf,
        (_BOX[1] / 2 + 0.04) / abs(dy) if dy else math.inf,
        1.0,
    )
    return box[0] + dx * reach, box[1] + dy * reach
