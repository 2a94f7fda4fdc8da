"""What must hold between columns: the rules of ``ontology/tables.json``, one function each.

In: evidence and where its rows stood. Out: problems. Rules that need the raw rows
(``result-further-row``, ``line-once``, ``claim-and-stance``) are held while rows are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from attachgraph.errors import InputError
from attachgraph.evidence.assembling import Assembly
from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.model import Claim, Evidence, EvidenceLine, Result, Sample, Study
from attachgraph.evidence.passages import digest_of
from attachgraph.evidence.tables import Problem, Row

#: A rule that does not hold: the column, what is said, what to do.
Breach: TypeAlias = tuple[str, str, str]

MODERATED: Final = {"stronger", "weaker", "reversed"}
_CORRELATIONS: Final = {"r", "partial-r"}
#: Their sign is that of the direction.
_SIGNED: Final = _CORRELATIONS | {"fisher-z", "beta", "b", "d", "g"}
_SIMPLE: Final = {"increases", "decreases"}
NOT_SIMPLE: Final = MODERATED | {"none", "mixed", "not-stated"}


def breaches(assembly: Assembly) -> Iterator[Problem]:
    """Hold every rule against the evidence."""
    evidence = assembly.evidence
    for name, (table, rule) in RULES.items():
        held = getattr(evidence, table)
        path = "results.csv" if table == "lines" else codebook().tables[table].path
        for thing in held if table == "lines" else held.values():
            for column, problem, fix in rule(thing, evidence):
                line = (
                    assembly.line_places[thing.result, thing.claim]
                    if table == "lines"
                    else assembly.places[table, thing.id]
                )
                yield Problem(path, line, column, problem, fix, codebook().rules[name].level, name)


def row_breaches(rows: list[Row]) -> Iterator[Problem]:
    """Find rows of results whose columns for the claim do not stand together."""
    for row in rows:
        claim, stance = row.text("claim"), row.text("stance")
        alone = "claim" if claim else "stance"
        missing = "stance" if claim else "claim"
        if bool(claim) != bool(stance):
            said, fix = (
                f"the row has a {alone} and no {missing}",
                f"fill {missing}, or clear {alone}",
            )
            yield Problem("results.csv", row.line, missing, said, fix, rule="claim-and-stance")
        elif not claim and (row.several("indirect") or row.text("because")):
            said = "the row says how the result bears on a claim, and names none"
            fix = "fill claim and stance"
            yield Problem("results.csv", row.line, "claim", said, fix, rule="claim-and-stance")


def is_synthesis(evidence: Evidence, result: Result) -> bool:
    """Return whether a result comes from results or data of several studies."""
    study = evidence.studies.get(result.study)
    return bool(study) and "synthesis" in _groups(study.design if study else ())


def direction_of(metric: str, value: float) -> str:
    """Name the direction that the sign of an effect gives, if it gives one."""
    if metric not in _SIGNED or not value:
        return ""
    return "increases" if value > 0 else "decreases"


def has_other_sign(result: Result) -> bool:
    """Return whether the number of a result and its direction contradict each other."""
    said = direction_of(result.effect.metric, result.effect.value) if result.effect else ""
    return bool(said) and result.direction in _SIMPLE - {said}


def measured_people(designs: tuple[str, ...]) -> bool:
    """Return whether a design is one that measures; an unknown one may be."""
    return not designs or bool(_groups(designs) - {"no-measurement"})


def _groups(designs: tuple[str, ...]) -> set[str]:
    """Give the top groups of designs."""
    values = codebook().lists["design"]
    by_code = values.by_code()
    return {values.above(by_code[code])[-1].iri.rsplit("/", 1)[1] for code in designs}


def of_context(variable: str) -> bool:
    """Return whether a variable is nobody's attribute, such as time or a treatment."""
    values = codebook().lists["variable"]
    value = values.by_code().get(variable)
    return value is not None and any(up.iri.endswith("/context") for up in values.above(value))


def _first_row(result: Result, _: Evidence) -> Iterator[Breach]:
    for column in ("study", "finding"):
        if not getattr(result, column):
            fix = "fill it in the first row of the result"
            yield column, "the cell is empty", fix


