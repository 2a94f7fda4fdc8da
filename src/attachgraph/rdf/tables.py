"""The curated tables as quads: sources and works.

In: records of ``data/library.json`` and rows of ``data/works.csv``. Out: lines of N-Quads in
``graph/sources`` and ``graph/works``, in the order of the tables. Nothing is looked up elsewhere,
and no field that a record lacks is filled in.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attachgraph.evidence.library import read_library
from attachgraph.extraction.citations import source_key
from attachgraph.extraction.listed import person_key
from attachgraph.folder import find_folder, read_about
from attachgraph.rdf.bibliography import reference, short_labels
from attachgraph.rdf.namespaces import GRAPH
from attachgraph.rdf.terms import curie, iri, literal, plain, quad, typed

Record = Mapping[str, Any]
Row = Mapping[str, str]
Fact = tuple[str, str]

_SOURCES, _WORKS = (iri(GRAPH + name) for name in ("sources", "works"))
_TRUE: Final = typed("true", "xsd:boolean")

_SOURCE_CLASS: Final = {
    "article-journal": "fabio:JournalArticle",
    "book": "fabio:Book",
    "chapter": "fabio:BookChapter",
    "thesis": "fabio:Thesis",
    "paper-conference": "fabio:ConferencePaper",
    "report": "fabio:ReportDocument",
    "webpage": "fabio:WebPage",
    "article": "fabio:Preprint",
    "article-magazine": "fabio:MagazineArticle",
    "article-newspaper": "fabio:NewspaperArticle",
}
_ANY_CLASS: Final = "fabio:Expression"
_WORK_CLASS: Final = {
    "film": "schema:Movie",
    "tv": "schema:TVSeries",
    "novel": "schema:Book",
    "nonfiction": "schema:Book",
    "literature": "schema:CreativeWork",
}
#: Fields of CSL-JSON that are kept as they are.
_PLAIN_FIELDS: Final = {
    "volume": "bibo:volume",
    "issue": "bibo:issue",
    "page": "bibo:pages",
    "DOI": "bibo:doi",
    "PMID": "fabio:hasPubMedId",
    "PMCID": "fabio:hasPubMedCentralId",
}
_ADDRESSES: Final = {
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/",
}
_FLAGS: Final = {
    "title-incomplete": "ag:titleIncomplete",
    "authors-incomplete": "ag:authorsIncomplete",
}


def read_sources() -> list[dict[str, Any]]:
    """Read the authority list of sources of the dataset that we work on."""
    return read_library(find_folder())


def read_works() -> list[dict[str, str]]:
    """Read the table of works of the dataset that we work on, if it has one."""
    path = find_folder() / "works.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _quads(subject: str, facts: Iterable[Fact], graph: str) -> Iterator[str]:
    for name, object_ in facts:
        yield quad(subject, curie(name), object_, graph)


def _subject_iri(key: str) -> str:
    """Write the IRI of what a table calls ``pairing:…``, ``style:…`` or ``concept:…``."""
    return iri(key.replace(":", "/", 1))


def _person_quads(names: Iterable[tuple[str, str]], graph: str) -> Iterator[str]:
    for given, family in names:
        person = iri(f"person/{person_key(given, family)}")
        label = literal(f"{given} {family}".strip())
        yield from _quads(person, [("rdf:type", curie("ag:Person")), ("rdfs:label", label)], graph)


def _distinct(lines: Iterable[str]) -> Iterator[str]:
    """Leave out lines that came before: people and journals return with every publication."""
    yield from dict.fromkeys(lines)


# --------------------------------------------------------------------------------------- sources


def iter_source_quads(records: Sequence[Record] | None = None) -> Iterator[str]:
    """Write down the authority list of sources.

    The ISBN that a chapter carries is its book's, so it is not an identifier of the chapter: the
    chapter becomes part of the book, if the list has it.
    """
    known = read_sources() if records is None else records
    labels = short_labels(known)
    books = {r["ISBN"]: r["id"] for r in known if r["type"] == "book" and "ISBN" in r}
    yield from _distinct(
        line for record in known for line in _source_quads(record, labels[record["id"]], books)
    )


def _source_quads(record: Record, label: str, books: Mapping[str, str]) -> Iterator[str]:
    source = iri(f"source/{record['id']}")
    facts = (
        *_source_head(record, label),
        *_source_people(record),
        *_identifiers(record),
        *_part_of(record, books),
        *_checks(record["custom"]),
    )
    yield from _quads(source, facts, _SOURCES)
    people = (*record.get("author", ()), *record.get("editor", ()))
    yield from _person_quads(((p.get("given", ""), p["family"]) for p in people), _SOURCES)
    if _is_in_journal(record):
        yield from _journal_quads(record["container-title"])


def _source_head(record: Record, label: str) -> Iterator[Fact]:
    yield "rdf:type", curie("ag:Source")
    yield "rdf:type", curie(_SOURCE_CLASS.get(record["type"], _ANY_CLASS))
    yield "rdfs:label", literal(label)
    yield "dcterms:title", literal(record["title"], record.get("language", "en"))
    yield "dcterms:bibliographicCitation", literal(reference(record))
    yield "ag:record", plain(record_text(record))
    if "issued" in record:
        yield "dcterms:issued", typed(record["issued"]["date-parts"][0][0], "xsd:gYear")


def record_text(record: Record) -> str:
    """Write a record as CSL-JSON, the same text for the same record."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _source_people(record: Record) -> Iterator[Fact]:
    for field, name in (("author", "dcterms:creator"), ("editor", "schema:editor")):
        for person in record.get(field, ()):
            key = person_key(person.get("given", ""), person["family"])
            yield name, iri(f"person/{key}")


