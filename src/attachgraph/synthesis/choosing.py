"""Which results answer a question, and why the others do not.

In: evidence and a question. Out: the results that count, those of reviews, and what was left out.
Every result that fits the question is in exactly one of the three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from attachgraph.errors import UsageError
from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.model import Evidence, EvidenceLine, Result
from attachgraph.evidence.projection import pairing_of, projected_pairs
from attachgraph.evidence.rules import is_synthesis, measured_people
from attachgraph.synthesis.question import Question

#: Directions that can be counted, with the one that is opposite; ``none`` has none.
OPPOSITE: Final = {
    "increases": "decreases",
    "decreases": "increases",
    "stronger": "weaker",
    "weaker": "stronger",
}
#: Directions that say what was found, and are neither of two sides.
SIDELESS: Final = ("none", "mixed", "curvilinear", "reversed")


#: A code for whatever no other code fits: two results that have it need have nothing in common.
OTHER: Final = "other"
#: More outcomes are only counted in a message.
_SHOWN: Final = 12


class LeftOut(NamedTuple):
    """A result that fits the question and does not count, and why."""

    result: str
    study: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The results that fit a question, each once."""

    counted: tuple[Result, ...]
    #: Results of reviews: shown beside, never counted, because their studies may be here.
    reviews: tuple[Result, ...]
    left_out: tuple[LeftOut, ...]
    #: How results bear on the claim, where one is asked for.
    lines: Mapping[str, EvidenceLine]
    #: Results on dimensions or other categories, carried over to the pairing: they are indirect.
    projected: frozenset[str]


def choose(evidence: Evidence, question: Question, years: Mapping[str, int | None]) -> Choice:
    """Sort results; `years` gives the year of each study."""
    lines = _lines(evidence, question)
    fitting = [
        result
        for _, result in sorted(evidence.results.items())
        if _asked(evidence, question, result, lines) and _kept(evidence, question, result, years)
    ]
    _one_outcome(question, fitting)
    counted, reviews, left_out = [], [], []
    for result in fitting:
        if why := _why_not(evidence, result):
            left_out.append(LeftOut(result.id, result.study, why))
        elif is_synthesis(evidence, result):
            reviews.append(result)
        else:
            counted.append(result)
    projected = frozenset(
        result.id
        for result in counted
        if question.pairing and not _compared(evidence, question.pairing, result)
    )
    return Choice(tuple(counted), tuple(reviews), tuple(left_out), lines, projected)


def _lines(evidence: Evidence, question: Question) -> dict[str, EvidenceLine]:
    if not question.claim:
        return {}
    return {line.result: line for line in evidence.lines_by_claim.get(question.claim, ())}


def _asked(
    evidence: Evidence, question: Question, result: Result, lines: Mapping[str, EvidenceLine]
) -> bool:
    """Return whether a result is on what is asked."""
    words = ("predictor", "whose", "moderator", "outcome")
    return (
        (not question.claim or result.id in lines)
        and all(getattr(question, word) in {"", getattr(result, word)} for word in words)
        and _on_pairing(evidence, question.pairing, result)
    )


def _on_pairing(evidence: Evidence, pairing: str, result: Result) -> bool:
    """Return whether a result is on a pairing, be it that dimensions are carried over to it."""
    carried = ("-".join(pair) for pair in projected_pairs(result))
    return not pairing or pairing in carried or _compared(evidence, pairing, result)


def _compared(evidence: Evidence, pairing: str, result: Result) -> bool:
    """Return whether a study compared a pairing, or bears directly on a claim about it alone."""
    if (compared := pairing_of(result)) and "-".join(compared) == pairing:
        return True
    direct = (line for line in evidence.lines if line.result == result.id and line.direct)
    about = (evidence.claims[line.claim].about for line in direct)
    return any(
        [key for key in keys if key.startswith("pairing:")] == [f"pairing:{pairing}"]
        for keys in about
    )


def _kept(
    evidence: Evidence, question: Question, result: Result, years: Mapping[str, int | None]
) -> bool:
    """Return whether a study is of the kind that is asked for."""
    study = evidence.studies[result.study]
    populations = {
        word for name in evidence.samples_of(result) for word in evidence.samples[name].population
    }
    first, last = question.span()
    year = years.get(result.study)
    return (
        question.design in {"", *study.design}
        and question.population in {"", *populations}
        and (not question.years or (year is not None and first <= year <= last))
    )


def _one_outcome(question: Question, fitting: list[Result]) -> None:
    """Refuse to count different outcomes together: they are different questions."""
    outcomes = Counter(r.outcome for r in fitting if r.outcome not in {"", OTHER})
    if question.outcome or len(outcomes) < 2:  # noqa: PLR2004 - one outcome cannot be mixed
        return
    names = sorted(outcomes, key=lambda name: (-outcomes[name], name))
    listed = ", ".join(f"{name} ({outcomes[name]})" for name in names[:_SHOWN])
    listed += f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    raise UsageError(
        f"the results have {len(names)} outcomes, which cannot be counted together: {listed}",
        fix=f"choose one of them: --outcome {names[0]}, in Python outcome='{names[0]}', "
        f"in a page outcome: {names[0]}",
    )


def _why_not(evidence: Evidence, result: Result) -> str:
    """Say why a result is not evidence of a direction in people; empty if it is."""
    if not measured_people(evidence.studies[result.study].design):
        return "the text measured no people"
    if result.direction not in {*OPPOSITE, *SIDELESS}:
        label = codebook().codes("direction").get(result.direction)
        return f"no direction: {label.label if label else 'not coded'}"
    for name in ("predictor", "moderator", "outcome"):
        if getattr(result, name) == OTHER:
            return f"its {name} is coded as “{OTHER}”, which may be anything"
    if not evidence.samples_of(result) and not is_synthesis(evidence, result):
        return "it is not recorded in whom it was found"
    return ""
