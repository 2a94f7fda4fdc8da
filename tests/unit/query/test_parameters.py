"""Parameters are terms: they are found wherever a query uses them, and never become SPARQL."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from attachgraph.dataset.values import parse_value
from attachgraph.errors import MissingError, QueryError, UsageError
from attachgraph.query.answers import Boolean, Solutions, Term, Triples
from attachgraph.query.run import run_query
from attachgraph.rdf.namespaces import BASE, XSD

DATA = """
@prefix style: <https://w3id.org/attachgraph/style/> .
@prefix ag: <https://w3id.org/attachgraph/ontology#> .
style:secure ag:category "calm", "near" .
style:avoidant ag:category "far", "calm" .
"""
SECURE = NamedNode(BASE + "style/secure")


@pytest.fixture
def store() -> pyoxigraph.Store:
    """Load two styles with two words each."""
    loaded = pyoxigraph.Store()
    loaded.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return loaded


def ask(store: pyoxigraph.Store, query: str, **params: Term) -> list[dict[str, str]]:
    """Return the rows of an answer as values by variable."""
    answer = run_query(store, query, params=params, timeout=None)
    assert isinstance(answer, Solutions)
    return [
        {
            name: term.value
            for name, term in zip(answer.variables, row, strict=True)
            if isinstance(term, NamedNode | Literal)
        }
        for row in answer
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { ?s ag:category ?o } ORDER BY ?o",
        "SELECT ?o { $s ag:category ?o } ORDER BY ?o",
        "SELECT ?o{?s ag:category?o}ORDER BY?o",
        "SELECT ?o { ?q ag:category ?o FILTER(?q = ?s) } ORDER BY ?o",
        "SELECT ?o { BIND(?s AS ?q) ?q ag:category ?o } ORDER BY ?o",
        "SELECT ?o { { SELECT ?o { ?s ag:category ?o } } } ORDER BY ?o",
        "SELECT ?o { ?s ag:category ?o FILTER(BOUND(?s)) } ORDER BY ?s ?o",
        "SELECT ?o { VALUES ?x { 1 } ?s ag:category ?o } ORDER BY ?o",
        "SELECT ?o { ?s ag:category ?o FILTER EXISTS { ?s ag:category 'near' } } ORDER BY ?o",
        "SELECT (SAMPLE(?w) AS ?o) { ?s ag:category ?w } GROUP BY ?s ?w ORDER BY ?w",
    ],
)
def test_parameter_reaches_every_place(store: pyoxigraph.Store, query: str) -> None:
    """Filters, bindings, subqueries, groups and orders see the value."""
    assert [row["o"] for row in ask(store, query, s=SECURE)] == ["calm", "near"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s ag:category ?o } ORDER BY ?o",
        "SELECT * { ?s ag:category ?o } ORDER BY ?o",
        "SELECT DISTINCT * { { SELECT ?o { ?s ag:category ?o } } } ORDER BY ?o",
        "SELECT ?s ?o { ?s ag:category ?o } GROUP BY ?s ?o ORDER BY ?o",
    ],
)
def test_selected_parameter_stays_a_column(store: pyoxigraph.Store, query: str) -> None:
    """Whoever selects a parameter gets its value back in every row."""
    rows = ask(store, query, s=SECURE)
    assert [(row["s"], row["o"]) for row in rows] == [
        (SECURE.value, "calm"),
        (SECURE.value, "near"),
    ]


def test_other_forms_take_parameters(store: pyoxigraph.Store) -> None:
    """ASK, CONSTRUCT and DESCRIBE see the value as well."""
    params: dict[str, Term] = {"s": SECURE}
    asked = run_query(store, "ASK { ?s ag:category 'far' }", params=params, timeout=None)
    assert asked == Boolean(value=False)
    for query in ("CONSTRUCT { ?s ag:order ?o } { ?s ag:category ?o }", "DESCRIBE ?s"):
        answer = run_query(store, query, params=params, timeout=None)
        assert isinstance(answer, Triples)
        assert {triple.subject for triple in answer} == {SECURE}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "en"]))
def test_any_text_comes_back_unchanged(text: str, language: str | None) -> None:
    """No text, however hostile, is anything but a value."""
    value = Literal(text, language=language)
    query = "SELECT ?x (?x AS ?y) { FILTER(STRLEN(?x) >= 0) }"
    answer = run_query(pyoxigraph.Store(), query, params={"x": value}, timeout=None)
    assert isinstance(answer, Solutions)
    assert list(answer) == [(value, value)]


@pytest.mark.parametrize("query", ["SELECT (?x-1 AS ?y) {}", "ASK { FILTER(1 IN(1,?x-1)) }"])
def test_value_does_not_merge_with_its_neighbours(query: str) -> None:
    """A language tag before a minus sign stays a language tag."""
    run_query(pyoxigraph.Store(), query, params={"x": Literal("a", language="en")}, timeout=None)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { VALUES ?s { style:secure } ?s ag:category ?o }",
        "SELECT ?o { VALUES (?o ?s) { ('calm' style:secure) } ?s ag:category ?o }",
        "SELECT ?o { BIND(style:secure AS ?s) ?s ag:category ?o }",
        "SELECT (1 AS ?s) { ?x ag:category ?o }",
    ],
)
def test_query_that_sets_the_parameter_itself_is_refused(
    store: pyoxigraph.Store, query: str
) -> None:
    """Two values for one variable are a mistake, and its place is shown."""
    with pytest.raises(QueryError, match="a value of its own") as caught:
        ask(store, query, s=SECURE)
    assert "?s" in str(caught.value)


def test_unknown_parameter_is_named(store: pyoxigraph.Store) -> None:
    """A parameter that the query does not have is told with those that it has."""
    with pytest.raises(UsageError, match=r"no variable \?pairng\n.*did you mean pairing\?"):
        ask(store, "SELECT ?pairing { ?pairing a ag:Pairing }", pairng=SECURE)


def test_blank_node_is_no_value(store: pyoxigraph.Store) -> None:
    """A blank node in a query is a variable, and would match anything."""
    with pytest.raises(UsageError, match="neither an IRI nor a literal"):
        ask(store, "SELECT ?o { ?s ag:category ?o }", s=BlankNode())


def test_literal_where_an_iri_must_stand_is_explained(store: pyoxigraph.Store) -> None:
    """The query is right and its value is not: the error says so."""
    with pytest.raises(QueryError, match="not allowed where the query uses it"):
        ask(store, "SELECT ?o { ?s ?p ?o }", p=Literal("calm"))


def test_syntax_error_beside_parameters_is_in_the_users_text(store: pyoxigraph.Store) -> None:
    """Line and column are those of the query as it was written."""
    with pytest.raises(QueryError, match="query:1:23"):
        ask(store, "SELECT ?o { ?s ?p ?o } LIMT 3".replace("{ ?s", "{?s"), s=SECURE)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("<https://x.example/a>", NamedNode("https://x.example/a")),
        ("https://x.example/a", NamedNode("https://x.example/a")),
        ("style:secure", SECURE),
        ("debate:a/b", NamedNode(BASE + "debate/a/b")),
        ('"calm"', Literal("calm")),
        ("'calm'", Literal("calm")),
        ('"calm"@en', Literal("calm", language="en")),
        ('"2016"^^xsd:gYear', Literal("2016", datatype=NamedNode(XSD + "gYear"))),
        ("3", Literal(3)),
        ("-1.5", Literal("-1.5", datatype=NamedNode(XSD + "decimal"))),
        ("true", Literal(value=True)),
    ],
)
def test_typed_values_become_terms(text: str, term: Term) -> None:
    """What a person types on the command line is read as one would think."""
    assert parse_value(text, pyoxigraph.Store()) == term


@pytest.mark.parametrize(
    "text", ['"a" . <x:s> <x:p> "b"', '"open', '"a", "b"', "<not an iri>", "", '"a"^^nope:b']
)
def test_what_is_no_single_term_is_refused(text: str) -> None:
    """A value is one term; no more can be smuggled in."""
    with pytest.raises(UsageError):
        parse_value(text, pyoxigraph.Store())


def test_unknown_name_is_missing() -> None:
    """A bare word is a name, and a name that nothing has is reported."""
    with pytest.raises(MissingError, match="nothing is called"):
        parse_value("avoidant-sekure", pyoxigraph.Store())
