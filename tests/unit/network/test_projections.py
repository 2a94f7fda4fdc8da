"""The networks of a question: who is joined with whom, by how much, and what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import attachgraph
import attachgraph.network as networks
from attachgraph.errors import MissingError, UsageError
from attachgraph.network.catalogue import NETWORKS, find_network
from attachgraph.network.cycle import cycle_moves, cycle_shape, shape_similarity
from attachgraph.network.joining import grounds, in_order, plain
from attachgraph.network.projections import (
    co_citation,
    coupling,
    entry_concepts,
    entry_sources,
    style_pairs,
)
from tests.unit.network.small import corpus

#: p1 cites s1 s2 s3, p2 cites s2 s3, p3 cites s3 and s4 in two passages.
CITING = corpus(
    "p1 cites-source s1",
    "p1 cites-source s2",
    "p1 cites-source s3",
    "p2 cites-source s2",
    "p2 cites-source s3",
    "p3 cites-source s3",
    "p3 cites-source s4",
    quotes={
        "p2 cites-source s2": ["one sentence for both"],
        "p2 cites-source s3": ["one sentence for both"],
        "p3 cites-source s4": ["a", "bb"],
    },
)


@pytest.fixture(scope="module")
def graph() -> attachgraph.Graph:
    """Open the bundled dataset once."""
    return attachgraph.load()


def weights(network: Any) -> dict[str, int]:
    """Return the weight of each edge, as ``"s1 s2"``."""
    return {f"{min(a, b)} {max(a, b)}": weight for a, b, weight in network.edges(data="weight")}


def test_two_modes_count_the_passages_that_cite() -> None:
    """p3 cites s4 twice: the edge weighs 2, all others 1, and each knows its passages."""
    network = entry_sources(CITING)
    assert weights(network) == {
        "p1 s1": 1,
        "p1 s2": 1,
        "p1 s3": 1,
        "p2 s2": 1,
        "p2 s3": 1,
        "p3 s3": 1,
        "p3 s4": 2,
    }
    assert [ground.words for ground in grounds(network, "p3", "s4")] == ["a", "bb"]
    assert {node: mode for node, mode in network.nodes(data="bipartite") if node[0] == "p"} == {
        "p1": 0,
        "p2": 0,
        "p3": 0,
    }


def test_co_citation_counts_the_entries_that_cite_both() -> None:
    """By hand: s2 and s3 stand together in p1 and p2, every other pair once."""
    network = co_citation(CITING)
    assert weights(network) == {"s1 s2": 1, "s1 s3": 1, "s2 s3": 2, "s3 s4": 1}
    assert network.edges["s2", "s3"]["shared"] == ("p1", "p2")
    assert weights(co_citation(CITING, at_least=2)) == {"s2 s3": 2}


def test_co_citation_within_a_sentence_needs_one_passage_for_both() -> None:
    """Only p2 names s2 and s3 in one sentence; the others are isolated nodes, not left out."""
    network = co_citation(CITING, within="sentence")
    assert weights(network) == {"s2 s3": 1}
    assert set(network) == {"s1", "s2", "s3", "s4"}
    assert {g.words for g in grounds(network, "s2", "s3")} == {"one sentence for both"}


def test_coupling_counts_the_sources_that_both_cite() -> None:
    """By hand: p1 and p2 share s2 and s3; p3 shares s3 with each of them."""
    network = coupling(CITING)
    assert weights(network) == {"p1 p2": 2, "p1 p3": 1, "p2 p3": 1}
    assert network.edges["p1", "p2"]["shared"] == ("s2", "s3")


def test_concepts_are_on_the_other_side_of_pairings() -> None:
    """A pairing that mentions nothing is not a node; a concept is never on the entries' side."""
    network = entry_concepts(corpus("p1 mentions c1", "y1 mentions c1", "c1 mentions c2"))
    assert weights(network) == {"c1 p1": 1, "c1 y1": 1}
    assert network.nodes["c1"]["bipartite"] == 1


