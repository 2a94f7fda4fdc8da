"""How certain the answer is, by the domains of GRADE, each with its reason.

In: the units that decided. Out: high, moderate, low or very low, and why it is not high. The table
is that of ``docs/standing.md``. Risk of bias is not computed: an abstract does not show it. What
people judged themselves takes the place of what is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from attachgraph.evidence.independence import SETTLED_BY_TEXTS, Side, Unit
from attachgraph.evidence.model import Claim, Evidence
from attachgraph.evidence.reading_depth import depth_of

Level: TypeAlias = Literal["very low", "low", "moderate", "high"]
LEVELS: Final[tuple[Level, ...]] = ("very low", "low", "moderate", "high")

#: GRADE's rule of thumb for means: fewer people leave an estimate imprecise.
ENOUGH_PEOPLE: Final = 400
RANDOMISED: Final = {"experiment", "randomised-trial"}
OVER_TIME: Final = {"longitudinal", "diary", "randomised-trial", "uncontrolled-trial"}
_MOST: Final = 0.75


class Reason(NamedTuple):
    """One domain, by how many steps it lowers the certainty, and why; computed or set."""

    domain: str
    steps: int
    words: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """A level, and what it was lowered for."""

    level: Level
    reasons: tuple[Reason, ...]


class _Grounds(NamedTuple):
    """What a certainty is judged by: the samples that decided on a claim, and those beside them."""

    evidence: Evidence
    claim: Claim
    decisive: Sequence[Unit]
    beside: Sequence[Unit]


def certainty_of(
    evidence: Evidence,
    claim: Claim,
    decisive: Sequence[Unit],
    beside: Sequence[Unit] = (),
    *,
    near_nothing: bool = False,
) -> Certainty | None:
    """Judge what decided. Claims that texts settle, or nothing, have no certainty.

    `beside` are samples that bear on the claim less directly: they decide nothing, but that they
    disagree counts as well. `near_nothing` says that the interval of a pooled effect holds no
    effect as well.
    """
    if not decisive or claim.kind in SETTLED_BY_TEXTS:
        return None
    judged = tuple(_judged(claim))
    by_people = {reason.domain for reason in judged}
    grounds = _Grounds(evidence, claim, decisive, beside)
    computed = [judge(grounds) for judge in _DOMAINS]
    if near_nothing:
        computed.append(Reason("imprecision", 1, "the interval of the pooled effect includes zero"))
    kept = (one for one in computed if one.words and one.domain not in by_people)
    reasons = (*kept, *judged)
    level = max(0, len(LEVELS) - 1 - sum(reason.steps for reason in reasons))
    return Certainty(LEVELS[level], reasons)


def _judged(claim: Claim) -> Iterator[Reason]:
    """Give what people set, also where it lowers nothing, so that it is seen."""
    for number, cell in enumerate(claim.certainty, start=1):
        domain, _, steps = cell.partition(":")
        words = f"{domain.replace('-', ' ')}: "
        words += f"lowered by {steps}" if int(steps) else "not lowered"
        if number == len(claim.certainty):
            # The reason is one for all of them, so it is said once.
            words += {1: ",", 2: ", both"}.get(number, f", all {number}")
            words += f" set by {claim.certainty_by} because {claim.certainty_because.rstrip('.')}"
        yield Reason(domain, int(steps), words)


def _design(on: _Grounds) -> Reason:
    designs = [_designs(on.evidence, unit) for unit in on.decisive]
    if not any(designs):
        return Reason("design", 1, "no design is recorded")
    if on.claim.kind == "cause" and not any(found & RANDOMISED for found in designs):
        return Reason("design", 2, "no one was assigned at random, and the claim is about a cause")
    if on.claim.kind == "change" and not any(found & OVER_TIME for found in designs):
        return Reason("design", 1, "measured once, and the claim is about change")
    return Reason("design", 0, "")


def _designs(evidence: Evidence, unit: Unit) -> set[str]:
    studies = (evidence.results[line.result].study for line in unit.lines)
    return {design for study in studies for design in evidence.studies[study].design}


def _indirectness(on: _Grounds) -> Reason:
    if any(unit.direct for unit in on.decisive):
        return Reason("indirectness", 0, "")
    return Reason("indirectness", 2, "no sample is directly about it")


def _inconsistency(on: _Grounds) -> Reason:
    """Look at what decided, and at all samples, so that no mark hides a conflict."""
    share = min(_agreeing(on.decisive), _agreeing([*on.decisive, *on.beside]))
    if share >= _MOST:
        return Reason("inconsistency", 0, "")
    if share * 2 > 1:
        return Reason("inconsistency", 1, "fewer than three quarters of the samples agree")
    return Reason("inconsistency", 2, "half of the samples or fewer agree")


def _agreeing(found: Sequence[Unit]) -> float:
    """Return the share of the samples that is on the side of most of them."""
    numbers: Counter[Side] = Counter()
    for unit in found:
        numbers[unit.side] += unit.weight
    return max(numbers.values()) / numbers.total()


def _imprecision(on: _Grounds) -> Reason:
    known = [unit.people for unit in on.decisive if unit.people is not None]
    one = sum(unit.weight for unit in on.decisive) == 1
    few = sum(known) < ENOUGH_PEOPLE
    words = []
    if one:
        words.append("one sample only")
    if few:
        size = (
            f"fewer than {ENOUGH_PEOPLE} people" if known else "the number of people is not known"
        )
        words.append(size)
    return Reason("imprecision", one + few, " and ".join(words))


def _reading(on: _Grounds) -> Reason:
    depths = [depth_of(on.evidence, unit) for unit in on.decisive]
    deep = sum(depth == "full-text" for depth in depths)
    seen = sum(depth not in {"", "title", "secondary"} for depth in depths)
    if deep * 2 >= len(depths):
        return Reason("reading", 0, "")
    if seen * 2 >= len(depths):
        return Reason("reading", 1, "most were read as abstracts or excerpts only")
    return Reason("reading", 2, "for most no abstract was read, or what was read is not recorded")


#: In the order in which they are shown.
_DOMAINS: Final[tuple[Callable[[_Grounds], Reason], ...]] = (
    _design,
    _indirectness,
    _inconsistency,
    _imprecision,
    _reading,
)
