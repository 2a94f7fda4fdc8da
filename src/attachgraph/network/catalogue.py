"""The networks by name: what each answers, and the function that makes it.

In: a name. Out: a :class:`View`. The façade and the documentation list networks from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.errors import MissingError
from attachgraph.network.cycle import cycle_moves
from attachgraph.network.namesakes import name_overlap
from attachgraph.network.views import (
    co_citation,
    coupling,
    entry_concepts,
    entry_sources,
    style_pairs,
)

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["VIEWS", "View", "find_view"]


class View(NamedTuple):
    """A network that can be asked for by name.

    Parameters
    ----------
    question : str
        What it answers.
    make : callable
        From a corpus, and options by keyword, to the network.
    """

    question: str
    make: Callable[..., nx.Graph]


#: The networks, in the order of reading.
VIEWS: Final[Mapping[str, View]] = {
    "style-pairs": View("Which pairings of styles does the evidence speak of?", style_pairs),
    "entry-sources": View("What does each text rest on?", entry_sources),
    "entry-concepts": View("Which ideas do the texts share?", entry_concepts),
    "co-citation": View("Which sources are cited together?", co_citation),
    "coupling": View("Which texts rest on the same sources?", coupling),
    "cycle-moves": View("Who does what in a conflict, and what follows?", cycle_moves),
    "name-overlap": View("Which names lead to more than one entry?", name_overlap),
}


def find_view(name: str) -> View:
    """Find a network by its name.

    Parameters
    ----------
    name : str
        A key of :data:`VIEWS`.

    Returns
    -------
    View
        The network.

    Raises
    ------
    MissingError
        If there is none of that name.

    Examples
    --------
    >>> find_view("coupling").question
    'Which texts rest on the same sources?'
    """
    if name not in VIEWS:
        raise MissingError(f"there is no network “{name}”", fix="one of " + ", ".join(VIEWS))
    return VIEWS[name]
