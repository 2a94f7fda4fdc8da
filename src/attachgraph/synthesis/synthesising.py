"""Answer a question from evidence: choose, join samples that share people, count, pool.

In: evidence, publications and a question. Out: an :class:`~attachgraph.synthesis.answer.Answer`.

Counting follows chapter 12 of the Cochrane Handbook (McKenzie and Brennan): directions are counted,
whether or not they were significant, with a sign test. What is reported follows the guideline for
synthesis without meta-analysis (Campbell and others 2020, BMJ 368, l6890). That a sample counts
once, and the exact interval, are our choices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from attachgraph.dataset.studies import Publication
from attachgraph.evidence.certainty import certainty_of
from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.independence import Side, Unit, sharing
from attachgraph.evidence.model import Claim, Evidence, EvidenceLine, Result
from attachgraph.evidence.reading_depth import deepest
from attachgraph.synthesis.answer import Answer, Effect, Review, Row, Share, Split, Tally
from attachgraph.synthesis.choosing import OPPOSITE, Choice, choose
from attachgraph.synthesis.distributions import exact_interval, sign_test
from attachgraph.synthesis.effects import NOT_STATED, point_of, refusal
from attachgraph.synthesis.moderating import YEAR, Moderation, moderate
from attachgraph.synthesis.pooling import FEWEST, Point, asymmetry, join, pool
from attachgraph.synthesis.question import SPLIT_BY, Question

_WHOSE: Final = ("own", "partner", "both", "interaction", "")
_TOGETHER: Final = "its number is of several samples together, which counts once"
#: The samples that share people in which a number counts, by the id of its result.
_Places: TypeAlias = Mapping[str, frozenset[str]]


def synthesise(
    evidence: Evidence, publications: Mapping[str, Publication], question: Question
) -> Answer:
    """Answer a question."""
    years = {study: _year(evidence, publications, study) for study in evidence.studies}
    choice = choose(evidence, question, years)
    groups = sharing(evidence.samples)
    rows = _rows(evidence, publications, choice, groups)
    sets = {frozenset(row.samples) for row in rows}
    independent = {groups[row.samples[0]] for row in rows}
    couples = [_most(evidence, rows, groups, group) for group in independent]
    used = {study for row in rows for study in row.studies}
    reviews = tuple(_review(evidence, publications, result, rows) for result in choice.reviews)
    keys = {key for row in rows for key in row.keys} | {review.key for review in reviews}
    return Answer(
        question=question,
        title=_title(evidence, question),
        rows=tuple(rows),
        tallies=tuple(_tallies(evidence, question, choice, rows)),
        reviews=reviews,
        left_out=choice.left_out,
        studies=len(used),
        samples=len(independent),
        couples=sum(number for number in couples if number is not None),
        couples_known=sum(number is not None for number in couples),
        read=_depths(choice.counted, evidence, groups),
        joined=tuple(sorted({tuple(sorted(one)) for one in sets if len(one) > 1})),
        references=tuple(sorted({_reference(publications, key) for key in keys})),
    )


def _title(evidence: Evidence, question: Question) -> str:
    if question.claim:
        return evidence.claims[question.claim].claim
    words = codebook().codes("variable")
    predictor, outcome = (
        words[code].label if code else "" for code in (question.predictor, question.outcome)
    )
    whose = {"own": "own", "partner": "the partner's"}.get(question.whose, "")
    parts = (f"{whose} {predictor}".strip(), outcome, question.pairing)
    title = " and ".join(part for part in parts if part)
    return title[0].upper() + title[1:]


def _rows(
    evidence: Evidence,
    publications: Mapping[str, Publication],
    choice: Choice,
    groups: Mapping[str, frozenset[str]],
) -> list[Row]:
    """Put the results of samples that share people into one row, effect by effect."""
    found: dict[tuple[Effect, frozenset[str]], list[Result]] = {}
    for result in choice.counted:
        for group in {groups[name] for name in evidence.samples_of(result)}:
            found.setdefault((effect_of(result), group), []).append(result)
    places = _places(evidence, choice.counted, groups)
    rows = [
        replace(
            _row(evidence, publications, which, said, places),
            projected={result.id for result in said} <= choice.projected,
        )
        for which, said in found.items()
    ]
    return sorted(
        rows, key=lambda row: (_order(row.effect), row.year or 9999, row.sources, row.samples)
    )


def effect_of(said: Result | Claim) -> Effect:
    """Name what a result is counted with, or what a claim is about."""
    return Effect(said.predictor, said.whose, said.moderator, said.outcome)


def _order(effect: Effect) -> tuple[str, bool, int, Effect]:
    whose = _WHOSE.index(effect.whose) if effect.whose in _WHOSE else len(_WHOSE)
    return effect.predictor, bool(effect.moderator), whose, effect


def _row(
    evidence: Evidence,
    publications: Mapping[str, Publication],
    which: tuple[Effect, frozenset[str]],
    results: list[Result],
    places: _Places,
) -> Row:
    effect, group = which
    names = sorted({name for r in results for name in evidence.samples_of(r)} & group)
    samples = [evidence.samples[name] for name in names]
    studies = sorted({result.study for result in results})
    keys = sorted({key for study in studies for key in evidence.studies[study].sources})
    years = (publications[key].year for key in keys if key in publications)
    couples = max((s.couples for s in samples if s.couples is not None), default=None)
    persons = max((s.persons for s in samples if s.persons is not None), default=None)
    # Partners are alike, so a couple counts as one unit where nobody states how many there were.
    everybody = 2 * (couples or 0) + (persons or 0)
    people = (couples or persons, everybody or None)
    points, why = _points(evidence, _distinct(evidence, results), group, places, people)
    return Row(
        effect=effect,
        direction=_direction(results),
        samples=tuple(names),
        sources=tuple(publications[key].label for key in keys if key in publications),
        keys=tuple(keys),
        year=min((year for year in years if year is not None), default=None),
        studies=tuple(studies),
        design=tuple(sorted({word for s in studies for word in evidence.studies[s].design})),
        population=tuple(sorted({word for one in samples for word in one.population})),
        couples=couples,
        persons=persons,
        read=deepest(results),
        findings=tuple(dict.fromkeys(result.finding for result in results)),
        projected=False,
        points=points,
        point=join(points) if points else None,
        no_point=why,
    )


def _places(
    evidence: Evidence, results: Iterable[Result], groups: Mapping[str, frozenset[str]]
) -> _Places:
    """Let a number of several samples count in the first of them, where none states its own."""
    within = {
        result: sorted({groups[name] for name in evidence.samples_of(result)}, key=sorted)
        for result in results
        if not refusal(result)
    }
    own = {(effect_of(result), those[0]) for result, those in within.items() if len(those) == 1}
    return {
        result.id: those[0]
        for result, those in within.items()
        if len(those) == 1 or own.isdisjoint((effect_of(result), group) for group in those)
    }


def _points(
    evidence: Evidence,
    results: Iterable[Result],
    group: frozenset[str],
    places: _Places,
    people: tuple[int | None, int | None],
) -> tuple[tuple[Point, ...], str]:
    """Give the numbers that count in a sample, and why its others do not."""
    known: list[Point] = []
    why: dict[str, None] = {}
    for result in results:
        # The people of one sample are not those of several together.
        alone = group.issuperset(evidence.samples_of(result))
        point: Point | str = _TOGETHER
        if alone or refusal(result) or places.get(result.id) == group:
            point = point_of(result, *(people if alone else (None, None)))
        if isinstance(point, str):
            why[point] = None
        else:
            known.append(point)
    reasons = [text for text in why if text != NOT_STATED]
    return tuple(sorted(known)), "; ".join(reasons) or ("" if known else NOT_STATED)


def _distinct(evidence: Evidence, results: Iterable[Result]) -> list[Result]:
    """Give each stated number once: a second row with all the same says nothing more."""
    found: dict[tuple[object, ...], Result] = {}
    for result in results:
        about = (result.whose_outcome, result.controls, evidence.samples_of(result))
        found.setdefault((result.effect, result.n, *about), result)
    return list(found.values())


def _direction(results: Iterable[Result]) -> str:
    """Give the one direction of a sample; any mixture is mixed, as for its side on a claim."""
    said = {result.direction for result in results}
    only = said.pop() if len(said) == 1 else "mixed"
    return only if only in {*OPPOSITE, "none"} else "mixed"


def _depths(
    results: Iterable[Result], evidence: Evidence, groups: Mapping[str, frozenset[str]]
) -> dict[str, int]:
    """Count independent samples by the most that was read."""
    by_group: dict[frozenset[str], list[Result]] = {}
    for result in results:
        for name in evidence.samples_of(result):
            by_group.setdefault(groups[name], []).append(result)
    counted = Counter(deepest(found) for found in by_group.values())
    return {code: counted[code] for code in (*codebook().codes("read"), "") if counted[code]}


def _most(
    evidence: Evidence,
    rows: Iterable[Row],
    groups: Mapping[str, frozenset[str]],
    group: frozenset[str],
) -> int | None:
    """Count the couples of samples that share people: as many as the largest of them."""
    names = {name for row in rows if groups[row.samples[0]] == group for name in row.samples}
    counts = (evidence.samples[name].couples for name in names)
    return max((count for count in counts if count is not None), default=None)


def _tallies(
    evidence: Evidence, question: Question, choice: Choice, rows: list[Row]
) -> Iterable[Tally]:
    for effect in dict.fromkeys(row.effect for row in rows):
        yield _tally(evidence, question, choice, [row for row in rows if row.effect == effect])


def _tally(evidence: Evidence, question: Question, choice: Choice, rows: list[Row]) -> Tally:
    counts = Counter(row.direction for row in rows)
    sides = sorted(direction for direction in counts if direction in OPPOSITE)
    towards = min(sides, key=lambda side: (-counts[side], side), default="")
    directed = sum(counts[side] for side in sides)
    same = counts[towards] if towards else 0
    points = [row.point for row in rows if row.point is not None]
    moderation = _moderation(question, rows)
    pooled = pool([row.points for row in rows if row.points]) if len(points) >= FEWEST else None
    units = [_unit(choice, row, towards) for row in rows]
    return Tally(
        effect=rows[0].effect,
        counts=dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        towards=towards,
        share=Share(same, directed, *exact_interval(same, directed)),
        cautious=Share(same, len(rows), *exact_interval(same, len(rows))),
        p=sign_test(same, directed) if directed > 1 else None,
        certainty=certainty_of(
            evidence,
            _judged(evidence, question, rows[0].effect),
            units,
            near_nothing=pooled is not None and pooled.low <= 0 <= pooled.high,
        ),
        pooled=pooled,
        asymmetry=asymmetry(points),
        moderation=None if isinstance(moderation, str) else moderation,
        no_moderation=moderation if isinstance(moderation, str) else "",
        splits=tuple(_split(code, rows) for code in question.moderators if code != YEAR),
    )


def _judged(evidence: Evidence, question: Question, effect: Effect) -> Claim:
    """Give the claim asked for, or one of nothing with what people judged of a claim on this."""
    if question.claim:
        return evidence.claims[question.claim]
    claim = Claim("", "", "association")
    for _, other in sorted(evidence.claims.items()):
        if other.certainty and effect_of(other) == effect:
            return replace(
                claim,
                certainty=other.certainty,
                certainty_because=other.certainty_because,
                certainty_by=other.certainty_by,
            )
    return claim


def _moderation(question: Question, rows: Iterable[Row]) -> Moderation | str:
    """Regress on what was asked for; samples of which one part is not known are left out."""
    if not question.moderators:
        return ""
    known = [
        (row.point, numbers)
        for row in rows
        if row.point is not None
        and None not in (numbers := [_coded(row, word) for word in question.moderators])
    ]
    columns = {
        word: [float(numbers[place] or 0) for _, numbers in known]
        for place, word in enumerate(question.moderators)
    }
    return moderate([point for point, _ in known], columns)


def _coded(row: Row, moderator: str) -> float | None:
    """Give decades since 2000, or whether a sample has a code; nothing where nobody coded it."""
    if moderator == YEAR:
        return None if row.year is None else (row.year - 2000) / 10
    lists = {"population": row.population, "design": row.design, "read": (row.read,)}
    codes = next(lists[name] for name in SPLIT_BY if moderator in codebook().codes(name))
    return float(moderator in codes) if any(codes) else None


def _split(code: str, rows: Iterable[Row]) -> Split:
    counts: dict[float | None, Counter[str]] = {1.0: Counter(), 0.0: Counter(), None: Counter()}
    for row in rows:
        counts[_coded(row, code)][row.direction] += 1
    return Split(code, dict(counts[1.0]), dict(counts[0.0]))


def _unit(choice: Choice, row: Row, towards: str) -> Unit:
    """See a sample as what the certainty of an answer is judged from."""
    side: Side = "against"
    if row.direction == towards:
        side = "for"
    elif row.direction in {"none", "mixed"}:
        side = "nothing" if row.direction == "none" else "qualifying"
    lines = tuple(
        choice.lines.get(result.id) or _line(choice, result)
        for result in choice.counted
        if result.study in row.studies and effect_of(result) == row.effect
    )
    direct = any(line.direct for line in lines)
    return Unit(frozenset(row.samples), side, direct, 1, row.people, lines)


def _line(choice: Choice, result: Result) -> EvidenceLine:
    why = ("projected",) if result.id in choice.projected else ()
    return EvidenceLine(result.id, "", "supports", indirect=why)


def _review(
    evidence: Evidence,
    publications: Mapping[str, Publication],
    result: Result,
    rows: Iterable[Row],
) -> Review:
    own = set(evidence.samples_of(result))
    held = {
        name for row in rows for name in row.samples if own & set(evidence.samples[name].pooled_in)
    }
    key = evidence.studies[result.study].sources[0]
    label = publications[key].label if key in publications else key
    about = (effect_of(result), result.direction, label, key, result.finding)
    return Review(*about, _size(result), len(held))


def _size(result: Result) -> str:
    """Word what a review states: it is not pooled again, and its number would be lost."""
    found = result.effect
    if found is None:
        return ""
    said = f"{found.metric} = {found.value}"
    if found.ci_low is None or found.ci_high is None:
        return said
    return f"{said} [{found.ci_low}, {found.ci_high}]"


def _year(evidence: Evidence, publications: Mapping[str, Publication], study: str) -> int | None:
    keys = evidence.studies[study].sources
    years = (publications[key].year for key in keys if key in publications)
    return min((year for year in years if year is not None), default=None)


def _reference(publications: Mapping[str, Publication], key: str) -> str:
    return publications[key].reference if key in publications else key
