"""What a page says that each of the two, or the couple, is like."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import extract
from attachgraph.model import Node
from attachgraph.reading.documents import read_document

_HEAD = "# Anxious-Avoidant Couple\n\nAn anxious-avoidant couple joins two people.\n\n"


def _traits(body: str) -> list[tuple[str, str]]:
    found = extract(read_document(f"{_HEAD}{body}\n".encode(), "page.md"))
    return [
        (said.subject.key.rpartition("/")[2], said.object.key)
        for said in found.statements
        if said.predicate == "ag:hasTrait" and isinstance(said.object, Node)
    ]


@pytest.mark.parametrize(
    "value",
    [
        "anxious partner worry, avoidant partner silence",
        "the anxious partner worry; the avoidant partner silence",
    ],
)
def test_a_trait_leaves_the_name_of_the_partner_before_it(value: str) -> None:
    """Where both are named, it tells whose the trait is."""
    rows = f"Category: Couples\nCore Traits: {value}"
    assert _traits(rows) == [("anxious", "worry"), ("avoidant", "silence")]


def test_a_name_before_a_trait_holds_until_the_next_name() -> None:
    """A trait before the first name, or one name only, leaves the values as they are."""
    row = "Category: Couples\nCore Traits: "
    both = "anxious partner worry, pleading, avoidant partner silence"
    assert [whose for whose, _ in _traits(row + both)] == ["anxious", "anxious", "avoidant"]
    one = "anxious partner worry, long talks"
    assert [trait for _, trait in _traits(row + one)] == ["anxious-partner-worry", "long-talks"]


@pytest.mark.parametrize("label", ["Traits ({} Partner)", "Typical Traits – {} Partner"])
def test_a_label_may_name_the_partner_behind_the_traits(label: str) -> None:
    """In brackets or behind a dash."""
    rows = f"{label.format('Anxious')}: worry\n{label.format('Avoidant')}: silence"
    assert _traits(f"Category: Couples\n{rows}") == [("anxious", "worry"), ("avoidant", "silence")]


@pytest.mark.parametrize(
    "heading", ["🔑 Key traits", "2. Key traits", "Key characteristics of the couple"]
)
def test_a_heading_of_traits_may_have_a_picture_or_a_number(heading: str) -> None:
    """And may say whose they are."""
    assert [trait for _, trait in _traits(f"## {heading}\n\n- worry\n- silence")] == [
        "worry",
        "silence",
    ]


def test_a_line_with_a_colon_above_a_list_of_traits_is_none() -> None:
    """It announces them."""
    body = "Characteristics\n\nShared characteristics of the couple:\n\n   • worry\n   • silence"
    found = extract(read_document(f"{_HEAD[2:]}{body}\n".encode(), "page.txt"))
    said = [
        s.object.key
        for s in found.statements
        if s.predicate == "ag:hasTrait" and isinstance(s.object, Node)
    ]
    assert said == ["worry", "silence"]


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook",
        "Photo credit: Ann Lund",
        "Take our free quiz",
        "Buy the book",
        "Ask for our kite",
        "References",
        "Press play for kites: Hosted by Ann Lund",
        "“I never asked you”",
        "Do you see yourself?",
        "https://kite.example",
        "Note: not all apply",
        "Source: Kite Weekly",
        "Related: Ten kites",
        "Siehe auch: Drachen",
        "Compartir en Facebook",
        "is not cruel",
        "ist nicht grausam",
        "sind keine Tyrannen",
        "Newsletter abonnieren",
    ],
)
def test_a_link_a_credit_or_a_denial_in_a_list_is_no_trait(line: str) -> None:
    """The other lines of the list are."""
    assert [trait for _, trait in _traits(f"## Signs\n\n- worry\n- silence\n- {line}")] == [
        "worry",
        "silence",
    ]


@pytest.mark.parametrize(
    "line", ["shares little", "is not open", "takes tests alone", "Angst", "ist nicht offen"]
)
def test_a_trait_may_look_like_a_link_or_a_denial(line: str) -> None:
    """It is read like any other."""
    assert len(_traits(f"## Signs\n\n- worry\n- {line}")) == 2


@pytest.mark.parametrize("heading", ["Traits of secure people", "False signs"])
def test_traits_of_another_style_are_not_those_of_the_couple(heading: str) -> None:
    """Nor are signs that are called false."""
    assert _traits(f"## {heading}\n\n- worry\n- silence") == []


@pytest.mark.parametrize(
    "heading", ["What both bring", "Common to both", "Was beide mitbringen", "Lo que ambos aportan"]
)
def test_a_heading_gives_traits_to_both(heading: str) -> None:
    """Each of the two has them."""
    assert _traits(f"## {heading}\n\n- worry") == [("anxious", "worry"), ("avoidant", "worry")]
    assert _traits(f"## {heading} to the first session\n\n- worry") == []


def test_lists_below_the_two_styles_of_a_title_are_their_traits() -> None:
    """Advice, names and works are not, nor is anything below a title that helps."""
    page = "# {}\n\nTwo words.\n\n## Secure\n\n- {}\n\n## Preoccupied\n\n- {}\n"
    compared = "Secure or Preoccupied? Telling Them Apart"
    for title, first, second, known in (
        (compared, "asks once", "asks twice", ["asks-once", "asks-twice"]),
        (compared, "Ask for a break", "Breathe first", []),
        (compared, "Kites (2019)", "Strings (2020)", []),
        (compared, "take a walk", "drink tea", []),
        (compared, "about 60 percent", "about 20 percent", []),
        ("How to Help Secure or Preoccupied Friends", "asks once", "asks twice", []),
    ):
        found = extract(read_document(page.format(title, first, second).encode(), "page.md"))
        said = [s.object.key for s in found.statements if s.predicate == "ag:hasTrait"]  # type: ignore[union-attr]
        assert said == known, title


@pytest.mark.parametrize(
    "table",
    [
        "| Anxious partner often… | Avoidant partner often… |\n| :-- | :-- |\n| asks | waits |",
        "| **The anxious partner** | **The avoidant partner** |\n| - | - |\n| asks | waits |",
        "| Partner | Traits |\n| --- | --- |\n| Anxious | asks |\n| Avoidant | waits |",
    ],
)
def test_a_table_names_partners_above_its_columns_or_before_its_rows(table: str) -> None:
    """Each cell is then a trait of one of the two."""
    assert _traits(f"## Side by side\n\n{table}") == [("anxious", "asks"), ("avoidant", "waits")]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("What helps", "asks less | stays in the room"),
        ("Homework", "asks once | says when"),
        ("Side by side", "Anna | Emil"),
        ("Side by side", "Hanna Reed | Lord Amber"),
        ("Side by side", "40% | 60%"),
        ("Side by side", "you never call | leave me be"),
    ],
)
def test_advice_people_figures_and_words_side_by_side_are_no_traits(
    heading: str, cells: str
) -> None:
    """Whoever of the two is named above them."""
    table = f"| Anxious partner | Avoidant partner |\n| --- | --- |\n| {cells} |"
    assert _traits(f"## {heading}\n\n{table}") == []


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        ("*Anxious partner, in short:*", ["anxious"]),
        ("The avoidant partner often:", ["avoidant"]),
        ("Ängstliche Person:", ["anxious"]),
        ("Personne évitante :", ["avoidant"]),
        ("La persona ansiosa:", ["anxious"]),
        ("Things that are typical for both of us:", ["anxious", "avoidant"]),
        ("Typisch für beide:", ["anxious", "avoidant"]),
        ("Les deux :", ["anxious", "avoidant"]),
        ("Ambos:", ["anxious", "avoidant"]),
        ("Secure partner:", []),
        ("Things that are not typical for both of us:", []),
    ],
)
def test_a_line_above_a_list_says_whose_the_traits_are(line: str, whose: list[str]) -> None:
    """With and without emphasis, in each language."""
    traits = _traits(f"## Portrait\n\n{line}\n\n- worry\n- silence")
    assert [who for who, trait in traits if trait == "worry"] == whose


@pytest.mark.parametrize("line", ["Anxious partner:", "*Anxious partner, in short:*", "Both:"])
def test_advice_below_a_partner_is_no_trait(line: str) -> None:
    """Nor are people and commands."""
    assert _traits(f"## What helps\n\n{line}\n\n- a walk\n- a plan") == []
    assert _traits(f"## Homework\n\n{line}\n\n- a walk\n- a plan") == []


def test_no_person_and_no_command_below_a_partner_is_a_trait() -> None:
    """Whatever heading is above them."""
    for item in ("Anna", "Anna Reed", "write a list", "you never call"):
        assert _traits(f"## Portrait\n\nAnxious partner:\n\n- {item}\n- {item} again") == [], item


def test_a_heading_may_set_a_colon_between_the_style_and_its_traits() -> None:
    """On a page of several styles, each has its own."""
    page = b"# Lecture 2\n\nStyles.\n\n## Secure: traits\n\n- calm\n\n## Fearful: signs\n\n- wary\n"
    found = extract(read_document(page, "page.md")).statements
    traits = [(s.subject.key, s.object) for s in found if s.predicate == "ag:hasTrait"]
    assert [(key, thing.key) for key, thing in traits if isinstance(thing, Node)] == [
        ("secure", "calm"),
        ("fearful", "wary"),
    ]


def test_a_list_in_the_lead_and_one_below_two_styles_of_a_title_may_be_traits() -> None:
    """No heading has to be above the first; the second may have one more word for its style."""
    lead = "Things that are typical for both:\n\n- worry\n"
    assert _traits(lead) == [("anxious", "worry"), ("avoidant", "worry")]
    page = (
        "Tide Words\n\nSecure or Anxious Style? A Comparison\n\nBoth are learned early in life.\n\n"
        "Secure Style (steady)\n• asks\n• waits\n\nAnxious Style (tense)\n• begs\n• calls\n"
    )
    found = extract(read_document(page.encode(), "page.txt")).statements
    said = [s.object.key for s in found if s.predicate == "ag:hasTrait"]  # type: ignore[union-attr]
    assert said == ["asks", "waits", "begs", "calls"]


def test_a_sentence_on_the_two_is_no_trait_of_them() -> None:
    """Not even in a row of traits that both share."""
    rows = "Category: Couples\nWhat both share: {}"
    assert _traits(rows.format("They are learned and they may change.")) == []
    assert _traits(rows.format("worry")) == [("anxious", "worry"), ("avoidant", "worry")]
