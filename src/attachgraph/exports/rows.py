"""Write a selection as rows: nodes, edges, and what the texts say.

In: a selection. Out: one :class:`Portion` for each node, in the order of their IRIs, so that a
dataset larger than memory can be written. The columns have the same names in every format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.names import curie, local_name
from attachgraph.dataset.nodes import Asserted, Edge, Node, Property, iter_nodes
from attachgraph.dataset.statements import Statement
from attachgraph.dataset.vocabulary import Vocabulary
from attachgraph.exports.portions import EdgeRow, NodeRow, Portion, QuotationRow
from attachgraph.exports.selection import Selection
from attachgraph.rdf.bases import path_of
from attachgraph.rdf.namespaces import AG

#: Where the words that say what a thing is are looked for, the first that is there.
_DESCRIPTIONS: Final = (
    *("skos:definition", "dcterms:abstract", "dcterms:description"),
    *("ag:summary", "ag:claims", "ag:trigger", "dcterms:bibliographicCitation"),
)
_STATUS: Final = AG + "status"
#: What is long, or has a column of its own.
_NOT_CODED: Final = frozenset(
    AG + name for name in ("content", "order", "passageDigest", "record", "searchWords")
)


def iter_portions(selection: Selection) -> Iterator[Portion]:
    """Write a selection as rows."""
    if selection.portions is not None:
        yield from selection.portions
        return
    store, vocabulary = selection.described, selection.vocabulary
    asserted = Asserted(store)
    nodes = iter_nodes(
        store,
        vocabulary,
        members=selection.members,
        asserted=asserted if selection.quotations else {},
    )
    for node in nodes:
        said = asserted.about(node.key) if selection.quotations else {}
        edges = [_edge_row(edge, vocabulary) for edge in node.edges]
        # A contested edge may be withheld; the words that assert it are not.
        there = {edge.id for edge in edges}
        statements = [one for group in said.values() for one in group]
        quotations = [row for one in statements for row in _quotation_rows(one, there)]
        yield Portion(_node_row(node), edges, quotations)


def _node_row(node: Node) -> NodeRow:
    literals: dict[str, tuple[str, ...]] = node.attributes["literals"]
    order = next(iter(literals.get("ag:order", ())), "")
    return NodeRow(
        id=node.key,
        label=node.attributes["label"],
        kind=node.attributes["kind"],
        language=node.attributes["lang"],
        types=tuple(curie(type_) for type_ in node.attributes["types"]),
        description=next((literals[name][0] for name in _DESCRIPTIONS if literals.get(name)), ""),
        year=next(iter(literals.get("dcterms:issued", ())), "")[:4],
        order=int(order) if order.isdecimal() else None,
        coded=tuple(sorted(_coded(node.attributes["properties"]))),
    )


def _coded(properties: Iterable[Property]) -> Iterator[str]:
    """Write numbers and codes; what is in a language is words for people."""
    for each in properties:
        value = each.object
        if not each.predicate.startswith(AG) or each.predicate in _NOT_CODED:
            continue
        if isinstance(value, Literal) and not value.language:
            yield f"{local_name(each.predicate)}={value.value}"
        elif isinstance(value, NamedNode) and (
            each.predicate == _STATUS or path_of(value.value).startswith("codebook/")
        ):
            yield f"{local_name(each.predicate)}={local_name(value.value)}"


def _edge_id(source: str, predicate: str, target: str) -> str:
    """Name an edge by what it is: the same in every export of every version."""
    return "edge-" + hashlib.sha256(f"{source} {predicate} {target}".encode()).hexdigest()[:16]


def _edge_row(edge: Edge, vocabulary: Vocabulary) -> EdgeRow:
    quotes = list(
        dict.fromkeys(
            (quote.exact, quote.section) for one in edge.statements for quote in one.quotations
        )
    )
    return EdgeRow(
        id=_edge_id(edge.source, edge.predicate, edge.target),
        source=edge.source,
        target=edge.target,
        name=edge.name,
        label=vocabulary.label(edge.predicate),
        predicate=edge.predicate,
        standing=edge.standing,
        status=tuple(one.status for one in edge.statements),
        statement=tuple(one.iri for one in edge.statements),
        quote=tuple(exact for exact, _ in quotes),
        section=tuple(section for _, section in quotes),
        sources=tuple(dict.fromkeys(text for one in edge.statements for text in _sources(one))),
    )


def _sources(statement: Statement) -> tuple[str, ...]:
    return tuple(f"{one.words} {one.source}".strip() for one in statement.citations)


def _quotation_rows(statement: Statement, edges: Container[str]) -> Iterator[QuotationRow]:
    """Write a statement once for each quote; a statement without any is written all the same."""
    object_ = statement.object
    is_node = not isinstance(object_, Literal)
    target = object_.value if isinstance(object_, Literal | NamedNode) else str(object_)
    edge = _edge_id(statement.subject, statement.predicate, target)
    for quote in statement.quotations or (None,):
        yield QuotationRow(
            statement=statement.iri,
            edge=edge if edge in edges else "",
            subject=statement.subject,
            predicate=statement.predicate,
            object=target,
            object_kind="node" if is_node else "text",
            language=(object_.language or "") if isinstance(object_, Literal) else "",
            status=statement.status,
            sources=_sources(statement),
            quote=quote.exact if quote else "",
            section=quote.section if quote else "",
            text=quote.text if quote else "",
            start=quote.start if quote and quote.start >= 0 else None,
            end=quote.end if quote and quote.end >= 0 else None,
            rule=quote.rule if quote else "",
        )