def _identifiers(record: Record) -> Iterator[Fact]:
    for field, name in _PLAIN_FIELDS.items():
        if field in record:
            yield name, plain(record[field])
    for field, address in _ADDRESSES.items():
        if field in record:
            yield "schema:sameAs", iri(address + record[field])
    if "ISBN" in record and record["type"] == "book":
        yield "bibo:isbn13", plain(record["ISBN"])
        yield "schema:sameAs", iri(f"urn:isbn:{record['ISBN']}")


def _is_in_journal(record: Record) -> bool:
    return record["type"] == "article-journal" and "container-title" in record


def _part_of(record: Record, books: Mapping[str, str]) -> Iterator[Fact]:
    if _is_in_journal(record):
        yield "dcterms:isPartOf", iri(f"source/{source_key(record['container-title'])}")
    elif record["type"] == "chapter" and record.get("ISBN") in books:
        yield "dcterms:isPartOf", iri(f"source/{books[record['ISBN']]}")


def _checks(custom: Mapping[str, Any]) -> Iterator[Fact]:
    yield "ag:verification", plain(custom["verification"])
    for flag, name in _FLAGS.items():
        if custom.get(flag):
            yield name, _TRUE
    if "note" in custom:
        yield "skos:note", literal(custom["note"])
    for key in custom["bears-on"]:
        yield "ag:about", _subject_iri(key)


def _journal_quads(title: str) -> Iterator[str]:
    facts = [
        ("rdf:type", curie("ag:BodyOfLiterature")),
        ("rdf:type", curie("fabio:Journal")),
        ("rdfs:label", literal(title)),
    ]
    yield from _quads(iri(f"source/{source_key(title)}"), facts, _SOURCES)


# ----------------------------------------------------------------------------------------- dataset


