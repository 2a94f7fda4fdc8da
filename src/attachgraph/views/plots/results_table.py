"""The table of results, laid out as a forest plot is, with stances where that has effect sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attachgraph.dataset.results import STANCES, Bearing, Result, by_claim, counted
from attachgraph.network.corpus import Corpus
from attachgraph.views.plots.figure import INK, PAGE, Plot, canvas, clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW: Final = 0.155
_COLUMNS: Final = {"source": 0.0, "outcome": 1.82, "sample": 4.42, "stance": 4.75}
_STEP: Final = 0.55
#: From against to for, as on the axis of a forest plot.
_AXIS: Final = ("disputes", "finds nothing", "qualifies", "supports")
_DIRECTIONS: Final = {
    "increases": "↑",
    "decreases": "↓",
    "none": "=",
    "mixed": "±",
    "curvilinear": "∩",
    "stronger": "⇑",
    "weaker": "⇓",
}


def results_table(corpus: Corpus, about: str) -> Plot:
    """Draw the results on a thing by claim: who, what, how many, and for or against."""
    rows = by_claim(corpus.results_on(about))
    label = clean(corpus.label(about))
    claims = sorted({bearing.label for _, bearing in rows})
    counts = "; ".join(
        f"{clean(claim)} "
        + ", ".join(
            f"{stance} {count}"
            for stance in STANCES.values()
            if (count := sum(one.label == claim and one.stance == stance for _, one in rows))
        )
        for claim in claims
    )
    unseen = len({row.iri for row, _ in rows if not row.couples and not row.persons})
    sizes = f" The sample was not seen for {unseen} of them." if unseen else ""
    return Plot(
        title=f"Results on {label}",
        caption=f"Results in the dataset on {label}, by the claims that they bear on "
        f"({counted(rows)}). The outcome increases (↑), decreases (↓), does not change (=), is "
        "mixed (±) or curvilinear (∩); by an interaction stronger (⇑) or weaker (⇓). "
        "Samples are couples (c) or persons (p); several numbers are several samples."
        f"{sizes} Filled marks are direct evidence, open ones indirect. "
        "Effect sizes, where a study states one, are in the forest plot of attachgraph synthesize.",
        alt=f"Table on {label}: {counted(rows)}. {counts}." if rows else f"No result on {label}.",
        draw=lambda: _draw(rows, claims),
    )


def _draw(rows: list[tuple[Result, Bearing]], claims: list[str]) -> Figure:
    lines = len(rows) + 1.6 * len(claims) + 1
    height = 0.5 + _ROW * max(3, lines)
    figure = canvas(PAGE, height)
    axes = figure.add_axes((0.01, 0, 0.98, 1))
    axes.set_xlim(0, PAGE * 0.98)
    axes.set_ylim(-height, 0)
    axes.set_axis_off()
    _head(axes)
    y = -0.42
    top = y
    for claim in claims:
        y -= _ROW * 0.6
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.text(0, y, clean(claim, 96), weight="bold", va="center", size=7, bbox=box)
        y -= _ROW
        for row, bearing in rows:
            if bearing.label != claim:
                continue
            _row(axes, row, bearing, y)
            y -= _ROW
    for number in range(len(_AXIS)):
        x = _COLUMNS["stance"] + _STEP * number
        axes.plot([x, x], [top, y + _ROW * 0.5], color=INK["line"], linewidth=0.4, zorder=0)
    if not rows:
        axes.text(0, y - _ROW, "no result", color=INK["faint"], va="center")
    return figure


def _head(axes: Axes) -> None:
    y = -0.24
    for name, words in (("source", "Source"), ("outcome", "Outcome and direction")):
        axes.text(_COLUMNS[name], y, words, size=7, color=INK["faint"], va="bottom")
    axes.text(_COLUMNS["sample"], y, "Sample", size=7, color=INK["faint"], va="bottom", ha="right")
    for number, stance in enumerate(_AXIS):
        x = _COLUMNS["stance"] + _STEP * number
        words = stance.replace(" ", "\n")
        axes.text(
            x, y, words, size=6.5, color=INK["faint"], va="bottom", ha="center", linespacing=0.95
        )
    axes.plot([0, PAGE * 0.98], [y - 0.06, y - 0.06], color=INK["faint"], linewidth=0.6)


def _row(axes: Axes, row: Result, bearing: Bearing, y: float) -> None:
    axes.text(_COLUMNS["source"] + 0.08, y, clean(row.source, 30), va="center", size=6.5)
    arrow = _DIRECTIONS.get(row.direction, "")
    axes.text(_COLUMNS["outcome"], y, arrow, va="center", ha="left", size=6.5)
    outcome = clean(row.outcome, 44)
    axes.text(_COLUMNS["outcome"] + 0.14, y, outcome, va="center", size=6.5)
    axes.text(_COLUMNS["sample"], y, _sample(row), va="center", ha="right", size=6.5)
    x = _COLUMNS["stance"] + _STEP * _AXIS.index(bearing.stance)
    colour = INK[bearing.stance]
    axes.plot(
        [x],
        [y],
        marker="o",
        markersize=4.4,
        markerfacecolor=colour if bearing.direct else "white",
        markeredgecolor=colour,
        markeredgewidth=0.9,
        linestyle="",
    )


def _sample(row: Result) -> str:
    numbers, unit = (row.couples, "c") if row.couples else (row.persons, "p")
    return f"{' + '.join(f'{number:,}' for number in numbers)} {unit}" if numbers else "–"
