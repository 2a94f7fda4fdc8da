"""The endpoint describes itself in the terms that editors and assistants look for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from attachgraph.rdf.named_queries import read_named_queries
from attachgraph.rdf.namespaces import PREFIXES
from tests.server.conftest import Server, end, start_server

AG = PREFIXES["ag"]

#: What the editor of the Swiss Institute of Bioinformatics asks an endpoint, and where that finds
#: nothing, its description.
ASKED = {
    "prefixes": """
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT DISTINCT ?prefix ?namespace
        WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix""",
    "examples": """
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?sq ?comment ?query
        WHERE {
          ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
            sh:select|sh:ask|sh:construct|sh:describe ?query .
        } ORDER BY ?sq""",
    "classes": """
        PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX void-ext: <http://ldf.fi/void-ext#>
        SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype
        WHERE {
          ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
          ?pp void:property ?prop .
          OPTIONAL {
            { ?pp void:classPartition [ void:class ?objectClass ] }
            UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
          }
        }""",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Serve the bundled dataset, which has the named questions."""
    started = start_server()
    yield started
    end(started)


def description(server: Server, path: str = "/sparql") -> Store:
    """Load what the server says of itself."""
    answer = server.get(path, "text/turtle")
    assert answer.status == 200
    store = Store()
    store.load(answer.body, format=RdfFormat.TURTLE)
    return store


def ask_as_editors_do(server: Server, sparql: str) -> list[dict[str, str]]:
    """Ask the endpoint, and where it has no rows, its description."""
    rows = server.bindings(sparql)
    if rows:
        return rows
    found = cast("QuerySolutions", description(server).query(sparql))
    names = [variable.value for variable in found.variables]
    return [
        {name: term.value for name, term in zip(names, row, strict=True) if term is not None}
        for row in found
    ]


def test_editors_find_the_prefixes(server: Server) -> None:
    """Every prefix that may be used without declaring it is found with its namespace."""
    rows = ask_as_editors_do(server, ASKED["prefixes"])
    assert {row["prefix"]: row["namespace"] for row in rows} == PREFIXES


def test_editors_find_the_examples(server: Server) -> None:
    """Every named question is an example that runs anywhere, with its question as comment."""
    rows = ask_as_editors_do(server, ASKED["examples"])
    questions = {query.question: query for query in read_named_queries()}
    known = {row["comment"]: row["query"] for row in rows}
    assert known.keys() == questions.keys()
    assert all(query.startswith("PREFIX ") for query in known.values())


def test_editors_find_what_each_class_has(server: Server) -> None:
    """The properties of a class are found, with the classes and datatypes of their values."""
    rows = ask_as_editors_do(server, ASKED["classes"])
    of_pairings = [row for row in rows if row["subjectClass"] == f"{AG}Pairing"]
    partner = [row for row in of_pairings if row["prop"] == f"{AG}hasPartner"]
    assert [row["objectClass"] for row in partner] == [f"{AG}PartnerRole"]
    label = [row for row in of_pairings if row["prop"].endswith("#label")]
    assert [row["objectDatatype"].rsplit("#")[-1] for row in label] == ["langString"]


@pytest.mark.parametrize("path", ["/sparql", "/void.ttl", "/.well-known/void"])
def test_catalogues_find_the_endpoint(server: Server, path: str) -> None:
    """VoID and DCAT name the endpoint and what it serves, also where VoID says to look."""
    asked = """
        PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        ASK {
          ?service a dcat:DataService ; dcat:endpointURL ?endpoint ; dcat:servesDataset ?dataset .
          ?dataset a void:Dataset ; void:sparqlEndpoint ?endpoint ; void:triples ?size .
          ?dataset dcat:distribution [ dcat:accessURL ?endpoint ; dcat:accessService ?service ]
        }"""
    assert description(server, path).query(asked)
