"""The same questions have the same answers on the embedded store, on Oxigraph and on Virtuoso."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

import pyoxigraph
import pytest
from pyoxigraph import NamedNode

import attachgraph
from attachgraph.dataset.describing import describe
from attachgraph.graph import Graph
from attachgraph.graph.sources import OnServer
from attachgraph.query.answers import Triples
from attachgraph.rdf.named_queries import NamedQuery, read_named_queries
from attachgraph.rdf.namespaces import BASE, RDF, XSD
from attachgraph.remote import pushing
from attachgraph.remote.dialects import find_target
from attachgraph.remote.endpoint import RemoteStore
from attachgraph.remote.nearby import NearbyStore
from tests.commands import run_command
from tests.remote import servers

QUERIES = read_named_queries()
pytestmark = pytest.mark.usefixtures("own_environment")
#: Kinds of things that are described in ways of their own.
KINDS = ("claim", "concept", "source", "statement", "study")
each_query = pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])


def fill(server: servers.Server, store: pyoxigraph.Store) -> None:
    """Push a store to a server, with its texts."""
    remote = RemoteStore(server.query)
    steps = pushing.plan(store, remote, pushing.graphs_to_push(store, texts=True))
    pushing.push(store, remote, find_target(remote.address, remote.server), steps)
    assert pushing.verify(remote, steps) == []


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def remote(
    request: pytest.FixtureRequest,
    embedded: pyoxigraph.Store,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Graph]:
    """Return the bundled dataset on a server."""
    if request.param == "oxigraph":
        # Its default graph is not the union of its graphs.
        with servers.oxigraph() as server:
            fill(server, embedded)
            yield attachgraph.load(server.query)
        return
    with (
        servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("ATTACHGRAPH_USER", "dba")
        patch.setenv("ATTACHGRAPH_PASSWORD", "dba")
        fill(server, embedded)
        patch.undo()
        yield attachgraph.load(server.query)


def server_of(graph: Graph) -> RemoteStore:
    """Return the server that a graph asks."""
    source = graph.source
    assert isinstance(source, OnServer)
    return source.quads


@pytest.fixture(scope="module")
def local(embedded: pyoxigraph.Store) -> Graph:
    """Return the bundled dataset as it is here."""
    return Graph(embedded)


@each_query
def test_named_query_has_the_same_rows(query: NamedQuery, remote: Graph, local: Graph) -> None:
    """Every named question has the same rows, as often, wherever it is asked."""
    here, there = local.questions[query.name](), remote.questions[query.name]()
    rows = [Counter(row.terms for row in answer) for answer in (here, there)]
    if query.form == "CONSTRUCT":  # a set of triples; engines may repeat them
        rows = [Counter(set(each)) for each in rows]
    assert there.variables == here.variables
    assert rows[1] == rows[0]
    assert rows[1]


def test_default_graph_is_the_union(remote: Graph) -> None:
    """Nobody needs GRAPH to get an answer; FROM and GRAPH narrow it down."""
    assert remote.query("ASK { pairing:avoidant-secure a ag:Pairing }")
    assert not remote.query("ASK FROM graph:sources { pairing:avoidant-secure a ag:Pairing }")
    assert remote.query("ASK { GRAPH graph:concepts { ?concept a ag:Concept } }")


def test_export_has_the_same_bytes(remote: Graph, local: Graph) -> None:
    """What is taken away from a server is byte for byte what is taken away from here."""
    assert remote.export("trig", texts=True) == local.export("trig", texts=True)


def test_counts_are_the_same_without_a_copy(remote: Graph, local: Graph) -> None:
    """The graph is as large there as here, and its pairings as well studied; the server counts."""
    fresh = attachgraph.load(server_of(remote).address.shown)
    assert fresh.counts() == local.counts()
    assert list(fresh.gaps()) == list(local.gaps())
    assert len(fresh) == len(local)
    assert "local" not in vars(fresh._dataset)


def test_words_are_found_without_a_copy(remote: Graph, local: Graph) -> None:
    """The words alone are fetched, the first time; hits, their order and scores are the same."""
    fresh = attachgraph.load(server_of(remote).address.shown)
    for words in ("cortisol", "secure partner buffer", "cortizol", "property about"):
        assert fresh.search(words, limit=40) == local.search(words, limit=40)
    again = attachgraph.load(server_of(remote).address.shown)
    again._dataset.words = never  # type: ignore[method-assign]
    assert again.search("cortisol") == local.search("cortisol")
    assert "local" not in vars(fresh._dataset)


def never() -> pyoxigraph.Store:
    """Refuse to fetch the words again."""
    raise AssertionError


def test_names_are_resolved(remote: Graph) -> None:
    """A parameter may be any name of a thing, as on the command line."""
    ask = "ASK { ?it a ag:Pairing }"
    assert remote.query(ask, params={"it": "Secure-Avoidant couple"})
    with pytest.raises(attachgraph.errors.MissingError, match="avoidant-secure"):
        remote.query(ask, params={"it": "avoidant-secur"})


def one_of_each_kind(store: pyoxigraph.Store) -> list[str]:
    """Return the IRI of one thing of each kind; entries are shown by a command below."""
    typed = store.quads_for_pattern(None, NamedNode(RDF + "type"), None)
    iris = sorted(quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode))
    first = {iri.split("/")[4]: iri for iri in reversed(iris) if iri.startswith(BASE)}
    return [first[kind] for kind in KINDS]


def test_things_are_described_without_a_copy(remote: Graph, local: Graph) -> None:
    """What is said of a thing of any kind is the same where only what is needed is fetched."""
    source = server_of(remote)
    for iri in one_of_each_kind(local.store):
        assert NearbyStore(source).read(describe, iri) == describe(local.store, iri)
    fresh = attachgraph.load(source.address.shown)
    pair = "avoidant-secure", "secure-secure"
    assert fresh.compare(*pair) == local.compare(*pair)
    assert "local" not in vars(fresh._dataset)


def test_little_is_fetched_for_one_thing(remote: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what surrounds an entry what is shown is fetched, by few requests and in few words.

    What other graphs say of the same things comes once, and most of each IRI is left out.
    """
    source = server_of(remote)
    fetched: list[int] = []
    construct = source.construct

    def counted(sparql: str) -> Triples:
        triples = list(construct(sparql))
        fetched.append(sum(len(f"{triple} .\n".encode()) for triple in triples))
        return Triples(triples)

    monkeypatch.setattr(source, "construct", counted)
    remote.entry("avoidant-secure")
    assert len(fetched) <= 12
    # Virtuoso writes the thing itself out in each triple.
    assert sum(fetched) < (650_000 if "virtuoso" in source.server.lower() else 460_000)


