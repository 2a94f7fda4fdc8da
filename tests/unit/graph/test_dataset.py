"""The façade: what `import attachgraph` gives, in the words of the command line."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, RdfFormat

import attachgraph
from attachgraph.dataset.values import read_question
from attachgraph.errors import (
    InputError,
    MissingError,
    QueryError,
    QueryRefused,
    QueryTimeout,
    UsageError,
)
from attachgraph.graph import Graph, Page
from attachgraph.rdf.serialise import export
from attachgraph.reading.styles import named_abroad
from attachgraph.store.publishing import publish

BASE = "https://w3id.org/attachgraph/"
PAIRING = f"{BASE}pairing/avoidant-secure"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"


@pytest.fixture(scope="module")
def graph(root: Path) -> Graph:
    """Load the fixture."""
    store = pyoxigraph.Store()
    store.load(path=str(root / "tests/fixtures/graph.nq"))
    return attachgraph.load(store)


def test_names_are_few_and_lazy() -> None:
    """The public names are listed, exist, and cost nothing until they are used."""
    assert attachgraph.__all__ == [
        "Graph",
        "__version__",
        "build",
        "from_networkx",
        "load",
        "read",
    ]
    assert {getattr(attachgraph, name) is not None for name in attachgraph.__all__} == {True}
    assert set(attachgraph.__all__) <= set(dir(attachgraph))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = attachgraph.nothing
    program = "import sys, attachgraph; print([m for m in sys.modules if m.startswith('attachg')])"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout == "['attachgraph']\n"


def test_rows_are_tuples_with_names(graph: Graph) -> None:
    """A row has plain values, by place and by name; the RDF terms are within reach."""
    rows = graph.query(
        "SELECT ?alias ?none ?count { ?alias ag:aliasOf pairing:avoidant-secure BIND(2 AS ?count) }"
    )
    assert rows.variables == ("alias", "none", "count")
    row = next(iter(rows))
    alias, none, count = row
    assert (alias, none, count) == row == tuple(row)
    assert row.alias == row["alias"] == row[0] == alias
    assert (row.none, row.count, row[1:]) == (None, 2, (None, 2))
    assert row.asdict() == {"alias": alias, "none": None, "count": 2}
    assert row.terms == (pyoxigraph.NamedNode(str(alias)), None, Literal(2))
    assert isinstance(row, Sequence)
    with pytest.raises(UsageError, match=r"no column “aliass”\nFix: did you mean alias\?"):
        _ = row["aliass"]
    assert not hasattr(row, "other")


def test_parameters_are_names_or_terms(graph: Graph) -> None:
    """A value may be a term, or what a person would type for one."""
    query = "SELECT ?alias { ?alias ag:aliasOf ?entry } ORDER BY ?alias"
    by_name = graph.query(query, params={"entry": "secure-avoidant"})
    by_term = graph.query(query, params={"entry": pyoxigraph.NamedNode(PAIRING)})
    assert list(by_name) == list(by_term)
    assert len(by_name) > 0
    assert list(graph.query(query, entry="secure-avoidant")) == list(by_name)
    names = graph.query("list-names-of-pairing", pairing="secure-avoidant")
    assert list(names) == list(graph.questions.list_names_of_pairing("secure-avoidant"))


def test_variable_in_place_of_a_claim_is_told_where_it_belongs(graph: Graph) -> None:
    """Who asks for all on one outcome names it first, as a claim would be named."""
    with pytest.raises(MissingError, match="--outcome demand-withdraw"):
        graph.synthesize("demand-withdraw")


def test_limit_and_truth(graph: Graph) -> None:
    """A limit is kept and told; an answer is true if ASK says yes, or if there are rows."""
    rows = graph.query("SELECT ?s { ?s ?p ?o }", limit=5)
    assert len(rows) == 5
    assert rows.truncated
    assert graph.query("ASK {}")
    assert not graph.query("ASK { FILTER(false) }")
    assert [row.asdict() for row in graph.query("ASK {}")] == [{"answer": True}]
    assert not graph.query("SELECT ?s { ?s a ag:Nothing }")


def test_queries_are_safe(graph: Graph) -> None:
    """Neither a request nor a change leaves through the façade."""
    with pytest.raises(QueryRefused):
        graph.query("ASK { SERVICE <https://x.example/> { ?s ?p ?o } }")
    with pytest.raises(QueryRefused):
        graph.query("DROP ALL")


def test_runaway_leaves_the_caller_alive(root: Path, tmp_path: Path) -> None:
    """At the limit the query is over and the graph still answers, from memory and from disk."""
    path = tmp_path / "store"
    publish(path, lambda store: store.bulk_load(path=str(root / "tests/fixtures/graph.nq")))
    graph = attachgraph.load(path)
    with pytest.raises(QueryTimeout):
        graph.query(RUNAWAY, timeout=0.3)
    assert graph.query("ASK { ?s a ag:Pairing }")


def test_questions_are_functions(graph: Graph) -> None:
    """A question has samples for what is left out, takes what is given, and explains itself."""
    question = graph.questions.list_names_of_pairing
    assert list(question()) == list(question("avoidant-secure"))
    assert list(question()) == list(question(pairing="secure-avoidant"))
    assert list(question()) == list(graph.questions["list-names-of-pairing"]())
    assert "list_names_of_pairing" in dir(graph.questions)
    assert list(inspect.signature(question).parameters) == ["pairing", "timeout"]
    assert "Parameters" in str(question.__doc__)
    assert {name.replace("_", "-") for name in graph.questions} == set(graph.questions)
    with pytest.raises(UsageError, match="it takes: pairing"):
        question(pairings="avoidant-secure")
    with pytest.raises(UsageError, match="it takes: pairing"):
        question("avoidant-secure", "anxious-avoidant")
    with pytest.raises(MissingError, match="did you mean list_names_of_pairing"):
        graph.questions.list_names_of_pairings()
    assert not hasattr(graph.questions, "list_nothing")
    assert "list-nothing" not in graph.questions
    assert "list_phases" in graph.questions._repr_html_()


def test_question_is_asked_by_its_name_and_takes_plain_words_for_a_text(graph: Graph) -> None:
    """As on the command line: no quotes and no language have to be known."""
    assert list(graph.query("list-names-of-pairing")) == list(
        graph.questions.list_names_of_pairing()
    )
    _, terms = read_question("list-publications-of-author", {"family": "Fir"}, graph.store)
    assert terms == {"family": Literal("Fir", language="en")}
    with pytest.raises(UsageError, match="cannot take familie\nFix: it takes: family"):
        graph.query("list-publications-of-author", params={"familie": "Fir"})
    with pytest.raises(QueryError, match="did you mean the question list-films"):
        graph.query("list films")
    with pytest.raises(MissingError, match=r'if it is a text, write "Fir"@en'):
        graph.query("SELECT * { ?s ?p ?name }", params={"name": "Fir"})


def test_value_that_a_query_has_no_use_for_is_not_looked_up(graph: Graph) -> None:
    """What is wrong is the query, whose name has hyphens, or its variables; not the value."""
    with pytest.raises(QueryError, match="did you mean the question list-publications-of-author"):
        graph.query("list publications of author", family="Fir")
    with pytest.raises(UsageError, match=r"the query has no variable \?family"):
        graph.query("SELECT ?s { ?s a ag:Pairing }", family="Fir")


def test_printed_answer_says_which_values_are_examples(graph: Graph) -> None:
    """Who leaves a value out must not take the answer for one about everything."""
    said = "pairing=pairing:avoidant-secure (an example; choose another pairing)"
    example = graph.query("list-names-of-pairing")
    assert repr(example).endswith(said)
    assert said in example._repr_html_()
    assert "an example" not in repr(
        graph.query("list-names-of-pairing", params={"pairing": "avoidant-secure"})
    )


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("apego ansioso", "style/anxious"),
        ("estilo de apego seguro", "style/secure"),
        ("style d'attachement évitant", "style/avoidant"),
        ("sicherer Bindungsstil", "style/secure"),
        ("unsicher-vermeidend", "style/avoidant"),
        ("aengstlich", "style/anxious"),
        ("Bindungsangst", "concept/attachment-anxiety"),
        ("évitement de l'intimité", "concept/attachment-avoidance"),
        ("attachement chez des couples", ""),
        ("apego seguro y ansioso", ""),
    ],
)
def test_style_or_dimension_is_known_by_its_usual_name_abroad(name: str, path: str) -> None:
    """What says more than the name, or names two styles, is looked for word by word."""
    assert named_abroad(name) == path


def test_claims_of_a_pairing_are_as_many_wherever_they_are_counted(graph: Graph) -> None:
    """The gaps, a comparison and the ready question give one number for one pairing."""
    counted = Counter[str]()
    for row in graph.query("count-claims-by-status"):
        counted[str(row.pairing)] += int(str(row.claims))
    cells = [cell for cell in graph.gaps() if cell.claims]
    assert {f"{BASE}{cell.pairing}": cell.claims for cell in cells} == counted
    one = graph.compare("anxious-anxious", "avoidant-secure").statuses[0]
    assert sum(one.values()) == counted[f"{BASE}pairing/anxious-anxious"]


def test_no_and_zero_say_what_may_be_misspelt(graph: Graph) -> None:
    """A count of nothing and a no have doubts as an empty table has; a yes has none."""
    for query in ("SELECT (COUNT(*) AS ?n) { %s }", "ASK { %s }"):
        found = graph.query(query % "?a ag:aliasOff ?e")
        assert repr(found).endswith("did you mean ag:aliasOf?")
        assert "did you mean ag:aliasOf?" in found._repr_html_()
        assert not graph.query(query % "?a ag:aliasOf ?e").doubts


def test_misspelt_value_of_a_question_is_told_what_is_near() -> None:
    """A status has a list of those there are; a word of a text is compared with all names."""
    graph = attachgraph.load()
    with pytest.raises(MissingError, match=r"did you mean ag:disputed\?"):
        graph.query("list-claims-with-status", status="dispute")
    found = graph.query("list-publications-of-author", family="Simpsn")
    assert "family: no name has “simpsn”; did you mean simpson" in repr(found)
    with pytest.raises(MissingError, match="did you mean list-publications-of-author"):
        graph.questions["list-publications-of-autor"]
    with pytest.raises(AttributeError, match="did you mean list_publications_of_author"):
        _ = graph.questions.list_publications_of_autor


def test_sources_of_a_disputed_claim_are_all_that_bear_on_it() -> None:
    """Sources with results on the claim of a sentence are there, whether it cites them or not."""
    graph = attachgraph.load()
    found = graph.query("list-claims-with-status", entry="anxious-avoidant", status="ag:disputed")
    results = graph.query("list-results-on-claim", claim="claim:own-insecurity-outweighs-partners")
    assert {row.source for row in results} == {row.source for row in found}
    assert {row.intent is None for row in found} == {True, False}
    assert {row.stance for row in found} == {"supports", "disputes"}


def test_ask_and_construct_take_their_queries(graph: Graph) -> None:
    """ASK gives yes or no, CONSTRUCT a dataset; another query is told where to go."""
    assert graph.ask("ASK { pairing:avoidant-secure a ag:Pairing }")
    assert not graph.ask("ASK { ?s a ?class }", params={"class": "ag:Nothing"})
    part = graph.construct("CONSTRUCT WHERE { ?name ag:aliasOf ?entry }")
    assert len(part) == len(graph.query("SELECT * { ?name ag:aliasOf ?entry }")) > 0
    assert part.export("nt")
    assert len(graph.construct("DESCRIBE pairing:avoidant-secure")) > 0
    with pytest.raises(UsageError, match=r"graph\.query"):
        graph.ask("SELECT * { ?s ?p ?o }")
    with pytest.raises(UsageError, match=r"graph\.ask"):
        graph.construct("ASK {}")


def test_pairings_have_no_order(graph: Graph) -> None:
    """Two styles name a pairing, whichever comes first; what is not a style is told."""
    assert graph.pairing("secure", "avoidant") == graph.pairing("avoidant", "secure")
    assert graph.pairing("secure", "avoidant") == graph.entry("secure-avoidant couple")
    with pytest.raises(MissingError, match=r"did you mean secure\? styles: anxious,"):
        graph.pairing("secur", "avoidant")
    with pytest.raises(MissingError, match="not an attachment style"):
        graph.pairing("pairing:avoidant-secure", "avoidant")


def test_edges_are_chosen_and_shown(graph: Graph) -> None:
    """Edges are chosen by type, status and end; what is unknown is told with the nearest."""
    names = graph.edges(type="alias-of", about="avoidant-secure")
    assert {edge.object_id for edge in names} == {"pairing/avoidant-secure"}
    assert all(edge.quotes for edge in names)
    assert graph.edges(type="ag:aliasOf", about="avoidant-secure") == names
    claims = graph.edges(type="claims", status="disputed")
    assert {(edge.type, edge.status) for edge in claims} == {("claims", "disputed")}
    assert len(graph.edges()) > len(graph.edges(about="avoidant-secure")) > len(names)
    assert len(names[:2]) == 2
    for edge in names:
        (passage,) = graph.quotations(edge)
        assert passage.quote == edge.quotes[0]
        assert passage.end - passage.start == len(passage.quote)
    assert graph.quotations(names[0].id) == graph.quotations(names[0])
    with pytest.raises(UsageError, match="did you mean alias-of"):
        graph.edges(type="alias-off")
    with pytest.raises(UsageError, match="did you mean disputed"):
        graph.edges(status="dispute")
    with pytest.raises(UsageError, match="not an edge of this dataset"):
        graph.quotations("statement/nothing")
    with pytest.raises(UsageError, match="read by number"):
        _ = names["subject"]  # type: ignore[call-overload]


def test_what_is_drawn_is_escaped(graph: Graph) -> None:
    """Words of entries are hostile until they are escaped, wherever a notebook draws them."""
    hostile = graph.entry("entry/hostile")
    drawings = [
        hostile._repr_html_(),
        graph.edges(about="entry/hostile")._repr_html_(),
        *(edge._repr_html_() for edge in graph.edges(about="entry/hostile")),
        graph.quotations(graph.edges(about="entry/hostile")[0])._repr_html_(),
        graph.query("SELECT ?x { ?s rdfs:label ?x FILTER(CONTAINS(?x, '<')) }")._repr_html_(),
        graph.compare("avoidant-secure", "anxious-anxious")._repr_html_(),
        graph.gaps()._repr_html_(),
        attachgraph.read(text="<img src=x onerror=alert(1)>\n")._repr_html_(),
    ]
    assert [found for found in drawings if "<img" in found or "<script" in found] == []
    assert any("&lt;img" in found for found in drawings)


def test_near_things_are_found(graph: Graph) -> None:
    """Words are searched, ways are found, the grid is read by a pair of styles."""
    assert "harbour and ship" in graph.search("harbour and ship")[0].names
    foreign = graph.search("vermeidend")
    assert (foreign[0].id, foreign.meant) == ("style/avoidant", graph.entry("avoidant").title)
    # “attachment” alone is found in many titles, which must not come first.
    assert graph.search("attachment evitativo").meant == foreign.meant
    with pytest.raises(UsageError, match="kinds:"):
        graph.search("harbour", kind="boat")
    way = graph.path("alias/harbour-and-ship", "style/secure", limit=1)
    assert [step.step for step in way] == sorted(step.step for step in way)
    assert way[0].quote
    with pytest.raises(UsageError, match="same thing"):
        graph.path("style/secure", "style:secure")
    grid = graph.gaps()
    assert grid["secure", "avoidant"] == grid["avoidant", "secure"]
    with pytest.raises(UsageError, match="did you mean secure"):
        _ = grid["secur", "avoidant"]


def test_data_frames_have_types(graph: Graph) -> None:
    """Numbers are numbers and stay so when some are missing; few values are categories."""
    rows = graph.query(
        "SELECT ?n ?d ?b ?t ?u { VALUES (?n ?d ?b ?t) { (1 1.5 true 'a'@en) (UNDEF 2 false 'b') } }"
    )
    dtypes = {name: str(dtype) for name, dtype in rows.to_pandas().dtypes.items()}
    assert dtypes == {
        "n": "Int64",
        "d": "Float64",
        "b": "boolean",
        "t": "string",
        "u": "string",
    }
    huge = graph.query("SELECT (99999999999999999999 AS ?n) {}").to_pandas()
    assert huge["n"].tolist() == [99999999999999999999]
    edges = graph.edges(status="disputed").to_pandas()
    assert str(edges["status"].dtype) == str(edges["type"].dtype) == "category"
    nodes = graph.to_pandas("nodes")
    assert str(nodes["order"].dtype) == "Int64"
    assert nodes["id"].is_unique
    assert set(graph.to_pandas()["source"]) <= set(nodes["id"])
    assert len(graph.to_pandas("quotations")) > 0
    with pytest.raises(UsageError, match="tables: nodes, edges"):
        graph.to_pandas("rows")


def test_data_frame_without_pandas_is_told(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandas there is one clear message."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingError, match=r"pip install 'attachgraph\[notebooks\]'"):
        graph.query("SELECT ?s { ?s a ag:Pairing }").to_pandas()


PAGE = """Anxious-Secure Relationship

