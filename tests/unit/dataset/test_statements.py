"""Statements are read back with their words, status and sources, in the order of the texts."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.statements import all_statements, by_edge
from attachgraph.rdf.namespaces import AG, BASE

PAIRING = BASE + "pairing/avoidant-secure"
CYCLE = BASE + "cycle/avoidant-secure/ask-and-retreat"


def test_statements_come_in_the_order_of_the_text(store: Store) -> None:
    """Quotes are read back with place, section and rule, and citations with their intents."""
    statements = all_statements(Lookup(store))
    places = [(a.quotations[0].text, a.quotations[0].start) for a in statements]
    assert places == sorted(places)
    disputed = next(
        a for a in statements if a.status == "disputed" and a.predicate == AG + "claims"
    )
    assert [(one.source, one.intent, one.words) for one in disputed.citations] == [
        (BASE + "source/ivy-juniper-2021", "disagreesWith", "disputed by"),
        (BASE + "source/dogwood-elm-2012", "obtainsSupportFrom", "supported by"),
    ]


def test_every_quote_is_the_slice_of_its_text(store: Store) -> None:
    """The fixture is honest: what it quotes stands at its offsets."""
    content = NamedNode(AG + "content")
    for statement in all_statements(Lookup(store)):
        for quote in statement.quotations:
            [text] = store.quads_for_pattern(NamedNode(quote.text), content, None)
            assert isinstance(text.object, Literal)
            assert text.object.value[quote.start : quote.end] == quote.exact


def test_statements_are_grouped_by_what_they_assert(store: Store) -> None:
    """The key is subject, property and object as N-Triples."""
    statements = all_statements(Lookup(store))
    grouped = by_edge(statements)
    assert sum(map(len, grouped.values())) == len(statements)
    assert grouped[PAIRING, AG + "conflictCycle", f"<{CYCLE}>"][0].status == "supported"
