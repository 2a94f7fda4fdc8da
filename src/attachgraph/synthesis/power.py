"""How many couples a study of actor and partner effects would need.

In: standardised effects of an actor-partner interdependence model, and what is assumed. Out:
couples and power. Each effect is tested in a regression of one partner's outcome on both partners'
predictors, as in an APIM of distinguishable partners; or the mean of both partners' effects is, as
where partners cannot be told apart or their effects are set equal.

Power is simulated: couples are drawn, the regression is fitted, tests that reach significance are
counted. The noncentral t distribution, with the expected information of normal predictors, gives
the place where the search begins, and a check. It agrees to three digits with the two outputs of
Ackerman and Kenny's APIMPowerR that were seen; the tests name them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, SupportsFloat

from attachgraph.errors import UsageError
from attachgraph.synthesis.distributions import t_quantile

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    _Many: TypeAlias = NDArray[np.float64]

#: Fewer leave no degree of freedom that is worth a test.
FEWEST: Final = 6
#: More couples than this were never recruited; such an effect is too small to look for.
MOST: Final = 20_000
TIMES: Final = 4000
SEED: Final = 20261130
_CHUNK: Final = 2_000_000
_GRID: Final = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """What is assumed of a study."""

    actor: float
    partner: float
    #: Correlation of the two partners' predictors. That of what the model leaves of their outcomes
    #: changes nothing in the tests of one partner's outcome.
    alike: float = 0.3
    alpha: float = 0.05
    target: float = 0.8
    times: int = TIMES
    seed: int = SEED
    #: Means of both partners' effects are tested; what is left of their outcomes correlates so.
    average: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no couples can be."""
        check_within("alike", self.alike, "a correlation")
        check_within("average", self.average or 0.0, "a correlation")
        for name in ("actor", "partner"):
            check_within(name, getattr(self, name), "a standardised effect (β)")
        for name, given in (("alpha", self.alpha), ("the power asked for", self.target)):
            if not 0 < given < 1:
                raise UsageError(f"{name} is {given:g}", fix="give a number between 0 and 1")
        if self.alpha >= self.target:
            raise UsageError(
                f"a power of {self.target:g} is reached by chance alone",
                fix=f"ask for more than alpha, which is {self.alpha:g}: usual is 0.8",
            )
        if self.unexplained <= 0:
            raise UsageError(
                "the two effects explain more than there is of the outcome",
                fix="give smaller effects; both are standardised (β)",
            )
        if not _whole(self.times) or self.times < 1:
            raise UsageError("nothing is simulated", fix="give times of 1000 or more")
        if not _whole(self.seed) or self.seed < 0:
            raise UsageError(f"the seed is {self.seed}", fix="give a whole number of 0 or more")

    @property
    def unexplained(self) -> float:
        """Give the share of the outcome's variance that neither predictor explains."""
        return 1 - self.actor**2 - self.partner**2 - 2 * self.alike * self.actor * self.partner

    @property
    def sharper(self) -> float:
        """Say by how much the mean of both partners' effects is more exact than one of them.

        Both regressions have the same two predictors, whose coefficients correlate -alike; the
        mean of two estimates that correlate -alike · average has that error.
        """
        return 1.0 if self.average is None else math.sqrt(2 / (1 - self.alike * self.average))


def check_within(name: str, given: object, kind: str) -> None:
    """Refuse what is not a number, or one that no couples can have."""
    fix = "give a number between -1 and 1, such as -0.25"
    if not isinstance(given, SupportsFloat) or math.isnan(number := float(given)):
        raise UsageError(f"{name} is {given}, which is not a number", fix=fix)
    if not -1 < number < 1:
        raise UsageError(f"{name} is {number:g}, which is too large for {kind}", fix=fix)


def _whole(given: object) -> bool:
    """Return whether a caller gave a whole number, which only a checker of types can promise."""
    return isinstance(given, int)


class Simulated(NamedTuple):
    """Shares of simulated studies that found each effect, and both."""

    couples: int
    actor: float
    partner: float
    both: float


class Needed(NamedTuple):
    """Couples for one effect; none where it is too small. The formula's number is a check."""

    effect: str
    couples: int | None
    power: float
    by_formula: int | None


#: Is given the couples that are tried and the share of the work that is done.
Tell = Callable[[int, float], None]


def needed(plan: Plan, tell: Tell | None = None) -> tuple[Needed, Needed]:
    """Search for the fewest couples that give each effect its power."""
    given = tell or (lambda _couples, _share: None)
    first = _needed(plan, "actor", lambda couples, share: given(couples, share / 2))
    second = _needed(plan, "partner", lambda couples, share: given(couples, (1 + share) / 2))
    return first, second


def _needed(plan: Plan, effect: str, tell: Tell) -> Needed:
    size = getattr(plan, effect)
    guess = by_formula(plan, size)
    if guess is None:
        return Needed(effect, None, math.nan, None)

    def reached(couples: int) -> float:
        return float(getattr(simulate(plan, couples), effect))

    # The formula is close: where the simulation says otherwise, the search goes on near it.
    low, high = max(FEWEST, math.floor(guess * 0.85)) - 1, math.ceil(guess * 1.15) + 2
    while reached(high) < plan.target:
        low, high = high, high * 2
    steps = math.ceil(math.log2(high - low))
    for step in range(steps):
        if high - low < 2:  # noqa: PLR2004 - neighbours
            break
        middle = (low + high) // 2
        tell(middle, (step + 1) / (steps + 1))
        low, high = (low, middle) if reached(middle) >= plan.target else (middle, high)
    share = reached(high)
    tell(high, 1.0)
    return Needed(effect, high, share, guess)


