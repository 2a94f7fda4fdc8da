"""Our own entries are whole, cite what can be cited, and say no more than their sources.

What a program can see of that is tested here: the form of an entry, that a citation says of a
publication what was coded of it, and that the words for how a claim stands are the computed ones.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, Final

from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Entry, Statement
from attachgraph.reading.documents import read_document
from tools.tell_standings import IN_WORDS, tell

ROOT: Final = Path(__file__).resolve().parents[2]
ENTRIES: Final = ROOT / "data" / "entries"
STYLES: Final = ("anxious", "avoidant", "fearful", "secure")
PAIRINGS: Final = tuple(f"{a}-{b}" for a, b in combinations_with_replacement(STYLES, 2))
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
PHASES: Final = [
    "Initial Attraction",
    "Dating Phase",
    "Conflict Phase",
    "Attachment Crisis",
    "Breakup/Makeup Cycle",
    "Long-Term Outcomes",
]
#: Authors, title, year and identifier of these were not seen: nothing may rest on them.
NOT_CITABLE: Final = frozenset({"newlywed-cortisol-3wave", "peters-spps"})
#: Studies whose one avoidant category holds dismissing and fearful people.
THREE_CATEGORIES: Final = frozenset({"simpson-1990", "kirkpatrick-davis-1994"})
SUPPORT: Final = frozenset({"supports", "confirms", "extends"})


@dataclass(frozen=True)
class Record:
    """An entry as the program reads it.

    Parameters
    ----------
    name : str
        Path below ``data/entries``, without suffix.
    text : str
        The file.
    entry : Entry
        What was read.
    extraction : Extraction
        What was extracted.
    """

    name: str
    text: str
    entry: Entry
    extraction: Extraction

    @property
    def claims(self) -> list[Statement]:
        """The sentences that the entry, or a position in a debate, asserts."""
        return [s for s in self.extraction.statements if s.predicate == "ag:claims"]


NAMES: Final = sorted(
    path.relative_to(ENTRIES).with_suffix("").as_posix() for path in ENTRIES.rglob("*.md")
)
CONCEPTS: Final = [name for name in NAMES if name.startswith("concepts/")]
FEARFUL_PAIRS: Final = [name for name in PAIRINGS if "fearful" in name]


@cache
def read(name: str) -> Record:
    """Read an entry once for all tests."""
    path = ENTRIES / f"{name}.md"
    document = read_document(path.read_bytes(), path.name)
    assert document.entry is not None, f"{name} has no title"
    return Record(name, document.text.content, document.entry, extract(document))


@cache
def sources() -> dict[str, dict[str, Any]]:
    """Read the authority list once for all tests."""
    items = json.loads((ROOT / "data" / "library.json").read_text(encoding="utf-8"))
    return {item["id"]: item for item in items}


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Read a table of the dataset once for all tests."""
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def words(statement: Statement) -> str:
    """Return the sentence of a claim."""
    assert isinstance(statement.object, str)
    return statement.object


def keys(text: str) -> set[str]:
    """Return the keys that a stretch of Markdown cites."""
    return set(re.findall(r"@(?:[A-Za-z]+:)?([a-z][A-Za-z0-9-]+)", text))


def part(record: Record, heading: str) -> str:
    """Return the text below a heading of the second level."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", record.text, re.MULTILINE | re.DOTALL)
    assert found, f"{record.name} has no section {heading!r}"
    return found[1]


def printable(key: str) -> bool:
    """Say whether a reference can be printed: a whole title and at least one author."""
    item = sources()[key]
    return not item["custom"].get("title-incomplete") and ("author" in item or "editor" in item)


def test_all_ten_pairings_and_four_styles_are_there() -> None:
    """Ten pairings, four styles and the concepts, and no file besides."""
    assert sorted(set(NAMES) - set(CONCEPTS)) == sorted({*PAIRINGS, *STYLES})
    assert CONCEPTS


def test_entry_is_what_its_place_says() -> None:
    """The kind, the styles, the language and the licence are those of the file's place."""
    for name in NAMES:
        record = read(name)
        kind = "concept" if name in CONCEPTS else "pairing" if name in PAIRINGS else "style"
        assert record.entry.kind.value == kind, name
        assert record.entry.title.text, name
        assert record.entry.lang == "en", name
        assert record.extraction.document.text.licence == LICENCE, name
        if kind == "pairing":
            assert "-".join(sorted(record.entry.styles)) == name, name


