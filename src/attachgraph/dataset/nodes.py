"""Read a dataset node by node: what each is, and the edges that leave it.

In: a store. Out: records in the order of their IRIs, one node in memory at a time, so that a
dataset larger than memory can be written. Knows neither networkx nor a file format.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from attachgraph.dataset.contested import WithContested
from attachgraph.dataset.lookup import LABELS, Lookup, best_label
from attachgraph.dataset.names import curie, name_of
from attachgraph.dataset.statements import EdgeKey, Grouped, Statement, by_edge, statements_about
from attachgraph.dataset.vocabulary import Vocabulary
from attachgraph.dataset.words import worst
from attachgraph.rdf.namespaces import AG, GRAPH, RDF
from attachgraph.rdf.sorting import LineSorter

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store, Triple

    from attachgraph.dataset.source import Quads

    Resource: TypeAlias = NamedNode | BlankNode

#: Classes that speak about edges; they become attributes of edges, not nodes.
_ABOUT_EDGES: Final = frozenset(
    AG + name for name in ("Statement", "Quotation", "SourceText", "Status")
)
_TYPE: Final = RDF + "type"
_ONTOLOGY: Final = GRAPH + "ontology"
_REMEMBERED: Final = 65_536


class Property(NamedTuple):
    """A quad of a node that is not an edge: a literal, a class, an IRI of another dataset.

    The graph is ``""`` for the default graph.
    """

    predicate: str
    object: NamedNode | BlankNode | Literal | Triple
    graph: str


class Edge(NamedTuple):
    """An edge between the keys of two nodes, with what asserts it."""

    source: str
    target: str
    #: Its notation in the ontology, or the CURIE of its property.
    name: str
    predicate: str
    #: IRIs of the named graphs that hold it, ``""`` for the default graph.
    graphs: tuple[str, ...]
    #: The statements that assert it; of a symmetric edge, in either direction.
    statements: tuple[Statement, ...]

    @property
    def standing(self) -> str:
        """Its standing: that of the worst of its statements; ``""`` where only a table has it."""
        return worst(statement.status for statement in self.statements)


class Node(NamedTuple):
    """A node, with the edges that leave it, ordered by target and name.

    Its key is its IRI; that of a blank node is ``_:`` and its label. Its attributes are those that
    ``attachgraph.network.graph.to_networkx`` describes.
    """

    key: str
    attributes: dict[str, Any]
    edges: tuple[Edge, ...]


def iter_nodes(
    store: Store,
    vocabulary: Vocabulary,
    *,
    members: Collection[str] | Near | None = None,
    everything: bool = False,
    contested: bool = False,
    asserted: Asserted | Grouped | None = None,
) -> Iterator[Node]:
    """Read the nodes of a dataset, in the order of their IRIs.

    By default those are read that have a class of the ontology, and what a typed edge leads to;
    `members` names others, and `everything` takes every subject, statements and the ontology
    included, `contested` the edges that are not plain triples. Whoever knows already what asserts
    each triple, or wants none, gives `asserted`.
    """
    if members is None and everything:
        members = {key_of(quad.subject) for quad in store}
    chosen: Described | Near
    if members is None:
        chosen = Described(store, vocabulary)
    else:
        chosen = members if isinstance(members, Near) else Near(members)
    lookup = Asserted(store) if asserted is None else asserted
    quads = WithContested(store) if contested else store
    for key in chosen.keys_in_order():
        yield _read_node(quads, vocabulary, key, chosen, lookup, everything=everything)


def _read_node(
    quads: Quads,
    vocabulary: Vocabulary,
    key: str,
    members: Described | Near,
    asserted: Asserted | Grouped,
    *,
    everything: bool,
) -> Node:
    properties: set[Property] = set()
    found: dict[tuple[str, str], dict[str, Quad]] = {}
    for quad in quads.quads_for_pattern(term_of(key), None, None):  # type: ignore[arg-type]
        target, predicate = key_of(quad.object), quad.predicate.value
        name = getattr(quad.graph_name, "value", "")
        if target and predicate != _TYPE and target in members:
            found.setdefault((target, predicate), {})[name] = quad
        elif everything or name != _ONTOLOGY:
            properties.add(Property(predicate, quad.object, name))
    edges = [
        Edge(
            key,
            target,
            vocabulary.edge_name(predicate),
            predicate,
            tuple(sorted(by_graph)),
            _said(next(iter(by_graph.values())), asserted, vocabulary),
        )
        for (target, predicate), by_graph in found.items()
    ]
    edges.sort(key=itemgetter(1, 2))
    return Node(key, _describe(key, properties, vocabulary), tuple(edges))


def _said(
    quad: Quad, asserted: Asserted | Grouped, vocabulary: Vocabulary
) -> tuple[Statement, ...]:
    """Collect what asserts an edge; one wording asserts both directions of a symmetric one."""
    predicate = quad.predicate.value
    found = list(asserted.get((key_of(quad.subject), predicate, str(quad.object)), ()))
    if predicate in vocabulary.symmetric and quad.subject != quad.object:
        found += asserted.get((key_of(quad.object), predicate, str(quad.subject)), ())
    return tuple(found)


class Asserted:
    """Looks up what asserts a triple, and remembers only the statements about a few subjects."""

    def __init__(self, store: Store) -> None:
        facts = Lookup(store)
        self._about = lru_cache(maxsize=64)(
            lambda subject: by_edge(statements_about(facts, subject))
        )

    def about(self, subject: str) -> Grouped:
        """Return the statements about a node, by the edge that they assert."""
        return self._about(subject)

    def get(self, edge: EdgeKey, default: Iterable[Statement]) -> Iterable[Statement]:
        """Return what asserts an edge, or the default: as a dictionary does."""
        return self._about(edge[0]).get(edge, default)


# ---------------------------------------------------------------- which nodes


class Described:
    """The nodes of the domain: what has a class of ours, and what an edge of ours leads to."""

    def __init__(self, store: Store, vocabulary: Vocabulary) -> None:
        self._store = store
        self._edges = [NamedNode(predicate) for predicate in vocabulary.notations]
        # Looked up when it is asked for, because a set of all would grow with the dataset.
        self._is_member = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def __contains__(self, key: str) -> bool:
        return self._is_member(key)

    def keys_in_order(self) -> Iterable[str]:
        """Find the keys of all of them, sorted."""
        sorter = LineSorter()
        sorter.add(key.encode() for key in self._candidates() if key in self)
        return (line.decode() for line in sorter)

    def _candidates(self) -> Iterator[str]:
        for quad in self._store.quads_for_pattern(None, NamedNode(_TYPE), None):
            if key_of(quad.object).startswith(AG):
                yield key_of(quad.subject)
        for predicate in self._edges:
            for quad in self._store.quads_for_pattern(None, predicate, None):
                yield key_of(quad.object)

    def _look_up(self, key: str) -> bool:
        if not key:
            return False
        node = term_of(key)
        is_hidden, is_ours = self._classes(node)
        if is_hidden or is_ours:
            return not is_hidden
        return any(
            self._classes(quad.subject)[1]  # type: ignore[arg-type]
            for predicate in self._edges
            for quad in self._store.quads_for_pattern(None, predicate, node)
        )

    def _classes(self, node: Resource) -> tuple[bool, bool]:
        """Return whether a node is to be hidden, and whether it has a class of ours."""
        is_ours = False
        for quad in self._store.quads_for_pattern(node, NamedNode(_TYPE), None):
            type_ = key_of(quad.object)
            if type_ in _ABOUT_EDGES or getattr(quad.graph_name, "value", "") == _ONTOLOGY:
                return True, False
            is_ours = is_ours or type_.startswith(AG)
        return False, is_ours


class Near:
    """A few nodes, each read as it would be with all the others; without these, alone."""

    def __init__(self, keys: Iterable[str], all_: Described | None = None) -> None:
        self._keys = frozenset(keys)
        self._all = self._keys if all_ is None else all_

    def __contains__(self, key: str) -> bool:
        return key in self._all

    def keys_in_order(self) -> Iterable[str]:
        """Return the keys of the few, sorted."""
        return sorted(self._keys)


# ---------------------------------------------------------------- what a node is


def key_of(term: object) -> str:
    """Name a term in the graph: an IRI as it is, a blank node as ``_:x``, a literal not at all."""
    if isinstance(term, NamedNode):
        return term.value
    return str(term) if isinstance(term, BlankNode) else ""


def term_of(key: str) -> Resource:
    """Read what :func:`key_of` has written."""
    return BlankNode(key[2:]) if key.startswith("_:") else NamedNode(key)


def _describe(key: str, properties: set[Property], vocabulary: Vocabulary) -> dict[str, Any]:
    ordered = tuple(sorted(properties, key=lambda p: (p.predicate, str(p.object), p.graph)))
    types = tuple(sorted({key_of(p.object) for p in ordered if p.predicate == _TYPE}))
    literals: dict[str, set[str]] = defaultdict(set)
    for predicate, value, _ in ordered:
        if isinstance(value, Literal):
            literals[curie(predicate)].add(value.value)
    label, lang = _label(key, ordered)
    return {
        "kind": vocabulary.kind(types),
        "label": label,
        "lang": lang,
        "types": types,
        "literals": {name: tuple(sorted(values)) for name, values in literals.items()},
        "properties": ordered,
    }


def _label(key: str, properties: tuple[Property, ...]) -> tuple[str, str]:
    """Choose the name, with its language."""
    best = best_label(
        (LABELS.index(predicate), value)
        for predicate, value, _ in properties
        if predicate in LABELS and isinstance(value, Literal)
    )
    return (best.value, best.language or "") if best else (name_of(key), "")
