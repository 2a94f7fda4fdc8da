"""A newcomer counts without DISTINCT: nodes are declared once, however often they are mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from pyoxigraph import Store

from attachgraph.building import build_in_memory
from attachgraph.bundled import bundled_store
from attachgraph.graph import Graph
from attachgraph.rdf.namespaces import RDF, RDFS
from attachgraph.resources import resource

ENTRIES = (
    "anxious-avoidant",
    "avoidant-secure",
    "concepts/pursue-withdraw-cycle",
    "anxious",
    "secure",
)


@pytest.fixture(scope="module")
def bundled() -> Graph:
    """Return the bundled dataset."""
    return Graph(bundled_store())


def paths(names: Sequence[str]) -> list[str]:
    """Return where entries are."""
    return [str(resource("data", "entries", f"{name}.md")) for name in names]


def declared_twice(store: Store) -> list[str]:
    """Return the declarations that the union of all graphs repeats."""
    found = Counter(
        str(quad.triple) for quad in store if quad.predicate.value in {f"{RDF}type", f"{RDFS}label"}
    )
    return sorted(triple for triple, count in found.items() if count > 1)


def test_naive_count_of_every_class_is_right(bundled: Graph) -> None:
    """COUNT(?s) and COUNT(DISTINCT ?s) agree for every class of the bundled dataset."""
    rows = bundled.query(
        "SELECT ?class (COUNT(?s) AS ?naive) (COUNT(DISTINCT ?s) AS ?right) { ?s a ?class } "
        "GROUP BY ?class"
    )
    assert len(rows) > 30
    assert {str(row["class"]) for row in rows if row["naive"] != row["right"]} == set()


def test_naive_join_with_labels_is_right(bundled: Graph) -> None:
    """The list of pairings with their names has each pairing once."""
    rows = bundled.query("SELECT ?pairing ?name { ?pairing a ag:Pairing ; rdfs:label ?name }")
    assert len(rows) == len({str(row["pairing"]) for row in rows})


def test_only_edges_are_repeated(bundled: Graph) -> None:
    """What two graphs say alike are edges, which really are asserted twice; docs say so."""
    found = Counter(quad.triple for quad in bundled.store)
    repeated = {triple.predicate.value for triple, count in found.items() if count > 1}
    assert repeated <= {"https://w3id.org/attachgraph/ontology#about"}


@pytest.mark.parametrize("names", [ENTRIES, ENTRIES[:1], ENTRIES[3:], ENTRIES[1:4]])
def test_any_choice_of_entries_declares_once(names: Sequence[str]) -> None:
    """Whichever entries are built, each node that an edge reaches has its class and label once."""
    store = build_in_memory(paths(names), only=True)
    assert declared_twice(store) == []
    undescribed = Graph(store).query(
        "ASK { ?property a owl:ObjectProperty ; skos:notation ?edge . ?s ?property ?node "
        "FILTER(NOT EXISTS { ?node a ?class } || NOT EXISTS { ?node rdfs:label ?label }) }"
    )
    assert not undescribed


def test_order_of_documents_does_not_matter() -> None:
    """Where a node is declared depends on its IRI, not on who mentioned it first."""
    forward = build_in_memory(paths(ENTRIES), only=True)
    backward = build_in_memory(paths(ENTRIES[::-1]), only=True)
    assert set(forward) == set(backward)
