"""Statements -> quads: statements with their quotations and citations, written down.

In: an extraction. Out: lines of N-Quads in the entry's own graph, and the text in the graphs of
provenance and texts. IRIs are made from what they name, so the same input gives the same quads, in
any order and on any machine.

A node is declared (its class, its label) in one graph only, which its IRI tells: an entry in the
entry's own graph, whoever mentions it; what belongs to one entry, such as a phase, in that entry's;
and what belongs to none, such as a trait, in ``graph/shared``. The same quad from many texts is one
quad. A query over the union of all graphs finds a triple once for each graph that holds it, so
everything else would count a node as often as it is mentioned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from attachgraph.extraction.extracting import Extraction
from attachgraph.model import Citation, Node, Quotation, SourceText, Statement
from attachgraph.rdf.bases import SHARED_GRAPHS
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, XSD
from attachgraph.rdf.terms import curie, escape, iri, literal, plain, quad

_TYPE: Final = curie("rdf:type")
_LABEL: Final = curie("rdfs:label")
_SUBJECT, _PREDICATE, _OBJECT = curie("rdf:subject"), curie("rdf:predicate"), curie("rdf:object")
_STATUS, _QUOTATION = curie("ag:status"), curie("ag:quotation")
_STATEMENT_CLASS, _QUOTATION_CLASS = curie("ag:Statement"), curie("ag:Quotation")
_SELECTOR, _EXACT = curie("oa:TextQuoteSelector"), curie("oa:exact")
_START, _END = curie("oa:start"), curie("oa:end")
_SECTION, _RULE, _DERIVED = curie("ag:section"), curie("ag:rule"), curie("prov:wasDerivedFrom")
_ORDER, _CITES = curie("ag:order"), curie("ag:citesSource")
_EXPRESSES: Final = curie("ag:expresses")
_INTEGER: Final = f"^^<{XSD}integer>"
#: An entry says what the source does to its sentence. In CiTO the subject is who cites, and that is
#: the sentence; where CiTO has no word for it in that direction, we have one.
_INTENTS: Final = {
    "supports": "cito:obtainsSupportFrom",
    "confirms": "cito:obtainsSupportFrom",
    "disputes": "cito:disagreesWith",
    "refutes": "cito:disagreesWith",
    "critiques": "cito:disagreesWith",
    "qualifies": "ag:qualifiedBy",
    "corrects": "ag:qualifiedBy",
}
#: Kinds of nodes that an entry can be about.
_OF_ENTRIES: Final = frozenset({"pairing", "style", "concept", "entry"})
_SHARED: Final = f" {iri(GRAPH + 'shared')} .\n"


def node_iri(node: Node) -> str:
    """Write the IRI of a node."""
    return (
        f"<{BASE}{node.kind}/{node.key}>"
        if node.key.replace("-", "").replace("/", "").isalnum() and node.key.isascii()
        else iri(f"{node.kind}/{node.key}")
    )


def statement_iri(subject: str, predicate: str, object_: str, basis: str) -> str:
    """Write the IRI of a statement: what it says, and the claims or the status it rests on."""
    return f"<{BASE}statement/{_digest(subject, predicate, object_, basis)}>"


def quotation_iri(sha256: str, start: str, end: str, section: str, rule: str) -> str:
    """Write the IRI of a quotation."""
    return f"<{BASE}quotation/{_digest(sha256, start, end, section, rule)}>"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def graph_iri(subject: Node) -> str:
    """Write the name of the graph that an entry's statements are in."""
    name = f"{subject.key}-entry" if subject.key in SHARED_GRAPHS else subject.key
    return iri(GRAPH + name)


def iter_quads(extraction: Extraction) -> Iterator[str]:
    """Write an extraction down."""
    document = extraction.document
    if extraction.subject is not None and document.entry is not None:
        writer = _Writer(document.text, document.entry.lang, graph_iri(extraction.subject))
        for statement in extraction.statements:
            yield writer.statement(statement)
        yield from writer.node(extraction.subject)
        provenance = iri(GRAPH + "provenance")
        yield quad(writer.text, curie("dcterms:subject"), node_iri(extraction.subject), provenance)
    yield from text_quads(document.text)


def text_quads(text: SourceText) -> Iterator[str]:
    """Write down what is known of a text, and the text itself."""
    subject = iri(f"text/{text.sha256}")
    graph = iri(GRAPH + "provenance")
    yield quad(subject, _TYPE, curie("ag:SourceText"), graph)
    yield quad(subject, curie("ag:sha256"), plain(text.sha256), graph)
    yield quad(subject, curie("ag:contentSha256"), plain(text.content_sha256), graph)
    yield quad(subject, curie("ag:origin"), plain(text.origin), graph)
    yield quad(subject, curie("dcterms:title"), literal(text.title), graph)
    yield quad(subject, _LABEL, literal(text.title), graph)
    yield quad(subject, curie("dcterms:format"), plain(text.media_type), graph)
    yield quad(subject, curie("dcterms:license"), iri(text.licence), graph)
    if text.author:
        yield quad(subject, curie("dcterms:creator"), plain(text.author), graph)
    if text.address:
        yield quad(subject, curie("dcterms:source"), iri(text.address), graph)
    yield quad(subject, curie("ag:content"), plain(text.content), iri(GRAPH + "texts"))


