"""What a dataset says of a thing: an entry, a source, a work, a person, or any node.

In: a dataset and an IRI. Out: a :class:`~attachgraph.dataset.description.Description`. Reads by
index what belongs to the thing and nothing else. Headings and their order come from the ontology;
an edge that nobody foresaw is listed all the same. Knows no terminal and no format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.description import Description, Item, Part, walk
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import expand, short_name
from attachgraph.dataset.parts import BUILDERS, Builder, statement_item
from attachgraph.dataset.source import Quads
from attachgraph.dataset.statements import Statement, read_statement
from attachgraph.dataset.subject import Subject
from attachgraph.dataset.words import in_words
from attachgraph.errors import MissingError
from attachgraph.rdf.bases import is_named, path_of
from attachgraph.rdf.namespaces import AG, PREFIXES
from attachgraph.reading.lexicon import slug

#: The first of these that a thing has is at the head of its description.
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
    "skos:topConceptOf",
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
    "ag:record",
    "ag:quotation",
)
_CITO: Final = PREFIXES["cito"]
#: The one property that things and statements about them share.
_CITES: Final = AG + "citesSource"
#: Heads what the ontology has no word for.
_OTHER: Final = "Other"


def describe(store: Quads, iri: str) -> Description:
    """Gather what a dataset says of a thing."""
    facts = Lookup(store)
    return replace(describe_head(facts, iri), parts=_parts(facts, iri))


def describe_head(facts: Lookup, iri: str) -> Description:
    """Gather what is at the head of a description, which has no parts yet."""
    if not facts.exists(iri):
        raise MissingError(
            f"the dataset does not know {short_name(iri)}",
            fix="look the name up: attachgraph search WORDS",
        )
    title, kinds, names = facts.label(iri), facts.kinds(iri), facts.vocabulary.labels
    return Description(
        iri=iri,
        id=short_name(iri),
        kinds=kinds,
        called=tuple(names.get(AG + kind, in_words(kind)) for kind in kinds),
        title=title,
        summary=next((text for p in _SUMMARIES for text in facts.texts(iri, p)), ""),
        details=tuple(sorted({d for d in _details(facts, iri) if d[1] != title})),
        parts=(),
    )


def _details(facts: Lookup, iri: str) -> Iterator[tuple[str, str]]:
    """Yield the literals and the outside addresses of a node."""
    for quad in facts.quads.quads_for_pattern(NamedNode(iri), None, None):
        if quad.predicate.value in _HEAD | _CLAIMED | _MACHINERY:
            continue
        value = quad.object
        if isinstance(value, Literal) or (
            isinstance(value, NamedNode) and not is_named(value.value)
        ):
            yield facts.vocabulary.words(quad.predicate.value), value.value


@dataclass
class _Draft:
    """A part that is being gathered; what has the same heading is one part."""

    key: str
    title: str
    place: tuple[int, int, str]
    items: dict[str, Item] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Add an item once, with all that asserts it."""
        self.items.setdefault(item.id or f"{len(self.items)} {item.text}", item)


def _parts(facts: Lookup, iri: str) -> tuple[Part, ...]:
    subject = Subject(facts, iri)
    drafts: dict[str, _Draft] = {}
    for number, builder in enumerate(BUILDERS):
        items = tuple(builder.build(subject))
        if items:
            draft = drafts.setdefault(*_built(facts, builder, number))
            draft.items = {f"{number} {place}": item for place, item in enumerate(items)}
    shown = {item.id for draft in drafts.values() for item in walk(draft.items.values())}
    neighbours = (*_outgoing(subject), *_incoming(subject, shown))
    for predicate, inverse, found in neighbours:
        heading = facts.vocabulary.heading(predicate, inverse=inverse)
        place, name = facts.vocabulary.place(predicate)
        listed = found if heading else [_under_its_edge(facts, one, predicate) for one in found]
        heading = heading or _OTHER
        draft = drafts.setdefault(
            heading, _Draft(slug(heading), heading, (place, len(BUILDERS) + inverse, name))
        )
        known = {item.id for item in draft.items.values()}
        for item in listed:
            if item.id not in known:
                draft.add(item)
    ordered = sorted(drafts.values(), key=lambda draft: (draft.title == _OTHER, draft.place))
    return tuple(Part(one.key, one.title, tuple(one.items.values())) for one in ordered)


