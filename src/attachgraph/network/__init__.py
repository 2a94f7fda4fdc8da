"""Networks of the dataset: NetworkX graphs, their quotes, measures, neighbourhoods and layout.

In: a pyoxigraph store. Out: NetworkX graphs and plain dataclasses. Knows no page, no command.

The networks that are made for a question, and the measures on them, can be imported from here::

    from attachgraph.network import centrality, co_citation, grounds
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from attachgraph.network.centralities import Score, centrality
    from attachgraph.network.corpus import Corpus, Ground, read_corpus
    from attachgraph.network.cycle import cycle_moves
    from attachgraph.network.grouping import Communities, Community, communities
    from attachgraph.network.joining import grounds, plain
    from attachgraph.network.literatures import DisjointPair, disjoint_literatures
    from attachgraph.network.projections import (
        co_citation,
        coupling,
        entry_concepts,
        entry_sources,
        style_pairs,
    )
    from attachgraph.network.resemblance import Part, Similarity, similarities, similarity

__all__ = [
    "Communities",
    "Community",
    "Corpus",
    "DisjointPair",
    "Ground",
    "Part",
    "Score",
    "Similarity",
    "centrality",
    "co_citation",
    "communities",
    "coupling",
    "cycle_moves",
    "disjoint_literatures",
    "entry_concepts",
    "entry_sources",
    "grounds",
    "plain",
    "read_corpus",
    "similarities",
    "similarity",
    "style_pairs",
]

#: The module that each name comes from; it is imported when the name is used.
_HOMES: Final = {
    "centralities": ("Score", "centrality"),
    "grouping": ("Communities", "Community", "communities"),
    "corpus": ("Corpus", "Ground", "read_corpus"),
    "cycle": ("cycle_moves",),
    "joining": ("grounds", "plain"),
    "literatures": ("DisjointPair", "disjoint_literatures"),
    "resemblance": ("Part", "Similarity", "similarities", "similarity"),
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
