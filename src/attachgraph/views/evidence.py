"""Write down what studies found: claims, studies, samples, variables and results, for the page.

In: a dataset and the nodes of the page. Out: JSON values. Knows nothing of how they
are drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attachgraph.dataset.names import short_name
from attachgraph.dataset.results import Result, is_pairing, results_among, standing_of
from attachgraph.dataset.studies import key_of, read_evidence
from attachgraph.evidence.independence import SETTLED_BY_TEXTS
from attachgraph.evidence.model import Evidence
from attachgraph.evidence.standing import Counts
from attachgraph.evidence.standing import standing_of as computed
from attachgraph.rdf.namespaces import BASE
from attachgraph.synthesis.summary import together

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable

    from attachgraph.dataset.lookup import Lookup

#: The value of the codebook that all measures of attachment are below.
_ATTACHMENT: Final = BASE + "codebook/variable/attachment"
#: More steps up than any list of the codebook has.
_HIGHEST: Final = 8


def evidence_record(facts: Lookup, nodes: Collection[str]) -> dict[str, Any]:
    """Write down the evidence that the page has."""
    claims = [iri for iri in facts.instances("Claim") if iri in nodes]
    keys = [key_of(facts, iri, "claim") for iri in claims]
    evidence = read_evidence(facts.quads, *keys) if keys else Evidence()
    shown = results_among(facts, nodes)
    found = [_result(facts, one, nodes) for one in shown]
    studies = sorted({one.study for one in shown if one.study})
    samples = sorted({people.iri for one in shown for people in one.people})
    variables = sorted({name for one in shown for name in _variables(facts, one)})
    return {
        "claims": [
            _claim(facts, evidence, iri, key, nodes) for iri, key in zip(claims, keys, strict=True)
        ],
        "studies": [study_record(facts, iri, nodes) for iri in studies],
        "samples": {short_name(iri): sample_record(facts, iri) for iri in samples},
        "variables": {short_name(iri): variable_record(facts, iri) for iri in variables},
        "results": found,
        "searches": [_search(facts, iri) for iri in facts.instances("Search")],
    }


def _claim(
    facts: Lookup, evidence: Evidence, iri: str, key: str, nodes: Container[str]
) -> dict[str, Any]:
    standing = dict(standing_of(facts, iri))
    found, claim = computed(evidence, evidence.claims[key]), evidence.claims[key]
    return {
        "id": short_name(iri),
        "about": [short_name(node) for node in facts.nodes(iri, "ag:about") if node in nodes],
        "standing": standing.get("standing", ""),
        "because": standing.get("because", ""),
        "certainty": standing.get("certainty", ""),
        "unit": "publication" if claim.kind in SETTLED_BY_TEXTS else "sample",
        "direct": _by_stance(found.counts if found.direct else Counts()),
        "indirect": _by_stance(found.indirect),
        "together": [[one.effect, *one.lines] for one in together(evidence, key)],
    }


def _by_stance(counts: Counts) -> list[int]:
    """Put counts in the order in which stances are listed."""
    return [counts.for_, counts.qualifying, counts.nothing, counts.against]


def study_record(facts: Lookup, iri: str, nodes: Container[str]) -> dict[str, Any]:
    """Name a study by its publication, with year and designs."""
    sources = facts.nodes(iri, "ag:reportedIn")
    years = (facts.text(source, "dcterms:issued")[:4] for source in sources)
    return {
        "id": short_name(iri),
        "label": facts.label(sources[0]) if sources else facts.label(iri),
        "sources": [short_name(source) for source in sources if source in nodes],
        "year": next((int(year) for year in years if year.isdecimal()), 0),
        "designs": [facts.label(one) for one in facts.nodes(iri, "ag:design")],
    }


def sample_record(facts: Lookup, iri: str) -> dict[str, Any]:
    """Count the people of a sample, and say who they are."""
    return {
        "couples": int(facts.text(iri, "ag:couples") or 0),
        "persons": int(facts.text(iri, "ag:persons") or 0),
        "populations": [facts.label(one) for one in facts.nodes(iri, "ag:population")],
    }


def _variables(facts: Lookup, result: Result) -> Iterable[str]:
    for predicate in ("ag:predictor", "ag:moderator", "ag:outcome"):
        yield from facts.nodes(result.iri, predicate)


def variable_record(facts: Lookup, iri: str) -> list[str]:
    """Name a variable, the group of the codebook that it is in, and what measures attachment."""
    path = [iri]
    for _ in range(_HIGHEST):
        above = [
            node for node in facts.nodes(path[-1], "skos:broader") if _in_codebook(facts, node)
        ]
        if not above or above[0] in path:
            break
        path.append(above[0])
    is_attachment = _ATTACHMENT in path and iri != _ATTACHMENT
    return [facts.label(iri), facts.label(path[-1]), "attachment" if is_attachment else ""]


def _in_codebook(facts: Lookup, iri: str) -> bool:
    return BASE + "codebook/variable" in facts.nodes(iri, "skos:inScheme")


def _result(facts: Lookup, result: Result, nodes: Container[str]) -> dict[str, Any]:
    pairings = set(filter(is_pairing, result.about))
    return {
        "id": short_name(result.iri),
        "about": [short_name(iri) for iri in result.about if iri in nodes],
        "measured": sorted(short_name(iri) for iri in pairings if result.measured(iri)),
        "bearings": [
            [short_name(one.claim), one.stance, int(one.direct), "; ".join(one.reasons)]
            for one in result.bearings
        ],
        "study": short_name(result.study) if result.study else "",
        "samples": [short_name(people.iri) for people in result.people],
        "level": result.level,
        "direction": result.direction,
        "predictors": _names(facts, result, "ag:predictor"),
        "moderators": _names(facts, result, "ag:moderator"),
        "outcomes": _names(facts, result, "ag:outcome"),
        "whose": result.whose,
        "read": result.read,
    }


def _names(facts: Lookup, result: Result, predicate: str) -> list[str]:
    return [short_name(iri) for iri in facts.nodes(result.iri, predicate)]


def _search(facts: Lookup, iri: str) -> dict[str, str]:
    return {
        "where": facts.text(iri, "ag:searchedIn"),
        "words": facts.text(iri, "ag:searchWords"),
        "on": facts.text(iri, "ag:searchedOn"),
        "criteria": facts.text(iri, "ag:criteria"),
        "note": facts.text(iri, "skos:note"),
    }
