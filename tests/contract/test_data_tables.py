"""The tables of data/ refer to what exists, say what was seen, and agree with their description."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import pyoxigraph

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
BASE = "https://w3id.org/attachgraph/"
STYLES = ("anxious", "avoidant", "fearful", "secure")
PAIRINGS = {f"pairing:{a}-{b}" for a, b in combinations_with_replacement(STYLES, 2)}
STATUSES = {"supported", "disputed", "weak", "unsupported", "inferred", "reported"}
WORK_FIELDS = (
    "title",
    "year_start",
    "year_end",
    "medium",
    "creator",
    "imdb",
    "same_source",
    "verification",
)
#: Studies whose "avoidant" is one category that mixes dismissing and fearful people.
THREE_CATEGORIES = {
    "hazan-shaver-1987",
    "simpson-1990",
    "feeney-noller-1990",
    "kirkpatrick-davis-1994",
}


@cache
def sources() -> dict[str, dict[str, Any]]:
    """Return the authority list by key."""
    records = json.loads((DATA / "library.json").read_text(encoding="utf-8"))
    return {record["id"]: record for record in records}


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        # A row that is too short is filled with what no cell may hold.
        return tuple(csv.DictReader(file, restval="\n"))


@cache
def subjects() -> frozenset[str]:
    """Return what rows can be about: styles and concepts of the scheme, and the ten pairings."""
    declared = {
        triple.subject.value.removeprefix(BASE).replace("/", ":", 1)
        for triple in pyoxigraph.parse(path=ROOT / "ontology" / "concepts.ttl")
        if isinstance(triple.subject, pyoxigraph.NamedNode)
    }
    assert {f"style:{style}" for style in STYLES} <= declared
    return frozenset(declared | PAIRINGS)


def test_tables_have_their_columns_and_no_stray_cell() -> None:
    """A row has as many cells as its table has columns, and no cell begins or ends with space."""
    for name in ("works.csv",):
        for row in table(name):
            assert None not in row
            assert [cell for cell in row.values() if cell != cell.strip()] == [], row["id"]


def test_every_source_says_how_far_it_was_checked() -> None:
    """Each record has a type, a title, and what was checked; nothing unverified ships."""
    for key, record in sources().items():
        assert record["type"] in {"article-journal", "book", "chapter", "thesis"}, key
        assert record["title"].strip(), key
        assert record["custom"]["verification"] in {"yes", "partial"}, key
        assert isinstance(record["custom"]["checked"], list), key


def test_gaps_of_a_record_are_marked() -> None:
    """A record says that its people were not seen, and an unseen title makes it partial."""
    for key, record in sources().items():
        custom = record["custom"]
        if "author" not in record and "editor" not in record:
            assert custom.get("authors-incomplete") is True, key
        if custom.get("title-incomplete"):
            assert custom["verification"] == "partial", key
        people = record.get("author", []) + record.get("editor", [])
        assert all(set(person) <= {"family", "given"} for person in people), key
        assert not any("al." in part for person in people for part in person.values()), key


def test_sources_bear_on_things_that_exist() -> None:
    """What a source bears on is a style, a pairing, or a concept of the scheme."""
    unknown = {
        (key, name)
        for key, record in sources().items()
        for name in record["custom"]["bears-on"]
        if name not in subjects()
    }
    assert unknown == set()


def test_three_category_studies_do_not_stand_for_the_dismissing_style() -> None:
    """The avoidant category of 1987 mixes two styles, so its studies bear on a concept instead."""
    for key in THREE_CATEGORIES:
        bears_on = sources()[key]["custom"]["bears-on"]
        assert "concept:avoidant-attachment-three-category" in bears_on, key
        assert "style:avoidant" not in bears_on, key
        assert "style:fearful" not in bears_on, key


def test_rows_of_one_work_agree_about_it() -> None:
    """Rows differ in what they claim of a work, never in what it is."""
    by_work: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table("works.csv"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])
        by_work[row["id"]].append(row)
    for key, rows in by_work.items():
        assert len({tuple(row[field] for field in WORK_FIELDS) for row in rows}) == 1, key
        readings = {(row["depicts"], row["claimed_by"], row["label_claimed"]) for row in rows}
        assert len(readings) == len(rows), key


def test_a_work_says_what_is_claimed_and_by_whom() -> None:
    """Every row maps to things that exist and names who makes the claim, in which words."""
    for row in table("works.csv"):
        assert row["depicts"].split(), row["id"]
        assert set(row["depicts"].split()) <= subjects(), row["id"]
        assert row["claimed_by"], row["id"]
        assert row["label_claimed"], row["id"]
        assert row["medium"] in {"film", "tv", "novel", "nonfiction", "literature"}, row["id"]
        assert row["status"] in STATUSES, row["id"]
        assert row["verification"] in {"yes", "partial"}, row["id"]
        assert re.fullmatch(r"(\d{4})?", row["year_start"]), row["id"]
        assert row["year_start"] <= row["year_end"] or not row["year_end"], row["id"]


def test_labels_that_differ_for_one_character_are_all_disputed() -> None:
    """Where writers disagree about a character, no reading counts as settled."""
    for key in ("sex-and-the-city", "friends"):
        rows = [row for row in table("works.csv") if row["id"] == key]
        assert len(rows) > 1
        assert {row["status"] for row in rows} == {"disputed"}


def test_nonfiction_works_are_listed_books() -> None:
    """A nonfiction book is one thing with the source of the same authors and year."""
    nonfiction = {row["id"]: row for row in table("works.csv") if row["medium"] == "nonfiction"}
    assert set(nonfiction) == {"attached-book", "wired-for-love", "hold-me-tight"}
    for key, row in nonfiction.items():
        source = sources()[row["same_source"]]
        assert source["type"] == "book", key
        assert source["title"].casefold().startswith(row["title"].casefold()), key
        assert source["issued"]["date-parts"][0][0] == int(row["year_start"]), key
        families = [name.split(",")[0].strip() for name in row["creator"].split(";")]
        assert families == [author["family"] for author in source["author"]], key


def test_works_without_a_claim_are_left_out() -> None:
    """A film that is only often talked of, or was advised against, is not in the table."""
    keys = {row["id"] for row in table("works.csv")}
    assert keys.isdisjoint(
        {"bojack-horseman", "before-sunrise", "before-midnight", "the-dark-knight"}
    )


def test_entries_cite_listed_sources() -> None:
    """Every citation key of our own entries is a key of the list."""
    mark = re.compile(r"[\[;]\s*@(?:[A-Za-z]+:)?([A-Za-z0-9][A-Za-z0-9-]*)")
    cited = {
        (path.name, key)
        for path in sorted((DATA / "entries").rglob("*.md"))
        for key in mark.findall(path.read_text(encoding="utf-8"))
    }
    assert {(name, key) for name, key in cited if key not in sources()} == set()


def test_the_licence_is_the_whole_one() -> None:
    """The legal code ships in full, and the description names its address."""
    licence = (DATA / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("Attribution 4.0 International\n")
    for number in range(1, 9):
        assert f"\nSection {number} -- " in licence
    assert licence.rstrip().endswith("Creative Commons may be contacted at creativecommons.org.")
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in readme
    assert "not a diagnostic instrument" in readme