def test_style_pairs_are_weighted_by_what_is_asked() -> None:
    """Two samples, one of them direct; one source, cited in one sentence."""
    small = corpus(
        "p1 has-partner r1",
        "p1 has-partner r2",
        "r1 style y1",
        "r2 style y2",
        "f1 about p1",
        "f2 about p1",
        "p1 cites-source s1",
        literals={
            "f1 ag:direct": "true",
            "f1 ag:summary": "Both withdrew.",
        },
    )
    edge = style_pairs(small).edges["y1", "y2"]
    counts = {name: edge[name] for name in ("samples", "direct", "sources", "sentences")}
    assert counts == {"samples": 2, "direct": 1, "sources": 1, "sentences": 1}
    assert edge["weight"] == 2
    assert style_pairs(small, weight="direct").edges["y1", "y2"]["weight"] == 1
    assert edge["grounds"][0].words == "Both withdrew."
    with pytest.raises(UsageError, match="not a count of evidence"):
        style_pairs(small, weight="couples")  # type: ignore[arg-type]


def test_a_pairing_of_a_style_with_itself_is_a_loop() -> None:
    """Two partners of one style are one edge from the style to itself."""
    small = corpus("p1 has-partner r1", "p1 has-partner r2", "r1 style y1", "r2 style y1")
    assert list(style_pairs(small).edges) == [("y1", "y1")]


def cycle(pairing: str, actors: str) -> list[str]:
    """Write the edges of a cycle in which these partners move in turn."""
    number = pairing[1:]
    moves = [f"m{number}{place}" for place in range(len(actors))]
    lines = [f"{pairing} conflict-cycle w{number}"]
    for place, actor in enumerate(actors):
        lines += [
            f"w{number} has-move {moves[place]}",
            f"{moves[place]} actor r{number}{actor}",
            f"{moves[place]} next-move {moves[(place + 1) % len(moves)]}",
        ]
    return lines


def orders(pairing: str, length: int) -> dict[str, str]:
    """Give the moves of a cycle their places."""
    return {f"m{pairing[1:]}{place} ag:order": str(place + 1) for place in range(length)}


def test_moves_form_a_loop_with_their_actors() -> None:
    """Four moves in turn are four edges, each with the passage that tells of it."""
    network = cycle_moves(corpus(*cycle("p1", "abab"), literals=orders("p1", 4)), "p1")
    assert list(network.edges) == [("m10", "m11"), ("m11", "m12"), ("m12", "m13"), ("m13", "m10")]
    assert [sorted(move) for move in cycle_shape(network)] == [[0], [1], [0], [1]]
    assert all(len(found) == 1 for _, _, found in network.edges(data="grounds"))
    assert [g.object for g in grounds(network, "m11")] == ["m11", "m12"]


def test_a_cycle_that_is_not_there_is_told() -> None:
    """Neither an unknown IRI nor a pairing without a cycle gives an empty picture."""
    small = corpus("p1 cites-source s1")
    with pytest.raises(MissingError, match="“p1” has no conflict cycle"):
        cycle_moves(small, "p1")
    two = corpus("p1 conflict-cycle w1", "p1 conflict-cycle w2")
    with pytest.raises(MissingError, match="name one of w1, w2"):
        cycle_moves(two, "p1")
    with pytest.raises(MissingError, match="no node p9"):
        cycle_moves(small, "p9")


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ("abab", "abab", 1),
        ("abab", "baba", 1),  # begun at another move, or the partners exchanged
        ("abab", "aba", 3 / 4),
        ("ababa", "abab", 4 / 5),
        ("abab", "aabb", 3 / 4),
        ("aa", "bb", 1),
        ("ab", "aa", 1 / 2),
        ("", "ab", 0),
    ],
)
def test_shapes_are_compared_by_hand(first: str, second: str, value: float) -> None:
    """The longest common subsequence, over all rotations and both ways to match the partners."""
    shapes = [tuple(frozenset({"ab".index(actor)}) for actor in turns) for turns in (first, second)]
    assert shape_similarity(shapes[0], shapes[1]) == value
    assert shape_similarity(shapes[1], shapes[0]) == value


