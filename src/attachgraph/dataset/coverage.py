"""How well the pairings are studied, and how much is written of each: the style by style grid.

In: a dataset. Out: one :class:`Cell` for each unordered pair of styles. A pair is

* *covered* if at least one finding on it is direct and dyadic: the study measured this pairing,
  and the table knows how many couples took part, so both partners were seen;
* *thin* if there are findings, but none of them is both direct and dyadic: what is said follows
  from other measures or from one partner alone;
* *missing* if there is no finding at all, whatever has been written.

How well a pairing is written about is another question; the claims of its entry are counted beside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final, Literal

from attachgraph.dataset.claims import claim_iris, sources_of
from attachgraph.dataset.findings import findings_about
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import local_name, short_name
from attachgraph.rdf.namespaces import BASE

if TYPE_CHECKING:
    from pyoxigraph import Store

Level = Literal["covered", "thin", "missing"]

#: What the levels mean, in the words that help, pages and exports use.
LEVELS: Final[dict[Level, str]] = {
    "covered": "at least one direct finding on couples",
    "thin": "findings, but none that is both direct and on couples",
    "missing": "no finding at all",
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
    #: Findings on it; those on couples; those that measured this pairing; those that did both.
    findings: int
    dyadic: int
    direct: int
    direct_dyadic: int
    #: Sentences that its entry and the parts of it claim, and how many of them cite no source.
    claims: int
    unsourced: int
    #: Different sources that the entry, its parts or one of their statements cites.
    sources: int


def coverage(store: Store) -> list[Cell]:
    """Tell for every unordered pair of styles how well it is studied.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> coverage(Store())
    []
    """
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
    return f"{BASE}pairing/{local_name(one)}-{local_name(other)}"


def _cell(facts: Lookup, styles: tuple[str, str], pairing: str) -> Cell:
    findings = findings_about(facts, pairing)
    direct_dyadic = sum(one.is_direct and one.is_dyadic for one in findings)
    claims = claim_iris(facts, pairing)
    return Cell(
        styles=(short_name(styles[0]), short_name(styles[1])),
        labels=(local_name(styles[0]), local_name(styles[1])),
        pairing=short_name(pairing),
        has_entry=bool(claims or facts.subjects("dcterms:subject", pairing)),
        level="covered" if direct_dyadic else "thin" if findings else "missing",
        findings=len(findings),
        dyadic=sum(one.is_dyadic for one in findings),
        direct=sum(one.is_direct for one in findings),
        direct_dyadic=direct_dyadic,
        claims=len(claims),
        unsourced=sum(not facts.nodes(claim, "ag:citesSource") for claim in claims),
        sources=len(sources_of(facts, pairing)),
    )