def _complete(result: Result, _: Evidence) -> Iterator[Breach]:
    reading = result.reading
    cells: dict[str, Any] = {
        "predictor": result.predictor or result.direction == "descriptive",
        "outcome": result.outcome,
        "direction": result.direction,
        "read": reading.read,
        "read_at": reading.read_at,
        "read_on": reading.read_on,
        "coded_by": reading.coded_by,
    }
    if missing := [name for name, cell in cells.items() if not cell]:
        said = f"the result does not say {', '.join(missing)}"
        fix = "fill the cells; synthesize leaves out what has no direction"
        yield missing[0], said, fix


def _passage(result: Result, _: Evidence) -> Iterator[Breach]:
    passage, digest = result.reading.passage, result.reading.passage_digest
    if not passage:
        return
    try:
        made = str(digest_of(passage))
    except InputError as error:
        yield "passage", error.problem, str(error.fix)
        return
    if digest not in {"", made}:
        said, fix = "the digest is not that of the passage", "clear one of the two"
        yield "passage_digest", said, fix


def _study_complete(study: Study, _: Evidence) -> Iterator[Breach]:
    if not study.design:
        said = "the study does not say its design"
        yield "design", said, "code the study again"


def _interaction(result: Result, _: Evidence) -> Iterator[Breach]:
    if result.whose == "interaction" and not result.moderator:
        said = "an interaction does not name the partner's attribute"
        yield "moderator", said, "name it, such as avoidance"


def _moderated(result: Result, _: Evidence) -> Iterator[Breach]:
    direction = result.direction
    if direction in MODERATED and not result.moderator:
        said = f"{direction} is said of an effect, and nothing makes it so"
        yield "moderator", said, "name the moderator"
    # What compares couples of two styles has a direction of its own.
    is_simple = bool(direction) and direction not in NOT_SIMPLE and result.whose != "interaction"
    if result.moderator and is_simple:
        said = f"the result has a moderator and the direction {direction}"
        fix = "remove the moderator, or write stronger, weaker, reversed, none or mixed"
        yield "direction", said, fix


def _described(result: Result, _: Evidence) -> Iterator[Breach]:
    if result.predictor and result.direction == "descriptive":
        said = "a descriptive result has no predictor"
        yield "predictor", said, "clear it, or give a direction"
    elif result.predictor and not result.whose and not of_context(result.predictor):
        said = "whose predictor it is remains open"
        fix = "write own, partner, both, interaction, not-stated"
        yield "whose", said, fix


def _null(line: EvidenceLine, evidence: Evidence) -> Iterator[Breach]:
    direction = evidence.results[line.result].direction
    if line.stance == "finds-nothing" and direction not in {"", "none", "mixed"}:
        said = f"the line finds nothing, and the result's direction is {direction}"
        fix = "write none, or another stance"
        yield "stance", said, fix


def _disputed(line: EvidenceLine, evidence: Evidence) -> Iterator[Breach]:
    is_null = evidence.results[line.result].direction == "none"
    if is_null and line.stance == "disputes" and not line.because:
        said = "the result's direction is none, and the line disputes the claim"
        fix = "write finds-nothing; or say in because how a null result disputes this claim"
        yield "stance", said, fix


def _signs(result: Result, _: Evidence) -> Iterator[Breach]:
    if result.effect and has_other_sign(result):
        said = f"{result.effect.metric} is {result.effect.value:g}, and the direction is "
        said += result.direction
        fix = "correct the sign or the direction; synthesize leaves the number out"
        yield "value", said, fix


def _counted(result: Result, evidence: Evidence) -> Iterator[Breach]:
    samples = [evidence.samples[name] for name in evidence.samples_of(result)]
    counts = [None if sample.pooled else sample.people for sample in samples]
    people = sum(filter(None, counts))
    if counts and None not in counts and (result.n or 0) > people:
        said = f"n is {result.n}, and the samples have {people} people"
        fix = "correct one of the two; days and answers are no people, and make no n"
        yield "n", said, fix


def _numbers(result: Result, _: Evidence) -> Iterator[Breach]:
    effect = result.effect
    if effect is None:
        return
    if not effect.metric:
        said, fix = "a value has no metric", "name the metric, such as r"
        yield "metric", said, fix
    if effect.metric in _CORRELATIONS and abs(effect.value) > 1:
        said = f"a correlation of {effect.value} is more than there can be"
        yield "value", said, "give a number between -1 and 1"
    low, high = effect.ci_low, effect.ci_high
    if (low is None) != (high is None):
        said, fix = "the interval has one end", "give both ends, or none"
        yield "ci_low", said, fix
    elif low is not None and high is not None and not low <= effect.value <= high:
        said = f"the value {effect.value} is not between {low} and {high}"
        yield "value", said, "check the three numbers"