One partner seeks reassurance and the other gives it.

Other Names: reassurance pairing
"""


def test_documents_are_built_and_failures_told(tmp_path: Path) -> None:
    """Documents become a dataset in memory or in a folder; what cannot be read is told."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "bad.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"bad\.md"):
        memory = attachgraph.build(tmp_path, only=True)
    with pytest.warns(UserWarning, match=r"bad\.md"):
        folder = attachgraph.build(tmp_path, only=True, store=tmp_path / "store")
    assert memory.report is not None
    assert memory.report.documents == 1
    assert memory.edges() == folder.edges() == attachgraph.load(tmp_path / "store").edges()
    assert [edge.subject for edge in memory.edges(type="alias-of")] == ["reassurance pairing"]
    assert folder.search("reassurance pairing")[0].id == "pairing/anxious-secure"
    with pytest.raises(UsageError, match="needs paths"):
        attachgraph.build(only=True)
    with pytest.raises(InputError, match="nothing could be read of 1 document\n"):
        attachgraph.build(tmp_path / "bad.md", only=True)


def test_documents_are_read_without_being_built(tmp_path: Path) -> None:
    """A reading shows the account, what was not understood, and the edges it would give."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE + "\nXyzzy [12] plugh ==\n", encoding="utf-8")
    page = attachgraph.read(path)
    account = page.account
    assert account.used + account.boilerplate + account.unparsed == account.length
    assert len("".join(piece.text for piece in page.unparsed)) <= account.unparsed
    assert [edge.subject for edge in page.edges(type="alias-of")] == ["reassurance pairing"]
    assert {"line", "code", "fix"} <= set(page.diagnostics.columns)
    assert attachgraph.read(text=PAGE).title == page.title == "Anxious-Secure Relationship"
    with pytest.raises(UsageError, match="either a path or a text"):
        attachgraph.read()
    with pytest.raises(MissingError, match="check the spelling"):
        attachgraph.read(tmp_path / "none.txt")
    with pytest.raises(UsageError, match=r"attachgraph\.build"):
        attachgraph.read(text="", name="a.ttl")


def test_networkx_has_named_edges(graph: Graph) -> None:
    """The network's edges are keyed by their hyphenated names."""
    network = graph.to_networkx()
    keys = {key for _, target, key in network.edges(keys=True) if target == PAIRING}
    assert "alias-of" in keys


