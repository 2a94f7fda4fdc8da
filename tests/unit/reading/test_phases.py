"""Which phases a page tells of its couple."""

from __future__ import annotations

import pytest

from tests.unit.extraction.test_makes import edges

_PAGE = "# Anxious-Avoidant Couple\n\nAn anxious-avoidant couple is a bond.\n\n## Stages\n\n{}\n\n"
_LIST = "- Spark: they meet.\n- Doubt: one asks.\n- Chase: one runs.\n"


@pytest.mark.parametrize(
    "said",
    [
        "Lund saw three stages of loss:",
        "Research has not confirmed the following stages:",
        "No study has found the following stages:",
        "Couples therapy goes through three stages:",
        "Children pass through protest, despair and distance.",
        "There are no agreed stages. Some blogs name three:",
        "Die folgenden Phasen sind nicht belegt:",
        "Les phases suivantes ne sont pas confirmées :",
        "Las siguientes fases no están confirmadas:",
    ],
)
def test_phases_of_something_else_or_denied_ones_are_none(said: str) -> None:
    """The sentence above the list says so."""
    assert edges(_PAGE.format(said) + _LIST)["phases"] == []


@pytest.mark.parametrize(
    "said",
    [
        "Such couples go through three stages:",
        "Lund saw three stages of such a couple:",
        "Not every couple goes through all three stages:",
        "There are three stages, though no study has tested them.",
    ],
)
def test_phases_of_the_couple_are_read_though_somebody_doubts(said: str) -> None:
    """Or though somebody is named who saw them."""
    assert edges(_PAGE.format(said) + _LIST)["phases"] == ["spark", "doubt", "chase"]


@pytest.mark.parametrize("heading", ["Kursverlauf", "Course outline", "Déroulement du cours"])
def test_the_course_of_a_class_is_none_of_a_couple(heading: str) -> None:
    """Whatever its list looks like."""
    assert edges(_PAGE.format("").replace("Stages", heading) + _LIST)["phases"] == []


def test_the_name_of_a_phase_is_not_cut_inside_brackets() -> None:
    """A colon or a dash in brackets belongs to the name."""
    found = edges(
        _PAGE.format("- Spark (also: flash): they meet.\n- Chase (2 – 3 years): one runs.")
    )
    assert found["phases"] == ["spark-also-flash", "chase-2-3-years"]
    assert edges(_PAGE.format("Spark: they meet.\n\nDoubt (photo: Lund)"))["phases"] == []


@pytest.mark.parametrize("line", ["Note: not all do this.", "Source: Kite Weekly", "Photo: Lund"])
def test_a_note_or_a_source_in_a_list_of_phases_is_none(line: str) -> None:
    """The other items are."""
    found = edges(_PAGE.format(f"- Spark: they meet.\n- Doubt: one asks.\n- {line}"))
    assert found["phases"] == ["spark", "doubt"]


def test_a_numbered_heading_may_have_its_phases_right_below() -> None:
    """An item with the next number below it is an item."""
    lead = "Anxious-Avoidant Couple\n\nAn anxious-avoidant couple is a bond of two people.\n\n"
    for mark in ("\ta) ", "(a) ", "1) "):
        body = f"{mark}Spark - they meet\n{mark}Doubt - one asks\n{mark}Chase - one runs\n"
        found = edges(f"{lead}3. Course of such a couple\n{body}", "page.txt")
        assert found["phases"] == ["spark", "doubt", "chase"], mark
    items = "1. How it changes\n2. Doubt - one asks\n3. Chase - one runs\n4. Rest - both wait\n"
    assert edges(f"{lead}{items}", "page.txt")["phases"] == []


def test_the_steps_of_somebody_are_no_phases_of_the_couple() -> None:
    """They are of a theory, whoever made it."""
    assert edges(_PAGE.format("Lund's seven steps are about everybody.") + _LIST)["phases"] == []


def test_phases_may_stand_in_columns_with_their_numbers() -> None:
    """Tabs part number, name and what is told; a table of something else has none."""
    said = "\t1\tSpark\tthey meet\n\t2\tDoubt\tone asks\n\t3\tChase\tone runs\n"
    head = "Anxious-Avoidant Couple\n\nAn anxious-avoidant couple is a bond.\n\nHOW IT DEVELOPS\n"
    assert edges(head + said, "page.txt")["phases"] == ["spark", "doubt", "chase"]
    table = "\tSeason\tCouples\n\tSpring\t12\n\tAutumn\t9\n\tWinter\t4\n"
    assert edges(head + table, "page.txt")["phases"] == []


def test_phases_are_headings_also_below_a_line_in_bold_above_the_title() -> None:
    """The line names a practice and heads nothing."""
    told = "### Spark\n\nThey meet.\n\n### Doubt\n\nOne asks.\n\n### Chase\n\nOne runs.\n"
    page = "**Pier Practice**\n\n# **An anxious partner and a secure partner**\n\nIt is a bond.\n\n"
    assert edges(f"{page}## **Phases this couple goes through**\n\n{told}")["phases"] == [
        "spark",
        "doubt",
        "chase",
    ]
