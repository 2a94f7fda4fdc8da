"""Look things up in a store on a server without copying it.

In: a store on a server. Out: an object with the methods that look-ups call. A function that reads
is called again and again: what it looked up and is not here yet is fetched by one request, until
nothing is missing. IRIs come shortened, because they are most of what is sent. The answers are
those of the whole store, but for the names of graphs, and for what is long, which comes where its
property is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from attachgraph.errors import InputError
from attachgraph.model import CONTESTED
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDF

if TYPE_CHECKING:
    from attachgraph.query.answers import Term
    from attachgraph.remote.endpoint import RemoteStore

#: Triples that one answer may need.
_MOST: Final = 1_000_000
#: Things that one request asks for, which keeps it below what servers take.
_AT_ONCE: Final = 400
#: The content of a text, the record of a source.
_LONG: Final = tuple(NamedNode(AG + name) for name in ("content", "record"))
#: Stands for the graph that only a folder has: the edges that are not asserted.
_CONTESTED: Final = NamedNode(GRAPH + "contested")
_SUBJECT: Final = NamedNode(RDF + "subject")
_EDGES: Final = (
    f"GRAPH ?b {{ ?t <{AG}status> ?x }} "
    f"FILTER(?x IN ({', '.join(f'<{AG}{status.value}>' for status in CONTESTED)})) "
    f"GRAPH ?c {{ ?t <{RDF}subject> ?n ; <{RDF}predicate> ?y ; <{RDF}object> ?z }} "
    "FILTER NOT EXISTS { GRAPH ?d { ?n ?y ?z } }"
)
#: So many of them are fetched at once, if there are no more in the whole store.
_FEW: Final = 200
#: What stands for the beginnings of most IRIs on their way here, the longest first.
_SPACES: Final = {"a": AG, "b": BASE} | {
    name: PREFIXES[name] for name in ("rdf", "rdfs", "oa", "prov", "cito", "dcterms", "skos")
}

_Pattern: TypeAlias = tuple[NamedNode | Literal | None, ...]
_Found = TypeVar("_Found")


class NearbyStore:
    """The part of a store that was asked for."""

    def __init__(self, remote: RemoteStore) -> None:
        self._remote = remote
        self._part = pyoxigraph.Store()
        self._edges = pyoxigraph.Store()
        self._has_few: bool | None = None
        self._known = set[_Pattern]()
        #: What the function that is being called needs besides; ``None`` where none is.
        self._missing: dict[_Pattern, None] | None = None

    def read(self, reader: Callable[..., _Found], *arguments: str) -> _Found:
        """Call a function that reads, until all that it looks up is here."""
        while True:
            self._missing = {}
            try:
                found = reader(self, *arguments)
            except Exception:
                if not self._missing:  # else it stumbled over what is not here yet
                    raise
            else:
                if not self._missing:
                    return found
            finally:
                missing, self._missing = self._missing, None
            self._fetch(missing)

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the name that pyoxigraph gives it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Look something up."""
        end = None if subject is not None else object
        whole = (subject, None, end, graph_name)
        if predicate in _LONG or whole not in self._known:
            self._need((subject, predicate, end, graph_name))
        return self._part.quads_for_pattern(subject, predicate, object, graph_name)

    def contested_edges(self, end: NamedNode, node: NamedNode) -> list[Quad]:
        """List the edges that are not asserted because they are contested, at an end of them."""
        if self._has_few is None:
            some = f"{{ SELECT DISTINCT ?n ?y ?z WHERE {{ {_EDGES} }} LIMIT {_FEW + 1} }}"
            self._has_few = self._add(some, _CONTESTED) <= _FEW
        subject, object_ = (node, None) if end == _SUBJECT else (None, node)
        if not self._has_few:
            self._need((subject, None, object_, _CONTESTED))
        return list(self._edges.quads_for_pattern(subject, None, object_))

    def _need(self, pattern: _Pattern) -> None:
        """Fetch what matches a pattern, or remember it if there may be more."""
        if pattern in self._known:
            return
        if self._missing is None:
            self._fetch([pattern])
        else:
            self._missing[pattern] = None

    def _fetch(self, patterns: Iterable[_Pattern]) -> None:
        """Fetch what matches some patterns: of each thing and graph, some properties or all."""
        things = defaultdict[_Pattern, set[_Term]](set)
        for subject, predicate, object_, graph in patterns:
            things[subject, object_, graph].add(predicate)
        waiting = iter(things.items())
        while batch := list(islice(waiting, _AT_ONCE)):
            groups = defaultdict[_Term, _Groups](lambda: defaultdict(list))
            for (subject, object_, graph), predicates in batch:
                end = "n" if subject else "z" if object_ else ""
                groups[graph][end, frozenset(predicates)].append(subject or object_)
            for graph, group in groups.items():
                self._fetch_from(graph, group)
        self._known.update(patterns)

    def _fetch_from(self, graph: _Term, groups: _Groups) -> None:
        """Fetch from one graph or from all, by one request."""
        numbers: dict[str, NamedNode] = {}
        quads = _EDGES if graph == _CONTESTED else f"GRAPH {graph or '?g'} {{ ?n ?y ?z }}"
        parts = []
        for (end, predicates), nodes in groups.items():
            part = quads
            names = sorted(map(str, predicates))
            if None not in predicates and end == "n":  # what is said of each comes together then
                part += f" FILTER(?y IN ({', '.join(names)}))"
            elif None not in predicates:
                part = f"VALUES ?y {{ {' '.join(names)} }} {part}"
            elif long := [str(each) for each in _LONG if each not in predicates]:
                part += f" FILTER(?y NOT IN ({', '.join(long)}))"
            if end:
                part = f"{self._values(end, nodes, numbers)} {part}"
            parts.append(f"{{ {part} }}")
        self._add(" UNION ".join(parts), graph, numbers)

    def _values(self, end: str, nodes: Sequence[_Term], numbers: dict[str, NamedNode]) -> str:
        """Name the things at one end, with numbers that stand for them on the way here."""
        # Virtuoso never ends where another column of VALUES stands beside a BIND.
        if self._remote.may_be_virtuoso:
            return f"VALUES ?{end} {{ {' '.join(map(str, nodes))} }}"
        pairs = []
        for node in nodes:
            number = f"n-:{len(numbers)}"
            numbers[number] = node  # type: ignore[assignment]
            pairs.append(f"({node} <{number}>)")
        return f"VALUES (?{end} ?{end}k) {{ {' '.join(pairs)} }}"

    def _add(self, where: str, graph: _Term, numbers: Mapping[str, NamedNode] = {}) -> int:
        """Fetch the triples ``?n ?y ?z`` of a pattern, and count them."""
        sent = self._remote.construct(
            f"CONSTRUCT {{ ?ns ?ys ?zs }} WHERE {{ {where} {_shortened(where)} }}"
        )
        found = {Triple(*(_whole(term, numbers) for term in triple)) for triple in sent}  # type: ignore[arg-type]
        store = self._edges if graph == _CONTESTED else self._part
        name = graph or DefaultGraph()
        store.extend(Quad(t.subject, t.predicate, t.object, name) for t in found)  # type: ignore[arg-type]
        if len(store) > _MOST:
            raise InputError(
                f"this needs more than {_MOST:,} triples of the store",
                fix="ask with attachgraph query, which copies nothing",
            )
        return len(found)


_Term: TypeAlias = NamedNode | Literal | None
_Groups: TypeAlias = defaultdict[tuple[str, frozenset[_Term]], list[_Term]]


def _shortened(where: str) -> str:
    """Write the SPARQL that shortens the three terms; those with a number have it instead."""
    return " ".join(
        f"BIND({f'COALESCE(?{name}k, {short})' if f'?{name}k' in where else short} AS ?{name}s)"
        for name, short in _SHORT.items()
    )


def _shortening(name: str) -> str:
    text = f"STR(?{name})"
    for short, space in _SPACES.items():
        text = f'REPLACE({text}, "^{space.replace(".", "[.]")}", "{short}-:")'
    return f"IF(isIRI(?{name}), IRI({text}), ?{name})"


_SHORT: Final = {name: _shortening(name) for name in "nyz"}


def _whole(term: Term, numbers: Mapping[str, NamedNode]) -> Term:
    """Make an IRI that was shortened what it was."""
    if not isinstance(term, NamedNode):
        return term
    short, mark, rest = term.value.partition("-:")
    is_short = mark and short in _SPACES
    return NamedNode(_SPACES[short] + rest) if is_short else numbers.get(term.value, term)
