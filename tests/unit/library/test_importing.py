"""Publications come in from every reference manager, each once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attachgraph.authoring.dataset import begin_dataset
from attachgraph.building import build_in_memory
from attachgraph.dataset.counts import count
from attachgraph.errors import InputError
from attachgraph.evidence.library import read_library
from attachgraph.extraction.authority import load_authority
from attachgraph.folder import using
from attachgraph.library.checking import check_library
from attachgraph.library.formats import to_bibtex
from attachgraph.library.importing import import_files
from attachgraph.library.report import Report
from tests.unit.library.files import BIB, FILES, RIS

ARTICLE = "doe-2001"
TITLE = "Doors and Houses: A study of Münster & beyond"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Begin a dataset, with the files beside it."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    begin_dataset(tmp_path / "own")
    return tmp_path / "own"


def take(folder: Path, *names: str) -> Report:
    """Import files that are beside a dataset."""
    return import_files([folder.parent / name for name in names], folder)


def outcomes(report: Report) -> list[str]:
    """Name what became of each record."""
    return [line.outcome for line in report.lines]


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the library of a dataset by key."""
    return {record["id"]: record for record in read_library(folder)}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_format_gives_the_same_article(folder: Path, name: str) -> None:
    """Title, people in order, date, journal, pages and DOI are read from each format alike."""
    take(folder, name)
    record = records(folder)[ARTICLE]
    assert record["title"] == TITLE
    assert [one["family"] for one in record["author"]] == ["Doe", "van der Berg", "The Door Group"]
    assert record["author"][1]["given"] == "Jörg"
    assert record["issued"] == {"date-parts": [[2001, 3, 2]]}
    assert record["DOI"].lower() == "10.1234/abc.5"
    found = tuple(record[field] for field in ("container-title", "volume", "issue", "page"))
    assert found == ("Journal of Hinges", "52", "3", "511-524")


def test_one_publication_of_five_files_is_one_record(folder: Path) -> None:
    """What one file lacks the next one adds; what cannot be read is refused with its line."""
    report = take(folder, *sorted(FILES))
    assert set(records(folder)) == {ARTICLE, "roe-1999"}
    assert report.count("new") == 2
    refused = [line for line in report.lines if line.outcome == "refused"]
    assert [line.place.rsplit("/", 1)[-1] for line in refused] == [
        "a.bib:11",
        "b.ris:24",
        "c.json:13",
    ]
    article = records(folder)[ARTICLE]
    assert article["PMID"] == "7654321"
    assert article["custom"]["aliases"] == ["doeDoorsHouses2001"]
    assert article["custom"]["retracted"] == "https://doi.org/10.1234/abc.9"
    assert records(folder)["roe-1999"]["ISBN"] == "9780465075980"


def test_importing_twice_changes_nothing(folder: Path) -> None:
    """The second time everything is known, and the file has the same bytes."""
    take(folder, *sorted(FILES))
    before = (folder / "library.json").read_bytes()
    report = take(folder, *sorted(FILES))
    assert set(outcomes(report)) == {"unchanged", "refused"}
    assert not report.changes
    assert (folder / "library.json").read_bytes() == before


def test_a_known_field_is_never_overwritten(folder: Path) -> None:
    """Another volume is said, and stays as it was."""
    take(folder, "a.bib")
    (folder.parent / "b.ris").write_text(RIS.replace("VL  - 52", "VL  - 53"), encoding="utf-8")
    report = take(folder, "b.ris")
    assert records(folder)[ARTICLE]["volume"] == "52"
    assert "volume stays 52, here 53" in str(report.lines[0])


def test_what_may_be_the_same_is_doubtful(folder: Path) -> None:
    """One DOI with two titles is left to the user; one title in two years is kept twice."""
    take(folder, "a.bib")
    other = BIB.replace("Doors and {{Houses}}: A study of M", "Why walls fall")
    (folder.parent / "x.bib").write_text(other.split("@book")[0], encoding="utf-8")
    report = take(folder, "x.bib")
    assert outcomes(report) == ["doubtful"]
    assert TITLE in report.lines[0].what
    later = BIB.replace("2001-03-02", "2004").replace("10.1234/ABC.5", "10.1234/other")
    (folder.parent / "y.bib").write_text(later.split("@book")[0], encoding="utf-8")
    report = take(folder, "y.bib")
    assert outcomes(report) == ["doubtful"]
    assert set(records(folder)) == {ARTICLE, "roe-1999", "doe-2004"}
    assert outcomes(take(folder, "y.bib")) == ["unchanged"]


