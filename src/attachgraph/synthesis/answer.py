"""The nouns of a synthesis: rows, one for each independent sample, and what they come to.

In: nothing. Out: frozen dataclasses, which everybody shows from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

from attachgraph.evidence.certainty import Certainty
from attachgraph.synthesis.choosing import LeftOut
from attachgraph.synthesis.moderating import Moderation
from attachgraph.synthesis.pooling import Asymmetry, Point, Pooled
from attachgraph.synthesis.question import Question


class Effect(NamedTuple):
    """What is counted together: whose predictor on which outcome. Never two of these at once."""

    predictor: str
    whose: str
    moderator: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Row:
    """One independent sample and what it says of one effect."""

    effect: Effect
    #: ``increases``, ``decreases``, ``stronger``, ``weaker``, ``none`` or ``mixed``.
    direction: str
    #: Samples that share people are one row.
    samples: tuple[str, ...]
    #: Short names of the publications, their keys, and the first year.
    sources: tuple[str, ...]
    keys: tuple[str, ...]
    year: int | None
    studies: tuple[str, ...]
    design: tuple[str, ...]
    population: tuple[str, ...]
    couples: int | None
    persons: int | None
    read: str
    findings: tuple[str, ...]
    #: Whether dimensions or other categories are carried over to the pairing that is asked for.
    projected: bool
    #: Different numbers that the sample states, each once, as Fisher's z with its variance.
    points: tuple[Point, ...]
    #: Their mean, which figures show, and why there is none.
    point: Point | None
    no_point: str

    @property
    def people(self) -> int | None:
        """Count everybody, or say that nobody counted."""
        if self.couples is None and self.persons is None:
            return None
        return 2 * (self.couples or 0) + (self.persons or 0)


class Split(NamedTuple):
    """Directions of the samples that have a code, and of the others; only those that say it."""

    code: str
    those: dict[str, int]
    others: dict[str, int]


class Share(NamedTuple):
    """So many of so many, with the exact interval."""

    same: int
    total: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tally:
    """The samples of one effect, counted and, where numbers are stated, pooled."""

    effect: Effect
    #: Samples by direction.
    counts: dict[str, int]
    #: The direction of more samples; of two equally frequent ones the first of the alphabet.
    towards: str
    #: Among samples with a direction; and if those without one are held against it.
    share: Share
    cautious: Share
    #: Two-sided sign test; none with fewer than two samples that have a direction.
    p: float | None
    certainty: Certainty | None
    #: In Fisher's z; none with fewer than two samples.
    pooled: Pooled | None
    #: Whether small samples differ; none with fewer than ten samples or with one size.
    asymmetry: Asymmetry | None
    #: Whether what was asked for goes with other effects, and why that cannot be said.
    moderation: Moderation | None
    no_moderation: str
    splits: tuple[Split, ...]


class Review(NamedTuple):
    """A result of a review, shown beside and never counted."""

    effect: Effect
    direction: str
    source: str
    key: str
    finding: str
    #: The size of the effect with its interval, if it states one.
    size: str
    #: How many of the samples here the review is known to hold.
    holds: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What studies say together, with what was left out."""

    question: Question
    title: str
    rows: tuple[Row, ...]
    tallies: tuple[Tally, ...]
    reviews: tuple[Review, ...]
    left_out: tuple[LeftOut, ...]
    studies: int
    samples: int
    couples: int
    couples_known: int
    read: dict[str, int]
    #: Samples that share people, by name.
    joined: tuple[tuple[str, ...], ...]
    references: tuple[str, ...]


def named(value: object) -> Any:
    """Turn an answer into what JSON has, with every number under its name."""
    if is_dataclass(value):
        return {each.name: named(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return named(value._asdict())
    if isinstance(value, Mapping):
        return {key: named(each) for key, each in value.items()}
    return [named(each) for each in value] if isinstance(value, tuple) else value
