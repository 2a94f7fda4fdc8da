"""Answers in every format: read back as they were, streamed, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, QueryResultsFormat, Triple

from attachgraph.cli.output import printable
from attachgraph.errors import UsageError
from attachgraph.query.answers import Boolean, Row, Solutions, Term, Triples
from attachgraph.query.result import Result
from attachgraph.query.run import run_query
from attachgraph.query.writers.delimited import csv_line
from attachgraph.query.writers.formats import ANSWER_FORMATS, as_table, iter_bytes
from attachgraph.rdf.namespaces import BASE, XSD

SECURE = NamedNode(BASE + "style/secure")
#: One of each kind of term, with what formats have to escape.
TERMS: list[Term | None] = [
    SECURE,
    NamedNode("https://x.example/?a=1&b=%3C2%3E"),
    BlankNode("b0"),
    Literal('a "quoted" <b>&amp; \\ back'),
    Literal("two\nlines\rand\ta tab"),
    Literal("Nähe 💞", language="de"),
    Literal("שלום", language="he", direction=BaseDirection.RTL),
    Literal(7),
    Literal("007", datatype=NamedNode(XSD + "integer")),
    Literal("1.50", datatype=NamedNode(XSD + "decimal")),
    Literal("1.0e3", datatype=NamedNode(XSD + "double")),
    Literal(value=True),
    Literal("2016", datatype=NamedNode(XSD + "gYear")),
    Literal("a, b; c"),
    Literal("  outer spaces "),
    Literal(" "),
    Triple(SECURE, SECURE, Literal("within")),
    None,
]
READABLE = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}
#: Formats of text, which stream; a workbook is a packed archive, made at once.
TEXTS = [name for name in ANSWER_FORMATS if name != "xlsx"]
TABLES = [name for name in TEXTS if not ANSWER_FORMATS[name].holds_triples]


def rows() -> list[Row]:
    """Return every term beside every kind of neighbour."""
    return list(zip(TERMS, reversed(TERMS), strict=True))


def written(answer: Solutions | Triples | Boolean, name: str, *, raw_cells: bool = False) -> bytes:
    """Return an answer in a format."""
    return b"".join(iter_bytes(answer, name, raw_cells=raw_cells))


def read_back(document: bytes, name: str) -> list[Row]:
    """Read a document with the engine's own parser."""
    solutions = pyoxigraph.parse_query_results(document, READABLE[name])
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return [tuple(solution) for solution in solutions]


@pytest.mark.parametrize("name", READABLE)
def test_engine_reads_back_what_was_written(name: str) -> None:
    """JSON, XML and TSV lose nothing: kind, language, direction, datatype, lexical form."""
    document = written(Solutions(["left", "right"], rows()), name)
    assert read_back(document, name) == rows()


@pytest.mark.parametrize("name", READABLE)
def test_rows_are_those_of_the_engines_own_writer(name: str) -> None:
    """The same query through our writer and through the engine's gives the same rows."""
    store = pyoxigraph.Store()
    for place, term in enumerate(TERMS[:-1]):
        assert term is not None
        subject = NamedNode(f"https://x.example/{place}")
        store.add(pyoxigraph.Quad(subject, SECURE, term))
    query = "SELECT ?s ?o ?nothing { ?s ?p ?o } ORDER BY ?s"
    theirs = store.query(query)
    assert isinstance(theirs, pyoxigraph.QuerySolutions)
    document = theirs.serialize(format=READABLE[name])
    assert document is not None
    ours = written(run_query(store, query, timeout=None), name, raw_cells=True)
    assert read_back(ours, name) == read_back(document, name)


@pytest.mark.parametrize("name", READABLE)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_read_back(name: str, text: str) -> None:
    """Any text that XML can hold comes back as it was, in every format that can be read."""
    document = written(Solutions(["x"], [(Literal(text),)]), name, raw_cells=True)
    expected = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert read_back(document, name) == [(Literal(expected if name == "xml" else text),)]


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_from_json(text: str) -> None:
    """JSON holds control characters as well."""
    document = json.loads(written(Solutions(["x"], [(Literal(text),)]), "json"))
    assert document["results"]["bindings"] == [{"x": {"type": "literal", "value": text}}]


