"""The figures of a synthesis: directions by sample, harvest, forest, and samples over the years.

In: an answer. Out: a :class:`Plot`. Shape and words carry what colour says.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from attachgraph.errors import MissingError, UsageError
from attachgraph.synthesis.answer import Answer, Effect, Row, Tally
from attachgraph.synthesis.effects import NORMAL
from attachgraph.synthesis.pooling import FEWEST_FOR_ASYMMETRY, FEWEST_FOR_PREDICTION, Point
from attachgraph.synthesis.wording import as_r, chance, in_r, name_of, people_of
from attachgraph.views.plots.figure import INK, PAGE, Plot, canvas, clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW: Final = 0.2
_NAMES: Final = 2.5
#: Marker and colour of each direction.
LOOKS: Final = {
    "increases": ("^", INK["supports"]),
    "stronger": ("^", INK["supports"]),
    "decreases": ("v", INK["disputes"]),
    "weaker": ("v", INK["disputes"]),
    "none": ("o", INK["finds nothing"]),
    "mixed": ("D", INK["qualifies"]),
}
#: Columns of the harvest plot, from left to right.
_SIDES: Final = (
    ("decreases or weaker", ("decreases", "weaker")),
    ("nothing found or mixed", ("none", "mixed")),
    ("increases or stronger", ("increases", "stronger")),
)
#: From so many people on, a mark is larger.
_STEPS: Final = (100, 400)
#: Size of the square of the sample that weighs most, in points.
_SQUARE: Final = 6.5


def plot_answer(answer: Answer, figure: str) -> Plot:
    """Draw a figure by its name."""
    if figure not in FIGURES:
        raise MissingError(
            f"a synthesis has no figure “{figure}”", fix=f"one of {', '.join(FIGURES)}"
        )
    if not answer.rows:
        raise UsageError("there is nothing to draw: no sample fits", fix="ask for less")
    return FIGURES[figure](answer)


def _directions(answer: Answer) -> Plot:
    effects = [tally.effect for tally in answer.tallies]
    said = "; ".join(
        f"{name_of(tally.effect)}: "
        + ", ".join(f"{word} {count}" for word, count in tally.counts.items())
        for tally in answer.tallies
    )
    key = "; ".join(f"{chr(65 + number)}: {name_of(e)}" for number, e in enumerate(effects))
    return Plot(
        title=f"Effect directions: {clean(answer.title)}",
        caption=f"Directions of effects by independent sample. {clean(key, 900)}. A mark "
        "that points up is an increase (of the outcome, or of the strength of an effect), one that "
        "points down a decrease; a circle: looked for and not found; a diamond: mixed. Larger from "
        f"{_STEPS[0]} and from {_STEPS[1]} people on. Significance does not count.",
        alt=f"Effect-direction plot of {answer.samples} samples. {clean(said, 900)}.",
        draw=lambda: _draw_directions(answer, effects),
    )


def _draw_directions(answer: Answer, effects: list[Effect]) -> Figure:
    names = list(dict.fromkeys((row.sources, row.samples) for row in _by_year(answer)))
    height = 0.5 + _ROW * len(names)
    figure = canvas(PAGE, height)
    axes = _bare(figure, height)
    step = min(0.9, (PAGE - _NAMES - 1.3) / len(effects))
    for number in range(len(effects)):
        x = _NAMES + 1.3 + step * number
        axes.text(x, -0.2, chr(65 + number), ha="center", va="center", weight="bold")
    for line, (sources, samples) in enumerate(names):
        y = -0.42 - _ROW * line
        rows = [r for r in answer.rows if (r.sources, r.samples) == (sources, samples)]
        axes.text(0, y, clean("; ".join(sources), 44), va="center")
        axes.text(_NAMES, y, people_of(rows[0]), va="center", color=INK["faint"])
        axes.axhline(y + _ROW / 2, color=INK["line"], linewidth=0.3)
        for row in rows:
            _mark(axes, row, _NAMES + 1.3 + step * effects.index(row.effect), y)
    return figure


def _by_year(answer: Answer) -> list[Row]:
    return sorted(answer.rows, key=lambda row: (row.year or 9999, row.sources, row.samples))


def _bare(figure: Figure, height: float) -> Axes:
    """Make axes in inches, from the top down, with nothing on them."""
    axes = figure.add_axes((0.01, 0, 0.98, 1))
    axes.set_xlim(0, PAGE * 0.98)
    axes.set_ylim(-height, 0)
    axes.set_axis_off()
    return axes


def _mark(axes: Axes, row: Row, x: float, y: float) -> None:
    shape, colour = LOOKS[row.direction]
    size = 4.5 + 2 * sum((row.people or 0) >= step for step in _STEPS)
    filled = "white" if row.direction == "none" else colour
    axes.plot(
        [x],
        [y],
        marker=shape,
        markersize=size,
        markerfacecolor=filled,
        markeredgecolor=colour,
        linestyle="",
    )


def _harvest(answer: Answer) -> Plot:
    said = "; ".join(
        f"{name_of(tally.effect)}: "
        + ", ".join(f"{words} {_on_side(tally, those)}" for words, those in _SIDES)
        for tally in answer.tallies
    )
    return Plot(
        title=f"Harvest plot: {clean(answer.title)}",
        caption="One bar for each independent sample, by what it found and in the order of years. "
        f"A bar is higher from {_STEPS[0]} and from {_STEPS[1]} people on; an open one is of a "
        "sample whose size is not stated. Significance does not count.",
        alt=f"Harvest plot of {answer.samples} samples. {clean(said, 900)}.",
        draw=lambda: _draw_harvest(answer),
    )


def _on_side(tally: Tally, directions: tuple[str, ...]) -> int:
    return sum(tally.counts.get(direction, 0) for direction in directions)


def _draw_harvest(answer: Answer) -> Figure:
    each = 1.12
    height = each * len(answer.tallies)
    figure = canvas(PAGE, height)
    axes = _bare(figure, height)
    wide = PAGE * 0.98 / len(_SIDES)
    for number, tally in enumerate(answer.tallies):
        floor = 0.22 - (number + 1) * each
        axes.text(0, floor + 0.8, clean(name_of(tally.effect), 110), va="center", weight="bold")
        for column, (words, directions) in enumerate(_SIDES):
            left = column * wide
            axes.plot([left, left + wide * 0.94], [floor, floor], color=INK["faint"], linewidth=0.6)
            axes.text(left, floor - 0.08, words, va="center", size=6.5, color=INK["faint"])
            rows = [
                row
                for row in _by_year(answer)
                if row.effect == tally.effect and row.direction in directions
            ]
            _bars(axes, rows, left, floor, wide * 0.94)
    return figure


def _bars(axes: Axes, rows: list[Row], left: float, floor: float, wide: float) -> None:
    step = min(0.16, wide / max(1, len(rows)))
    for place, row in enumerate(rows):
        tall = 0.2 * (1 + sum((row.people or 0) >= size for size in _STEPS))
        _, colour = LOOKS[row.direction]
        axes.bar(
            [left + step * (place + 0.5)],
            [tall],
            bottom=floor,
            width=step * 0.8,
            facecolor=colour if row.people else "white",
            edgecolor=colour,
            linewidth=0.8,
        )


def _forest(answer: Answer) -> Plot:
    known = [row for row in answer.rows if row.point is not None]
    if not known:
        raise UsageError(
            "no sample states a correlation or a difference of groups, so there is no forest plot",
            fix="draw another figure: directions",
        )
    pooled = "; ".join(
        f"{name_of(t.effect)}: r = {as_r(t.pooled.mean)}, "
        f"{as_r(t.pooled.low)} to {as_r(t.pooled.high)}"
        for t in answer.tallies
        if t.pooled
    )
    caption = "Correlations with 95% intervals, one for each independent sample"
    if pooled:
        caption += (
            "; larger squares weigh more. Diamonds are means by a random-effects model (REML); "
            "where three samples or more are pooled, the line through one is the 95% prediction "
            "interval"
        )
    if missing := len(answer.rows) - len(known):
        caption += f". Samples without a number that can be used, not drawn: {missing}"
    return Plot(
        title=f"Forest plot: {clean(answer.title)}",
        caption=f"{caption}.",
        alt=f"Forest plot of {len(known)} samples. {clean(pooled or 'Nothing is pooled', 900)}.",
        draw=lambda: _draw_forest(answer, known),
    )


def _draw_forest(answer: Answer, known: list[Row]) -> Figure:
    tallies = [t for t in answer.tallies if any(row.effect == t.effect for row in known)]
    lines = len(known) + sum(2 if tally.pooled else 1 for tally in tallies)
    height = 0.6 + _ROW * lines
    figure = canvas(PAGE, height)
    axes = figure.add_axes((0.4, 0.35 / height, 0.42, 1 - 0.4 / height))
    axes.set_ylim(-lines - 0.2, 0.2)
    y = 0
    for tally in tallies:
        _words(axes, -0.94, y - 0.5, clean(name_of(tally.effect), 90), bold=True)
        y -= 1
        for row, point, size in _squares(tally, known):
            _interval(axes, point, size, y - 0.5)
            _words(axes, -0.94, y - 0.5, clean("; ".join(row.sources), 42))
            y -= 1
        if tally.pooled:
            _diamond(axes, tally, y - 0.5)
            y -= 1
    axes.axvline(0, color=INK["faint"], linewidth=0.6)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.set_xlabel("r")
    return figure


def _words(axes: Axes, x: float, y: float, words: str, *, bold: bool = False) -> None:
    """Write beside the axes: x in their widths, y in rows."""
    weight = "bold" if bold else "normal"
    place = axes.get_yaxis_transform()
    axes.text(x, y, words, transform=place, va="center", weight=weight)


def _squares(tally: Tally, known: list[Row]) -> list[tuple[Row, Point, float]]:
    """Give the samples of one effect, each with a square whose area goes with its weight."""
    between = tally.pooled.tau2 + tally.pooled.within if tally.pooled else 0.0
    rows = [(row, row.point) for row in known if row.effect == tally.effect and row.point]
    least = min(point.variance for _, point in rows) + between
    return [
        (row, point, max(2.0, _SQUARE * math.sqrt(least / (point.variance + between))))
        for row, point in rows
    ]


def _interval(axes: Axes, point: Point, size: float, y: float) -> None:
    half = NORMAL * math.sqrt(point.variance)
    low, mid, high = (math.tanh(point.value + shift) for shift in (-half, 0, half))
    axes.plot([low, high], [y, y], color=INK["text"], linewidth=0.8)
    axes.plot([mid], [y], marker="s", markersize=size, color=INK["supports"])
    _words(axes, 1.03, y, in_r(point))


def _diamond(axes: Axes, tally: Tally, y: float) -> None:
    pooled = tally.pooled
    if pooled is None:
        return
    low, mid, high = (math.tanh(each) for each in (pooled.low, pooled.mean, pooled.high))
    ends = [math.tanh(pooled.predicted_low), math.tanh(pooled.predicted_high)]
    if pooled.k >= FEWEST_FOR_PREDICTION:
        axes.plot(ends, [y, y], color=INK["disputes"], linewidth=0.8)
    axes.fill([low, mid, high, mid], [y, y + 0.32, y, y - 0.32], color=INK["disputes"])
    _words(axes, -0.94, y, f"random effects, {pooled.k} samples")
    _words(axes, 1.03, y, f"{as_r(pooled.mean)} [{as_r(pooled.low)}, {as_r(pooled.high)}]")


def _funnel(answer: Answer) -> Plot:
    drawn = [tally for tally in answer.tallies if tally.asymmetry]
    if not drawn:
        raise UsageError(
            f"no effect has {FEWEST_FOR_ASYMMETRY} samples that state numbers and differ in size "
            "and in what they found, so there is no funnel plot",
            fix="with fewer, chance looks like asymmetry; draw another figure: forest, directions",
        )
    said = "; ".join(
        f"{name_of(t.effect)}: t({t.asymmetry.freedom}) = {t.asymmetry.t:.2f}, "
        f"{chance(t.asymmetry.p)}"
        for t in drawn
        if t.asymmetry
    )
    return Plot(
        title=f"Funnel plot: {clean(answer.title)}",
        caption="Fisher's z against its standard error, one mark for each independent sample; the "
        "line is the pooled mean, the funnel holds 95% of samples if all had one effect. Egger's "
        f"regression: {clean(said, 600)}. Asymmetry has other causes, too, than unpublished work.",
        alt=f"Funnel plot. {clean(said, 900)}.",
        draw=lambda: _draw_funnel(answer, drawn),
    )


def _draw_funnel(answer: Answer, drawn: list[Tally]) -> Figure:
    each = 2.6
    height = each * len(drawn)
    figure = canvas(PAGE, height)
    for number, tally in enumerate(drawn):
        bottom = (height - (number + 1) * each + 0.45) / height
        axes = figure.add_axes((0.09, bottom, 0.88, (each - 0.75) / height))
        points = [row.point for row in answer.rows if row.effect == tally.effect and row.point]
        mean = tally.pooled.mean if tally.pooled else 0.0
        most = 1.05 * max(math.sqrt(point.variance) for point in points)
        ends = [mean - NORMAL * most, mean, mean + NORMAL * most]
        axes.plot(ends, [most, 0, most], color=INK["faint"], linewidth=0.6)
        axes.plot([mean, mean], [most, 0], color=INK["disputes"], linewidth=0.8)
        errors = [math.sqrt(point.variance) for point in points]
        axes.plot([p.value for p in points], errors, "o", color=INK["supports"], markersize=4)
        axes.set_ylim(most, 0)
        axes.set_title(clean(name_of(tally.effect), 110), loc="left", fontsize=7.5)
        axes.set_xlabel("Fisher's z")
        axes.set_ylabel("standard error")
        axes.spines[["top", "right"]].set_visible(False)
    return figure


def _years(answer: Answer) -> Plot:
    dated = [row for row in answer.rows if row.year is not None]
    if not dated:
        raise UsageError(
            "no year of publication was seen, so there are no samples over the years",
            fix="draw another figure: directions",
        )
    caption = "Independent samples by what they found, added up over the years of publication"
    if unseen := len(answer.rows) - len(dated):
        caption += f". Samples of which no year was seen, left out: {unseen}"
    drawn = [t.effect for t in answer.tallies if any(row.effect == t.effect for row in dated)]
    ends = {name_of(effect): sum(row.effect == effect for row in dated) for effect in drawn}
    said = "; ".join(f"{name} {count}" for name, count in ends.items())
    return Plot(
        title=f"Evidence over time: {clean(answer.title)}",
        caption=f"{caption}.",
        alt="Lines that rise with the number of samples, from "
        f"{min(row.year or 0 for row in dated)} to {max(row.year or 0 for row in dated)}. "
        f"Samples at the end: {clean(said, 900)}.",
        draw=lambda: _draw_years(dated, drawn),
    )


def _draw_years(dated: list[Row], drawn: list[Effect]) -> Figure:
    from matplotlib.ticker import MaxNLocator

    each = 2.1
    height = each * len(drawn)
    figure = canvas(PAGE, height)
    years = sorted({row.year for row in dated if row.year is not None})
    for number, effect in enumerate(drawn):
        bottom = (height - (number + 1) * each + 0.3) / height
        axes = figure.add_axes((0.065, bottom, 0.92, (each - 0.8) / height))
        for words, directions in _SIDES:
            rows = [row for row in dated if row.effect == effect and row.direction in directions]
            found = Counter(row.year for row in rows)
            if found:
                shape, colour = LOOKS[directions[0]]
                heights = [sum(found[each] for each in years if each <= last) for last in years]
                axes.step(
                    years, heights, where="post", color=colour, marker=shape, label=words,
                    markevery=[place for place, year in enumerate(years) if found[year]],
                )  # fmt: skip
        axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylabel("samples")
        axes.set_title(clean(name_of(effect), 110), loc="left", fontsize=7.5, pad=20)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, frameon=False)
    return figure


#: In the order of reading.
FIGURES: Final[Mapping[str, Callable[[Answer], Plot]]] = {
    "directions": _directions,
    "harvest": _harvest,
    "forest": _forest,
    "funnel": _funnel,
    "years": _years,
}
