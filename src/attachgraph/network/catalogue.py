"""The networks by name: what each answers, and the function that makes it.

In: a name. Out: a :class:`NamedNetwork`. The façade and the documentation list networks from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.errors import MissingError
from attachgraph.network.cycle import cycle_moves
from attachgraph.network.projections import (
    co_citation,
    coupling,
    entry_concepts,
    entry_sources,
    style_pairs,
)

if TYPE_CHECKING:
    import networkx as nx


class NamedNetwork(NamedTuple):
    """A network that can be asked for by name."""

    question: str
    make: Callable[..., nx.Graph]


#: The networks, in the order of reading.
NETWORKS: Final[Mapping[str, NamedNetwork]] = {
    "style-pairs": NamedNetwork(
        "Which pairings of styles does the evidence speak of?", style_pairs
    ),
    "entry-sources": NamedNetwork("What does each text rest on?", entry_sources),
    "entry-concepts": NamedNetwork("Which ideas do the texts share?", entry_concepts),
    "co-citation": NamedNetwork("Which sources are cited together?", co_citation),
    "coupling": NamedNetwork("Which texts rest on the same sources?", coupling),
    "cycle-moves": NamedNetwork("Who does what in a conflict, and what follows?", cycle_moves),
}


def find_network(name: str) -> NamedNetwork:
    """Find a network by its name."""
    if name not in NETWORKS:
        raise MissingError(f"there is no network “{name}”", fix="one of " + ", ".join(NETWORKS))
    return NETWORKS[name]
