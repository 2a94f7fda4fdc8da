"""The tables of data/ refer to what exists, say what was seen, and agree with their description."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

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
#: Sample sizes as the records give them. A number that is not here was not seen.
SAMPLES = {
    "actor-partner-trust-PMC8336265": {123, 185},
    "assortative-mating-2024": {168, 184},
    "bias-dyadic-PMC6902118": {333},
    "bretana-2022": {175},
    "chopik-2013": {86555},
    "chopik-2019": {628},
    "christensen-shenk-1991": {62},
    "coan-2006": {16},
    "cohn-1992": {27},
    "collins-feeney-2000": {93},
    "coregulation-pd-PMC8260608": {121},
    "cortisol-synchrony-PMC3953889": {19},
    "coutinho-2019": {32},
    "dansby-olufowote-2025": {294},
    "del-giudice-2011": {66132},
    "domingue-mollen-2009": {53},
    "doumas-2008": {70},
    "eilert-buchheim-2023": {2006},
    "evraire-2022": {110},
    "feeney-1994": {361},
    "feeney-1999": {238},
    "feeney-2002": {193},
    "felt-security-dyadic-2020": {73, 78},
    "fournier-2011": {55},
    "fraley-waller-1998": {639},
    "freeman-2023": {1345},
    "girme-2015": {298},
    "girme-2018": {171},
    "holley-2010": {63},
    "hudson-2014": {172},
    "ipv-opposing-PMC8307308": {208},
    "joel-2020": {11196},
    "kidd-2013": {1807},
    "kirkpatrick-davis-1994": {354},
    "konrath-2014": {25243},
    "li-chan-2012": {21602},
    "lozano-2021": {172, 194},
    "luo-klohnen-2005": {291},
    "maunder-2006": {67},
    "mohr-2013": {188, 274},
    "molero-2011": {295},
    "morales-vives-2021": {515},
    "newlywed-cortisol-3wave": {164, 184, 218},
    "overall-simpson-struthers-2013": {180},
    "paley-1999": {138},
    "papp-2009": {116},
    "papp-2013": {47},
    "postema-2016": {114},
    "powers-2006": {124},
    "quickert-macdonald-2020": {360},
    "rholes-2016": {510},
    "roisman-2007": {80},
    "same-sex-male-intimacy-2023": {138},
    "saxbe-repetti-2010": {30},
    "schrodt-2014": {14255},
    "seedall-2016": {48},
    "senchak-leonard-1992": {322},
    "simpson-1990": {144},
    "simpson-rholes-nelligan-1992": {83},
    "sommer-2016": {163},
    "starks-parsons-2014": {344},
    "support-buffer-review-2025": {2689},
    "zhang-2022": {79722},
}
#: Other numbers in a summary: ages, years, counts of studies, shares.
NUMBERS = {
    "chopik-2013": {"18", "70"},
    "chopik-2019": {"13", "72"},
    "cohn-1992": {"1992"},
    "collins-read-1990": {"1990"},
    "del-giudice-2011": {"113"},
    "dinero-2008": {"25", "27"},
    "joel-2020": {"43"},
    "kirkpatrick-davis-1994": {"1994"},
    "konrath-2014": {"1988", "2011", "48.98", "41.62", "11.93", "18.62"},
    "li-chan-2012": {"73", "118"},
    "mcleod-2020": {"43"},
    "schrodt-2014": {"74"},
    "senchak-leonard-1992": {"1992"},
    "simpson-1990": {"1990"},
    "support-buffer-review-2025": {"9", "151"},
    "umberson-2015": {"15", "20"},
    "velotti-2018": {"113"},
    "zhang-2022": {"224"},
}


@cache
def sources() -> dict[str, dict[str, Any]]:
    """Return the authority list by key."""
    records = json.loads((DATA / "sources.json").read_text(encoding="utf-8"))
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
    for name in ("works.csv", "findings.csv"):
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


def test_a_finding_names_a_listed_source_and_its_own_place_in_it() -> None:
    """The number of a finding counts the rows of its source."""
    met: Counter[str] = Counter()
    for row in table("findings.csv"):
        met[row["source"]] += 1
        assert row["source"] in sources(), row["id"]
        assert row["id"] == f"{row['source']}-{met[row['source']]}"


def test_a_finding_is_about_things_that_exist() -> None:
    """A finding is about styles, pairings or concepts of the scheme, each named once."""
    for row in table("findings.csv"):
        names = row["about"].split()
        assert names, row["id"]
        assert len(names) == len(set(names)), row["id"]
        assert set(names) <= subjects(), (row["id"], set(names) - subjects())


def test_a_finding_takes_a_stance_of_the_list() -> None:
    """Stance, level and direction come from short lists, so that they can be counted."""
    directions = {"", "increases", "decreases", "mixed", "none", "curvilinear"}
    for row in table("findings.csv"):
        assert row["stance"] in {"supports", "disputes", "qualifies", "null"}, row["id"]
        assert row["evidence_level"] in {"direct", "inferred"}, row["id"]
        assert row["direction"] in directions, row["id"]
        assert row["direction"] == "none" or row["stance"] != "null", row["id"]


def test_rows_on_one_claim_word_it_alike() -> None:
    """A claim has one wording and one key, so that rows for and against it can be grouped."""
    wordings: defaultdict[str, set[str]] = defaultdict(set)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for row in table("findings.csv"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["claim_id"]), row["id"]
        wordings[row["claim_id"]].add(row["claim"])
        keys[row["claim"]].add(row["claim_id"])
    assert {key: words for key, words in wordings.items() if len(words) > 1} == {}
    assert {words: key for words, key in keys.items() if len(key) > 1} == {}


def test_claims_and_summaries_are_sentences() -> None:
    """A claim and a summary are one sentence each, and no two rows of a source say the same."""
    summaries = Counter((row["source"], row["summary"]) for row in table("findings.csv"))
    assert [row for row, count in summaries.items() if count > 1] == []
    for row in table("findings.csv"):
        for cell in ("claim", "summary"):
            assert re.fullmatch(r"[A-Z0-9].*[^.]\.", row[cell], re.DOTALL), (row["id"], row[cell])


def test_sample_sizes_are_those_that_were_seen() -> None:
    """Every sample size stands in the pinned list; a new one has to be looked up and added here."""
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for row in table("findings.csv"):
        for column in ("couples", "persons"):
            numbers = [int(number) for number in row[column].split()]
            assert len(numbers) == len(set(numbers)), row["id"]
            seen[row["source"]].update(numbers)
    assert {source: numbers for source, numbers in seen.items() if numbers} == SAMPLES


def test_numbers_in_summaries_are_those_that_were_seen() -> None:
    """A number in a sentence of ours is in the pinned list of its source."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for row in table("findings.csv"):
        seen[row["source"]].update(re.findall(r"\d+(?:\.\d+)?", row["summary"]))
    assert {source: numbers for source, numbers in seen.items() if numbers} == NUMBERS


