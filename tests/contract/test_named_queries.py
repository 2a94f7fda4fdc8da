"""The named questions: described in plain words, answered as pinned, and part of the dataset."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyoxigraph
import pytest

from attachgraph.building import build_in_memory
from attachgraph.errors import InputError
from attachgraph.rdf.named_queries import NamedQuery, iter_query_quads, read_named_queries
from attachgraph.rdf.namespaces import BASE, PREFIXES
from tests.contract.ontology_files import iri
from tools.make_query_docs import PAGE, render
from tools.pin_answers import ANSWERS, ask, read_answer

QUERIES = read_named_queries()
each_query = pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])

#: The words that a question may be filed under; a new one is a decision, not a slip.
TAGS = {
    *("claims", "concepts", "conflict", "debates", "entries", "evidence", "quotations", "gaps"),
    *("names", "pairings", "sources", "styles", "traits", "works"),
}
VERBS = {"compare", "count", "extract", "list", "show"}
PIN = "if the change is meant, run tools/pin_answers.py and read the difference"
HEADER = "# question: Who?\n# answer: Each row is a person.\n# tags: names\n"


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    """Build the bundled dataset."""
    return build_in_memory()


@pytest.fixture(scope="module")
def reversed_store(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """Load the same dataset from its last quad to its first."""
    dumped = io.BytesIO()
    store.dump(dumped, format=pyoxigraph.RdfFormat.N_QUADS)
    lines = dumped.getvalue().splitlines(keepends=True)
    other = pyoxigraph.Store()
    other.load(input=b"".join(reversed(lines)), format=pyoxigraph.RdfFormat.N_QUADS)
    return other


@pytest.fixture(scope="module")
def executables() -> pyoxigraph.Store:
    """Load the questions as the dataset holds them."""
    loaded = pyoxigraph.Store()
    quads = "".join(iter_query_quads())
    loaded.load(input=quads.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return loaded


@each_query
def test_answer_is_as_pinned(query: NamedQuery, store: pyoxigraph.Store) -> None:
    """The answer to the sample values is the one that somebody last looked at."""
    assert ask(store, query) == read_answer(query.name), PIN


@each_query
def test_order_does_not_depend_on_loading(
    query: NamedQuery, reversed_store: pyoxigraph.Store
) -> None:
    """The same rows come in the same order from a store that was filled in another order."""
    assert ask(reversed_store, query) == read_answer(query.name), "let ORDER BY settle every tie"


def test_sample_values_give_rows() -> None:
    """Whoever tries a question as it is printed gets an answer."""
    for query in QUERIES:
        assert read_answer(query.name)["count"] > 0, query.name


def test_pins_belong_to_questions() -> None:
    """No pinned answer outlives its question."""
    assert {path.stem for path in ANSWERS.glob("*.json")} == {query.name for query in QUERIES}


def test_header_is_in_plain_words() -> None:
    """A header asks a question, says how to read the rows, and files itself under known words."""
    for query in QUERIES:
        assert re.fullmatch(r"[A-Z][^?:<>]+\?", query.question), query.name
        assert re.fullmatch(r"[A-Z].*\.", query.answer), query.name
        assert set(query.tags) <= TAGS, query.name


def test_name_begins_with_a_verb() -> None:
    """A name says what one gets: a verb, then its object."""
    for query in QUERIES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", query.name), query.name
        assert query.name.split("-")[0] in VERBS, query.name


def test_parameters_are_variables_that_the_query_leaves_open() -> None:
    """A parameter occurs in the query, which does not give it a value of its own."""
    for query in QUERIES:
        body = query.body()
        for parameter in query.parameters:
            assert re.search(rf"\?{parameter.name}\b", body), query.name
            assert not re.search(rf"(AS|VALUES) \?{parameter.name}\b", body), query.name
            assert parameter.meaning, query.name


def test_file_declares_the_prefixes_that_it_uses() -> None:
    """A file runs in any engine, and a prefix means everywhere what it means in the dataset."""
    for query in QUERIES:
        bare = re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"|^#.*$", " ", query.body(), flags=re.MULTILINE)
        used = set(re.findall(r"(?<![\w:?$-])([a-z]+):", bare))
        declared = dict(re.findall(r"^PREFIX ([a-z]+): <(.+)>$", query.text, re.MULTILINE))
        assert declared == {prefix: PREFIXES[prefix] for prefix in used}, query.name
        assert "PREFIX" not in query.body(), query.name


def test_rows_are_distinct_and_ordered() -> None:
    """A triple of two graphs is one fact, and the order of rows is never left to the engine."""
    for query in QUERIES:
        if query.form == "SELECT":
            outer = query.body().split("WHERE", 1)[0]
            assert "DISTINCT" in outer, query.name
            assert re.search(r"^ORDER BY ", query.body(), re.MULTILINE), query.name


def test_dataset_holds_the_question_ready_to_run(
    executables: pyoxigraph.Store, store: pyoxigraph.Store
) -> None:
    """The text in the dataset runs in an engine that knows none of our prefixes."""
    for query in QUERIES:
        this = pyoxigraph.NamedNode(f"{BASE}query/{query.name}")
        quads = executables.quads_for_pattern(this, None, None)
        said = {quad.predicate.value: quad.object for quad in quads}
        assert said[iri("rdfs:label")] == pyoxigraph.Literal(query.question, language="en"), (
            query.name
        )
        text = said[iri(f"sh:{query.form.lower()}")]
        assert isinstance(text, pyoxigraph.Literal), query.name
        found = store.query(text.value, use_default_graph_as_union=True)
        if not query.parameters:
            assert isinstance(found, pyoxigraph.QuerySolutions), query.name
            assert len(list(found)) == read_answer(query.name)["count"], query.name


def test_page_is_current() -> None:
    """The page of the named questions is what its files and pinned answers say."""
    assert PAGE.read_text(encoding="utf-8") == render(), "run tools/make_query_docs.py"


@pytest.mark.parametrize(
    ("form", "class_", "body"),
    [
        ("select", "sh:SPARQLSelectExecutable", "SELECT ?s WHERE { ?s a ag:Person }"),
        ("ask", "sh:SPARQLAskExecutable", "ASK { ?s a ag:Person }"),
        ("construct", "sh:SPARQLConstructExecutable", "CONSTRUCT WHERE { ?s a ag:Person }"),
    ],
)
def test_each_form_has_its_class(tmp_path: Path, form: str, class_: str, body: str) -> None:
    """SELECT, ASK and CONSTRUCT are told apart as SHACL tells them apart."""
    prefix = f"PREFIX ag: <{PREFIXES['ag']}>\n"
    (tmp_path / "list-people.rq").write_text(f"{HEADER}{prefix}\n{body}", encoding="utf-8")
    quads = "".join(iter_query_quads(tmp_path))
    assert f"<{iri(class_)}>" in quads
    text = f'<{iri("sh:" + form)}> "PREFIX ag: <{PREFIXES["ag"]}>\\n{body}" '
    assert text in quads


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEADER.replace("# answer", "# reply") + "ASK {}", "answer"),
        (HEADER + "DELETE WHERE { ?s ?p ?o }", "SELECT, CONSTRUCT or ASK"),
        (HEADER + "# param: who pairing:secure-secure\nASK {}", "who pairing:secure-secure"),
    ],
)
def test_broken_header_is_named(tmp_path: Path, text: str, problem: str) -> None:
    """A file that cannot be used is refused with its name and what it lacks."""
    (tmp_path / "list-people.rq").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(problem)) as caught:
        read_named_queries(tmp_path)
    assert "list-people.rq" in str(caught.value)
