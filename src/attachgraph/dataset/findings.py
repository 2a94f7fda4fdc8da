"""What studies found on a thing, grouped by the claim that they bear on.

In: a store and an IRI. Out: items of a description. The findings are rows of a curated table with
their design and sample as far as they were seen; a number that is missing there is missing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attachgraph.dataset.description import Item
from attachgraph.dataset.lookup import Lookup, short_name

#: What a finding can do to a claim, in the order in which findings are listed.
STANCES: Final[dict[str, str]] = {
    "cito:supports": "supports",
    "cito:qualifies": "qualifies",
    "ag:nullResult": "finds nothing on",
    "cito:disputes": "disputes",
}
_DETAILS: Final[dict[str, str]] = {
    "ag:design": "design",
    "ag:couples": "couples",
    "ag:persons": "persons",
    "ag:measure": "measure",
    "ag:outcomeMeasured": "outcome",
    "ag:direction": "direction",
    "ag:actingParty": "acting party",
    "ag:affectedParty": "affected party",
    "ag:evidenceLevel": "evidence",
}


def findings_about(facts: Lookup, iri: str) -> list[str]:
    """List the findings on a thing."""
    return [f for f in facts.subjects("ag:about", iri) if facts.has(f, "ag:Finding")]


def findings_by_claim(facts: Lookup, iri: str) -> Iterator[Item]:
    """Describe the findings on a thing, grouped by the claim that they bear on."""
    by_claim: dict[str, list[Item]] = {}
    for finding in findings_about(facts, iri):
        for claim in facts.nodes(finding, "ag:bearsOn") or [""]:
            by_claim.setdefault(claim, []).append(finding_item(facts, finding, claim))
    for claim, findings in sorted(by_claim.items()):
        text = facts.label(claim) if claim else "Other findings"
        yield Item(text, short_name(claim), items=tuple(sorted(findings, key=_by_stance)))


def finding_item(facts: Lookup, finding: str, claim: str) -> Item:
    """Describe a finding."""
    details = [
        ("stance", stance)
        for predicate, stance in STANCES.items()
        if claim and claim in facts.nodes(finding, predicate)
    ]
    details += [("source", facts.label(s)) for s in facts.nodes(finding, "ag:findingOf")]
    details += [
        (name, value)
        for predicate, name in _DETAILS.items()
        for value in facts.texts(finding, predicate)
    ]
    summary = facts.text(finding, "ag:summary") or facts.label(finding)
    return Item(summary, short_name(finding), tuple(details))


def _by_stance(item: Item) -> tuple[int, str, str]:
    stance = next((value for name, value in item.details if name == "stance"), "")
    order = list(STANCES.values())
    return (order.index(stance) if stance in order else len(order), item.text, item.id)
