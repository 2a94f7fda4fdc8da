"""What else a page calls the thing it is about."""

from __future__ import annotations

from tests.unit.extraction.test_makes import edges


def test_a_lead_names_the_couple_in_brackets_in_quotes_and_as_a_term() -> None:
    """Each way to say that a name is another one of the title."""
    for said, names in (
        ("{} (AAC; also the kite couple) is a bond.", ["aac", "kite-couple"]),
        ("{} (abbr. AAC) is a bond.", ["aac"]),
        ("{} (sometimes “kite bond”) is a bond.", ["kite-bond"]),
        ("{} or kite-and-string bond is one of two.", ["kite-and-string-bond"]),
        ("{}, often called the “kite and string trap”, is long.", ["kite-and-string-trap"]),
        ("{} is a bond. Online it goes by “kite” or “string”.", ["kite", "string"]),
        ("{} is a bond. Therapists refer to it as a “kite couple”.", ["kite-couple"]),
        (
            "{} is a bond. The terms kite bond and string bond are also used.",
            ["kite-bond", "string-bond"],
        ),
        ("{} is a bond. Its other name is the kite couple.", ["kite-couple"]),
        ("{} is a bond. Such a couple is sometimes called a kite.", ["kite"]),
    ):
        page = f"Anxious-Avoidant Couples\n\n{said.format('An anxious-avoidant couple')}\n\n"
        assert edges(f"{page}History\n\nIt is old.\n", "page.txt")["aliases"] == names, said


def test_what_a_lead_says_of_something_else_gives_no_name() -> None:
    """A citation, an opinion, a name of one partner, a term with another use."""
    for said in (
        "{} (also Doe, 1969) is a bond.",
        "{} (often painful) is a bond.",
        "{} or any other bond is hard.",
        "{}, or one with a fearful partner, is hard.",
        "In {}, the avoidant partner, also called the kite, flees.",
        "{} is a bond. She calls it “space”.",
        "{} is a bond. The term attachment is used in many ways.",
        "{} is often described as difficult, painful and long.",
    ):
        page = f"Anxious-Avoidant Couples\n\n{said.format('an anxious-avoidant couple')}\n\n"
        assert edges(f"{page}History\n\nIt is old.\n", "page.txt")["aliases"] == [], said


def test_a_short_form_in_brackets_is_a_name_of_its_own() -> None:
    """Where it has the first letters of the name before it."""
    page = "# Anxious-Avoidant Couple\n\nA bond.\n\n## Other Names\n\n"
    found = edges(f"{page}- Kite and string couple (KASC)\n- kite bond (online)\n")
    assert found["aliases"] == ["kite-and-string-couple", "kasc", "kite-bond"]
