"""Count what is in a store.

In: a store. Out: numbers by class, edge, status and verification. Counts with the engine, in one
pass each; nothing is kept in memory but the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attachgraph.rdf.namespaces import AG, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

    from attachgraph.query.answers import Term

#: Answers a query with rows.
Ask: TypeAlias = "Callable[[str], Iterable[Iterable[Term | None]]]"

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
_STATEMENTS: Final = "SELECT (COUNT(DISTINCT ?statement) AS ?n) { ?statement a ag:Statement }"
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
    return count_by(asking(store), len(store), sum(1 for _ in store.named_graphs()))


def number_of_statements(store: Store) -> int:
    """Count the statements alone, for who need not wait for the other numbers."""
    [[number]] = asking(store)(_STATEMENTS)
    return int(getattr(number, "value", 0))


def asking(store: Store) -> Ask:
    """Return what asks a store of this machine."""

    def ask(query: str) -> Iterable[Iterable[Term | None]]:
        found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        return cast("QuerySolutions", found)

    return ask


def count_by(ask: Ask, quads: int, graphs: int) -> Counts:
    """Count by queries, wherever the dataset is; how large it is, is known there."""
    classes = _by_name(ask, _CLASSES)
    return Counts(
        quads=quads,
        graphs=graphs,
        classes={
            name.removeprefix(AG): number for name, number in classes.items() if name.startswith(AG)
        },
        edges=_by_name(ask, _EDGES),
        statements={
            name.removeprefix(AG): number for name, number in _by_name(ask, _STATUSES).items()
        },
        sources=_by_name(ask, _SOURCES),
    )


def _by_name(ask: Ask, query: str) -> dict[str, int]:
    """Read pairs of a name and a number, the largest number first."""
    pairs = []
    for solution in ask(query):
        *names, number = (getattr(term, "value", "") for term in solution)
        if int(number):
            pairs.append(("".join(names), int(number)))
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