def test_dry_run_says_what_would_change_and_changes_nothing(folder: Path) -> None:
    """The report is that of an import."""
    report = import_files([folder.parent / "a.bib"], folder, dry_run=True)
    assert report.count("new") == 2
    assert records(folder) == {}


def test_file_of_no_known_format_is_refused_whole(folder: Path) -> None:
    """A note is not a bibliography, and says which endings are."""
    (folder.parent / "note.docx").write_text("no", encoding="utf-8")
    with pytest.raises(InputError, match=r"files that end in \.docx"):
        take(folder, "note.docx")
    (folder.parent / "empty.bib").write_text("% nothing", encoding="utf-8")
    with pytest.raises(InputError, match="holds no publication"):
        take(folder, "empty.bib")


def test_imported_publications_are_sources_of_the_graph(folder: Path) -> None:
    """Every type of publication finds a class; groups are authors, too."""
    take(folder, *sorted(FILES))
    with using(folder):
        store = build_in_memory()
    # The two publications, and the journal of one of them.
    assert count(store).classes["Source"] == 2
    assert count(store).classes["Person"] == 4


def test_every_key_of_a_publication_finds_it(folder: Path) -> None:
    """DOI, PubMed number, the key of Better BibTeX and ours lead to one record."""
    take(folder, "a.bib", "c.json")
    with using(folder):
        authority = load_authority()
    keys = ("doi:10.1234/ABC.5", "pmid:7654321", "doeDoorsHouses2001", ARTICLE)
    assert {authority.key_of(key) for key in keys} == {ARTICLE}
    assert authority.key_of("pmid:1") is None
    assert authority.near("doeDoorHouses2001") == ["doeDoorsHouses2001"]


def test_author_without_given_name_is_taken_whole(folder: Path) -> None:
    """Zotero writes a comma after a surname that stands alone; the record is not broken."""
    path = folder.parent / "comma.bib"
    author = "van der Berg,  and Le Roux, and Doe, Ann"
    path.write_text(f"@article{{a, title = {{Alone}}, year = 2001, author = {{{author}}}}}\n")
    assert outcomes(import_files([path], folder)) == ["new"]
    [record] = records(folder).values()
    berg, roux, doe = record["author"]
    assert [*berg.values(), *roux.values()] == ["van der Berg", "Le Roux"]
    assert doe == {"family": "Doe", "given": "Ann"}


def test_authors_left_out_are_no_person_and_come_with_a_later_import(folder: Path) -> None:
    """Of "and others" is said that names are missing, until they come; half a name is kept."""
    path = folder.parent / "others.bib"
    entry = "@article{{a, title = {{Cut}}, year = 2001, author = {{{}}}}}\n"
    path.write_text(entry.format("Doe, Ann and {, John} and others"), encoding="utf-8")
    [line] = import_files([path], folder).lines
    assert line.what == "names only some of its authors"
    [record] = records(folder).values()
    assert [name["family"] for name in record["author"]] == ["Doe", "John"]
    assert "author = {Doe, Ann and {John} and others}" in to_bibtex([record])
    assert check_library([record])[0].problem == "lacks container-title, volume, page"
    assert check_library([record])[1].problem == "names only some of its authors"
    path.write_text(entry.format("Doe, Ann and {John} and Roe, Bea"), encoding="utf-8")
    assert import_files([path], folder).lines[0].what == "gets its other authors"
    [whole] = records(folder).values()
    assert [name["family"] for name in whole["author"]] == ["Doe", "John", "Roe"]
    assert "authors-incomplete" not in whole["custom"]


def test_two_entries_of_one_key_are_both_read_whole(folder: Path) -> None:
    """The second has its author, a plain title and a key of its own, and the report says so."""
    path = folder.parent / "twice.bib"
    first = "@article{dd, title = {First paper}, author = {Doe, Ann}, year = 2001}\n"
    second = "@article{dd, title = {{Second paper} there}, author = {Roe, Bea}, year = 2002}\n"
    path.write_text(first + second, encoding="utf-8")
    new, doubtful = import_files([path], folder).lines
    assert (new.outcome, doubtful.outcome, doubtful.place) == ("new", "doubtful", f"{path}:2")
    assert doubtful.what == "is new; the key dd stands twice in the file, and means the first"
    record = records(folder)["roe-2002"]
    assert record["title"] == "Second paper there"
    assert record["author"] == [{"family": "Roe", "given": "Bea"}]
    assert outcomes(import_files([path], folder)) == ["unchanged", "unchanged"]


