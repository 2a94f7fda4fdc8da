"""RDF files of every format become lines of N-Quads without blank nodes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat

from attachgraph.errors import InputError
from attachgraph.rdf.incoming import is_rdf, read_rdf

_TRIG = b"""
@prefix ex: <http://example.org/> .
ex:a ex:p "x"@en, 1, [ ex:q ex:b ] .
ex:g { ex:a ex:p ( ex:b ex:c ) . }
_:g { _:x ex:p _:x . }
"""
_GENID = "https://w3id.org/attachgraph/.well-known/genid/"
_SUFFIXES = {
    RdfFormat.TRIG: ".trig",
    RdfFormat.N_QUADS: ".nq",
    RdfFormat.JSON_LD: ".jsonld",
    RdfFormat.TURTLE: ".ttl",
    RdfFormat.N_TRIPLES: ".nt",
    RdfFormat.RDF_XML: ".rdf",
}


def _read(data: bytes, name: str) -> list[str]:
    return list(read_rdf(data, name))


def _canonical(quads: list[Quad]) -> str:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(str(dataset).splitlines(keepends=True)))


@pytest.mark.parametrize("format_", list(_SUFFIXES), ids=str)
def test_every_format_is_read(format_: RdfFormat) -> None:
    """The same data in any format give the same quads but for the names of blank nodes."""
    quads = list(pyoxigraph.parse(_TRIG, RdfFormat.TRIG))
    if not format_.supports_datasets:
        quads = [quad for quad in quads if str(quad.graph_name) == "DEFAULT"]
    triples = [quad.triple for quad in quads] if not format_.supports_datasets else quads
    data = pyoxigraph.serialize(triples, format=format_) or b""
    lines = _read(data, "my data" + _SUFFIXES[format_])
    assert len(lines) == len(quads)
    read = list(pyoxigraph.parse("".join(lines), RdfFormat.N_QUADS))
    assert not any("_:" in line.split('"')[0] for line in lines)
    back = "".join(lines).replace("<https://w3id.org/attachgraph/graph/my-data> .", ".")
    for name in {term for line in lines for term in line.split() if term.startswith(f"<{_GENID}")}:
        back = back.replace(name, "_:" + name[-4:].strip("->").replace("-", ""))
    assert _canonical(list(pyoxigraph.parse(back, RdfFormat.N_QUADS))) == _canonical(quads)
    assert all(str(quad.graph_name) != "DEFAULT" for quad in read)


def test_graph_names_are_kept_and_the_rest_gets_the_name_of_the_file() -> None:
    """Named graphs stay; triples without one go to a graph called after the file."""
    graphs = {line.split()[-2] for line in _read(_TRIG, "folder/Mine & yours.trig")}
    assert "<http://example.org/g>" in graphs
    assert "<https://w3id.org/attachgraph/graph/mine-yours>" in graphs


@pytest.mark.parametrize(
    ("data", "quads"),
    [
        (b"ex:a ex:p ex:b {| ex:since 2020 |} .", 3),
        (b"<< ex:a ex:p 1 >> ex:saidBy ex:b .", 2),
        (b"ex:r rdf:reifies <<( ex:a ex:p <<( ex:b ex:q [] )>> )>> .", 1),
    ],
)
def test_triples_about_triples_are_lines_that_can_be_read_again(data: bytes, quads: int) -> None:
    """Annotations, reifiers and triple terms of RDF 1.2 are written as N-Quads writes them."""
    rdf = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    head = b"PREFIX ex: <http://example.org/> PREFIX rdf: <%s> " % rdf
    lines = _read(head + data, "notes.ttl")
    read = list(pyoxigraph.parse("".join(lines), RdfFormat.N_QUADS))
    assert len(read) == len(lines) == quads
    assert "_:" not in "".join(lines)


def test_a_file_cannot_write_into_the_ontology() -> None:
    """A file called like one of our own graphs gets a graph beside it."""
    (line,) = _read(b"<http://a> <http://b> <http://c> .", "ontology.nt")
    assert line.endswith("<https://w3id.org/attachgraph/graph/ontology-file> .\n")


def test_blank_nodes_get_the_same_names_in_every_process() -> None:
    """Two processes with other hash seeds write the same lines, also for JSON-LD."""
    data = pyoxigraph.serialize(pyoxigraph.parse(_TRIG, RdfFormat.TRIG), format=RdfFormat.JSON_LD)
    program = (
        "import sys; from attachgraph.rdf.incoming import read_rdf;"
        "sys.stdout.write(''.join(read_rdf(sys.stdin.buffer.read(), 'x.jsonld')))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=data,
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert _GENID.encode() in outputs.pop()


def test_other_files_have_other_blank_nodes() -> None:
    """Blank nodes of two files never fall together."""
    first = _read(b"[] <http://p> 1 .", "a.ttl")[0].split()[0]
    second = _read(b"[] <http://p> 2 .", "a.ttl")[0].split()[0]
    assert first != second


def test_many_like_blank_nodes_cost_no_time() -> None:
    """A star of blank nodes that no canonical labels could tell apart is read at once."""
    star = b"_:hub <http://p> " + b", ".join(b"_:n%d" % n for n in range(2000)) + b" ."
    assert len(_read(star, "star.ttl")) == 2000


@pytest.mark.parametrize(
    ("data", "name", "where"),
    [
        (b"\n\n<http://a> <http://b> .\n", "x.ttl", "x.ttl:3:23"),
        (b"<http://a> <http://b> ex:c .", "x.trig", "x.trig:1:23"),
        (b'{"@id": "http://a", }', "x.jsonld", "x.jsonld:1:"),
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<a></rdf:RDF>',
            "x.rdf",
            "x.rdf:2:",
        ),
        (b"\xff\xfe\x00", "x.nt", "x.nt:1:1"),
        (b"  \n", "x.ttl", "x.ttl"),
        (b"<note><to>you</to></note>", "x.xml", "x.xml"),
        (b"GIF89a", "x.nq", "x.nq:1:"),
    ],
)
def test_a_broken_file_is_one_message(data: bytes, name: str, where: str) -> None:
    """A syntax error names file, line and column, and says what to do."""
    with pytest.raises(InputError) as caught:
        _read(data, name)
    assert str(caught.value.where).startswith(where)
    assert caught.value.fix


class _Counter(BaseHTTPRequestHandler):
    """Counts who asks, and answers."""

    asked = 0

    def do_GET(self) -> None:
        """Answer with an empty context."""
        type(self).asked += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"@context": {}}')

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- as in the base class
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """Serve a context on this machine and count requests."""
    http = HTTPServer(("127.0.0.1", 0), _Counter)
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    _Counter.asked = 0
    yield f"http://127.0.0.1:{http.server_port}/context.jsonld"
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.mark.parametrize(
    "context",
    ['"{}"', '["{}"]', '{{"@import": "{}"}}', '[{{"@vocab": "http://v/"}}, "{}"]'],
)
def test_no_context_is_fetched(server: str, context: str) -> None:
    """A remote JSON-LD context is refused with its place, and no request is sent."""
    data = f'{{\n "@context": {context.format(server)},\n "@id": "http://a", "name": "x"}}'
    with pytest.raises(InputError, match="never fetched") as caught:
        _read(data.encode(), "x.jsonld")
    assert str(caught.value.where).startswith("x.jsonld:2:")
    assert _Counter.asked == 0


def test_entities_that_grow_are_refused() -> None:
    """Entities within entities could fill the memory; they are refused before they are read."""
    entities = '<!ENTITY a0 "0123456789">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)
    )
    data = (
        f"<!DOCTYPE x [{entities}]>"
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="http://a"><rdf:value>&a8;</rdf:value></rdf:Description></rdf:RDF>'
    )
    with pytest.raises(InputError, match="entity"):
        _read(data.encode(), "bomb.rdf")


def test_a_bibliography_in_json_is_for_import() -> None:
    """CSL-JSON would be JSON-LD without a triple; the message says what takes it."""
    with pytest.raises(InputError, match="CSL-JSON"):
        read_rdf(b'[{"id": "doe", "type": "book", "title": "Tides of trust"}]', "x.json")


def test_entities_for_namespaces_are_read() -> None:
    """The small entities by which editors abbreviate namespaces are read."""
    data = (
        b'<!DOCTYPE rdf:RDF [<!ENTITY ex "http://example.org/"><!ENTITY exp "&ex;p">]>'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns:ex="http://example.org/">'
        b'<rdf:Description rdf:about="&ex;a"><ex:p rdf:resource="&exp;"/>'
        b"</rdf:Description></rdf:RDF>"
    )
    (line,) = _read(data, "x.owl")
    assert line.startswith("<http://example.org/a> <http://example.org/p> <http://example.org/p> ")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("x.ttl", b"", True),
        ("x.txt", b"@prefix a: <http://a/> .", False),
        ("-", b"# a comment\nPREFIX a: <http://a/>\na:b a a:c .", True),
        ("-", b"<http://a> <http://b> <http://c> .", True),
        ("-", b'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="x">', True),
        ("-", b'[{"@id": "http://a"}]', True),
        ("-", b"<html><body>", False),
        ("-", b"Avoidant-Secure Relationship\n", False),
        ("folder.ttl/-", b"words", False),
    ],
)
def test_rdf_is_told_from_pages(name: str, data: bytes, expected: bool) -> None:  # noqa: FBT001 -- a case
    """The suffix tells RDF, and what comes without a suffix is told by how it begins."""
    assert is_rdf(name, data) is expected
