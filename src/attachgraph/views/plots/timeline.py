"""The timeline: when the results were published, and what they do to the claims."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from attachgraph.dataset.results import STANCES, Bearing, Result, by_claim, counted
from attachgraph.network.corpus import Corpus
from attachgraph.views.plots.figure import INK, PAGE, Plot, canvas, clean

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_Row: TypeAlias = tuple[Result, Bearing]

#: From the line up; hatches carry the stance where colours do not.
_STACK: Final = {"supports": "", "qualifies": "////", "finds nothing": "....", "disputes": "xxxx"}


def timeline(corpus: Corpus, about: str | None = None) -> Plot:
    """Draw how many results were published in each year, by what they do to a claim."""
    rows = by_claim(corpus.results_on(about) if about else corpus.studied)
    dated = [row for row in rows if row[0].year is not None]
    whom = f" on {clean(corpus.label(about))}" if about else ""
    totals = Counter(bearing.stance for _, bearing in rows)
    undated = len({row.iri for row, _ in rows} - {row.iri for row, _ in dated})
    left_out = f" {undated} of sources whose year was not seen are left out." if undated else ""
    stances = ", ".join(f"{stance} {totals[stance]}" for stance in STANCES.values())
    span = f"{min(map(_year, dated))} to {max(map(_year, dated))}" if dated else "no year"
    return Plot(
        title=f"Results{whom} by year of publication",
        caption=f"Results in the dataset{whom} by year of publication, and what they do to the "
        f"claims that they bear on ({counted(rows)}).{left_out} The sources were chosen by "
        "hand: a rise may show the choice as well as the field.",
        alt=f"Stacked bars of results for each year, {span}. In all: {stances}. " + _busiest(dated),
        draw=lambda: _draw(dated),
    )


def _year(row: _Row) -> int:
    return row[0].year or 0


def _busiest(rows: list[_Row]) -> str:
    years = Counter(map(_year, rows))
    if not years:
        return "There is none with a year."
    year, count = min(years.items(), key=lambda item: (-item[1], item[0]))
    return f"Most in one year: {count}, in {year}."


def _draw(rows: list[_Row]) -> Figure:
    from matplotlib.ticker import MaxNLocator

    figure = canvas(PAGE, 2.4)
    axes = figure.add_axes((0.065, 0.13, 0.92, 0.74))
    counts = {stance: Counter(_year(r) for r in rows if r[1].stance == stance) for stance in _STACK}
    years = sorted({_year(row) for row in rows})
    span = list(range(years[0], years[-1] + 1)) if years else []
    floor = [0] * len(span)
    for stance, hatch in _STACK.items():
        heights = [counts[stance][year] for year in span]
        axes.bar(
            span,
            heights,
            bottom=floor,
            width=0.82,
            color=INK[stance],
            edgecolor="white",
            linewidth=0.3,
            hatch=hatch,
            label=stance,
        )
        floor = [low + high for low, high in zip(floor, heights, strict=True)]
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 5, 10]))
    axes.set_ylabel("results on claims")
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=INK["line"], linewidth=0.4)
    if span:
        axes.set_xlim(span[0] - 1, span[-1] + 1)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=4,
        frameon=False,
        handlelength=1.6,
        columnspacing=1.6,
        borderaxespad=0.2,
    )
    return figure
