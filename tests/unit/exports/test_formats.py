"""What leaves for other programs is read there, with everything that it carries."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET  # noqa: S405 - our own documents

import frictionless
import networkx as nx
import pandas as pd  # type: ignore[import-untyped,unused-ignore]
import pyshacl
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

import attachgraph
from attachgraph.building import store_of_document
from attachgraph.errors import InputError, UsageError
from attachgraph.exports.folder import fill_folder
from attachgraph.exports.formats import EXPORT_FORMATS, iter_document, write_files
from attachgraph.exports.selection import constructed, one_entry, some_graphs, whole
from attachgraph.graph import Graph
from attachgraph.network.graph import to_networkx
from attachgraph.notice import NOTICE
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDF, RDFS
from attachgraph.validation.quotes import verify_quotes
from attachgraph.validation.rules import run_checks

PAIRING = BASE + "pairing/avoidant-secure"
GRAPHS = ("graphml", "gexf", "cytoscape")
HOSTILE = "=cmd|' /C calc'!A0 <b>\x01\ufffe & \"quoted\"\r\nnext \U0001d4b3"


@pytest.fixture(scope="module")
def store(root: Path) -> Store:
    """Load the synthetic dataset, with a hostile name in it."""
    store = Store()
    store.load(path=root / "tests/fixtures/graph.nq", format=RdfFormat.N_QUADS)
    entry = NamedNode(GRAPH + "avoidant-secure")
    alias = NamedNode(BASE + "alias/hostile")
    for predicate, object_ in (
        (RDF + "type", NamedNode(AG + "Alias")),
        (RDFS + "label", Literal(HOSTILE, language="en")),
        (AG + "aliasOf", NamedNode(PAIRING)),
    ):
        store.add(Quad(alias, NamedNode(predicate), object_, entry))
    return store


def document(store: Store, name: str, **options: Any) -> bytes:
    """Write the whole dataset."""
    return b"".join(iter_document(whole(store, **options), name))


def read(data: bytes, name: str) -> nx.MultiDiGraph:
    """Read a document with the reader of NetworkX."""
    if name == "graphml":
        return nx.read_graphml(io.BytesIO(data))
    if name == "gexf":
        return nx.read_gexf(io.BytesIO(data), version="1.3")
    return nx.cytoscape_graph(json.loads(data))


@pytest.mark.parametrize("name", GRAPHS)
def test_networkx_reads_every_node_edge_status_and_quote(store: Store, name: str) -> None:
    """Types, labels, statuses and quotes arrive, and parallel edges stay apart."""
    graph, expected = read(document(store, name), name), to_networkx(store)
    assert set(graph) == set(expected)
    found = {(s, t, d["name"]): d for s, t, d in graph.edges(data=True)}
    assert set(found) == set(expected.edges(keys=True))
    assert graph.number_of_edges() == expected.number_of_edges()
    for node, attributes in expected.nodes(data=True):
        assert graph.nodes[node]["kind"] == attributes["kind"]
        if "hostile" not in node:
            assert graph.nodes[node]["label"] == attributes["label"]
    for source, target, key, attributes in expected.edges(keys=True, data=True):
        edge = found[source, target, key]
        for kind, values in (("status", attributes["status"]), ("quote", attributes["quotes"])):
            told = edge.get(kind, "")
            told = " | ".join(told) if isinstance(told, list) else told
            assert all(value in told for value in values)


def test_gexf_and_graphml_keep_to_their_grammar(store: Store) -> None:
    """GEXF 1.3: meta, then graph with attributes, nodes, edges; values refer to declared ids.

    GraphML: keys before the graph, all of them declared.
    """
    gexf = ET.fromstring(document(store, "gexf"))  # noqa: S314 - our own
    ns = "{http://gexf.net/1.3}"
    assert gexf.get("version") == "1.3"
    assert [child.tag for child in gexf] == [ns + "meta", ns + "graph"]
    (graph,) = gexf.findall(ns + "graph")
    assert graph.get("defaultedgetype") == "directed"
    assert [child.tag.removeprefix(ns) for child in graph] == [
        *("attributes", "attributes", "nodes", "edges")
    ]
    for class_, path in (("node", f"{ns}nodes/{ns}node"), ("edge", f"{ns}edges/{ns}edge")):
        declared = {
            each.get("id")
            for block in graph.findall(ns + "attributes")
            if block.get("class") == class_
            for each in block
        }
        elements = graph.findall(path)
        assert len({each.get("id") for each in elements}) == len(elements) > 0
        used = {value.get("for") for each in elements for value in each.iter(ns + "attvalue")}
        assert used <= declared
    graphml = ET.fromstring(document(store, "graphml"))  # noqa: S314 - our own
    ns = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id") for key in graphml.findall(ns + "key")}
    assert {data.get("key") for data in graphml.iter(ns + "data")} <= keys
    assert [child.tag for child in graphml][-1] == ns + "graph"


@pytest.mark.parametrize("name", GRAPHS)
def test_without_quotations_nobody_is_quoted(store: Store, name: str) -> None:
    """The edges stay, the words and statuses go."""
    graph = read(document(store, name, quotations=False), name)
    assert graph.number_of_edges() == to_networkx(store).number_of_edges()
    for _, _, attributes in graph.edges(data=True):
        assert attributes.keys().isdisjoint({"quote", "status", "statement", "sources"})


#: References alone, in formats that have no comments: a reference manager would take what they
#: said of themselves for a reference, or for a note on one.
REFERENCES = {"ris", "csljson"}


@pytest.mark.parametrize(
    "name", [n for n in EXPORT_FORMATS if n not in {"csv", "parquet"} | REFERENCES]
)
def test_every_document_says_what_it_is(name: str) -> None:
    """The notice and the licence stand in each; in JSON-LD as data, because it has no comments."""
    data = attachgraph.load().export(name, "avoidant-secure", quotations=False).decode()
    assert "not a diagnostic instrument" in data
    assert "creativecommons.org/licenses/by/4.0/" in data


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_references_without_comments_are_references_alone(name: str) -> None:
    """RIS and CSL-JSON hold the publications and no word about the dataset."""
    graph = attachgraph.load()
    data = graph.export(name, "avoidant-secure", quotations=False).decode()
    assert "diagnostic instrument" not in data
    count = len(json.loads(data)) if name == "csljson" else data.count("TY  - ")
    bibtex = graph.export("bibtex", "avoidant-secure", quotations=False).decode()
    assert count == len(re.findall(r"^@", bibtex, re.MULTILINE)) > 0


# ---------------------------------------------------------------- tables


@pytest.fixture(scope="module")
def tables(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the dataset as CSV."""
    folder = tmp_path_factory.mktemp("csv") / "tables"
    fill_folder(folder, write_files(whole(store), "csv"))
    return folder


