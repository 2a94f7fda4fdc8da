"""What a store says of an entry, in the order in which a person reads it.

In: a store and the IRI of a pairing, a style or a concept. Out: parts of a description. What two
texts say in the same words is one item with two statements; nothing that they say differently is
merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Final

from attachgraph.dataset.description import Item, Part
from attachgraph.dataset.findings import findings_by_claim
from attachgraph.dataset.lookup import Lookup, short_name
from attachgraph.dataset.statements import Said, Statement
from attachgraph.dataset.works import reading, work_details

Details = tuple[tuple[str, str], ...]


def entry_parts(facts: Lookup, iri: str) -> Iterator[Part]:
    """Describe an entry part by part."""
    entry = _Entry(facts, iri)
    for key, title, build in _PARTS:
        items = tuple(build(entry))
        if items:
            yield Part(key, title, items)


class _Entry:
    """An entry, what the texts assert of it, and its claims by the section they stand in."""

    def __init__(self, facts: Lookup, iri: str) -> None:
        self.facts = facts
        self.iri = iri
        self.said = Said(facts, iri)
        self.sections: dict[str, list[Item]] = {}
        for statements in self.said.all("ag:claims"):
            words = str(getattr(statements[0].object, "value", ""))
            item = Item(words, statements=statements)
            self.sections.setdefault(_section(statements[0]), []).append(item)

    def edge(
        self, predicate: str, node: str, details: Details = (), items: tuple[Item, ...] = ()
    ) -> Item:
        """Describe a node that an edge of the entry leads to, with what asserts the edge."""
        said = self.said.of(predicate, node)
        return Item(self.facts.label(node), short_name(node), details, said, items)

    def nodes(self, predicate: str) -> list[str]:
        """List the nodes that a property leads to; phases and moves by their order."""
        return sorted(self.facts.nodes(self.iri, predicate), key=partial(_place, self.facts))

    def told(self, node: str) -> tuple[Item, ...]:
        """Return the claims that stand under a heading of the same name as a node."""
        return tuple(self.sections.get(self.facts.label(node), ()))

    def lead_sections(self) -> list[str]:
        """List the sections that the abstract is taken from."""
        return list(dict.fromkeys(_section(s) for said in self.said.all(_ABSTRACT) for s in said))


_ABSTRACT: Final = "dcterms:abstract"


def _section(statement: Statement) -> str:
    return statement.quotes[0].section if statement.quotes else ""


def _place(facts: Lookup, node: str) -> tuple[int, str]:
    order = facts.text(node, "ag:order")
    return (int(order) if order.isdecimal() else 0, node)


def _literals(facts: Lookup, subject: str, predicate: str) -> tuple[Item, ...]:
    """Describe the literals of a property, with what asserts each."""
    said = Said(facts, subject)
    return tuple(
        Item(str(getattr(term, "value", term)), statements=said.of(predicate, term))
        for term in facts.terms(subject, predicate)
    )


def _below(facts: Lookup, subject: str, predicate: str) -> tuple[Item, ...]:
    """Describe the nodes that a property of a part leads to, with what asserts each."""
    said = Said(facts, subject)
    nodes = sorted(facts.nodes(subject, predicate), key=partial(_place, facts))
    return tuple(
        Item(
            facts.label(node),
            short_name(node),
            tuple(_move_details(facts, node)),
            said.of(predicate, node),
        )
        for node in nodes
    )


# ---------------------------------------------------------------- the parts


def _lead(entry: _Entry) -> tuple[Item, ...]:
    """Return the sentences of the lead, or the whole of it where it has no claims."""
    sentences = (entry.sections.get(section, ()) for section in entry.lead_sections())
    return tuple(chain.from_iterable(sentences)) or _literals(entry.facts, entry.iri, _ABSTRACT)


def _names(entry: _Entry) -> Iterator[Item]:
    """Describe the aliases, then the labels that only the concept scheme has."""
    facts = entry.facts
    known = {facts.label(entry.iri).casefold()}
    for alias in facts.subjects("ag:aliasOf", entry.iri):
        label = facts.label(alias)
        known.add(label.casefold())
        users = tuple(("used by", user) for user in facts.texts(alias, "ag:usedBy"))
        said = Said(facts, alias).of("ag:aliasOf", entry.iri)
        yield Item(label, short_name(alias), users, said)
    for label in facts.texts(entry.iri, "skos:altLabel"):
        if label.casefold() not in known:
            yield Item(label, details=(("used by", "the concept scheme"),))


def _pairings(entry: _Entry) -> Iterator[Item]:
    """Describe the pairings that a style is part of."""
    facts = entry.facts
    roles = facts.subjects("ag:style", entry.iri)
    for pairing in sorted({p for role in roles for p in facts.subjects("ag:hasPartner", role)}):
        yield Item(facts.label(pairing), short_name(pairing))


def _partners(entry: _Entry) -> Iterator[Item]:
    """Describe the two roles with their traits."""
    for role in entry.nodes("ag:hasPartner"):
        styles = entry.facts.nodes(role, "ag:style")
        details = tuple(("style", short_name(style)) for style in styles)
        traits = _below(entry.facts, role, "ag:hasTrait")
        yield entry.edge("ag:hasPartner", role, details, traits)


def _cycles(entry: _Entry) -> Iterator[Item]:
    """Describe each conflict cycle as a loop of moves."""
    for cycle in entry.nodes("ag:conflictCycle"):
        triggers = entry.facts.texts(cycle, "ag:trigger")
        details = tuple(("trigger", trigger) for trigger in triggers)
        moves = _below(entry.facts, cycle, "ag:hasMove")
        yield entry.edge("ag:conflictCycle", cycle, details, moves)


def _move_details(facts: Lookup, move: str) -> Iterator[tuple[str, str]]:
    """Yield who makes a move and what it is followed by; nothing for what is no move."""
    for actor in facts.nodes(move, "ag:actor"):
        yield "actor", facts.label(actor)
    for following in facts.nodes(move, "ag:nextMove"):
        for order in facts.texts(following, "ag:order"):
            yield "followed by", order
    for order in facts.texts(move, "ag:order"):
        yield "order", order


def _phases(entry: _Entry) -> Iterator[Item]:
    """Describe the phases in order, each with its claims."""
    for phase in entry.nodes("ag:hasPhase"):
        details = tuple(("order", order) for order in entry.facts.texts(phase, "ag:order"))
        told = entry.told(phase) or _literals(entry.facts, phase, "dcterms:description")
        yield entry.edge("ag:hasPhase", phase, details, told)


def _debates(entry: _Entry) -> Iterator[Item]:
    """Describe the debates, each with its positions."""
    for debate in entry.nodes("ag:hasDebate"):
        positions = tuple(
            Item(claim.text, short_name(position), statements=claim.statements)
            for position in entry.facts.nodes(debate, "ag:hasPosition")
            for claim in _literals(entry.facts, position, "ag:claims")
        )
        yield entry.edge("ag:hasDebate", debate, items=positions)


def _depictions(entry: _Entry) -> Iterator[Item]:
    """Describe the works, each with the readings of those who claim that it depicts this."""
    facts = entry.facts
    readings: dict[str, list[Item]] = defaultdict(list)
    for depiction in facts.subjects("ag:about", entry.iri):
        for work in facts.nodes(depiction, "ag:depictionOf"):
            readings[work].append(reading(facts, depiction))
    works = {*facts.nodes(entry.iri, "ag:depictedIn"), *readings}
    for work in sorted(works, key=lambda work: (facts.label(work), work)):
        details = tuple(work_details(facts, work))
        yield entry.edge("ag:depictedIn", work, details, tuple(readings[work]))


def _claims(entry: _Entry) -> Iterator[Item]:
    """Describe the claims of the sections that no other part shows."""
    elsewhere = {*entry.lead_sections()}
    for predicate in ("ag:hasPhase", "ag:hasQuestion"):
        elsewhere.update(map(entry.facts.label, entry.nodes(predicate)))
    for section, claims in entry.sections.items():
        if section not in elsewhere:
            yield Item(section, items=tuple(claims))


def _questions(entry: _Entry) -> Iterator[Item]:
    """Describe the questions, each with the sentences of its answer."""
    for question in entry.nodes("ag:hasQuestion"):
        told = entry.told(question) or _literals(entry.facts, question, "ag:answer")
        yield entry.edge("ag:hasQuestion", question, items=told)


def _attributes(entry: _Entry) -> Iterator[Item]:
    """Describe infobox rows that are kept as written."""
    for attribute in entry.nodes("ag:hasAttribute"):
        values = tuple(("value", value) for value in entry.facts.texts(attribute, "ag:value"))
        yield entry.edge("ag:hasAttribute", attribute, values)


def _edges(predicate: str, entry: _Entry) -> Iterator[Item]:
    """Describe the nodes that a property leads to."""
    for node in entry.nodes(predicate):
        yield entry.edge(predicate, node)


def _mentioned_by(entry: _Entry) -> Iterator[Item]:
    """Describe the entries that mention this one."""
    for other in entry.facts.subjects("ag:mentions", entry.iri):
        yield Item(entry.facts.label(other), short_name(other))


def _sources(entry: _Entry) -> Iterator[Item]:
    """Describe the sources that the entry cites."""
    facts = entry.facts
    for source in entry.nodes("ag:citesSource"):
        details = (
            *(("reference", t) for t in facts.texts(source, "dcterms:bibliographicCitation")),
            *(("verified", text) for text in facts.texts(source, "ag:verification")),
            *(("may be", short_name(node)) for node in facts.nodes(source, "ag:possibleMatch")),
        )
        yield entry.edge("ag:citesSource", source, details)


def _texts(entry: _Entry) -> Iterator[Item]:
    """Describe the texts that are about the entry."""
    facts = entry.facts
    for text in facts.subjects("dcterms:subject", entry.iri):
        details = (
            *(("file", origin) for origin in facts.texts(text, "ag:origin")),
            *(("licence", iri) for iri in facts.nodes(text, "dcterms:license")),
        )
        yield Item(facts.label(text), short_name(text), details)


def _findings(entry: _Entry) -> Iterator[Item]:
    return findings_by_claim(entry.facts, entry.iri)


#: Key, heading, and what gathers the items, in the order of reading.
_PARTS: Final[tuple[tuple[str, str, Callable[[_Entry], Iterable[Item]]], ...]] = (
    ("lead", "Lead", _lead),
    ("names", "Other names", _names),
    ("pairings", "Pairings", _pairings),
    ("partners", "Partners", _partners),
    ("traits", "Traits", partial(_edges, "ag:hasTrait")),
    ("cycles", "Conflict cycle", _cycles),
    ("outcomes", "Outcomes", partial(_edges, "ag:hasOutcome")),
    ("phases", "Phases", _phases),
    ("debates", "Debates", _debates),
    ("depictions", "Depictions", _depictions),
    ("findings", "Findings", _findings),
    ("claims", "Claims", _claims),
    ("questions", "Questions", _questions),
    ("attributes", "Other rows", _attributes),
    ("contrasts", "In contrast to", partial(_edges, "ag:contrastsWith")),
    ("broader", "Broader", partial(_edges, "skos:broader")),
    ("narrower", "Narrower", partial(_edges, "skos:narrower")),
    ("related", "Related concepts", partial(_edges, "skos:related")),
    ("see-also", "See also", partial(_edges, "ag:relatedEntry")),
    ("mentions", "Mentions", partial(_edges, "ag:mentions")),
    ("mentioned-by", "Mentioned by", _mentioned_by),
    ("sources", "Sources", _sources),
    ("texts", "Texts", _texts),
)
