"""The façade: what `import attachgraph` gives, in the words of the command line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, RdfFormat

import attachgraph
from attachgraph.errors import MissingError, QueryRefused, QueryTimeout, UsageError
from attachgraph.graph import Graph, Page
from attachgraph.rdf.serialise import export
from attachgraph.store.embedded import publish

PAIRING = "https://w3id.org/attachgraph/pairing/avoidant-secure"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"


@pytest.fixture(scope="module")
def graph(root: Path) -> Graph:
    """Load the fixture."""
    store = pyoxigraph.Store()
    store.load(path=str(root / "tests/fixtures/graph.nq"))
    return attachgraph.load(store)


def test_names_are_few_and_lazy() -> None:
    """The public names are listed, exist, and cost nothing until they are used."""
    assert attachgraph.__all__ == ["Graph", "__version__", "from_networkx", "load"]
    assert {getattr(attachgraph, name) is not None for name in attachgraph.__all__} == {True}
    assert set(attachgraph.__all__) <= set(dir(attachgraph))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = attachgraph.nothing
    program = "import sys, attachgraph; print([m for m in sys.modules if m.startswith('attachg')])"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout == "['attachgraph']\n"


def test_rows_are_mappings(graph: Graph) -> None:
    """A row is read by the names of its variables and holds RDF terms."""
    rows = graph.query("SELECT ?alias ?none { ?alias ag:aliasOf pairing:avoidant-secure }")
    assert rows.variables == ("alias", "none")
    row = next(iter(rows))
    assert isinstance(row["alias"], pyoxigraph.NamedNode)
    assert row["none"] is None
    assert set(row) == {"alias", "none"}
    with pytest.raises(KeyError):
        _ = row["other"]


def test_parameters_are_names_or_terms(graph: Graph) -> None:
    """A value may be a term, or what a person would type for one."""
    query = "SELECT ?alias { ?alias ag:aliasOf ?entry } ORDER BY ?alias"
    by_name = graph.query(query, params={"entry": "secure-avoidant"})
    by_term = graph.query(query, params={"entry": pyoxigraph.NamedNode(PAIRING)})
    assert list(by_name) == list(by_term)
    assert len(by_name) > 0


def test_limit_and_truth(graph: Graph) -> None:
    """A limit is kept and told; an answer is true if ASK says yes, or if there are rows."""
    rows = graph.query("SELECT ?s { ?s ?p ?o }", limit=5)
    assert len(rows) == 5
    assert rows.truncated
    assert graph.query("ASK {}")
    assert not graph.query("ASK { FILTER(false) }")
    assert [dict(row) for row in graph.query("ASK {}")] == [{"answer": Literal(value=True)}]
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
    began = time.monotonic()
    with pytest.raises(QueryTimeout):
        graph.query(RUNAWAY, timeout=0.3)
    assert time.monotonic() - began < 3
    assert graph.query("ASK { ?s a ag:Pairing }")


def test_questions_run_by_name(graph: Graph) -> None:
    """A question has samples for what is left out, and takes what is given."""
    sample = graph.ask("list-names-of-pairing")
    given = graph.ask("list-names-of-pairing", {"pairing": "avoidant-secure"})
    assert list(sample) == list(given)
    with pytest.raises(MissingError, match="attachgraph queries"):
        graph.ask("list-nothing")


def test_data_frame_needs_pandas_or_has_plain_values(graph: Graph) -> None:
    """With pandas there are numbers, strings and None; without it, one clear message."""
    rows = graph.query("SELECT (1 AS ?n) (1.5 AS ?d) (true AS ?b) ('a'@en AS ?t) ?u {}")
    try:
        import pandas as pd  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        with pytest.raises(MissingError, match=r"pip install 'attachgraph\[notebooks\]'"):
            rows.to_pandas()
    else:
        frame = rows.to_pandas()
        assert isinstance(frame, pd.DataFrame)
        assert frame.iloc[0].tolist() == [1, 1.5, True, "a", None]


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


def test_graph_says_what_it_is(graph: Graph) -> None:
    """In a prompt a graph shows its size."""
    assert repr(graph) == f"<attachgraph.Graph of {len(graph):,} quads>"
