"""Describe the service itself.

In: a store. Out: RDF that says what can be asked here and about what.

References
----------
SPARQL 1.1 Service Description; Describing Linked Datasets with the VoID Vocabulary, section 4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from attachgraph.notice import NOTICE
from attachgraph.rdf.namespaces import BASE, PREFIXES, RDF, XSD
from attachgraph.rdf.serialise import serialise_triples
from attachgraph.rdf.syntaxes import RDF_FORMATS
from attachgraph.serve.jobs import HERE, DescriptionJob, Reply

if TYPE_CHECKING:
    from attachgraph.serve.answering import Desk

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)


def describe_service(desk: Desk, job: DescriptionJob) -> Reply:
    """Describe the service."""
    body = serialise_triples(_triples(desk), job.format)
    media_type = RDF_FORMATS[job.format].media_type
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Reply(200, media_type, body)


def _triples(desk: Desk) -> Iterator[Triple]:
    service, dataset = _node(f"{HERE}/sparql"), _node(f"{HERE}/sparql#dataset")
    default = _node(f"{HERE}/sparql#default-graph")
    yield _is_a(service, "Service")
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for feature in ("UnionDefaultGraph",):
        yield Triple(service, _sd("feature"), _sd(feature))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), _node(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(service, _node(PREFIXES["rdfs"] + "comment"), Literal(NOTICE, language="en"))
    yield _is_a(dataset, "Dataset")
    yield Triple(dataset, _node(PREFIXES["dcterms"] + "isVersionOf"), _node(BASE))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield _is_a(default, "Graph")
    yield _size(default, len(desk.store))
    for number, graph_name in enumerate(_graphs(desk), 1):
        named = _node(f"{HERE}/sparql#named-graph-{number}")
        graph = _node(f"{HERE}/sparql#graph-{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield _is_a(named, "NamedGraph")
        yield Triple(named, _sd("name"), graph_name)
        yield Triple(named, _sd("graph"), graph)
        yield _is_a(graph, "Graph")
        quads = desk.store.quads_for_pattern(None, None, None, graph_name)
        yield _size(graph, sum(1 for _ in quads))


def _graphs(desk: Desk) -> list[NamedNode]:
    named = (name for name in desk.store.named_graphs() if isinstance(name, NamedNode))
    return sorted(named, key=lambda name: name.value)


def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _is_a(node: NamedNode, name: str) -> Triple:
    return Triple(node, NamedNode(RDF + "type"), _sd(name))


def _size(node: NamedNode, triples: int) -> Triple:
    size = Literal(str(triples), datatype=NamedNode(XSD + "integer"))
    return Triple(node, NamedNode(PREFIXES["void"] + "triples"), size)