def test_xml_replaces_what_it_cannot_hold() -> None:
    """A control character that XML has no way to write becomes U+FFFD, and the document is read."""
    document = written(Solutions(["x"], [(Literal("a\x00b\x1bc"),)]), "xml")
    assert read_back(document, "xml") == [(Literal("a\ufffdb\ufffdc"),)]


def test_csv_is_read_by_python() -> None:
    """CSV holds the bare values, with line breaks and quotes inside cells."""
    document = written(Solutions(["left"], [(term,) for term in TERMS]), "csv").decode()
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(document, newline=""))]
    assert cells[0] == "left"
    assert cells[4] == 'a "quoted" <b>&amp; \\ back'
    assert cells[5] == "two\nlines\rand\ta tab"
    assert not cells[-1]
    assert document.endswith("\r\n")


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1"),
        "\uff1d1+1",
        "-1",
        " =1+1",
    ],
)
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_formula_cells_are_neutralised(name: str, text: str) -> None:
    """A text that a spreadsheet would run gets an apostrophe, unless the raw cells are wanted."""
    answer = [(Literal(text),)]
    quote = '"' if name == "tsv" or any(char in text for char in "\r\n\t") else ""
    safe = written(Solutions(["x"], answer), name).decode()
    raw = written(Solutions(["x"], answer), name, raw_cells=True).decode()
    assert safe.split("x", 1)[1].strip("\r\n").startswith(f"{quote}'")
    assert f"'{text[0]}" not in raw


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("x;=1+1;y", '"x;\'=1+1;y"'),
        ('x;"=1+1"', '"x;""\'=1+1"""'),
        ("a; =1+1", '"a; \'=1+1"'),
        ("a\n-1+1", '"a\n\'-1+1"'),
        ("=1;=2", "\"'=1;'=2\""),
        ("a; b; c-d", '"a; b; c-d"'),
    ],
)
def test_formula_after_a_semicolon_is_neutralised(text: str, cell: str) -> None:
    """Where numbers have commas, a spreadsheet divides at the semicolon, also within quotes."""
    answer = Solutions(["x", "y"], [(SECURE, Literal(text))])
    assert written(answer, "csv").decode().endswith(f",{cell}\r\n")
    assert csv_line(["a", text]) == f"a,{cell}\r\n"
    assert "'" not in written(Solutions(["x"], [(Literal(text),)]), "csv", raw_cells=True).decode()


def test_formula_in_an_iri_is_neutralised() -> None:
    """An IRI is anybody's text as well, and may hold both signs."""
    answer = Solutions(["x"], [(NamedNode("https://x.example/a;=1+1;b"),)])
    assert written(answer, "csv").decode() == 'x\r\n"https://x.example/a;\'=1+1;b"\r\n'


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_negative_number_is_no_formula(name: str) -> None:
    """A number stays a number; one that only claims to be a number does not."""
    lying = Literal("-1+1", datatype=NamedNode(XSD + "integer"))
    document = written(Solutions(["x"], [(Literal(-5),), (lying,)]), name).decode()
    assert "\n-5" in document
    assert "'-1+1" in document


def test_markdown_shows_hostile_text_as_text() -> None:
    """Markup in a cell is neither a column, a link, an element nor code."""
    hostile = "a | b [x](javascript:1) <img src=x> `c` *d* &lt; \n\n# e"
    document = written(Solutions(["x"], [(Literal(hostile),), (SECURE,)]), "markdown").decode()
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(document)
    assert html.count("<td>") == 2
    for element in ("<img", "<a", "<em", "<h1"):
        assert element not in html
    assert "<code>style:secure</code>" in html
    assert "&lt;img src=x&gt;" in html


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_in_every_table_format(name: str, value: bool) -> None:  # noqa: FBT001
    """The answer to ASK can be written wherever a table can."""
    assert str(value).lower() in written(Boolean(value), name).decode()


