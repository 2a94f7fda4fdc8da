"""Look things up in a store on a server without copying it.

In: a store on a server. Out: an object with the one method that look-ups call. What is asked for
the first time is fetched with all that surrounds it, by one CONSTRUCT, so that the look-ups that
follow find it here. The answers are those of the whole store, but for the names of graphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, Triple

from attachgraph.errors import InputError
from attachgraph.rdf.bases import all_bases
from attachgraph.rdf.namespaces import AG, GRAPH, RDF

if TYPE_CHECKING:
    from attachgraph.remote.endpoint import RemoteStore

#: Triples that one answer may need.
_MOST: Final = 1_000_000
_TYPE: Final = NamedNode(RDF + "type")
_RESULT, _ABOUT, _BEARS_ON, _FROM_RESULT = (
    NamedNode(AG + name) for name in ("Result", "about", "bearsOn", "fromResult")
)
#: What leads from a thing, a claim, a study or a sample to results; None is any property.
_TO_RESULTS: Final = frozenset(
    NamedNode(AG + name)
    for name in "about bearsOn predictor moderator outcome resultOf sample".split()
) | {None}
#: What belongs to a result ``?r``, in the graph of the studies.
_OF_RESULT: Final = (
    "?r a ?k BIND(?r AS ?m)",
    f"?m <{AG}fromResult> ?r",
    f"?r <{AG}resultOf> ?m",
    f"?r <{AG}sample> ?m",
    f"?r <{AG}reading> ?m",
)
#: The ends of a statement: most things are at neither.
_ENDS: Final = frozenset(NamedNode(RDF + name) for name in ("subject", "object"))
_ONTOLOGY: Final = NamedNode(GRAPH + "ontology")
#: The terms of the vocabulary lead to everything.

_Pattern: TypeAlias = tuple[
    NamedNode | None, NamedNode | None, NamedNode | Literal | None, NamedNode | None
]


class NearbyStore:
    """The part of a store that was asked for, and what surrounds it."""

    def __init__(self, remote: RemoteStore) -> None:
        self._remote = remote
        self._part = pyoxigraph.Store()
        self._known = set[_Pattern]()
        self._at_ends: dict[NamedNode, set[NamedNode]] = {}

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
        whole = (subject, None, object, None) if graph_name is None else wanted
        if not self._known.isdisjoint({wanted, whole}) or self._is_at_no_end(wanted):
            return self._part.quads_for_pattern(subject, predicate, object, graph_name)
        self._fetch(wanted)
        return self._part.quads_for_pattern(subject, predicate, object, graph_name)

    def _is_at_no_end(self, wanted: _Pattern) -> bool:
        """Return whether a pattern asks for statements on a thing that no statement is about."""
        subject, end, node, graph = wanted
        if subject or graph or end not in _ENDS or not isinstance(node, NamedNode):
            return False
        if end not in self._at_ends:
            matching = f"GRAPH ?g {{ ?s {end} ?o }} FILTER(isIRI(?o))"
            found = self._remote.construct(f"CONSTRUCT {{ ?o {end} ?o }} WHERE {{ {matching} }}")
            self._at_ends[end] = {t.subject for t in found if isinstance(t.subject, NamedNode)}
        return node not in self._at_ends[end]

    def _fetch(self, wanted: _Pattern) -> None:
        """Fetch what matches a pattern and what surrounds it, and remember what is known now."""
        graph = wanted[3] or pyoxigraph.DefaultGraph()
        has_terms = (None, None, None, _ONTOLOGY) in self._known
        query, is_surrounded = _query(wanted, has_terms=has_terms)
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
        if wanted[2] is not None and wanted[1] in _TO_RESULTS:
            self._know_results(found, wanted)

    def _know_results(self, found: set[Triple], wanted: _Pattern) -> None:
        """Note that the lines of the results are here, and those of the claims asked for."""
        for triple in found:
            node = triple.subject
            if not isinstance(node, NamedNode):
                continue
            if triple.predicate == _TYPE and triple.object == _RESULT:
                self._known.add((None, _FROM_RESULT, node, None))
            is_asked = wanted[1] in {None, _ABOUT} and triple.object == wanted[2]
            if is_asked and triple.predicate == _ABOUT:
                self._known.add((None, _BEARS_ON, node, None))


def _is_thing() -> str:
    """Write the condition that a node has a name of the dataset and is not a term of ours."""
    named = " || ".join(f'STRSTARTS(STR(?n), "{base}")' for base in all_bases())
    return f'isIRI(?n) && ({named}) && !STRSTARTS(STR(?n), "{AG}")'


def _query(wanted: _Pattern, *, has_terms: bool) -> tuple[str, bool]:
    """Write a query for a pattern, and tell whether it fetches all that is said of its nodes.

    What the ontology says of its terms is not fetched again if it is here.
    """
    but = ""
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
        but = f" FILTER(?f != <{GRAPH}ontology>)" if has_terms else ""
    else:
        near = f"{matching} GRAPH ?h {{ {s} ?q ?n }} FILTER({_is_thing()})"
        nodes = f"{{ {matching} BIND({s} AS ?n) }} UNION {{ {near} }}"
        if node is not None and predicate in _TO_RESULTS:
            nodes = f"{nodes} UNION {_results(matching)}"
    return (
        f"CONSTRUCT {{ ?n ?y ?z }} WHERE {{ {{ SELECT DISTINCT ?n WHERE {{ {nodes} }} }} "
        f"GRAPH ?f {{ ?n ?y ?z }}{but} }}"
    ), True


def _results(matching: str) -> str:
    """Write what selects, as ``?n``, the results that ``?s`` leads to and all that belongs to them.

    ``?s`` is a result itself, an evidence line, or a claim. Without this each result costs several
    requests.
    """
    studies = f"GRAPH <{GRAPH}studies>"
    results = (
        f"{{ {{ {matching} {studies} {{ ?s a <{AG}Result> }} BIND(?s AS ?r) }} UNION "
        f"{{ {matching} {studies} {{ ?s <{AG}fromResult> ?r }} }} UNION "
        f"{{ {matching} {studies} {{ ?l <{AG}bearsOn> ?s ; <{AG}fromResult> ?r }} }} }}"
    )
    return " UNION ".join(
        f"{{ {results} {studies} {{ {part} }} {rest} }}"
        for part in _OF_RESULT
        for rest in ("BIND(?m AS ?n)", f"{studies} {{ ?m ?q ?n }} FILTER({_is_thing()})")
    )
