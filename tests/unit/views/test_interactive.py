"""The network that pyvis users go on with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

import attachgraph
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDF, RDFS

PAIRING = BASE + "pairing/avoidant-secure"
HOSTILE = '<img src=x onerror=alert(1)> & <a href="x">y</a>'


@pytest.fixture(scope="module")
def network(root: Path) -> Any:
    """Draw the synthetic dataset, with a hostile alias in it."""
    store = Store()
    store.load(path=root / "tests/fixtures/graph.nq", format=RdfFormat.N_QUADS)
    graph, alias = NamedNode(GRAPH + "avoidant-secure"), NamedNode(BASE + "alias/hostile")
    for predicate, object_ in (
        (RDF + "type", NamedNode(AG + "Alias")),
        (RDFS + "label", Literal(HOSTILE, language="en")),
        (AG + "aliasOf", NamedNode(PAIRING)),
    ):
        store.add(Quad(alias, NamedNode(predicate), object_, graph))
    return attachgraph.load(store).to_pyvis("avoidant-secure")


def test_nodes_and_edges_are_those_of_the_neighbourhood(network: Any) -> None:
    """Every node has a label and a place, every edge its words, and pyvis can go on."""
    (pairing,) = (node for node in network.nodes if node["id"] == PAIRING)
    assert pairing["shape"] == "box"
    assert all({"label", "x", "y"} <= node.keys() for node in network.nodes)
    assert any("“" in edge["title"] for edge in network.edges)
    network.add_node("mine", label="mine")
    network.add_edge("mine", PAIRING)
    assert network.num_nodes() == len(network.nodes)


def test_page_loads_nothing_and_runs_no_label(network: Any, tmp_path: Path) -> None:
    """Pyvis links two addresses even in line, and writes titles with a link into the page."""
    page = tmp_path / "page.html"
    network.write_html(str(page))
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<(?:link|script)\s[^>]*(?:href|src)=\"https?:", text)
    assert "vis.DataSet" in text
    said = [node["label"] + node["title"] for node in network.nodes if "hostile" in str(node["id"])]
    assert said
    assert not any("<" in words or ">" in words for words in said)
