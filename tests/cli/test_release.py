"""release, as a person runs it, and as the libraries of each standard read it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import frictionless
import mlcroissant
import pyoxigraph
import pyshacl
import pytest
import rdflib
import yaml
from rocrate.rocrate import ROCrate

import attachgraph
from attachgraph.dataset.words import STATUSES
from attachgraph.errors import InputError, MissingError
from attachgraph.rdf.namespaces import GRAPH
from attachgraph.release.deposit import check_sums, write_release
from tests.cli.conftest import Runner

EPOCH = {"SOURCE_DATE_EPOCH": "1795564800"}
FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdf", "graphml", "gexf", "cyjs")
# What DCAT-AP asks of a dataset and a distribution, in our words.
DCAT_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
[] a sh:NodeShape ; sh:targetObjectsOf dcat:hasVersion ;
  sh:property [ sh:path dcterms:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:license ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcterms:issued ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
    [ sh:path dcterms:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:distribution ; sh:minCount 10 ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:mediaType ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:byteSize ; sh:minCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path spdx:checksum ; sh:minCount 1 ; sh:class spdx:Checksum ] .
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a release of the bundled dataset, but for its results: they would take ten seconds."""
    folder = tmp_path_factory.mktemp("release") / "attachgraph-0.1.0"
    store = pyoxigraph.Store()
    studies = pyoxigraph.NamedNode(GRAPH + "studies")
    store.extend(quad for quad in attachgraph.load().store if quad.graph_name != studies)
    written = write_release(store, folder, version="0.1.0", date="2026-11-25")
    assert len(written.facts.pairings) == 10
    return folder


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder by name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_numbers_of_the_readme_are_those_of_the_files(released: Path) -> None:
    """What people are told is what programs count."""
    readme = (released / "README.md").read_text(encoding="utf-8")
    store = pyoxigraph.Store()
    store.bulk_load(path=str(released / "data/attachgraph.nq"))
    triples = {str(quad.triple) for quad in store}
    assert f"| triples | {len(triples):,} |" in readme
    assert "10 pairings: Anxious-Anxious Relationship;" in readme
    assert all(f"* *{status}*: {meaning}" in readme for status, meaning in STATUSES.items())
    listed = set(re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE))
    unlisted = {"README.md", "SHA256SUMS", "ro-crate-metadata.json"}
    assert listed == {name for name, _ in files(released)} - unlisted
    assert "not a diagnostic instrument" in readme


def test_every_format_is_there_and_says_the_same(released: Path) -> None:
    """All six formats of RDF hold as many triples."""
    counted = set()
    for suffix in FORMATS:
        path = released / "data" / f"attachgraph.{suffix}"
        assert path.stat().st_size > 100_000
        if suffix in {"ttl", "trig", "nt", "nq", "jsonld", "rdf"}:
            found = pyoxigraph.parse(path=str(path))
            counted.add(len({str(quad.triple) for quad in found}))
    assert len(counted) == 1
    entries = {path.stem for path in (released / "data/entries").iterdir()}
    assert "avoidant-secure" in entries
    assert len(entries) >= 14


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_libraries_of_the_standards_read_it(released: Path) -> None:
    """RO-Crate, Croissant, Frictionless and CFF, each with its own library or rules."""
    crate = ROCrate(released)
    named = {entity.id for entity in crate.data_entities}
    assert named == {name for name, _ in files(released)} - {"SHA256SUMS", "ro-crate-metadata.json"}
    tables = mlcroissant.Dataset(str(released / "croissant.json"))
    assert not tables.metadata.issues.errors
    assert next(iter(tables.records("edges")))["edges/name"]
    assert frictionless.validate(str(released / "data/csv/datapackage.json")).valid
    cff = yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cff)
    assert cff["license"] == "CC-BY-4.0"


def test_description_conforms_to_dcat(released: Path) -> None:
    """Held against shapes with SHACL; no node is blank."""
    described = rdflib.Graph().parse(released / "dcat.ttl")
    shapes = rdflib.Graph().parse(data=DCAT_SHAPES, format="turtle")
    conforms, _, report = pyshacl.validate(described, shacl_graph=shapes)
    assert conforms, report
    assert not any(isinstance(node, rdflib.BNode) for node in described.subjects())


def test_partitions_count_the_classes(released: Path) -> None:
    """Each class of VoID has its number, and says where its properties lead."""
    described = rdflib.Graph().parse(released / "dcat.ttl")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    (whole,) = described.subjects(void.vocabulary, None)
    pairing = rdflib.URIRef("https://w3id.org/attachgraph/ontology#Pairing")
    classes = set(described.objects(whole, void.classPartition))
    (part,) = classes.intersection(described.subjects(void["class"], pairing))
    assert int(str(described.value(part, void.entities))) == 10
    role = rdflib.URIRef("https://w3id.org/attachgraph/ontology#PartnerRole")
    led_to = void.propertyPartition / void.classPartition / void["class"]
    assert (part, led_to, role) in described


def test_questions_are_executable(released: Path) -> None:
    """Each question is an sh:SPARQLExecutable, with its file beside it."""
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    graph = rdflib.Graph().parse(released / "queries/queries.ttl")
    executables = set(graph.subjects(rdflib.RDF.type, shacl.SPARQLSelectExecutable)) | set(
        graph.subjects(rdflib.RDF.type, shacl.SPARQLExecutable)
    )
    assert len(executables) >= len(list((released / "queries").glob("*.rq"))) > 20