def test_order_of_making_does_not_show() -> None:
    """A network put together backwards is the same after ordering."""
    network = co_citation(CITING)
    backwards = network.__class__()
    backwards.add_nodes_from(reversed([*network.nodes(data=True)]))
    backwards.add_edges_from([(b, a, data) for a, b, data in reversed([*network.edges(data=True)])])
    assert [*in_order(backwards).edges] == [*in_order(network).edges]
    assert [*in_order(backwards)] == [*in_order(network)]


def test_grounds_of_what_is_not_there_are_refused() -> None:
    """A wrong IRI is an error, not an empty list that looks like missing evidence."""
    network = coupling(CITING)
    with pytest.raises(MissingError, match="no node"):
        grounds(network, "nobody")
    with pytest.raises(MissingError, match="no edge"):
        grounds(network, "p1", "s1")


def test_every_network_is_made_from_the_bundled_dataset(graph: attachgraph.Graph) -> None:
    """Each by its name from the façade; every edge of the texts shows words of the texts."""
    texts = {row["t"] for row in graph.query("SELECT ?t { ?t a ag:SourceText }")}
    for name in NETWORKS:
        options = {"cycle": "secure-avoidant"} if name == "cycle-moves" else {}
        network = graph.network(name, **options)
        assert network.number_of_edges() > 0, name
        assert network.graph["network"] == name
        for _, _, found in network.edges(data="grounds"):
            assert all(ground.words for ground in found)
            assert {ground.text for ground in found} <= {*texts, ""}


def test_grounds_are_what_the_store_says(graph: attachgraph.Graph) -> None:
    """The corpus counts the passages of an edge as SPARQL does."""
    rows = graph.query(
        "SELECT ?p ?s (COUNT(DISTINCT ?e) AS ?n) { ?st rdf:subject ?p ; rdf:object ?s ;"
        " rdf:predicate ag:citesSource ; ag:quotation ?e . ?p a ag:Pairing . ?s a ag:Source }"
        " GROUP BY ?p ?s"
    )
    network = entry_sources(graph.corpus())
    counted = {(row["p"], row["s"]): row["n"] for row in rows}
    assert counted
    assert {pair: network.edges[pair]["weight"] for pair in counted} == counted


def test_every_network_can_be_written_for_other_programs(
    graph: attachgraph.Graph, tmp_path: Path
) -> None:
    """GraphML takes the plain copy of each network; weights, labels and counts come back."""
    for name in NETWORKS:
        network = graph.network(
            name, **({"cycle": "secure-avoidant"} if name == "cycle-moves" else {})
        )
        nx.write_graphml(plain(network), tmp_path / "a.graphml")
        back = nx.read_graphml(tmp_path / "a.graphml")
        assert set(back) == set(network)
        for one, other, found in network.edges(data="grounds"):
            assert back.edges[one, other]["weight"] == network.edges[one, other]["weight"]
            assert back.edges[one, other]["grounds"] == len(found)
        assert {back.nodes[node]["label"] for node in back} == {
            network.nodes[node]["label"] for node in network
        }


def test_unknown_network_is_told() -> None:
    """The message lists the names that there are."""
    with pytest.raises(MissingError, match="no network") as error:
        find_network("cocitation")
    assert "co-citation" in str(error.value)


def test_public_names_are_the_names_of_their_modules() -> None:
    """What the package lists can be imported from it, and nothing else is promised."""
    assert {name for name in networks.__all__ if not hasattr(networks, name)} == set()
    assert dir(networks) == sorted(networks.__all__)
    with pytest.raises(AttributeError, match="no attribute"):
        networks.nothing  # noqa: B018
