"""A panel says of a claim what its studies come to, and nothing where one sample is all."""

from __future__ import annotations

from attachgraph.synthesis.summary import together
from tests.unit.synthesis.small import evidence, result


def test_each_effect_of_two_samples_is_said_and_the_larger_first() -> None:
    """Satisfaction in three samples, trust in two, commitment in one: two effects."""
    known = evidence(
        result("a", outcome="trust"),
        result("b", outcome="trust"),
        *(result(name, 2) for name in "abc"),
        result("d", outcome="commitment"),
    )
    first, second = together(known, "falls")
    assert first.effect == "own attachment avoidance → relationship satisfaction"
    assert first.directions == {"decreases": 3}
    assert first.lines[0].startswith("decreases: 3 of 3 (100%")
    assert first.lines[0].endswith("p = 0.250")
    assert second.outcome == "trust"
