"""push brings the graph to a server, completes what was interrupted, and touches nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.errors import InputError, UsageError
from attachgraph.remote import pushing
from attachgraph.remote.address import parse_address
from attachgraph.remote.copying import copy_store
from attachgraph.remote.dialects import Target, find_target
from attachgraph.remote.endpoint import RemoteStore
from attachgraph.store.publishing import publish
from tests.commands import run_command
from tests.remote import servers
from tests.remote.cutter import cutting

pytestmark = pytest.mark.usefixtures("own_environment")


def command(*arguments: str) -> list[str]:
    """Return the command line that starts push from this checkout."""
    return [sys.executable, "-m", "attachgraph", "push", *arguments]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Push from the command line."""
    return run_command("push", *arguments)


def names(count: int, triples: int = 3) -> pyoxigraph.Store:
    """Return a store of small graphs."""
    store = pyoxigraph.Store()
    store.extend(
        Quad(
            NamedNode(f"urn:s:{at}"),
            NamedNode("urn:p"),
            Literal(f"é \n\\ {at}"),
            NamedNode(f"urn:g:{graph}"),
        )
        for graph in range(count)
        for at in range(triples)
    )
    return store


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Publish three small graphs as a store on disk."""
    publish(tmp_path / "store", lambda store: store.extend(names(3)))
    return str(tmp_path / "store")


@pytest.fixture
def server() -> Iterator[servers.Server]:
    """Run an empty Oxigraph."""
    with servers.oxigraph() as running:
        yield running


def quads(server: servers.Server) -> set[Quad]:
    """Return all that is on a server."""
    return set(copy_store(RemoteStore(server.query)))


@pytest.mark.parametrize("method", ["gsp", "update"])
def test_graphs_arrive_and_others_stay(folder: str, server: servers.Server, method: str) -> None:
    """What is pushed is there, triple by triple, and a graph of somebody else is as it was."""
    other = names(1, 2)
    target = Target("update", parse_address(server.update))
    kept = [Quad(q.subject, q.predicate, q.object, NamedNode("urn:other")) for q in other]
    theirs = pyoxigraph.Store()
    theirs.extend(kept)
    remote = RemoteStore(server.query)
    pushing.push(theirs, remote, target, pushing.plan(theirs, remote, [NamedNode("urn:other")]))
    done = run(server.query, "--store", folder, "--method", method)
    assert (done.returncode, done.stdout) == (0, "")
    assert "verified: 3 graphs with 9 triples" in done.stderr
    assert quads(server) == {*names(3), *kept}


def test_second_push_sends_nothing(folder: str, server: servers.Server) -> None:
    """What is there already is passed over, and said so."""
    run(server.query, "--store", folder)
    port = urlsplit(server.query).port or 0
    with cutting(port) as way:
        done = run(f"http://127.0.0.1:{way.port}/query", "--store", folder)
        assert "9 were there already" in done.stderr
        assert way.passed < 4000


def test_dry_run_writes_nothing(folder: str, server: servers.Server) -> None:
    """A dry run says what would be done."""
    done = run(server.query, "--store", folder, "--dry-run")
    assert done.stdout.count("to load") == 3
    assert "would load 9 triples by gsp" in done.stderr
    assert not RemoteStore(server.query).graph_sizes()


def test_same_number_of_other_words_is_noticed(
    folder: str, server: servers.Server, tmp_path: Path
) -> None:
    """A graph that only differs in a word is not passed over, and is replaced when one says so."""
    run(server.query, "--store", folder)
    changed = names(3)
    old = next(iter(changed.quads_for_pattern(None, None, None, NamedNode("urn:g:1"))))
    changed.remove(old)
    changed.add(Quad(old.subject, old.predicate, Literal("another word"), old.graph_name))
    publish(tmp_path / "changed", lambda store: store.extend(changed))
    refused = run(server.query, "--store", str(tmp_path / "changed"))
    assert refused.returncode == 3
    assert "<urn:g:1>: 3 triples" in refused.stderr
    assert "--replace" in refused.stderr
    assert quads(server) == set(names(3))
    for method in ("gsp", "update"):
        done = run(
            server.query, "--store", str(tmp_path / "changed"), "--replace", "--method", method
        )
        assert done.returncode == 0, done.stderr
        assert quads(server) == set(changed)


def test_broken_way_is_survived(server: servers.Server) -> None:
    """A connection that breaks in the middle of a graph is tried again, and nothing is missing."""
    store = names(4, 2000)
    with cutting(urlsplit(server.query).port or 0, budget=200_000) as way:
        remote = RemoteStore(f"http://127.0.0.1:{way.port}/query")
        steps = pushing.plan(store, remote, pushing.graphs_to_push(store))
        target = find_target(remote.address, remote.server)
        pushing.push(store, remote, target, steps)
        assert way.budget is None
        assert pushing.verify(remote, steps) == []
    assert quads(server) == set(store)


def test_interrupted_push_is_completed_by_the_next(server: servers.Server, tmp_path: Path) -> None:
    """After Ctrl-C in the middle, the next push does the rest and passes over what is there."""
    store = names(40, 500)
    publish(tmp_path / "store", lambda target: target.extend(store))
    with cutting(urlsplit(server.query).port or 0) as way:
        address = f"http://127.0.0.1:{way.port}/query"
        process = subprocess.Popen(
            command(address, "--store", str(tmp_path / "store")),
            stderr=subprocess.PIPE,
        )
        while way.passed < 300_000 and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130
    before = sum(RemoteStore(server.query).graph_sizes().values())
    assert 0 < before < 20_000
    done = run(server.query, "--store", str(tmp_path / "store"))
    assert done.returncode == 0, done.stderr
    assert "were there already" in done.stderr
    assert quads(server) == set(store)


def test_difference_is_named_and_exits_with_1(folder: str, server: servers.Server) -> None:
    """Where a server takes a graph and does not have it, the graph is named."""
    sink = f"{server.query.removesuffix('/query')}/store?graph=urn:elsewhere:{{graph}}"
    done = run(server.query, "--store", folder, "--graph-store-url", sink)
    assert done.returncode == 1, done.stderr
    assert "<urn:g:0>: 0 triples there, 3 here" in done.stdout
    assert "not verified: 3 of 3 graphs" in done.stderr


def test_large_graph_goes_in_pieces(
    server: servers.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A graph of any size goes in requests of bounded size, the first of which replaces."""
    store = names(1, 3000)
    monkeypatch.setattr(pushing, "_PIECE", {"gsp": 10_000, "update": 10_000})
    remote = RemoteStore(server.query)
    for target in (
        Target("gsp", parse_address(server.graph_store)),
        Target("update", parse_address(server.update)),
    ):
        told: list[int] = []
        steps = pushing.plan(store, remote, pushing.graphs_to_push(store), resume=False)
        pushing.push(store, remote, target, steps, told.append)
        assert len(told) > 5
        assert sum(told) == 3000
        assert quads(server) == set(store)


