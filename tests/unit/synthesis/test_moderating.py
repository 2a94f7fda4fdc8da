"""Moderators agree with R's metafor, and are refused where samples are too few."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from attachgraph.synthesis.moderating import moderate
from attachgraph.synthesis.pooling import Point
from attachgraph.synthesis.wording import chance


def test_moderators_are_those_of_metafor(r_says: Mapping[str, list[float]]) -> None:
    """Weeks and a group in 44 studies, metafor's own example, agree to four digits and more."""
    columns = {"year": r_says["writing length"], "wic": r_says["writing wic"]}
    points = list(map(Point, r_says["writing yi"], r_says["writing vi"]))
    found = moderate(points, columns)
    assert not isinstance(found, str)
    ours = [
        *(term.value for term in found.terms),
        *(term.se for term in found.terms),
        *(term.p for term in found.terms),
        *(found.f, found.moderators, found.freedom, found.p),
        *(found.tau2, found.q, found.q_p),
    ]
    assert ours == pytest.approx(r_says["writing by"], abs=2e-6)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"year": [1.0, 2.0] * 10, "diary": [0.0, 1.0] * 10, "students": [1.0] * 20}, "here 30"),
        ({"diary": [0.0] * 19 + [1.0]}, "1 are on one side of “diary”"),
        ({"year": [1.0] * 20}, "all samples are of one year"),
        ({"diary": [0.0, 1.0] * 10, "students": [1.0, 0.0] * 10}, "say the same"),
    ],
)
def test_what_samples_cannot_show_is_refused(columns: dict[str, list[float]], said: str) -> None:
    """Ten samples for each moderator, two on each side, and no two moderators that are one."""
    points = [Point(number / 50, 0.01) for number in range(20)]
    why = moderate(points, columns)
    assert isinstance(why, str)
    assert said in why


def test_a_small_probability_is_not_nothing() -> None:
    """Three decimals show p = 0.001, and what is smaller as smaller."""
    assert [chance(p) for p in (0.0499, 0.001, 0.0004)] == ["p = 0.050", "p = 0.001", "p < 0.001"]


def test_samples_that_do_not_differ_explain_nothing() -> None:
    """Twenty equal effects leave nothing to be explained, and do not break the test."""
    assert "do not differ" in str(moderate([Point(0.1, 0.01)] * 20, {"diary": [0.0, 1.0] * 10}))
