"""The parts of a description that are more than a list of neighbours.

In: a dataset and the IRI of a thing. Out: items, part by part. What two texts say in the same words
is one item with two statements; nothing that they say differently is merged. An edge that has no
part here is listed with its neighbours in :mod:`attachgraph.dataset.describing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Final, NamedTuple

from pyoxigraph import Literal

from attachgraph.dataset.description import Item
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import short_name
from attachgraph.dataset.results import (
    Bearing,
    Result,
    results_about,
    results_bearing_on,
    results_of,
    standing_of,
)
from attachgraph.dataset.statements import Said, Statement, read_statement, read_statements
from attachgraph.dataset.subject import ABSTRACT, Subject, place
from attachgraph.dataset.works import reading, work_details
from attachgraph.rdf.namespaces import AG


def _literals(
    facts: Lookup, subject: str, predicate: str, said: Said | None = None
) -> tuple[Item, ...]:
    """Describe the literals of a property, with what asserts each."""
    terms = facts.terms(subject, predicate)
    if said is None and terms:
        said = Said(facts, subject)
    return tuple(
        Item(str(getattr(term, "value", term)), statements=said.of(predicate, term) if said else ())
        for term in terms
    )


def _below(facts: Lookup, subject: str, predicate: str) -> tuple[Item, ...]:
    """Describe the nodes that a property of a part leads to, with what asserts each."""
    said = Said(facts, subject)
    nodes = sorted(facts.nodes(subject, predicate), key=partial(place, facts))
    return tuple(
        Item(
            facts.label(node),
            short_name(node),
            tuple(_move_details(facts, node)),
            said.of(predicate, node),
        )
        for node in nodes
    )


# ---------------------------------------------------------------- of entries


def _stated(subject: Subject) -> Iterator[Item]:
    """Say what a statement states."""
    statement = read_statement(subject.facts, subject.iri)
    if statement is not None:
        yield statement_item(subject.facts, statement)


def _lead(subject: Subject) -> tuple[Item, ...]:
    """Return the sentences of the lead, or the whole of it where it has no claims."""
    sentences = (subject.sections.get(section, ()) for section in subject.lead_sections())
    whole = tuple(chain.from_iterable(sentences))
    return whole or _literals(subject.facts, subject.iri, ABSTRACT, subject.said)


def _names(subject: Subject) -> Iterator[Item]:
    """Describe the aliases, then the labels that only the concept scheme has."""
    facts = subject.facts
    known = {facts.label(subject.iri).casefold()}
    for alias in subject.into("ag:aliasOf"):
        label = facts.label(alias)
        known.add(label.casefold())
        users = tuple(("used by", user) for user in facts.texts(alias, "ag:usedBy"))
        said = Said(facts, alias).of("ag:aliasOf", subject.iri)
        yield Item(label, short_name(alias), users, said)
    labels = (t for t in facts.terms(subject.iri, "skos:altLabel") if isinstance(t, Literal))
    for name in sorted(labels, key=lambda each: (each.language != "en", each.value)):
        if name.value.casefold() not in known:
            language = () if name.language == "en" else (("language", str(name.language)),)
            yield Item(name.value, details=(*language, ("used by", "the concept scheme")))


def _pairings(subject: Subject) -> Iterator[Item]:
    """Describe the pairings that a style is part of."""
    facts = subject.facts
    roles = subject.into("ag:style")
    pairings = sorted({p for role in roles for p in facts.subjects("ag:hasPartner", role)})
    for pairing in pairings:
        yield Item(facts.label(pairing), short_name(pairing))
    partners = (role for pairing in pairings for role in facts.nodes(pairing, "ag:hasPartner"))
    paired = {style for role in partners for style in facts.nodes(role, "ag:style")}
    for style in subject.nodes("ag:pairsWith"):
        if style not in paired:
            yield subject.edge("ag:pairsWith", style)


def _partners(subject: Subject) -> Iterator[Item]:
    """Describe the two roles with their traits."""
    for role in subject.nodes("ag:hasPartner"):
        styles = subject.facts.nodes(role, "ag:style")
        details = tuple(("style", short_name(style)) for style in styles)
        traits = _below(subject.facts, role, "ag:hasTrait")
        yield subject.edge("ag:hasPartner", role, details, traits)


def _cycles(subject: Subject) -> Iterator[Item]:
    """Describe each conflict cycle as a loop of moves."""
    for cycle in subject.nodes("ag:conflictCycle"):
        triggers = subject.facts.texts(cycle, "ag:trigger")
        details = tuple(("trigger", trigger) for trigger in triggers)
        moves = _below(subject.facts, cycle, "ag:hasMove")
        yield subject.edge("ag:conflictCycle", cycle, details, moves)


def _move_details(facts: Lookup, move: str) -> Iterator[tuple[str, str]]:
    """Yield who makes a move and what it is followed by; nothing for what is not a move."""
    for actor in facts.nodes(move, "ag:actor"):
        yield "actor", facts.label(actor)
    for following in facts.nodes(move, "ag:nextMove"):
        for order in facts.texts(following, "ag:order"):
            yield "followed by", order
    for order in facts.texts(move, "ag:order"):
        yield "order", order


def _phases(subject: Subject) -> Iterator[Item]:
    """Describe the phases in order, each with its claims."""
    for phase in subject.nodes("ag:hasPhase"):
        details = tuple(("order", order) for order in subject.facts.texts(phase, "ag:order"))
        said = subject.under(phase) or _literals(subject.facts, phase, "dcterms:description")
        yield subject.edge("ag:hasPhase", phase, details, said)


def _debates(subject: Subject) -> Iterator[Item]:
    """Describe the debates, each with its positions."""
    for debate in subject.nodes("ag:hasDebate"):
        positions = tuple(
            Item(claim.text, short_name(position), statements=claim.statements)
            for position in subject.facts.nodes(debate, "ag:hasPosition")
            for claim in _literals(subject.facts, position, "ag:claims")
        )
        yield subject.edge("ag:hasDebate", debate, items=positions)


def _claims(subject: Subject) -> Iterator[Item]:
    """Describe the claims of the sections that no other part shows."""
    elsewhere = {*subject.lead_sections()}
    for predicate in ("ag:hasPhase", "ag:hasQuestion"):
        elsewhere.update(map(subject.facts.label, subject.nodes(predicate)))
    for section, claims in subject.sections.items():
        if section not in elsewhere:
            yield Item(section, items=tuple(claims))


def _questions(subject: Subject) -> Iterator[Item]:
    """Describe the questions, each with the sentences of its answer."""
    for question in subject.nodes("ag:hasQuestion"):
        said = subject.under(question) or _literals(subject.facts, question, "ag:answer")
        yield subject.edge("ag:hasQuestion", question, items=said)


def _answers(subject: Subject) -> tuple[Item, ...]:
    return _literals(subject.facts, subject.iri, "ag:answer", subject.said)


def _attributes(subject: Subject) -> Iterator[Item]:
    """Describe infobox rows that are kept as written."""
    for attribute in subject.nodes("ag:hasAttribute"):
        values = tuple(("value", value) for value in subject.facts.texts(attribute, "ag:value"))
        yield subject.edge("ag:hasAttribute", attribute, values)


def _sources(subject: Subject) -> Iterator[Item]:
    """Describe the sources that it cites."""
    facts = subject.facts
    for source in subject.nodes("ag:citesSource"):
        details = (
            *(("reference", t) for t in facts.texts(source, "dcterms:bibliographicCitation")),
            *(("verified", text) for text in facts.texts(source, "ag:verification")),
            *(("may be", short_name(node)) for node in facts.nodes(source, "ag:possibleMatch")),
        )
        yield subject.edge("ag:citesSource", source, details)


def _texts(subject: Subject) -> Iterator[Item]:
    """Describe the texts that are about it."""
    facts = subject.facts
    for text in subject.into("dcterms:subject"):
        details = (
            *(("file", origin) for origin in facts.texts(text, "ag:origin")),
            *(("licence", iri) for iri in facts.nodes(text, "dcterms:license")),
        )
        yield Item(facts.label(text), short_name(text), details)


# ---------------------------------------------------------------- of works, sources and claims


def _depictions(subject: Subject) -> Iterator[Item]:
    """Describe the works, each with the readings of those who claim that it depicts this."""
    facts = subject.facts
    readings: dict[str, list[Item]] = defaultdict(list)
    for depiction in subject.into("ag:about"):
        for work in facts.nodes(depiction, "ag:depictionOf"):
            readings[work].append(reading(facts, depiction))
    works = {*facts.nodes(subject.iri, "ag:depictedIn"), *readings}
    for work in sorted(works, key=lambda work: (facts.label(work), work)):
        details = tuple(work_details(facts, work))
        yield subject.edge("ag:depictedIn", work, details, tuple(readings[work]))


def _readings(subject: Subject) -> Iterator[Item]:
    """Describe in which ways a work is read."""
    facts = subject.facts
    for depiction in subject.into("ag:depictionOf"):
        item = reading(facts, depiction)
        shown = tuple(("depicts", short_name(node)) for node in facts.nodes(depiction, "ag:about"))
        yield Item(item.text, item.id, shown + item.details)


def _cited_for(subject: Subject) -> Iterator[Item]:
    """Describe what a source is cited for, by what it does to the claim."""
    by_intent: dict[str, list[Item]] = {}
    for statement in read_statements(subject.facts, subject.into("ag:citesSource")):
        if statement.predicate == AG + "citesSource":
            continue  # the entry's own list of sources; "Cited by" names the entry
        for cited in statement.citations:
            if cited.source == subject.iri:
                said = statement_item(subject.facts, statement)
                by_intent.setdefault(cited.words, []).append(said)
    for intent, claims in sorted(by_intent.items(), key=lambda pair: (not pair[0], pair[0])):
        # "Has background from" reads well before the name of a source, not after a noun.
        done = f"with {intent.removeprefix('has ')}" if intent.startswith("has ") else intent
        heading = f"Claims {done} it" if intent else "Claims that cite it"
        yield Item(heading, items=tuple(claims))


def statement_item(facts: Lookup, statement: Statement) -> Item:
    """Say a statement in words."""
    is_entry = not _ENTRIES.isdisjoint(facts.kinds(statement.subject))
    details = (("of", short_name(statement.subject)),) if is_entry else ()
    words = statement.words
    if statement.node:
        edge = facts.vocabulary.words(statement.predicate)
        words = f"{facts.label(statement.subject)} {edge} {facts.label(statement.node)}"
    return Item(words, details=details, statements=(statement,))


#: Classes whose things have pages of their own.
_ENTRIES: Final = frozenset({"AttachmentStyle", "Concept", "Entry", "Pairing"})


def _results(subject: Subject) -> Iterator[Item]:
    """Describe the results that a source reports, that bear on a claim, or on a thing."""
    facts = subject.facts
    for result in results_of(facts, subject.iri):
        for bearing in result.bearings or (None,):
            yield _result(result, bearing)
    for result in results_bearing_on(facts, subject.iri):
        (bearing,) = (one for one in result.bearings if one.claim == subject.iri)
        yield _result(result, bearing)
    yield from _by_claim(facts, subject.iri, results_about(facts, subject.iri))


def _by_claim(facts: Lookup, iri: str, results: Iterable[Result]) -> Iterator[Item]:
    """Group results by the claims about a thing, each with how it stands and why."""
    grouped: dict[tuple[str, str], list[tuple[int, Item]]] = {}
    for result in results:
        for bearing in [one for one in result.bearings if iri in one.about] or (None,):
            about = (bearing.claim, bearing.label) if bearing else ("", "Other results")
            rank = bearing.rank if bearing else 0
            grouped.setdefault(about, []).append((rank, _result(result, bearing)))
    for (claim, label), found in sorted(grouped.items()):
        ordered = sorted(found, key=lambda pair: (pair[0], pair[1].text, pair[1].id))
        standing = standing_of(facts, claim) if claim else ()
        yield Item(label, short_name(claim), standing, items=tuple(item for _, item in ordered))


def _result(result: Result, bearing: Bearing | None) -> Item:
    """Describe a result by what it does to a claim."""
    details = [("stance", bearing.stance)] if bearing and bearing.stance else []
    if bearing:
        details.append(("evidence", "direct" if bearing.direct else "indirect"))
        details += [("indirect because", reason) for reason in bearing.reasons]
    details += [("source", result.source)] if result.source else []
    details += [
        (name, value)
        for name, values in (
            ("design", [result.design]),
            ("couples", map(str, result.couples)),
            ("persons", map(str, result.persons)),
            ("measure", [result.measure]),
            ("predictor", [result.predictor]),
            ("whose", [result.whose]),
            ("moderator", [result.moderator]),
            ("outcome", [result.outcome]),
            ("direction", [result.direction]),
            ("number", [result.number]),
            ("read", [result.read]),
            ("explanation", [bearing.explanation] if bearing else []),
        )
        for value in values
        if value
    ]
    return Item(result.summary, short_name(result.iri), tuple(details))


class Builder(NamedTuple):
    """What gathers a part, and the edges that it shows, so that no list shows them again."""

    key: str
    build: Callable[[Subject], Iterable[Item]]
    #: The edge whose heading and place the part has, from the thing or (`inverse`) to it.
    edge: str
    inverse: bool = False
    #: Other edges that it shows, those to the thing with a ``^`` before.
    also: tuple[str, ...] = ()


#: In the order of reading where the ontology does not say.
BUILDERS: Final[tuple[Builder, ...]] = (
    Builder("statement", _stated, "rdf:object"),
    Builder("lead", _lead, ABSTRACT),
    Builder("names", _names, "ag:aliasOf", inverse=True),
    Builder("pairings", _pairings, "ag:pairsWith", also=("^ag:pairsWith", "^ag:style")),
    Builder("partners", _partners, "ag:hasPartner"),
    Builder("cycles", _cycles, "ag:conflictCycle"),
    Builder("phases", _phases, "ag:hasPhase"),
    Builder("debates", _debates, "ag:hasDebate"),
    Builder("depictions", _depictions, "ag:depictedIn"),
    Builder("readings", _readings, "ag:depictionOf", inverse=True),
    Builder("cited-for", _cited_for, "cito:cites", inverse=True),
    Builder("results", _results, "ag:bearsOn", inverse=True),
    Builder("claims", _claims, "ag:claims"),
    Builder("questions", _questions, "ag:hasQuestion"),
    Builder("answers", _answers, "ag:answer"),
    Builder("attributes", _attributes, "ag:hasAttribute"),
    Builder("sources", _sources, "ag:citesSource"),
    Builder("texts", _texts, "dcterms:subject", inverse=True),
)
