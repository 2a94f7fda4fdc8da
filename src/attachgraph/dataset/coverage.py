"""How well the pairings are studied, and how much is written of each: the style by style grid.

In: a dataset. Out: one :class:`Cell` for each unordered pair of styles. Studies and samples are
counted, never rows. A pair is

* *covered* if at least one sample of couples bears directly on it: the study compared couples of
  these two styles, or measured what a claim says of this pairing alone, and it is known how many
  couples took part;
* *thin* if there are results, but no such sample: what is said follows from other measures, from
  one partner alone, from texts that measured nobody, or is projected from the two dimensions;
* *missing* if no result bears on it, not even a projected one, whatever has been written.

How well a pairing is written about is another question; the claims of its entry are counted beside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Final, Literal

from attachgraph.dataset.claims import claim_iris, sources_of
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import local_name, short_name
from attachgraph.dataset.results import results_about
from attachgraph.dataset.source import Quads

Level = Literal["covered", "thin", "missing"]

#: What the levels mean, in the words that help, pages and exports use.
LEVELS: Final[dict[Level, str]] = {
    "covered": "at least one sample of couples that bears on it directly",
    "thin": "results, but no sample of couples that bears on it directly",
    "missing": "no result at all, not even one projected from anxiety and avoidance",
}
#: A sign for each, so that the levels can be told apart without colour.
LEVEL_SIGNS: Final[dict[Level, str]] = {"covered": "●", "thin": "◐", "missing": "○"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of styles, and what is known and written of it."""

    #: Short names of the two styles, and their keys as people read them: "anxious", "secure".
    styles: tuple[str, str]
    labels: tuple[str, str]
    #: Short name of the pairing, whether or not it has an entry.
    pairing: str
    has_entry: bool
    level: Level
    #: Results that bear on it, the studies that found them, and the samples in which they did.
    results: int
    studies: int
    samples: int
    #: Samples of couples; samples in which the pairing itself was measured; those that are both.
    dyadic: int
    direct: int
    direct_dyadic: int
    #: Further samples, whose results on both partners' anxiety and avoidance were projected on it.
    projected: int
    #: Couples in all these samples, each sample counted once.
    couples: int
    #: Sentences that its entry and the parts of it claim, and how many of them cite no source.
    claims: int
    unsourced: int
    #: Different sources that the entry, its parts or one of their statements cites.
    sources: int


def coverage(store: Quads) -> list[Cell]:
    """Tell for every unordered pair of styles how well it is studied."""
    facts = Lookup(store)
    styles = facts.instances("AttachmentStyle")
    pairings = pairings_by_styles(facts, styles)
    return [
        _cell(facts, (one, other), pairings.get((one, other), _usual_iri(one, other)))
        for one, other in combinations_with_replacement(styles, 2)
    ]


def pairings_by_styles(facts: Lookup, styles: Iterable[str]) -> dict[tuple[str, str], str]:
    """Find the pairing of two styles by its partner roles; one style alone pairs with itself."""
    partners: dict[str, list[str]] = {}
    for style in sorted(styles):
        for role in facts.subjects("ag:style", style):
            for pairing in facts.subjects("ag:hasPartner", role):
                partners.setdefault(pairing, []).append(style)
    return {
        (pair[0], pair[-1]): pairing for pairing, pair in sorted(partners.items(), reverse=True)
    }


def _usual_iri(one: str, other: str) -> str:
    base = one.rpartition("style/")[0]
    return f"{base}pairing/{local_name(one)}-{local_name(other)}"


def _cell(facts: Lookup, styles: tuple[str, str], pairing: str) -> Cell:
    results = results_about(facts, pairing)
    samples = {people.iri: people for one in results for people in one.people}
    dyadic = {iri for iri, people in samples.items() if people.couples is not None}
    direct = {p.iri for one in results if one.measured(pairing) for p in one.people}
    claims = claim_iris(facts, pairing)
    projected = facts.nodes(pairing, "ag:projectedFrom")
    carried = {node for one in projected for node in facts.nodes(one, "ag:sample")}
    return Cell(
        styles=(short_name(styles[0]), short_name(styles[1])),
        labels=(local_name(styles[0]), local_name(styles[1])),
        pairing=short_name(pairing),
        has_entry=bool(claims or facts.subjects("dcterms:subject", pairing)),
        level="covered" if direct & dyadic else "thin" if results or projected else "missing",
        results=len(results),
        studies=len({one.study for one in results}),
        samples=len(samples),
        dyadic=len(dyadic),
        direct=len(direct),
        direct_dyadic=len(direct & dyadic),
        projected=len(carried - samples.keys()),
        couples=sum(people.couples or 0 for people in samples.values()),
        claims=len(claims),
        unsourced=sum(not facts.nodes(claim, "ag:citesSource") for claim in claims),
        sources=len(sources_of(facts, pairing)),
    )