def _pooled(result: Result, evidence: Evidence) -> Iterator[Breach]:
    for column in ("k", "i2", "tau2"):
        if getattr(result, column) is not None and not is_synthesis(evidence, result):
            said = f"{column} stands in a result of a study that pooled nothing"
            fix = "clear it, or give the study the design meta-analysis"
            yield column, said, fix


def _title(result: Result, _: Evidence) -> Iterator[Breach]:
    if result.reading.read == "title" and result.direction:
        said = "a direction was coded from a title"
        yield "direction", said, "read the abstract, or clear it"


def _people(study: Study, _: Evidence) -> Iterator[Breach]:
    groups = _groups(study.design)
    if groups == {"no-measurement"} and study.samples:
        said = "the study measured no people, and has samples"
        yield "samples", said, "clear the samples or the design"
    if "measured-people" in groups and not study.samples:
        said = "the study measured people, and has no sample"
        fix = "add one to samples.csv, even if its size is not stated"
        yield "samples", said, fix


def _own_samples(result: Result, evidence: Evidence) -> Iterator[Breach]:
    study = evidence.studies.get(result.study)
    for sample in result.samples:
        if study and sample not in study.samples:
            said = f"{sample!r} is not a sample of the study {study.id!r}"
            fix = "add it to the study, or name another"
            yield "samples", said, fix


def _circle(sample: Sample, evidence: Evidence) -> Iterator[Breach]:
    if sample.id in holding(evidence.samples, sample):
        said, fix = "the sample is pooled in itself", "clear one of the two"
        yield "pooled_in", said, fix


def holding(samples: Mapping[str, Sample], sample: Sample) -> set[str]:
    """Name the pooled samples that hold a sample, directly or through others."""
    found: set[str] = set()
    todo = list(sample.pooled_in)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += samples[name].pooled_in if name in samples else ()
    return found


def _attachment(line: EvidenceLine, _: Evidence) -> Iterator[Breach]:
    if line.stance == "supports" and "no-attachment-measure" in line.indirect:
        said = "a study that did not measure attachment supports a claim about it"
        fix = "write qualifies, or choose another claim"
        yield "stance", said, fix


def _judged(claim: Claim, _: Evidence) -> Iterator[Breach]:
    cells = {
        "certainty": claim.certainty,
        "certainty_because": claim.certainty_because,
        "certainty_by": claim.certainty_by,
    }
    missing = [name for name, cell in cells.items() if not cell]
    if 0 < len(missing) < len(cells):
        said = f"a judgement of certainty takes three cells; empty: {', '.join(missing)}"
        yield missing[0], said, "fill all three cells, or none"
    domains = [cell.partition(":")[0] for cell in claim.certainty]
    if twice := sorted({domain for domain in domains if domains.count(domain) > 1}):
        said, fix = f"{twice[0]} is judged twice", "keep one of them"
        yield "certainty", said, fix


#: By the names of ontology/tables.json, in its order, with what each is held against.
RULES: Final[Mapping[str, tuple[str, Callable[[Any, Evidence], Iterator[Breach]]]]] = {
    "result-first-row": ("results", _first_row),
    "result-complete": ("results", _complete),
    "passage-and-digest": ("results", _passage),
    "study-complete": ("studies", _study_complete),
    "interaction-moderator": ("results", _interaction),
    "moderated-direction": ("results", _moderated),
    "predictor-or-descriptive": ("results", _described),
    "null-and-stance": ("lines", _null),
    "null-and-dispute": ("lines", _disputed),
    "sign-and-direction": ("results", _signs),
    "n-and-people": ("results", _counted),
    "value-and-metric": ("results", _numbers),
    "synthesis-numbers": ("results", _pooled),
    "title-codes-nothing": ("results", _title),
    "nobody-measured": ("studies", _people),
    "samples-of-study": ("results", _own_samples),
    "certainty-because": ("claims", _judged),
    "no-circle": ("samples", _circle),
    "measured-attachment": ("lines", _attachment),
}
