"""Which queries may work in the caller's process although there is a time limit."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from attachgraph.errors import QueryError, QueryTimeout
from attachgraph.query import run as module
from attachgraph.query.answers import Solutions
from attachgraph.query.bounded import is_bounded
from attachgraph.query.guard import inspect_query
from attachgraph.query.run import run_query

YES = [
    "SELECT ?a { ?a ag:aliasOf pairing:avoidant-secure }",
    "select ?a ?b where { ?a ag:aliasOf ?b . } limit 10",
    "SELECT * { ?s ?p ?o }",
    "SELECT ?x { ?x a ag:Pairing }",
    "SELECT ?x { <https://x.example/> ?p $x } # a comment",
]
NO = [
    "SELECT ?a { ?a ag:aliasOf ?b . ?b a ag:Pairing }",
    "SELECT ?a { ?a ag:aliasOf ?b ; a ag:Alias }",
    "SELECT ?a { ?a ag:aliasOf ?b , ?c }",
    "SELECT ?a { ?a ?b ?a }",
    "SELECT ?a { ?a ?b $a }",
    "SELECT ?a { ?a ag:relatedEntry+ ?b }",
    "SELECT ?a { ?a ^ag:p ?b }",
    "SELECT DISTINCT ?a { ?a ?b ?c }",
    "SELECT ?a { ?a ?b ?c } ORDER BY ?a",
    "SELECT ?a { ?a ?b ?c } GROUP BY ?a",
    "SELECT ?a { ?a ?b ?c } LIMIT 5 OFFSET 1000000",
    "SELECT ?a { ?a ?b ?c } VALUES ?a { 1 }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }",
    "SELECT (MD5(?a) AS ?n) { ?a ?b ?c }",
    "SELECT ?a { ?a ?b ?c FILTER(?c = 1) }",
    "SELECT ?a { { ?a ?b ?c } }",
    "SELECT ?a { GRAPH ?g { ?a ?b ?c } }",
    "SELECT ?a FROM <https://x.example/> { ?a ?b ?c }",
    "PREFIX x: <https://x.example/> SELECT ?a { ?a x:b ?c }",
    "SELECT ?a { ?a ?b [] }",
    "SELECT ?a { ?a ?b _:c }",
    "SELECT ?a { ?a ?b 'text' }",
    "ASK { ?a ?b ?c }",
    "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }",
    "DESCRIBE ?a { ?a ?b ?c }",
    r"SELECT ?a { ?a ?b <https://x.example/\u0061> }",
    "SELECT { ?a ?b ?c }",
    "",
]


@pytest.mark.parametrize("query", YES)
def test_one_plain_pattern_is_bounded(query: str) -> None:
    """A pattern that gives a row for each quad can be stopped between rows."""
    assert is_bounded(inspect_query(query))


@pytest.mark.parametrize("query", NO)
def test_all_else_is_not(query: str) -> None:
    """Whatever could work without giving a row is left to a process that can be ended."""
    assert not is_bounded(inspect_query(query))


@pytest.fixture
def store() -> Store:
    """Return 2,000 quads in two graphs."""
    found = Store()
    graphs = NamedNode("a:g"), NamedNode("a:h")
    found.extend(
        Quad(NamedNode(f"a:{n % 50}"), NamedNode(f"a:p{n % 3}"), Literal(str(n)), graphs[n % 2])
        for n in range(2000)
    )
    return found


def children() -> str:
    """Return the processes that this one has started and that still live."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")


def test_bounded_query_starts_no_process(store: Store) -> None:
    """It works here, and another query there."""
    others = children()
    bounded = run_query(store, "SELECT * { ?s ?p ?o }", timeout=30)
    assert isinstance(bounded, Solutions)
    next(iter(bounded))
    assert children() == others
    other = run_query(store, "SELECT DISTINCT ?s ?o ?t { ?s ?p ?o . ?t ?q ?u }", timeout=30)
    assert isinstance(other, Solutions)
    next(iter(other))
    assert children() != others


def test_clock_is_looked_at_between_rows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bounded query that takes too long all the same is stopped with the same message."""
    clock = count(0.0, 0.2)
    answer = run_query(store, "SELECT * { ?s ?p ?o }", timeout=1)
    assert isinstance(answer, Solutions)
    monkeypatch.setattr(module, "_ROWS_AT_ONCE", 1)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    with pytest.raises(QueryTimeout, match="1 seconds, its time limit"):
        list(answer)


def test_mistakes_are_explained_here_as_well(store: Store) -> None:
    """What only looks like such a query is refused as ever."""
    with pytest.raises(QueryError, match="query:1:16"):
        run_query(store, "SELECT ?a { ?a agg:p ?b }", timeout=30)


_PLACES = st.sampled_from(["?a", "?b", "?c", "<a:1>", "<a:p1>", "ag:x", "<a:nothing>"])


@settings(max_examples=60, deadline=None)
@given(st.tuples(_PLACES, _PLACES, _PLACES), st.sampled_from(["", " LIMIT 7"]))
def test_every_quad_that_is_read_is_a_row(places: tuple[str, str, str], end: str) -> None:
    """The rule's claim: as many rows as quads match, and the answer is that of a process."""
    store = Store()
    for number in range(90):
        subject, predicate = NamedNode(f"a:{number % 9}"), NamedNode(f"a:p{number % 4}")
        store.add(
            Quad(subject, predicate, NamedNode(f"a:{number % 7}"), NamedNode(f"a:g{number % 2}"))
        )
    query = f"SELECT * {{ {' '.join(places)} }}{end}"
    inspection = inspect_query(query)
    if not is_bounded(inspection):
        assert len({p for p in places if p[0] == "?"}) < len([p for p in places if p[0] == "?"])
        return
    terms = [
        None if place[0] == "?" else NamedNode(place.strip("<>").replace("ag:", "x:"))
        for place in places
    ]
    matching = sum(1 for _ in store.quads_for_pattern(*terms))
    here = run_query(store, query, timeout=30)
    assert isinstance(here, Solutions)
    assert len(list(here)) == (min(matching, 7) if end else matching)
