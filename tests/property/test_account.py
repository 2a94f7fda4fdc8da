"""The account adds up for any text and any marks."""

from __future__ import annotations

from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from attachgraph.extraction.account import account_of
from attachgraph.model import Mark, Node, Quotation, Statement

KINDS: st.SearchStrategy[Literal["used", "boilerplate", "unparsed"]] = st.sampled_from(
    ["used", "boilerplate", "unparsed"]
)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark], list[Statement]]:
    """Draw a text with marks and quotes anywhere in it."""
    text = draw(st.text(max_size=60))
    place = st.integers(0, len(text))
    marks = [
        Mark(min(a, b), max(a, b), draw(KINDS))
        for a, b in draw(st.lists(st.tuples(place, place), max_size=6))
    ]
    quotes = tuple(
        Quotation(min(a, b), max(a, b), "Section", "rule")
        for a, b in draw(st.lists(st.tuples(place, place), max_size=4))
    )
    return text, marks, [Statement(Node("entry", "x"), "ag:claims", "words", quotes)]


@given(texts_with_marks())
def test_the_account_covers_the_text_without_gap_or_overlap(
    drawn: tuple[str, list[Mark], list[Statement]],
) -> None:
    """Used, boilerplate and unparsed add up to the length, and the ranges follow one another."""
    text, marks, statements = drawn
    account = account_of(text, marks, statements)
    assert account.used + account.boilerplate + account.unparsed == account.length == len(text)
    at = 0
    for mark in account.ranges:
        assert mark.start == at < mark.end
        at = mark.end
    assert at == len(text)


@given(texts_with_marks())
def test_what_a_statement_quotes_is_used(drawn: tuple[str, list[Mark], list[Statement]]) -> None:
    """No mark of the reader takes a quote away from the account."""
    text, marks, statements = drawn
    used = [mark for mark in account_of(text, marks, statements).ranges if mark.kind == "used"]
    for quotation in statements[0].quotations:
        assert quotation.start == quotation.end or any(
            mark.start <= quotation.start and quotation.end <= mark.end for mark in used
        )
