"""Numbered quads for the tests of stores and queries, and a query on them that runs away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from attachgraph.query.answers import Row, Solutions
from attachgraph.query.run import run_query

GRAPH: Final = "https://x.example/graph/"
#: Three free patterns over 300 quads: 27 million combinations, some ten seconds of work.
RUNAWAY: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"


def quads(count: int, graph: str = "a") -> bytes:
    """Return N-Quads, one for each number."""
    return b"".join(
        b'<https://x.example/%d> <https://x.example/p> "%d" <%s%s> .\n'
        % (number, number, GRAPH.encode(), graph.encode())
        for number in range(count)
    )


def loader(count: int) -> Callable[[pyoxigraph.Store], None]:
    """Return a function that fills a store with so many quads."""

    def fill(store: pyoxigraph.Store) -> None:
        store.bulk_load(quads(count), format=RdfFormat.N_QUADS)

    return fill


def rows(store: pyoxigraph.Store, query: str, timeout: float | None = None) -> list[Row]:
    """Return the rows of an answer."""
    answer = run_query(store, query, timeout=timeout)
    assert isinstance(answer, Solutions)
    return list(answer)
