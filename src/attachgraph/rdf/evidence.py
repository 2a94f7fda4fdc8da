"""Studies, samples, results and claims as quads.

In: the evidence of a dataset. Out: lines of N-Quads in ``graph/studies``. Codes of the closed lists
become the concepts that they are. How a claim stands is written here and nowhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Final

from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.model import (
    Claim,
    Effect,
    Evidence,
    EvidenceLine,
    Measure,
    Reading,
    Result,
    Sample,
    Search,
    Study,
)
from attachgraph.evidence.projection import pairing_of, projected_pairs
from attachgraph.evidence.standing import Standing
from attachgraph.extraction.context import pairing_node
from attachgraph.profile import profile_here
from attachgraph.rdf.namespaces import GRAPH
from attachgraph.rdf.quads import graph_iri
from attachgraph.rdf.terms import curie, iri, literal, plain, quad, typed

Fact = tuple[str, str]

_STUDIES: Final = iri(GRAPH + "studies")


def iter_evidence_quads(
    evidence: Evidence, found: Mapping[str, Standing], labels: Mapping[str, str]
) -> Iterator[str]:
    """Write evidence down; the labels are those of the publications, by key."""
    names = study_labels(evidence, labels)
    facts: list[tuple[str, Iterable[Fact]]] = [
        *((f"claim/{c.id}", _claim(c, found[c.id])) for c in evidence.claims.values()),
        *((f"search/{s.id}", _search(s)) for s in evidence.searches.values()),
        *((f"study/{s.id}", _study(s, names[s.id])) for s in evidence.studies.values()),
        *((f"sample/{s.id}", _sample(s)) for s in evidence.samples.values()),
        *(
            (f"result/{r.id}", _result(r, evidence, _result_label(r, names)))
            for r in evidence.results.values()
        ),
        *(
            (line_path(line), _line(line, _result_label(evidence.results[line.result], names)))
            for line in evidence.lines
        ),
    ]
    facts += _shared(evidence)
    for path, said in facts:
        yield from _quads(path, said)
    yield from _pairings(evidence)


def line_path(line: EvidenceLine) -> str:
    """Name an evidence line by what it joins."""
    return f"line/{line.result}/{line.claim}"


def study_labels(evidence: Evidence, labels: Mapping[str, str]) -> dict[str, str]:
    """Name studies as people cite them, apart from the publication and from one another."""
    by_source: dict[str, list[str]] = {}
    for study in evidence.studies.values():
        by_source.setdefault(study.sources[0], []).append(study.id)
    return {
        study: f"{labels.get(source, source)}, study" + (f" {number}" if len(studies) > 1 else "")
        for source, studies in by_source.items()
        for number, study in enumerate(sorted(studies), 1)
    }


def _result_label(result: Result, names: Mapping[str, str]) -> str:
    number = result.id.removeprefix(f"{result.study}-")
    return f"{names[result.study].removesuffix(', study')}, result {number}"


def _quads(path: str, said: Iterable[Fact]) -> Iterator[str]:
    subject = iri(path)
    for name, object_ in said:
        yield quad(subject, curie(name), object_, _STUDIES)


def _code(name: str, code: str) -> str:
    return iri(codebook().codes(name)[code].iri)


def _coded(name: str, values: str, codes: str | Iterable[str]) -> Iterator[Fact]:
    """Lead to values of a closed list."""
    for code in [codes] if isinstance(codes, str) else codes:
        if code:
            yield name, _code(values, code)


def _counted(**numbers: int | None) -> Iterator[Fact]:
    for name, number in numbers.items():
        if number is not None:
            yield f"ag:{name}", typed(number, "xsd:integer")


def _measured(**numbers: float | None) -> Iterator[Fact]:
    for name, number in numbers.items():
        if number is not None:
            yield f"ag:{name}", typed(f"{number:.12g}", "xsd:decimal")


def _said(**texts: str) -> Iterator[Fact]:
    for name, text in texts.items():
        if text:
            yield f"ag:{name}", literal(text)


def _noted(text: str) -> Iterator[Fact]:
    if text:
        yield "skos:note", literal(text)


def _is_a(type_: str, label: str) -> Iterator[Fact]:
    yield "rdf:type", curie(f"ag:{type_}")
    yield "rdfs:label", literal(label)


def _keys(keys: Iterable[str]) -> Iterator[Fact]:
    for key in keys:
        yield "ag:about", iri(key.replace(":", "/", 1))


def _variables(thing: Claim | Result) -> Iterator[Fact]:
    for name in ("predictor", "moderator", "outcome"):
        yield from _coded(f"ag:{name}", "variable", getattr(thing, name))
    yield from _coded("ag:predictorWhose", "whose", thing.whose)


def _claim(claim: Claim, standing: Standing) -> Iterator[Fact]:
    yield from _is_a("Claim", claim.claim)
    yield from _coded("ag:claimKind", "kind", claim.kind)
    yield from _keys(claim.about)
    yield from _variables(claim)
    if claim.popular is not None:
        yield "ag:popular", typed(str(claim.popular).lower(), "xsd:boolean")
    for source in claim.stated_by:
        yield "ag:statedBy", iri(f"source/{source}")
    for search in claim.searches:
        yield "ag:search", iri(f"search/{search}")
    for judged in claim.certainty:
        yield "ag:certaintySetTo", plain(judged)
    yield from _said(certaintySetBecause=claim.certainty_because, certaintySetBy=claim.certainty_by)
    yield from _standing(standing)
    yield from _noted(claim.note)


def _standing(standing: Standing) -> Iterator[Fact]:
    yield "ag:status", curie(f"ag:{standing.status}")
    yield from _said(standingBecause=standing.because)
    yield "ag:standingIsDirect", typed(str(standing.direct).lower(), "xsd:boolean")
    numbers = standing.counts
    yield from _counted(
        samplesFor=numbers.for_,
        samplesAgainst=numbers.against,
        samplesInPart=numbers.qualifying,
        samplesFindingNothing=numbers.nothing,
    )
    if standing.certainty is not None:
        yield "ag:certainty", plain(standing.certainty.level)
        yield from _said(certaintyBecause="; ".join(r.words for r in standing.certainty.reasons))


def _search(search: Search) -> Iterator[Fact]:
    yield from _is_a("Search", f"{search.where}, {search.on}")
    yield from _said(searchedIn=search.where, criteria=search.criteria)
    yield "ag:searchWords", plain(search.words)
    yield "ag:searchedOn", typed(search.on, "xsd:date")
    yield from _counted(
        recordsFound=search.records, recordsScreened=search.screened, recordsKept=search.kept
    )
    yield from _noted(search.note)


def _study(study: Study, label: str) -> Iterator[Fact]:
    yield from _is_a("Study", label)
    for source in study.sources:
        yield "ag:reportedIn", iri(f"source/{source}")
    yield from _coded("ag:design", "design", study.design)
    for sample in study.samples:
        yield "ag:sample", iri(f"sample/{sample}")
    for name, text in (("preregistration", study.registered), ("openData", study.data)):
        if text:
            yield f"ag:{name}", plain(text)
    yield from _noted(study.note)


def _sample(sample: Sample) -> Iterator[Fact]:
    counts = ((sample.couples, "couples"), (sample.persons, "persons"))
    sizes = ", ".join(f"{number:,} {unit}" for number, unit in counts if number is not None)
    yield from _is_a("Sample", f"{sample.id}: {sizes or 'size not stated'}")
    yield from _counted(couples=sample.couples, persons=sample.persons, pooledSamples=sample.pooled)
    for other in sample.part_of:
        yield "ag:sharesPeopleWith", iri(f"sample/{other}")
    for pool in sample.pooled_in:
        yield "ag:pooledIn", iri(f"sample/{pool}")
    yield from _coded("ag:population", "population", sample.population)
    for country in sample.country:
        yield "ag:country", plain(country)
    for name, year in (("dataFrom", sample.collected_from), ("dataTo", sample.collected_to)):
        if year is not None:
            yield f"ag:{name}", typed(f"{year:04}", "xsd:gYear")
    yield from _measured(
        meanAge=sample.mean_age,
        meanLength=sample.mean_length,
        percentWomen=sample.percent_women,
    )
    yield from _noted(sample.note)


def _result(result: Result, evidence: Evidence, label: str) -> Iterator[Fact]:
    yield from _is_a("Result", label)
    yield "ag:resultOf", iri(f"study/{result.study}")
    yield from _said(summary=result.finding, adjustedFor=result.controls)
    for sample in evidence.samples_of(result):
        yield "ag:sample", iri(f"sample/{sample}")
    yield from _variables(result)
    yield from _coded("ag:outcomeWhose", "whose-outcome", result.whose_outcome)
    yield from _coded("ag:direction", "direction", result.direction)
    for name, variable, instrument in (
        ("predictorMeasure", result.predictor, result.predictor_measure),
        ("outcomeMeasure", result.outcome, result.outcome_measure),
    ):
        if variable and instrument:
            yield f"ag:{name}", iri(_measure_path(Measure(variable, instrument)))
    if pairing := pairing_of(result):
        yield from _keys([f"pairing:{'-'.join(pairing)}"])
    yield from _effect(result.effect)
    if result.p:
        yield "ag:pValue", plain(result.p)
    yield from _counted(analysed=result.n, effectsPooled=result.k)
    yield from _measured(heterogeneity=result.i2, betweenVariance=result.tau2)
    yield from _read(result)
    yield from _noted(result.note)


def _effect(effect: Effect | None) -> Iterator[Fact]:
    if effect is not None:
        yield from _coded("ag:metric", "metric", effect.metric)
        yield from _measured(
            effectValue=effect.value,
            intervalFrom=effect.ci_low,
            intervalTo=effect.ci_high,
            standardError=effect.se,
        )


def _read(result: Result) -> Iterator[Fact]:
    reading = result.reading
    if path := _reading_path(result):
        yield "ag:reading", iri(path)
    yield from _said(place=reading.place)
    if reading.passage:
        yield "oa:exact", plain(reading.passage)
    if reading.passage_digest:
        yield "ag:passageDigest", plain(reading.passage_digest)


def _line(line: EvidenceLine, label: str) -> Iterator[Fact]:
    stance = codebook().codes("stance")[line.stance]
    yield from _is_a("EvidenceLine", f"{label}: {stance.label}")
    yield "ag:bearsOn", iri(f"claim/{line.claim}")
    yield "ag:fromResult", iri(f"result/{line.result}")
    yield from _coded("ag:stance", "stance", line.stance)
    yield "ag:direct", typed(str(line.direct).lower(), "xsd:boolean")
    yield from _coded("ag:indirectBecause", "indirectness", line.indirect)
    yield from _said(explanation=line.because)


def _shared(evidence: Evidence) -> Iterator[tuple[str, Iterable[Fact]]]:
    """Describe what several results lead to, once each: measures and readings."""
    found: dict[str, Iterable[Fact]] = {}
    for result in evidence.results.values():
        for measure in result.measures:
            found.setdefault(_measure_path(measure), _measure(measure))
        if path := _reading_path(result):
            found.setdefault(path, _reading(result.reading))
    yield from sorted(found.items(), key=itemgetter(0))


def _measure_path(measure: Measure) -> str:
    return f"measure/{measure.instrument}-{measure.variable}"


def _measure(measure: Measure) -> Iterator[Fact]:
    instrument = codebook().codes("instrument")[measure.instrument]
    variable = codebook().codes("variable")[measure.variable]
    yield from _is_a("Measure", f"{instrument.label}: {variable.label}")
    yield "ag:instrument", iri(instrument.iri)
    yield "ag:measures", iri(variable.iri)


def _reading_path(result: Result) -> str:
    """Name a reading by the study and what was read; results of one reading share it."""
    reading = result.reading
    parts = (
        reading.read,
        " ".join(reading.read_at),
        reading.read_on,
        " ".join(reading.coded_by),
        reading.agreement,
    )
    if not any(parts):
        return ""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
    return f"reading/{result.study}/{digest}"


def _reading(reading: Reading) -> Iterator[Fact]:
    depth = codebook().codes("read")[reading.read].label if reading.read else "not said what"
    day = f", {reading.read_on}" if reading.read_on else ""
    yield from _is_a("Reading", f"{depth}{day}")
    yield from _coded("ag:whatWasRead", "read", reading.read)
    for address in reading.read_at:
        yield "dcterms:source", iri(address) if "://" in address else plain(address)
    if reading.read_on:
        yield "ag:readOn", typed(reading.read_on, "xsd:date")
    for coder in reading.coded_by:
        yield "ag:coder", plain(coder)
    yield from _coded("ag:agreement", "agreement", reading.agreement)


def _projections(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Join pairings to the results that are carried over to them: key and id."""
    for result in evidence.results.values():
        for pair in projected_pairs(result):
            if pair != pairing_of(result):
                yield f"pairing:{'-'.join(pair)}", result.id


def _pairings(evidence: Evidence) -> Iterator[str]:
    """Declare pairings, which need have no entries in the store, and project results on them."""
    keys = {key for claim in evidence.claims.values() for key in claim.about}
    for key, result_id in sorted(_projections(evidence)):
        keys.add(key)
        subject, carried = iri(key.replace(":", "/", 1)), iri(f"result/{result_id}")
        yield quad(subject, curie("ag:projectedFrom"), carried, _STUDIES)
    keys |= {
        f"pairing:{'-'.join(pairing)}"
        for result in evidence.results.values()
        if (pairing := pairing_of(result))
    }
    for key in sorted(keys):
        kind, _, styles = key.partition(":")
        if kind == "pairing":
            node = pairing_node(*styles.split("-"), field=profile_here())
            subject, graph = iri(f"pairing/{styles}"), graph_iri(node)
            yield quad(subject, curie("rdf:type"), curie("ag:Pairing"), graph)
            yield quad(subject, curie("rdfs:label"), literal(node.label), graph)
