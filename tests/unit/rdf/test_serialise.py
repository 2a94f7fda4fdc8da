"""Every format holds the whole dataset, the same bytes for the same content."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Literal, NamedNode, Quad, RdfFormat

from attachgraph.errors import InputError, MissingError, UsageError
from attachgraph.notice import NOTICE
from attachgraph.rdf.compact import compact
from attachgraph.rdf.jsonld import iter_jsonld, read_context
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDFS
from attachgraph.rdf.serialise import export, serialise_triples
from attachgraph.rdf.syntaxes import RDF_FORMATS

PARSERS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
SECURE = NamedNode(BASE + "style/secure")
LABEL = NamedNode(RDFS + "label")
every_format = pytest.mark.parametrize("name", RDF_FORMATS)


@pytest.fixture(scope="module")
def quads(root: Path) -> list[Quad]:
    """Read the quads of the fixture, hostile texts included."""
    path = root / "tests/fixtures/graph.nq"
    return list(pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS))


def filled(quads: list[Quad]) -> pyoxigraph.Store:
    """Return a store with these quads, added in this order."""
    store = pyoxigraph.Store()
    for quad in quads:
        store.add(quad)
    return store


def written(store: pyoxigraph.Store, name: str, *, texts: bool = False) -> bytes:
    """Return an export as bytes."""
    return b"".join(export(store, name, texts=texts))


def canonical(quads: list[Quad]) -> set[str]:
    """Return quads as RDFC-1.0 has them."""
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def expected(quads: list[Quad], name: str) -> set[str]:
    """Return what a format can hold of quads: without graph names, their union."""
    if RDF_FORMATS[name].keeps_graphs:
        return canonical(quads)
    return canonical([Quad(quad.subject, quad.predicate, quad.object) for quad in quads])


def read_back(document: bytes, name: str) -> set[str]:
    """Read a document with the engine's own parser."""
    return canonical(list(pyoxigraph.parse(document, PARSERS[name])))


@every_format
def test_nothing_is_lost(quads: list[Quad], name: str) -> None:
    """What is read back is what was there: names, languages, datatypes, graphs."""
    document = written(filled(quads), name, texts=True)
    assert read_back(document, name) == expected(quads, name)


@every_format
def test_order_of_quads_leaves_no_trace(quads: list[Quad], name: str) -> None:
    """Quads added in any order give the same bytes."""
    shuffled = random.Random(7).sample(quads, len(quads))  # noqa: S311 - no secret
    assert written(filled(quads), name) == written(filled(shuffled), name)


