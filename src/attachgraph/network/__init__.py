"""Networks of the dataset: NetworkX graphs, their quotes, neighbourhoods and likeness.

In: a pyoxigraph store. Out: NetworkX graphs and plain dataclasses. Knows no page, no command.

The networks that are made for a question can be imported from here; NetworkX measures them::

    from attachgraph.network import co_citation, grounds
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from attachgraph.network.corpus import Corpus, Ground, read_corpus
    from attachgraph.network.cycle import cycle_moves
    from attachgraph.network.joining import grounds, plain
    from attachgraph.network.projections import (
        co_citation,
        coupling,
        entry_concepts,
        entry_sources,
        style_pairs,
    )
    from attachgraph.network.resemblance import Part, Similarity, similarity

__all__ = [
    "Corpus",
    "Ground",
    "Part",
    "Similarity",
    "co_citation",
    "coupling",
    "cycle_moves",
    "entry_concepts",
    "entry_sources",
    "grounds",
    "plain",
    "read_corpus",
    "similarity",
    "style_pairs",
]

#: The module that each name comes from; it is imported when the name is used.
_HOMES: Final = {
    "corpus": ("Corpus", "Ground", "read_corpus"),
    "cycle": ("cycle_moves",),
    "joining": ("grounds", "plain"),
    "resemblance": ("Part", "Similarity", "similarity"),
    "projections": ("co_citation", "coupling", "entry_concepts", "entry_sources", "style_pairs"),
}


def __getattr__(name: str) -> object:
    """Import a module when one of its names is used: the explorer needs none of them."""
    for module, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
