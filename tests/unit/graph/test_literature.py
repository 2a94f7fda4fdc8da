"""The literature of a dataset in Python: tables, references, and what a terminal shows."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

import attachgraph
from attachgraph.errors import UsageError


def test_graph_is_used_as_a_mapping_of_its_entries(store: Store) -> None:
    """Entries are had by any of their names, listed by iterating, and shown in a line."""
    graph = attachgraph.load()
    entry = graph["secure-avoidant"]
    assert entry.id in list(graph)
    assert "anxious-avoidant" in graph
    assert "no such thing" not in graph
    with pytest.raises(UsageError, match="read by name, and 3 is not one"):
        graph[3]
    assert len(repr(entry)) < 200
    assert len(repr(attachgraph.load(store).view(sparql=False))) < 200


def test_literature_comes_as_tables_that_agree() -> None:
    """Every result leads to a publication of the library, and every line to a claim of it."""
    graph = attachgraph.load()
    sources = {one.key for one in graph.sources}
    claims = {row["claim"] for row in graph.claims}
    rows = list(graph.results)
    assert {str(row["source"]).rsplit("/", 1)[-1] for row in rows} <= sources
    assert {row["claim"] for row in rows if row["claim"] is not None} <= claims
    [reference] = graph.cite("pmid:3572722")
    assert reference.startswith("Hazan, C., & Shaver, P. R. (1987)")
