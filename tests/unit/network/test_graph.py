"""The network: what becomes a node or an edge, and what an edge carries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.vocabulary import Vocabulary, read_vocabulary
from attachgraph.errors import InputError, MissingError
from attachgraph.network.graph import from_networkx, to_networkx
from attachgraph.network.neighbourhood import neighbourhood
from attachgraph.network.parts import owners
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDFS

PAIRING = BASE + "pairing/avoidant-secure"
CYCLE = BASE + "cycle/avoidant-secure/ask-and-retreat"
TYPED_EDGES = {"pairs-with", "alias-of", "conflict-cycle", "cites-source", "depicted-in"}


@pytest.fixture(scope="module")
def graph(store: Store) -> Any:
    """Return its network."""
    return to_networkx(store)


def test_edge_keys_are_the_notations_of_the_ontology(graph: nx.MultiDiGraph) -> None:
    """The five typed edges have their hyphenated names, other vocabularies keep their CURIEs."""
    names = {key for _, _, key in graph.edges(keys=True)}
    assert names >= TYPED_EDGES
    assert "skos:broader" in names


def test_the_shipped_ontology_names_the_five_edges(root: Path) -> None:
    """The names come from the file that ships, so that no list of names exists twice."""
    store = Store()
    store.load(
        path=root / "ontology/attachgraph.ttl",
        format=RdfFormat.TURTLE,
        to_graph=NamedNode(GRAPH + "ontology"),
    )
    vocabulary = read_vocabulary(store)
    assert set(vocabulary.notations.values()) >= TYPED_EDGES
    assert vocabulary.edge_name(AG + "pairsWith") == "pairs-with"
    assert AG + "pairsWith" in vocabulary.symmetric


def test_without_an_ontology_edges_are_named_by_curies() -> None:
    """A dataset of somebody else still gets names that can be read."""
    assert Vocabulary().edge_name(AG + "pairsWith") == "ag:pairsWith"
    assert Vocabulary().edge_name("https://example.org/knows") == "https://example.org/knows"


def test_statements_evidence_and_texts_are_no_nodes(graph: nx.MultiDiGraph) -> None:
    """What speaks about edges is an attribute of the edge; the ontology stays outside."""
    kinds = {kind for _, kind in graph.nodes(data="kind")}
    assert kinds.isdisjoint({"Statement", "Quotation", "SourceText", "Status", "Class"})
    assert not any(node.startswith(AG) for node in graph)


def test_a_node_has_kind_label_types_and_literals(graph: nx.MultiDiGraph) -> None:
    """A book that is a source and a work is one node with both types."""
    book = graph.nodes[BASE + "source/cedar-2008"]
    assert (book["kind"], book["label"], book["lang"]) == ("Source", "Cedar 2008", "en")
    assert book["types"] == (AG + "Source", AG + "Work")
    assert book["literals"]["dcterms:issued"] == ("2008",)
    assert graph.nodes[BASE + "source/birch-undated"]["kind"] == "UnresolvedSource"


def test_an_edge_carries_every_statement_with_its_words(graph: nx.MultiDiGraph) -> None:
    """Statement IRIs and statuses run in parallel, quotes and sections too."""
    edge = graph.edges[PAIRING, CYCLE, "conflict-cycle"]
    assert edge["predicate"] == AG + "conflictCycle"
    assert edge["status"] == ("supported",)
    assert edge["quotes"] == ("Ask and retreat",)
    assert edge["sections"] == ("Conflict Cycle",)
    assert len(edge["statements"]) == 1


def test_two_statements_of_one_edge_are_both_kept(store: Store) -> None:
    """Two texts that disagree about one edge leave two statements on it."""
    changed = Store()
    changed.extend(store)
    second = NamedNode(BASE + "statement/second")
    for predicate, value in (
        (PREFIXES["rdf"] + "type", NamedNode(AG + "Statement")),
        (PREFIXES["rdf"] + "subject", NamedNode(PAIRING)),
        (PREFIXES["rdf"] + "predicate", NamedNode(AG + "conflictCycle")),
        (PREFIXES["rdf"] + "object", NamedNode(CYCLE)),
        (AG + "status", NamedNode(AG + "disputed")),
    ):
        changed.add(Quad(second, NamedNode(predicate), value, NamedNode(GRAPH + "second")))
    edge = to_networkx(changed).edges[PAIRING, CYCLE, "conflict-cycle"]
    assert sorted(edge["status"]) == ["disputed", "supported"]
    assert second.value in edge["statements"]


def test_one_wording_asserts_both_directions_of_a_symmetric_edge(graph: nx.MultiDiGraph) -> None:
    """The edge that a text asserts as secure-avoidant shows its words from either end."""
    avoidant, secure = BASE + "style/avoidant", BASE + "style/secure"
    for one, other in ((avoidant, secure), (secure, avoidant)):
        assert graph.edges[one, other, "pairs-with"]["quotes"][0] == "Avoidant-Secure Relationship"


def test_rdf_to_networkx_to_rdf_loses_nothing(store: Store) -> None:
    """A graph of everything gives back every quad with language, datatype and graph name."""
    everything = to_networkx(store, everything=True)
    assert set(from_networkx(everything)) == set(store)
    assert len(list(from_networkx(everything))) == len(store)


def test_the_round_trip_keeps_blank_nodes_loops_and_the_default_graph() -> None:
    """Datasets of others may hold what ours never does."""
    one, knows = NamedNode("https://example.org/1"), NamedNode("https://example.org/knows")
    blank = BlankNode("b")
    quads = {
        Quad(one, knows, one, DefaultGraph()),
        Quad(one, knows, blank, NamedNode("https://example.org/g")),
        Quad(one, knows, blank, DefaultGraph()),
        Quad(blank, knows, one, DefaultGraph()),
        Quad(blank, knows, Literal("“é”", language="fr"), DefaultGraph()),
        Quad(one, knows, NamedNode("https://example.org/elsewhere"), DefaultGraph()),
    }
    store = Store()
    store.extend(quads)
    assert set(from_networkx(to_networkx(store, everything=True))) == quads


def test_a_graph_of_somebody_else_is_refused_with_a_reason() -> None:
    """Quads are never guessed."""
    with pytest.raises(InputError, match="everything=True"):
        list(from_networkx(nx.MultiDiGraph([("a", "b")])))


def test_english_is_preferred_and_a_missing_label_is_the_short_name() -> None:
    """A name is found for every node."""
    pairing, other = NamedNode(PAIRING), NamedNode(BASE + "work/nameless")
    type_, label = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(RDFS + "label")
    store = Store()
    store.extend(
        [
            Quad(pairing, type_, NamedNode(AG + "Pairing")),
            Quad(pairing, label, Literal("Ängstlich", language="de")),
            Quad(pairing, label, Literal("Anxious", language="en")),
            Quad(other, type_, NamedNode(AG + "Work")),
        ]
    )
    graph = to_networkx(store)
    assert (graph.nodes[PAIRING]["label"], graph.nodes[PAIRING]["lang"]) == ("Anxious", "en")
    assert graph.nodes[other.value]["label"] == "work/nameless"


def test_parts_belong_to_one_entry_and_shared_things_to_none(graph: nx.MultiDiGraph) -> None:
    """A move belongs to the entry of its cycle; a source and a style belong to nobody."""
    owner = owners(graph)
    assert owner[BASE + "move/avoidant-secure/ask-and-retreat/2"] == PAIRING
    assert owner[BASE + "role/anxious-anxious/anxious-1"] == BASE + "pairing/anxious-anxious"
    assert BASE + "style/secure" not in owner
    assert BASE + "source/cedar-2008" not in owner


def test_the_neighbourhood_of_an_entry_has_its_parts_and_what_they_touch(store: Store) -> None:
    """Traits hang on roles, so they come along; the other pairing's aliases stay away."""
    near, statements = neighbourhood(store, Lookup(store), PAIRING)
    assert BASE + "trait/self-reliance" in near
    assert BASE + "style/secure" in near
    assert BASE + "alias/pursue-pursue-pair" not in near
    assert near.edges[PAIRING, CYCLE, "conflict-cycle"]["quotes"]
    assert {one.subject for one in statements} <= set(near)


def test_a_neighbourhood_is_a_cut_of_the_whole_graph(store: Store) -> None:
    """What is read near a node is what the whole graph says there, in the order of the IRIs."""
    whole = to_networkx(store, contested=True)
    owner = owners(whole)
    for iri in whole:
        near, _ = neighbourhood(store, Lookup(store), iri)
        middle = {iri, *(part for part, entry in owner.items() if entry == iri)}
        touching = {e for e in whole.edges(keys=True) if e[0] in middle or e[1] in middle}
        assert set(near.edges(keys=True)) == touching
        assert list(near) == sorted({*middle, *(end for edge in touching for end in edge[:2])})
        assert all(near.edges[edge] == whole.edges[edge] for edge in touching)
        assert all(near.nodes[node]["label"] == whole.nodes[node]["label"] for node in near)


def test_the_neighbourhood_of_an_unknown_node_is_an_error(store: Store) -> None:
    """The message says what to do."""
    with pytest.raises(MissingError, match="attachgraph search"):
        neighbourhood(store, Lookup(store), BASE + "pairing/nobody")