def test_entry_says_that_it_is_no_diagnosis() -> None:
    """The notice stands in a sentence of the entry itself."""
    for name in NAMES:
        notice = r"literature[^.]*\b(?:no|not a|nothing in them is a) diagnostic instrument\."
        published = r"published and is no diagnostic instrument\."
        assert re.search(f"{notice}|{published}", read(name).text), name


def test_entry_is_read_without_remainder_or_warning() -> None:
    """Every character has a use, and the reader has nothing to warn of."""
    for name in NAMES:
        record = read(name)
        left = [
            record.text[mark.start : mark.end]
            for mark in record.extraction.account.ranges
            if mark.kind == "unparsed"
        ]
        assert left == [], name
        assert [d.message for d in record.extraction.diagnostics if d.level != "info"] == [], name


def test_entry_cites_only_what_can_be_cited() -> None:
    """Each key is in the authority list, and none is of a record that nobody could find."""
    for name in NAMES:
        cited = keys(read(name).text)
        assert cited, name
        assert cited - set(sources()) == set(), name
        assert cited & NOT_CITABLE == set(), name


def test_publications_are_cited_and_printable() -> None:
    """The list of publications holds what the entry cites elsewhere, and only whole references."""
    for name in NAMES:
        record = read(name)
        section = part(record, "Publications")
        listed = keys(section)
        assert listed, name
        assert listed - keys(record.text.replace(section, "")) == set(), name
        assert [key for key in sorted(listed) if not printable(key)] == [], name


def test_related_articles_are_entries() -> None:
    """A related article can be opened."""
    for name in NAMES:
        titles = {read(other).entry.title.text for other in NAMES}
        related = {item.name.text for item in read(name).entry.related}
        assert related, name
        assert related - titles == set(), name
        assert read(name).entry.title.text not in related, name


def test_avoidant_of_three_categories_is_not_taken_for_dismissing() -> None:
    """An entry that tells of avoidant people in an old study says what the category was."""
    for name in NAMES:
        record = read(name)
        told = [
            words(claim)
            for claim in record.claims
            if "avoidant" in words(claim)
            and any(
                citation.key in THREE_CATEGORIES and citation.intent in SUPPORT
                for citation in claim.citations
            )
        ]
        marked = (
            r"three[- ]categor|three (?:styles|classes)"
            r"|(?:one|single|undivided) (?:broad )?(?:avoidant )?(?:category|answer|class)"
        )
        assert not told or re.search(marked, record.text), told


def test_entry_keeps_to_one_spelling() -> None:
    """The entries are in British spelling, but for names of others."""
    for name in NAMES:
        american = r"\b(?:behaviors?|labor|favor(?:s|ed)?|recogni[z]e[sd]?|honor|center)\b"
        assert re.findall(american, read(name).text, re.IGNORECASE) == [], name


def test_pairing_has_two_roles_with_traits() -> None:
    """Both partners are there, and each has traits of its own."""
    for name in PAIRINGS:
        statements = read(name).extraction.statements
        roles = {s.object.key for s in statements if s.predicate == "ag:hasPartner"}  # type: ignore[union-attr]
        assert len(roles) == 2, name
        assert roles <= {s.subject.key for s in statements if s.predicate == "ag:hasTrait"}, name


def test_pairing_has_a_debate_with_sourced_sides() -> None:
    """At least one debate has two positions that each cite something."""
    for name in PAIRINGS:
        sided = [
            debate
            for debate in read(name).entry.debates
            if sum(1 for position in debate.positions if position.citations) > 1
        ]
        assert sided, name


def test_pairing_has_a_cycle_with_moves_of_both_partners() -> None:
    """A cycle has a trigger and at least two moves, each of a partner, and both take part."""
    for name in PAIRINGS:
        cycles = read(name).entry.cycles
        assert cycles, name
        for cycle in cycles:
            assert cycle.trigger is not None, name
            assert len(cycle.moves) > 1, name
            assert all(move.actor for move in cycle.moves), name
            assert len({move.actor for move in cycle.moves}) == 2, name


def test_phases_stand_in_their_order_and_are_called_a_device() -> None:
    """The phases are among those of all pairings, in that order, and called a device."""
    for name in PAIRINGS:
        entry = read(name).entry
        told = [section.heading.text for section in entry.milestones]
        assert told, name
        assert told == [phase for phase in PHASES if phase in told], name
        assert "narrative device" in part(read(name), "Relationship Milestones"), name
        assert all(question.sentences for question in entry.questions), name


