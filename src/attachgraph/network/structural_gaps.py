"""Where a network is thin: what hangs by one thread, and what talks past each other.

In: a :class:`~attachgraph.network.corpus.Corpus`, or a network. Out: gaps, with what is there
instead. A gap of the dataset is a place to look, not a result about the literature.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.errors import UsageError
from attachgraph.network.corpus import Corpus, Ground
from attachgraph.network.parts import ENTRY_KINDS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CutPoint", "Silence", "Thread", "cut_points", "silences", "threads"]

_SOURCES: Final = frozenset({"BodyOfLiterature", "Source", "UnresolvedSource"})


class Silence(NamedTuple):
    """Two entries that speak of the same things and do not share their literature.

    Parameters
    ----------
    first, second : str
        IRIs of the entries.
    concepts : tuple of str
        IRIs of the concepts that both mention.
    sources : tuple of str
        IRIs of the sources that both cite, up to the number that still counts as silence.
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


class Thread(NamedTuple):
    """An entry that rests on a single source.

    Parameters
    ----------
    node : str
        IRI of the entry.
    hangs_by : str
        IRI of the one source that it cites.
    grounds : tuple of Ground
        The passages that cite it.
    """

    node: str
    hangs_by: str
    grounds: tuple[Ground, ...]


class CutPoint(NamedTuple):
    """A node without which a network falls apart.

    Parameters
    ----------
    node, label : str
        IRI and name.
    parts : tuple of tuple of str
        The parts that only this node holds together, the largest first.
    """

    node: str
    label: str
    parts: tuple[tuple[str, ...], ...]


def silences(
    corpus: Corpus,
    entries: Iterable[str] | None = None,
    *,
    at_least: int = 3,
    at_most: int = 0,
) -> list[Silence]:
    r"""Find entries that share concepts and hardly any source.

    Two literatures that treat the same ideas without citing the same work are a place to look for
    what one could learn from the other.

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    entries : iterable of str, optional
        IRIs; by default all that have a text.
    at_least : int
        Concepts that both must mention.
    at_most : int
        Sources that both may cite.

    Returns
    -------
    list of Silence
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
    if at_least < 1 or at_most < 0:
        raise UsageError("these numbers find nothing", fix="at_least from 1, at_most from 0")
    chosen = sorted(set(entries)) if entries else corpus.nodes(*ENTRY_KINDS)
    concepts = {entry: _reached(corpus, entry, "mentions", {"Concept"}) for entry in chosen}
    sources = {entry: _reached(corpus, entry, "cites-source", _SOURCES) for entry in chosen}
    found = []
    for one, other in combinations(chosen, 2):
        shared = sorted(concepts[one].keys() & concepts[other].keys())
        cited = sorted(sources[one].keys() & sources[other].keys())
        if len(shared) >= at_least and len(cited) <= at_most:
            all_concepts = concepts[one].keys() | concepts[other].keys()
            all_sources = sources[one].keys() | sources[other].keys()
            gap = len(shared) / len(all_concepts) - len(cited) / max(1, len(all_sources))
            rests_on = tuple(g for c in shared for g in (*concepts[one][c], *concepts[other][c]))
            found.append(Silence(one, other, tuple(shared), tuple(cited), gap, rests_on))
    return sorted(found, key=lambda each: (-each.gap, each.first, each.second))


def threads(corpus: Corpus) -> list[Thread]:
    """Find entries that rest on a single source.

    Parameters
    ----------
    corpus : Corpus
        The dataset.

    Returns
    -------
    list of Thread
        In the order of their IRIs.
    """
    entries = corpus.nodes(*ENTRY_KINDS)
    found = ((entry, _reached(corpus, entry, "cites-source", _SOURCES)) for entry in entries)
    return [
        Thread(entry, *next(iter(sources.items()))) for entry, sources in found if len(sources) == 1
    ]


def cut_points(view: nx.Graph[str]) -> list[CutPoint]:
    """Find the nodes without which a network falls into more parts.

    Parameters
    ----------
    view : networkx.Graph
        An undirected network.

    Returns
    -------
    list of CutPoint
        The node that cuts off most nodes first, ties by the IRIs.

    Raises
    ------
    UsageError
        If the network is directed.

    Notes
    -----
    Articulation points by depth-first search, O(n + m); the parts of each by breadth-first search.
    An isolated node is none and makes none.

    Examples
    --------
    >>> import networkx as nx
    >>> [point.node for point in cut_points(nx.path_graph("abc"))]
    ['b']
    """
    if view.is_directed():
        raise UsageError("a directed network has no cut points", fix="view.to_undirected()")
    import networkx as nx

    found = []
    for node in sorted(nx.articulation_points(view)):
        seen = {node}
        parts = []
        for neighbour in sorted(view[node]):
            if neighbour not in seen:
                part = _part_of(view, neighbour, node)
                seen |= part
                parts.append(tuple(sorted(part)))
        parts.sort(key=lambda part: (-len(part), part))
        found.append(CutPoint(node, str(view.nodes[node].get("label", node)), tuple(parts)))
    return sorted(found, key=lambda point: (-sum(map(len, point.parts[1:])), point.node))


def _part_of(view: nx.Graph[str], start: str, without: str) -> set[str]:
    part, waiting = {start}, [start]
    while waiting:
        for neighbour in view[waiting.pop()]:
            if neighbour != without and neighbour not in part:
                part.add(neighbour)
                waiting.append(neighbour)
    return part


def _reached(
    corpus: Corpus, entry: str, edge: str, kinds: Iterable[str]
) -> dict[str, tuple[Ground, ...]]:
    return {target: found for _, target, found in corpus.links(edge, [entry], kinds)}
