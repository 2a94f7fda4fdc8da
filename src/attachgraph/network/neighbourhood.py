"""Read the neighbourhood of one node: the node, its parts, and what is one edge away from either.

In: a dataset and the IRI of a node. Out: a small graph and the statements about it. Reads by index,
so that one entry costs the same in a dataset of any size. Knows nothing of names: a caller
resolves them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from attachgraph.dataset.nodes import Described, Edge, Near, iter_nodes, key_of, term_of
from attachgraph.dataset.statements import Statement, by_edge, read_statements
from attachgraph.errors import MissingError
from attachgraph.network.graph import assemble
from attachgraph.network.parts import ENTRY_KINDS, PART_KINDS, owners_among
from attachgraph.rdf.namespaces import RDF

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

    from attachgraph.dataset.lookup import Lookup

_TYPE = RDF + "type"


class Neighbourhood(NamedTuple):
    """What lies around a node."""

    #: As of :func:`attachgraph.network.graph.to_networkx`, contested edges included. Edges among
    #: what is only near are left out: they are another neighbourhood's.
    graph: nx.MultiDiGraph[str]
    #: What speaks about the node or a part of it, and about nothing outside the graph.
    statements: list[Statement]


def neighbourhood(store: Store, facts: Lookup, iri: str) -> Neighbourhood:
    """Read what lies around a node."""
    walk = _Walk(store, facts)
    if iri not in walk.members:
        raise MissingError(
            f"the dataset has no node {iri}",
            fix="look the name up: attachgraph search WORDS",
        )
    middle = walk.with_parts(iri)
    kept = middle.union(*map(walk.neighbours, middle))
    statements = read_statements(facts, _speaking_of(facts, middle))

    def touches(edge: Edge) -> bool:
        return (edge.source in middle or edge.target in middle) and edge.target in kept

    near = Near(kept, walk.members)
    asserted = by_edge(statements)
    nodes = iter_nodes(store, facts.vocabulary, members=near, contested=True, asserted=asserted)
    return Neighbourhood(
        assemble(nodes, touches),
        [one for one in statements if one.subject in kept and (one.node or one.subject) in kept],
    )


def _speaking_of(facts: Lookup, nodes: set[str]) -> set[str]:
    """Name the statements about some nodes, at either end."""
    ends = ("rdf:subject", "rdf:object")
    named = [node for node in nodes if not node.startswith("_:")]
    return {iri for node in named for end in ends for iri in facts.subjects(end, node)}


class _Walk:
    """Steps from node to node along the edges, in either direction."""

    def __init__(self, store: Store, facts: Lookup) -> None:
        self._facts = facts
        self.members = Described(store, facts.vocabulary)
        self.neighbours = cache(self._neighbours)
        self._kind = cache(self._read_kind)

    def with_parts(self, iri: str) -> set[str]:
        """Collect a node and the parts that belong to it."""
        if self._kind(iri) not in ENTRY_KINDS:
            return {iri}
        parts: set[str] = set()
        waiting = [iri]
        while waiting:
            found = {
                node for node in self.neighbours(waiting.pop()) if self._kind(node) in PART_KINDS
            }
            waiting += found - parts
            parts |= found
        # An alias may belong to another entry, so all that these parts touch are looked at.
        touched = parts.union({iri}, *map(self.neighbours, parts))
        owner = owners_among({node: self._kind(node) for node in touched}, self.neighbours)
        return {iri, *(part for part in parts if owner[part] == iri)}

    def _neighbours(self, key: str) -> frozenset[str]:
        node, quads = term_of(key), self._facts.quads
        leaving = quads.quads_for_pattern(node, None, None)  # type: ignore[arg-type]
        arriving = quads.quads_for_pattern(None, None, node)  # type: ignore[arg-type]
        ends = {key_of(q.object) for q in leaving if q.predicate.value != _TYPE}
        ends |= {key_of(q.subject) for q in arriving if q.predicate.value != _TYPE}
        return frozenset(end for end in ends if end in self.members)

    def _read_kind(self, key: str) -> str:
        found = self._facts.quads.quads.quads_for_pattern(term_of(key), None, None)  # type: ignore[arg-type]
        types = {key_of(quad.object) for quad in found if quad.predicate.value == _TYPE}
        return self._facts.vocabulary.kind(types)
