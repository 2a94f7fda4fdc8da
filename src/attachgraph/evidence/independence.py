"""Which samples are independent, and what each of them says of a claim.

In: the lines of one claim. Out: one verdict for each group of samples that share people. Rows are
never counted: a sample with ten rows is one sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Final, Literal, TypeAlias

from attachgraph.evidence.model import Claim, Evidence, EvidenceLine, Sample
from attachgraph.evidence.rules import holding, is_synthesis, measured_people

Side: TypeAlias = Literal["for", "against", "qualifying", "nothing"]

SIDES: Final[Mapping[str, Side]] = {
    "supports": "for",
    "disputes": "against",
    "qualifies": "qualifying",
    "finds-nothing": "nothing",
}
#: Kinds of claim that publications settle, and not people who were studied.
SETTLED_BY_TEXTS: Final = {"conceptual", "historical"}
#: A synthesis pools at least this many samples, where it does not say how many.
FEWEST_POOLED: Final = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """One independent sample, or one publication, and what it says of the claim."""

    #: Names of the samples that share people, or of the publication.
    members: frozenset[str]
    side: Side
    direct: bool
    #: How many samples it stands for: more than one if it is pooled.
    weight: int
    people: int | None
    lines: tuple[EvidenceLine, ...]


def units(evidence: Evidence, claim: Claim) -> list[Unit]:
    """Give the independent units that bear on a claim, in the order of their names."""
    lines = evidence.lines_by_claim.get(claim.id, ())
    if claim.kind in SETTLED_BY_TEXTS:
        groups = _by_publication(evidence, lines)
        found = list(starmap(_publication_unit, groups.items()))
    else:
        found = _sample_units(evidence, [line for line in lines if counts(evidence, line)])
    return sorted(found, key=lambda unit: sorted(unit.members))


def counts(evidence: Evidence, line: EvidenceLine) -> bool:
    """Return whether a line rests on people who were studied."""
    result = evidence.results[line.result]
    study = evidence.studies[result.study]
    return measured_people(study.design) and bool(evidence.samples_of(result))


def _by_publication(
    evidence: Evidence, lines: Iterable[EvidenceLine]
) -> dict[str, list[EvidenceLine]]:
    groups: dict[str, list[EvidenceLine]] = {}
    for line in lines:
        study = evidence.studies[evidence.results[line.result].study]
        # Two publications on one study say the same thing once.
        groups.setdefault(min(study.sources, default=study.id), []).append(line)
    return groups


def _publication_unit(name: str, lines: list[EvidenceLine]) -> Unit:
    chosen = _most_direct(lines)
    return Unit(frozenset({name}), _side(chosen), chosen[0].direct, 1, None, tuple(lines))


def _sample_units(evidence: Evidence, lines: list[EvidenceLine]) -> list[Unit]:
    by_sample: dict[str, list[EvidenceLine]] = {}
    for line in lines:
        for name in evidence.samples_of(evidence.results[line.result]):
            by_sample.setdefault(name, []).append(line)
    groups = sharing(evidence.samples)
    by_group: dict[frozenset[str], list[EvidenceLine]] = {}
    for name, found in by_sample.items():
        members = by_group.setdefault(groups[name], [])
        members += [line for line in found if line not in members]
    return [
        _unit(evidence, group, found)
        for group, found in by_group.items()
        if not _held(evidence, group, found, by_sample)
    ]


def sharing(samples: Mapping[str, Sample]) -> dict[str, frozenset[str]]:
    """Give for each sample all samples with which it shares people, itself included."""
    group = {name: {name} for name in samples}
    for sample in samples.values():
        for other in sample.part_of:
            if other in group and group[other] is not group[sample.id]:
                joined = group[other] | group[sample.id]
                for name in joined:
                    group[name] = joined
    return {name: frozenset(members) for name, members in group.items()}


def _held(
    evidence: Evidence,
    group: frozenset[str],
    lines: list[EvidenceLine],
    by_sample: Mapping[str, list[EvidenceLine]],
) -> bool:
    """Return whether a pooled result that bears as directly holds these people already."""
    direct = any(line.direct for line in lines)
    holders = set().union(*(holding(evidence.samples, evidence.samples[name]) for name in group))
    return any(
        any(line.direct for line in by_sample.get(name, ())) or (name in by_sample and not direct)
        for name in holders - group
    )


def _unit(evidence: Evidence, group: frozenset[str], lines: list[EvidenceLine]) -> Unit:
    chosen = _most_direct(lines)
    people = [count for name in group if (count := evidence.samples[name].people) is not None]
    pooled = [evidence.samples[name].pooled or 1 for name in group]
    if any(is_synthesis(evidence, evidence.results[line.result]) for line in chosen):
        pooled.append(FEWEST_POOLED)
    # Samples that share people are as many people as the largest of them.
    return Unit(
        group, _side(chosen), chosen[0].direct, max(pooled), max(people, default=None), tuple(lines)
    )


def _most_direct(lines: list[EvidenceLine]) -> list[EvidenceLine]:
    return [line for line in lines if line.direct] or lines


def _side(lines: list[EvidenceLine]) -> Side:
    """Give the one side of all lines; lines of two kinds make it qualifying."""
    sides = {SIDES[line.stance] for line in lines}
    return sides.pop() if len(sides) == 1 else "qualifying"
