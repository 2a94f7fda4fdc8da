"""Average linkage, against values worked out by hand."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachgraph.errors import UsageError
from attachgraph.views.plots.linkage import average_linkage


def test_average_linkage_by_hand() -> None:
    """Four on a line at 0, 1, 3 and 7: 1, then (3 + 2) / 2, then (7 + 6 + 4) / 3."""
    places = {"a": 0, "b": 1, "c": 3, "d": 7}
    distances = {(p, q): abs(places[p] - places[q]) for p in places for q in places if p < q}
    steps = average_linkage(reversed(places), distances)
    assert [(step.left, step.right) for step in steps] == [
        (("a",), ("b",)),
        (("a", "b"), ("c",)),
        (("a", "b", "c"), ("d",)),
    ]
    assert [step.height for step in steps] == pytest.approx([1, 5 / 2, 17 / 3])


def test_equally_near_names_are_joined_in_their_order() -> None:
    """Four at the same distance from each other: the first two, then the next by name."""
    distances = {(p, q): 1.0 for p in "abcd" for q in "abcd" if p < q}
    steps = average_linkage("dbca", distances)
    assert [step.left + step.right for step in steps] == [
        ("a", "b"),
        ("a", "b", "c"),
        ("a", "b", "c", "d"),
    ]
    with pytest.raises(UsageError, match="distance of a and e is missing"):
        average_linkage("abcde", distances)


@given(
    st.lists(st.integers(0, 50), min_size=2, max_size=8, unique=True),
    st.randoms(use_true_random=False),
)
def test_linkage_rises_and_ignores_the_order(places: list[int], order: random.Random) -> None:
    """Heights never fall, every name is joined, and the order of the names does not show."""
    names = [f"n{place:02}" for place in places]
    distances = {(f"n{p:02}", f"n{q:02}"): float(abs(p - q)) for p, q in combinations(places, 2)}
    steps = average_linkage(names, distances)
    heights = [step.height for step in steps]
    assert heights == pytest.approx(sorted(heights))
    assert set(steps[-1].left + steps[-1].right) == set(names)
    order.shuffle(names)
    assert average_linkage(names, distances) == steps
