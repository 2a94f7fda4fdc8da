"""Passages behind results are looked up in real files: PDF, HTML and text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from attachgraph.cli.frame import run
from attachgraph.dataset.lookup import Lookup
from attachgraph.errors import MissingError
from attachgraph.evidence.folder import evidence_of
from attachgraph.evidence.passages import digest_of
from attachgraph.evidence.standing import standings
from attachgraph.rdf.evidence import iter_evidence_quads
from attachgraph.rdf.namespaces import BASE, GRAPH, PREFIXES
from attachgraph.validation.passages import Verified, verify_passages
from tests.unit.evidence.small import TABLES, write

ASH = "Satisfaction fell most where the own insecurity was high (β = −.31)."
BIRCH = "The partner’s insecurity mattered more than one’s own."
TITLES = {
    "ash-2001": ("Own insecurity and satisfaction in newlywed couples", "10.1000/ash.2001.1"),
    "birch-2002": ("Whose insecurity counts? A study of couples", "10.1000/birch.2002.7"),
}


def pdf(*lines: str) -> bytes:
    """Write a PDF of one page by hand, as a journal sets it: line under line."""
    shown = "".join(
        f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -14 Td "
        for line in lines
    )
    stream = b"BT /F1 11 Tf 60 760 Td " + shown.encode("cp1252") + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources 6 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Font << /F1 4 0 R >> >>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(file))
    )


@pytest.fixture
def dataset(tmp_path: Path) -> Store:
    """Build results of two papers: one keeps its passage in full, the other its digest."""
    header, first, second, third = TABLES["results.csv"].splitlines()
    cells = (f',"{ASH}",', f",,{digest_of(BIRCH)}", ",,")
    rows = [row + more for row, more in zip((first, second, third), cells, strict=True)]
    folder = tmp_path / "data"
    folder.mkdir()
    results = "\n".join([f"{header},passage,passage_digest", *rows])
    evidence = evidence_of(write(folder, results=results))
    lines = "\n".join(iter_evidence_quads(evidence, standings(evidence), {}))
    store = Store()
    store.load(lines.encode(), format=RdfFormat.N_QUADS)
    for key, (title, doi) in TITLES.items():
        for name, value in (("dcterms:title", title), ("bibo:doi", doi)):
            prefix, local = name.split(":")
            predicate = NamedNode(PREFIXES[prefix] + local)
            source = NamedNode(f"{BASE}source/{key}")
            store.add(Quad(source, predicate, Literal(value), NamedNode(GRAPH + "sources")))
    return store


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Make an empty folder of papers."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def verified(dataset: Store, papers: Path) -> Verified:
    """Look the passages of the dataset up in the folder."""
    return verify_passages(Lookup(dataset), papers)


def test_passages_are_found_over_hyphens_lines_and_tags(dataset: Store, papers: Path) -> None:
    """A PDF named after its key and a page known by its title hold what was coded from them."""
    lines = ("J. Ash", "Results. Satis-", "faction fell most where the own", "insecu-")
    # Helvetica has neither the Greek letter nor the minus sign: a real PDF brings its own fonts.
    first = pdf(*lines, "rity was high.")
    (papers / "Ash-2001_final.pdf").write_bytes(first)
    (papers / "download (3).html").write_text(
        "<html><body><h1>Whose insecurity counts? A study of <i>couples</i></h1>"
        "<p>The partner&#8217;s in&shy;security <b>mattered</b> more than\none's own.</p>",
        encoding="utf-8",
    )
    found = verified(dataset, papers)
    assert [problem.code for problem in found.problems] == ["passage-missing"]
    assert "is not in" in found.problems[0].message
    text = "Own insecurity and satisfaction in newlywed couples\n\n" + ASH
    (papers / "Ash-2001_accepted.txt").write_text(text, encoding="utf-8")
    found = verified(dataset, papers)
    assert (found.problems, found.proved, found.without) == ([], 2, 1)


def test_a_pdf_is_known_by_its_doi_and_proves_a_digest(dataset: Store, papers: Path) -> None:
    """The DOI stands on the first page, the sentence runs over three lines."""
    page = ("doi:10.1000/birch.2002.7", "The partner\u2019s inse-", "curity mattered", "more than")
    (papers / "scan0001.pdf").write_bytes(pdf(*page, "one\u2019s own."))
    found = verified(dataset, papers)
    assert found.proved == 1
    assert [problem.code for problem in found.problems] == ["paper-missing"]
    assert "Own insecurity and satisfaction" in found.problems[0].message


def test_files_that_cannot_be_read_are_named(dataset: Store, papers: Path) -> None:
    """A broken PDF and one without text are told apart from a paper that lacks the passage."""
    (papers / "ash-2001.pdf").write_bytes(b"%PDF-1.4\nnothing of the kind")
    (papers / "birch-2002.pdf").write_bytes(pdf())
    found = verified(dataset, papers)
    assert [problem.code for problem in found.problems] == ["passage-missing"] * 2
    reasons = dict(found.unread)
    assert "not a PDF that can be read" in reasons[str(papers / "ash-2001.pdf")]
    assert "and no text" in reasons[str(papers / "birch-2002.pdf")]


def test_a_longer_key_does_not_lend_its_file_to_a_shorter_one(papers: Path) -> None:
    """``ash-2001-2.pdf`` is the second paper of that year, not the first."""
    from attachgraph.validation.papers import Papers, Publication

    (papers / "ash-2001-2.pdf").write_bytes(pdf("Text"))
    publications = [Publication("ash-2001", "", ""), Publication("ash-2001-2", "", "")]
    found = Papers(papers).of(publications)
    assert found == {"ash-2001": [], "ash-2001-2": [papers / "ash-2001-2.pdf"]}


def test_a_folder_that_is_not_there_is_said(dataset: Store, papers: Path) -> None:
    """The error names the folder."""
    with pytest.raises(MissingError, match="no such folder"):
        verified(dataset, papers / "gone")


def test_a_dataset_that_keeps_no_passage_proves_nothing(papers: Path) -> None:
    """What was not looked up is not verified."""
    found = verified(Store(), papers)
    assert [problem.code for problem in found.problems] == ["passages-unkept"]


def test_the_command_names_the_papers_behind_the_bundled_digests(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Results keep digests; without the papers they are not verified: exit code 1."""
    assert run(["verify", "--library", str(papers)]) == 1
    said = capsys.readouterr()
    assert "10.1177/0192513X07306980; the passages of 2 results were not looked up" in said.out
    assert "results keep no passage" not in said.err
