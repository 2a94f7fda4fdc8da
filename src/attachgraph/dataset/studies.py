"""Read the studies of a store back as the evidence that they were written from.

In: a dataset. Out: :class:`~attachgraph.evidence.model.Evidence`, with the codes of the closed
lists. The way back from ``rdf/evidence.py``; what only a reader of tables needs is not read.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import local_name
from attachgraph.dataset.source import Quads
from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.model import (
    Claim,
    Effect,
    Evidence,
    EvidenceLine,
    Reading,
    Result,
    Sample,
    Study,
)
from attachgraph.rdf.bases import path_of


class Publication(NamedTuple):
    """What reports a study: short name, year, and the whole reference."""

    label: str
    year: int | None
    reference: str


def read_evidence(quads: Quads, *keys: str) -> Evidence:
    """Read all studies, samples, results, lines and claims; or those that bear on some claims."""
    facts = Lookup(quads)
    # Samples are always all, because others tell which of them share people.
    samples = {key_of(facts, iri, "sample"): iri for iri in facts.instances("Sample")}
    if keys:
        claims = [_iri(facts, key, "claim") for key in keys]
        lines = sorted({line for one in claims for line in facts.subjects("ag:bearsOn", one)})
        results = sorted({iri for line in lines for iri in facts.nodes(line, "ag:fromResult")})
        studies = sorted({iri for result in results for iri in facts.nodes(result, "ag:resultOf")})
    else:
        kinds = ("Claim", "EvidenceLine", "Result", "Study")
        claims, lines, results, studies = map(facts.instances, kinds)
    return Evidence(
        studies={(key := key_of(facts, iri, "study")): _study(facts, key, iri) for iri in studies},
        samples={key: _sample(facts, key, iri) for key, iri in samples.items()},
        results={
            (key := key_of(facts, iri, "result")): _result(facts, key, iri) for iri in results
        },
        lines=tuple(_line(facts, iri) for iri in lines),
        claims={(key := key_of(facts, iri, "claim")): _claim(facts, key, iri) for iri in claims},
    )


def read_publications(quads: Quads, keys: set[str]) -> dict[str, Publication]:
    """Read what publications are called."""
    facts = Lookup(quads)
    found = {}
    for key in sorted(keys):
        iri = _iri(facts, key, "source")
        year = facts.text(iri, "dcterms:issued")[:4]
        reference = facts.text(iri, "dcterms:bibliographicCitation") or facts.label(iri)
        found[key] = Publication(
            facts.label(iri), int(year) if year.isdecimal() else None, reference
        )
    return found


def key_of(facts: Lookup, iri: str, kind: str) -> str:
    """Give the key of a thing; its IRI where another dataset in the store has the same key."""
    path = path_of(iri)
    first = facts.named(path)
    return iri if first != iri and facts.exists(first) else path.removeprefix(f"{kind}/")


def _iri(facts: Lookup, key: str, kind: str) -> str:
    return key if key.startswith(("http://", "https://")) else facts.named(f"{kind}/{key}")


def _keys(facts: Lookup, node: str, predicate: str, kind: str) -> tuple[str, ...]:
    return tuple(key_of(facts, iri, kind) for iri in facts.nodes(node, predicate))


@cache
def _codes_by_iri(values: str) -> dict[str, str]:
    return {value.iri: code for code, value in codebook().codes(values).items()}


def _codes(facts: Lookup, node: str, predicate: str, values: str) -> tuple[str, ...]:
    known = _codes_by_iri(values)
    return tuple(known.get(iri, local_name(iri)) for iri in facts.nodes(node, predicate))


def _code(facts: Lookup, node: str, predicate: str, values: str) -> str:
    return next(iter(_codes(facts, node, predicate, values)), "")


def _whole(facts: Lookup, node: str, predicate: str) -> int | None:
    text = facts.text(node, predicate)
    return int(text) if text else None


def _number(facts: Lookup, node: str, predicate: str) -> float | None:
    text = facts.text(node, predicate)
    return float(text) if text else None


def _study(facts: Lookup, key: str, iri: str) -> Study:
    return Study(
        id=key,
        sources=_keys(facts, iri, "ag:reportedIn", "source"),
        design=_codes(facts, iri, "ag:design", "design"),
        samples=_keys(facts, iri, "ag:sample", "sample"),
    )


def _sample(facts: Lookup, key: str, iri: str) -> Sample:
    # Keys follow the publication: the sample of this key in another dataset is of the same people.
    same = (path_of(iri).removeprefix("sample/"),) if key == iri else ()
    return Sample(
        id=key,
        couples=_whole(facts, iri, "ag:couples"),
        persons=_whole(facts, iri, "ag:persons"),
        pooled=_whole(facts, iri, "ag:pooledSamples"),
        part_of=(*_keys(facts, iri, "ag:sharesPeopleWith", "sample"), *same),
        pooled_in=_keys(facts, iri, "ag:pooledIn", "sample"),
        population=_codes(facts, iri, "ag:population", "population"),
    )


def _result(facts: Lookup, key: str, iri: str) -> Result:
    study = next(iter(_keys(facts, iri, "ag:resultOf", "study")), "")
    reading = next(iter(facts.nodes(iri, "ag:reading")), "")
    predictor, whose, moderator, outcome = _variables(facts, iri)
    return Result(
        id=key,
        study=study,
        finding=facts.text(iri, "ag:summary"),
        samples=_keys(facts, iri, "ag:sample", "sample"),
        predictor=predictor,
        whose=whose,
        moderator=moderator,
        outcome=outcome,
        whose_outcome=_code(facts, iri, "ag:outcomeWhose", "whose-outcome"),
        direction=_code(facts, iri, "ag:direction", "direction"),
        controls=facts.text(iri, "ag:adjustedFor"),
        effect=_effect(facts, iri),
        p=facts.text(iri, "ag:pValue"),
        n=_whole(facts, iri, "ag:analysed"),
        k=_whole(facts, iri, "ag:effectsPooled"),
        i2=_number(facts, iri, "ag:heterogeneity"),
        tau2=_number(facts, iri, "ag:betweenVariance"),
        reading=Reading(_code(facts, reading, "ag:whatWasRead", "read")) if reading else Reading(),
    )


def _variables(facts: Lookup, iri: str) -> tuple[str, str, str, str]:
    return (
        _code(facts, iri, "ag:predictor", "variable"),
        _code(facts, iri, "ag:predictorWhose", "whose"),
        _code(facts, iri, "ag:moderator", "variable"),
        _code(facts, iri, "ag:outcome", "variable"),
    )


def _effect(facts: Lookup, iri: str) -> Effect | None:
    value = _number(facts, iri, "ag:effectValue")
    if value is None:
        return None
    low, high, error = (
        _number(facts, iri, name)
        for name in ("ag:intervalFrom", "ag:intervalTo", "ag:standardError")
    )
    return Effect(_code(facts, iri, "ag:metric", "metric"), value, low, high, error)


def _line(facts: Lookup, iri: str) -> EvidenceLine:
    return EvidenceLine(
        result=next(iter(_keys(facts, iri, "ag:fromResult", "result")), ""),
        claim=next(iter(_keys(facts, iri, "ag:bearsOn", "claim")), ""),
        stance=_code(facts, iri, "ag:stance", "stance"),
        indirect=_codes(facts, iri, "ag:indirectBecause", "indirectness"),
        because=facts.text(iri, "ag:explanation"),
    )


def _claim(facts: Lookup, key: str, iri: str) -> Claim:
    predictor, whose, moderator, outcome = _variables(facts, iri)
    return Claim(
        id=key,
        claim=facts.label(iri),
        kind=_code(facts, iri, "ag:claimKind", "kind"),
        about=tuple(path_of(node).replace("/", ":", 1) for node in facts.nodes(iri, "ag:about")),
        predictor=predictor,
        whose=whose,
        moderator=moderator,
        outcome=outcome,
        certainty=tuple(sorted(facts.texts(iri, "ag:certaintySetTo"))),
        certainty_because=facts.text(iri, "ag:certaintySetBecause"),
        certainty_by=facts.text(iri, "ag:certaintySetBy"),
    )
