"""Read what the texts assert of a node: statements with their status, sources and quotes.

In: a store and an IRI. Out: frozen :class:`Statement` objects in the order of the texts. Reads only
what is asked for, by index, so that one entry costs the same in a store of any size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.lookup import Lookup, expand, short_name
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

if TYPE_CHECKING:
    from attachgraph.store.answers import Term

#: How a statement can stand in the literature, from the firmest to the least firm.
STATUSES: Final = ("supported", "weak", "disputed", "inferred", "reported", "unsupported")

_CITO: Final = PREFIXES["cito"]
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Quote(NamedTuple):
    """The words that assert a statement, and where they stand.

    Parameters
    ----------
    exact : str
        The words as the text has them.
    section : str
        Heading or infobox label above them.
    origin : str
        Name of the file that the text came from.
    start, end : int
        Code points into the text; -1 where the store does not say.
    text : str
        ``text/`` and the checksum of the text.
    rule : str
        The extraction rule that took them.
    before, after : str
        What stands around them, a few words each.
    """

    exact: str
    section: str
    origin: str
    start: int
    end: int
    text: str
    rule: str
    before: str = ""
    after: str = ""


class Cited(NamedTuple):
    """A source that bears on a statement.

    Parameters
    ----------
    id : str
        Such as ``source/lozano-2021``.
    label : str
        Such as "Lozano et al. (2021)".
    intent : str
        What it does to the statement, in words: "supported by", or ``""`` for a plain citation.
    """

    id: str
    label: str
    intent: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text asserts, as it stands in the store.

    Parameters
    ----------
    id : str
        ``statement/`` and its hash.
    subject, predicate : str
        IRIs.
    object : term
        A node or a literal.
    status : str
        One of :data:`STATUSES`, or ``""`` where the store does not say.
    sources : tuple of Cited
        By intent and label.
    quotes : tuple of Quote
        In the order of the text.
    """

    id: str
    subject: str
    predicate: str
    object: Term
    status: str
    sources: tuple[Cited, ...]
    quotes: tuple[Quote, ...]


class Said:
    """What is asserted of a node, edge by edge."""

    def __init__(self, facts: Lookup, subject: str) -> None:
        self._by_edge: dict[tuple[str, str], list[Statement]] = {}
        for statement in statements_about(facts, subject):
            key = statement.predicate, str(statement.object)
            self._by_edge.setdefault(key, []).append(statement)

    def of(self, predicate: str, object_: Term | str) -> tuple[Statement, ...]:
        """Return what asserts one edge."""
        written = f"<{object_}>" if isinstance(object_, str) else str(object_)
        property_ = predicate if "/" in predicate else expand(predicate).value
        return tuple(self._by_edge.get((property_, written), ()))

    def all(self, predicate: str) -> list[tuple[Statement, ...]]:
        """Return what asserts each edge of a property."""
        iri = expand(predicate).value
        return [tuple(said) for (property_, _), said in self._by_edge.items() if property_ == iri]


def statements_about(facts: Lookup, subject: str) -> list[Statement]:
    """Read every statement about a node."""
    return _read_all(facts, facts.subjects("rdf:subject", subject))


def statements_citing(facts: Lookup, source: str) -> list[Statement]:
    """Read every statement on which a source bears."""
    citing = facts.subjects("ag:citesSource", source)
    return _read_all(facts, (iri for iri in citing if facts.has(iri, "ag:Statement")))


def statements_of_edge(
    facts: Lookup, subject: str, predicate: str, object_: str
) -> list[Statement]:
    """Read the statements that assert one edge."""
    about = set(facts.subjects("rdf:subject", subject))
    shared = sorted(about.intersection(facts.subjects("rdf:object", object_)))
    return [one for one in _read_all(facts, shared) if one.predicate == predicate]


