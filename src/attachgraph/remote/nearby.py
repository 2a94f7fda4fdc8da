"""Look things up in a store on a server without copying it.

In: a store on a server. Out: an object with the methods that look-ups call. What one look-up found
is likely to be looked up next: the first time that one thing of a group is asked for, so much is
fetched of all of them as was asked, by one request. IRIs come shortened, because they are most of
what is sent. The answers are those of the whole store, but for the names of graphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, Triple

from attachgraph.errors import InputError
from attachgraph.model import CONTESTED
from attachgraph.rdf.bases import is_named, path_of
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from attachgraph.query.answers import Term
    from attachgraph.remote.endpoint import RemoteStore

#: Triples that one answer may need.
_MOST: Final = 1_000_000
#: Things that one request asks for, which keeps it below what servers take.
_AT_ONCE: Final = 400
_TYPE: Final = NamedNode(RDF + "type")
#: What is long, and rarely asked for: the content of a text, the record of a source.
_LONG: Final = frozenset(NamedNode(AG + name) for name in ("content", "record"))
#: What most things are asked for, and nothing else.
_HEAD: Final = frozenset(
    {_TYPE}
    | {NamedNode(iri) for iri in (RDFS + "label", PREFIXES["skos"] + "prefLabel")}
    | {NamedNode(PREFIXES["dcterms"] + name) for name in ("title", "issued")}
    | {NamedNode(AG + name) for name in ("depictionOf", "hasPartner", "order")}
)
#: How much is known of a thing: its head, all but what is long, all; and what asks so.
_IS_HEAD, _IS_MOST, _IS_ALL = 1, 2, 3
_PARTS: Final = {
    _IS_HEAD: f"FILTER(?y IN ({', '.join(sorted(map(str, _HEAD)))}))",
    _IS_MOST: f"FILTER(?y NOT IN ({', '.join(sorted(map(str, _LONG)))}))",
    _IS_ALL: "",
}
_STATUSES: Final = ", ".join(f"<{AG}{status.value}>" for status in CONTESTED)
_CONTESTED: Final = NamedNode(GRAPH + "contested")
_ENDS: Final = (NamedNode(RDF + "subject"), NamedNode(RDF + "object"))
#: What stands for the beginnings of most IRIs on their way here, the longest first.
_SPACES: Final = {"a": AG, "b": BASE} | {
    name: PREFIXES[name] for name in ("rdf", "rdfs", "oa", "prov", "cito", "dcterms", "skos")
}
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
        given = zip(("n", "y", "z", "g"), pattern, strict=True)
        values = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in given if term)
        self._fetch(f"{values} GRAPH ?g {{ ?n ?y ?z }}", graph=cast("NamedNode | None", pattern[3]))
        self._known.add(pattern)

    def _fetch_thing(self, node: NamedNode, predicate: NamedNode | None) -> None:
        """Fetch what is said of a thing, and of its group: its head, most of it, or all."""
        is_whole_text = predicate is None and path_of(node.value).startswith("text/")
        depth = _IS_HEAD if predicate in _HEAD else _IS_MOST
        depth = _IS_ALL if is_whole_text or predicate in _LONG else depth
        if self._depths.get(node, 0) >= depth:
            return
        nodes = [node]
        if depth != _IS_ALL:
            nodes = self._group(
                node, lambda other: self._depths.get(other, 0) < depth, is_head=depth == _IS_HEAD
            )
        found = self._fetch(f"GRAPH ?g {{ ?n ?y ?z }} {_PARTS[depth]}", "n", nodes)
        self._depths.update(dict.fromkeys(nodes, depth))
        self._note((triple.predicate, triple.object) for triple in found)

    def _fetch_leading_to(self, predicate: NamedNode | None, node: NamedNode) -> None:
        """Fetch the edges that lead to a thing, and to its group."""
        if not self._known.isdisjoint({(predicate, node), (None, node)}):
            return
        nodes = [node]
        if predicate is not None and predicate != _TYPE:
            nodes = self._group(node, lambda other: (predicate, other) not in self._known)
        part = f"VALUES ?y {{ {predicate} }}" if predicate else ""
        found = self._fetch(f"{part} GRAPH ?g {{ ?n ?y ?z }}", "z", nodes)
        self._known.update((predicate, other) for other in nodes)
        self._note((str(triple.predicate), triple.subject) for triple in found)

    def _fetch(
        self,
        where: str,
        end: str = "",
        nodes: Sequence[NamedNode] = (),
        graph: NamedNode | None = None,
    ) -> set[Triple]:
        """Fetch the triples ``?n ?y ?z`` of a pattern, with these nodes at one end of them."""
        # Virtuoso never ends where another column of VALUES stands beside a BIND.
        server = self._remote.server.lower()
        numbers = {f"n-:{place}": node for place, node in enumerate(nodes)}
        if server and "virtuoso" not in server and nodes:
            pairs = " ".join(f"({node} <{number}>)" for number, node in numbers.items())
            where = f"VALUES (?{end} ?{end}s) {{ {pairs} }} {where}"
        elif nodes:
            where, end = f"VALUES ?{end} {{ {_listed(nodes)} }} {where}", ""
        where += "".join(_BINDINGS[each] for each in "nyz" if each != end)
        sent = self._remote.construct(f"CONSTRUCT {{ ?ns ?ys ?zs }} WHERE {{ {where} }}")
        found = {Triple(*(_whole(term, numbers) for term in triple)) for triple in sent}  # type: ignore[arg-type]
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
        """List a thing and those of its kind in its group, as far as they have to be fetched."""
        kind = _kind(node)
        group = self._kinds[kind] if is_head else self._groups.setdefault(node, [node])
        others = (each for each in group if each != node and _kind(each) == kind and is_new(each))
        return [node, *islice(others, _AT_ONCE - 1)]

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


def _shortening(name: str) -> str:
    """Write the SPARQL that shortens a variable to another of its name with an ``s``."""
    text = f"STR(?{name})"
    for short, space in _SPACES.items():
        text = f'REPLACE({text}, "^{space.replace(".", "[.]")}", "{short}-:")'
    return f" BIND(IF(isIRI(?{name}), IRI({text}), ?{name}) AS ?{name}s)"


_BINDINGS: Final = {name: _shortening(name) for name in "nyz"}


def _whole(term: Term, numbers: Mapping[str, NamedNode]) -> Term:
    """Make an IRI that was shortened what it was."""
    if not isinstance(term, NamedNode):
        return term
    short, mark, rest = term.value.partition("-:")
    is_short = mark and short in _SPACES
    return NamedNode(_SPACES[short] + rest) if is_short else numbers.get(term.value, term)


def _kind(node: NamedNode) -> str:
    return path_of(node.value).partition("/")[0].partition("#")[0]


def _at(end: NamedNode, edge: Quad) -> object:
    return edge.subject if end == _ENDS[0] else edge.object


def _listed(nodes: Iterable[NamedNode]) -> str:
    return " ".join(map(str, nodes))
