"""The page of a large dataset: all its nodes in clusters, its sentences in blocks."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from attachgraph.dataset.statements import Quotation, Statement
from attachgraph.dataset.vocabulary import read_vocabulary
from attachgraph.folder import bundled_folder, read_about
from attachgraph.views import atlas_quotes
from attachgraph.views.explorer import render
from tests.benchmarks.synthetic import entry_quads, load_store, write_quads
from tests.unit.unpacking import unpack

ENTRIES = 750


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Load a dataset that is larger than the explorer draws."""
    path = Path(tmp_path_factory.mktemp("atlas")) / "large.nq"
    write_quads(path, ENTRIES)
    store = Store()
    load_store(store, path, bulk=False)
    return store


def block(html: str, attribute: str) -> Any:
    """Unpack one block of the page."""
    found = re.search(rf"<script [^>]*{attribute}[^>]*>([^<]*)</script>", html)
    assert found
    return json.loads(unpack(found[1]))


def test_a_large_dataset_becomes_a_map_of_named_clusters(store: Store) -> None:
    """Every node has a place in the disc of its cluster, and the same store gives the same page."""
    html = render(store)
    first, nodes = block(html, 'data-packed="data"'), block(html, 'id="block-nodes"')
    assert len(nodes["ids"]) == first["nodes"] == ENTRIES + 100
    assert {one["name"] for one in first["clusters"]} >= {"Entry: Category 7", "Source"}
    assert sum(one["count"] for one in first["clusters"]) == first["nodes"]
    for one in first["clusters"]:
        for node in range(one["first"], one["first"] + one["count"]):
            away = math.hypot(nodes["x"][node] - one["x"], nodes["y"][node] - one["y"])
            assert away <= one["radius"]
    assert render(store) == html


def test_the_map_names_its_dataset(store: Store) -> None:
    """Title, authors, version and licence stand in the header."""
    html, about = render(store), read_about(bundled_folder())
    assert f"<title>{about.title} – attachgraph map</title>" in html
    assert f">{about.authors[0].name} · version {about.version} · CC-BY-4.0</p>" in html


def test_sentences_are_in_blocks_and_their_words_are_whole(store: Store) -> None:
    """The block of a node has its sentences with quote, standing and source."""
    html = render(store)
    first, nodes = block(html, 'data-packed="data"'), block(html, 'id="block-nodes"')
    node = nodes["ids"].index("pairing/entry-501")
    number = max(n for n, start in enumerate(first["blocks"]) if start <= node)
    records = block(html, f'id="block-sentences-{number}"')[str(node)]
    assert len(records) == nodes["said"][node] == 2
    assert first["statuses"][records[0][3]]["name"] == "disputed", "the most contested first"
    assert records[0][4][0][0].startswith("In couple 501 one partner ")
    assert records[0][5] == ["source/source-7"]


def test_where_not_all_fits_each_node_keeps_its_most_contested_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twenty sentences in a page with room for about ten leave eight, the disputed one in front."""
    monkeypatch.setattr(atlas_quotes, "_MOST_TEXT", 1_000)
    quote = Quotation("q", "x" * 100, "", "", 0, 0, "", "")
    statements = [
        Statement(f"s{n}", "it", "says", NamedNode("ex:it"), status, (quote,), ())
        for n, status in enumerate(["supported"] * 19 + ["disputed"])
    ]
    found = atlas_quotes.sentences(
        statements, {"it": 0}, {"it": "It"}, read_vocabulary(Store()), drawn=1
    )
    assert (found.said, found.contested, found.most) == ([20], [1], 8)
    [records] = found.blocks[0].values()
    assert len(records) == 8
    assert records[0][3] == atlas_quotes._STATUS["disputed"]


def test_edges_without_a_label_are_drawn_where_there_are_no_others() -> None:
    """A dataset without our ontology names its edges by IRI; its graph must not begin empty."""
    few = Store()
    few.load(entry_quads(0).encode(), format=RdfFormat.N_QUADS)
    html = render(few, sparql=False)
    assert any(edge["shown"] for edge in block(html, 'id="data"')["edgeTypes"])
    assert "block-first" not in html, "no map of clusters for one entry"
