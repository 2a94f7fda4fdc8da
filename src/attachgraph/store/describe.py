"""What a store says of a thing: an entry, a source, a work, a person, or any node.

In: a store and an IRI. Out: a :class:`~attachgraph.store.description.Description`. Reads by index
what belongs to the thing and nothing else. Knows no terminal and no format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.errors import MissingError
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES
from attachgraph.store.description import Description, Item, Part
from attachgraph.store.entries import entry_parts, reading, work_details
from attachgraph.store.facts import Facts, short_name
from attachgraph.store.findings import finding_item, findings_part
from attachgraph.store.statements import Statement, statements_about, statements_citing

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["describe", "in_words"]

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CITO: Final = PREFIXES["cito"]

#: Classes that are described as an entry.
_ENTRIES: Final = frozenset({"AttachmentStyle", "Concept", "Entry", "Pairing"})
#: One of these stands at the head, before everything else.
_SUMMARIES: Final = (
    "skos:definition",
    "dcterms:bibliographicCitation",
    "ag:summary",
    "dcterms:description",
)
_NAMES: Final = frozenset(
    {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
        PREFIXES["skos"] + "prefLabel",
        PREFIXES["skos"] + "altLabel",
        PREFIXES["skos"] + "hiddenLabel",
        PREFIXES["skos"] + "inScheme",
        PREFIXES["dcterms"] + "abstract",
        *(PREFIXES[p] + local for p, local in (s.split(":") for s in _SUMMARIES)),
    }
)
#: How statements hang together, which says nothing of the thing itself.
_MACHINERY: Final = frozenset(
    {
        *(PREFIXES["rdf"] + name for name in ("subject", "predicate", "object")),
        PREFIXES["prov"] + "wasDerivedFrom",
        AG + "content",
        AG + "evidence",
    }
)
#: Edges of findings and readings, which have parts of their own.
_SHOWN_ELSEWHERE: Final = frozenset(
    AG + name for name in ("bearsOn", "depictionOf", "findingOf", "nullResult")
)
#: What an edge is called by those it leads to.
_INVERSES: Final = {
    AG + "about": "What bears on it",
    AG + "aliasOf": "Other names",
    AG + "citesSource": "Cited by",
    AG + "depictedIn": "Said to depict",
    AG + "hasOutcome": "Outcome of",
    AG + "hasTrait": "Trait of",
    AG + "mentions": "Mentioned by",
    AG + "possibleMatch": "May be meant by",
    PREFIXES["dcterms"] + "creator": "Wrote or made",
    PREFIXES["dcterms"] + "isPartOf": "Holds",
    PREFIXES["dcterms"] + "source": "Basis of",
    PREFIXES["schema"] + "editor": "Edited",
}


def describe(store: Store, iri: str) -> Description:
    """Gather what a store says of a thing.

    Parameters
    ----------
    store : pyoxigraph.Store
        A dataset.
    iri : str
        IRI of an entry, a source, a work, a person or any other node;
        :func:`attachgraph.store.names.resolve` finds it for a name.

    Returns
    -------
    Description
        Equal for equal stores.

    Raises
    ------
    MissingError
        If the store has no such node.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> describe(Store(), "https://w3id.org/attachgraph/style/secure")
    Traceback (most recent call last):
    attachgraph.errors.MissingError: the dataset does not know style/secure
    Fix: look the name up: attachgraph search WORDS
    """
    facts = Facts(store)
    if not facts.exists(iri):
        raise MissingError(
            f"the dataset does not know {short_name(iri)}",
            fix="look the name up: attachgraph search WORDS",
        )
    kinds = facts.kinds(iri)
    title = facts.label(iri)
    summary = next((text for p in _SUMMARIES for text in facts.texts(iri, p)), "")
    return Description(
        iri=iri,
        id=short_name(iri),
        kinds=kinds,
        title=title,
        summary=summary,
        details=tuple(_details(facts, iri, title)),
        parts=tuple(_parts(facts, iri, frozenset(kinds))),
    )


def _details(facts: Facts, iri: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield the literals and outside addresses of a node."""
    seen = set()
    for quad in facts.store.quads_for_pattern(NamedNode(iri), None, None):
        predicate = quad.predicate.value
        outside = isinstance(quad.object, NamedNode) and not quad.object.value.startswith(BASE)
        if predicate in _NAMES | _MACHINERY or predicate in _CLAIMED:
            continue
        if (isinstance(quad.object, Literal) or outside) and quad.object.value != title:
            seen.add((_property_name(facts, predicate), quad.object.value))
    return iter(sorted(seen))


#: Literals of an entry that are shown as items, with what asserts them.
_CLAIMED: Final = frozenset({AG + "claims", AG + "answer"})


