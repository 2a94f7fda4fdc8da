"""The verb that says how many couples a study would need, and its answer.

In: effects, or a question whose pooled effects are taken. Out: a :class:`Power`. All work is done
in :mod:`attachgraph.synthesis.power`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.errors import UsageError
from attachgraph.graph.synthesising import Synthesising
from attachgraph.graph.tables import Table

if TYPE_CHECKING:
    from attachgraph.synthesis.power import Plan, Tell


#: With fewer couples the formula is too high by more than a hundredth.
_FEW: Final = 50
_WHY_APART: Final = (
    "The simulation counts. With few couples the formula is too high: it takes the spread of the "
    "predictors as known, and in a study of this size chance makes it smaller or larger."
)


class PowerRow(NamedTuple):
    """One effect of an actor-partner interdependence model, and what it takes to find it.

    Parameters
    ----------
    effect : {"actor", "partner"}
        Whose predictor.
    beta : float
        The standardised effect.
    couples : int or None
        The fewest that give the power asked for, or those that were given. None: more than 20,000.
    power, low, high : float or None
        Share of simulated studies of so many couples that found it, with its exact 95 % interval.
    formula : float or None
        The same power by the noncentral t distribution.

    Examples
    --------
    >>> import attachgraph
    >>> power = attachgraph.load().power(actor=-0.3, partner=-0.2, couples=100, times=500)
    >>> [row.effect for row in power]
    ['actor', 'partner']
    """

    effect: str
    beta: float
    couples: int | None
    power: float | None
    low: float | None
    high: float | None
    formula: float | None


class Power(Table[PowerRow]):
    """How many couples actor and partner effects need, one row for each.

    Parameters
    ----------
    rows : iterable of PowerRow
        Actor and partner effect.
    plan : attachgraph.synthesis.power.Plan
        What is assumed.
    both : float or None
        Share of studies of the larger number of couples that found both effects.
    source : str
        Where the effects are from.

    Examples
    --------
    >>> import attachgraph
    >>> attachgraph.load().power(actor=-0.3, partner=-0.2, couples=100, times=500).plan.alike
    0.3
    """

    def __init__(self, rows: list[PowerRow], plan: Plan, both: float | None, source: str) -> None:
        super().__init__(rows, PowerRow._fields)
        self.plan: Plan = plan
        self.both: float | None = both
        self.source: str = source

    def __repr__(self) -> str:
        plan = self.plan
        lines = [f"Couples for actor and partner effects ({self.source})", ""]
        lines += [f"  {_said(row)}" for row in self]
        most = max((row.couples or 0 for row in self), default=0)
        if self.both is not None and all(row.beta for row in self):
            lines.append(f"  both in one study of {most:,} couples: power {self.both:.2f}")
        if any(
            (row.couples or _FEW) < _FEW and (row.formula or 0) > (row.high or 1) for row in self
        ):
            lines.append(f"  {_WHY_APART}")
        lines += ["", *(f"  {line}" for line in _assumed(plan))]
        return "\n".join(lines)


def _assumed(plan: Plan) -> tuple[str, ...]:
    tested = "one partner's outcome on both predictors, as in an APIM of distinguishable partners"
    if plan.average is not None:
        tested = (
            "the means of both partners' effects, as where partners cannot be told apart; what is "
            f"left of both outcomes correlates {plan.average:.2f}"
        )
    return (
        f"assumed: partners' predictors correlate {plan.alike:.2f}; alpha {plan.alpha:g}",
        tested,
        "effects are standardised, variables normal and without error, no data are missing",
        f"simulated {plan.times:,} times for each size, seed {plan.seed}",
        "A pooled or published effect may be too large; ask for a smaller one as well.",
    )


def _said(row: PowerRow) -> str:
    if row.beta == 0:
        return f"{row.effect} effect β = 0: there is none, so no number of couples finds it"
    if row.couples is None:
        return (
            f"{row.effect} effect β = {row.beta:.3f}: more than 20,000 couples, too small to find"
        )
    return (
        f"{row.effect} effect β = {row.beta:.3f}: {row.couples:,} couples give power "
        f"{row.power:.2f} (simulated: {row.low:.2f} to {row.high:.2f}; by formula "
        f"{row.formula:.2f})"
    )


class Powering(Synthesising):
    """The verb that says how many couples a study would need."""

    def power(  # noqa: PLR0913 - one for each assumption, to be completed by name
        self,
        *,
        actor: float | None = None,
        partner: float | None = None,
        predictor: str = "",
        outcome: str = "",
        alike: float = 0.3,
        average: float | None = None,
        couples: int | None = None,
        target: float = 0.8,
        alpha: float = 0.05,
        times: int = 4000,
        seed: int = 20261130,
        tell: Tell | None = None,
    ) -> Power:
        """Tell how many couples it takes to find actor and partner effects.

        Parameters
        ----------
        actor, partner : float, optional
            Standardised effects (β) of one's own and the partner's predictor.
        predictor, outcome : str, optional
            Instead of effects: codes of the codebook, whose pooled correlations are taken.
        alike : float
            Correlation of the two partners' predictors.
        average : float, optional
            Test the mean of both partners' effects, as where they cannot be told apart, with this
            correlation of what the model leaves of their outcomes. Without, one partner's effect.
        couples : int, optional
            Tell the power of so many couples; without, search for the fewest. Power is
            simulated, so that what is found may be a few couples off.
        target, alpha : float
            The power that is asked for, and the level of the two-sided tests.
        times, seed : int
            How many studies are simulated for each size; the same seed gives the same answer.
        tell : callable, optional
            Given the couples that are tried, and the share of the work that is done.

        Returns
        -------
        Power
            A table with one row for each effect.

        Raises
        ------
        UsageError
            If an assumption is impossible, or too few studies state numbers to pool.

        Examples
        --------
        >>> import attachgraph
        >>> power = attachgraph.load().power(actor=-0.3, partner=-0.2, couples=100, times=500)
        >>> round(power[0].formula, 2)
        0.87
        """
        from attachgraph.synthesis.power import Plan, check_within, needed, simulate

        for name, given in (("actor", actor), ("partner", partner)):
            if given is not None:
                check_within(name, given, "a standardised effect (β)")
        if actor is not None and partner is not None:
            if predictor or outcome:
                raise UsageError(
                    "effects are given, and others are to be pooled",
                    fix="give --actor and --partner, or --predictor and --outcome",
                )
            source = "chosen effects"
        else:
            if actor is not None or partner is not None or not (predictor and outcome):
                raise UsageError(
                    "power needs an actor and a partner effect",
                    fix="give both: --actor -0.25 --partner -0.15, in Python actor=-0.25, "
                    "partner=-0.15; or a predictor and an outcome whose effects are pooled",
                )
            actor, partner = self._pooled_effects(predictor, outcome, alike)
            source = f"pooled: {predictor} and {outcome}"
        plan = Plan(actor, partner, alike, alpha, target, times, seed, average=average)
        if couples is not None:
            done = simulate(plan, couples)
            tried = (("actor", done.actor), ("partner", done.partner))
            rows = [_row(plan, name, couples, share) for name, share in tried]
            return Power(rows, plan, done.both, source)
        found = needed(plan, tell)
        sizes = [one.couples for one in found if one.couples is not None]
        both = simulate(plan, max(sizes)).both if len(sizes) == len(found) else None
        rows = [_row(plan, one.effect, one.couples, one.power) for one in found]
        return Power(rows, plan, both, source)

    def _pooled_effects(self, predictor: str, outcome: str, alike: float) -> tuple[float, float]:
        """Turn pooled correlations of own and partner's predictor into both effects."""
        from attachgraph.synthesis.power import betas

        found = {}
        for whose in ("own", "partner"):
            answer = self.synthesize(predictor=predictor, whose=whose, outcome=outcome).answer
            pooled = next((t.pooled for t in answer.tallies if not t.effect.moderator), None)
            if pooled is None:
                raise UsageError(
                    f"too few samples state a number for {whose} {predictor} and {outcome}: "
                    "nothing is pooled, only directions are known",
                    fix="choose effects: --actor -0.25 --partner -0.15",
                )
            found[whose] = math.tanh(pooled.mean)
        return betas(found["own"], found["partner"], alike)


def _row(plan: Plan, effect: str, couples: int | None, share: float) -> PowerRow:
    from attachgraph.synthesis.distributions import exact_interval
    from attachgraph.synthesis.power import formula_power

    size = getattr(plan, effect)
    if couples is None:
        return PowerRow(effect, size, None, None, None, None, None)
    low, high = exact_interval(round(share * plan.times), plan.times)
    return PowerRow(effect, size, couples, share, low, high, formula_power(plan, size, couples))
