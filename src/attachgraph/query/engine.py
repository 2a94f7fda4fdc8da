"""Hand one query to the engine, as it is.

In: a store and a request in plain values, which a pipe can carry. Out: what the engine returns; it
computes while that is read. Nothing is checked here: :mod:`attachgraph.query.run` does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol, TypeAlias

import pyoxigraph

from attachgraph.query.answers import Answer
from attachgraph.rdf.namespaces import BASE

#: What the engine answers with.
EngineAnswer: TypeAlias = (
    pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean
)


class Request(NamedTuple):
    """A query with all that the engine must know of it."""

    #: SPARQL, its parameters bound.
    query: str
    #: The prefixes that are declared without the query doing it.
    prefixes: Mapping[str, str]
    #: Whether the default graph is the union of all graphs, which overrules ``FROM``.
    union: bool = True
    #: The dataset, if it is given from outside; both or neither.
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    #: What relative IRIs are resolved by, unless the query declares another.
    base: str = BASE


class QueryLimits(NamedTuple):
    """Seconds that a query may take, those that are left of them, and bytes of memory."""

    timeout: float | None = None
    left: float | None = None
    max_memory: int | None = None


class HasGraphs(Protocol):
    """A dataset, as far as a query that names graphs needs it: the engine's store, or a server."""

    def named_graphs(self) -> Iterable[pyoxigraph.NamedNode | pyoxigraph.BlankNode]:
        """List its graphs."""
        ...

    def contains_named_graph(self, graph_name: pyoxigraph.NamedNode, /) -> bool:
        """Return whether it has a graph."""
        ...


class Server(HasGraphs, Protocol):
    """A store on a server, as far as a query that is looked over here has to do with it."""

    def evaluate(
        self, request: Request, timeout: float | None, left: float | None, *, is_graph: bool
    ) -> Answer:
        """Ask the server; of the time limit, so much is left."""
        ...


def evaluate(store: pyoxigraph.Store, request: Request) -> EngineAnswer:
    """Start the evaluation of a query."""
    if request.default_graphs is None or request.named_graphs is None:
        return store.query(
            request.query,
            base_iri=request.base,
            prefixes=dict(request.prefixes),
            use_default_graph_as_union=request.union,
        )
    return store.query(
        request.query,
        base_iri=request.base,
        prefixes=dict(request.prefixes),
        default_graph=[pyoxigraph.NamedNode(iri) for iri in request.default_graphs],
        named_graphs=[pyoxigraph.NamedNode(iri) for iri in request.named_graphs],
    )