def test_contested_edges_are_the_same_where_there_are_many(
    remote: Graph, local: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are fetched for what is looked up, where they are too many to fetch them all."""
    monkeypatch.setattr("attachgraph.remote.nearby._FEW", 0)
    iri = f"{BASE}style/avoidant"
    assert NearbyStore(server_of(remote)).read(describe, iri) == describe(local.store, iri)


def test_terms_come_back_as_they_went(remote: Graph) -> None:
    """Languages, types, line breaks, quotes and letters of any script stay what they are."""
    rows = remote.query(
        'SELECT * { VALUES ?x { "é\\n\\"\\\\ \\t漢字 😀"@en-gb <urn:ü> "2016"^^xsd:gYear 3 "" } }'
    )
    assert {str(row.terms[0]) for row in rows} == {
        *('"é\\n\\"\\\\ \\t漢字 😀"@en-gb', "<urn:ü>", '""'),
        *(f'"2016"^^<{XSD}gYear>', f'"3"^^<{XSD}integer>'),
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("path", "secure", "avoidant"),
        ("show", "avoidant-secure", "--format", "json"),
    ],
    ids=itemgetter(0),
)
def test_commands_print_the_same(remote: Graph, arguments: tuple[str, ...]) -> None:
    """What a command prints does not depend on where the data are."""
    source = server_of(remote)
    here, there = (
        run_command(*arguments, *store) for store in ((), ("--store", source.address.shown))
    )
    assert (here.returncode, there.returncode) == (0, 0), there.stderr
    assert there.stdout == here.stdout
    assert here.stdout
