"""Count what is in a store.

In: a store. Out: numbers by class, edge, status and verification. Counts with the engine, in one
pass each; nothing is kept in memory but the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from attachgraph.rdf.namespaces import AG, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

_QUADS: Final = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } }"
_GRAPHS: Final = "SELECT (COUNT(DISTINCT ?graph) AS ?n) WHERE { GRAPH ?graph { } }"
_CLASSES: Final = """
    SELECT ?class (COUNT(DISTINCT ?node) AS ?n) WHERE { ?node a ?class } GROUP BY ?class
"""
# What the sources of a statement are is counted with the statements, not with the edges of entries.
_EDGES: Final = """
    SELECT ?edge (COUNT(*) AS ?n) WHERE {
      {
        SELECT DISTINCT ?subject ?edge ?object WHERE {
          ?property a owl:ObjectProperty ; skos:notation ?edge .
          ?subject ?property ?object .
          MINUS { ?subject a ag:Statement }
        }
      }
    } GROUP BY ?edge
"""
_STATUSES: Final = """
    SELECT ?status (COUNT(DISTINCT ?statement) AS ?n) WHERE {
      ?statement a ag:Statement .
      OPTIONAL { ?statement ag:status ?status }
    } GROUP BY ?status
"""
_SOURCES: Final = """
    SELECT ?verification (COUNT(DISTINCT ?source) AS ?n) WHERE {
      ?source a ag:Source .
      OPTIONAL { ?source ag:verification ?verification }
    } GROUP BY ?verification
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of everything."""

    #: Quads in named graphs, and the graphs.
    quads: int
    graphs: int
    #: Nodes by local name of a class of ours.
    classes: Mapping[str, int]
    #: Edges by their hyphenated name; a symmetric edge counts in both directions.
    edges: Mapping[str, int]
    #: Statements by status; ``""`` for those without.
    statements: Mapping[str, int]
    #: Sources by how far their bibliographic details were checked; ``""`` for those that no list
    #: has.
    sources: Mapping[str, int]


def count(store: Store) -> Counts:
    """Count what is in a store."""
    classes = _by_name(store, _CLASSES)
    return Counts(
        quads=_by_name(store, _QUADS).get("", 0),
        graphs=_by_name(store, _GRAPHS).get("", 0),
        classes={
            name.removeprefix(AG): number for name, number in classes.items() if name.startswith(AG)
        },
        edges=_by_name(store, _EDGES),
        statements={
            name.removeprefix(AG): number for name, number in _by_name(store, _STATUSES).items()
        },
        sources=_by_name(store, _SOURCES),
    )


def _by_name(store: Store, query: str) -> dict[str, int]:
    """Read pairs of a name and a number, the largest number first."""
    found = cast(
        "QuerySolutions",
        store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True),
    )
    pairs = []
    for solution in found:
        *names, number = (getattr(term, "value", "") for term in solution)
        if int(number):
            pairs.append(("".join(names), int(number)))
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
