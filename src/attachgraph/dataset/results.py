"""What studies found: each result with its study and its people, and how it bears on claims.

In: a dataset and an IRI. Out: :class:`Result` objects. A number that is missing in the tables is
missing here. Everybody who shows, counts or draws what was found takes it from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import local_name
from attachgraph.dataset.words import count_of
from attachgraph.rdf.bases import path_of

#: How a result can bear on a claim, by the code of the list, in the order of listing: for it first.
STANCES: Final[dict[str, str]] = {
    "supports": "supports",
    "qualifies": "qualifies",
    "finds-nothing": "finds nothing",
    "disputes": "disputes",
}
_ORDER: Final = (*STANCES.values(), "")


def is_pairing(iri: str) -> bool:
    """Return whether an IRI is that of a pairing."""
    return path_of(iri).startswith("pairing/")


class Bearing(NamedTuple):
    """A claim that a result bears on: how, one of :data:`STANCES`, and whether directly."""

    claim: str
    label: str
    stance: str
    direct: bool = False
    #: Why it is not direct, and how one gets from the result to the stance.
    reasons: tuple[str, ...] = ()
    explanation: str = ""
    #: What the claim is about.
    about: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        """Place of the stance in the order of listing."""
        return _ORDER.index(self.stance)


class People(NamedTuple):
    """A sample, and how many took part as far as that is stated."""

    iri: str
    couples: int | None
    persons: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """A result of a study; ``""`` where the tables say nothing."""

    iri: str
    summary: str
    #: IRIs of what it and its claims are about, and of the publications that report it.
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    #: Label of the first of them, and the year in which that was published.
    source: str = ""
    year: int | None = None
    bearings: tuple[Bearing, ...] = ()
    study: str = ""
    design: str = ""
    measure: str = ""
    predictor: str = ""
    whose: str = ""
    moderator: str = ""
    outcome: str = ""
    direction: str = ""
    #: The effect as it is stated, with its interval and the units that were analysed.
    number: str = ""
    read: str = ""
    people: tuple[People, ...] = ()
    #: The pairing of two styles that the study itself compared with others.
    pairing: str = ""

    @property
    def level(self) -> str:
        """``direct`` if it bears directly on a claim, else ``indirect``; ``""`` if on none."""
        if not self.bearings:
            return ""
        return "direct" if any(one.direct for one in self.bearings) else "indirect"

    @property
    def couples(self) -> tuple[int, ...]:
        """Numbers of couples, one for each sample that states one."""
        return tuple(sorted(one.couples for one in self.people if one.couples is not None))

    @property
    def persons(self) -> tuple[int, ...]:
        """Numbers of persons, one for each sample that states one."""
        return tuple(sorted(one.persons for one in self.people if one.persons is not None))

    def measured(self, pairing: str) -> bool:
        """Return whether the study measured a pairing, and not only something that bears on it.

        A direct result on a claim about several pairings is direct for none of them by itself.
        """
        return self.pairing == pairing or any(
            one.direct and [node for node in one.about if is_pairing(node)] == [pairing]
            for one in self.bearings
        )


def counted(rows: Sequence[tuple[Result, Bearing]]) -> str:
    """Say how many results there are in rows by claim, in which one can stand more than once."""
    results = len({row.iri for row, _ in rows})
    number = count_of(results, "result")
    if results == len(rows):
        return number
    return f"{number}, {len(rows)} times: one that bears on two claims is there twice"


def by_claim(results: Iterable[Result]) -> list[tuple[Result, Bearing]]:
    """Pair results with the claims that they bear on, claim by claim, those for it first.

    A result that bears on two claims is there twice, one that bears on none is not there.
    """
    pairs = ((result, bearing) for result in results for bearing in result.bearings)
    return sorted(
        (pair for pair in pairs if pair[1].stance),
        key=lambda pair: (pair[1].label, pair[1].rank, pair[0].source, pair[0].iri),
    )


def all_results(facts: Lookup) -> list[Result]:
    """Read every result, in the order of their IRIs."""
    return results_among(facts, facts.instances("Result"))


def results_among(facts: Lookup, nodes: Iterable[str]) -> list[Result]:
    """Read those of some nodes that are results, in the order of their IRIs."""
    return [_read(facts, iri) for iri in sorted(nodes) if facts.has(iri, "ag:Result")]


def results_about(facts: Lookup, iri: str) -> list[Result]:
    """Read what was found on a thing or bears on a claim about it, in the order of the IRIs."""
    about = facts.subjects("ag:about", iri)
    found = {node for node in about if facts.has(node, "ag:Result")}
    for claim in (node for node in about if facts.has(node, "ag:Claim")):
        found |= _bearing_on(facts, claim)
    for predicate in ("ag:predictor", "ag:moderator", "ag:outcome"):
        found |= {n for n in facts.subjects(predicate, iri) if facts.has(n, "ag:Result")}
    return [_read(facts, one) for one in sorted(found)]


def results_of(facts: Lookup, origin: str) -> list[Result]:
    """Read what a publication, a study or a sample gave."""
    studies = {origin, *facts.subjects("ag:reportedIn", origin)}
    found = {node for study in studies for node in facts.subjects("ag:resultOf", study)}
    found |= {n for n in facts.subjects("ag:sample", origin) if facts.has(n, "ag:Result")}
    return [_read(facts, one) for one in sorted(found)]


def results_bearing_on(facts: Lookup, claim: str) -> list[Result]:
    """Read the results that bear on a claim, in whichever direction."""
    # Asked of every node that is described, also of those that are not a claim.
    found = _bearing_on(facts, claim) if facts.has(claim, "ag:Claim") else ()
    return [_read(facts, one) for one in sorted(found)]


def _bearing_on(facts: Lookup, claim: str) -> set[str]:
    lines = facts.subjects("ag:bearsOn", claim)
    return {result for line in lines for result in facts.nodes(line, "ag:fromResult")}


def _read(facts: Lookup, iri: str) -> Result:
    def words(predicate: str, node: str = iri) -> str:
        return ", ".join(facts.label(value) for value in facts.nodes(node, predicate))

    study = next(iter(facts.nodes(iri, "ag:resultOf")), "")
    sources = facts.nodes(study, "ag:reportedIn") if study else []
    year = facts.text(sources[0], "dcterms:issued")[:4] if sources else ""
    bearings = [_bearing(facts, line) for line in facts.subjects("ag:fromResult", iri)]
    own = facts.nodes(iri, "ag:about")
    reading = next(iter(facts.nodes(iri, "ag:reading")), "")
    return Result(
        iri=iri,
        summary=facts.text(iri, "ag:summary") or facts.label(iri),
        about=tuple(sorted({*own, *(node for one in bearings for node in one.about)})),
        sources=tuple(sources),
        source=facts.label(sources[0]) if sources else "",
        year=int(year) if year.isdecimal() else None,
        bearings=tuple(sorted(bearings, key=lambda one: (one.rank, one.claim))),
        study=study,
        design=words("ag:design", study) if study else "",
        measure=words("ag:predictorMeasure"),
        predictor=words("ag:predictor"),
        whose=words("ag:predictorWhose"),
        moderator=words("ag:moderator"),
        outcome=words("ag:outcome"),
        direction=words("ag:direction"),
        number=_number(facts, iri),
        read=words("ag:whatWasRead", reading) if reading else "",
        people=tuple(_people(facts, sample) for sample in facts.nodes(iri, "ag:sample")),
        pairing=next((node for node in own if is_pairing(node)), ""),
    )


def _number(facts: Lookup, iri: str) -> str:
    names = ("effectValue", "intervalFrom", "intervalTo", "analysed")
    value, low, high, analysed = (facts.text(iri, f"ag:{name}") for name in names)
    if not value:
        return ""
    metric = next((local_name(one) for one in facts.nodes(iri, "ag:metric")), "effect")
    said = f"{metric} = {value}" + (f" [{low}, {high}]" if low and high else "")
    return said + (f", n = {analysed}" if analysed else "")


def _bearing(facts: Lookup, line: str) -> Bearing:
    claim = next(iter(facts.nodes(line, "ag:bearsOn")), "")
    stance = next(iter(facts.nodes(line, "ag:stance")), "")
    return Bearing(
        claim,
        facts.label(claim) if claim else "",
        STANCES.get(local_name(stance), ""),
        direct=facts.text(line, "ag:direct") == "true",
        reasons=tuple(facts.label(one) for one in facts.nodes(line, "ag:indirectBecause")),
        explanation=facts.text(line, "ag:explanation"),
        about=tuple(facts.nodes(claim, "ag:about")) if claim else (),
    )


def _people(facts: Lookup, sample: str) -> People:
    couples, persons = (facts.text(sample, name) for name in ("ag:couples", "ag:persons"))
    return People(sample, int(couples) if couples else None, int(persons) if persons else None)


def standing_of(facts: Lookup, claim: str) -> tuple[tuple[str, str], ...]:
    """Say how a claim stands, on what that rests, and how certain it is."""
    details = [("standing", local_name(status)) for status in facts.nodes(claim, "ag:status")]
    details += [("because", text) for text in facts.texts(claim, "ag:standingBecause")]
    why = facts.text(claim, "ag:certaintyBecause")
    details += [
        ("certainty", f"{level} ({why})" if why else level)
        for level in facts.texts(claim, "ag:certainty")
    ]
    return tuple(details)
