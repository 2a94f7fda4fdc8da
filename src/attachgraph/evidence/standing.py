"""How claims stand: one rule, from counts of independent samples.

In: evidence. Out: for each claim a standing with its reason in words. The table of ``RULE`` is the
table of ``docs/standing.md`` and of ``ontology/rules/standing.rq``; tests hold the three together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from attachgraph.evidence.certainty import Certainty, certainty_of
from attachgraph.evidence.independence import SETTLED_BY_TEXTS, SIDES, Side, Unit, counts, units
from attachgraph.evidence.model import Claim, Evidence
from attachgraph.evidence.wording import because_of

Status: TypeAlias = Literal[
    "supported",
    "weak",
    "qualified",
    "disputed",
    "contradicted",
    "unsupported",
    "inferred",
    "reported",
]


class Counts(NamedTuple):
    """Independent samples by what they say of a claim. A pooled one counts as many as it pools."""

    for_: int = 0
    against: int = 0
    qualifying: int = 0
    nothing: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the rule: when it applies, in code and in words, and what follows."""

    when: Callable[[Counts], bool]
    words: str
    direct: Status
    indirect: Status


#: The first row that applies decides. The two last columns: with direct samples, and without any.
RULE: Final = (
    Case(lambda n: not any(n), "no coded sample bears on it", "reported", "reported"),
    Case(
        lambda n: n.against > 0 and n.for_ + n.qualifying > 0,
        "samples against, and others for it or in part",
        "disputed",
        "disputed",
    ),
    Case(
        lambda n: n.against > 0,
        "samples against, none for it or in part",
        "contradicted",
        "unsupported",
    ),
    Case(
        lambda n: n.for_ == 0 and n.qualifying == 0,
        "looked for, and nothing found",
        "unsupported",
        "unsupported",
    ),
    Case(
        lambda n: n.qualifying + n.nothing >= n.for_,
        "as many samples qualify it or find nothing as are for it, or more",
        "qualified",
        "qualified",
    ),
    Case(lambda n: n.for_ > 1, "two samples for it or more, none against", "supported", "inferred"),
    Case(lambda n: n.for_ == 1, "one sample for it, nothing else", "weak", "inferred"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands, and on what that rests."""

    claim: str
    status: Status
    because: str
    #: Whether direct samples decided.
    direct: bool
    #: The samples that decided, and those that bear on it less directly.
    counts: Counts
    indirect: Counts
    certainty: Certainty | None
    units: tuple[Unit, ...] = ()


def standings(evidence: Evidence) -> Mapping[str, Standing]:
    """Give the standing of every claim."""
    return {claim.id: standing_of(evidence, claim) for claim in evidence.claims.values()}


def standing_of(evidence: Evidence, claim: Claim) -> Standing:
    """Apply the rule to one claim."""
    found = units(evidence, claim)
    direct = [unit for unit in found if unit.direct]
    decisive = direct or found
    status = decide(count(decisive), direct=bool(direct))
    beside = [unit for unit in found if unit not in decisive]
    lines = evidence.lines_by_claim.get(claim.id, ())
    texts = (
        []
        if claim.kind in SETTLED_BY_TEXTS
        else [SIDES[line.stance] for line in lines if not counts(evidence, line)]
    )
    return Standing(
        claim=claim.id,
        status=status,
        because=because_of(evidence, claim, decisive, beside, texts),
        direct=bool(direct),
        counts=count(decisive),
        indirect=count([unit for unit in found if not unit.direct]),
        certainty=certainty_of(evidence, claim, decisive, beside),
        units=tuple(found),
    )


def decide(numbers: Counts, *, direct: bool) -> Status:
    """Look the status up in the table."""
    case = next(case for case in RULE if case.when(numbers))
    return case.direct if direct else case.indirect


def count(found: list[Unit]) -> Counts:
    """Count samples by side."""
    sides: dict[Side, int] = dict.fromkeys(SIDES.values(), 0)
    for unit in found:
        sides[unit.side] += unit.weight
    return Counts(sides["for"], sides["against"], sides["qualifying"], sides["nothing"])