def test_blank_nodes_are_never_cut_apart(
    server: servers.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blank node in two requests would become two nodes: that is refused."""
    store = names(1, 200)
    store.add(Quad(pyoxigraph.BlankNode(), NamedNode("urn:p"), Literal("x"), NamedNode("urn:g:0")))
    monkeypatch.setattr(pushing, "_PIECE", {"gsp": 1_000})
    remote = RemoteStore(server.query)
    steps = pushing.plan(store, remote, pushing.graphs_to_push(store))
    target = Target("gsp", parse_address(server.graph_store))
    with pytest.raises(InputError, match="blank nodes"):
        pushing.push(store, remote, target, steps)


def test_texts_stay_unless_asked_for() -> None:
    """Other people's full texts leave the store only when somebody asks for them."""
    store = names(1)
    texts = NamedNode("https://w3id.org/attachgraph/graph/texts")
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("a text"), texts))
    assert texts not in pushing.graphs_to_push(store)
    assert texts in pushing.graphs_to_push(store, texts=True)
    assert pushing.graphs_to_push(store, [texts]) == [texts]


@pytest.mark.parametrize(
    ("endpoint", "server", "graph_store", "update"),
    [
        (
            "http://h:8890/sparql",
            "Virtuoso/07.20",
            "/sparql-graph-crud-auth?graph-uri=urn%3Ag",
            "/sparql-auth",
        ),
        ("http://h/query", "Oxigraph/0.5.13", "/store?graph=urn%3Ag", "/update"),
        (
            "http://h:3030/ds/sparql",
            "Apache Jena Fuseki (5.0)",
            "/ds/data?graph=urn%3Ag",
            "/ds/update",
        ),
        (
            "http://h/repositories/ag",
            "",
            "/repositories/ag/rdf-graphs/service?graph=urn%3Ag",
            "/repositories/ag/statements",
        ),
        (
            "https://x.neptune.amazonaws.com:8182/sparql",
            "",
            "/sparql/gsp/?graph=urn%3Ag",
            "/sparql",
        ),
        ("http://h:5820/ag/query", "Stardog/10", "/ag?graph=urn%3Ag", "/ag/update"),
    ],
)
def test_known_servers_are_written_to_where_they_say(
    endpoint: str, server: str, graph_store: str, update: str
) -> None:
    """The addresses of known servers are those of their manuals."""
    address = parse_address(endpoint)
    assert find_target(address, server).of_graph("urn:g").target == graph_store
    assert find_target(address, server, method="update").address.target == update


def test_unknown_server_is_asked_for() -> None:
    """Nothing is guessed for a server that is not known; what the user says counts."""
    address = parse_address("https://h/api/sparql")
    with pytest.raises(UsageError, match="--graph-store-url"):
        find_target(address, "")
    said = find_target(address, "", graph_store_url="https://h/g/{graph}/data")
    assert said.of_graph("urn:g").target == "/g/urn%3Ag/data"
    assert find_target(address, "", update_url="https://h/u").method == "update"
    with pytest.raises(UsageError, match="another server"):
        find_target(address, "", update_url="https://elsewhere/u")
