"""Look things up in a store on a server without copying it.

In: a store on a server. Out: an object with the one method that look-ups call. What is asked for
the first time is fetched with all that surrounds it, by one CONSTRUCT, so that the look-ups that
follow find it here. The answers are those of the whole store, but for the names of graphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.errors import InputError
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDF

if TYPE_CHECKING:
    from attachgraph.remote.endpoint import RemoteStore

#: Triples that one answer may need.
_MOST: Final = 1_000_000
_TYPE: Final = NamedNode(RDF + "type")

_Pattern: TypeAlias = tuple[
    NamedNode | None, NamedNode | None, NamedNode | Literal | None, NamedNode | None
]


class NearbyStore:
    """The part of a store that was asked for, and what surrounds it."""

    def __init__(self, remote: RemoteStore) -> None:
        self._remote = remote
        self._part = pyoxigraph.Store()
        self._known = set[_Pattern]()

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the name that pyoxigraph gives it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Look something up."""
        wanted: _Pattern = (subject, predicate, object, graph_name)
        if subject is not None and graph_name is None:
            wanted = (subject, None, None, None)
        if wanted not in self._known:
            self._fetch(wanted)
        return self._part.quads_for_pattern(subject, predicate, object, graph_name)

    def _fetch(self, wanted: _Pattern) -> None:
        """Fetch what matches a pattern and what surrounds it, and remember what is known now."""
        graph = wanted[3] or pyoxigraph.DefaultGraph()
        query, is_surrounded = _query(wanted)
        found = set(self._remote.construct(query))
        self._part.extend(Quad(t.subject, t.predicate, t.object, graph) for t in found)
        if len(self._part) > _MOST:
            raise InputError(
                f"this needs more than {_MOST:,} triples of the store",
                fix="ask with attachgraph query, which copies nothing",
            )
        self._known.add(wanted)
        if is_surrounded:
            nodes = {triple.subject for triple in found if isinstance(triple.subject, NamedNode)}
            self._known.update((node, None, None, None) for node in nodes)


def _query(wanted: _Pattern) -> tuple[str, bool]:
    """Write a query for a pattern, and tell whether it fetches all that is said of its nodes."""
    subject, predicate, node, graph = wanted
    s, p, o, g = (
        str(term) if term else f"?{name}" for term, name in zip(wanted, "spog", strict=True)
    )
    matching = f"GRAPH {g} {{ {s} {p} {o} }}"
    if graph is not None or (subject is None and (node is None or predicate == _TYPE)):
        return f"CONSTRUCT {{ {s} {p} {o} }} WHERE {{ {matching} }}", False
    if subject is not None and subject.value.startswith(AG):
        # There are few terms, and everything names them.
        nodes = f"{{ BIND({s} AS ?n) }} UNION {{ GRAPH <{GRAPH}ontology> {{ ?n ?q ?r }} }}"
    else:
        # The terms of the vocabulary lead to everything.
        is_thing = f'isIRI(?n) && STRSTARTS(STR(?n), "{BASE}") && !STRSTARTS(STR(?n), "{AG}")'
        near = f"{matching} GRAPH ?h {{ {s} ?q ?n }} FILTER({is_thing})"
        nodes = f"{{ {matching} BIND({s} AS ?n) }} UNION {{ {near} }}"
    return (
        f"CONSTRUCT {{ ?n ?y ?z }} WHERE {{ {{ SELECT DISTINCT ?n WHERE {{ {nodes} }} }} "
        "GRAPH ?f { ?n ?y ?z } }"
    ), True
