"""Describe a release in DCAT 3 and VoID.

In: a store, facts and files. Out: triples, without blank nodes: the dataset, this version of it, a
distribution for each file, and how many members each class and triples each of its properties has.

Sources: https://www.w3.org/TR/vocab-dcat-3/, https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Store, Triple

from attachgraph.dataset.partitions import iter_partitions
from attachgraph.rdf.bases import own_base
from attachgraph.rdf.namespaces import BASE, PREFIXES, RDF, XSD
from attachgraph.rdf.syntaxes import RDF_FORMATS
from attachgraph.release.facts import Facts, File

_IANA: Final = "https://www.iana.org/assignments/media-types/"
_SPDX: Final = "http://spdx.org/rdf/terms#"
#: The names that the W3C gives to formats, by the endings of files.
_FEATURES: Final = {
    each.suffix: f"http://www.w3.org/ns/formats/{each.w3c_name}" for each in RDF_FORMATS.values()
}


def _term(curie: str) -> NamedNode:
    prefix, name = curie.split(":", 1)
    return NamedNode({**PREFIXES, "spdx": _SPDX}[prefix] + name)


def _en(text: str) -> Literal:
    return Literal(text, language="en")


def _date(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "date"))


def _about(subject: str, values: Iterable[tuple[str, NamedNode | Literal]]) -> Iterator[Triple]:
    for predicate, value in values:
        name = NamedNode(RDF + "type") if predicate == "a" else _term(predicate)
        yield Triple(NamedNode(subject), name, value)


def iter_dcat(facts: Facts, files: Sequence[File], previous: str | None) -> Iterator[Triple]:
    """Describe the dataset, this version and its files."""
    creators = []
    for number, one in enumerate(facts.about.authors, 1):
        creator = f"https://orcid.org/{one.orcid}" if one.orcid else f"{facts.iri}#creator-{number}"
        creators.append(NamedNode(creator))
        yield from _about(creator, [("a", _term("prov:Agent")), ("rdfs:label", _en(one.name))])
    yield from _about(
        facts.iri,
        [
            ("a", _term("dcat:Dataset")),
            ("dcterms:title", Literal(facts.about.title, language=facts.about.language)),
            ("dcat:hasVersion", NamedNode(facts.version_iri)),
            ("dcat:hasCurrentVersion", NamedNode(facts.version_iri)),
        ],
    )
    yield from _about(
        facts.version_iri,
        [
            ("a", _term("dcat:Dataset")),
            ("a", _term("void:Dataset")),
            ("dcterms:title", Literal(facts.about.title, language=facts.about.language)),
            ("dcterms:description", _en(facts.description)),
            ("dcterms:identifier", Literal(facts.version_iri)),
            *(("dcterms:creator", creator) for creator in creators),
            ("dcterms:publisher", creators[0]),
            ("dcterms:issued", _date(facts.date)),
            ("dcterms:language", Literal(facts.about.language)),
            ("dcterms:conformsTo", NamedNode(BASE + "ontology")),
            ("dcat:version", Literal(facts.version)),
            ("dcat:isVersionOf", NamedNode(facts.iri)),
            *(("dcterms:license", NamedNode(iri)) for iri in facts.licences),
            *(("dcat:keyword", _en(word)) for word in facts.about.keywords),
            *(("dcat:distribution", NamedNode(_file(facts, file))) for file in files),
        ],
    )
    if previous:
        before = NamedNode(f"{facts.iri}/{previous}")
        yield from _about(facts.version_iri, [("dcat:previousVersion", before)])
    for file in files:
        yield from _distribution(facts, file)


def _file(facts: Facts, file: File) -> str:
    return f"{facts.version_iri}/{file.path}"


def _distribution(facts: Facts, file: File) -> Iterator[Triple]:
    iri = _file(facts, file)
    sum_ = NamedNode(f"{iri}#sha256")
    yield from _about(
        iri,
        [
            ("a", _term("dcat:Distribution")),
            ("dcterms:title", _en(file.title)),
            ("dcat:accessURL", NamedNode(iri)),  # DCAT-AP wants it where it is the download, too
            ("dcat:downloadURL", NamedNode(iri)),
            ("dcat:mediaType", NamedNode(_IANA + file.media_type)),
            (
                "dcat:byteSize",
                Literal(str(file.size), datatype=NamedNode(XSD + "nonNegativeInteger")),
            ),
            ("spdx:checksum", sum_),
            *(("dcterms:license", NamedNode(licence)) for licence in facts.licences),
        ],
    )
    yield from _about(
        sum_.value,
        [
            ("a", _term("spdx:Checksum")),
            ("spdx:algorithm", _term("spdx:checksumAlgorithm_sha256")),
            (
                "spdx:checksumValue",
                Literal(file.sha256, datatype=NamedNode(XSD + "hexBinary")),
            ),
        ],
    )


def iter_void(store: Store, facts: Facts, files: Sequence[File]) -> Iterator[Triple]:
    """Describe the dataset by its classes, properties and files."""
    this = facts.version_iri
    dumps = [file for file in files if file.path.startswith("data/attachgraph.")]
    suffixes = ["." + file.path.rsplit(".", 1)[-1] for file in dumps]
    yield from _about(
        this,
        [
            ("a", _term("void:Dataset")),
            ("void:uriSpace", Literal(own_base())),
            ("void:triples", Literal(facts.triples)),
            ("void:classes", Literal(len(facts.classes))),
            ("void:properties", Literal(len(facts.properties))),
            ("void:vocabulary", NamedNode(PREFIXES["ag"])),
            *(
                ("void:dataDump", NamedNode(_file(facts, file)))
                for file, suffix in zip(dumps, suffixes, strict=True)
                if suffix in _FEATURES
            ),
            *(
                ("void:feature", NamedNode(_FEATURES[suffix]))
                for suffix in suffixes
                if suffix in _FEATURES
            ),
        ],
    )
    yield from iter_partitions(store, this)