def test_frictionless_finds_the_package_valid(tables: Path) -> None:
    """Types, required and unique values, keys, checksums: every row keeps what is promised."""
    report = frictionless.validate(str(tables / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    package = json.loads((tables / "datapackage.json").read_text())
    assert package["notice"] == NOTICE
    assert all(
        field["description"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    )


def test_frictionless_finds_a_changed_byte(tables: Path, tmp_path: Path) -> None:
    """The checksum in the package is that of the file."""
    for file in tables.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    edges = tmp_path / "edges.csv"
    edges.write_bytes(edges.read_bytes().replace(b"pairs-with", b"pairs-wish", 1))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert not report.valid


def test_pandas_reads_the_tables(tables: Path, store: Store) -> None:
    """A row for each node, edge and quote, and what the edge says stands in its row."""
    expected = to_networkx(store)
    nodes, edges, quotations = (
        pd.read_csv(tables / f"{name}.csv") for name in ("nodes", "edges", "quotations")
    )
    assert len(nodes) == len(expected)
    assert len(edges) == expected.number_of_edges()
    assert set(edges["source"]) | set(edges["target"]) <= set(nodes["id"])
    assert set(quotations["edge"].dropna()) <= set(edges["id"])
    quoted = quotations.dropna(subset=["quote", "start", "end"])
    assert ((quoted["end"] - quoted["start"]) == quoted["quote"].str.len()).all()


def test_numbers_and_codes_of_studies_are_taken_away() -> None:
    """What is counted or coded of a sample is in its row; words for people are not repeated."""
    sample, graph = NamedNode(BASE + "sample/one"), NamedNode(GRAPH + "studies")
    coded: dict[str, NamedNode | Literal] = {
        RDF + "type": NamedNode(AG + "Sample"),
        RDFS + "label": Literal("one", language="en"),
        AG + "couples": Literal(81),
        AG + "population": NamedNode(BASE + "codebook/population/students"),
        AG + "claims": Literal("They calm each other.", language="en"),
        AG + "status": NamedNode(AG + "disputed"),
    }
    quads = [Quad(sample, NamedNode(name), value, graph) for name, value in coded.items()]
    store = Store()
    store.extend(quads)
    assert b">couples=81 | population=students | status=disputed<" in document(store, "graphml")


def test_spreadsheets_run_nothing(tables: Path, store: Store, tmp_path: Path) -> None:
    """A name that begins like a formula gets an apostrophe, unless somebody wants it raw."""

    def label(folder: Path) -> str:
        with (folder / "nodes.csv").open(newline="", encoding="utf-8") as file:
            return next(row["label"] for row in csv.DictReader(file) if "hostile" in row["id"])

    assert label(tables) == "'" + HOSTILE
    raw = tmp_path / "raw"
    fill_folder(raw, write_files(whole(store), "csv", raw_cells=True))
    assert label(raw) == HOSTILE


def test_parquet_has_typed_columns(store: Store, tmp_path: Path) -> None:
    """Lists are lists, numbers are numbers, and the notice is in the file."""
    import pyarrow.parquet as pq

    folder = tmp_path / "frames"
    fill_folder(folder, write_files(whole(store), "parquet"))
    edges = pd.read_parquet(folder / "edges.parquet")
    quotations = pq.read_table(folder / "quotations.parquet")
    assert len(edges) == to_networkx(store).number_of_edges()
    assert str(quotations.schema.field("start").type) == "int64"
    assert str(pq.read_schema(folder / "edges.parquet").field("quote").type).startswith("list")
    assert quotations.schema.metadata[b"notice"].decode() == NOTICE
    assert frictionless.validate(str(folder / "datapackage.json")).valid


def test_a_folder_of_somebody_else_is_not_replaced(store: Store, tmp_path: Path) -> None:
    """Our own folder is written anew; one file that is not ours keeps the whole folder."""
    folder = tmp_path / "tables"
    fill = write_files(whole(store), "csv")
    fill_folder(folder, fill)
    fill_folder(folder, fill)
    (folder / "thesis.docx").write_text("three years")
    with pytest.raises(InputError, match=r"thesis\.docx"):
        fill_folder(folder, fill)
    assert (folder / "thesis.docx").read_text() == "three years"
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_folder_that_fails_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    """Nothing half-written stands under the final name, and nothing is left beside it."""
    folder = tmp_path / "tables"
    fill_folder(folder, write_files(whole(store), "csv"))
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    def fail(target: Path) -> None:
        (target / "nodes.csv").write_text("id\n")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fill_folder(folder, fail)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


# ---------------------------------------------------------------- parts of the dataset


def test_an_entry_comes_with_all_that_explains_it(store: Store) -> None:
    """Every node that the entry's graph leads to has a name, and its sources their description."""
    chosen = one_entry(store, PAIRING)
    assert len(chosen.store) < len(store)
    own = list(store.quads_for_pattern(None, None, None, NamedNode(GRAPH + "avoidant-secure")))
    assert all(quad in chosen.store for quad in own)
    label = NamedNode(RDFS + "label")
    for node in {quad.object for quad in own if isinstance(quad.object, NamedNode)}:
        if any(store.quads_for_pattern(node, label, None)) and not node.value.startswith(AG):
            assert any(chosen.store.quads_for_pattern(node, label, None)), node
    graph = read(b"".join(iter_document(chosen, "graphml")), "graphml")
    assert PAIRING in graph


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")
def test_an_entry_conforms_by_itself(root: Path, store: Store) -> None:
    """Any SHACL engine finds an entry that was taken away sound, without our ontology."""
    entry = rdflib.Graph().parse(b"".join(iter_document(one_entry(store, PAIRING), "turtle")))
    shapes = rdflib.Graph().parse(root / "ontology/shapes.ttl")
    _, _, report = pyshacl.validate(entry, shacl_graph=shapes)
    own_faults = {"ag:hasPosition", "ag:contentSha256"}  # the fixture has a debate of one side
    assert set(re.findall(r"Result Path: (\S+)", report)) <= own_faults


@pytest.mark.parametrize(
    ("name", "syntax", "suffix"),
    [
        ("avoidant-secure", "turtle", "ttl"),
        ("style:anxious", "nq", "nq"),
        ("claim:partners-resemble-each-other", "turtle", "ttl"),
        ("source:hazan-shaver-1987", "nq", "nq"),
    ],
)
def test_what_is_sent_to_a_colleague_conforms_there(name: str, syntax: str, suffix: str) -> None:
    """What was taken away and is built again breaks no rule, and its quotes stand in its text."""
    sent = attachgraph.load().export(syntax, name, texts=True)
    received = store_of_document(f"sent.{suffix}", sent)
    assert [found for found in run_checks(received) if found.level == "error"] == []
    assert verify_quotes(received) == []


@pytest.mark.parametrize("name", ["anxious-avoidant", "secure-secure"])
def test_an_entry_that_was_sent_has_the_numbers_of_its_dataset(name: str) -> None:
    """The evidence of its claims comes along: a colleague counts the same studies and standings."""
    origin = attachgraph.load()
    sent = origin.export("turtle", name, texts=True)
    received = Graph(store_of_document("sent.ttl", sent))
    standing = (
        f"SELECT ?claim ?status ?level {{ ?claim a ag:Claim ; ag:about pairing:{name} ; "
        "ag:status ?status OPTIONAL { ?claim ag:certainty ?level } }"
    )
    assert set(received.query(standing)) == set(origin.query(standing))
    found = [
        [
            row
            for row in graph.questions.list_pairings_by_evidence()
            if str(row[0]).endswith(f"/{name}")
        ]
        for graph in (origin, received)
    ]
    assert len(found[0]) == 1
    assert found[0] == found[1]


def test_a_source_can_be_taken_away_as_well(store: Store) -> None:
    """What has no graph of its own comes with the edges and statements that speak of it."""
    iri = BASE + "source/cedar-2008"
    chosen = one_entry(store, iri)
    assert any(chosen.store.quads_for_pattern(NamedNode(iri), None, None))
    assert any(
        chosen.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(AG + "Statement"))
    )


def triples_of(data: str | bytes, syntax: RdfFormat) -> set[str]:
    """Read a document as triples."""
    return {str(quad.triple) for quad in parse(data, syntax)}


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")
def test_framed_entry_is_a_tree_that_all_parsers_read_alike(store: Store) -> None:
    """A plain JSON user finds names, roles and quotes; pyld, rdflib and Oxigraph every triple."""
    chosen = one_entry(store, PAIRING)
    data = b"".join(iter_document(chosen, "jsonld"))
    tree = json.loads(data)
    assert tree["id"] == "pairing:avoidant-secure"
    assert isinstance(tree["@context"], dict)
    said = [one for one in tree["statements"] if one["predicate"] == "ag:pairsWith"] or tree[
        "statements"
    ]
    quotes = said[0]["quotes"]
    assert (quotes[0] if isinstance(quotes, list) else quotes)["quote"]
    expected = {str(quad.triple) for quad in chosen.described}
    assert triples_of(data, RdfFormat.JSON_LD) == expected
    by_pyld = jsonld.to_rdf(tree, {"format": "application/n-quads", "documentLoader": no_loading})
    assert triples_of(by_pyld, RdfFormat.N_QUADS) == expected
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    assert len(graph) == len(expected)


def no_loading(url: str, _options: object) -> None:
    """Refuse to fetch a context."""
    raise AssertionError(url)


def test_deep_and_circular_data_are_framed_whole() -> None:
    """A chain of a thousand things and loops of quotations give a document with every triple."""
    store = Store()
    knows, type_ = NamedNode("https://example.org/knows"), NamedNode(RDF + "type")
    nodes = [NamedNode(f"https://example.org/{n}") for n in range(1000)]
    for one, other in pairwise([*nodes, nodes[0]]):
        store.add(Quad(one, knows, other))
    for number in (5, 6):
        store.add(Quad(nodes[number], type_, NamedNode(AG + "Quotation")))
        store.add(Quad(nodes[number], knows, nodes[11 - number]))
    chosen = one_entry(store, nodes[0].value)
    part = type(chosen)(store, store, chosen.vocabulary, root=nodes[0].value)
    data = b"".join(iter_document(part, "jsonld"))
    assert triples_of(data, RdfFormat.JSON_LD) == {str(quad.triple) for quad in store}


def test_constructed_edges_become_a_network_with_names(store: Store) -> None:
    """Only what was constructed is there; names come from the dataset, quotations if asked for."""
    edge = next(iter(store.quads_for_pattern(None, NamedNode(AG + "conflictCycle"), None)))
    bare = constructed(store, [edge.triple])
    assert len(bare.store) == 1
    graph = read(b"".join(iter_document(bare, "gexf")), "gexf")
    ends = [str(end).strip("<>") for end in (edge.subject, edge.object)]
    assert list(graph) == sorted(ends)
    assert graph.nodes[ends[0]]["kind"] == "Pairing"
    told = constructed(store, [edge.triple], quotations=True)
    (_, _, attributes), *_ = read(b"".join(iter_document(told, "graphml")), "graphml").edges(
        data=True
    )
    assert attributes["quote"]
    assert len(told.store) > 10


def test_some_graphs_keep_their_names(store: Store) -> None:
    """A choice of graphs is written with what the formats of RDF can say of them."""
    name = GRAPH + "avoidant-secure"
    data = b"".join(iter_document(some_graphs(store, [name]), "nq"))
    graphs = {quad.graph_name for quad in parse(data, RdfFormat.N_QUADS)}
    assert graphs == {NamedNode(name)}
    assert DefaultGraph() not in graphs


def test_cytoscape_selects_edges_by_status(store: Store) -> None:
    """One status is a plain value, which the selector [status = 'reported'] needs."""
    edges = json.loads(document(store, "cytoscape"))["elements"]["edges"]
    statuses = [edge["data"]["status"] for edge in edges if "status" in edge["data"]]
    assert "reported" in statuses
    assert all(len(status) != 1 for status in statuses if isinstance(status, list))


@pytest.mark.parametrize("format_", ["graphml", "gexf", "cytoscape"])
def test_graphs_of_somebody_else_are_written_as_they_are(format_: str) -> None:
    """Things whose classes nobody knows are nodes all the same, and their classes are none."""
    people = b"""PREFIX ex: <http://example.org/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        ex:anna foaf:knows ex:bob ; a foaf:Person ."""
    mine = Store()
    graph = NamedNode(GRAPH + "people")
    mine.extend(
        Quad(each.subject, each.predicate, each.object, graph)
        for each in parse(people, RdfFormat.TURTLE)
    )
    text = b"".join(iter_document(some_graphs(mine, [graph.value]), format_)).decode()
    assert all(word in text for word in ("example.org/anna", "example.org/bob", "foaf/0.1/knows"))
    assert "Person" not in re.findall(r'label[^"]*"([^"]*)"', text)


def test_unknown_format_is_refused(store: Store) -> None:
    """The formats that exist are named."""
    with pytest.raises(UsageError, match="there is no format pdf"):
        iter_document(whole(store), "pdf")


def test_same_bytes_under_any_hash_seed_and_order(root: Path, tmp_path: Path) -> None:
    """Every format of a shuffled store in a process of another hash seed has the same checksum."""
    script = """
import hashlib, random, sys
from pathlib import Path
from pyoxigraph import RdfFormat, Store
import attachgraph
lines = Path(sys.argv[1]).read_bytes().splitlines(keepends=True)
random.Random(int(sys.argv[2])).shuffle(lines)
store = Store()
for line in lines:
    store.load(line, format=RdfFormat.N_QUADS)
graph = attachgraph.load(store)
for name in sys.argv[3:]:
    print(name, hashlib.sha256(graph.export(name)).hexdigest())
    print(name, hashlib.sha256(graph.export(name, "avoidant-secure")).hexdigest())
"""
    written = [
        subprocess.run(
            [
                *(sys.executable, "-c", script, str(root / "tests/fixtures/graph.nq"), seed),
                *EXPORT_FORMATS,
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "42")
    ]
    assert written[0] == written[1]
    assert len(set(written[0].split())) > len(EXPORT_FORMATS)


def test_python_hands_out_folders_as_zip(store: Store) -> None:
    """The façade returns bytes for every format; the zip file holds the same tables."""
    graph = attachgraph.load(store)
    with zipfile.ZipFile(io.BytesIO(graph.export("csv"))) as archive:
        assert set(archive.namelist()) == {
            *("nodes.csv", "edges.csv", "quotations.csv", "datapackage.json")
        }
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            digest = hashlib.sha256(archive.read(resource["path"])).hexdigest()
            assert resource["hash"] == f"sha256:{digest}"
