"""Look things up in a store on a server without copying it.

In: a store on a server. Out: an object with the methods that look-ups call. What one look-up found
is likely to be looked up next: the first time that one thing of a group is asked for, so much is
fetched of all of them as was asked, by one request. The answers are those of the whole store, but
for the names of graphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, Triple

from attachgraph.errors import InputError
from attachgraph.model import CONTESTED
from attachgraph.rdf.bases import is_named, path_of
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from attachgraph.remote.endpoint import RemoteStore

#: Triples that one answer may need.
_MOST: Final = 1_000_000
#: Things that one request asks for, which keeps it below what servers take.
_AT_ONCE: Final = 400
_TYPE: Final = NamedNode(RDF + "type")
_CONTENT: Final = NamedNode(AG + "content")
#: What most things are asked for, and nothing else.
_HEAD: Final = frozenset(
    {_TYPE}
    | {NamedNode(iri) for iri in (RDFS + "label", PREFIXES["skos"] + "prefLabel")}
    | {NamedNode(PREFIXES["dcterms"] + "title")}
)
#: How much is known of a thing: its head, all but the content of a text, all; and what asks so.
_IS_HEAD, _IS_MOST, _IS_ALL = 1, 2, 3
_PARTS: Final = {
    _IS_HEAD: f"FILTER(?y IN ({', '.join(sorted(map(str, _HEAD)))}))",
    _IS_MOST: f"FILTER(?y != {_CONTENT})",
    _IS_ALL: "",
}
_STATUSES: Final = ", ".join(f"<{AG}{status.value}>" for status in CONTESTED)
_CONTESTED: Final = NamedNode(GRAPH + "contested")
_ENDS: Final = (NamedNode(RDF + "subject"), NamedNode(RDF + "object"))
#: Contested edges that are fetched at once, if there are no more in the whole store.
_FEW: Final = 200


class NearbyStore:
    """The part of a store that was asked for."""

    def __init__(self, remote: RemoteStore) -> None:
        self._remote = remote
        self._part = pyoxigraph.Store()
        self._known = set[tuple[object, ...]]()
        self._depths: dict[NamedNode, int] = {}
        self._contested = defaultdict[tuple[NamedNode, object], list[Quad]](list)
        self._has_few: bool | None = None
        self._groups: dict[object, list[NamedNode]] = {}
        self._kinds = defaultdict[str, dict[NamedNode, None]](dict)

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the name that pyoxigraph gives it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Look something up."""
        if graph_name is not None or (subject is None and object is None):
            self._fetch_pattern(subject, predicate, object, graph_name)
        elif subject is not None:
            self._fetch_thing(subject, predicate)
        else:
            self._fetch_leading_to(predicate, cast("NamedNode", object))
        return self._part.quads_for_pattern(subject, predicate, object, graph_name)

    def contested_edges(self, end: NamedNode, node: NamedNode) -> list[Quad]:
        """List the edges that are not asserted because they are contested, at an end of them."""
        if self._has_few is None:
            edges = self._read_contested("", f"LIMIT {_FEW + 1}")
            self._has_few = len(edges) <= _FEW
            for place in _ENDS if self._has_few else ():
                for edge in edges:
                    self._contested[place, _at(place, edge)].append(edge)
        if not self._has_few and (end, node) not in self._contested:
            nodes = self._group(node, lambda other: (end, other) not in self._contested)
            self._contested.update({(end, other): [] for other in nodes})
            matching = f"VALUES ?n {{ {_listed(nodes)} }} GRAPH ?a {{ ?t {end} ?n }}"
            for edge in self._read_contested(matching):
                self._contested[end, _at(end, edge)].append(edge)
        return self._contested.get((end, node), [])

    def _read_contested(self, matching: str, limit: str = "") -> list[Quad]:
        rows = self._remote.own_rows(
            f"SELECT DISTINCT ?s ?p ?o ?t WHERE {{ {matching} GRAPH ?b {{ ?t <{AG}status> ?x }} "
            f"FILTER(?x IN ({_STATUSES})) "
            f"GRAPH ?c {{ ?t <{RDF}subject> ?s ; <{RDF}predicate> ?p ; <{RDF}object> ?o }} "
            f"FILTER NOT EXISTS {{ GRAPH ?d {{ ?s ?p ?o }} }} }} {limit}"
        )
        return [Quad(s, p, o, _CONTESTED) for s, p, o, _ in rows]  # type: ignore[arg-type]

    def _fetch_pattern(self, *pattern: NamedNode | Literal | None) -> None:
        if pattern in self._known:
            return
        s, p, o, g = (
            str(term) if term else f"?{name}" for term, name in zip(pattern, "spog", strict=True)
        )
        graph = cast("NamedNode | None", pattern[3])
        self._fetch(f"{s} {p} {o}", f"GRAPH {g} {{ {s} {p} {o} }}", graph)
        self._known.add(pattern)

    def _fetch_thing(self, node: NamedNode, predicate: NamedNode | None) -> None:
        """Fetch what is said of a thing, and of its group: its head, most of it, or all."""
        is_whole_text = predicate is None and path_of(node.value).startswith("text/")
        depth = _IS_HEAD if predicate in _HEAD else _IS_MOST
        depth = _IS_ALL if is_whole_text or predicate == _CONTENT else depth
        if self._depths.get(node, 0) >= depth:
            return
        nodes = [node]
        if depth != _IS_ALL:
            nodes = self._group(
                node, lambda other: self._depths.get(other, 0) < depth, is_head=depth == _IS_HEAD
            )
        values = f"VALUES ?n {{ {_listed(nodes)} }} GRAPH ?g {{ ?n ?y ?z }}"
        found = self._fetch("?n ?y ?z", f"{values} {_PARTS[depth]}")
        self._depths.update(dict.fromkeys(nodes, depth))
        self._note((triple.predicate, triple.object) for triple in found)

    def _fetch_leading_to(self, predicate: NamedNode | None, node: NamedNode) -> None:
        """Fetch the edges that lead to a thing, and to its group."""
        if not self._known.isdisjoint({(predicate, node), (None, node)}):
            return
        nodes = [node]
        if predicate is not None and predicate != _TYPE:
            nodes = self._group(node, lambda other: (predicate, other) not in self._known)
        edge = f"?n {predicate or '?y'} ?o"
        found = self._fetch(edge, f"VALUES ?o {{ {_listed(nodes)} }} GRAPH ?g {{ {edge} }}")
        self._known.update((predicate, other) for other in nodes)
        self._note((str(triple.predicate), triple.subject) for triple in found)

    def _fetch(self, what: str, where: str, graph: NamedNode | None = None) -> set[Triple]:
        found = set(self._remote.construct(f"CONSTRUCT {{ {what} }} WHERE {{ {where} }}"))
        name = graph or pyoxigraph.DefaultGraph()
        self._part.extend(Quad(t.subject, t.predicate, t.object, name) for t in found)
        if len(self._part) > _MOST:
            raise InputError(
                f"this needs more than {_MOST:,} triples of the store",
                fix="ask with attachgraph query, which copies nothing",
            )
        return found

    def _group(
        self, node: NamedNode, is_new: Callable[[NamedNode], bool], *, is_head: bool = False
    ) -> list[NamedNode]:
        """List a thing and those of its group, as far as they have to be fetched."""
        group = self._kinds[_kind(node)] if is_head else self._groups.setdefault(node, [node])
        return [node, *(other for other in group if other != node and is_new(other))][:_AT_ONCE]

    def _note(self, found: Iterable[tuple[object, object]]) -> None:
        """Group things by the property that leads to them; for their heads, by their kind."""
        groups = defaultdict[object, dict[NamedNode, None]](dict)
        for predicate, node in found:
            if isinstance(node, NamedNode) and is_named(node.value):
                groups[predicate][node] = None
                if not self._depths.get(node):
                    self._kinds[_kind(node)][node] = None
        for predicate, members in groups.items():
            if predicate not in _ENDS:  # it leads to anything
                nodes = list(members)
                for node in nodes:
                    self._groups.setdefault(node, nodes)


def _kind(node: NamedNode) -> str:
    return path_of(node.value).partition("/")[0].partition("#")[0]


def _at(end: NamedNode, edge: Quad) -> object:
    return edge.subject if end == _ENDS[0] else edge.object


def _listed(nodes: Iterable[NamedNode]) -> str:
    return " ".join(map(str, nodes))
