"""What a store says of an entry, in the order in which a person reads it.

In: a store and the IRI of a pairing, a style or a concept. Out: parts of a description. What two
texts say in the same words is one item with two statements; nothing that they say differently is
merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

from attachgraph.store.description import Item, Part
from attachgraph.store.facts import Facts, expand, short_name
from attachgraph.store.findings import findings_part
from attachgraph.store.statements import Statement, statements_about

__all__ = ["LEAD", "entry_parts"]

#: Key of the part that holds the sentences before the first heading.
LEAD: Final = "lead"

#: Plain edges of an entry: key, property, and the heading of the part.
_LINKS: Final = (
    ("contrasts", "ag:contrastsWith", "In contrast to"),
    ("broader", "skos:broader", "Broader"),
    ("narrower", "skos:narrower", "Narrower"),
    ("related", "skos:related", "Related concepts"),
    ("see-also", "ag:relatedEntry", "See also"),
    ("mentions", "ag:mentions", "Mentions"),
)


def entry_parts(facts: Facts, iri: str) -> Iterator[Part]:
    """Describe an entry part by part.

    Parameters
    ----------
    facts : Facts
        A dataset.
    iri : str
        IRI of the entry.

    Yields
    ------
    Part
        Only those that hold something, in the order of reading.
    """
    entry = _Entry(facts, iri)
    builders: tuple[tuple[str, str, Callable[[], Iterable[Item]]], ...] = (
        (LEAD, "Lead", entry.lead),
        ("names", "Other names", entry.names),
        ("pairings", "Pairings", entry.pairings),
        ("partners", "Partners", entry.partners),
        ("traits", "Traits", lambda: entry.edges("ag:hasTrait")),
        ("cycles", "Conflict cycle", entry.cycles),
        ("outcomes", "Outcomes", lambda: entry.edges("ag:hasOutcome")),
        ("phases", "Phases", entry.phases),
        ("debates", "Debates", entry.debates),
        ("depictions", "Depictions", entry.depictions),
    )
    later: tuple[tuple[str, str, Callable[[], Iterable[Item]]], ...] = (
        ("claims", "Claims", entry.claims),
        ("questions", "Questions", entry.questions),
        ("attributes", "Other rows", entry.attributes),
        *((key, title, lambda p=name: entry.edges(p)) for key, name, title in _LINKS),
        ("mentioned-by", "Mentioned by", entry.mentioned_by),
        ("sources", "Sources", entry.sources),
        ("texts", "Texts", entry.texts),
    )
    yield from _filled(builders)
    yield from findings_part(facts, iri)
    yield from _filled(later)


def _filled(
    builders: Iterable[tuple[str, str, Callable[[], Iterable[Item]]]],
) -> Iterator[Part]:
    for key, title, build in builders:
        items = tuple(build())
        if items:
            yield Part(key, title, items)


class _Entry:
    """An entry with what the texts assert of it."""

    def __init__(self, facts: Facts, iri: str) -> None:
        self.facts = facts
        self.iri = iri
        self.said = _by_edge(statements_about(facts, iri))
        self.sections = self._sections()
        #: Sections that are shown with a phase, a question or the lead.
        self.placed: set[str] = set()

    def _sections(self) -> dict[str, list[Item]]:
        """Gather the claims of the entry by the section they stand in."""
        sections: dict[str, list[Item]] = {}
        for (predicate, _), statements in self.said.items():
            if predicate == expand("ag:claims").value:
                item = Item(_words(statements[0]), statements=tuple(statements))
                sections.setdefault(_section(statements[0]), []).append(item)
        return sections

    def take(self, section: str) -> tuple[Item, ...]:
        """Return the claims of a section, which is then no longer among the others."""
        self.placed.add(section)
        return tuple(self.sections.get(section, ()))

    def edges(self, predicate: str) -> Iterator[Item]:
        """Describe the nodes that a property leads to."""
        for node in self.facts.nodes(self.iri, predicate):
            yield self.item(predicate, node)

    def item(
        self,
        predicate: str,
        node: str,
        details: tuple[tuple[str, str], ...] = (),
        items: tuple[Item, ...] = (),
    ) -> Item:
        """Describe a node that an edge of the entry leads to, with what asserts the edge."""
        statements = self.said.get((expand(predicate).value, f"<{node}>"), ())
        return Item(self.facts.label(node), short_name(node), details, tuple(statements), items)

    def lead(self) -> tuple[Item, ...]:
        """Return the sentences of the lead, or the whole of it where it has no claims."""
        abstracts = self.literals(self.iri, "dcterms:abstract")
        sections = dict.fromkeys(_section(s) for item in abstracts for s in item.statements)
        return tuple(chain.from_iterable(map(self.take, sections))) or abstracts

    def literals(self, subject: str, predicate: str) -> tuple[Item, ...]:
        """Describe the literals of a property, with what asserts each."""
        said = self.said if subject == self.iri else _by_edge(statements_about(self.facts, subject))
        return tuple(
            Item(term.value, statements=tuple(said.get((expand(predicate).value, str(term)), ())))
            for term in self.facts.terms(subject, predicate)
            if hasattr(term, "value")
        )

    def names(self) -> Iterator[Item]:
        """Describe the aliases, then the labels that only the concept scheme has."""
        known = {self.facts.label(self.iri).casefold()}
        for alias in self.facts.subjects("ag:aliasOf", self.iri):
            label = self.facts.label(alias)
            known.add(label.casefold())
            users = tuple(("used by", user) for user in self.facts.texts(alias, "ag:usedBy"))
            said = _by_edge(statements_about(self.facts, alias))
            statements = said.get((expand("ag:aliasOf").value, f"<{self.iri}>"), ())
            yield Item(label, short_name(alias), users, tuple(statements))
        for label in self.facts.texts(self.iri, "skos:altLabel"):
            if label.casefold() not in known:
                yield Item(label, details=(("used by", "the concept scheme"),))

    def pairings(self) -> Iterator[Item]:
        """Describe the pairings that a style is part of."""
        roles = self.facts.subjects("ag:style", self.iri)
        pairings = {p for role in roles for p in self.facts.subjects("ag:hasPartner", role)}
        for pairing in sorted(pairings):
            yield Item(self.facts.label(pairing), short_name(pairing))

    def partners(self) -> Iterator[Item]:
        """Describe the two roles with their traits."""
        for role in self.facts.nodes(self.iri, "ag:hasPartner"):
            styles = self.facts.nodes(role, "ag:style")
            details = tuple(("style", short_name(style)) for style in styles)
            said = _by_edge(statements_about(self.facts, role))
            traits = tuple(
                Item(
                    self.facts.label(trait),
                    short_name(trait),
                    statements=tuple(said.get((expand("ag:hasTrait").value, f"<{trait}>"), ())),
                )
                for trait in self.facts.nodes(role, "ag:hasTrait")
            )
            yield self.item("ag:hasPartner", role, details, traits)

    def cycles(self) -> Iterator[Item]:
        """Describe each conflict cycle as a loop of moves."""
        for cycle in self.facts.nodes(self.iri, "ag:conflictCycle"):
            triggers = self.facts.texts(cycle, "ag:trigger")
            details = tuple(("trigger", trigger) for trigger in triggers)
            said = _by_edge(statements_about(self.facts, cycle))
            moves = sorted(self.facts.nodes(cycle, "ag:hasMove"), key=self._order)
            items = tuple(
                Item(
                    self.facts.label(move),
                    short_name(move),
                    tuple(self._move(move)),
                    tuple(said.get((expand("ag:hasMove").value, f"<{move}>"), ())),
                )
                for move in moves
            )
            yield self.item("ag:conflictCycle", cycle, details, items)

    def _move(self, move: str) -> Iterator[tuple[str, str]]:
        for order in self.facts.texts(move, "ag:order"):
            yield "order", order
        for actor in self.facts.nodes(move, "ag:actor"):
            yield "actor", self.facts.label(actor)
        for following in self.facts.nodes(move, "ag:nextMove"):
            for order in self.facts.texts(following, "ag:order"):
                yield "followed by", order

    def _order(self, node: str) -> tuple[int, str]:
        order = self.facts.text(node, "ag:order")
        return (int(order) if order.isdecimal() else 0, node)

    def phases(self) -> Iterator[Item]:
        """Describe the phases in order, each with its claims."""
        for phase in sorted(self.facts.nodes(self.iri, "ag:hasPhase"), key=self._order):
            told = self.take(self.facts.label(phase))
            details = tuple(("order", order) for order in self.facts.texts(phase, "ag:order"))
            items = told or self.literals(phase, "dcterms:description")
            yield self.item("ag:hasPhase", phase, details, items)

    def debates(self) -> Iterator[Item]:
        """Describe the debates, each with its positions."""
        for debate in self.facts.nodes(self.iri, "ag:hasDebate"):
            positions = tuple(
                Item(item.text, short_name(position), statements=item.statements)
                for position in self.facts.nodes(debate, "ag:hasPosition")
                for item in self.literals(position, "ag:claims")
            )
            yield self.item("ag:hasDebate", debate, items=positions)

    def questions(self) -> Iterator[Item]:
        """Describe the questions, each with the sentences of its answer."""
        for question in self.facts.nodes(self.iri, "ag:hasQuestion"):
            told = self.take(self.facts.label(question))
            yield self.item(
                "ag:hasQuestion", question, items=told or self.literals(question, "ag:answer")
            )

    def depictions(self) -> Iterator[Item]:
        """Describe the works, each with the readings of those who claim that it depicts this."""
        readings: dict[str, list[Item]] = defaultdict(list)
        for depiction in self.facts.subjects("ag:about", self.iri):
            for work in self.facts.nodes(depiction, "ag:depictionOf"):
                readings[work].append(reading(self.facts, depiction))
        works = {*self.facts.nodes(self.iri, "ag:depictedIn"), *readings}
        for work in sorted(works, key=lambda work: (self.facts.label(work), work)):
            details = tuple(work_details(self.facts, work))
            yield self.item("ag:depictedIn", work, details, tuple(readings[work]))

    def claims(self) -> Iterator[Item]:
        """Describe the remaining claims, one item a section."""
        shown = {self.facts.label(node) for p in ("ag:hasPhase", "ag:hasQuestion")
                 for node in self.facts.nodes(self.iri, p)}  # fmt: skip
        for section, claims in self.sections.items():
            if section not in self.placed | shown:
                yield Item(section, items=tuple(claims))

    def attributes(self) -> Iterator[Item]:
        """Describe infobox rows that are kept as written."""
        for attribute in self.facts.nodes(self.iri, "ag:hasAttribute"):
            values = tuple(("value", value) for value in self.facts.texts(attribute, "ag:value"))
            yield self.item("ag:hasAttribute", attribute, values)

    def mentioned_by(self) -> Iterator[Item]:
        """Describe the entries that mention this one."""
        for entry in self.facts.subjects("ag:mentions", self.iri):
            yield Item(self.facts.label(entry), short_name(entry))

    def sources(self) -> Iterator[Item]:
        """Describe the sources that the entry cites."""
        for source in self.facts.nodes(self.iri, "ag:citesSource"):
            named = ("dcterms:bibliographicCitation", "reference"), ("ag:verification", "verified")
            details = [(name, text) for p, name in named for text in self.facts.texts(source, p)]
            for candidate in self.facts.nodes(source, "ag:possibleMatch"):
                details.append(("may be", short_name(candidate)))
            yield self.item("ag:citesSource", source, tuple(details))

    def texts(self) -> Iterator[Item]:
        """Describe the texts that are about the entry."""
        for text in self.facts.subjects("dcterms:subject", self.iri):
            origins = (("file", origin) for origin in self.facts.texts(text, "ag:origin"))
            licences = (("licence", iri) for iri in self.facts.nodes(text, "dcterms:license"))
            yield Item(self.facts.label(text), short_name(text), (*origins, *licences))


def reading(facts: Facts, depiction: str) -> Item:
    """Describe who reads a work in which way.

    Parameters
    ----------
    facts : Facts
        A dataset.
    depiction : str
        IRI of a depiction claim.

    Returns
    -------
    Item
        The label that was claimed, with who claims it and how it stands.
    """
    named = ("ag:claimedBy", "claimed by"), ("skos:note", "note")
    details = [(name, value) for p, name in named for value in facts.texts(depiction, p)]
    details += [("status", facts.label(s)) for s in facts.nodes(depiction, "ag:status")]
    label = facts.text(depiction, "ag:labelClaimed") or facts.label(depiction)
    return Item(label, short_name(depiction), tuple(details))


def work_details(facts: Facts, work: str) -> Iterator[tuple[str, str]]:
    """Describe a work in one line.

    Parameters
    ----------
    facts : Facts
        A dataset.
    work : str
        IRI of a work.

    Yields
    ------
    tuple of str
        Name and value: its medium, its years, who made it.
    """
    for medium in facts.texts(work, "ag:medium"):
        yield "medium", medium
    years = [*facts.texts(work, "dcterms:issued"), *facts.texts(work, "schema:endDate")]
    if years:
        yield "years", "–".join(dict.fromkeys((years[0], years[-1])))
    for written in () if years else facts.texts(work, "ag:years"):
        yield "years", written
    for person in facts.nodes(work, "dcterms:creator"):
        yield "by", facts.label(person)


def _by_edge(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """Group statements by property and object, in the order of the texts."""
    grouped: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        grouped.setdefault((statement.predicate, str(statement.object)), []).append(statement)
    return grouped


def _section(statement: Statement) -> str:
    return statement.quotes[0].section if statement.quotes else ""


def _words(statement: Statement) -> str:
    return str(getattr(statement.object, "value", statement.object))
