"""How alike two pairings are, against values worked out by hand."""

from __future__ import annotations

import pytest

from attachgraph.errors import MissingError, UsageError
from attachgraph.network.resemblance import similarity
from tests.unit.network.small import corpus
from tests.unit.network.test_projections import cycle, orders

ALIKE = corpus(
    *("p1 mentions c1", "p1 mentions c2", "p2 mentions c2", "p2 mentions c3"),
    *("p1 cites-source s1", "p2 cites-source s1"),
    *(*cycle("p1", "abab"), *cycle("p2", "aba"), "p3 mentions c9"),
    literals={**orders("p1", 4), **orders("p2", 3)},
)


def test_likeness_by_hand() -> None:
    """Concepts 1 of 3, sources 1 of 1, cycles 3 of 4 turns: the mean is 25/36."""
    found = similarity(ALIKE, "p1", "p2")
    assert {part.name: part.value for part in found.parts} == {
        "concepts": pytest.approx(1 / 3),
        "sources": 1,
        "cycle": 3 / 4,
    }
    assert found.value == pytest.approx(25 / 36)
    concepts = found.parts[0]
    assert (concepts.shared, concepts.first, concepts.second) == (("c2",), ("c1",), ("c3",))
    assert [ground.object for ground in concepts.grounds] == ["c2", "c2"]
    assert {ground.edge for ground in found.parts[2].grounds} == {"next-move"}


def test_what_is_not_written_is_no_difference() -> None:
    """p3 cites nothing and has no cycle: only the concepts count, and they differ."""
    found = similarity(ALIKE, "p1", "p3")
    assert [part.value for part in found.parts] == [0, None, None]
    assert found.value == 0
    assert similarity(corpus("p1 x p2"), "p1", "p2").value is None


def test_weights_choose_the_parts() -> None:
    """Only sources: 1; concepts once and sources twice: 7/9."""
    assert similarity(ALIKE, "p1", "p2", weights={"sources": 1}).value == 1
    mixed = similarity(ALIKE, "p1", "p2", weights={"concepts": 1, "sources": 2})
    assert mixed.value == pytest.approx(7 / 9)
    for wrong in ({"traits": 1.0}, {"concepts": -1.0}, {"concepts": 0.0}, {"cycle": float("nan")}):
        with pytest.raises(UsageError):
            similarity(ALIKE, "p1", "p2", weights=wrong)


def test_a_node_that_is_not_there_is_named() -> None:
    """The message says what to do."""
    with pytest.raises(MissingError, match="no node p9"):
        similarity(ALIKE, "p1", "p9")
