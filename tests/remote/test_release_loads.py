"""The data of a release go into Virtuoso and Oxigraph, every graph with every triple."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph
import pytest

import attachgraph
from attachgraph.release.deposit import write_release
from tests.remote import servers
from tests.remote.test_same_answers import fill

pytestmark = pytest.mark.usefixtures("own_environment")
Start = Callable[[Path], AbstractContextManager[servers.Server]]


@pytest.fixture(scope="module")
def released(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a release of the synthetic dataset."""
    store = pyoxigraph.Store()
    store.load(path=str(root / "tests/fixtures/graph.nq"))
    folder = tmp_path_factory.mktemp("release") / "release"
    write_release(store, folder, version="1.0.0", date="2026-11-25")
    return folder / "data" / "attachgraph.nq"


@pytest.mark.parametrize(
    "start", [servers.virtuoso, lambda folder: servers.oxigraph(location=folder / "db")]
)
def test_every_triple_arrives(
    start: Start, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graph by graph, the server holds what the file holds."""
    store = pyoxigraph.Store()
    store.load(path=str(released))
    with start(tmp_path) as server:
        monkeypatch.setenv("ATTACHGRAPH_USER", "dba")
        monkeypatch.setenv("ATTACHGRAPH_PASSWORD", "dba")
        fill(server, store)
        query = """
            SELECT (COUNT(*) AS ?n) WHERE {
              GRAPH ?g { ?s ?p ?o }
              FILTER(STRSTARTS(STR(?g), "https://w3id.org/attachgraph/graph/"))
            }
        """
        (row,) = attachgraph.load(server.query).query(query)
        assert row["n"] == len(store)
