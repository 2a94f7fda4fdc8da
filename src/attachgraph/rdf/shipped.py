"""The quads that are in every store: ontology, concepts, questions and tables.

In: ``ontology/*.ttl``, the mappings and the tables of ``data/``. Out: lines of N-Quads in their own
graphs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph

from attachgraph.evidence.shipped import shipped_evidence, shipped_standings
from attachgraph.profile import ATTACHMENT, profile_here
from attachgraph.rdf.bibliography import short_labels
from attachgraph.rdf.evidence import iter_evidence_quads
from attachgraph.rdf.named_queries import iter_query_quads
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDFS
from attachgraph.rdf.tables import (
    iter_dataset_quads,
    iter_source_quads,
    iter_work_quads,
    read_sources,
)
from attachgraph.rdf.terms import curie, iri, literal, quad
from attachgraph.resources import resource

_FILES: Final = {
    "attachgraph.ttl": "ontology",
    "concepts.ttl": "concepts",
    "codebook.ttl": "concepts",
}
_SOURCE: Final = f"<{BASE}source/"
_STYLE: Final = BASE + "style/"
_LABEL: Final = RDFS + "label"
_SSSOM_PREFIX: Final = re.compile(r"^# {2}(\w+): (\S+)$", re.MULTILINE)
_SCHEME: Final = PREFIXES["skos"] + "ConceptScheme"
_PREF_LABEL: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"


def iter_shipped_quads(*, tables: bool = True) -> Iterator[str]:
    """Write down what every store holds besides entries; the tables only where they are wanted."""
    records = read_sources() if tables else []
    sources = frozenset(iri(f"source/{record['id']}") for record in records)
    for name, graph in _FILES.items():
        yield from _turtle(name, iri(GRAPH + graph), sources)
    yield from _field_quads()
    yield from iter_mapping_quads()
    yield from iter_query_quads()
    if not tables:
        return
    yield from iter_dataset_quads()
    yield from iter_source_quads()
    yield from iter_work_quads()
    labels = short_labels(records)
    yield from iter_evidence_quads(shipped_evidence(), shipped_standings(), labels)


def iter_mapping_quads() -> Iterator[str]:
    """Write the mappings down next to the concepts that they lead from.

    Sources: SSSOM 1.0, TSV serialization: a commented head with the prefixes, then one mapping a
    line.
    """
    graph = iri(GRAPH + "concepts")
    for path in sorted(resource("ontology", "mappings").glob("*.sssom.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = [line for line in lines if line.startswith("#")]
        prefixes = dict(_SSSOM_PREFIX.findall("\n".join(head)))
        for row in csv.DictReader(lines[len(head) :], delimiter="\t", quoting=csv.QUOTE_NONE):
            ids = (row[f"{part}_id"].split(":", 1) for part in ("subject", "predicate", "object"))
            subject, predicate, object_ = (iri(prefixes[prefix] + local) for prefix, local in ids)
            yield quad(subject, predicate, object_, graph)


def _field_quads() -> Iterator[str]:
    """Write down the styles of a field of its own; those of the bundled one are concepts."""
    graph = iri(GRAPH + "concepts")
    for style in profile_here().styles:
        this = iri(f"style/{style.key}")
        yield quad(this, curie("rdf:type"), curie("ag:AttachmentStyle"), graph)
        yield quad(this, curie("rdf:type"), curie("skos:Concept"), graph)
        yield quad(this, curie("skos:inScheme"), iri(BASE + "concepts"), graph)
        for name in ("rdfs:label", "skos:prefLabel"):
            yield quad(this, curie(name), literal(style.label), graph)
        for name in style.names:
            yield quad(this, curie("skos:hiddenLabel"), literal(name), graph)
        if style.definition:
            yield quad(this, curie("skos:definition"), literal(style.definition), graph)


def _is_of_style(triple: pyoxigraph.Triple) -> bool:
    return any(_value(term).startswith(_STYLE) for term in (triple.subject, triple.object))


def _value(term: object) -> str:
    return term.value if isinstance(term, pyoxigraph.NamedNode) else ""


def _turtle(name: str, graph: str, sources: frozenset[str]) -> Iterator[str]:
    """Write a Turtle file down, in which one of ``skos:prefLabel`` and ``rdfs:label`` is enough.

    What has the former gets the latter as well, because all else has that; a scheme gets the
    former, by which browsers of SKOS call it.

    The concepts name publications of the bundled library. Another library need not have them, and
    a link to what nobody describes helps nobody.
    """
    field = profile_here()
    called = {AG + "AttachmentStyle": field.style, AG + "Pairing": field.pairing}
    triples = list(pyoxigraph.parse(path=resource("ontology", name)))
    schemes = {triple.subject for triple in triples if _value(triple.object) == _SCHEME}
    for triple in triples:
        if field is not ATTACHMENT and _is_of_style(triple):
            continue
        if triple.predicate.value == _LABEL and (own := called.get(_value(triple.subject))):
            yield quad(str(triple.subject), curie("rdfs:label"), literal(own), graph)
            continue
        if (object_ := str(triple.object)).startswith(_SOURCE) and object_ not in sources:
            continue
        yield f"{triple.subject} {triple.predicate} {triple.object} {graph} .\n"
        if triple.predicate.value == _PREF_LABEL:
            yield quad(str(triple.subject), curie("rdfs:label"), str(triple.object), graph)
        if triple.predicate.value == _LABEL and triple.subject in schemes:
            yield quad(str(triple.subject), curie("skos:prefLabel"), str(triple.object), graph)