def test_three_category_results_reach_avoidant_pairings_by_inference_only() -> None:
    """A category that mixes dismissing and fearful people cannot test a pairing with either."""
    for row in table("findings.csv"):
        pairings = {name for name in row["about"].split() if name in PAIRINGS}
        if row["source"] in THREE_CATEGORIES and any(
            style in name for name in pairings for style in ("avoidant", "fearful")
        ):
            assert row["evidence_level"] == "inferred", row["id"]


def test_interview_stances_reach_pairings_of_styles_by_inference_only() -> None:
    """The Adult Attachment Interview and self-reports measure different things."""
    rows = [r for r in table("findings.csv") if r["measure"] == "Adult Attachment Interview"]
    assert rows
    for row in rows:
        if "pairing:" in row["about"]:
            assert row["evidence_level"] == "inferred", row["id"]


def test_every_pairing_has_a_finding_and_untested_ones_only_inferred_ones() -> None:
    """No study of a pairing with a fearful partner was found, and the table says so."""
    levels: defaultdict[str, set[str]] = defaultdict(set)
    for row in table("findings.csv"):
        for name in PAIRINGS & set(row["about"].split()):
            levels[name].add(row["evidence_level"])
    assert set(levels) == PAIRINGS
    assert {
        name for name, found in levels.items() if "fearful" in name and "direct" in found
    } == set()


@pytest.mark.parametrize(
    ("claim_id", "supports", "against"),
    [
        ("avoidant-dorsal-vagal-shutdown", "porges-2007", "grossman-2023"),
        ("secure-style-buffers", "cohn-1992", "lozano-2021"),
        ("partner-behaviour-buffers", "farrell-2016", "support-buffer-review-2025"),
        ("four-kinds-of-people", "bartholomew-horowitz-1991", "fraley-2015"),
        ("anxious-avoidant-attract", "molero-2011", "luo-klohnen-2005"),
        ("likeness-softens-insecurity", "conradi-2021", "assortative-mating-2024"),
    ],
)
def test_both_sides_of_a_debate_are_there(claim_id: str, supports: str, against: str) -> None:
    """A debated claim has its sources on both sides."""
    stances = {
        (r["source"], r["stance"]) for r in table("findings.csv") if r["claim_id"] == claim_id
    }
    assert (supports, "supports") in stances
    assert (against, "disputes") in stances


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


def test_the_description_lists_the_claims_as_they_are() -> None:
    """The table in data/README.md has every claim with wording, pairings, counts and verdict."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    pairings: defaultdict[str, set[str]] = defaultdict(set)
    wording = {}
    for row in table("findings.csv"):
        key = row["claim_id"]
        wording[key] = row["claim"]
        counts[key][row["stance"]] += 1
        pairings[key] |= {n.removeprefix("pairing:") for n in row["about"].split() if n in PAIRINGS}
    expected = set()
    for key, stances in counts.items():
        tally = " / ".join(str(stances[s]) for s in ("supports", "qualifies", "disputes", "null"))
        debated = stances["supports"] and (stances["disputes"] or stances["null"])
        cells = (f"`{key}`", wording[key], ", ".join(sorted(pairings[key])), tally)
        expected.add((*cells, "yes" if debated else "no"))
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[a-z0-9-]+`) \|(.*?)\|(.*?)\|(.*?)\|(.*?)\|$", readme, re.MULTILINE)
    assert {tuple(cell.strip() for cell in row) for row in rows} == expected


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
