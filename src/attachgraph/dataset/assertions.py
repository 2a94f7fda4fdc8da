"""Read back what the texts assert: statements with their quotes, statuses and sources.

In: a store that holds ``ag:Statement`` and ``ag:Quotation`` nodes. Out: frozen :class:`Assertion`
objects, ordered, so that equal stores give equal output. Knows nothing of how a text was read or is
shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import NamedNode

from attachgraph.dataset.vocabulary import local_name
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Literal, Store, Triple

__all__ = [
    "INTENTS",
    "Assertion",
    "Citation",
    "Quote",
    "Triples",
    "by_triple",
    "read_assertions",
    "read_assertions_about",
]

_CITO: Final = PREFIXES["cito"]
_OA: Final = PREFIXES["oa"]

#: CiTO properties that lead from a claim to a source, with the words that read well before its
#: name. https://sparontologies.github.io/cito/current/cito.html
INTENTS: Final[dict[str, str]] = {
    "isSupportedBy": "supported by",
    "isConfirmedBy": "confirmed by",
    "isDisputedBy": "disputed by",
    "isRefutedBy": "refuted by",
    "isQualifiedBy": "qualified by",
    "isDiscussedBy": "discussed by",
    "isExtendedBy": "extended by",
    "isCritiquedBy": "critiqued by",
    "isCorrectedBy": "corrected by",
    "obtainsBackgroundFrom": "has background from",
    "supports": "supports",
    "disputes": "disputes",
    "qualifies": "qualifies",
    "discusses": "discusses",
    "extends": "extends",
}

Triples = dict[tuple[str, str, str], list["Assertion"]]


class Quote(NamedTuple):
    """The words that assert a statement, with their place.

    Parameters
    ----------
    iri : str
        IRI of the quotation.
    exact : str
        The words as the text has them.
    section : str
        Heading or infobox label they stand under.
    rule : str
        Extraction rule that fired.
    start, end : int
        Code points into the text; -1 where the store does not say.
    text : str
        IRI of the text.
    """

    iri: str
    exact: str
    section: str
    rule: str
    start: int
    end: int
    text: str


class Citation(NamedTuple):
    """A source called upon by a statement.

    Parameters
    ----------
    source : str
        IRI of the source.
    intent : str
        Local name of the CiTO property, a key of :data:`INTENTS`, or ``""`` where the text does not
        say.
    """

    source: str
    intent: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """A statement as it stands in the store.

    Parameters
    ----------
    iri : str
        IRI of the statement.
    subject, predicate : str
        IRIs.
    object : pyoxigraph term
        A node or a literal.
    status : str
        Local name of the status: ``supported``, ``disputed`` …
    quotes : tuple of Quote
        Its quotations, in the order of the text.
    citations : tuple of Citation
        The sources that bear on it, ordered by intent and IRI.
    """

    iri: str
    subject: str
    predicate: str
    object: NamedNode | Literal | Triple
    status: str
    quotes: tuple[Quote, ...]
    citations: tuple[Citation, ...]


def read_assertions(store: Store) -> list[Assertion]:
    """Read every statement of a store, in the order of the texts.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset; all named graphs are read.

    Returns
    -------
    list of Assertion
        Ordered by text, place, and IRI. A statement without subject, predicate or object is left
        out: it asserts nothing, and ``validate`` reports it.

    Notes
    -----
    Two look-ups a statement, a few microseconds each; no SPARQL, so no engine can reorder the rows.
    """
    found: list[Assertion] = []
    quotes: dict[object, Quote] = {}
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(AG + "Statement")):
        assertion = _read_assertion(store, quad.subject, quotes)  # type: ignore[arg-type]
        if assertion is not None:
            found.append(assertion)
    return sorted(set(found), key=_place)


def read_assertions_about(store: Store, subject: str) -> Triples:
    """Read the statements about one node.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset; all named graphs are read.
    subject : str
        IRI of the node. What has no IRI is not looked up: statements speak about named things.

    Returns
    -------
    dict
        As :func:`by_triple` groups them.
    """
    if subject.startswith("_:"):
        return {}
    quotes: dict[object, Quote] = {}
    found = {
        _read_assertion(store, quad.subject, quotes)
        for quad in store.quads_for_pattern(None, NamedNode(RDF + "subject"), NamedNode(subject))
        if isinstance(quad.subject, NamedNode) and _is_statement(store, quad.subject)
    }
    return by_triple(sorted((each for each in found if each is not None), key=_place))


def _is_statement(store: Store, node: NamedNode) -> bool:
    type_ = NamedNode(RDF + "type")
    return any(store.quads_for_pattern(node, type_, NamedNode(AG + "Statement")))


def by_triple(assertions: Iterable[Assertion]) -> Triples:
    """Group statements by the triple they assert.

    Parameters
    ----------
    assertions : iterable of Assertion
        Statements in any order, which is kept within a group.

    Returns
    -------
    dict
        ``(subject IRI, predicate IRI, object as N-Triples)`` to the statements.
    """
    grouped: Triples = defaultdict(list)
    for assertion in assertions:
        grouped[assertion.subject, assertion.predicate, str(assertion.object)].append(assertion)
    return dict(grouped)


def _order(quote: Quote) -> tuple[str, int, str]:
    return quote.text, quote.start, quote.iri


def _place(assertion: Assertion) -> tuple[str, int, str]:
    first = assertion.quotes[0] if assertion.quotes else None
    return (first.text, first.start, assertion.iri) if first else ("", -1, assertion.iri)


def _read_assertion(
    store: Store, statement: NamedNode, known: dict[object, Quote]
) -> Assertion | None:
    """Read one statement; a sentence asserts several, so its quote is read once and then known."""
    values = _values(store, statement)
    subject, predicate, object_ = (
        values.get(RDF + name, []) for name in ("subject", "predicate", "object")
    )
    if not (subject and predicate and object_):
        return None
    status = values.get(AG + "status")
    quotations = values.get(AG + "quotation", [])
    known.update((each, _read_quote(store, each)) for each in quotations if each not in known)
    return Assertion(
        iri=statement.value,
        subject=_text(subject),
        predicate=_text(predicate),
        object=object_[0],  # type: ignore[arg-type]
        status=local_name(_text(status)) if status else "reported",
        quotes=tuple(sorted((known[each] for each in quotations), key=_order)),
        citations=tuple(sorted(_citations(values), key=lambda c: (c.intent, c.source))),
    )


def _citations(values: Mapping[str, list[object]]) -> Iterator[Citation]:
    """Join plain citations and intents: no source with an intent is listed without one."""
    intended: set[str] = set()
    for intent in INTENTS:
        for term in values.get(_CITO + intent, []):
            intended.add(_text([term]))
            yield Citation(_text([term]), intent)
    for term in values.get(AG + "citesSource", []):
        if _text([term]) not in intended:
            yield Citation(_text([term]), "")


def _read_quote(store: Store, quotation: object) -> Quote:
    values = _values(store, quotation)
    return Quote(
        iri=_text([quotation]),
        exact=_text(values.get(_OA + "exact", [])),
        section=_text(values.get(AG + "section", [])),
        rule=_text(values.get(AG + "rule", [])),
        start=_number(values.get(_OA + "start", [])),
        end=_number(values.get(_OA + "end", [])),
        text=_text(values.get(PREFIXES["prov"] + "wasDerivedFrom", [])),
    )


def _values(store: Store, subject: object) -> dict[str, list[object]]:
    """Collect the objects of a subject by predicate, each list sorted."""
    values: dict[str, list[object]] = defaultdict(list)
    for quad in store.quads_for_pattern(subject, None, None):  # type: ignore[arg-type]
        if quad.object not in values[quad.predicate.value]:
            values[quad.predicate.value].append(quad.object)
    for objects in values.values():
        objects.sort(key=str)
    return values


def _text(terms: list[object]) -> str:
    return str(getattr(terms[0], "value", terms[0])) if terms else ""


def _number(terms: list[object]) -> int:
    text = _text(terms)
    return int(text) if text.isdigit() else -1