def test_rdflib_sees_the_same_quads(graph: Graph) -> None:
    """The Dataset of rdflib is on the same store, has the prefixes bound, and asks the union."""
    dataset = graph.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    found = dataset.query("SELECT ?alias { ?alias ag:aliasOf pairing:avoidant-secure }")
    ours = graph.query("SELECT ?alias { ?alias ag:aliasOf pairing:avoidant-secure }")
    assert len(found) == len(ours)
    assert list(dataset.quads((rdflib.URIRef(PAIRING), rdflib.RDF.type, None, None)))


def test_page_shows_and_saves_itself(tmp_path: Path) -> None:
    """The explorer is text that a notebook frames, without running what it holds."""
    page = Page("<p title=\"a\">'b'</p>")
    framed = page._repr_html_()
    assert framed.startswith("<iframe")
    assert "<p" not in framed
    page.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page


def test_view_takes_any_name(graph: Graph) -> None:
    """The explorer is drawn for everything, or for one thing by any of its names."""
    page = graph.view("secure-avoidant")
    assert page.lower().startswith("<!doctype html>")
    with pytest.raises(MissingError, match="nothing is called"):
        graph.view("no such thing at all")


def test_export_is_that_of_the_command(graph: Graph) -> None:
    """The façade writes the same bytes, and knows the same formats."""
    assert graph.export("turtle") == b"".join(export(graph.store, "turtle"))
    assert len(list(pyoxigraph.parse(graph.export("nq", texts=True), RdfFormat.N_QUADS))) == len(
        graph
    )
    with pytest.raises(UsageError, match="no format"):
        graph.export("excel")
    with pytest.raises(InputError, match=r"(?s)nowhere.*No such file.*check the path"):
        graph.export("/nowhere/graph.ttl")


