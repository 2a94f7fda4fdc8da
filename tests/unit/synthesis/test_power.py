"""Couples for actor and partner effects: by simulation, by formula, and as another program says."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Store

from attachgraph.errors import UsageError
from attachgraph.graph import Graph
from attachgraph.synthesis.power import Plan, betas, formula_power, needed, simulate

GRAPH = Graph(Store())


def plan_of_differences(actor: float, partner: float) -> Plan:
    """Turn halves of d, in units of what the model leaves, into β, as APIMPowerR does."""
    left = 1 / math.sqrt(1 + actor**2 + partner**2 + 2 * 0.3 * actor * partner)
    return Plan(actor * left, partner * left, alike=0.3, alpha=0.10)


def test_power_is_that_of_apimpowerr() -> None:
    """200 and 154 couples, d of .186 and .260, alpha .10: what APIMPowerR printed.

    Its two outputs are in the repository christopherseaman/challa on GitHub.
    """
    plan = plan_of_differences(0.186 / 2, 0.260 / 2)
    assert (round(plan.actor, 3), round(plan.partner, 3)) == (0.092, 0.128)
    for couples, actor, partner in ((200, 0.346, 0.538), (154, 0.292, 0.452)):
        assert formula_power(plan, plan.actor, couples) == pytest.approx(actor, abs=6e-4)
        assert formula_power(plan, plan.partner, couples) == pytest.approx(partner, abs=6e-4)
        done = simulate(plan, couples)
        # Two standard errors of a share of 4,000 simulated studies are .016 or less.
        assert (done.actor, done.partner) == pytest.approx((actor, partner), abs=0.016)


def test_means_of_both_partners_effects_need_fewer_couples() -> None:
    """Simulated and by formula they agree; where nothing is alike, half the couples are enough."""
    plan = plan_of_differences(0.186 / 2, 0.260 / 2)
    for average in (0.3, -0.5):
        means = replace(plan, average=average)
        done = simulate(means, 154)
        ours = [formula_power(means, size, 154) for size in (plan.actor, plan.partner)]
        assert (done.actor, done.partner) == pytest.approx(ours, abs=0.016)
    alone = Plan(0.2, 0.1, alike=0.0)
    assert formula_power(replace(alone, average=0.9), 0.2, 101) == pytest.approx(
        formula_power(alone, 0.2, 200), abs=0.005
    )


def test_the_search_meets_the_formula_and_is_the_same_each_time() -> None:
    """The couples found are within a twentieth of the formula's, and enough in the simulation."""
    plan = Plan(-0.3, -0.2, times=1500)
    tried: list[float] = []
    first = needed(plan, lambda _, share: tried.append(share))
    assert first == needed(plan)
    assert tried[-1] == 1
    for one in first:
        assert one.couples is not None
        assert one.by_formula is not None
        assert one.couples == pytest.approx(one.by_formula, rel=0.05)
        assert one.power >= plan.target


def test_correlations_become_effects_and_back() -> None:
    """By hand: effects of .3 and .2 on predictors that correlate .5 are correlations of .4, .35."""
    assert betas(0.4, 0.35, 0.5) == pytest.approx((0.3, 0.2))


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ({"actor": -0.3}, "an actor and a partner effect"),
        (
            {"actor": -0.3, "partner": -0.1, "predictor": "avoidance", "outcome": "trust"},
            "others are to be pooled",
        ),
        ({"actor": -0.8, "partner": -0.8}, "explain more than there is"),
        ({"actor": 3}, "actor is 3, which is too large for a standardised effect"),
        ({"actor": math.nan, "partner": 0.2}, "actor is nan, which is not a number"),
        ({"actor": math.inf, "partner": 0.2}, "actor is inf, which is too large"),
        ({"actor": "x", "partner": 0.2}, "actor is x, which is not a number"),
    ],
)
def test_an_impossible_plan_says_why(effects: dict[str, Any], said: str) -> None:
    """What no couples can be is refused before anything is simulated."""
    with pytest.raises(UsageError, match=said):
        GRAPH.power(**effects, times=100)


def test_a_formula_that_is_too_high_is_said_to_be() -> None:
    """Ten couples and a large effect: .92 by formula, .83 in simulated studies; not with 200."""
    said = [
        repr(GRAPH.power(actor=-0.8, partner=-0.1, times=2000, seed=1, couples=couples))
        for couples in (10, 200)
    ]
    assert ["The simulation counts" in words for words in said] == [True, False]
    with pytest.raises(UsageError, match="the seed is -1"):
        Plan(0.1, 0.1, seed=-1)
    with pytest.raises(UsageError, match=r"a study of 10\.5 couples"):
        simulate(Plan(0.1, 0.1), 10.5)  # type: ignore[arg-type]


def test_an_effect_of_nothing_has_no_number_of_couples() -> None:
    """No number of couples finds an effect of zero; the other effect is answered all the same."""
    said = GRAPH.power(actor=0.0, partner=-0.4, times=500, seed=1)
    assert "actor effect β = 0: there is none, so no number of couples" in repr(said)
    assert said[0].couples is None
    assert said[1].couples == pytest.approx(50, abs=8)


def test_an_effect_of_nothing_is_none_for_given_couples_too() -> None:
    """A share of studies that find what is not there is no power, and so is that of both."""
    said = repr(GRAPH.power(actor=-0.4, partner=0.0, times=100, seed=1, couples=50))
    assert "partner effect β = 0: there is none, so no number of couples finds it" in said
    assert "both in one study" not in said
