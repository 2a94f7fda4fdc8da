"""Describe the service itself.

In: a store. Out: RDF that says what can be asked here and about what.

Sources: SPARQL 1.1 Service Description; Describing Linked Datasets with the VoID Vocabulary,
section 4; DCAT 3 (data service); SHACL, section 5.2.1 (prefixes).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from attachgraph.dataset.partitions import iter_partitions
from attachgraph.exports.formats import EXPORT_FORMATS
from attachgraph.notice import NOTICE
from attachgraph.query.writers.formats import ANSWER_FORMATS
from attachgraph.rdf.bases import own_base, prefixes
from attachgraph.rdf.namespaces import PREFIXES, RDF, XSD
from attachgraph.rdf.serialise import serialise_triples
from attachgraph.serve.jobs import HERE, DescriptionJob, Reply

if TYPE_CHECKING:
    from attachgraph.serve.state import AppState

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"


def describe_service(app: AppState, job: DescriptionJob) -> Reply:
    """Describe the service."""
    body = serialise_triples(_triples(app), job.format)
    return Reply(200, EXPORT_FORMATS[job.format].content_type, body)


def _triples(app: AppState) -> Iterator[Triple]:
    service, dataset = _node(f"{HERE}/sparql"), _node(f"{HERE}/sparql#dataset")
    default = _node(f"{HERE}/sparql#default-graph")
    yield _is_a(service, "sd:Service")
    yield Triple(service, _name("sd:endpoint"), service)
    yield Triple(service, _name("sd:supportedLanguage"), _name("sd:SPARQL11Query"))
    yield Triple(service, _name("sd:feature"), _name("sd:UnionDefaultGraph"))
    for each in ANSWER_FORMATS.values():
        if each.w3c_name:
            yield Triple(service, _name("sd:resultFormat"), _node(_FORMATS + each.w3c_name))
    yield Triple(service, _name("sd:defaultDataset"), dataset)
    yield Triple(service, _name("rdfs:comment"), Literal(NOTICE, language="en"))
    yield _is_a(dataset, "sd:Dataset")
    yield Triple(dataset, _name("dcterms:isVersionOf"), _node(own_base()))
    yield Triple(dataset, _name("sd:defaultGraph"), default)
    yield _is_a(default, "sd:Graph")
    yield _size(default, len(app.store))
    for number, graph_name in enumerate(_graphs(app), 1):
        named = _node(f"{HERE}/sparql#named-graph-{number}")
        graph = _node(f"{HERE}/sparql#graph-{number}")
        yield Triple(dataset, _name("sd:namedGraph"), named)
        yield _is_a(named, "sd:NamedGraph")
        yield Triple(named, _name("sd:name"), graph_name)
        yield Triple(named, _name("sd:graph"), graph)
        yield _is_a(graph, "sd:Graph")
        quads = app.store.quads_for_pattern(None, None, None, graph_name)
        yield _size(graph, sum(1 for _ in quads))
    yield from _catalogue(service, dataset)
    yield _size(dataset, len(app.store))
    yield from iter_partitions(app.store, dataset.value)
    yield from _prefixes(service)


def _catalogue(service: NamedNode, dataset: NamedNode) -> Iterator[Triple]:
    """Describe endpoint and dataset as catalogues do, in DCAT and VoID."""
    access = _node(f"{service.value}#access")
    title = Literal("attachgraph: adult attachment styles and their pairings", language="en")
    yield _is_a(service, "dcat:DataService")
    yield Triple(service, _name("dcterms:title"), title)
    yield Triple(service, _name("dcat:endpointURL"), service)
    yield Triple(service, _name("dcat:endpointDescription"), service)
    yield Triple(service, _name("dcat:servesDataset"), dataset)
    yield _is_a(dataset, "dcat:Dataset")
    yield _is_a(dataset, "void:Dataset")
    yield Triple(dataset, _name("dcterms:title"), title)
    yield Triple(dataset, _name("dcat:distribution"), access)
    yield Triple(dataset, _name("void:sparqlEndpoint"), service)
    yield Triple(dataset, _name("void:uriSpace"), Literal(own_base()))
    yield Triple(dataset, _name("void:vocabulary"), _node(PREFIXES["ag"]))
    yield _is_a(access, "dcat:Distribution")
    yield Triple(access, _name("dcat:accessURL"), service)
    yield Triple(access, _name("dcat:accessService"), service)


def _prefixes(service: NamedNode) -> Iterator[Triple]:
    """Declare the prefixes that a query need not declare, as SHACL does."""
    any_uri = NamedNode(XSD + "anyURI")
    for prefix, namespace in prefixes().items():
        this = _node(f"{service.value}#prefix-{prefix}")
        yield Triple(service, _name("sh:declare"), this)
        yield _is_a(this, "sh:PrefixDeclaration")
        yield Triple(this, _name("sh:prefix"), Literal(prefix))
        yield Triple(this, _name("sh:namespace"), Literal(namespace, datatype=any_uri))


def _graphs(app: AppState) -> list[NamedNode]:
    named = (name for name in app.store.named_graphs() if isinstance(name, NamedNode))
    return sorted(named, key=lambda name: name.value)


def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _name(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode((_SD if prefix == "sd" else PREFIXES[prefix]) + name)


def _is_a(node: NamedNode, class_: str) -> Triple:
    return Triple(node, NamedNode(RDF + "type"), _name(class_))


def _size(node: NamedNode, triples: int) -> Triple:
    size = Literal(str(triples), datatype=NamedNode(XSD + "integer"))
    return Triple(node, _name("void:triples"), size)