def by_formula(plan: Plan, size: float) -> int | None:
    """Give the fewest couples by the noncentral t distribution; none where too many are needed."""
    if formula_power(plan, size, MOST) < plan.target:
        return None
    low, high = FEWEST - 1, MOST
    while high - low > 1:
        middle = (low + high) // 2
        enough = formula_power(plan, size, middle) >= plan.target
        low, high = (low, middle) if enough else (middle, high)
    return high


def formula_power(plan: Plan, size: float, couples: int) -> float:
    """Give the power of the test of one of two predictors that correlate.

    What is left of one normal predictor beside the other is (1 - r²) chi squared with N - 2 degrees
    of freedom; its mean gives the noncentrality. The t distribution is integrated over chi.
    """
    freedom = couples - 3
    if freedom < 1:
        return 0.0
    away = abs(size) * math.sqrt((1 - plan.alike**2) * (couples - 2) / plan.unexplained)
    away *= plan.sharper
    limit = t_quantile(1 - plan.alpha / 2, freedom)
    # Chi over the root of its degrees of freedom lies within a few of its deviations around one.
    half = min(1.0, 8 / math.sqrt(2 * freedom))
    top = 1 + 8 / math.sqrt(2 * freedom)
    step = (top - 1 + half) / _GRID
    constant = math.log(2) + freedom / 2 * math.log(freedom / 2) - math.lgamma(freedom / 2)
    total = 0.0
    for number in range(_GRID):
        s = 1 - half + (number + 0.5) * step
        density = math.exp(constant + (freedom - 1) * math.log(s) - freedom * s * s / 2)
        total += density * step * (_normal(away - limit * s) + _normal(-away - limit * s))
    return min(1.0, total)


def _normal(value: float) -> float:
    return math.erfc(-value / math.sqrt(2)) / 2


def simulate(plan: Plan, couples: int) -> Simulated:
    """Draw studies of so many couples, and count those that find each effect, and both."""
    import numpy as np

    if not _whole(couples) or not FEWEST <= couples <= MOST:
        raise UsageError(
            f"a study of {couples} couples cannot be simulated",
            fix=f"give a whole number of {FEWEST} to {MOST:,} couples",
        )
    draw = np.random.default_rng(plan.seed)
    limit = t_quantile(1 - plan.alpha / 2, couples - 3)
    each = max(1, _CHUNK // couples)
    found = np.zeros(3)
    for start in range(0, plan.times, each):
        actor, partner = _tests(plan, draw, (min(each, plan.times - start), couples))
        hits = (np.abs(actor) > limit, np.abs(partner) > limit)
        found += [np.sum(hits[0]), np.sum(hits[1]), np.sum(hits[0] & hits[1])]
    return Simulated(couples, *(float(share) for share in found / plan.times))


def _tests(plan: Plan, draw: np.random.Generator, shape: tuple[int, int]) -> tuple[_Many, _Many]:
    """Fit the regressions of each of several studies; give both t statistics."""
    import numpy as np

    predictors, outcomes = _couples(plan, draw, shape)
    turned = predictors.transpose(0, 2, 1)
    inverse = np.linalg.inv(turned @ predictors)
    effects = inverse @ (turned @ outcomes)
    left = outcomes - predictors @ effects
    spread = left.transpose(0, 2, 1) @ left / (shape[1] - 3)
    # Of one partner's outcome; own predictor first.
    sums = [effects[:, 0, 0], effects[:, 1, 0]]
    errors = [spread[:, 0, 0] * inverse[:, 0, 0], spread[:, 0, 0] * inverse[:, 1, 1]]
    if plan.average is not None:
        # A mean is tested as a sum: what both estimates have in common counts twice.
        common = 2 * spread[:, 0, 1] * inverse[:, 0, 1]
        sums = [sums[0] + effects[:, 1, 1], sums[1] + effects[:, 0, 1]]
        errors[0] += spread[:, 1, 1] * inverse[:, 1, 1] + common
        errors[1] += spread[:, 1, 1] * inverse[:, 0, 0] + common
    return sums[0] / np.sqrt(errors[0]), sums[1] / np.sqrt(errors[1])


def _couples(plan: Plan, draw: np.random.Generator, shape: tuple[int, int]) -> tuple[_Many, _Many]:
    """Draw both partners' predictors, and the outcome of one or both, around their means."""
    import numpy as np

    own = draw.standard_normal(shape)
    other = plan.alike * own + math.sqrt(1 - plan.alike**2) * draw.standard_normal(shape)
    error = math.sqrt(plan.unexplained) * draw.standard_normal(shape)
    outcomes = [plan.actor * own + plan.partner * other + error]
    if plan.average is not None:
        rest = math.sqrt(plan.unexplained * (1 - plan.average**2)) * draw.standard_normal(shape)
        outcomes.append(plan.actor * other + plan.partner * own + plan.average * error + rest)
    stacked = (np.stack(each, axis=2) for each in ((own, other), outcomes))
    predictors, answers = (each - each.mean(axis=1, keepdims=True) for each in stacked)
    return predictors, answers


def betas(own: float, partner: float, alike: float) -> tuple[float, float]:
    """Turn the correlations of own and partner's predictor with an outcome into both effects.

    These are the coefficients of a regression on two standardised predictors that correlate.
    """
    left = 1 - alike**2
    return (own - alike * partner) / left, (partner - alike * own) / left