@every_format
def test_hash_seed_leaves_no_trace(root: Path, name: str) -> None:
    """Two processes with different seeds write the same bytes."""
    program = (
        "import sys, hashlib, pyoxigraph; from attachgraph.rdf.serialise import export\n"
        "store = pyoxigraph.Store(); store.load(path=sys.argv[1])\n"
        "print(hashlib.sha256(b''.join(export(store, sys.argv[2]))).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, str(root / "tests/fixtures/graph.nq"), name],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@every_format
def test_blank_nodes_get_the_same_names(name: str) -> None:
    """Labels of blank nodes differ with every parse, and not in what is written."""
    turtle = b'<a:s> <a:p> [ <a:q> "1" ; <a:r> [ <a:q> "2" ] ] . <a:t> <a:p> [ <a:q> "1" ] .'
    documents = set()
    for _ in range(2):
        store = pyoxigraph.Store()
        store.load(turtle, format=RdfFormat.TURTLE)
        documents.add(written(store, name))
        assert read_back(written(store, name), name) == canonical(list(store))
    assert len(documents) == 1


@pytest.mark.parametrize("name", ["turtle", "trig", "nt", "nq", "rdfxml"])
def test_notice_stands_at_the_head(quads: list[Quad], name: str) -> None:
    """Whoever opens the file reads first that it is not a diagnostic instrument."""
    head = written(filled(quads), name)[:200].decode()
    assert NOTICE in head


@every_format
def test_full_texts_stay_unless_asked_for(quads: list[Quad], name: str) -> None:
    """Other people's texts do not leave the store by accident."""
    text = Quad(
        SECURE, NamedNode(AG + "content"), Literal("a whole page"), NamedNode(GRAPH + "texts")
    )
    store = filled([*quads, text])
    assert b"a whole page" not in written(store, name)
    assert b"a whole page" in written(store, name, texts=True)


def test_one_graph_can_be_taken(quads: list[Quad]) -> None:
    """Named graphs are written alone, and an unknown one is an error."""
    graph = GRAPH + "avoidant-secure"
    document = b"".join(export(filled(quads), "nq", graphs=[graph]))
    kept = [quad for quad in quads if quad.graph_name == NamedNode(graph)]
    assert read_back(document, "nq") == canonical(kept)
    with pytest.raises(MissingError, match="no graph <a:b>"):
        export(filled(quads), "nq", graphs=["a:b"])


def test_turtle_is_made_for_reading() -> None:
    """Prefixes are those that are used; types and labels come first; long lists are broken."""
    store = pyoxigraph.Store()
    things = " , ".join(f"concept:a-rather-long-name-{number}" for number in range(4))
    store.load(
        f"""@prefix ag: <{AG}> . @prefix style: <{BASE}style/> . @prefix concept: <{BASE}concept/> .
        style:secure ag:category "near , far"@en ; ag:mentions {things} ;
          <{RDFS}label> "secure"@en ; a ag:AttachmentStyle .
        style:avoidant a ag:AttachmentStyle .""".encode(),
        format=RdfFormat.TURTLE,
    )
    assert (
        written(store, "turtle").decode()
        == f"""\
# {NOTICE}
@prefix ag: <{AG}> .
@prefix concept: <{BASE}concept/> .
@prefix style: <{BASE}style/> .
@prefix rdfs: <{RDFS}> .

style:avoidant a ag:AttachmentStyle .

style:secure a ag:AttachmentStyle ;
    rdfs:label "secure"@en ;
    ag:category "near , far"@en ;
    ag:mentions concept:a-rather-long-name-0 ,
        concept:a-rather-long-name-1 ,
        concept:a-rather-long-name-2 ,
        concept:a-rather-long-name-3 .
"""
    )


def test_bytes_are_those_of_yesterday(quads: list[Quad]) -> None:
    """The formats for machines are pinned: a change of their bytes has to be meant."""
    store = filled(
        [quad for quad in quads if quad.graph_name == NamedNode(GRAPH + "avoidant-secure")]
    )
    lines = written(store, "nq").splitlines(keepends=True)
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == len(store) + 1
    again = b"".join(sorted({f"{quad} .\n".encode() for quad in store}))
    assert hashlib.sha256(b"".join(lines[1:])).digest() == hashlib.sha256(again).digest()


def test_rdfxml_refuses_what_it_cannot_say() -> None:
    """A property without an XML name and a control character are errors, not broken documents."""
    for predicate, value in ((NamedNode("https://x.example/p#"), "a"), (LABEL, "a\x07b")):
        with pytest.raises(InputError, match="RDF/XML cannot"):
            written(filled([Quad(SECURE, predicate, Literal(value))]), "rdfxml")


def test_graph_without_a_name_is_refused() -> None:
    """A blank graph name would be another one tomorrow."""
    with pytest.raises(InputError, match="no name that would be the same tomorrow"):
        export(filled([Quad(SECURE, LABEL, SECURE, BlankNode())]), "nq")


def test_unknown_format_is_told() -> None:
    """A format that does not exist is answered with those that do."""
    with pytest.raises(UsageError, match="one of turtle, trig"):
        export(pyoxigraph.Store(), "excel")
    with pytest.raises(UsageError, match="one of turtle, trig"):
        serialise_triples([], "excel")


@every_format
def test_empty_dataset_is_a_document(name: str) -> None:
    """Nothing to say is said validly."""
    assert read_back(written(pyoxigraph.Store(), name), name) == set()


# ---------------------------------------------------------------- JSON-LD


def context_file(folder: Path, context: object) -> Path:
    """Write a context to a file."""
    path = folder / "context.jsonld"
    path.write_text(json.dumps({"@context": context}), encoding="utf-8")
    return path


def test_jsonld_reads_like_json() -> None:
    """Terms of the context become keys with plain values, nodes have short ids."""
    cycle = NamedNode(BASE + "cycle/a/b")
    triples = [
        pyoxigraph.Triple(cycle, NamedNode(AG + "order"), Literal(2)),
        pyoxigraph.Triple(cycle, NamedNode(AG + "status"), NamedNode(AG + "disputed")),
        pyoxigraph.Triple(cycle, LABEL, Literal("cycle", language="en")),
    ]
    document = json.loads("".join(iter_jsonld([("", triples)])))
    (node,) = document["@graph"]
    assert node["id"] == "cycle:a/b"
    assert node["order"] == 2
    assert node["status"] == "ag:disputed"
    assert document["@context"] == read_context().source


@pytest.mark.parametrize(
    ("context", "literals"),
    [
        ({"p": "a:p"}, ["plain", "en"]),
        ({"@language": "en", "p": "a:p"}, ["plain", "en", "de"]),
        ({"@language": "en", "p": {"@id": "a:p", "@language": None}}, ["plain", "en"]),
        ({"p": {"@id": "a:p", "@language": "de"}}, ["plain", "en", "de", "number"]),
        ({"p": {"@id": "a:p", "@type": "@id"}}, ["plain", "en", "iri", "number"]),
        (
            {"xsd": "http://www.w3.org/2001/XMLSchema#", "p": {"@id": "a:p", "@type": "xsd:gYear"}},
            ["plain", "year", "en", "number"],
        ),
        ({"p": {"@id": "a:p", "@type": "http://www.w3.org/2001/XMLSchema#integer"}}, ["number"]),
        ({"id": "@id", "type": "@type", "x": {"@id": "a:", "@prefix": True}}, ["iri", "number"]),
        ({"x": "a:b/", "p": "a:p"}, ["iri", "plain"]),
    ],
)
def test_context_never_changes_a_value(
    tmp_path: Path, context: dict[str, object], literals: list[str]
) -> None:
    """Whatever a context makes of strings and numbers, the document says what the data say."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values: dict[str, NamedNode | Literal] = {
        "plain": Literal("word"),
        "en": Literal("word", language="en"),
        "de": Literal("Wort", language="de"),
        "number": Literal(12),
        "year": Literal("2016", datatype=NamedNode(xsd + "gYear")),
        "iri": NamedNode("a:b/c"),
    }
    triples = [
        pyoxigraph.Triple(NamedNode("a:s"), NamedNode("a:p"), values[key]) for key in literals
    ]
    read = read_context(context_file(tmp_path, context))
    document = "".join(iter_jsonld([("", triples), ("a:g", triples)], read)).encode()
    want = [
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for triple in triples
        for graph in (pyoxigraph.DefaultGraph(), NamedNode("a:g"))
    ]
    assert read_back(document, "jsonld") == canonical(want)


@pytest.mark.parametrize(
    "context",
    [
        "https://x.example/context.jsonld",
        ["https://x.example/context.jsonld", {}],
        {"@import": "https://x.example/context.jsonld"},
        {"@vocab": "a:"},
        {"p": {"@id": "a:p", "@container": "@list"}},
        {"p": {"@reverse": "a:p"}},
        {"p": {"@id": "nowhere"}},
        {"p": "q:a", "q": "p:b"},
    ],
)
def test_context_beyond_the_simple_is_refused(tmp_path: Path, context: object) -> None:
    """Nothing is ever fetched, and a feature that would change meanings is told."""
    with pytest.raises(InputError, match=r"context\.jsonld"):
        read_context(context_file(tmp_path, context))


def test_iri_that_looks_compact_is_refused(tmp_path: Path) -> None:
    """An IRI whose scheme is a prefix of the context would be read as another one."""
    read = read_context(context_file(tmp_path, {"a": "https://x.example/"}))
    with pytest.raises(InputError, match="would be read as a name"):
        read.shorten("a:b")


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (BASE + "style/secure", "style:secure"),
        (AG + "pairsWith", "ag:pairsWith"),
        (BASE + "cycle/a/b", None),
        (BASE + "style/", None),
        ("https://x.example/", None),
    ],
)
def test_compact_names_can_be_pasted(iri: str, short: str | None) -> None:
    """A prefixed name is given only where SPARQL takes it as it stands."""
    assert compact(iri) == short
