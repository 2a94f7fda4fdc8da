"""What a query meets, in words: counts that are right, and warnings that a newcomer needs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from attachgraph.bundled import bundled_store
from attachgraph.errors import QueryError, QueryRefused
from attachgraph.graph import Graph
from attachgraph.query.explanation import Explanation, doubts_about, explain_query
from attachgraph.query.patterns import read_patterns
from attachgraph.query.run import SAFE
from attachgraph.query.slips import slips_in
from attachgraph.rdf.named_queries import read_named_queries
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Return the bundled dataset."""
    return Graph(bundled_store())


def explained(query: str, *quads: tuple[str, str, str]) -> Explanation:
    """Explain a query on a small store."""
    store = Store()
    for subject, predicate, object_ in quads:
        terms = (NamedNode(BASE + subject), NamedNode(AG + predicate), NamedNode(BASE + object_))
        store.add(Quad(*terms, NamedNode(f"{BASE}graph/g")))
    return explain_query(store, query)


def test_patterns_are_counted_in_their_order(graph: Graph) -> None:
    """Each pattern has the number of its matches, and the variables that tie it to those before."""
    found = graph.explain(
        "SELECT * { ?alias ag:aliasOf ?entry . ?entry a ag:Pairing OPTIONAL { ?entry ag:x ?x } }"
    )
    assert found.patterns is not None
    aliases, pairings, optional = found.patterns
    assert aliases.pattern == "?alias ag:aliasOf ?entry"
    assert aliases.matches == len(graph.query("SELECT * { ?alias ag:aliasOf ?entry }"))
    assert pairings.matches == len(graph.query("SELECT * { ?entry a ag:Pairing }"))
    assert pairings.joined_by == ("?entry",)
    assert (optional.part, optional.matches) == ("optional", 0)
    assert found.rows == len(
        graph.query("SELECT * { ?alias ag:aliasOf ?entry . ?entry a ag:Pairing }")
    )


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("ASK { ?p ag:conflictCycl ?c }", "did you mean ag:conflictCycle?"),
        ("ASK { ?p rdfs:lable ?c }", "did you mean rdfs:label?"),
        ("ASK { ?p a ag:Pairng }", "did you mean ag:Pairing?"),
        ("ASK { pairing:avoidant-secur ?p ?o }", "did you mean pairing:avoidant-secure?"),
        ("ASK { ?s rdfs:label 'Avoidant-Secure Relationship' }", '"@en? A text has a language'),
        ("ASK { pairing:secure-avoidant ag:claims ?o }", "did you mean pairing:avoidant-secure?"),
        ('ASK { ?a ag:aliasOf ?e FILTER(?a = "anchor") }', '?a rdfs:label "anchor"@en'),
        ('ASK { ?a rdfs:label ?l FILTER("anchor" = ?l) }', "compare STR(?l)"),
        ("SELECT ?pairng ?c { ?pairing ag:conflictCycle ?c }", "did you mean ?pairing?"),
        ("SELECT (COUNT(?x) AS ?n) { ?p ag:conflictCycle ?c }", "gives ?x a value"),
        ("SELECT (SUM(?c) AS ?n) { ?s ag:couples ?c }", "count-people-studied counts each once"),
        ("SELECT (SUM(?c) AS ?n) { ?r ag:sample ?s . ?s ag:couples ?c }", "once for each row"),
        ("SELECT * { ?a ag:aliasOf ?b . ?c a ag:Work }", "nothing ties"),
        ("SELECT * { ?a ag:relatedEntry+ ?b }", "begins and ends anywhere"),
        ("SELECT * { ?s a ag:Work ; ag:aliasOf ?e . ag:Work ag:aliasOf ?e }", "each of its terms"),
    ],
)
def test_usual_mistakes_are_told(graph: Graph, query: str, warning: str) -> None:
    """A misspelt name, a text without its language, and parts without a tie are told."""
    assert warning in "\n".join(graph.explain(query).warnings)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ag:aliasOf ?b . ?b a ag:Pairing }",
        "SELECT * { ?a ag:aliasOf ?b . BIND(?b AS ?c) ?c a ag:Pairing }",
        "SELECT * { pairing:avoidant-secure ag:relatedEntry+ ?b }",
        "SELECT * { ?s dcterms:issued ?y FILTER(YEAR(?y) > 2020) }",
        'SELECT ?s { ?s rdfs:label ?l FILTER(?l = "Hazan & Shaver (1987)"@en) }',
        "SELECT (SUM(?c) AS ?n) { { SELECT DISTINCT ?s ?c { ?s ag:couples ?c } } }",
        "SELECT ?p (COUNT(?c) AS ?n) { ?p ag:conflictCycle ?c } GROUP BY ?p",
        "SELECT * { ?a ag:aliasOf ?b . ?b ag:hasPartner ?r . ?r ag:style ?s . ?a rdfs:label ?l }",
    ],
)
def test_sound_queries_have_no_warning(graph: Graph, query: str) -> None:
    """What is tied together and known is not warned of."""
    assert graph.explain(query).warnings == ()


def test_no_named_question_has_a_warning(graph: Graph) -> None:
    """The questions that ship are models: nothing in them is unknown or untied."""
    for question in read_named_queries():
        reading = read_patterns(question.text)
        assert reading is not None, question.name
        assert reading.patterns, question.name
        assert not slips_in(question.text), question.name


