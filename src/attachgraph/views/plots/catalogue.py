"""The figures by name: what each shows, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from attachgraph.errors import MissingError, UsageError
from attachgraph.network.corpus import Corpus
from attachgraph.views.plots.figure import Plot
from attachgraph.views.plots.heat_map import heat_map
from attachgraph.views.plots.loop import loop
from attachgraph.views.plots.results_table import results_table
from attachgraph.views.plots.timeline import timeline


class Kind(NamedTuple):
    """A figure that can be asked for by name."""

    #: What, in one line.
    shows: str
    #: From a corpus, and an IRI where it is about something, to the figure.
    make: Callable[..., Plot]
    #: Whether it is about one thing.
    about: str = ""


#: In the order of reading.
PLOTS: Final[Mapping[str, Kind]] = {
    "heat-map": Kind("style by style, how many samples bear on each pairing", heat_map),
    "timeline": Kind("results by year, and what they do to the claims", timeline, "may"),
    "results": Kind(
        "the results on a pairing or claim, laid out like a forest plot", results_table, "must"
    ),
    "cycle": Kind("the conflict cycle of a pairing as a loop of moves", loop, "must"),
}


def find_plot(name: str) -> Kind:
    """Find a figure by its name.

    Examples
    --------
    >>> find_plot("cycle").about
    'must'
    """
    if name not in PLOTS:
        raise MissingError(f"there is no figure “{name}”", fix="one of " + ", ".join(PLOTS))
    return PLOTS[name]


def make_plot(corpus: Corpus, name: str, about: str | None = None) -> Plot:
    """Make a figure."""
    kind = find_plot(name)
    if kind.about == "must" and about is None:
        raise UsageError(
            f"the figure “{name}” needs to know of what",
            fix=f"name a pairing: attachgraph plot {name} avoidant-secure",
        )
    if not kind.about and about is not None:
        raise UsageError(
            f"the figure “{name}” is about the whole dataset", fix="leave the name out"
        )
    return kind.make(corpus, about) if about is not None else kind.make(corpus)