def _property_name(facts: Facts, predicate: str) -> str:
    """Name a property: its label in the ontology, else the words of its local name."""
    name = facts.label(predicate)
    if "/" not in name and ":" not in name:
        return name
    return _CAMEL.sub(" ", _local(predicate)).lower()


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _parts(facts: Facts, iri: str, kinds: frozenset[str]) -> Iterator[Part]:
    if kinds & _ENTRIES:
        yield from entry_parts(facts, iri)
        return
    if "Work" in kinds:
        yield from _readings(facts, iri)
    yield from _cited_for(facts, iri)
    yield from _results(facts, iri)
    yield from findings_part(facts, iri)
    yield from _neighbours(facts, iri)


def _readings(facts: Facts, work: str) -> Iterator[Part]:
    items = []
    for depiction in facts.subjects("ag:depictionOf", work):
        item = reading(facts, depiction)
        shown = tuple(("depicts", short_name(node)) for node in facts.nodes(depiction, "ag:about"))
        items.append(Item(item.text, item.id, shown + item.details))
    if items:
        yield Part("readings", "Read as", tuple(items))


def _cited_for(facts: Facts, source: str) -> Iterator[Part]:
    """Describe what a source is cited for, by what it does to the claim."""
    by_intent: dict[str, list[Item]] = {}
    for statement in statements_citing(facts, source):
        if statement.predicate == AG + "citesSource":
            continue  # the entry's own list of sources; "Cited by" names the entry
        for cited in statement.sources:
            if cited.id == short_name(source):
                by_intent.setdefault(cited.intent, []).append(in_words(facts, statement))
    items = tuple(
        Item(f"Claims {intent} it" if intent else "Claims that cite it", items=tuple(claims))
        for intent, claims in sorted(by_intent.items(), key=lambda pair: (not pair[0], pair[0]))
    )
    if items:
        yield Part("cited-for", "Cited for", items)


def in_words(facts: Facts, statement: Statement) -> Item:
    """Say a statement in words.

    Parameters
    ----------
    facts : Facts
        A dataset.
    statement : Statement
        Any statement.

    Returns
    -------
    Item
        A claim as it stands; an edge as subject, property and object by their names.
    """
    is_entry = not _ENTRIES.isdisjoint(facts.kinds(statement.subject))
    subject = (("of", short_name(statement.subject)),) if is_entry else ()
    if isinstance(statement.object, Literal):
        return Item(statement.object.value, details=subject, statements=(statement,))
    object_ = getattr(statement.object, "value", str(statement.object))
    words = (
        facts.label(statement.subject),
        _property_name(facts, statement.predicate),
        facts.label(object_) if isinstance(statement.object, NamedNode) else object_,
    )
    return Item(" ".join(words), details=subject, statements=(statement,))


def _results(facts: Facts, iri: str) -> Iterator[Part]:
    """Describe the findings that a source reports, or that bear on a claim."""
    reported = facts.subjects("ag:findingOf", iri)
    bearing = facts.subjects("ag:bearsOn", iri)
    items = [finding_item(facts, f, c) for f in reported for c in facts.nodes(f, "ag:bearsOn")]
    items += [finding_item(facts, finding, iri) for finding in bearing]
    if items:
        yield Part("findings", "Findings", tuple(items))


def _neighbours(facts: Facts, iri: str) -> Iterator[Part]:
    """Describe every other edge of a node, by property and direction."""
    said: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements_about(facts, iri):
        object_ = str(getattr(statement.object, "value", ""))
        said.setdefault((statement.predicate, object_), []).append(statement)
    for predicate, nodes in sorted(_outgoing(facts, iri).items()):
        items = (_named(facts, n, tuple(said.get((predicate, n), ()))) for n in sorted(nodes))
        name = _property_name(facts, predicate)
        yield Part(_local(predicate), name[:1].upper() + name[1:], tuple(items))
    for predicate, nodes in sorted(_incoming(facts, iri).items()):
        name = _INVERSES.get(predicate) or f"“{_property_name(facts, predicate)}” leads here from"
        yield Part(
            f"{_local(predicate)}-of", name, tuple(_named(facts, node) for node in sorted(nodes))
        )


def _outgoing(facts: Facts, iri: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in facts.store.quads_for_pattern(NamedNode(iri), None, None):
        predicate = quad.predicate.value
        if predicate in _NAMES | _MACHINERY or predicate == AG + "bearsOn":
            continue  # what a finding does to a claim says more than that it bears on it
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(BASE):
            found.setdefault(predicate, set()).add(quad.object.value)
    return found


def _incoming(facts: Facts, iri: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in facts.store.quads_for_pattern(None, None, NamedNode(iri)):
        predicate = quad.predicate.value
        if predicate in _MACHINERY | _SHOWN_ELSEWHERE or predicate.startswith(_CITO):
            continue
        if isinstance(quad.subject, NamedNode) and not facts.has(quad.subject.value, "ag:Statement"):
            found.setdefault(predicate, set()).add(quad.subject.value)
    return found


def _named(facts: Facts, node: str, statements: tuple[Statement, ...] = ()) -> Item:
    """Describe a neighbour by its name; a partner role needs the pairing to be told from others."""
    pairings = facts.subjects("ag:hasPartner", node)
    details = tuple(("in", facts.label(pairing)) for pairing in pairings)
    return Item(facts.label(node), short_name(node), details, statements)
