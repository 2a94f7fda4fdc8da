"""Other engines read the shards by the files that are written beside them."""

from __future__ import annotations

import configparser
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import attachgraph
from attachgraph.building import build_shards, collect


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the bundled dataset as shards."""
    place = tmp_path_factory.mktemp("engines") / "shards"
    build_shards(collect([]), place, part=(1, 1))
    return place


@pytest.fixture(scope="module")
def tables(shards: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Make the tables."""
    with pytest.MonkeyPatch.context() as patch, duckdb.connect() as database:
        patch.chdir(shards)
        database.execute((shards / "tables.sql").read_text(encoding="utf-8"))
        yield database


def test_duckdb_counts_as_stats_and_gaps_do(tables: duckdb.DuckDBPyConnection) -> None:
    """Statements, edges and pairings have the same numbers as in a store."""
    graph = attachgraph.load()
    counts = graph.counts()
    assert tables.sql("SELECT count(*) FROM quads").fetchall() == [(counts.quads,)]
    by = "SELECT {0}, count(*) FROM {1} GROUP BY {0}"
    assert dict(tables.sql(by.format("status", "statements")).fetchall()) == counts.statements
    assert dict(tables.sql(by.format("name", "edges")).fetchall()) == counts.edges
    grid = "SELECT results, samples, claims, unsourced FROM pairings ORDER BY pairing"
    cells = sorted(graph.gaps(), key=lambda cell: cell.pairing)
    assert tables.sql(grid).fetchall() == [
        (cell.results, cell.samples, cell.claims, cell.unsourced) for cell in cells
    ]


def test_quotes_arrive_in_duckdb_as_they_are(
    tables: duckdb.DuckDBPyConnection, shards: Path
) -> None:
    """Quotation marks, line breaks and letters of any script are those of the text."""
    found = set(tables.sql("SELECT quote, start FROM quotations WHERE text IS NOT NULL").fetchall())
    rows = attachgraph.load().query(
        "SELECT DISTINCT ?quote ?start { ?q a ag:Quotation ; oa:exact ?quote ; oa:start ?start }"
    )
    assert found == {tuple(row) for row in rows}
    assert (shards / "edges.parquet").stat().st_size


def test_qlever_is_given_every_quad(shards: Path) -> None:
    """The command of the settings prints all shards, in the format that it names."""
    settings = configparser.RawConfigParser()
    settings.read(shards / "Qleverfile")
    assert settings["data"]["FORMAT"] == "nq"
    assert (shards / settings["index"]["INPUT_FILES"]).exists()
    command = settings["index"]["CAT_INPUT_FILES"]
    printed = subprocess.run(["sh", "-c", command], cwd=shards, capture_output=True, check=True)
    lines = printed.stdout.decode().splitlines()
    assert len(set(lines)) == attachgraph.load().counts().quads
    assert all(line.endswith("> .") for line in lines)
