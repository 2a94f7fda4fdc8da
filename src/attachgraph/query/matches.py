"""How many quads each triple pattern of a query matches on its own.

In: a store and patterns. Out: counts, up to a number that takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyoxigraph
from pyoxigraph import Literal

from attachgraph.query.patterns import Pattern, Place, is_variable

#: Matches of a pattern that are counted at most.
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Counted:
    """A triple pattern and what it meets."""

    #: As it is written, with prefixes.
    pattern: str
    #: Its part of the query; ``""`` if every answer must match it.
    part: str
    #: Quads that match it on its own; ``None`` if nobody can count them beforehand, as with paths.
    matches: int | None
    #: Whether there are more than were counted.
    at_least: bool
    #: The variables that it shares with patterns before it.
    joined_by: tuple[str, ...]


def count_patterns(store: pyoxigraph.Store, patterns: Iterable[Pattern]) -> Iterator[Counted]:
    """Count what each pattern of a query meets on its own."""
    seen: set[str] = set()
    for pattern in patterns:
        elsewhere = pattern.is_path or pattern.part == "asked of another server"
        found = 0 if elsewhere else sum(1 for _ in islice(_matches(store, pattern), _MOST + 1))
        yield Counted(
            str(pattern),
            pattern.part,
            None if elsewhere else min(found, _MOST),
            found > _MOST,
            tuple(sorted(pattern.variables & seen)),
        )
        seen |= pattern.variables


def _matches(store: pyoxigraph.Store, pattern: Pattern) -> Iterator[pyoxigraph.Quad]:
    """Yield the quads that match a pattern on its own."""
    subject, predicate, object_ = pattern.places
    if isinstance(subject, Literal) or isinstance(predicate, Literal):
        return
    terms = [None if is_variable(place) else place for place in (subject, predicate, object_)]
    names = [place for place in pattern.places if is_variable(place)]
    for quad in store.quads_for_pattern(*terms):  # type: ignore[arg-type]
        if len(set(names)) == len(names) or _agrees(pattern.places, quad):
            yield quad


def _agrees(places: tuple[Place, ...], quad: pyoxigraph.Quad) -> bool:
    """Return whether a variable that a pattern has twice has one value."""
    values: dict[str, object] = {}
    return all(
        values.setdefault(place, term) == term
        for place, term in zip(places, quad.triple, strict=True)
        if is_variable(place)
    )
