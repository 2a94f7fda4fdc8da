"""What in a query is probably not meant: unknown names, texts without language, loose parts.

In: a store, the patterns of a query and what they meet. Out: warnings in words. They are guesses,
made from the data; nothing is decided by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, TypeAlias

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from attachgraph.query.matches import Counted
from attachgraph.query.patterns import Pattern, Place, Reading, is_variable, spell
from attachgraph.query.spelling import nearest
from attachgraph.rdf.bases import is_named
from attachgraph.rdf.compact import compact
from attachgraph.rdf.namespaces import AG, PREFIXES, RDFS, XSD
from attachgraph.resources import resource

#: Names that a misspelt one is compared with at most.
_MOST_NAMES: Final = 20_000
_MOST_QUADS: Final = 50_000
#: Gives the IRIs of the things in a namespace.
NamesIn: TypeAlias = Callable[[str], Collection[str]]
_NUMBERS: Final = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double"))
_YEARS: Final = frozenset(f"{XSD}{name}" for name in ("gYear", "date", "dateTime"))
_BELOW: Final = NamedNode(RDFS + "subPropertyOf")
_INVERSE: Final = NamedNode(PREFIXES["owl"] + "inverseOf")


def find_doubts(
    store: pyoxigraph.Store, reading: Reading | None, counted: Sequence[Counted] | None
) -> Iterator[str]:
    """Say what in a query is probably not meant."""
    if reading is None or counted is None:
        yield "the patterns are not shown: the query is long, or uses more than SPARQL 1.1"
        return
    yield from _without_match(store, reading, counted)
    yield from _comparisons(store, reading)
    yield from _cross_products(reading)
    for pattern, found in zip(reading.patterns, counted, strict=True):
        subject, _, object_ = pattern.places
        if (
            pattern.is_path
            and is_variable(subject)
            and is_variable(object_)
            and not found.joined_by
        ):
            yield (
                f"{pattern}: the path begins and ends anywhere, so that the engine tries every "
                "start; name one of its ends, or put a pattern before it that does"
            )


def find_doubts_in_words(
    terms: pyoxigraph.Store, reading: Reading, names_in: NamesIn | None = None
) -> Iterator[str]:
    """Say what is not meant as far as vocabulary and names tell, where the data are elsewhere."""
    reported: set[str] = set()
    for pattern in reading.patterns:
        for place in pattern.places:
            is_ours = isinstance(place, NamedNode) and place.value.startswith(AG)
            if is_ours and spell(place) not in reported and _is_unknown(terms, place):
                reported.add(spell(place))
                yield f"{spell(place)} is not in the vocabulary{_guess(terms, place, pattern)}"
    if names_in is not None:
        yield from _misspelt(reading, lru_cache(names_in))
    yield from _cross_products(reading)


def _misspelt(reading: Reading, names_in: NamesIn) -> Iterator[str]:
    """Name the things that are not among those of their kind."""
    ends = {place for pattern in reading.patterns for place in pattern.places[::2]}
    for place in sorted((end for end in ends if isinstance(end, NamedNode)), key=str):
        if not is_named(place.value) or place.value.startswith(AG):
            continue
        names = names_in(_namespace(place))
        if names and len(names) < _MOST_NAMES and place.value not in names:
            yield f"{spell(place)} is not in the dataset{_meant(place, names)}"


@lru_cache(maxsize=1)
def vocabulary() -> pyoxigraph.Store:
    """Return the vocabulary that comes with the package."""
    terms = pyoxigraph.Store()
    terms.load(path=resource("ontology", "attachgraph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return terms


def _without_match(
    store: pyoxigraph.Store, reading: Reading, counted: Sequence[Counted]
) -> Iterator[str]:
    """Name the terms that the dataset does not have, and what may have been meant."""
    reported: set[str] = set()
    for pattern, found in zip(reading.patterns, counted, strict=True):
        if found.matches != 0:
            continue
        if instead := _other_property(store, pattern.places[1]):
            yield f"no triple has {spell(pattern.places[1])}, and nothing is inferred: {instead}"
            continue
        unknown = [place for place in pattern.places if _is_unknown(store, place)]
        for place in unknown:
            if spell(place) not in reported:
                reported.add(spell(place))
                yield f"{spell(place)} is not in the dataset{_guess(store, place, pattern)}"
        object_ = pattern.places[2]
        if not unknown and isinstance(object_, Literal):
            yield f"nothing matches {pattern}{_other_literal(store, object_, pattern)}"
        elif not unknown:
            yield f"nothing matches {pattern}, although the dataset has each of its terms"


def _other_property(store: pyoxigraph.Store, property_: Place) -> str:
    """Name the properties in which a dataset says what only follows for this one."""
    if not isinstance(property_, NamedNode) or _has(store, property_):
        return ""
    below = [quad.subject for quad in store.quads_for_pattern(None, _BELOW, property_)]
    used = sorted({each.value for each in below if isinstance(each, NamedNode)})
    used = [spell(NamedNode(iri)) for iri in used if _has(store, NamedNode(iri))]
    if used:
        return f"ask for what is below it, {'|'.join(used)}"
    inverse = next(store.quads_for_pattern(property_, _INVERSE, None), None)
    if inverse is None or not isinstance(inverse.object, NamedNode):
        return ""
    return f"ask for ^{spell(inverse.object)}"


def _has(store: pyoxigraph.Store, property_: NamedNode) -> bool:
    return next(store.quads_for_pattern(None, property_, None), None) is not None


def _comparisons(store: pyoxigraph.Store, reading: Reading) -> Iterator[str]:
    """Name the variables that are compared with what they cannot be."""
    for name, value in reading.compared:
        patterns = [pattern for pattern in reading.patterns if name in pattern.places]
        if said := _cannot_be(store, name, value, patterns):
            yield said


def _cannot_be(
    store: pyoxigraph.Store, name: str, value: Literal, patterns: Sequence[Pattern]
) -> str:
    """Say why a variable is never equal to a literal: it is a thing, a year, or in a language."""
    found: list[object] = []
    for subject, property_, object_ in (pattern.places for pattern in patterns):
        if isinstance(property_, NamedNode) and name in {subject, object_}:
            quad = next(store.quads_for_pattern(None, property_, None), None)
            found += [quad.subject if subject == name else quad.object] if quad else []
    if value.datatype.value in _NUMBERS:
        years = [
            each for each in found if isinstance(each, Literal) and each.datatype.value in _YEARS
        ]
        kind = spell(years[0].datatype) if years else ""
        return f"{name} is an {kind} and no number: compare YEAR({name})" if years else ""
    if any(isinstance(each, NamedNode) for each in found):
        text = Literal(value.value, language=value.language or "en")
        return f"{name} is a thing and no text; its name is its label: {name} rdfs:label {text}"
    is_plain = not value.language and any(getattr(each, "language", None) for each in found)
    return f"{name} is a text with a language: compare STR({name})" if is_plain else ""


def _is_unknown(store: pyoxigraph.Store, place: Place) -> bool:
    if isinstance(place, str):
        return False
    asked = [(None, None, place)]
    if isinstance(place, NamedNode):
        asked += [(place, None, None), (None, place, None)]  # type: ignore[list-item]
    return all(next(store.quads_for_pattern(*terms), None) is None for terms in asked)


def _guess(store: pyoxigraph.Store, place: Place, pattern: Pattern) -> str:
    """Find the known term that looks most like an unknown one."""
    if isinstance(place, Literal):
        return _other_literal(store, place, pattern)
    if not isinstance(place, NamedNode):
        return ""
    return _meant(place, set(_names(store, _namespace(place))))


def _namespace(place: NamedNode) -> str:
    return place.value[: max(place.value.rfind("#"), place.value.rfind("/")) + 1]


def _meant(place: NamedNode, iris: Collection[str]) -> str:
    namespace = _namespace(place)
    names = [iri.removeprefix(namespace) for iri in sorted(iris)[:_MOST_NAMES]]
    meant = nearest(place.value.removeprefix(namespace), names)
    if not meant:
        return ""
    iri = namespace + meant[0]
    return f"; did you mean {compact(iri) or f'<{iri}>'}?"


def _names(store: pyoxigraph.Store, namespace: str) -> Iterator[str]:
    """Yield the names of a namespace that the dataset describes, or uses as properties."""
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for quad in store.quads_for_pattern(None, kind, None):
        for node in (quad.subject, quad.object):
            if isinstance(node, NamedNode) and node.value.startswith(namespace):
                yield node.value
    # Properties of other vocabularies are used without being described; a part of the quads does.
    for quad in islice(store, _MOST_QUADS):
        if quad.predicate.value.startswith(namespace):
            yield quad.predicate.value


def _other_literal(store: pyoxigraph.Store, place: Literal, pattern: Pattern) -> str:
    """Find a text with the same letters and another language: the usual reason for no match."""
    predicate = pattern.places[1]
    if not isinstance(predicate, NamedNode):
        return ""
    for quad in islice(store.quads_for_pattern(None, predicate, None), _MOST_NAMES):
        found = quad.object
        if isinstance(found, Literal) and found.value.lower() == place.value.lower():
            return f"; did you mean {found}? A text has a language, and capitals count"
    return '; a text must be written exactly, with its language: "calm"@en'


def _cross_products(reading: Reading) -> Iterator[str]:
    """Name the parts of a query that nothing ties together."""
    patterns = [
        pattern
        for pattern in reading.patterns
        if pattern.part in {"", "optional"} and pattern.variables
    ]
    groups: list[tuple[set[str], list[Pattern]]] = []
    links: list[tuple[set[str], list[Pattern]]] = [
        *((set(pattern.variables), [pattern]) for pattern in patterns),
        *((set(names), []) for names in reading.assigned),
    ]
    for names, members in links:
        apart = []
        for group in groups:
            if group[0] & names:
                names |= group[0]  # noqa: PLW2901 - they become one
                members = [*group[1], *members]  # noqa: PLW2901
            else:
                apart.append(group)
        groups = [*apart, (names, members)]
    first = [members[0] for _, members in groups if members]
    if len(first) > 1:
        shown = " and ".join(str(pattern) for pattern in first[:3])
        yield (
            f"nothing ties {shown} together: each match of the one is combined with each of the "
            "other; use a variable in both"
        )
