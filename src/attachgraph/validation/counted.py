"""Count what a deposited dataset must not have: nodes without an IRI, statements without words.

In: a store. Out: numbers. By index and not in SPARQL: the engine takes a minute for such a query.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import BlankNode, NamedNode, Store

from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

_TYPE: Final = NamedNode(RDF + "type")
_STATEMENT: Final = NamedNode(AG + "Statement")
_SHA256: Final = NamedNode(AG + "sha256")
_QUOTATION: Final = NamedNode(AG + "quotation")
_EXACT: Final = NamedNode(PREFIXES["oa"] + "exact")
_DERIVED: Final = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")


def count_blank_subjects(store: Store) -> int:
    """Count the quads that are about a node without an IRI."""
    return sum(isinstance(quad.subject, BlankNode) for quad in store)


def count_statements(store: Store) -> tuple[int, int]:
    """Count the statements, and those of them without a quote from a text with a checksum."""
    texts = {quad.subject for quad in store.quads_for_pattern(None, _SHA256, None)}
    quoted = {quad.subject for quad in store.quads_for_pattern(None, _EXACT, None)}
    sound = {
        quad.subject
        for quad in store.quads_for_pattern(None, _DERIVED, None)
        if quad.object in texts and quad.subject in quoted
    }
    grounded = {
        quad.subject
        for quad in store.quads_for_pattern(None, _QUOTATION, None)
        if quad.object in sound
    }
    statements = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _STATEMENT)}
    return len(statements), len(statements - grounded)
