"""The tables become quads that say what the records say, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pyoxigraph
import pytest

from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES
from attachgraph.rdf.tables import (
    iter_source_quads,
    iter_work_quads,
    read_sources,
    read_works,
)

BOOK: dict[str, Any] = {
    "id": "doe-2001",
    "type": "book",
    "title": "Doors",
    "author": [{"family": "Doe", "given": "Ann B."}],
    "issued": {"date-parts": [[2001]]},
    "publisher": "A House",
    "ISBN": "9780465075980",
    "custom": {"verification": "yes", "bears-on": ["style:secure"], "checked": []},
}
CHAPTER: dict[str, Any] = {
    "id": "roe-2001",
    "type": "chapter",
    "title": "Hinges",
    "author": [{"family": "Roe", "given": "C."}],
    "container-title": "Doors",
    "ISBN": "9780465075980",
    "custom": {"verification": "partial", "bears-on": [], "checked": [], "note": "Not seen."},
}
WORK = {
    "id": "doors",
    "title": "Doors",
    "year_start": "1999",
    "year_end": "2001",
    "medium": "tv",
    "creator": "Doe, Ann B.",
    "imdb": "tt0000001",
    "depicts": "pairing:avoidant-secure style:avoidant",
    "claimed_by": "a viewer",
    "label_claimed": "distant",
    "evidence_url": "https://example.org/doors example.org",
    "same_source": "",
    "verification": "yes",
    "status": "reported",
    "note": "",
}
Triples = set[tuple[str, str, str]]


def triples(lines: str, graph: str) -> Triples:
    """Parse lines of N-Quads into short triples; all are of one graph."""
    found = set()
    for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS):
        assert str(quad.graph_name) == f"<{GRAPH}{graph}>"
        assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
        found.add(
            (short(quad.subject.value), short(quad.predicate.value), short(quad.object.value))
        )
    return found


def short(value: str) -> str:
    """Shorten the IRIs of the dataset to paths and the others to CURIEs."""
    if value.startswith(AG):
        return "ag:" + value.removeprefix(AG)
    if value.startswith(BASE):
        return value.removeprefix(BASE)
    for prefix in ("rdf", "rdfs", "dcterms", "bibo", "fabio", "schema", "cito", "skos"):
        if value.startswith(PREFIXES[prefix]):
            return f"{prefix}:{value.removeprefix(PREFIXES[prefix])}"
    return value


@pytest.fixture(scope="module")
def shipped() -> dict[str, list[str]]:
    """Return the quads of the shipped tables, by graph."""
    return {
        "sources": list(iter_source_quads()),
        "works": list(iter_work_quads()),
    }


@pytest.fixture(scope="module")
def store(shipped: dict[str, list[str]]) -> pyoxigraph.Store:
    """Return a store with the shipped tables."""
    filled = pyoxigraph.Store()
    for lines in shipped.values():
        filled.load("".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)
    return filled


def ask(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    """Return the solutions of a query over all graphs, as strings."""
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return [tuple(short(value.value) for value in solution) for solution in solutions]


def test_no_quad_stands_twice(shipped: dict[str, list[str]]) -> None:
    """People, journals and claims return with every row and are written once."""
    for lines in shipped.values():
        assert [line for line, count in Counter(lines).items() if count > 1] == []


def test_every_quad_is_one_line_without_blank_nodes(shipped: dict[str, list[str]]) -> None:
    """Lines can be sorted and compared, because nothing in them has a name of the moment."""
    for name, lines in shipped.items():
        assert all(line.endswith(f" <{GRAPH}{name}> .\n") for line in lines)
        assert not any(line.startswith("_:") or " _:" in line for line in lines)
        assert len(triples("".join(lines), name)) <= len(lines)


def test_every_described_node_has_one_english_label(store: pyoxigraph.Store) -> None:
    """Whatever has a type has a name that a reader can see, and only one."""
    unnamed = "SELECT ?s WHERE { ?s a ?class FILTER NOT EXISTS { ?s rdfs:label ?name } }"
    assert ask(store, unnamed) == []
    twice = "SELECT ?s WHERE { ?s rdfs:label ?a, ?b FILTER(STR(?a) < STR(?b)) }"
    assert ask(store, twice) == []
    other = 'SELECT ?s WHERE { ?s rdfs:label ?name FILTER(LANG(?name) != "en") }'
    assert ask(store, other) == []


def test_nothing_leads_to_an_undescribed_source_or_person(store: pyoxigraph.Store) -> None:
    """What a source or work points to is described in the same tables."""
    dangling = """SELECT ?o WHERE {
      VALUES ?p { dcterms:creator schema:editor dcterms:isPartOf ag:depictionOf }
      ?s ?p ?o FILTER NOT EXISTS { ?o a ?class } }"""
    assert ask(store, dangling) == []


def test_every_record_is_there(store: pyoxigraph.Store) -> None:
    """As many sources and depictions come out as records went in."""
    counts = {
        "ag:Source": len(read_sources()),
        "ag:Depiction": len(read_works()),
        "ag:Work": len({row["id"] for row in read_works()}),
    }
    for name, count in counts.items():
        assert len(ask(store, f"SELECT DISTINCT ?s WHERE {{ ?s a {name} }}")) == count, name


def test_levine_and_heller_wrote_one_thing(store: pyoxigraph.Store) -> None:
    """The book is a source and a work at once, and no second node has its title."""
    both = "SELECT ?s WHERE { ?s a ag:Source, ag:Work } ORDER BY ?s"
    assert ask(store, both) == [
        ("source/johnson-2008",),
        ("source/levine-heller-2010",),
        ("source/tatkin-2012",),
    ]
    assert ask(store, 'SELECT ?s WHERE { ?s dcterms:title ?t FILTER(STR(?t) = "Attached") }') == []
    assert ask(store, 'SELECT ?s WHERE { ?s dcterms:alternative "Attached"@en }') == [
        ("source/levine-heller-2010",)
    ]


def test_readings_of_one_character_stay_apart(store: pyoxigraph.Store) -> None:
    """Writers who label a character, differently or alike, make a depiction claim each."""
    query = """SELECT ?label ?about WHERE { ?d ag:depictionOf work:sex-and-the-city ;
      ag:labelClaimed ?label ; ag:about ?about ; ag:status ag:disputed } ORDER BY ?label"""
    assert ask(store, query) == [
        ("Carrie: anxious", "style/anxious"),
        ("Carrie: anxious; Big: avoidant", "pairing/anxious-avoidant"),
        ("Carrie: disorganized", "concept/adult-disorganization"),
    ]


def test_a_source_says_its_fields() -> None:
    """Title, people, year, identifiers, what was checked, and the record as it came."""
    found = triples("".join(iter_source_quads([BOOK])), "sources")
    source = "source/doe-2001"
    record = next(triple for triple in found if triple[1] == "ag:record")
    assert json.loads(record[2]) == BOOK
    assert found - {record} == {
        (source, "rdf:type", "ag:Source"),
        (source, "rdf:type", "fabio:Book"),
        (source, "rdfs:label", "Doe (2001)"),
        (source, "dcterms:title", "Doors"),
        (source, "dcterms:bibliographicCitation", "Doe, A. B. (2001). Doors. A House."),
        (source, "dcterms:issued", "2001"),
        (source, "dcterms:creator", "person/ann-b-doe"),
        (source, "bibo:isbn13", "9780465075980"),
        (source, "schema:sameAs", "urn:isbn:9780465075980"),
        (source, "ag:verification", "yes"),
        (source, "ag:about", "style/secure"),
        ("person/ann-b-doe", "rdf:type", "ag:Person"),
        ("person/ann-b-doe", "rdfs:label", "Ann B. Doe"),
    }


def test_a_chapter_does_not_take_the_number_of_its_book() -> None:
    """The ISBN makes the chapter a part of the book, not the same thing as the book."""
    found = triples("".join(iter_source_quads([BOOK, CHAPTER])), "sources")
    chapter = {(p, o) for s, p, o in found if s == "source/roe-2001"}
    assert ("dcterms:isPartOf", "source/doe-2001") in chapter
    assert not any(p in {"bibo:isbn13", "schema:sameAs"} for p, _ in chapter)
    assert ("skos:note", "Not seen.") in chapter


def test_a_field_that_was_not_seen_is_absent() -> None:
    """A record without year and people gets neither, and says so in its reference."""
    bare = {"id": "x", "type": "article-journal", "title": "On hinges"}
    flags = {"authors-incomplete": True, "title-incomplete": True}
    custom = {"verification": "partial", "bears-on": [], "checked": []} | flags
    found = triples("".join(iter_source_quads([bare | {"custom": custom}])), "sources")
    assert {p for _, p, _ in found} == {
        "rdf:type",
        "rdfs:label",
        "dcterms:title",
        "dcterms:bibliographicCitation",
        "ag:record",
        "ag:verification",
        "ag:titleIncomplete",
        "ag:authorsIncomplete",
    }
    assert ("source/x", "rdfs:label", "On hinges (year not seen)") in found


def test_a_work_says_what_is_claimed_of_it() -> None:
    """The claim stands on the work and, with its words and status, on a node of its own."""
    found = triples("".join(iter_work_quads([WORK])), "works")
    claim = "depiction/doors/1"
    assert {
        ("work/doors", "rdf:type", "schema:TVSeries"),
        ("work/doors", "dcterms:issued", "1999"),
        ("work/doors", "schema:endDate", "2001"),
        ("work/doors", "schema:sameAs", "https://www.imdb.com/title/tt0000001/"),
        ("work/doors", "ag:claimedBy", "a viewer"),
        ("work/doors", "ag:about", "pairing/avoidant-secure"),
        (claim, "ag:depictionOf", "work/doors"),
        (claim, "ag:about", "style/avoidant"),
        (claim, "ag:labelClaimed", "distant"),
        (claim, "ag:status", "ag:reported"),
        (claim, "dcterms:source", "https://example.org/doors"),
    } <= found
    assert (claim, "dcterms:source", "example.org") not in found
    assert not any(p == "ag:depictedIn" for _, p, _ in found), "only an entry's words assert it"
