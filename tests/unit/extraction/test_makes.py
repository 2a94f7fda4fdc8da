"""Edges of small pages of many makes: one kind of layout or wording each."""

from __future__ import annotations

from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document
from tests.benchmarks.scoring import taken


def edges(text: str, name: str = "page.md") -> dict[str, list[str]]:
    """Read a page, and return the keys of what each type of edge leads to, in order."""
    found = taken(extract(read_document(text.encode(), name)))
    return {edge: [key.rpartition("/")[2] for key in keys] for edge, keys in found.items()}


PAIR = "# Anxious-Avoidant Relationship\n\nOne asks, the other leaves.\n\n"


def test_works_are_below_any_heading_that_says_where_they_are_shown() -> None:
    """Headings that name film, novel or screen, in four languages, and works on one line."""
    for heading in (
        "On Screen",
        "In Films and Novels",
        "Im Film und in der Literatur",
        "Au cinéma",
        "En el cine",
    ):
        found = edges(f"{PAIR}## {heading}\n\nPier of Fog (2001), Pier of Rain (2004)\n")
        assert found["works"] == ["pier-of-fog-2001", "pier-of-rain-2004"], heading


def test_literature_is_a_list_of_sources_unless_depictions_are_told_of() -> None:
    """At the top a record is a source; below depictions a novel is a work."""
    record = "Lund, O. (2001). Laughing at home. Journal of Tides, 3, 1–9."
    assert edges(f"{PAIR}## Literatur\n\n{record}\n")["sources"] == [
        "lund-o-2001-laughing-at-home-journal-of-tides-3-1-9"
    ]
    found = edges(f"{PAIR}## Media Depictions\n\n### Literature\n\n- Harbor Street (1999)\n")
    assert found["works"] == ["harbor-street-1999"]
    assert found["sources"] == []


def test_rows_name_partners_by_letter_and_what_the_page_is_set_against() -> None:
    """“Partner A: anxious” is that partner's row, and “Contrast” one of opposites."""
    found = edges(
        PAIR + "| | |\n|---|---|\n| **Partner A: anxious** | worry |\n"
        "| **Partner B: avoidant** | calm |\n"
        "| **Core conflict** | Tide and pier |\n| **Contrast** | Secure-Secure Relationship |\n"
    )
    assert found["traits"] == ["worry", "calm"]
    assert found["cycles"] == ["tide-and-pier"]
    assert found["contrasts"] == ["secure-secure"]


def test_a_line_break_in_an_infobox_of_a_wiki_parts_two_values() -> None:
    """Each line of a parameter is a name of its own."""
    box = "{{Infobox pairing\n| other_names = tide pair<br />pier pair\n}}\n"
    found = edges(box + "An '''anxious-secure couple''' is a bond.\n", "page.wiki")
    assert found["aliases"] == ["tide-pair", "pier-pair"]


def test_two_avoidants_are_a_couple() -> None:
    """The name of a style may stand for the people who have it."""
    assert edges("Two Avoidants in Love\n\nThey wait.\n", "page.txt")["pairs"] == [
        "avoidant-avoidant"
    ]


def test_a_person_is_named_behind_the_nouns_of_their_work_in_german() -> None:
    """“Die Arbeiten von Jane Doe” names Jane Doe."""
    found = edges(PAIR + "Die Arbeiten von Jane Doe zeigen, wie Paare streiten.\n")
    assert found["people"] == ["jane-doe"]
