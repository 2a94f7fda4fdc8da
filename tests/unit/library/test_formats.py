"""Bibliographies go out as they came in, and their readers take them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyoxigraph
import pypandoc
import pytest

from attachgraph.authoring.dataset import begin_dataset
from attachgraph.building import build_in_memory
from attachgraph.errors import UsageError
from attachgraph.evidence.library import clean_record, read_library
from attachgraph.exports.formats import iter_document
from attachgraph.exports.selection import one_entry, whole
from attachgraph.folder import bundled_folder, using
from attachgraph.library.bibliography import all_records, records_about
from attachgraph.library.checking import check_library, search_library
from attachgraph.library.formats import WRITERS
from attachgraph.library.importing import import_files
from attachgraph.library.styles import STYLES, cite
from attachgraph.rdf.bibliography import reference
from attachgraph.rdf.namespaces import AG, BASE, RDF
from tests.node import FOLDERS, run_script
from tests.unit.library.files import FILES, HARD
from tests.unit.library.test_coding import ROWS, take

ENDINGS = {"bibtex": ".bib", "ris": ".ris", "csljson": ".json"}
#: What pandoc has no place for in a format: in RIS it knows neither books from journals nor notes.
UNKNOWN_TO_PANDOC: Final = {
    "bibtex": {"ISSN", "number", "version"},
    "ris": {"issued", "publisher-place", "genre", "PMID", "PMCID", "ISBN", "language", "number"},
    "csljson": set[str](),
}


@pytest.mark.parametrize("name", WRITERS)
def test_bundled_library_comes_back_from_every_format(tmp_path: Path, name: str) -> None:
    """Each publication is known again by its identifiers or title, and nothing in it differs."""
    path = tmp_path / f"out{ENDINGS[name]}"
    records = read_library(bundled_folder())
    path.write_text(WRITERS[name](records), encoding="utf-8")
    begin_dataset(tmp_path / "own")
    first = import_files([path], tmp_path / "own")
    assert first.count("new") + first.count("doubtful") == len(records)
    begin_dataset(tmp_path / "copy", with_bundled=True)
    again = import_files([path], tmp_path / "copy")
    assert not [str(line) for line in again.lines if line.outcome != "unchanged"]
    told = [str(line) for line in again.lines if " stays " in line.what]
    assert not told


@pytest.mark.parametrize("name", WRITERS)
def test_pandoc_reads_every_publication_as_it_is(name: str) -> None:
    """Types, names in order, titles, numbers and signs arrive; a cut list of names says so."""
    hard = [clean_record(item) for item in json.loads(HARD)]
    records = [*read_library(bundled_folder()), *hard]
    read = json.loads(pypandoc.convert_text(WRITERS[name](records), "csljson", format=name))
    told = {item["id"]: item for item in read}
    assert told.keys() == {record["id"] for record in records}
    fields = {"type", "title", "author", "editor", "container-title", "volume", "issue", "page"}
    fields |= {"issued", "edition", "publisher", "publisher-place", "genre", "DOI", "PMID", "PMCID"}
    fields |= {"ISBN", "language", "number"}
    wrong = [
        (record["id"], field, seen, other)
        for record in records
        for field in sorted(fields - UNKNOWN_TO_PANDOC[name])
        if (seen := _seen(record, field)) != (other := _seen(told[record["id"]], field))
    ]
    assert not wrong


def test_better_bibtex_reads_every_publication_as_it_is() -> None:
    """The parser with which many import into Zotero finds the same names, titles and numbers."""
    hard = [clean_record(item) for item in json.loads(HARD)]
    records = [*read_library(bundled_folder()), *hard]
    read = _better_bibtex(WRITERS["bibtex"](records))
    assert not read["errors"]
    told = {entry["key"]: entry for entry in read["entries"]}
    assert told.keys() == {record["id"] for record in records}
    pairs = {"title": "title", "volume": "volume", "DOI": "doi", "PMID": "pmid", "ISBN": "isbn"}
    wrong = [
        (record["id"], field, record.get(field, ""), told[record["id"]].get(name, ""))
        for record in records
        for field, name in pairs.items()
        if record.get(field, "") != told[record["id"]].get(name, "")
    ]
    assert not wrong
    parts = ("prefix", "lastName", "name", "suffix", "firstName")
    for record in records:
        names = [" ".join(filter(None, map(one.get, parts))) for one in _authors(told, record)]
        mine = [
            " ".join(filter(None, map(one.get, ("family", "suffix", "given"))))
            for one in record.get("author", ())
        ]
        assert names == [
            *mine,
            *["others"] * bool(mine and "authors-incomplete" in record["custom"]),
        ]


def _authors(told: Mapping[str, Any], record: Mapping[str, Any]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = told[record["id"]].get("author", [])
    return found


def _better_bibtex(text: str) -> dict[str, Any]:
    """Read BibTeX by the parser of Better BibTeX."""
    read: dict[str, Any] = json.loads(run_script(FOLDERS[0] / "better-bibtex.mjs", text=text))
    return read


def _seen(record: Mapping[str, Any], field: str) -> object:
    """Write a field as pandoc's readers and ours agree on it: straight signs, small titles."""
    value = record.get(field, "")
    if field in {"author", "editor"}:
        names = [" ".join(sorted(" ".join(name.values()).split())) for name in value]
        cut = field == "author" and value and record.get("custom", {}).get("authors-incomplete")
        return _straight("; ".join([*names, *["others"] * bool(cut)]))
    if field == "issued" and value:
        return [int(part) for part in value["date-parts"][0]]
    # pandoc makes de-DE of the name that BibLaTeX has for German.
    text = _straight(str(value).partition("-")[0] if field == "language" else str(value))
    return text.casefold() if "title" in field else text


