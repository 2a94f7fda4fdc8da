"""The nouns of evidence, as frozen dataclasses.

In: nothing. Out: what the tables of a dataset say, with codes of the closed lists as plain strings.
Knows no file and no RDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Sample:
    """A group of people, counted once."""

    id: str
    couples: int | None = None
    persons: int | None = None
    pooled: int | None = None
    part_of: tuple[str, ...] = ()
    pooled_in: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    collected_from: int | None = None
    collected_to: int | None = None
    mean_age: float | None = None
    mean_length: float | None = None
    percent_women: float | None = None
    note: str = ""

    @property
    def people(self) -> int | None:
        """Count everybody, or say that nobody counted."""
        if self.couples is None and self.persons is None:
            return None
        return 2 * (self.couples or 0) + (self.persons or 0)


@dataclass(frozen=True, slots=True)
class Study:
    """What was done, with which people, and where it is reported."""

    id: str
    sources: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    registered: str = ""
    data: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """An instrument, and the variable that it measures."""

    variable: str
    instrument: str


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect as it is stated, converted from nothing."""

    metric: str
    value: float
    ci_low: float | None = None
    ci_high: float | None = None
    se: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for a result, where, on which day, and where the passage stands."""

    read: str = ""
    read_at: tuple[str, ...] = ()
    read_on: str = ""
    place: str = ""
    passage: str = ""
    passage_digest: str = ""
    coded_by: tuple[str, ...] = ()
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one study found: one predictor, one outcome, one direction."""

    id: str
    study: str
    finding: str
    samples: tuple[str, ...] = ()
    predictor: str = ""
    whose: str = ""
    moderator: str = ""
    outcome: str = ""
    whose_outcome: str = ""
    direction: str = ""
    predictor_measure: str = ""
    outcome_measure: str = ""
    controls: str = ""
    effect: Effect | None = None
    p: str = ""
    n: int | None = None
    k: int | None = None
    i2: float | None = None
    tau2: float | None = None
    reading: Reading = Reading()
    note: str = ""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Name what was measured with which instrument, where that is stated."""
        pairs = ((self.predictor, self.predictor_measure), (self.outcome, self.outcome_measure))
        return tuple(Measure(variable, by) for variable, by in pairs if variable and by)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One result bearing on one claim."""

    result: str
    claim: str
    stance: str
    indirect: tuple[str, ...] = ()
    because: str = ""

    @property
    def direct(self) -> bool:
        """Whether the result is about what the claim says."""
        return not self.indirect


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition, once, whoever words it."""

    id: str
    claim: str
    kind: str = ""
    about: tuple[str, ...] = ()
    predictor: str = ""
    whose: str = ""
    moderator: str = ""
    outcome: str = ""
    popular: bool | None = None
    stated_by: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    #: What people judged of its certainty, such as ``risk-of-bias:1``, why, and who did.
    certainty: tuple[str, ...] = ()
    certainty_because: str = ""
    certainty_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """One search of the literature."""

    id: str
    where: str
    words: str
    on: str
    records: int | None = None
    screened: int | None = None
    kept: int | None = None
    criteria: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person, and how the name is written elsewhere."""

    id: str
    name: str
    variants: tuple[str, ...] = ()
    orcid: str = ""
    note: str = ""


@dataclass(frozen=True)
class Evidence:
    """All that the tables of a dataset say, found by id."""

    studies: Mapping[str, Study] = field(default_factory=dict)
    samples: Mapping[str, Sample] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    lines: tuple[EvidenceLine, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    searches: Mapping[str, Search] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)

    @cached_property
    def lines_by_claim(self) -> Mapping[str, tuple[EvidenceLine, ...]]:
        """Give the lines of each claim, also of those without any."""
        found: dict[str, list[EvidenceLine]] = {claim: [] for claim in self.claims}
        for line in self.lines:
            found.setdefault(line.claim, []).append(line)
        return MappingProxyType({claim: tuple(lines) for claim, lines in found.items()})

    def samples_of(self, result: Result) -> tuple[str, ...]:
        """Name the samples in which a result was found: its own, or all of its study."""
        return result.samples or self.studies[result.study].samples
