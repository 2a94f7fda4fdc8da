"""How alike two pairings are: what they share, and what that rests on.

In: a :class:`~attachgraph.network.corpus.Corpus`. Out: similarities in parts, each with the things
that are shared and the passages behind them. What is not written counts as nothing, not as a
difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Final

from attachgraph.errors import MissingError, UsageError
from attachgraph.network.corpus import Corpus, Ground
from attachgraph.network.cycle import cycle_moves, cycle_shape, cycles_of, shape_similarity

#: Sets that are compared: a name, the edges, and the kinds of what they lead to.
_SETS: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "concepts": ("mentions", frozenset({"Concept"})),
    "sources": ("cites-source", frozenset({"BodyOfLiterature", "Source", "UnresolvedSource"})),
}
_CYCLE: Final = "cycle"

#: What the similarity of two pairings is made of.
PARTS: Final = (*_SETS, _CYCLE)


@dataclass(frozen=True, slots=True)
class Part:
    """One respect in which two pairings are compared.

    Parameters
    ----------
    name : str
        ``"concepts"``, ``"sources"`` or ``"cycle"``.
    value : float or None
        From 0 to 1; ``None`` where one of the two texts says nothing in this respect.
    shared, first, second : tuple of str
        IRIs of what both have, and of what only either has; of cycles, the cycles compared.
    grounds : tuple of Ground
        The passages behind what is shared.
    """

    name: str
    value: float | None
    shared: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two pairings are.

    Parameters
    ----------
    first, second : str
        Their IRIs.
    value : float or None
        Weighted mean of the parts that have a value; ``None`` where none has.
    parts : tuple of Part
        In the order of :data:`PARTS`.
    """

    first: str
    second: str
    value: float | None
    parts: tuple[Part, ...]


def similarity(
    corpus: Corpus, first: str, second: str, *, weights: Mapping[str, float] | None = None
) -> Similarity:
    r"""Compare two pairings, or any two entries.

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    first, second : str
        Their IRIs.
    weights : mapping of str to float, optional
        Weight of a part, by its name; parts that are left out have 0. By default all have 1.

    Returns
    -------
    Similarity
        Symmetric: exchanging the two exchanges ``first`` and ``second`` and changes no value.

    Raises
    ------
    MissingError
        If the dataset has no such node.
    UsageError
        If a weight is negative, or for no part, or all are 0.

    Notes
    -----
    Concepts and sources: the Jaccard index :math:`|A \cap B| / |A \cup B|` of the sets of concepts
    mentioned and of sources cited. Cycle: the turns that both take, as
    :func:`~attachgraph.network.cycle.shape_similarity` defines it, of the most similar two cycles.
    The value is the mean of those parts for which both texts say something. The weights are a
    choice, not a result: look at the parts before the value. Long entries share more than short
    ones; texts by one hand share more than texts by two.
    """
    chosen = _weights(weights)
    for node in (first, second):
        if node not in corpus.graph:
            raise MissingError(
                f"the dataset has no node {node}", fix="look it up: attachgraph search"
            )
    parts = (
        *(_part(corpus, name, first, second) for name in _SETS),
        _cycle_part(corpus, first, second),
    )
    known = [(chosen[part.name], part.value) for part in parts if part.value is not None]
    total = fsum(weight for weight, _ in known)
    value = fsum(weight * part for weight, part in known) / total if total else None
    return Similarity(first, second, value, parts)


def _weights(weights: Mapping[str, float] | None) -> dict[str, float]:
    chosen = dict.fromkeys(PARTS, 1.0) if weights is None else dict.fromkeys(PARTS, 0.0)
    for name, weight in (weights or {}).items():
        if name not in chosen:
            raise UsageError(
                f"“{name}” is not part of a similarity", fix="one of " + ", ".join(PARTS)
            )
        if not weight >= 0:
            raise UsageError(f"the weight of {name} is {weight}", fix="give 0 or more")
        chosen[name] = float(weight)
    if not any(chosen.values()):
        raise UsageError("every part has the weight 0", fix="give one of them a weight")
    return chosen


def _part(corpus: Corpus, name: str, first: str, second: str) -> Part:
    edge, kinds = _SETS[name]
    one = {target: found for _, target, found in corpus.links(edge, [first], kinds)}
    other = {target: found for _, target, found in corpus.links(edge, [second], kinds)}
    shared = sorted(one.keys() & other.keys())
    return Part(
        name,
        len(shared) / len(one.keys() | other.keys()) if one and other else None,
        tuple(shared),
        tuple(sorted(one.keys() - other.keys())),
        tuple(sorted(other.keys() - one.keys())),
        tuple(ground for target in shared for ground in (*one[target], *other[target])),
    )


def _cycle_part(corpus: Corpus, first: str, second: str) -> Part:
    """Compare every cycle of the one with every cycle of the other and keep the best two."""
    best: tuple[float, str, str] | None = None
    networks = {
        cycle: cycle_moves(corpus, cycle)
        for pairing in (first, second)
        for cycle in cycles_of(corpus, pairing)
    }
    for one in cycles_of(corpus, first):
        for other in cycles_of(corpus, second):
            value = shape_similarity(cycle_shape(networks[one]), cycle_shape(networks[other]))
            if len(networks[one]) and len(networks[other]) and (best is None or value > best[0]):
                best = value, one, other
    if best is None:
        return Part(_CYCLE, None, (), (), (), ())
    value, *compared = best
    rests_on = (
        ground
        for cycle in compared
        for _, _, found in networks[cycle].edges(data="grounds")
        for ground in found
    )
    return Part(_CYCLE, value, (), (compared[0],), (compared[1],), tuple(dict.fromkeys(rests_on)))