def test_pair_with_fearful_partner_names_the_study_of_four_styles() -> None:
    """Couples were sorted by four styles once, so no entry says that nobody studied the pair."""
    for name in FEARFUL_PAIRS:
        record = read(name)
        lead = record.text.split("\n---\n", 1)[1].split("\n## ", 1)[0]
        for stretch in (lead, part(record, "Research Landscape")):
            assert "guzman-contreras-2012" in keys(stretch), name


def test_absence_of_studies_is_said_of_the_coded_ones_only() -> None:
    """The search looked up known publications, so no entry says that there is no study."""
    for name in NAMES:
        said = (
            r"[Nn]o (?:\w+ )?stud(?:y|ies)[^.]* (?:was|were|has been|have been) found"
            r"|[Nn]obody (?:has )?(?:ever )?studied"
        )
        assert re.findall(said, read(name).text) == [], name


def test_entry_hides_behind_nobody() -> None:
    """A popular claim has a voice that is named, and a status is never set by hand."""
    for name in NAMES:
        weasel = r"\b(?:is|are) said to\b|\ban encyclopedia entry\b|\{\.(?!claim=)[a-z]+\}"
        assert re.findall(weasel, read(name).text) == [], name


#: How the lines of a publication to a claim may bear on it, by the intent of its citation.
_BEARS: Final = {
    "supports": {"supports"},
    "disputes": {"disputes"},
    "qualifies": {"qualifies", "finds-nothing", "supports", "disputes"},
}


def named_claims(record: Record) -> Iterator[tuple[str, str]]:
    """Give each sentence that names a claim, up to the mark, and the claim."""
    for mark in re.finditer(r"\{\.claim=([a-z0-9-]+)\}", record.text):
        before = record.text[: mark.start()]
        begin = max(before.rfind(". "), before.rfind("\n"))
        yield before[begin + 1 :], mark[1]


@cache
def stances() -> frozenset[tuple[str, str, str]]:
    """Give the publication, the claim and the stance of each line of the coded results."""
    studies = {row["id"]: row["sources"].split() for row in table("studies.csv")}
    study: dict[str, str] = {}
    found: set[tuple[str, str, str]] = set()
    for row in table("results.csv"):
        if row["study"]:
            study[row["id"]] = row["study"]
        found.update((key, row["claim"], row["stance"]) for key in studies[study[row["id"]]])
    return frozenset(found)


def test_standing_in_words_is_the_computed_one() -> None:
    """A reader of the prose and a reader of the graph learn the same."""
    for name in NAMES:
        text = read(name).text
        found = {match["claim"]: match[0] for match in IN_WORDS.finditer(text)}
        assert set(found) == {claim for _, claim in named_claims(read(name))}, name
        assert tell(text) == text, "run tools/tell_standings.py and read the difference"


def test_citations_of_a_claim_bear_on_it_as_they_say() -> None:
    """Who is cited for or against a claim has a coded result that is for or against it."""
    for name in NAMES:
        wrong = [
            (claim, intent, key)
            for sentence, claim in named_claims(read(name))
            for intent, key in re.findall(r"@([a-z]+):([A-Za-z0-9-]+)", sentence)
            if not any((key, claim, stance) in stances() for stance in _BEARS[intent])
        ]
        assert wrong == [], name


def test_only_what_was_read_is_cited_for_or_against() -> None:
    """A publication of which nothing was read is named at most, and so is one without results."""
    for name in NAMES:
        read_ones = {
            source
            for row in table("studies.csv")
            for source in row["sources"].split()
            if row["id"] in {result["study"] for result in table("results.csv")}
        }
        leaning = set(
            re.findall(r"@(?:supports|disputes|qualifies):([A-Za-z0-9-]+)", read(name).text)
        )
        assert leaning - read_ones == set(), name


def test_every_claim_is_made_in_an_entry() -> None:
    """Whoever finds a claim in the table can read about it."""
    made = {claim for name in NAMES for _, claim in named_claims(read(name))}
    assert {row["id"] for row in table("claims.csv")} - made == set()


def test_no_name_of_a_pairing_is_a_term_for_abuse() -> None:
    """Two fearful partners are not listed under a name that belongs to abuse."""
    for name in PAIRINGS:
        for item in read(name).entry.other_names:
            assert "trauma-bond" not in item.name.text, name
