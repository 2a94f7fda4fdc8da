"""The terms of the vocabulary, for the pages that document it: of the server, and of a release.

In: a dataset with its ontology. Out: groups of terms, each with its definition and what it joins.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import curie, expand, short_name
from attachgraph.rdf.namespaces import AG

_GROUPS: Final = (
    ("Classes", ("owl:Class", "rdfs:Class")),
    ("Edges and properties", ("owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property")),
    ("Values", ("owl:NamedIndividual", "skos:Concept", "ag:Status")),
)
_RELATIONS: Final = {
    "is a kind of": "rdfs:subClassOf",
    "is narrower than": "rdfs:subPropertyOf",
    "from": "rdfs:domain",
    "to": "rdfs:range",
    "inverse of": "owl:inverseOf",
}


class Term(NamedTuple):
    """A term of ours; its relations are pairs of words and the nodes that they lead to."""

    name: str
    label: str
    definition: str
    #: Name of the edge, ``""`` where it is none.
    edge: str
    relations: tuple[tuple[str, list[tuple[str, str]]], ...]


def read_terms(facts: Lookup) -> list[tuple[str, list[Term]]]:
    """List the terms by what they are, each once."""
    seen = set[str]()
    groups = []
    for title, types in _GROUPS:
        terms = sorted({s for t in types for s in facts.subjects("rdf:type", expand(t).value)})
        own = [term for term in terms if term.startswith(AG) and term not in seen]
        seen.update(own)
        groups.append((title, [_term(facts, term) for term in own]))
    return groups


def _term(facts: Lookup, iri: str) -> Term:
    relations = ((words, facts.nodes(iri, edge)) for words, edge in _RELATIONS.items())
    return Term(
        iri.removeprefix(AG),
        facts.label(iri),
        facts.text(iri, "skos:definition") or facts.text(iri, "rdfs:comment"),
        facts.text(iri, "skos:notation"),
        tuple((words, [_named(facts, n) for n in nodes]) for words, nodes in relations if nodes),
    )


def _named(facts: Lookup, node: str) -> tuple[str, str]:
    return short_name(node), facts.label(node) if node.startswith(AG) else curie(node)
