"""Sum up a thing of which very much is said: how much of what, and where texts and studies differ.

In: a dataset, an IRI, and what its statements were counted to be. Out: a description of one screen,
in the form of all descriptions. Reads nothing that grows with the number of texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from attachgraph.dataset.describing import describe_head
from attachgraph.dataset.description import Description, Item, Part
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import local_name, short_name
from attachgraph.dataset.parts import statement_item
from attachgraph.dataset.results import STANCES, by_claim, results_about, standing_of
from attachgraph.dataset.source import Quads
from attachgraph.dataset.statements import read_statements
from attachgraph.rdf.namespaces import AG

_ALIAS: Final = AG + "aliasOf"
#: The statements about a thing ``?it``, and those that give it a name, by edge and status.
COUNTED: Final = """
SELECT ?edge ?status (COUNT(DISTINCT ?statement) AS ?number) WHERE {
  { ?statement rdf:subject ?it ; rdf:predicate ?edge }
  UNION
  { VALUES ?edge { ag:aliasOf } ?statement rdf:object ?it ; rdf:predicate ?edge }
  OPTIONAL { ?statement ag:status ?status }
} GROUP BY ?edge ?status
"""
#: Those that sources speak against, the most cited first.
DISPUTED: Final = """
SELECT ?statement (COUNT(DISTINCT ?source) AS ?number) WHERE {
  VALUES ?status { ag:contradicted ag:disputed }
  ?statement rdf:subject ?it ; ag:status ?status ; ag:citesSource ?source
} GROUP BY ?statement ORDER BY DESC(?number) ?statement LIMIT 5
"""
_MOST_CLAIMS: Final = 10
_AGAINST: Final = frozenset({STANCES["disputes"], STANCES["finds-nothing"]})


class Counted(NamedTuple):
    """Statements with one edge and one status; IRIs, ``""`` for no status."""

    edge: str
    status: str
    number: int


def outline(
    store: Quads, iri: str, counted: Iterable[Counted], disputed: Iterable[str]
) -> Description:
    """Sum up what a dataset says of a thing."""
    facts = Lookup(store)
    parts = (
        Part("outline", "What there is", tuple(_sizes(facts, iri, counted))),
        Part("disagreements", "Strongest disagreements", tuple(_contested(facts, iri, disputed))),
    )
    return replace(describe_head(facts, iri), parts=tuple(part for part in parts if part.items))


def _sizes(facts: Lookup, iri: str, counted: Iterable[Counted]) -> Iterator[Item]:
    """Say how many statements stand below each heading, and how they stand."""
    found: dict[str, Counter[str]] = {}
    places: dict[str, tuple[int, str]] = {}
    for edge, status, number in counted:
        heading = facts.vocabulary.heading(edge, inverse=edge == _ALIAS) or "Other"
        places[heading] = min(places.get(heading, (9999, "")), facts.vocabulary.place(edge))
        found.setdefault(heading, Counter())[local_name(status) or "no status"] += number
    for heading in sorted(found, key=lambda one: (one == "Other", places[one])):
        by_status = ", ".join(f"{n:,} {status}" for status, n in found[heading].most_common())
        yield Item(f"{heading}: {by_status}")
    if texts := facts.subjects("dcterms:subject", iri):
        yield Item(f"Texts: {len(texts):,}")


def _contested(facts: Lookup, iri: str, disputed: Iterable[str]) -> Iterator[Item]:
    """List the claims on which results differ most, then what texts say that sources dispute."""
    stances: dict[str, Counter[str]] = {}
    for _, bearing in by_claim(results_about(facts, iri)):
        if iri in bearing.about:
            stances.setdefault(bearing.claim, Counter())[bearing.stance] += 1

    def against(claim: str) -> int:
        return sum(stances[claim][stance] for stance in _AGAINST)

    def strength(claim: str) -> tuple[int, int, str]:
        for_it = stances[claim].total() - against(claim)
        return -min(for_it, against(claim)), -stances[claim].total(), claim

    for claim in sorted(filter(against, stances), key=strength)[:_MOST_CLAIMS]:
        counts = ((stances[claim][stance], stance) for stance in STANCES.values())
        results = ", ".join(f"{number} {stance}" for number, stance in counts if number)
        standing = [pair for pair in standing_of(facts, claim) if pair[0] == "standing"]
        yield Item(facts.label(claim), short_name(claim), (*standing, ("results", results)))
    for statement in read_statements(facts, disputed):
        texts = len({quote.text for quote in statement.quotations})
        one = replace(statement, quotations=statement.quotations[:1])
        yield replace(statement_item(facts, one), details=(("texts", f"{texts:,}"),))