def test_query_is_shown_as_it_is_understood(graph: Graph) -> None:
    """Form, graphs, prefixes and parameters are those that the engine is given."""
    found = graph.explain(
        "SELECT ?x FROM graph:avoidant-secure { ?p ag:hasPartner ?x }",
        params={"p": "secure-avoidant"},
    )
    assert found.answer == "a table"
    assert found.dataset == "graph:avoidant-secure"
    assert found.prefixes["ag"] == PREFIXES["ag"]
    assert found.parameters == {"?p": "pairing:avoidant-secure"}
    assert found.patterns is not None
    assert found.patterns[0].pattern == "pairing:avoidant-secure ag:hasPartner ?x"
    assert json.loads(json.dumps(found.to_dict()))["rows"] == found.rows


def test_run_that_is_stopped_is_explained(graph: Graph) -> None:
    """A query that ran into its limit is what one wants explained."""
    found = graph.explain("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.3)
    assert "time limit" in found.stopped
    assert "nothing ties" in found.warnings[0]


def test_twice_the_same_variable_is_counted_right() -> None:
    """A pattern with a variable at two places matches only where both are the same."""
    found = explained(
        "SELECT * { ?a ag:pairsWith ?a }", ("a", "pairsWith", "a"), ("a", "pairsWith", "b")
    )
    assert found.patterns is not None
    assert found.patterns[0].matches == 1


def test_more_than_sparql_1_1_is_said() -> None:
    """Where the patterns cannot be read, the rest is still there."""
    found = explained("SELECT * { ?s ?p <<( ?a ?b ?c )>> }", ("a", "pairsWith", "a"))
    assert found.patterns is None
    assert "more than SPARQL 1.1" in found.warnings[0]
    assert "0 rows" in str(found)


def test_what_is_refused_is_not_explained(graph: Graph) -> None:
    """A query that may not run is refused here as well, and a mistake shows its place."""
    with pytest.raises(QueryRefused):
        graph.explain("ASK { SERVICE <http://x.example/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="query:1:10"):
        graph.explain("SELECT * {")


_NAMES = st.sampled_from(["?a", "?b", "?c", "ag:p", "ag:q", "style:s", '"x"@en', "7"])
_PATHS = st.sampled_from(["?p", "ag:p", "a", "ag:p+", "^ag:q", "(ag:p|ag:q)/ag:p*", "!ag:p"])
_PATTERNS = st.builds("{} {} {} .".format, st.sampled_from(["?a", "?b", "style:s"]), _PATHS, _NAMES)


@st.composite
def _groups(draw: st.DrawFn, depth: int = 2) -> str:
    parts = draw(st.lists(_PATTERNS, min_size=1, max_size=3))
    if depth and draw(st.booleans()):
        around = draw(st.sampled_from(["OPTIONAL {}", "MINUS {}", "{} UNION {}", "GRAPH ?g {}"]))
        parts.append(around.format(*(draw(_groups(depth - 1)) for _ in range(2))))
    return f"{{ {' '.join(parts)} }}"


@settings(max_examples=40, deadline=None)
@given(_groups())
def test_every_pattern_is_found_once(group: str) -> None:
    """However groups are nested, each pattern of the text is shown, and none is invented."""
    reading = read_patterns(f"SELECT * {group}")
    assert reading is not None
    assert len(reading.patterns) == group.count(" .")


def test_an_empty_answer_says_why_in_python(graph: Graph) -> None:
    """Printed or in a notebook, an answer without rows names the misspelt term; others do not."""
    nothing = graph.query("SELECT ?c { ?p ag:conflictCycl ?c }")
    assert "did you mean ag:conflictCycle?" in repr(nothing)
    assert "did you mean ag:conflictCycle?" in nothing._repr_html_()
    assert graph.query("SELECT ?p { ?p a ag:Pairing }").doubts == ()


def test_the_vocabulary_is_enough_to_doubt_a_query() -> None:
    """For a store on a server nothing is copied: our own words and loose parts are looked at."""
    query = "SELECT * { ?p ag:conflictCycl ?c ; ag:status ag:disputd . ?x a ag:Work }"
    first, second, third = doubts_about(None, query, {}, SAFE, None)
    assert "did you mean ag:conflictCycle?" in first
    assert "did you mean ag:disputed?" in second
    assert "nothing ties" in third


def test_a_server_is_asked_for_the_names_that_look_like_one() -> None:
    """A misspelt pairing gets a hint as from a folder, and the kind of the thing is all it asks."""
    asked: list[str] = []

    class Server:
        """Knows the names of pairings."""

        def names_in(self, namespace: str) -> set[str]:
            """Note what is asked."""
            asked.append(namespace)
            return {f"{namespace}anxious-avoidant", f"{namespace}anxious-secure"}

    query = "SELECT ?c { pairing:anxious-avoidnt ag:conflictCycle ?c }"
    [doubt] = doubts_about(Server(), query, {}, SAFE, None)
    assert doubt.endswith("is not in the dataset; did you mean pairing:anxious-avoidant?")
    assert asked == [BASE + "pairing/"]
