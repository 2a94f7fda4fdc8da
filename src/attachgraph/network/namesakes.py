"""Names that lead to more than one entry, or nearly do.

In: a :class:`~attachgraph.network.corpus.Corpus`. Out: a NetworkX graph that joins entries whose
names are easily taken for each other. Judges words, not meanings.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.network.corpus import Corpus, Ground
from attachgraph.network.joining import add_nodes
from attachgraph.network.parts import ENTRY_KINDS
from attachgraph.reading.lexicon import slug

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Likeness", "name_overlap"]

_ALIKE: Final = 0.6


class Likeness(NamedTuple):
    """Two names of different entries that share words.

    Parameters
    ----------
    first, second : str
        The names, in the order of the edge's nodes sorted by IRI.
    value : float
        Shared words by all words of the two; 1 is one name for two things.
    """

    first: str
    second: str
    value: float


def name_overlap(corpus: Corpus, *, threshold: float = _ALIKE) -> nx.Graph[str]:
    r"""Join entries whose other names are the same, or share most of their words.

    Which names would send a reader, or a search for literature, to the wrong entry?

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    threshold : float
        Likeness from which two names count as overlapping, above 0 and up to 1. At 0.5 and below,
        names such as “secure-anxious pairing” and “FA-secure pairing” do, which nobody mixes up.

    Returns
    -------
    networkx.Graph
        Entries with other names, most of them isolated. Edges have ``weight`` (the number of
        overlapping pairs of names), ``likeness`` (the largest) and ``names``, each a
        :class:`Likeness`; the grounds are the passages that give these names.

    Notes
    -----
    The likeness of two names is the Jaccard index :math:`|A \cap B| / |A \cup B|` of their sets of
    words, folded to lower case without accents and marks. All pairs of names of different entries
    are compared: O(n²) for n names. Titles take no part, since those of pairings are made of the
    names of styles.
    """
    import networkx as nx

    names: dict[str, dict[str, tuple[Ground, ...]]] = {}
    for alias, entry, found in corpus.links("alias-of", corpus.nodes("Alias"), ENTRY_KINDS):
        names.setdefault(entry, {})[alias] = found
    words = {
        alias: frozenset(slug(corpus.label(alias)).split("-"))
        for aliases in names.values()
        for alias in aliases
    }
    view = nx.Graph(view="name-overlap", measures=("degree", "strength"))
    add_nodes(view, corpus, sorted(names))
    for one, other in combinations(sorted(names), 2):
        alike: list[Likeness] = []
        rests_on: list[Ground] = []
        for first, second in product(sorted(names[one]), sorted(names[other])):
            value = _jaccard(words[first], words[second])
            if value >= threshold:
                alike.append(Likeness(corpus.label(first), corpus.label(second), value))
                rests_on += (*names[one][first], *names[other][second])
        if alike:
            view.add_edge(
                one,
                other,
                weight=len(alike),
                likeness=max(each.value for each in alike),
                names=tuple(sorted(alike, key=lambda each: (-each.value, each))),
                grounds=tuple(dict.fromkeys(rests_on)),
            )
    return view


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
