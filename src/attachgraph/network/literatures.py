"""Disjoint literatures: entries that treat the same ideas and rest on different sources.

In: a :class:`~attachgraph.network.corpus.Corpus`. Out: pairs of entries with what they share. What
is disjoint in the dataset is a place to look, not a result about the literature.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final, NamedTuple

from attachgraph.errors import UsageError
from attachgraph.network.corpus import Corpus, Ground
from attachgraph.network.parts import ENTRY_KINDS

_SOURCES: Final = frozenset({"BodyOfLiterature", "Source", "UnresolvedSource"})


class DisjointPair(NamedTuple):
    """Two entries that speak of the same things and do not share their literature.

    Parameters
    ----------
    first, second : str
        IRIs of the entries.
    concepts : tuple of str
        IRIs of the concepts that both mention.
    sources : tuple of str
        IRIs of the sources that both cite, up to the number that is allowed.
    gap : float
        Share of common concepts less the share of common sources.
    grounds : tuple of Ground
        The passages that mention these concepts.
    """

    first: str
    second: str
    concepts: tuple[str, ...]
    sources: tuple[str, ...]
    gap: float
    grounds: tuple[Ground, ...]


def disjoint_literatures(
    corpus: Corpus,
    entries: Iterable[str] | None = None,
    *,
    min_concepts: int = 3,
    max_sources: int = 0,
) -> list[DisjointPair]:
    r"""Find entries that share concepts and hardly any source.

    Two literatures that treat the same ideas without citing the same work are a place to look for
    what one could learn from the other.

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    entries : iterable of str, optional
        IRIs; by default all that have a text.
    min_concepts : int
        Concepts that both must mention.
    max_sources : int
        Sources that both may cite.

    Returns
    -------
    list of DisjointPair
        The widest gap first, ties by the IRIs.

    Raises
    ------
    UsageError
        If a number is negative.

    Notes
    -----
    The gap is :math:`J(C_1, C_2) - J(S_1, S_2)`, with J the Jaccard index, C the concepts
    mentioned and S the sources cited. O(n²) for n entries. The idea of disjoint literatures
    is D. R. Swanson's, “Undiscovered public knowledge”, 1986.
    """
    if min_concepts < 1 or max_sources < 0:
        fix = "min_concepts from 1, max_sources from 0"
        raise UsageError("these numbers find nothing", fix=fix)
    chosen = sorted(set(entries)) if entries else corpus.nodes(*ENTRY_KINDS)
    concepts = {entry: _reached(corpus, entry, "mentions", {"Concept"}) for entry in chosen}
    sources = {entry: _reached(corpus, entry, "cites-source", _SOURCES) for entry in chosen}
    found = []
    for one, other in combinations(chosen, 2):
        shared = sorted(concepts[one].keys() & concepts[other].keys())
        cited = sorted(sources[one].keys() & sources[other].keys())
        if len(shared) >= min_concepts and len(cited) <= max_sources:
            all_concepts = concepts[one].keys() | concepts[other].keys()
            all_sources = sources[one].keys() | sources[other].keys()
            gap = len(shared) / len(all_concepts) - len(cited) / max(1, len(all_sources))
            rests_on = tuple(g for c in shared for g in (*concepts[one][c], *concepts[other][c]))
            found.append(DisjointPair(one, other, tuple(shared), tuple(cited), gap, rests_on))
    return sorted(found, key=lambda each: (-each.gap, each.first, each.second))


def _reached(
    corpus: Corpus, entry: str, edge: str, kinds: Iterable[str]
) -> dict[str, tuple[Ground, ...]]:
    return {target: found for _, target, found in corpus.links(edge, [entry], kinds)}