def test_oxigraph_loads_it(released: Path, tmp_path: Path) -> None:
    """The program that others run loads the N-Quads."""
    oxigraph = Path(sys.executable).with_name("oxigraph")
    data = released / "data/attachgraph.nq"
    done = subprocess.run(
        [oxigraph, "load", "--location", tmp_path / "db", "--file", data],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert len(pyoxigraph.Store.read_only(str(tmp_path / "db"))) == data.read_bytes().count(b" .\n")


def test_readme_says_what_was_counted(released: Path) -> None:
    """Four checks with their numbers; without its results, the dataset does not conform."""
    readme = (released / "README.md").read_text(encoding="utf-8")
    table = readme.split("## Checked when it was made")[1].split("|---|---|---|\n")[1]
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert ["| passes |" in row for row in rows] == [True, True, False, True], rows
    assert "attachgraph validate lists them" in rows[2]


def test_check_fails_where_a_statement_has_no_words(tmp_path: Path) -> None:
    """A dataset with a bare statement and a blank node is written, and the README says so."""
    store = pyoxigraph.Store()
    ag = "https://w3id.org/attachgraph/ontology#"
    line = f"<https://example.org/s> a <{ag}Statement> . [] <{ag}aliasOf> <https://example.org/s> ."
    store.load(line.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    written = write_release(store, tmp_path / "new", version="1", date="2026-01-01")
    assert [check.passes for check in written.checks] == [True, False, False, False]
    readme = (tmp_path / "new/README.md").read_text(encoding="utf-8")
    assert "**fails** | 0 of 1 |" in readme
    # What there is none of is not counted: a dataset of results has no "0 statements".
    assert "A graph of 1 statement. This" in readme


def test_two_days_differ_in_nothing_but_the_date(
    run: Runner, run_apart: Runner, tmp_path: Path
) -> None:
    """Also with another hash seed and into another folder."""
    first = run("release", str(tmp_path / "a"), **EPOCH)
    assert first.returncode == 0, first.stderr
    second = run_apart(
        "release", str(tmp_path / "b"), SOURCE_DATE_EPOCH="1700000000", PYTHONHASHSEED="1"
    )
    assert second.returncode == 0, second.stderr
    old, new = (dict(files(tmp_path / name)) for name in "ab")
    assert old.keys() == new.keys()
    sums = {"SHA256SUMS", "ro-crate-metadata.json", "dcat.ttl", "dataset.jsonld"}
    for name in old:
        dates = rb"[0-9a-f]{64}|2026-11-25|2023-11-14|\{2026\}|\{2023\}"
        if name in sums:
            dates = rb"[0-9a-f]{64}|20\d\d-\d\d-\d\d"
        undated = [re.sub(dates, b"X", part[name]) for part in (old, new)]
        assert undated[0] == undated[1], name


def test_changes_since_the_last_release(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The changelog tells by meaning what is not as it was; without pyarrow only Parquet lacks."""
    old = tmp_path / "old"
    assert run("release", str(old), "--release-version", "1.0.0", **EPOCH).returncode == 0
    data = old / "data/attachgraph.nq"
    text = data.read_text(encoding="utf-8")
    label = re.search(r'/pairing/avoidant-secure> <[^>]*label> "([^"]+)"@en', text)
    assert label
    data.write_text(text.replace(f'"{label[1]}"', '"A former name"'), encoding="utf-8")
    new = tmp_path / "new"
    options = ("--release-version", "1.1.0", "--previous", str(old))
    monkeypatch.setattr("attachgraph.exports.formats.find_spec", lambda _: None)
    done = run("release", str(new), *options, **EPOCH)
    assert done.returncode == 0
    assert "without data/parquet/: pip install 'attachgraph[parquet]'" in done.stderr
    gone = {name for name, _ in files(old)} - {name for name, _ in files(new)}
    assert {name.split("/")[1] for name in gone} == {"parquet"}
    changes = (new / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Changes since 1.0.0." in changes
    assert f"“A former name” is now “{label[1]}”" in changes
    assert "dataset/1.0.0" in (new / "dcat.ttl").read_text(encoding="utf-8")


def test_one_changed_byte_is_found_and_named(run: Runner, released: Path, tmp_path: Path) -> None:
    """Changed, missing and added files are told, and the exit code is 1."""
    copy = tmp_path / "copy"
    shutil.copytree(released, copy)
    assert run("release", str(copy), "--check").returncode == 0
    readme = copy / "README.md"
    data = bytearray(readme.read_bytes())
    data[len(data) // 2] ^= 1
    readme.write_bytes(data)
    (copy / "LICENSE").unlink()
    (copy / "virus.exe").write_bytes(b"MZ")
    done = run("release", str(copy), "--check")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        *("LICENSE: missing", "README.md: changed", "virus.exe: not listed")
    ]


def test_wrong_input_is_told(run: Runner, tmp_path: Path) -> None:
    """A folder of somebody else stays; what is not a release is not read as one."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    assert run("release", str(tmp_path / "mine")).returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    done = run("release", str(tmp_path / "new"), "--previous", str(tmp_path / "mine"))
    assert done.returncode == 4
    assert not (tmp_path / "new").exists()
    refused = run("release", str(tmp_path / "new"), "--release-version", "banana")
    assert refused.returncode == 2
    assert "“banana” is not a version: write numbers" in refused.stderr
    assert run("release", str(tmp_path / "new"), SOURCE_DATE_EPOCH="soon").returncode == 2
    assert run("release", str(tmp_path / "nothing"), "--check").returncode == 4
    with pytest.raises(MissingError):
        list(check_sums(tmp_path / "mine"))
    (tmp_path / "mine/SHA256SUMS").write_text(f"{hashlib.sha256().hexdigest()}  ../../etc/passwd\n")
    with pytest.raises(InputError, match="not a checksum"):
        list(check_sums(tmp_path / "mine"))


def test_pages_load_nothing(released: Path) -> None:
    """The page of the ontology names nothing that would be fetched."""
    page = (released / "ontology/index.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert 'id="pairsWith"' in page