def test_et_al_at_the_end_of_authors_is_no_person(folder: Path) -> None:
    """It says that names are missing, with or without the word between two names."""
    path = folder.parent / "et-al.bib"
    entry = "@article{{k{0}, title = {{Title {0} of it}}, year = 200{0}, author = {{{1}}}}}\n"
    lists = ("Ng, A. and et al.", "Ng, A. et al.", "Ng, A., et al")
    texts = [entry.format(number, lists[number]) for number in range(3)]
    path.write_text("".join(texts), encoding="utf-8")
    import_files([path], folder)
    found = [
        (one["author"], one["custom"]["authors-incomplete"]) for one in records(folder).values()
    ]
    assert found == [([{"family": "Ng", "given": "A."}], True)] * 3


def test_dates_of_no_calendar_are_named(folder: Path) -> None:
    """Of an impossible day the year is kept; a year to come, and a crossref to itself, are odd."""
    (folder.parent / "odd.bib").write_text(
        "@misc{a, title = {One}, date = {2019-13-45}}\n@misc{b, title = {Two}, year = {3021}}\n"
        "@incollection{c, title = {Three}, year = {2001}, crossref = {c}}\n"
        "@misc{d, title = {Four}, date = {2020-02-29}}\n"
    )
    lines = take(folder, "odd.bib").lines
    assert [line.what for line in lines] == [
        "is new; issued 2019-13-45 is no day of a calendar: the year alone is kept",
        "is new; issued 3021 is yet to come",
        "is new; its crossref names itself",
        "",
    ]
    dates = {one["title"]: one["issued"]["date-parts"][0] for one in records(folder).values()}
    assert dates == {"One": [2019], "Two": [3021], "Three": [2001], "Four": [2020, 2, 29]}


def test_dates_and_people_that_are_not_understood_are_named(folder: Path) -> None:
    """A year in a text is a year; a text for people, and a year with a slip, are reported."""
    item = '[{"id": "a", "title": "Strings here", "author": "Bob", "issued": "2019"}]'
    (folder.parent / "a.json").write_text(item, encoding="utf-8")
    reference = "TY  - JOUR\nTI  - A slip\nAU  - Doe, A.\nPY  - 20x1\nER  - \n"
    (folder.parent / "slip.ris").write_text(reference, encoding="utf-8")
    (folder.parent / "slip.bib").write_text("@book{b, title = {Two}, year = {20x2}}\n")
    lines = take(folder, "a.json", "slip.ris", "slip.bib").lines
    assert [(line.outcome, line.what) for line in lines] == [
        ("doubtful", "is new; author 'Bob' is not understood"),
        ("doubtful", "is new; issued '20x1' is not understood"),
        ("doubtful", "is new; issued '20x2' is not understood"),
    ]
    years = [one["issued"] for one in records(folder).values() if "issued" in one]
    assert years == [{"date-parts": [[2019]]}]
    corrected = item.replace('"Bob"', '[{"family": "Bob"}]')
    (folder.parent / "a.json").write_text(corrected, encoding="utf-8")
    assert take(folder, "a.json").lines[0].what == "gets author"


def test_first_author_with_another_initial_is_another(folder: Path) -> None:
    """Lee A. and Lee B. wrote one each, of one title; Ł and ß stay letters in a key."""
    text = "".join(
        f"@book{{{key}, title = {{Tides}}, author = {{{author}}}, year = 2004}}\n"
        for key, author in (("a", "Lee, A."), ("b", "Lee, B."), ("c", "O'Łøß, A."))
    )
    (folder.parent / "lee.bib").write_text(text, encoding="utf-8")
    lines = take(folder, "lee.bib").lines
    assert [line.key for line in lines] == ["lee-2004", "lee-2004-b", "o-loss-2004"]
    assert not [one for one in check_library([*records(folder).values()]) if "same" in one.problem]


def test_a_chapter_of_bibtex_has_what_its_book_says(folder: Path) -> None:
    """``crossref`` lends the book's title, year and editor, no DOI; without a book it is named."""
    text = (
        "@incollection{c, title = {Tides}, author = {Doe, A.}, crossref = {B}}\n"
        "@book{b, title = {Harbors}, editor = {Roe, B.}, year = 2004, doi = {10.1/b}}\n"
        "@incollection{d, title = {Piers}, author = {Doe, A.}, year = 2005, crossref = {x}}\n"
    )
    (folder.parent / "cross.bib").write_text(text, encoding="utf-8")
    lines = take(folder, "cross.bib").lines
    assert "crossref" in lines[-1].what
    chapter = next(one for one in records(folder).values() if one["title"] == "Tides")
    assert chapter["container-title"] == "Harbors"
    assert chapter["issued"] == {"date-parts": [[2004]]}
    assert chapter["editor"] == [{"family": "Roe", "given": "B."}]
    assert "DOI" not in chapter
