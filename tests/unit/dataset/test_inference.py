"""What follows is what a reasoner finds, in a graph of its own, and only if asked for."""

from __future__ import annotations

import owlrl
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, Store

import attachgraph
from attachgraph.dataset.inference import INFERRED, add_inferences, with_inferences
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES, RDF, RDFS

SKOS, OWL = PREFIXES["skos"], PREFIXES["owl"]
#: What SKOS says of itself, as far as our rules go (SKOS S23 to S25, and the table of section 8).
SKOS_AXIOMS = f"""
<{SKOS}related> a <{OWL}SymmetricProperty> .
<{SKOS}broader> <{OWL}inverseOf> <{SKOS}narrower> .
<{SKOS}broaderTransitive> a <{OWL}TransitiveProperty> .
<{SKOS}broaderTransitive> <{OWL}inverseOf> <{SKOS}narrowerTransitive> .
<{SKOS}narrowerTransitive> a <{OWL}TransitiveProperty> .
<{SKOS}broader> <{RDFS}subPropertyOf> <{SKOS}broaderTransitive> .
<{SKOS}narrower> <{RDFS}subPropertyOf> <{SKOS}narrowerTransitive> .
"""


@pytest.fixture(scope="module")
def sample() -> Store:
    """Return the bundled dataset with few citations: a reasoner takes long for many equal edges."""
    store = Store()
    citations = 0
    for quad in sorted(attachgraph.load().store, key=str):
        citations += quad.predicate.value == AG + "citesSource"
        if citations < 50 or quad.predicate.value not in {AG + "citesSource", AG + "mentions"}:
            store.add(quad)
    return store


@pytest.fixture(scope="module")
def inferred(sample: Store) -> Store:
    """Infer from it."""
    return with_inferences(sample)


def found(store: Store) -> set[str]:
    """Return what was inferred, without the marks of the graph itself."""
    quads = store.quads_for_pattern(None, None, None, INFERRED)
    return {str(quad.triple) for quad in quads if quad.subject != INFERRED}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_reasoner_finds_the_same(sample: Store, inferred: Store) -> None:
    """OWL RL, given the same axioms and the edges that they speak of, infers the same edges."""
    graph = rdflib.Graph().parse(data=SKOS_AXIOMS, format="turtle")
    ours = [
        quad
        for quad in sample
        if quad.predicate.value in {RDFS + "subPropertyOf", OWL + "inverseOf"}
        or (
            quad.predicate.value == RDF + "type"
            and quad.object == NamedNode(OWL + "SymmetricProperty")
        )
    ]
    for quad in ours:
        graph.parse(data=f"{quad.triple} .", format="nt")
    # Properties are those with axioms; what they are about need not be known.
    properties = {
        term
        for subject, predicate, object_ in graph
        for term in (subject, object_)
        if predicate != rdflib.RDF.type or term == subject
    }
    lines = {
        f"{quad.triple} ." for quad in sample if rdflib.URIRef(quad.predicate.value) in properties
    }
    graph.parse(data="\n".join(sorted(lines)), format="nt")
    before = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    theirs = {
        f"<{s}> <{p}> <{o}>"
        for s, p, o in set(graph) - before
        if p in properties and isinstance(o, rdflib.URIRef) and isinstance(s, rdflib.URIRef)
    }
    assert found(inferred) == theirs


def test_symmetric_pairs_are_completed() -> None:
    """One direction is enough; a style that pairs with itself gives nothing new."""
    store = Store()
    pairs = NamedNode(AG + "pairsWith")
    symmetric = NamedNode(OWL + "SymmetricProperty")
    one, other = (NamedNode(f"{BASE}style/{name}") for name in ("secure", "anxious"))
    graph = NamedNode(BASE + "graph/x")
    store.add(Quad(pairs, NamedNode(RDF + "type"), symmetric, graph))
    store.add(Quad(one, pairs, other, graph))
    store.add(Quad(one, pairs, one, graph))
    assert add_inferences(store) == 1
    assert Quad(other, pairs, one, INFERRED) in store
    assert add_inferences(store) == 1
    store.remove(Quad(one, pairs, other, graph))
    assert add_inferences(store) == 0
    assert not store.contains_named_graph(INFERRED)


def test_nothing_is_inferred_unless_asked(inferred: Store) -> None:
    """The dataset stays what it was; what follows is marked as such."""
    dataset = attachgraph.load()
    assert not dataset.store.contains_named_graph(INFERRED)
    assert b"graph/inferred" not in dataset.export("nq", "avoidant-secure")
    label = next(iter(inferred.quads_for_pattern(INFERRED, NamedNode(RDFS + "label"), None)))
    assert str(label.object) == '"inferred"@en'
    asserted = {str(quad.triple) for quad in dataset.store}
    assert found(inferred).isdisjoint(asserted)
