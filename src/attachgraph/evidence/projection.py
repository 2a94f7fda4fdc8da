"""Which pairings a result on the two dimensions is carried over to.

In: results, and the regions of styles in ``ontology/concepts.ttl``. Out: pairs of styles. A style
is a region of anxiety and avoidance, so what an interaction of both partners' dimensions shows
bears, indirectly, on every pairing whose styles lie there. ``ontology/rules/project-dimensions.rq``
says the same in SPARQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Final, NamedTuple

import pyoxigraph

from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.model import Result
from attachgraph.profile import ATTACHMENT, profile_here
from attachgraph.resources import resource

_AG: Final = "https://w3id.org/attachgraph/ontology#"
_STYLE: Final = "https://w3id.org/attachgraph/style/"

#: Codes of the list of variables that are a style, as keys of pairings have them.
_KEYS: Final = {
    "secure": "secure",
    "anxious": "anxious",
    "dismissing": "avoidant",
    "fearful": "fearful",
}


class Region(NamedTuple):
    """The dimensions on which people stand high, and those on which they stand low."""

    high: frozenset[str]
    low: frozenset[str]

    def holds(self, other: Region) -> bool:
        """Return whether a narrower region lies in this one."""
        return self.high <= other.high and self.low <= other.low


@cache
def regions() -> Mapping[str, Region]:
    """Read the region of each style, category and dimension, by its IRI."""
    high: dict[str, set[str]] = {}
    low: dict[str, set[str]] = {}
    ends = {f"{_AG}highOn": high, f"{_AG}lowOn": low}
    for triple in pyoxigraph.parse(path=resource("ontology", "concepts.ttl")):
        found = ends.get(triple.predicate.value)
        if found is not None:
            dimension = str(getattr(triple.object, "value", ""))
            found.setdefault(str(getattr(triple.subject, "value", "")), set()).add(dimension)
            high.setdefault(dimension, set()).add(dimension)
    return {
        iri: Region(frozenset(high.get(iri, ())), frozenset(low.get(iri, ())))
        for iri in high.keys() | low.keys()
    }


def styles_within(code: str) -> tuple[str, ...]:
    """Name the styles in the region of a variable; none where it has no region."""
    if profile_here() is not ATTACHMENT:
        return ()  # the regions are those of the attachment styles
    return _styles_within(code)


@cache
def _styles_within(code: str) -> tuple[str, ...]:
    value = codebook().codes("variable").get(code)
    region = regions().get(value.iri) if value is not None else None
    if region is None:
        return ()
    return tuple(
        sorted(
            iri.removeprefix(_STYLE)
            for iri, own in regions().items()
            if iri.startswith(_STYLE) and region.holds(own)
        )
    )


def projected_pairs(result: Result) -> list[tuple[str, str]]:
    """Name the pairs of styles that a result on both partners is carried over to."""
    if result.whose == "both" and not result.moderator:
        ends = (result.predictor, result.predictor)
    elif result.whose == "interaction":
        ends = (result.predictor, result.moderator)
    else:
        return []
    one, other = map(styles_within, ends)
    return sorted({(min(pair), max(pair)) for pair in product(one, other)})


def pairing_of(result: Result) -> tuple[str, str] | None:
    """Name the pairing of two styles that a result compared with others, if it did."""
    if profile_here() is not ATTACHMENT:
        return None  # the variables of the codebook are attachment styles
    one, other = _KEYS.get(result.predictor), _KEYS.get(result.moderator)
    if one and other and result.whose == "interaction":
        return (one, other) if one <= other else (other, one)
    return (one, one) if one and result.whose == "both" else None