class _Writer:
    """Writes the statements of one text into one graph."""

    def __init__(self, text: SourceText, lang: str, graph: str) -> None:
        self.content = text.content
        self.sha256 = text.sha256
        self.text = iri(f"text/{text.sha256}")
        self.lang = lang
        self.tail = f" {graph} .\n"
        self.declared: set[str] = set()
        self.quoted: set[str] = set()

    def node(self, node: Node) -> Iterator[str]:
        """Declare a node, once, unless a table declares it."""
        subject = node_iri(node)
        if not node.label or subject in self.declared:
            return
        self.declared.add(subject)
        tail = self._home(node)
        yield f"{subject} {_TYPE} <{AG}{node.type}>{tail}"
        if node.type in {"BodyOfLiterature", "UnresolvedSource"}:
            yield f"{subject} {_TYPE} {curie('ag:Source')}{tail}"
        yield f"{subject} {_LABEL} {literal(node.label, self.lang)}{tail}"
        if node.order:
            yield f'{subject} {_ORDER} "{node.order}"{_INTEGER}{tail}'

    def _home(self, node: Node) -> str:
        """Return the graph that declares a node, with the end of the line."""
        if node.kind in _OF_ENTRIES:
            return f" {graph_iri(node)} .\n"
        # A key of several parts begins with that of its entry.
        return self.tail if "/" in node.key else _SHARED

    def statement(self, statement: Statement) -> str:
        """Write the edge, its statement and its quotations."""
        tail = self.tail
        nodes = list(self.node(statement.subject))
        subject = node_iri(statement.subject)
        predicate = curie(statement.predicate)
        if isinstance(statement.object, str):
            object_ = literal(statement.object, self.lang)
        else:
            object_ = node_iri(statement.object)
            nodes += self.node(statement.object)
        status = statement.status.value
        this = statement_iri(subject, predicate, object_, statement.basis)
        # A plain triple is a promise: what is contested is found through its statement.
        plain_edge = (
            "" if statement.status.is_contested else f"{subject} {predicate} {object_}{tail}"
        )
        # One string for all: lines that are made one by one take twice the time.
        edge = (
            f"{plain_edge}"
            f"{this} {_TYPE} {_STATEMENT_CLASS}{tail}"
            f"{this} {_SUBJECT} {subject}{tail}"
            f"{this} {_PREDICATE} {predicate}{tail}"
            f"{this} {_OBJECT} {object_}{tail}"
            f"{this} {_STATUS} <{AG}{status}>{tail}"
        )
        claims = [f"{this} {_EXPRESSES} {iri(f'claim/{id_}')}{tail}" for id_ in statement.claims]
        citations = [self._citation(this, citation) for citation in statement.citations]
        quotations = [self._quotation(this, quotation) for quotation in statement.quotations]
        return "".join((*nodes, edge, *claims, *citations, *quotations))

    def _citation(self, statement: str, citation: Citation) -> str:
        source = iri(f"source/{citation.key}")
        cites = f"{statement} {_CITES} {source}{self.tail}"
        if not citation.intent:
            return cites
        intent = curie(_INTENTS.get(citation.intent, f"cito:{citation.intent}"))
        return f"{cites}{statement} {intent} {source}{self.tail}"

    def _quotation(self, statement: str, quotation: Quotation) -> str:
        tail = self.tail
        start, end = quotation.start, quotation.end
        this = quotation_iri(self.sha256, str(start), str(end), quotation.section, quotation.rule)
        link = f"{statement} {_QUOTATION} {this}{tail}"
        if this in self.quoted:
            return link
        self.quoted.add(this)
        return (
            f"{link}"
            f"{this} {_TYPE} {_QUOTATION_CLASS}{tail}"
            f"{this} {_TYPE} {_SELECTOR}{tail}"
            f'{this} {_EXACT} "{escape(self.content[start:end])}"{tail}'
            f'{this} {_START} "{start}"{_INTEGER}{tail}'
            f'{this} {_END} "{end}"{_INTEGER}{tail}'
            f'{this} {_SECTION} "{escape(quotation.section)}"{tail}'
            f'{this} {_RULE} "{quotation.rule}"{tail}'
            f"{this} {_DERIVED} {self.text}{tail}"
        )
