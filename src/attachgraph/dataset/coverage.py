"""How well the pairings are studied: the style by style grid.

In: a store. Out: one :class:`Cell` for each unordered pair of styles. A pair is

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

from pyoxigraph import NamedNode

from attachgraph.dataset.findings import findings_about
from attachgraph.dataset.lookup import Lookup, expand, short_name
from attachgraph.rdf.namespaces import AG, BASE

if TYPE_CHECKING:
    from pyoxigraph import Store

Level = Literal["covered", "thin", "missing"]

#: What the levels mean, in the words that help and exports use.
LEVELS: Final[dict[Level, str]] = {
    "covered": "at least one direct finding on couples",
    "thin": "findings, but none that is both direct and on couples",
    "missing": "no finding at all",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of styles, and what is known and written of it.

    Parameters
    ----------
    styles : tuple of str
        Short names of the two styles, in the order of the grid.
    labels : tuple of str
        Their keys as people read them: "anxious", "secure".
    pairing : str
        Short name of the pairing, whether or not it has an entry.
    has_entry : bool
        Whether a text of the dataset is about it.
    level : {"covered", "thin", "missing"}
        How well it is studied.
    findings, dyadic, direct, direct_dyadic : int
        Findings on it; those on couples; those that measured this pairing; those that did both.
    claims, unsourced : int
        Sentences that its entry claims, and how many of them cite no source.
    """

    styles: tuple[str, str]
    labels: tuple[str, str]
    pairing: str
    has_entry: bool
    level: Level
    findings: int
    dyadic: int
    direct: int
    direct_dyadic: int
    claims: int
    unsourced: int


def coverage(store: Store) -> list[Cell]:
    """Tell for every unordered pair of styles how well it is studied.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> coverage(Store())
    []
    """
    facts = Lookup(store)
    found = store.quads_for_pattern(None, expand("rdf:type"), NamedNode(AG + "AttachmentStyle"))
    styles = sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})
    pairings = _pairings(facts, styles)
    return [
        _cell(facts, (one, other), pairings.get((one, other), _usual_iri(one, other)))
        for one, other in combinations_with_replacement(styles, 2)
    ]


def _pairings(facts: Lookup, styles: Iterable[str]) -> dict[tuple[str, str], str]:
    """Find the pairing of two styles by its partner roles."""
    partners: dict[str, list[str]] = {}
    for style in styles:
        for role in facts.subjects("ag:style", style):
            for pairing in facts.subjects("ag:hasPartner", role):
                partners.setdefault(pairing, []).append(style)
    return {
        (pair[0], pair[-1]): pairing for pairing, pair in sorted(partners.items(), reverse=True)
    }


def _usual_iri(one: str, other: str) -> str:
    return f"{BASE}pairing/{_key(one)}-{_key(other)}"


def _key(style: str) -> str:
    return style.rsplit("/", 1)[-1]


def _cell(facts: Lookup, styles: tuple[str, str], pairing: str) -> Cell:
    findings = findings_about(facts, pairing)
    dyadic = {f for f in findings if facts.terms(f, "ag:couples")}
    direct = {f for f in findings if "direct" in facts.texts(f, "ag:evidenceLevel")}
    claims, unsourced = _claims(facts, pairing)
    return Cell(
        styles=(short_name(styles[0]), short_name(styles[1])),
        labels=(_key(styles[0]), _key(styles[1])),
        pairing=short_name(pairing),
        has_entry=bool(claims or facts.subjects("dcterms:subject", pairing)),
        level=_level(bool(findings), bool(direct & dyadic)),
        findings=len(findings),
        dyadic=len(dyadic),
        direct=len(direct),
        direct_dyadic=len(direct & dyadic),
        claims=claims,
        unsourced=unsourced,
    )


def _level(has_findings: bool, has_direct_dyadic: bool) -> Level:  # noqa: FBT001 - two facts
    if has_direct_dyadic:
        return "covered"
    return "thin" if has_findings else "missing"


def _claims(facts: Lookup, pairing: str) -> tuple[int, int]:
    claims = [
        statement
        for statement in facts.subjects("rdf:subject", pairing)
        if expand("ag:claims").value in facts.nodes(statement, "rdf:predicate")
    ]
    return len(claims), sum(not facts.nodes(claim, "ag:citesSource") for claim in claims)