def _built(facts: Lookup, builder: Builder, number: int) -> tuple[str, _Draft]:
    """Begin a part under the heading that the ontology gives its edge."""
    predicate = expand(builder.edge).value
    heading = facts.vocabulary.heading(predicate, inverse=builder.inverse)
    title = heading or builder.key.replace("-", " ").capitalize()
    place, _ = facts.vocabulary.place(predicate)
    return title, _Draft(builder.key, title, (place, number, ""))


def _under_its_edge(facts: Lookup, item: Item, predicate: str) -> Item:
    """Say with a neighbour which edge leads there, because its heading does not."""
    edge = ("edge", facts.vocabulary.words(predicate))
    return Item(item.text, item.id, (edge, *item.details), item.statements, item.items)


#: Edges that the builders show, as CURIEs; those that lead to the thing with a ``^`` before.
_BUILT: Final = frozenset(
    edge
    for builder in BUILDERS
    for edge in (f"{'^' if builder.inverse else ''}{builder.edge}", *builder.also)
)
_BUILT_OUT: Final = _iris(*(edge for edge in _BUILT if not edge.startswith("^")))
_BUILT_IN: Final = _iris(*(edge[1:] for edge in _BUILT if edge.startswith("^")))
_LISTED_ELSEWHERE: Final = _HEAD | _MACHINERY | _BUILT_OUT

_Neighbours = tuple[str, bool, tuple[Item, ...]]


def _outgoing(subject: Subject) -> Iterator[_Neighbours]:
    """Describe the nodes that the edges of a node lead to."""
    facts, found = subject.facts, dict[str, set[str]]()
    is_statement = facts.has(subject.iri, "ag:Statement")
    for quad in facts.quads.quads_for_pattern(NamedNode(subject.iri), None, None):
        predicate = quad.predicate.value
        if predicate in _LISTED_ELSEWHERE or (is_statement and _is_told(predicate)):
            continue
        if isinstance(quad.object, NamedNode) and is_named(quad.object.value):
            found.setdefault(predicate, set()).add(quad.object.value)
    for predicate, nodes in sorted(found.items()):
        items = (_neighbour(facts, n, subject.said.of(predicate, n)) for n in sorted(nodes))
        yield predicate, False, tuple(items)


def _is_told(predicate: str) -> bool:
    """Tell what a statement says of itself where it is shown as a statement."""
    return predicate.startswith(_CITO) or predicate == AG + "status"


def _incoming(subject: Subject, shown: set[str]) -> Iterator[_Neighbours]:
    """Describe the nodes whose edges lead to a node."""
    facts = subject.facts
    for predicate, nodes in sorted(subject.incoming.items()):
        if predicate in _MACHINERY | _BUILT_IN or predicate.startswith(_CITO):
            continue
        mutual = set(facts.nodes(subject.iri, predicate))
        others = [
            node
            for node in nodes
            if node not in mutual and not _is_shown(facts, node, predicate, shown)
        ]
        if others:
            yield predicate, True, tuple(_neighbour(facts, node) for node in others)


def _is_shown(facts: Lookup, node: str, predicate: str, shown: set[str]) -> bool:
    """Tell what a part shows already, and a statement, which only speaks of the thing."""
    if predicate == _CITES:
        return facts.has(node, "ag:Statement")
    return short_name(node) in shown and path_of(node).startswith(_SHOWN_BELOW)


#: Results, depiction claims and the claims that results bear on, which have parts of their own.
_SHOWN_BELOW: Final = ("result/", "line/", "depiction/", "claim/")


def _neighbour(facts: Lookup, node: str, statements: tuple[Statement, ...] = ()) -> Item:
    """Describe a neighbour by its name; a partner role needs the pairing to be told from others."""
    statement = read_statement(facts, node) if facts.has(node, "ag:Statement") else None
    if statement is not None:
        item = statement_item(facts, statement)
        return Item(item.text, short_name(node), item.details, item.statements)
    is_role = facts.has(node, "ag:PartnerRole")
    pairings = facts.subjects("ag:hasPartner", node) if is_role else ()
    details = tuple(("in", facts.label(pairing)) for pairing in pairings)
    return Item(facts.label(node), short_name(node), details, statements)
