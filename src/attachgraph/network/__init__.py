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
    from attachgraph.network.cycle import cycle_moves, cycle_shape, shape_similarity
    from attachgraph.network.grouping import Communities, Community, communities
    from attachgraph.network.joining import grounds, plain
    from attachgraph.network.linkage import Merge, average_linkage
    from attachgraph.network.namesakes import Likeness, name_overlap
    from attachgraph.network.resemblance import Part, Similarity, similarities, similarity
    from attachgraph.network.structural_gaps import (
        CutPoint,
        Silence,
        Thread,
        cut_points,
        silences,
        threads,
    )
    from attachgraph.network.views import (
        co_citation,
        coupling,
        entry_concepts,
        entry_sources,
        style_pairs,
    )

__all__ = [
    "Communities",
    "Community",
    "Corpus",
    "CutPoint",
    "Ground",
    "Likeness",
    "Merge",
    "Part",
    "Score",
    "Silence",
    "Similarity",
    "Thread",
    "average_linkage",
    "centrality",
    "co_citation",
    "communities",
    "coupling",
    "cut_points",
    "cycle_moves",
    "cycle_shape",
    "entry_concepts",
    "entry_sources",
    "grounds",
    "name_overlap",
    "plain",
    "read_corpus",
    "shape_similarity",
    "silences",
    "similarities",
    "similarity",
    "style_pairs",
    "threads",
]

#: The module that each name comes from; it is imported when the name is used.
_HOMES: Final = {
    "centralities": ("Score", "centrality"),
    "grouping": ("Communities", "Community", "communities"),
    "corpus": ("Corpus", "Ground", "read_corpus"),
    "cycle": ("cycle_moves", "cycle_shape", "shape_similarity"),
    "joining": ("grounds", "plain"),
    "linkage": ("Merge", "average_linkage"),
    "namesakes": ("Likeness", "name_overlap"),
    "resemblance": ("Part", "Similarity", "similarities", "similarity"),
    "structural_gaps": ("CutPoint", "Silence", "Thread", "cut_points", "silences", "threads"),
    "views": ("co_citation", "coupling", "entry_concepts", "entry_sources", "style_pairs"),
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