@pytest.mark.parametrize("name", TABLES)
def test_no_rows_and_no_columns(name: str) -> None:
    """An empty answer is still a document."""
    for variables in ([], ["x"]):
        assert isinstance(written(Solutions(variables, []), name), bytes)
    if name in READABLE and name != "tsv":
        assert read_back(written(Solutions([], [()]), name), name) == [()]


@pytest.mark.parametrize("name", TEXTS)
def test_triples_go_into_every_format(name: str) -> None:
    """CONSTRUCT can be taken as RDF, and as a table of subject, predicate and object."""
    triple = Triple(SECURE, NamedNode(BASE + "p"), Literal("near", language="en"))
    document = written(Triples([triple, triple]), name).decode()
    assert "near" in document


def test_a_triple_as_a_value_has_its_brackets() -> None:
    """In every format of text it is told from three values in a row, within another one too."""
    inner = Triple(SECURE, SECURE, Literal(1))
    answer = [(Triple(SECURE, SECURE, inner),)]
    for name in ("csv", "tsv"):
        lines = written(Solutions(["x"], answer), name).decode().splitlines()
        assert lines[1].strip('"').startswith("<<( <")
        assert lines[1].strip('"').endswith(")>> )>>")
    assert "<<( " in repr(Result(Solutions(["x"], answer)))


@pytest.mark.parametrize("answer", [Solutions(["x"], []), Boolean(value=True)])
def test_table_is_no_rdf(answer: Solutions | Boolean) -> None:
    """A table asked for as Turtle is refused with the formats that fit."""
    with pytest.raises(UsageError, match=r"turtle holds triples(.|\n)*csv"):
        iter_bytes(answer, "turtle")
    with pytest.raises(UsageError, match="no format"):
        iter_bytes(answer, "excel")


@pytest.mark.parametrize("name", TABLES)
def test_memory_does_not_grow_with_rows(name: str) -> None:
    """Twenty thousand rows need no more memory at a time than a few."""

    def many() -> Iterator[Row]:
        for number in range(20_000):
            yield (Literal(f"row {number}"),)

    pieces = iter_bytes(Solutions(["x"], many()), name)
    next(pieces)
    tracemalloc.start()
    size = sum(len(piece) for piece in pieces)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 200_000
    assert peak < 50_000


def test_row_limit_is_told() -> None:
    """A limit that cuts something off says so; one that is met exactly does not."""
    cut, exact = (Solutions(["x"], [(None,)] * 3, most) for most in (2, 3))
    assert [len(list(cut)), cut.truncated] == [2, True]
    assert [len(list(exact)), exact.truncated] == [3, False]
    triples = Triples([Triple(SECURE, SECURE, SECURE)] * 3, 1)
    assert [len(list(as_table(triples))), triples.truncated] == [1, True]  # type: ignore[arg-type]


def test_result_can_be_read_twice() -> None:
    """In Python the rows can be read again."""
    found: list[Row] = [(SECURE, None), (Literal(3), None)]
    result = Result(Solutions(["x", "y"], iter(found)))
    assert bool(result)
    assert [row.asdict() for row in result] == [row.asdict() for row in result]
    assert next(iter(result)).terms == (SECURE, None)
    assert len(result) == 2
    assert "Row(x=" in repr(next(iter(result)))


def test_result_in_a_notebook_is_escaped() -> None:
    """What entries say is text in a notebook, too."""
    html = Result(Solutions(["<x>"], [(Literal("<script>"),), (SECURE,)]))._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "style:secure" in html


@given(st.text())
def test_nothing_printable_moves_the_cursor(text: str) -> None:
    """No control character and no change of direction reaches a terminal."""
    shown = printable(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not any(char in "\u202e\u2066\u2028" for char in shown)