def _straight(text: str) -> str:
    return text.translate(str.maketrans("’“”", '\'""'))


def test_claim_takes_its_publications_along_with_what_they_do_to_it(tmp_path: Path) -> None:
    """The bibliography of a claim holds the papers with results on it, and their stance."""
    begin_dataset(tmp_path / "own")
    for name in ("a.bib", "c.json"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
        import_files([tmp_path / name], tmp_path / "own")
    take(tmp_path / "own", ROWS)
    with using(tmp_path / "own"):
        store = build_in_memory()
    claim = "https://example.org/own/claim/anx-call"
    text = b"".join(iter_document(one_entry(store, claim), "bibtex")).decode()
    assert "doi = {10.1234/ABC.5}" in text
    assert "keywords = {disputes}" in text
    assert "doeDoorsHouses2001" in text
    assert "Keys" not in text
    record = pyoxigraph.NamedNode(AG + "record")
    found = store.quads_for_pattern(None, record, None)
    sources = [str(quad.subject).strip("<>") for quad in found]
    papers = records_about(store, sources, beside=[claim])
    assert [paper.get("keyword") for paper in papers] == ["disputes", None]
    [style] = records_about(store, [BASE + "style/anxious"])
    assert style["id"] == "doe-2001"
    everything = json.loads(b"".join(iter_document(whole(store), "csljson")))
    assert [item["id"] for item in everything] == ["doe-2001", "roe-1999"]
    assert everything[0]["author"][2] == {"literal": "The Door Group"}


def test_claim_is_exported_with_its_evidence_and_stays_ones_own(tmp_path: Path) -> None:
    """Built outside its folder, an exported claim brings its results and no bundled table."""
    begin_dataset(tmp_path / "own")
    (tmp_path / "a.bib").write_text(FILES["a.bib"], encoding="utf-8")
    import_files([tmp_path / "a.bib"], tmp_path / "own")
    take(tmp_path / "own", ROWS)
    with using(tmp_path / "own"):
        part = one_entry(build_in_memory(), "https://example.org/own/claim/anx-call")
    said = {
        quad.subject.value for quad in part.store if isinstance(quad.subject, pyoxigraph.NamedNode)
    }
    for name in ("result/doe-2001-1", "study/doe-2001", "sample/doe-a"):
        assert f"https://example.org/own/{name}" in said
    path = tmp_path / "claim.nq"
    path.write_bytes(b"".join(iter_document(part, "nq")))
    result = pyoxigraph.NamedNode(AG + "Result")
    type_ = pyoxigraph.NamedNode(RDF + "type")
    built = build_in_memory([str(path)])
    assert len(list(built.quads_for_pattern(None, type_, result))) == 1


def test_suffix_of_a_name_is_kept_in_references() -> None:
    """“Jr.” stands after the initials."""
    author = {"family": "Fincham", "given": "Ann B.", "suffix": "Jr."}
    assert reference(
        clean_record({"id": "fincham", "type": "book", "title": "Doors", "author": [author]})
    ).startswith("Fincham, A. B., Jr.")


def test_special_signs_survive_bibtex(tmp_path: Path) -> None:
    """Signs that LaTeX keeps for itself, umlauts and capitals come back as they were."""
    title = "50% of R&D_x {in} #1 Ünder ~ $5"
    record = clean_record(
        {"id": "a", "type": "report", "title": title, "author": [{"family": "A"}]}
    )
    path = tmp_path / "a.bib"
    path.write_text(WRITERS["bibtex"]([record]), encoding="utf-8")
    begin_dataset(tmp_path / "own")
    import_files([path], tmp_path / "own")
    assert [one["title"] for one in read_library(tmp_path / "own")] == [title]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_names_authors_year_and_title(style: str) -> None:
    """Each style that ships writes a reference of a real record."""
    record = next(r for r in read_library(bundled_folder()) if r["id"] == "hazan-shaver-1987")
    [text] = cite([record], style)
    assert "Hazan" in text
    assert "1987" in text
    assert "omantic" in text


@pytest.mark.parametrize(("style", "number"), [("vancouver", "[1] "), ("ama", "1. ")])
def test_number_of_a_reference_stands_apart(style: str, number: str) -> None:
    """A column of numbers becomes a number and a space."""
    [text] = cite([clean_record({"id": "a", "title": "5.2", "type": "book"})], style)
    assert text.startswith(f"{number}5.2")


def test_unknown_style_names_those_there_are() -> None:
    """The remedy lists the styles, and where others are to be had."""
    with pytest.raises(UsageError, match="there is no style nature-ish") as error:
        cite([], "nature-ish")
    assert "vancouver" in str(error.value)


def test_library_check_finds_what_is_to_be_repaired() -> None:
    """Missing fields, wrong forms, doubles and retractions are each said once, with a remedy."""
    good = {
        "id": "good",
        "type": "book",
        "title": "Keys",
        "author": [{"family": "Roe"}],
        "issued": {"date-parts": [[1999]]},
        "publisher": "A House",
        "ISBN": "9780465075980",
    }
    records = [
        good,
        {**good, "id": "twin"},
        {**good, "id": "other", "author": [{"family": "Roe", "given": "A."}], "ISBN": ""},
        {**good, "id": "third", "author": [{"family": "Roe", "given": "B."}], "ISBN": ""},
        {**good, "id": "bad", "title": "X", "ISBN": "9780465075981", "DOI": "10.1/x"},
        {**good, "id": "bare", "title": "Y", "ISBN": "", "publisher": ""},
        {**good, "id": "gone", "title": "Retracted: Z", "ISBN": ""},
    ]
    found = check_library([clean_record(record) for record in records])
    same = "has the same title, year and author as"
    assert [(one.key, one.problem) for one in found] == [
        ("bad", "the DOI '10.1/x' has the wrong form"),
        ("bad", "the last digit of the ISBN 9780465075981 is wrong"),
        ("bare", "lacks publisher"),
        ("gone", "may be retracted: its title says so"),
        ("good", "has the same isbn:9780465075980 as twin"),
        ("good", f"{same} other, third, twin"),
    ]
    named = search_library([clean_record(record) for record in records], ["roe", "key"])
    assert [record["id"] for record in named] == ["good", "twin", "other", "third"]


def test_store_gives_the_records_that_it_was_built_from() -> None:
    """What stands in the graph is the library, word for word."""
    assert all_records(build_in_memory()) == sorted(
        read_library(bundled_folder()), key=lambda record: str(record["id"])
    )
