"""Tell which classes and properties a dataset really uses, for anyone who writes a query.

In: a store. Out: a :class:`Usage` with counts, labels and the classes that have each property.
Knows nothing of editors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from attachgraph.dataset.counts import asking
from attachgraph.dataset.names import curie
from attachgraph.dataset.vocabulary import read_vocabulary
from attachgraph.rdf.namespaces import AG

#: Nodes of these kinds are offered by name: few enough to list, and what questions are about.
_NAMED_KINDS: Final = ("Pairing", "AttachmentStyle", "Concept", "Entry")
_MOST_THINGS: Final = 2000

_CLASSES: Final = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class"
# A triple that is in several graphs is one triple, whatever the union of the engine says.
_PROPERTIES: Final = (
    "SELECT ?class ?property (COUNT(*) AS ?n)"
    " { SELECT DISTINCT ?class ?s ?property ?o { ?s a ?class ; ?property ?o } }"
    " GROUP BY ?class ?property"
)
_TOTALS: Final = (
    "SELECT ?property (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?property ?o { ?s ?property ?o } }"
    " GROUP BY ?property"
)
_THINGS: Final = (
    "SELECT ?thing (MIN(STR(?label)) AS ?name)"
    " { ?thing a ?class ; rdfs:label ?label FILTER(LANG(?label) IN ('en', '')) }"
    f" GROUP BY ?thing ORDER BY ?thing LIMIT {_MOST_THINGS}"
)


@dataclass(frozen=True, slots=True)
class UsedClass:
    """A class with the number of its members."""

    iri: str
    label: str
    #: What the ontology says of it, ``""`` for nothing.
    comment: str
    count: int


@dataclass(frozen=True, slots=True)
class UsedProperty:
    """A property with the classes that have it."""

    iri: str
    label: str
    comment: str
    #: Triples that use it, and IRIs of the classes of their subjects, most used first.
    count: int
    classes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class UsedThing:
    """A node that questions are about."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a dataset uses."""

    classes: tuple[UsedClass, ...] = ()
    properties: tuple[UsedProperty, ...] = ()
    things: tuple[UsedThing, ...] = ()


def read_usage(store: Store) -> Usage:
    """Read from a store which classes and properties it uses."""
    vocabulary = read_vocabulary(store)
    comments = _comments(store)
    classes = [
        UsedClass(iri, vocabulary.label(iri), comments.get(iri, ""), count)
        for iri, count in _counts(store, _CLASSES)
    ]
    users: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for class_, property_, count in asking(store)(_PROPERTIES):
        if isinstance(class_, NamedNode) and isinstance(property_, NamedNode):
            users[property_.value][class_.value] = _number(count)
    properties = [
        UsedProperty(
            iri,
            vocabulary.label(iri),
            comments.get(iri, ""),
            count,
            tuple(sorted(users[iri].items(), key=lambda item: (-item[1], item[0]))),
        )
        for iri, count in _counts(store, _TOTALS)
    ]
    return Usage(tuple(classes), tuple(properties), tuple(_things(store)))


def _counts(store: Store, query: str) -> list[tuple[str, int]]:
    """List IRIs with their numbers, the largest first."""
    found = [
        (node.value, _number(count))
        for node, count in asking(store)(query)
        if isinstance(node, NamedNode)
    ]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _number(term: object) -> int:
    return int(term.value) if isinstance(term, Literal) else 0


def _comments(store: Store) -> dict[str, str]:
    """Say what the ontology says of its terms, the first in the alphabet where it says more."""
    query = (
        "SELECT ?term (MIN(STR(?text)) AS ?comment)"
        " { ?term rdfs:comment|skos:definition ?text FILTER(LANG(?text) IN ('en', ''))"
        f" FILTER(STRSTARTS(STR(?term), '{AG}')) }} GROUP BY ?term"
    )
    return {
        term.value: text.value
        for term, text in asking(store)(query)
        if isinstance(term, NamedNode) and isinstance(text, Literal)
    }


def _things(store: Store) -> list[UsedThing]:
    found: dict[str, UsedThing] = {}
    for kind in _NAMED_KINDS:
        query = _THINGS.replace("?class", f"<{AG}{kind}>")
        for thing, name in asking(store)(query):
            if not isinstance(thing, NamedNode) or not isinstance(name, Literal):
                continue
            # An IRI that has no CURIE is not a name that anybody would write.
            if thing.value not in found and curie(thing.value) != thing.value:
                found[thing.value] = UsedThing(thing.value, name.value, kind)
    return list(found.values())
