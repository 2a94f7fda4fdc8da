"""Relative IRIs: by what they are resolved, in all places of a query (SPARQL 1.1, 4.1.1.2)."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from attachgraph.errors import QueryRefused, UsageError
from attachgraph.graph import Graph
from attachgraph.query.answers import Solutions, Triples
from attachgraph.query.guard import inspect_query
from attachgraph.query.run import Policy, run_on_server, run_query
from attachgraph.remote.endpoint import RemoteStore
from tests.remote.scripted import reply, scripted

OURS = "https://w3id.org/attachgraph/"
BASE = "http://x.example/data/sparql"

#: An expression, and the IRI that it is when the base is BASE.
EXPRESSIONS = {
    "<a>": "http://x.example/data/a",
    "<../a>": "http://x.example/a",
    "<//y.example/a>": "http://y.example/a",
    "<?q>": "http://x.example/data/sparql?q",
    "<#a>": "http://x.example/data/sparql#a",
    "<>": "http://x.example/data/sparql",
    "<urn:a>": "urn:a",
    "IRI('a')": "http://x.example/data/a",
}


def value(query: str, base: str, timeout: float | None = None) -> str:
    """Return the one value that a query gives."""
    answer = run_query(pyoxigraph.Store(), query, base=base, timeout=timeout)
    assert isinstance(answer, Solutions)
    ((term,),) = answer
    assert isinstance(term, NamedNode)
    return term.value


@pytest.mark.parametrize("timeout", [None, 20])
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_relative_iri_is_resolved_by_the_base(expression: str, timeout: float | None) -> None:
    """Without a declaration the base that is given counts, here and in a worker."""
    query = f"SELECT ({expression} AS ?x) {{}}"
    assert value(query, BASE, timeout) == EXPRESSIONS[expression]


def test_declared_base_overrules_and_is_resolved_itself() -> None:
    """A query's own BASE may be relative, and the next one is resolved by it."""
    assert value("BASE <http://y.example/> SELECT (<a> AS ?x) {}", BASE) == "http://y.example/a"
    assert value("BASE <b/> BASE <c/> SELECT (<a> AS ?x) {}", BASE).endswith("/data/b/c/a")
    assert value("PREFIX p: <b#> SELECT (p:a AS ?x) {}", BASE) == "http://x.example/data/b#a"


def test_base_is_that_of_the_dataset_unless_another_is_given() -> None:
    """In Python the names of the dataset can be written without their beginning."""
    graph = Graph(pyoxigraph.Store())
    assert [row.x for row in graph.query("SELECT (<entry/a> AS ?x) {}")] == [f"{OURS}entry/a"]
    made = graph.construct(f"BASE <{BASE}> CONSTRUCT {{ <s> <p> 1 }} WHERE {{}}")
    assert next(iter(made.store)).subject == NamedNode("http://x.example/data/s")


def test_relative_iris_in_patterns_find_the_absolute_ones() -> None:
    """Subjects, properties, paths, values and graphs are resolved alike."""
    store = pyoxigraph.Store()
    s, p, o, g = (NamedNode(f"http://x.example/data/{name}") for name in "spog")
    store.add(Quad(s, p, o, g))
    for pattern in (
        "<s> <p> <o>",
        "<s> (<p>|<q>)+ <o>",
        "?s <p> ?o VALUES ?o { <o> }",
        "GRAPH <g> { <s> <p> ?o }",
        "?s ?p ?o FILTER(?s IN (<t>, <s>))",
    ):
        assert run_query(store, f"ASK {{ {pattern} }}", base=BASE, timeout=None), pattern
    answer = run_query(store, "CONSTRUCT { <a> <b> 1 } WHERE {}", base=BASE, timeout=None)
    assert isinstance(answer, Triples)
    a, b = NamedNode("http://x.example/data/a"), NamedNode("http://x.example/data/b")
    assert list(answer) == [Triple(a, b, Literal(1))]


def test_graphs_of_from_are_resolved_as_the_engine_does() -> None:
    """The look at FROM and the engine mean the same graph."""
    store = pyoxigraph.Store()
    node = NamedNode("http://x.example/data/g")
    store.add(Quad(node, node, node, node))
    found = inspect_query("SELECT * FROM <g> FROM NAMED <../h> {}", base=BASE)
    assert found.default_graphs == ("http://x.example/data/g",)
    assert found.named_graphs == ("http://x.example/h",)
    for query in ("ASK FROM <g> { ?s ?p ?o }", "ASK FROM NAMED <g> { GRAPH <g> { ?s ?p ?o } }"):
        assert run_query(store, query, base=BASE, timeout=None), query
    with pytest.raises(QueryRefused, match=r"no graph <http://x\.example/data/other>"):
        run_query(store, "ASK FROM <other> { ?s ?p ?o }", base=BASE, timeout=None)


def test_relative_service_is_compared_whole() -> None:
    """An allow-list holds whole addresses, and a relative one is what it is resolved to."""
    query = "ASK { SERVICE <other> { ?s ?p ?o } }"
    with pytest.raises(QueryRefused, match=r"SERVICE <http://x\.example/data/other> is not"):
        inspect_query(query, base=BASE)
    found = inspect_query(query, base=BASE, allow_services=["http://x.example/data/other"])
    assert found.services == ("http://x.example/data/other",)


def test_base_that_is_no_iri_is_refused() -> None:
    """A base needs a scheme."""
    with pytest.raises(UsageError, match="not a whole IRI: data/"):
        run_query(pyoxigraph.Store(), "ASK {}", base="data/", timeout=None, policy=Policy())


def test_server_is_sent_the_base_where_it_may_matter() -> None:
    """A server would resolve by its own address; a query without relative IRIs stays as it is."""
    yes = reply(b'{"head": {}, "boolean": true}')
    with scripted(yes, yes) as server:
        store = RemoteStore(server.url)
        query = "ASK FROM NAMED <urn:g> { GRAPH <urn:g> { <entry/a> ?p ?o } }"
        assert run_on_server(store, query, timeout=20)
        assert "query=BASE+%3Chttps%3A%2F%2Fw3id.org%2Fattachgraph%2F%3E+ASK" in server.heads[-1]
        assert run_on_server(store, query.replace("entry/a", "urn:a"), timeout=20)
        assert "query=ASK" in server.heads[-1]
