"""The heat map: how much evidence there is on each pairing of two styles."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any, Final

from attachgraph.network.corpus import Corpus
from attachgraph.network.projections import style_pairs
from attachgraph.views.plots.figure import COLUMN, INK, Plot, canvas, clean

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Luminance of a shade, as WCAG 2 defines it, below which white letters are read more easily.
_DARK: Final = 0.18


def heat_map(corpus: Corpus) -> Plot:
    """Draw how many samples bear on each pairing of two styles."""
    network = style_pairs(corpus)
    styles = sorted(network)
    cells = {
        (one, other): network.edges[one, other]
        for one, other in combinations_with_replacement(styles, 2)
        if network.has_edge(one, other)
    }
    names = {style: style.rsplit("/", 1)[-1] for style in styles}
    counted = sorted(
        ((edge["samples"], edge["direct"], clean(edge["label"])) for edge in cells.values()),
        key=lambda cell: (-cell[0], cell[2]),
    )
    listed = "; ".join(f"{label}: {found}, {direct} direct" for found, direct, label in counted)
    total = sum(found for found, _, _ in counted)
    return Plot(
        title="Samples that bear on each pairing of two attachment styles",
        caption="Samples in the dataset that bear on each pairing of two attachment styles "
        f"({total} in all; one that bears on two pairings counts for both). Direct: the study "
        "measured this pairing; to carry the others over to these styles is a step of ours. The "
        "numbers describe the dataset, not the whole literature.",
        alt=f"Half of a grid of {len(styles)} by {len(styles)} attachment styles. {listed}.",
        draw=lambda: _draw(styles, names, cells),
    )


def _draw(
    styles: list[str], names: dict[str, str], cells: dict[tuple[str, str], dict[str, Any]]
) -> Figure:
    import matplotlib as mpl
    from matplotlib.patches import Rectangle

    figure = canvas(COLUMN, COLUMN * 0.87)
    axes = figure.add_axes((0.19, 0.01, 0.80, 0.92))
    shades = mpl.colormaps["cividis_r"]
    most = max((cell["samples"] for cell in cells.values()), default=0) or 1
    for column, row in combinations_with_replacement(range(len(styles)), 2):
        cell = cells.get((styles[column], styles[row]))
        found = cell["samples"] if cell else 0
        share = found / most
        axes.add_patch(
            Rectangle(
                (column - 0.5, row - 0.5),
                1,
                1,
                facecolor=shades(0.04 + 0.9 * share) if found else "white",
                edgecolor="white" if found else INK["line"],
                hatch=None if found else "////",
                linewidth=1.2 if found else 0.4,
            )
        )
        ink = "white" if found and _luminance(shades(0.04 + 0.9 * share)) < _DARK else INK["text"]
        if found and cell:
            axes.text(column, row - 0.1, str(found), ha="center", va="center", color=ink, size=11)
            small = f"{cell['direct']} direct"
            axes.text(column, row + 0.24, small, ha="center", va="center", color=ink, size=6.5)
        else:
            words = "none" if cell else "no entry"
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
            axes.text(column, row, words, ha="center", va="center", size=7, bbox=box)
    places = range(len(styles))
    axes.set_xticks(places, [names[style] for style in styles])
    axes.set_yticks(places, [names[style] for style in styles])
    axes.xaxis.tick_top()
    last = max(1, len(styles)) - 0.5
    axes.set_xlim(-0.5, last)
    axes.set_ylim(last, -0.5)
    axes.tick_params(length=0, pad=4)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure


def _luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in colour[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
