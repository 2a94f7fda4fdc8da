"""Limits of Virtuoso and wrong logins are said; an answer that it cuts is never taken for whole."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.errors import InputError, QueryTimeout
from attachgraph.query.run import run_on_server
from attachgraph.remote import pushing
from attachgraph.remote.copying import copy_store
from attachgraph.remote.dialects import find_target
from attachgraph.remote.endpoint import RemoteStore
from tests.remote import servers

pytestmark = pytest.mark.usefixtures("own_environment")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """Run a Virtuoso that gives 100 rows at most."""
    folder = tmp_path_factory.mktemp("virtuoso")
    with servers.virtuoso(folder, limits="ResultSetMaxRows = 100") as running:
        yield running


def numbers(count: int) -> pyoxigraph.Store:
    """Return a store with so many triples."""
    store = pyoxigraph.Store()
    store.extend(
        Quad(NamedNode(f"urn:s:{at}"), NamedNode("urn:p"), Literal(f"{at}"), NamedNode("urn:g"))
        for at in range(count)
    )
    return store


def push(server: servers.Server, store: pyoxigraph.Store) -> RemoteStore:
    """Push a store."""
    remote = RemoteStore(server.query)
    steps = pushing.plan(store, remote, pushing.graphs_to_push(store))
    pushing.push(store, remote, find_target(remote.address, remote.server), steps)
    return remote


def test_login_is_asked_for_and_checked(
    server: servers.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Virtuoso's digest refuses nobody and the wrong one, with other words, and takes the right."""
    with pytest.raises(InputError, match="asks for a login"):
        push(server, numbers(1))
    monkeypatch.setenv("ATTACHGRAPH_USER", "dba")
    monkeypatch.setenv("ATTACHGRAPH_PASSWORD", "wrong")
    with pytest.raises(InputError, match="does not accept the login"):
        push(server, numbers(1))
    monkeypatch.setenv("ATTACHGRAPH_PASSWORD", "dba")
    assert push(server, numbers(50)).graph_sizes() == {NamedNode("urn:g"): 50}
    assert len(copy_store(push(server, numbers(50)))) == 50


def test_cut_rows_are_an_error(server: servers.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server stops at a number of rows, whoever reads to the end is told."""
    monkeypatch.setenv("ATTACHGRAPH_USER", "dba")
    monkeypatch.setenv("ATTACHGRAPH_PASSWORD", "dba")
    remote = push(server, numbers(300))
    rows = iter(run_on_server(remote, "SELECT ?s { GRAPH <urn:g> { ?s ?p ?o } }"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="stops at 100 rows"):
        list(rows)
    with pytest.raises(InputError, match="of the 300 triples"):
        _ = copy_store(remote)


def test_server_stops_a_runaway(server: servers.Server) -> None:
    """A query without end is over at the limit, here and at the server."""
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?f) }"
    with pytest.raises(QueryTimeout):
        list(run_on_server(RemoteStore(server.query), query, timeout=1))  # type: ignore[arg-type]
    assert run_on_server(RemoteStore(server.query), "ASK { ?s ?p ?o }", timeout=20)