def statements_with(
    facts: Lookup,
    *,
    predicate: str | None = None,
    status: str | None = None,
    about: str | None = None,
) -> list[Statement]:
    """Read the statements that meet all of some conditions."""
    sets = []
    if about is not None:
        ends = facts.subjects("rdf:subject", about), facts.subjects("rdf:object", about)
        sets.append({iri for end in ends for iri in end})
    if status is not None:
        sets.append(set(facts.subjects("ag:status", AG + status)))
    if predicate is not None:
        sets.append(set(facts.subjects("rdf:predicate", predicate)))
    if not sets:
        sets.append(set(facts.subjects("rdf:type", AG + "Statement")))
    return _read_all(facts, set.intersection(*sets))


def read_statement(facts: Lookup, iri: str) -> Statement | None:
    """Read one statement."""
    return _read(facts, iri)


def _read_all(facts: Lookup, iris: Iterable[str]) -> list[Statement]:
    found = (_read(facts, iri) for iri in iris)
    return sorted((one for one in found if one is not None), key=_place)


def _place(statement: Statement) -> tuple[str, int, str]:
    first = statement.quotes[0] if statement.quotes else None
    return (first.text, first.start, statement.id) if first else ("", -1, statement.id)


def _read(facts: Lookup, iri: str) -> Statement | None:
    """Read one statement; ``None`` where it asserts nothing, which `validate` reports."""
    values: dict[str, set[Term]] = {}
    for quad in facts.store.quads_for_pattern(NamedNode(iri), None, None):
        values.setdefault(quad.predicate.value, set()).add(quad.object)
    subject, predicate, object_ = (
        min(values.get(RDF + name, ()), key=str, default=None)
        for name in ("subject", "predicate", "object")
    )
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return None
    if object_ is None:
        return None
    statuses = sorted(_iris(values.get(AG + "status", ())))
    quotes = (_read_quote(facts, node) for node in _iris(values.get(AG + "quotation", ())))
    return Statement(
        id=short_name(iri),
        subject=subject.value,
        predicate=predicate.value,
        object=object_,
        status=statuses[0].removeprefix(AG) if statuses else "",
        sources=tuple(sorted(_sources(facts, values), key=lambda c: (c.intent, c.label, c.id))),
        quotes=tuple(sorted(quotes, key=lambda q: (q.text, q.start, q.rule))),
    )


def _iris(terms: Iterable[Term]) -> list[str]:
    return [term.value for term in terms if isinstance(term, NamedNode)]


def _sources(facts: Lookup, values: dict[str, set[Term]]) -> Iterator[Cited]:
    """Join plain citations and those with an intent: one with an intent is not plain as well."""
    intended = set()
    for predicate, terms in values.items():
        if predicate.startswith(_CITO):
            for source in _iris(terms):
                intended.add(source)
                yield Cited(short_name(source), facts.label(source), _in_words(predicate))
    for source in _iris(values.get(AG + "citesSource", ())):
        if source not in intended:
            yield Cited(short_name(source), facts.label(source), "")


def _in_words(predicate: str) -> str:
    """Write a CiTO property as words that go before a name: "disputed by"."""
    return _CAMEL.sub(" ", predicate.removeprefix(_CITO)).lower().removeprefix("is ")


def _read_quote(facts: Lookup, quotation: str) -> Quote:
    values: dict[str, str] = {}
    for quad in facts.store.quads_for_pattern(NamedNode(quotation), None, None):
        if isinstance(quad.object, Literal | NamedNode):
            values.setdefault(quad.predicate.value, quad.object.value)

    def value(curie: str) -> str:
        return values.get(expand(curie).value, "")

    text = value("prov:wasDerivedFrom")
    start, end = _number(value("oa:start")), _number(value("oa:end"))
    before, after = facts.around(text, start, end)
    return Quote(
        exact=value("oa:exact"),
        section=value("ag:section"),
        origin=facts.text(text, "ag:origin") if text else "",
        start=start,
        end=end,
        text=short_name(text),
        rule=value("ag:rule"),
        before=before,
        after=after,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1
