"""The dendrogram: which pairings are written about alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attachgraph.network.corpus import Corpus
from attachgraph.network.resemblance import similarities
from attachgraph.views.plots.figure import COLUMN, INK, Plot, canvas, clean
from attachgraph.views.plots.linkage import Merge, average_linkage

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LONGEST = 26


def dendrogram(corpus: Corpus) -> Plot:
    """Draw a tree of the pairings by how alike their entries are."""
    compared = similarities(corpus)
    unknown = [each for each in compared if each.value is None]
    left_out = {node for each in unknown for node in (each.first, each.second)}
    pairings = [node for node in corpus.nodes("Pairing") if node not in left_out]
    distances = {
        (each.first, each.second): 1 - each.value
        for each in compared
        if each.value is not None and not left_out & {each.first, each.second}
    }
    steps = average_linkage(pairings, distances)
    names = {node: _name(corpus, node) for node in pairings}
    told = "; ".join(
        f"at {step.height:.2f} {_listed(step.left, names)} with {_listed(step.right, names)}"
        for step in steps
    )
    without = (
        f" {len(left_out)} pairings that could not be compared are left out." if left_out else ""
    )
    return Plot(
        name="similarity",
        title="Pairings by how alike their entries are",
        caption="Pairings by how alike their entries are: average linkage of 1 minus the mean of "
        "the share of common concepts, the share of common sources (Jaccard indices) and the turns "
        f"that both conflict cycles take.{without} It compares texts, not couples; texts by one "
        "hand are alike.",
        alt=f"Tree of {len(pairings)} pairings, joined {told or 'never'}.",
        draw=lambda: _draw(pairings, steps, names),
    )


def _name(corpus: Corpus, node: str) -> str:
    return clean(corpus.label(node).removesuffix(" Relationship"), _LONGEST)


def _listed(group: tuple[str, ...], names: dict[str, str]) -> str:
    return ", ".join(names[node] for node in group)


def _order(pairings: list[str], steps: list[Merge]) -> list[str]:
    """Put the leaves so that no two branches cross."""
    groups: dict[tuple[str, ...], list[str]] = {(node,): [node] for node in pairings}
    for step in steps:
        joined = groups.pop(step.left) + groups.pop(step.right)
        groups[tuple(sorted(step.left + step.right))] = joined
    return [node for group in groups.values() for node in group]


def _draw(pairings: list[str], steps: list[Merge], names: dict[str, str]) -> Figure:
    leaves = _order(pairings, steps)
    figure = canvas(COLUMN, 0.6 + 0.2 * max(3, len(leaves)))
    height = figure.get_figheight()
    axes = figure.add_axes((0.40, 0.42 / height, 0.56, 1 - 0.5 / height))
    places: dict[tuple[str, ...], tuple[float, float]] = {
        (node,): (0.0, float(row)) for row, node in enumerate(leaves)
    }
    for step in steps:
        (x1, y1), (x2, y2) = places[step.left], places[step.right]
        xs = [x1, step.height, step.height, x2]
        axes.plot(xs, [y1, y1, y2, y2], color=INK["text"], linewidth=0.9, solid_joinstyle="miter")
        places[tuple(sorted(step.left + step.right))] = (step.height, (y1 + y2) / 2)
    axes.set_yticks(range(len(leaves)), [names[node] for node in leaves])
    axes.set_ylim(max(1, len(leaves)) - 0.5, -0.5)
    furthest = max((step.height for step in steps), default=1)
    axes.set_xlim(0, 1.04 * (furthest or 1))
    axes.set_xlabel("distance (1 − similarity)")
    axes.tick_params(axis="y", length=0)
    axes.set_axisbelow(True)
    axes.grid(axis="x", color=INK["line"], linewidth=0.4)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure
