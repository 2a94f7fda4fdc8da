"""Read what the texts assert: statements with their status, quotations and citations.

In: a dataset, and which statements to read. Out: frozen :class:`Statement` objects in the order of
the texts, so that equal datasets give equal output. Reads by index only what is asked for: one
entry costs the same in a dataset of any size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import expand, short_name
from attachgraph.dataset.words import INTENTS, intent_in_words
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

if TYPE_CHECKING:
    from attachgraph.query.answers import Term

_CITO: Final = PREFIXES["cito"]
_OA: Final = PREFIXES["oa"]
_STATEMENT: Final = NamedNode(AG + "Statement")
_DERIVED: Final = PREFIXES["prov"] + "wasDerivedFrom"

#: Subject, predicate, and the object as N-Triples writes it.
EdgeKey: TypeAlias = tuple[str, str, str]
Grouped: TypeAlias = dict[EdgeKey, list["Statement"]]


class Quotation(NamedTuple):
    """The words that assert a statement, and their place; -1 where the dataset does not say."""

    iri: str
    exact: str
    section: str
    rule: str
    start: int
    end: int
    #: IRI of the text, and the name of the file that it came from.
    text: str
    origin: str


class Citation(NamedTuple):
    """A source that bears on a statement, and how: the local name of a CiTO property, or ``""``."""

    source: str
    intent: str
    label: str

    @property
    def words(self) -> str:
        """What the source does to the statement, as words before its name: "disputed by"."""
        return intent_in_words(self.intent)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text asserts; the status is ``""`` where the dataset gives none."""

    iri: str
    subject: str
    predicate: str
    object: Term
    status: str
    quotations: tuple[Quotation, ...]
    citations: tuple[Citation, ...]

    @property
    def id(self) -> str:
        """``statement/`` and its hash."""
        return short_name(self.iri)

    @property
    def edge(self) -> EdgeKey:
        """The triple that it asserts."""
        return self.subject, self.predicate, str(self.object)

    @property
    def node(self) -> str:
        """IRI of the node that it leads to, ``""`` where it asserts a literal."""
        return self.object.value if isinstance(self.object, NamedNode) else ""

    @property
    def words(self) -> str:
        """The literal that it asserts, or the IRI of the node."""
        return str(getattr(self.object, "value", self.object))


def by_edge(statements: Iterable[Statement]) -> Grouped:
    """Group statements by the triple they assert, in their order."""
    grouped: defaultdict[EdgeKey, list[Statement]] = defaultdict(list)
    for statement in statements:
        grouped[statement.edge].append(statement)
    return dict(grouped)


class Said:
    """What is asserted of a node, edge by edge."""

    def __init__(self, facts: Lookup, subject: str) -> None:
        self._by_edge = by_edge(statements_about(facts, subject))
        self._subject = subject

    def of(self, predicate: str, object_: Term | str) -> tuple[Statement, ...]:
        """Return what asserts one edge."""
        written = f"<{object_}>" if isinstance(object_, str) else str(object_)
        return tuple(self._by_edge.get((self._subject, expand(predicate).value, written), ()))

    def all(self, predicate: str) -> list[tuple[Statement, ...]]:
        """Return what asserts each edge of a property."""
        iri = expand(predicate).value
        return [tuple(said) for edge, said in self._by_edge.items() if edge[1] == iri]


def all_statements(facts: Lookup) -> list[Statement]:
    """Read every statement."""
    return read_statements(facts, facts.instances("Statement"))


def statements_about(facts: Lookup, subject: str) -> list[Statement]:
    """Read every statement about a node; what has no IRI is not spoken of."""
    if subject.startswith("_:"):
        return []
    return read_statements(facts, facts.subjects("rdf:subject", subject))


def statements_of_edge(
    facts: Lookup, subject: str, predicate: str, object_: str
) -> list[Statement]:
    """Read the statements that assert one edge."""
    about = set(facts.subjects("rdf:subject", subject))
    shared = about.intersection(facts.subjects("rdf:object", object_))
    return [one for one in read_statements(facts, shared) if one.predicate == predicate]


def statements_either_way(
    facts: Lookup, subject: str, predicate: str, object_: str
) -> list[Statement]:
    """Read what asserts an edge; a symmetric one may be asserted the other way round."""
    said = statements_of_edge(facts, subject, predicate, object_)
    return said or statements_of_edge(facts, object_, predicate, subject)


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
        return all_statements(facts)
    return read_statements(facts, set.intersection(*sets))


def read_statement(facts: Lookup, iri: str) -> Statement | None:
    """Read one statement."""
    return next(iter(read_statements(facts, [iri])), None)


def read_quotation(facts: Lookup, iri: str) -> Quotation:
    """Read one quotation."""
    values = _values(facts, iri)
    text = _first(values.get(_DERIVED, ()))
    return Quotation(
        iri=iri,
        exact=_first(values.get(_OA + "exact", ())),
        section=_first(values.get(AG + "section", ())),
        rule=_first(values.get(AG + "rule", ())),
        start=_number(values.get(_OA + "start", ())),
        end=_number(values.get(_OA + "end", ())),
        text=text,
        origin=facts.origin(text) if text else "",
    )


def read_statements(facts: Lookup, iris: Iterable[str]) -> list[Statement]:
    """Read some statements, in the order of the texts."""
    # A sentence asserts several statements, so a quotation is read once and then known.
    known: dict[str, Quotation] = {}
    found = (_read(facts, iri, known) for iri in iris)
    return sorted((one for one in found if one is not None), key=_place)


def _place(statement: Statement) -> tuple[str, int, str]:
    first = statement.quotations[0] if statement.quotations else None
    return (first.text, first.start, statement.iri) if first else ("", -1, statement.iri)


def _read(facts: Lookup, iri: str, known: dict[str, Quotation]) -> Statement | None:
    """Read one statement; ``None`` where it asserts nothing, which `validate` reports.

    What other vocabularies reify is not a statement of ours: it has no words that we could show.
    """
    values = _values(facts, iri)
    if _STATEMENT not in values.get(RDF + "type", ()):
        return None
    subject, predicate = (_first(values.get(RDF + name, ())) for name in ("subject", "predicate"))
    objects = values.get(RDF + "object", ())
    if not (subject and predicate and objects):
        return None
    quotations = [node.value for node in _nodes(values.get(AG + "quotation", ()))]
    known.update((each, read_quotation(facts, each)) for each in quotations if each not in known)
    return Statement(
        iri=iri,
        subject=subject,
        predicate=predicate,
        object=objects[0],
        status=_first(values.get(AG + "status", ())).removeprefix(AG),
        quotations=tuple(
            sorted((known[each] for each in quotations), key=lambda q: (q.text, q.start, q.iri))
        ),
        citations=tuple(sorted(_citations(facts, values), key=lambda c: (c.intent, c.source))),
    )


def _citations(facts: Lookup, values: dict[str, list[Term]]) -> Iterator[Citation]:
    """Join plain citations and those with an intent: one with an intent is not plain as well."""
    intended: set[str] = set()
    for predicate, terms in values.items():
        intent = predicate.removeprefix(_CITO).removeprefix(AG)
        if predicate.startswith(_CITO) or intent in INTENTS:
            for source in _nodes(terms):
                intended.add(source.value)
                yield Citation(source.value, intent, facts.label(source.value))
    for source in _nodes(values.get(AG + "citesSource", ())):
        if source.value not in intended:
            yield Citation(source.value, "", facts.label(source.value))


def _values(facts: Lookup, subject: str) -> dict[str, list[Term]]:
    """Collect the objects of a subject by predicate, each once, sorted."""
    values: defaultdict[str, set[Term]] = defaultdict(set)
    # Nothing contested is said of statements and quotations, so nobody looks for it.
    for quad in facts.quads.quads.quads_for_pattern(NamedNode(subject), None, None):
        values[quad.predicate.value].add(quad.object)
    return {predicate: sorted(terms, key=str) for predicate, terms in values.items()}


def _nodes(terms: Iterable[Term]) -> list[NamedNode]:
    return [term for term in terms if isinstance(term, NamedNode)]


def _first(terms: Iterable[Term]) -> str:
    """Write the first of some terms; a blank node as its label, because it has no value to show."""
    term = next(iter(terms), None)
    if isinstance(term, Literal | NamedNode):
        return term.value
    return str(term) if isinstance(term, BlankNode) else ""


def _number(terms: Iterable[Term]) -> int:
    text = _first(terms)
    return int(text) if text.isdecimal() else -1
