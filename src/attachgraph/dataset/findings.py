"""What studies found: each finding as the curated table has it, and what it does to a claim.

In: a dataset and an IRI. Out: :class:`Finding` objects. A number that is missing in the table is
missing here. Everybody who shows, counts or draws findings takes them from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from attachgraph.dataset.lookup import Lookup

#: What a finding can do to a claim, in the order in which findings are listed: for it first.
STANCES: Final[dict[str, str]] = {
    "cito:supports": "supports",
    "cito:qualifies": "qualifies",
    "ag:nullResult": "finds nothing",
    "cito:disputes": "disputes",
}
_ORDER: Final = (*STANCES.values(), "")


class Bearing(NamedTuple):
    """A claim that a finding bears on, and what it does to it, one of :data:`STANCES` if known."""

    claim: str
    label: str
    stance: str

    @property
    def rank(self) -> int:
        """Place of the stance in the order of listing."""
        return _ORDER.index(self.stance)


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the table of findings; ``""`` where the table has nothing."""

    iri: str
    summary: str
    #: IRIs of what it is about, and of the publications that report it.
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    #: Label of the first of them, and the year in which that was published.
    source: str = ""
    year: int | None = None
    bearings: tuple[Bearing, ...] = ()
    level: str = ""
    design: str = ""
    measure: str = ""
    outcome: str = ""
    direction: str = ""
    acting: str = ""
    affected: str = ""
    #: Sizes of the samples, one for each sample.
    couples: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()

    @property
    def is_direct(self) -> bool:
        """Whether the study measured what the claim says."""
        return self.level == "direct"

    @property
    def is_dyadic(self) -> bool:
        """Whether it is known how many couples took part, so that both partners were seen."""
        return bool(self.couples)


def by_claim(findings: Iterable[Finding]) -> list[tuple[Finding, Bearing]]:
    """Pair findings with the claims that they bear on, claim by claim, those for it first.

    A finding that bears on two claims is there twice, one that bears on none is not there.
    """
    pairs = ((finding, bearing) for finding in findings for bearing in finding.bearings)
    return sorted(
        (pair for pair in pairs if pair[1].stance),
        key=lambda pair: (pair[1].label, pair[1].rank, pair[0].source, pair[0].iri),
    )


def all_findings(facts: Lookup) -> list[Finding]:
    """Read every finding, in the order of their IRIs."""
    return _read_all(facts, facts.instances("Finding"))


def findings_about(facts: Lookup, iri: str) -> list[Finding]:
    """Read the findings on a thing, in the order of their IRIs."""
    return _read_all(facts, facts.subjects("ag:about", iri))


def findings_of(facts: Lookup, source: str) -> list[Finding]:
    """Read the findings that a source reports."""
    return _read_all(facts, facts.subjects("ag:findingOf", source))


def findings_bearing_on(facts: Lookup, claim: str) -> list[Finding]:
    """Read the findings that bear on a claim, whatever they do to it."""
    return _read_all(facts, facts.subjects("ag:bearsOn", claim))


def _read_all(facts: Lookup, iris: Iterable[str]) -> list[Finding]:
    return [_read(facts, iri) for iri in iris if facts.has(iri, "ag:Finding")]


def _read(facts: Lookup, iri: str) -> Finding:
    def text(predicate: str) -> str:
        return "; ".join(facts.texts(iri, predicate))

    def numbers(predicate: str) -> tuple[int, ...]:
        return tuple(sorted(int(n) for n in facts.texts(iri, predicate) if n.isdecimal()))

    sources = facts.nodes(iri, "ag:findingOf")
    year = facts.text(sources[0], "dcterms:issued")[:4] if sources else ""
    return Finding(
        iri=iri,
        summary=facts.text(iri, "ag:summary") or facts.label(iri),
        about=tuple(facts.nodes(iri, "ag:about")),
        sources=tuple(sources),
        source=facts.label(sources[0]) if sources else "",
        year=int(year) if year.isdecimal() else None,
        bearings=tuple(sorted(_bearings(facts, iri), key=lambda b: (b.rank, b.claim))),
        level=text("ag:evidenceLevel"),
        design=text("ag:design"),
        measure=text("ag:measure"),
        outcome=text("ag:outcomeMeasured"),
        direction=text("ag:direction"),
        acting=text("ag:actingParty"),
        affected=text("ag:affectedParty"),
        couples=numbers("ag:couples"),
        persons=numbers("ag:persons"),
    )


def _bearings(facts: Lookup, finding: str) -> list[Bearing]:
    stances = {
        claim: stance
        for predicate, stance in STANCES.items()
        for claim in facts.nodes(finding, predicate)
    }
    plain = dict.fromkeys(facts.nodes(finding, "ag:bearsOn"), "")
    return [Bearing(claim, facts.label(claim), how) for claim, how in (plain | stances).items()]
