"""Every identifier in data/ is well formed, stands once, and is none of the wrong ones."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from attachgraph.extraction.authority import load_authority

DATA = Path(__file__).resolve().parents[2] / "data"
RECORDS: list[dict[str, Any]] = json.loads((DATA / "library.json").read_text(encoding="utf-8"))
SOURCES = {record["id"]: record for record in RECORDS}
KEY = re.compile(r"[a-z0-9]+(-[A-Za-z0-9]+)*")

#: DOIs that circulate for a listed publication and belong to another one, or to none.
WRONG_DOIS = {
    "10.1016/j.biopsycho.2023.108543": "grossman-2023",
    "10.1037/0022-006x.60.1.94": "gottman-levenson-1992",
    "10.1037/pspi0000145": "simpson-rholes-phillips-1996",
    "10.1007/s10615-007-0111-7": "mikulincer-shaver-pereg-2003",
    "10.1111/j.1475-6811.2010.01337.x": "strauss-2012",
}
#: Right ones, of publications for which several circulate.
RIGHT_DOIS = {
    "grossman-2023": "10.1016/j.biopsycho.2023.108589",
    "gottman-levenson-1992": "10.1037/0022-3514.63.2.221",
    "mikulincer-shaver-pereg-2003": "10.1023/A:1024515519160",
    "cook-kenny-2005": "10.1080/01650250444000405",
    "sibley-2005": "10.1177/0146167205276865",
    "arriaga-2018": "10.1177/1088868317705257",
    "strauss-2012": "10.1111/j.1475-6811.2010.01333.x",
    "fournier-2011": "10.1177/0886260510372930",
    "porges-2007": "10.1016/j.biopsycho.2006.06.009",
}
#: Years that a DOI, a first print or a copy somewhere gives otherwise.
RIGHT_YEARS = {
    "schrodt-2014": 2014,
    "overall-2022": 2022,
    "bretana-2022": 2022,
    "strauss-2012": 2012,
    "molero-2011": 2011,
    "starks-parsons-2014": 2014,
    "dansby-olufowote-2025": 2025,
    "girme-2018": 2018,
    "simpson-rholes-2018": 2018,
    "candel-turliuc-2019": 2019,
    "simpson-rholes-phillips-1996": 1996,
}
#: Citations with one invented part, and the publication that they borrow from.
INVENTED = [
    (
        "Porges, S. W. (2007). Polyvagal theory and the social engagement system.",
        "porges-2007",
    ),
    (
        "Beck, Pietromonaco, DeBuse, Powers, & Sayer (2013). Too close for comfort.",
        "beck-2013",
    ),
    (
        "Simpson, Rholes & Phillips (2019). Conflict in close relationships. 10.1037/pspi0000145",
        "simpson-rholes-phillips-1996",
    ),
    ("Cameron & Overall (2015). 10.1080/01650250444000405", "cook-kenny-2005"),
    ("Fraley (2005). https://doi.org/10.1177/0146167205276865", "sibley-2005"),
]


def with_field(field: str) -> list[dict[str, Any]]:
    """Return the records that have a field."""
    found = [record for record in RECORDS if field in record]
    assert found, f"no record has {field}"
    return found


def works() -> dict[str, dict[str, str]]:
    """Return one row for each work."""
    with (DATA / "works.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def repeated(values: list[str]) -> list[str]:
    """Return the values that stand more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def isbn13_is_valid(isbn: str) -> bool:
    """Check the check digit of an ISBN-13 (ISO 2108)."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(isbn))
    return re.fullmatch(r"97[89]\d{10}", isbn) is not None and weighted % 10 == 0


def test_keys_are_slugs_in_order_and_stand_once() -> None:
    """A key can be written in an IRI and in a citation, and finds one record."""
    keys = [record["id"] for record in RECORDS]
    assert repeated(keys) == []
    assert [key for key in keys if not KEY.fullmatch(key)] == []
    assert keys == sorted(keys, key=str.casefold)


def test_dois_are_bare_with_one_slash_and_stand_once() -> None:
    """A DOI has its prefix, one slash, a suffix, and one publication."""
    dois = {record["id"]: record["DOI"] for record in with_field("DOI")}
    malformed = {k: d for k, d in dois.items() if not re.fullmatch(r"10\.\d{4,9}/[^/\s]\S*", d)}
    assert malformed == {}
    assert [key for key, doi in dois.items() if "//" in doi] == []
    assert repeated([doi.casefold() for doi in dois.values()]) == []


def test_isbns_have_a_right_check_digit() -> None:
    """The last digit of every ISBN follows from the others."""
    wrong = [r["id"] for r in with_field("ISBN") if not isbn13_is_valid(r["ISBN"])]
    assert wrong == []
    assert not isbn13_is_valid("9780465005508"), "an ISBN of Bowlby 1969 that circulates"


def test_an_isbn_belongs_to_one_book() -> None:
    """Records share an ISBN only as chapters of the book that has it."""
    by_isbn: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for record in with_field("ISBN"):
        by_isbn[record["ISBN"]].append(record)
    for records in by_isbn.values():
        books = [record for record in records if record["type"] == "book"]
        assert len(books) == 1, [record["id"] for record in records]
        hosts = {r["container-title"] for r in records if r["type"] == "chapter"}
        assert hosts <= {books[0]["title"]}


@pytest.mark.parametrize(
    ("field", "form"), [("PMID", r"[1-9]\d{5,7}"), ("PMCID", r"PMC[1-9]\d{5,7}")]
)
def test_pubmed_numbers_are_well_formed_and_stand_once(field: str, form: str) -> None:
    """A PubMed or PubMed Central number is a number of one publication."""
    numbers = {record["id"]: record[field] for record in with_field(field)}
    assert [key for key, number in numbers.items() if not re.fullmatch(form, number)] == []
    assert repeated(list(numbers.values())) == []


def test_a_number_in_a_key_is_that_of_the_record() -> None:
    """A key that carries a PubMed Central number carries its own."""
    named = {key: key.rpartition("-")[2] for key in SOURCES if "-PMC" in key}
    assert named
    assert {key: SOURCES[key]["PMCID"] for key in named} == named


def test_imdb_numbers_are_well_formed_and_stand_once() -> None:
    """An IMDb number is that of one film or series."""
    numbers = {key: row["imdb"] for key, row in works().items() if row["imdb"]}
    assert len(numbers) > 20
    assert [key for key, number in numbers.items() if not re.fullmatch(r"tt\d{7,8}", number)] == []
    assert repeated(list(numbers.values())) == []


def test_the_year_in_a_key_is_that_of_the_record() -> None:
    """Where a year was seen, the key does not say another."""
    years = {key: re.search(r"-(\d{4})(?:-reply)?$", key) for key in SOURCES}
    differing = {
        key: SOURCES[key]["issued"]
        for key, year in years.items()
        if year and "issued" in SOURCES[key]
        if SOURCES[key]["issued"] != {"date-parts": [[int(year[1])]]}
    }
    assert differing == {}


#: Studylib cuts titles to 60 characters in its own addresses, and ends those in dots.
CUT_BY_THE_SITE = re.compile(r"https://studylib\.net/doc/\d+/[a-z0-9-]{57}\.{3}")


def test_addresses_are_web_addresses_or_names_of_sites() -> None:
    """Nobody is sent to a bare number, to an address that was cut off, or to no address at all."""
    checked = [place for record in RECORDS for place in record["custom"]["checked"]]
    evidence = [place for row in works().values() for place in row["evidence_url"].split()]
    for place in checked + evidence:
        host = urlsplit(place).hostname if place.startswith("http") else place
        assert host is not None
        assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", host), place
        assert CUT_BY_THE_SITE.fullmatch(place) or not place.endswith("..."), place


@pytest.mark.parametrize("wrong", WRONG_DOIS)
def test_dois_that_circulate_wrongly_are_nowhere(wrong: str) -> None:
    """A wrong DOI is in no file of data/, whatever its case."""
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(DATA.rglob("*")) if p.is_file())
    assert wrong not in text.casefold()


@pytest.mark.parametrize(("wrong", "key"), WRONG_DOIS.items())
def test_a_wrong_doi_resolves_to_nothing(wrong: str, key: str) -> None:
    """A wrong DOI means nothing; beside the right authors it keeps the source a candidate."""
    authority = load_authority()
    alone = authority.resolve_source(f"https://doi.org/{wrong}")
    assert (alone.kind, alone.candidates) == ("unresolved", ())
    source = SOURCES[key]
    if "DOI" in source:
        names = ", ".join(author["family"] for author in source["author"])
        year = source["issued"]["date-parts"][0][0]
        match = authority.resolve_source(f"{names} ({year}). {source['title']}. {wrong}")
        assert (match.kind, match.candidates) == ("unresolved", (key,))


def test_publications_with_several_dois_in_circulation_have_the_right_one() -> None:
    """The DOIs that were checked against other records are the ones that ship."""
    assert {key: SOURCES[key]["DOI"] for key in RIGHT_DOIS} == RIGHT_DOIS


def test_publications_with_several_years_in_circulation_have_the_right_one() -> None:
    """The year is that of the issue, not of the DOI or of a copy."""
    years = {key: SOURCES[key]["issued"]["date-parts"][0][0] for key in RIGHT_YEARS}
    assert years == RIGHT_YEARS


@pytest.mark.parametrize(("citation", "candidate"), INVENTED)
def test_invented_titles_years_and_authors_are_never_resolved(
    citation: str, candidate: str
) -> None:
    """One part of a citation that speaks against the source keeps it a candidate."""
    match = load_authority().resolve_source(citation)
    assert match.kind == "unresolved"
    assert match.candidates == (candidate,)


def test_the_titles_that_circulate_wrongly_are_not_listed() -> None:
    """The list has the titles that were seen, not those that were made up for their DOIs."""
    titles = {record["id"]: record["title"] for record in RECORDS}
    assert titles["porges-2007"] == "The polyvagal perspective"
    assert not any(title.casefold().startswith("too close") for title in titles.values())
    assert not any("social engagement system" in title.casefold() for title in titles.values())
    assert SOURCES["cook-kenny-2005"]["container-title"] == (
        "International Journal of Behavioral Development"
    )
    assert SOURCES["cook-kenny-2005"]["page"] == "101-109"
