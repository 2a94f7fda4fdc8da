"""What a store says of a thing: an entry, a source, a work, a person, or any node.

In: a store and an IRI. Out: a :class:`~attachgraph.dataset.description.Description`. Reads by index
what belongs to the thing and nothing else. Knows no terminal and no format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.description import Description, Item, Part
from attachgraph.dataset.entries import entry_parts
from attachgraph.dataset.findings import finding_item, findings_by_claim
from attachgraph.dataset.lookup import Lookup, expand, short_name
from attachgraph.dataset.statements import Said, Statement, statements_citing
from attachgraph.dataset.works import reading
from attachgraph.errors import MissingError
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

#: Classes that are described as an entry.
_ENTRIES: Final = frozenset({"AttachmentStyle", "Concept", "Entry", "Pairing"})
#: The first of these that a thing has stands at the head of its description.
_SUMMARIES: Final = (
    "skos:definition",
    "dcterms:bibliographicCitation",
    "ag:summary",
    "dcterms:description",
)


def _iris(*curies: str) -> frozenset[str]:
    return frozenset(expand(curie).value for curie in curies)


#: What is said at the head already.
_HEAD: Final = _iris(
    *_SUMMARIES,
    "rdf:type",
    "rdfs:label",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:inScheme",
)
#: Literals that are shown as items, with what asserts them.
_CLAIMED: Final = _iris("ag:claims", "ag:answer", "dcterms:abstract")
#: How statements hang together, which says nothing of the thing itself.
_MACHINERY: Final = _iris(
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "prov:wasDerivedFrom",
    "ag:content",
    "ag:quotation",
)
#: Edges of findings and readings, which have parts of their own where they lead to.
_SHOWN_ELSEWHERE: Final = _iris("ag:bearsOn", "ag:depictionOf", "ag:findingOf", "ag:nullResult")
#: What an edge is called by those it leads to.
_INVERSES: Final = {
    expand(curie).value: name
    for curie, name in {
        "ag:about": "What bears on it",
        "ag:aliasOf": "Other names",
        "ag:citesSource": "Cited by",
        "ag:depictedIn": "Said to depict",
        "ag:hasOutcome": "Outcome of",
        "ag:hasTrait": "Trait of",
        "ag:mentions": "Mentioned by",
        "ag:possibleMatch": "May be meant by",
        "dcterms:creator": "Wrote or made",
        "dcterms:isPartOf": "Holds",
        "dcterms:source": "Basis of",
        "schema:editor": "Edited",
    }.items()
}
_CITO: Final = PREFIXES["cito"]
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def describe(store: Store, iri: str) -> Description:
    """Gather what a store says of a thing.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> describe(Store(), "https://w3id.org/attachgraph/style/secure")
    Traceback (most recent call last):
    attachgraph.errors.MissingError: the dataset does not know style/secure
    Fix: look the name up: attachgraph search WORDS
    """
    facts = Lookup(store)
    if not facts.exists(iri):
        raise MissingError(
            f"the dataset does not know {short_name(iri)}",
            fix="look the name up: attachgraph search WORDS",
        )
    kinds = facts.kinds(iri)
    title = facts.label(iri)
    return Description(
        iri=iri,
        id=short_name(iri),
        kinds=kinds,
        title=title,
        summary=next((text for p in _SUMMARIES for text in facts.texts(iri, p)), ""),
        details=tuple(sorted({d for d in _details(facts, iri) if d[1] != title})),
        parts=tuple(part for part in _parts(facts, iri, frozenset(kinds)) if part.items),
    )


def _details(facts: Lookup, iri: str) -> Iterator[tuple[str, str]]:
    """Yield the literals and the outside addresses of a node."""
    for quad in facts.store.quads_for_pattern(NamedNode(iri), None, None):
        if quad.predicate.value in _HEAD | _CLAIMED | _MACHINERY:
            continue
        value = quad.object
        if isinstance(value, Literal) or (
            isinstance(value, NamedNode) and not value.value.startswith(BASE)
        ):
            yield _property_name(facts, quad.predicate.value), value.value


def _property_name(facts: Lookup, predicate: str) -> str:
    """Name a property: its label in the ontology, else the words of its local name."""
    name = facts.label(predicate)
    if "/" not in name and ":" not in name:
        return name
    return _CAMEL.sub(" ", _local(predicate)).lower()


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _parts(facts: Lookup, iri: str, kinds: frozenset[str]) -> Iterator[Part]:
    if kinds & _ENTRIES:
        yield from entry_parts(facts, iri)
        return
    yield Part("readings", "Read as", tuple(_readings(facts, iri)))
    yield Part("cited-for", "Cited for", tuple(_cited_for(facts, iri)))
    yield Part("findings", "Findings", tuple(_findings(facts, iri)))
    yield from _outgoing_parts(facts, iri)
    yield from _incoming_parts(facts, iri)


def _readings(facts: Lookup, work: str) -> Iterator[Item]:
    for depiction in facts.subjects("ag:depictionOf", work):
        item = reading(facts, depiction)
        shown = tuple(("depicts", short_name(node)) for node in facts.nodes(depiction, "ag:about"))
        yield Item(item.text, item.id, shown + item.details)


def _cited_for(facts: Lookup, source: str) -> Iterator[Item]:
    """Describe what a source is cited for, by what it does to the claim."""
    by_intent: dict[str, list[Item]] = {}
    for statement in statements_citing(facts, source):
        if statement.predicate == AG + "citesSource":
            continue  # the entry's own list of sources; "Cited by" names the entry
        for cited in statement.sources:
            if cited.id == short_name(source):
                by_intent.setdefault(cited.intent, []).append(in_words(facts, statement))
    for intent, claims in sorted(by_intent.items(), key=lambda pair: (not pair[0], pair[0])):
        heading = f"Claims {intent} it" if intent else "Claims that cite it"
        yield Item(heading, items=tuple(claims))


def in_words(facts: Lookup, statement: Statement) -> Item:
    """Say a statement in words."""
    is_entry = not _ENTRIES.isdisjoint(facts.kinds(statement.subject))
    details = (("of", short_name(statement.subject)),) if is_entry else ()
    if isinstance(statement.object, NamedNode):
        subject, object_ = facts.label(statement.subject), facts.label(statement.object.value)
        words = f"{subject} {_property_name(facts, statement.predicate)} {object_}"
    else:
        words = str(getattr(statement.object, "value", statement.object))
    return Item(words, details=details, statements=(statement,))


def _findings(facts: Lookup, iri: str) -> Iterator[Item]:
    """Describe the findings that a source reports, or that bear on a claim or a thing."""
    for finding in facts.subjects("ag:findingOf", iri):
        for claim in facts.nodes(finding, "ag:bearsOn") or [""]:
            yield finding_item(facts, finding, claim)
    for finding in facts.subjects("ag:bearsOn", iri):
        yield finding_item(facts, finding, iri)
    yield from findings_by_claim(facts, iri)


def _outgoing_parts(facts: Lookup, iri: str) -> Iterator[Part]:
    """Describe the nodes that the edges of a node lead to."""
    found: dict[str, set[str]] = {}
    for quad in facts.store.quads_for_pattern(NamedNode(iri), None, None):
        predicate = quad.predicate.value
        # What a finding does to a claim says more than that it bears on it.
        if predicate in _HEAD | _MACHINERY or predicate == AG + "bearsOn":
            continue
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(BASE):
            found.setdefault(predicate, set()).add(quad.object.value)
    said = Said(facts, iri)
    for predicate, nodes in sorted(found.items()):
        name = _property_name(facts, predicate)
        items = (_neighbour(facts, node, said.of(predicate, node)) for node in sorted(nodes))
        yield Part(_local(predicate), name[:1].upper() + name[1:], tuple(items))


def _incoming_parts(facts: Lookup, iri: str) -> Iterator[Part]:
    """Describe the nodes whose edges lead to a node."""
    found: dict[str, set[str]] = {}
    for quad in facts.store.quads_for_pattern(None, None, NamedNode(iri)):
        predicate = quad.predicate.value
        if predicate in _MACHINERY | _SHOWN_ELSEWHERE or predicate.startswith(_CITO):
            continue
        if isinstance(quad.subject, NamedNode) and not facts.has(
            quad.subject.value, "ag:Statement"
        ):
            found.setdefault(predicate, set()).add(quad.subject.value)
    for predicate, nodes in sorted(found.items()):
        name = _INVERSES.get(predicate) or f"“{_property_name(facts, predicate)}” leads here from"
        items = tuple(_neighbour(facts, node) for node in sorted(nodes))
        yield Part(f"{_local(predicate)}-of", name, items)


def _neighbour(facts: Lookup, node: str, statements: tuple[Statement, ...] = ()) -> Item:
    """Describe a neighbour by its name; a partner role needs the pairing to be told from others."""
    pairings = facts.subjects("ag:hasPartner", node)
    details = tuple(("in", facts.label(pairing)) for pairing in pairings)
    return Item(facts.label(node), short_name(node), details, statements)