def test_graph_says_what_it_is(graph: Graph) -> None:
    """In a prompt a graph shows its size."""
    assert repr(graph) == f"<attachgraph.Graph of {len(graph):,} quads>"


def test_dataset_is_written_under_the_name_of_a_file(tmp_path: Path) -> None:
    """The ending says the format; NetworkX writes a plain network; no claim is shown bare."""
    graph = attachgraph.load()
    written = graph.export(str(tmp_path / "one.ttl"), "avoidant-secure")
    assert (tmp_path / "one.ttl").read_bytes() == written
    with pytest.raises(UsageError, match=re.escape("ends in .docx")):
        graph.export("one.docx")
    part = graph.construct("CONSTRUCT WHERE { ?name ag:aliasOf ?entry ; rdfs:label ?label }")
    nx.write_gexf(part.to_networkx(), tmp_path / "one.gexf")
    nx.write_graphml(part.to_networkx(), tmp_path / "one.graphml")
    nx.write_gml(part.to_networkx(), tmp_path / "one.gml")
    assert len(nx.read_gexf(tmp_path / "one.gexf")) == len(part.to_networkx())
    shown = graph.compare("anxious-avoidant", "avoidant-secure")._repr_html_()
    assert re.search(r"Anxious and avoidant people attract each other\. \[[a-z]+\]", shown)
