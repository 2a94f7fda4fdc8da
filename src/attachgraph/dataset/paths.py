"""Find how two nodes are connected: the shortest paths over the named edges.

In: a store and two IRIs. Out: paths, edges in either direction. The search asks the store for the
neighbours of a node when it gets there and goes from both ends at once, so it touches what lies
between the two nodes and not the rest of the graph. Knows no name of a person and no quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from attachgraph.dataset.source import Quads
from attachgraph.dataset.vocabulary import Vocabulary, read_vocabulary
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

#: Steps after which two nodes count as not connected. Through a style or a handbook everything is
#: near to everything; a longer way tells nothing.
MOST_STEPS: Final = 6

_TYPE: Final = NamedNode(RDF + "type")
_STATEMENT: Final = NamedNode(AG + "Statement")
#: Edges of other vocabularies that are followed besides those that our ontology names.
_BORROWED: Final = frozenset(
    (
        PREFIXES["dcterms"] + "creator",
        PREFIXES["dcterms"] + "isPartOf",
        PREFIXES["schema"] + "editor",
        PREFIXES["skos"] + "broader",
        PREFIXES["skos"] + "related",
    )
)
#: Edges that say little, because a text only has to name the other thing.
_LOOSE: Final = frozenset({"about", "mentions", "related-entry"})
#: Paths of equal length that are looked at before the best are taken.
_MOST_COMPARED: Final = 5_000


class Link(NamedTuple):
    """An edge as it is stored."""

    #: Its notation, such as ``cites-source``; the CURIE of a property that has none.
    name: str
    #: IRIs.
    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one node to another."""

    #: IRIs, in order.
    nodes: tuple[str, ...]
    #: Between each node and the next, every edge that joins them, whichever way it leads.
    steps: tuple[tuple[Link, ...], ...]


def shortest_paths(
    store: Quads, source: str, target: str, *, limit: int = 5, most_steps: int = MOST_STEPS
) -> list[Path]:
    """Find the shortest paths between two nodes.

    All are of one length. Those with fewer loose edges (`about`, `mentions`, `related-entry`) come
    first, then by the IRIs of their nodes. The ontology in the dataset names the edges.

    Breadth-first from both ends, always the smaller frontier, one whole level at a time. When the
    two meet for the first time, every shortest path goes through a node of the last level.
    """
    network = _Network(store, read_vocabulary(store))
    sides = _Side(network, source), _Side(network, target)
    while sum(side.depth for side in sides) < most_steps and all(side.frontier for side in sides):
        min(sides, key=lambda side: len(side.frontier)).advance()
        meeting = sides[0].frontier.keys() & sides[1].frontier.keys()
        if meeting:
            ways = _ways(sides, sorted(meeting))
            paths = (
                Path(nodes, tuple(tuple(network.edges(*pair)) for pair in pairwise(nodes)))
                for nodes in islice(ways, _MOST_COMPARED)
            )
            return sorted(paths, key=_rank)[:limit]
    return []


def _rank(path: Path) -> tuple[int, tuple[str, ...]]:
    loose = sum(all(edge.name in _LOOSE for edge in edges) for edges in path.steps)
    return loose, path.nodes


class _Side:
    """The part of the graph that was reached from one end."""

    def __init__(self, network: _Network, start: str) -> None:
        self._network = network
        self._seen = {start}
        self.depth = 0
        #: The nodes of the last level, and before them those of all levels, with their parents.
        self.frontier: dict[str, list[str]] = {start: []}
        self.parents: dict[str, list[str]] = {start: []}

    def advance(self) -> None:
        """Go one level further, remembering every way to each new node."""
        reached: dict[str, list[str]] = {}
        for node in self.frontier:
            for neighbour in self._network.neighbours(node):
                if neighbour not in self._seen:
                    reached.setdefault(neighbour, []).append(node)
        self._seen.update(reached)
        self.parents.update(reached)
        self.frontier = reached
        self.depth += 1

    def ways(self, node: str) -> Iterator[tuple[str, ...]]:
        """Yield every shortest way from the start to a node."""
        if not self.parents[node]:
            yield (node,)
        for parent in self.parents[node]:
            for way in self.ways(parent):
                yield (*way, node)


def _ways(sides: tuple[_Side, _Side], meeting: list[str]) -> Iterator[tuple[str, ...]]:
    """Join the ways from both ends in the nodes where they meet."""
    for node in meeting:
        for there in sides[0].ways(node):
            for back in sides[1].ways(node):
                yield (*there, *back[-2::-1])


class _Network:
    """The nodes and named edges of a store, looked up when they are needed."""

    def __init__(self, store: Quads, vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._followed = vocabulary.notations.keys() | _BORROWED

    def neighbours(self, node: str) -> list[str]:
        """List the nodes that an edge joins to a node, each once, in order."""
        this = NamedNode(node)
        found = set()
        for quad in self._store.quads_for_pattern(this, None, None):
            if quad.predicate.value in self._followed and isinstance(quad.object, NamedNode):
                found.add(quad.object.value)
        for quad in self._store.quads_for_pattern(None, None, this):
            if quad.predicate.value in self._followed and isinstance(quad.subject, NamedNode):
                found.add(quad.subject.value)
        return sorted(other for other in found if not self._is_statement(other))

    def _is_statement(self, node: str) -> bool:
        """Tell a statement, whose sources are its own, from the things that it is about."""
        return any(self._store.quads_for_pattern(NamedNode(node), _TYPE, _STATEMENT))

    def edges(self, one: str, other: str) -> Iterator[Link]:
        """Yield the edges between two nodes; a symmetric one that is stored twice is one edge."""
        there = self._predicates(one, other)
        back = self._predicates(other, one) - (there & self._vocabulary.symmetric)
        for subject, object_, predicates in ((one, other, there), (other, one, back)):
            for predicate in sorted(predicates, key=self._vocabulary.edge_name):
                yield Link(self._vocabulary.edge_name(predicate), subject, predicate, object_)

    def _predicates(self, subject: str, object_: str) -> set[str]:
        found = self._store.quads_for_pattern(NamedNode(subject), None, NamedNode(object_))
        return {quad.predicate.value for quad in found} & self._followed