def iter_dataset_quads() -> Iterator[str]:
    """Write down what the dataset says of itself, so that a store says whose answers it gives."""
    about = read_about(find_folder())
    facts: list[Fact] = [
        ("rdf:type", curie("dcat:Dataset")),
        ("rdfs:label", literal(about.title, about.language)),
        ("dcterms:title", literal(about.title, about.language)),
        ("dcterms:license", iri(about.licence)),
        ("dcterms:language", plain(about.language)),
        ("dcat:version", plain(about.version)),
        *(("dcat:keyword", literal(word, about.language)) for word in about.keywords),
        ("ag:record", plain(record_text(about.as_record()))),
    ]
    yield from _quads(iri(about.iri), facts, iri(GRAPH + "dataset"))


# ----------------------------------------------------------------------------------------- works


def iter_work_quads(rows: Iterable[Row] | None = None) -> Iterator[str]:
    """Write down the table of works.

    A book that is a source as well is one node, the source's. Its title, authors and year are in
    ``graph/sources`` and are not said again. Every claim is a node of its own, so that two people
    who read one character differently stay apart.
    """
    by_work: defaultdict[str, list[Row]] = defaultdict(list)
    for row in read_works() if rows is None else rows:
        by_work[row["id"]].append(row)
    for claims in by_work.values():
        yield from _distinct(_work_quads(claims))


def _work_quads(claims: Sequence[Row]) -> Iterator[str]:
    first = claims[0]
    work = iri(f"source/{first['same_source']}" if first["same_source"] else f"work/{first['id']}")
    facts = _work_facts(first) if not first["same_source"] else _book_facts(first)
    yield from _quads(work, facts, _WORKS)
    if not first["same_source"]:
        yield from _person_quads(_creators(first), _WORKS)
    for number, claim in enumerate(claims, 1):
        reading = [("ag:claimedBy", literal(claim["claimed_by"])), *_depicts(claim)]
        yield from _quads(work, reading, _WORKS)
        depiction = iri(f"depiction/{first['id']}/{number}")
        yield from _quads(depiction, (*reading, *_depiction_facts(claim, work)), _WORKS)


def _book_facts(row: Row) -> Iterator[Fact]:
    yield "rdf:type", curie("ag:Work")
    yield "rdf:type", curie(_WORK_CLASS[row["medium"]])
    yield "dcterms:alternative", literal(row["title"])
    yield "ag:medium", plain(row["medium"])


def _work_facts(row: Row) -> Iterator[Fact]:
    yield "rdf:type", curie("ag:Work")
    yield "rdf:type", curie(_WORK_CLASS[row["medium"]])
    yield "rdfs:label", literal(row["title"])
    yield "dcterms:title", literal(row["title"])
    for given, family in _creators(row):
        yield "dcterms:creator", iri(f"person/{person_key(given, family)}")
    if row["year_start"]:
        yield "dcterms:issued", typed(row["year_start"], "xsd:gYear")
    if row["year_end"]:
        yield "schema:endDate", typed(row["year_end"], "xsd:gYear")
    yield "ag:medium", plain(row["medium"])
    if row["imdb"]:
        yield "schema:sameAs", iri(f"https://www.imdb.com/title/{row['imdb']}/")
    yield "ag:verification", plain(row["verification"])


def _creators(row: Row) -> Iterator[tuple[str, str]]:
    for name in row["creator"].split(";"):
        family, _, given = name.strip().partition(",")
        if family:
            yield given.strip(), family


def _depicts(claim: Row) -> Iterator[Fact]:
    for key in claim["depicts"].split():
        yield "ag:about", _subject_iri(key)


def _depiction_facts(claim: Row, work: str) -> Iterator[Fact]:
    yield "rdf:type", curie("ag:Depiction")
    yield "rdfs:label", literal(f"{claim['title']}: {claim['label_claimed']}")
    yield "ag:depictionOf", work
    yield "ag:labelClaimed", literal(claim["label_claimed"])
    if claim.get("status"):
        yield "ag:status", curie(f"ag:{claim['status']}")
    for address in claim["evidence_url"].split():
        if address.startswith(("http://", "https://")):
            yield "dcterms:source", iri(address)
    if claim["note"]:
        yield "skos:note", literal(claim["note"])
