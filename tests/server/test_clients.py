"""SPARQL clients of others, as they are, get the answer that they want."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from rdflib import RDFS, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.server.conftest import SHORT, Server

PAIRING = "https://w3id.org/attachgraph/pairing/avoidant-secure"
ASK = "PREFIX ag: <https://w3id.org/attachgraph/ontology#> ASK { ?pairing a ag:Pairing }"
CONSTRUCT = "CONSTRUCT WHERE { ?pairing a ag:Pairing }"
DESCRIBE = f"DESCRIBE <{PAIRING}>"
ROWS: dict[str | None, Callable[[Any], int]] = {
    None: lambda answer: len(answer.getElementsByTagName("result")),
    XML: lambda answer: len(answer.getElementsByTagName("result")),
    JSON: lambda answer: len(answer["results"]["bindings"]),
    CSV: lambda answer: len(answer.splitlines()) - 1,
    TSV: lambda answer: len(answer.splitlines()) - 1,
}


def wrapper(server: Server, query: str, format_: str | None = None) -> SPARQLWrapper:
    """Prepare a question; without a format, SPARQLWrapper takes its default, XML."""
    client = SPARQLWrapper(f"http://127.0.0.1:{server.port}/sparql")
    client.setQuery(query)
    if format_ is not None:
        client.setReturnFormat(format_)
    return client


@pytest.mark.parametrize("format_", ROWS)
@pytest.mark.parametrize("method", ["GET", POST])
def test_select_with_sparqlwrapper(server: Server, format_: str | None, method: str) -> None:
    """SELECT has its rows in every format that SPARQLWrapper asks for."""
    client = wrapper(server, SHORT, format_)
    client.setMethod(method)
    assert ROWS[format_](client.queryAndConvert()) == len(server.bindings(SHORT)) > 0


@pytest.mark.parametrize("format_", [None, JSON])
def test_ask_with_sparqlwrapper(server: Server, format_: str | None) -> None:
    """ASK is answered with yes."""
    answer: Any = wrapper(server, ASK, format_).queryAndConvert()
    if format_ == JSON:
        assert answer["boolean"] is True
    else:
        assert answer.getElementsByTagName("boolean")[0].firstChild.data == "true"


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["CONSTRUCT", "DESCRIBE"])
@pytest.mark.parametrize("format_", [None, XML, RDFXML, TURTLE, N3, JSONLD])
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper makes one
def test_graphs_with_sparqlwrapper(server: Server, query: str, format_: str | None) -> None:
    """CONSTRUCT and DESCRIBE give RDF in every format that SPARQLWrapper asks for."""
    answer: Any = wrapper(server, query, format_).queryAndConvert()
    if not isinstance(answer, Graph):  # Turtle and N3 are given as they come
        answer = Graph().parse(data=answer, format="turtle")
    expected = server.ask(query, "application/n-triples").text.splitlines()
    assert len(answer) == len(expected) > 0


def test_mistakes_with_sparqlwrapper(server: Server) -> None:
    """A query that is not SPARQL is its own exception, with our message."""
    with pytest.raises(QueryBadFormed, match="query:1:"):
        wrapper(server, "SELECT * WHERE {").queryAndConvert()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_and_reads(server: Server, method: str) -> None:
    """A graph of rdflib on our address has the rows and the triples that we have."""
    store = SPARQLStore(f"http://127.0.0.1:{server.port}/sparql", method=method)
    graph = Graph(store)
    assert len(list(graph.query(SHORT))) == len(server.bindings(SHORT)) > 0
    names = list(graph.triples((URIRef(PAIRING), RDFS.label, None)))
    label = f"SELECT ?name {{ <{PAIRING}> <{RDFS.label}> ?name }}"
    assert {str(name) for _, _, name in names} == {row["name"] for row in server.bindings(label)}


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (SHORT, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (CONSTRUCT, "application/n-triples,*/*;q=0.9", "application/n-triples"),
    ],
)
def test_yasgui_asks_as_it_does(server: Server, query: str, accept: str, kind: str) -> None:
    """The form that YASGUI 4.2 posts, with its Accept, is answered in the first type named."""
    body = urlencode({"query": query}).encode()
    headers = {
        "Accept": accept,
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Origin": f"http://127.0.0.1:{server.port}",
    }
    answer = server.request("POST", "/sparql", headers=headers, body=body)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert answer.text.strip()
