"""What else a page calls the thing it is about."""

from __future__ import annotations

import pytest

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
        (
            "{} is a bond. It goes by two names: kite bond and string bond.",
            ["kite-bond", "string-bond"],
        ),
        ("{}, also kite bond, is one of two.", ["kite-bond"]),
        ("{} is a bond. In books it is often called the kite bond.", ["kite-bond"]),
        ("{} is a bond. Another name for it is the kite couple.", ["kite-couple"]),
        (
            "{} is a bond. It has been named the kite bond and, online, the string bond.",
            ["kite-bond"],
        ),
        ("{} is a bond. It is what one writer calls the kite couple.", ["kite-couple"]),
        ("{} is a bond. Its other name is the kite couple.", ["kite-couple"]),
        ("{} is a bond. Such a couple is sometimes called a kite pair.", ["kite-pair"]),
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
        "{} is a bond. It is often called a cage.",
        "{} is a bond. It is often called the hardest couple.",
        "{} is a bond. It is often called a toxic couple.",
        "{} is a bond. It is often called out in forums.",
        "{} is a bond. It goes by many names.",
        "{} is a bond. It is also known from novels.",
        "{} is a bond. Nobody calls it the kite couple.",
        "{}, also common in cities, is one of two.",
        "{} is a bond. The research on it is known as the kite bond.",
        "{} is a bond. Its cycle is often called the kite dance.",
        "{} is a bond. It is treated with a method known as kite therapy.",
        "{} is a bond. Some call it a kite bond, but it is not.",
        "{} is a bond. It is also called a relationship.",
        "{} (also known from novels) is a bond.",
        "{} (not to be confused with kite bond or string bond) is a bond.",
        "{} is a bond. It is what readers call the worst couple.",
    ):
        page = f"Anxious-Avoidant Couples\n\n{said.format('an anxious-avoidant couple')}\n\n"
        assert edges(f"{page}History\n\nIt is old.\n", "page.txt")["aliases"] == [], said


def test_a_short_form_in_brackets_is_a_name_of_its_own() -> None:
    """Where it has the first letters of the name before it."""
    page = "# Anxious-Avoidant Couple\n\nA bond.\n\n## Other Names\n\n"
    found = edges(f"{page}- Kite and string couple (KASC)\n- kite bond (online)\n")
    assert found["aliases"] == ["kite-and-string-couple", "kasc", "kite-bond"]


def test_verbs_of_calling_give_no_name_where_somebody_is_called_up() -> None:
    """In Spanish, French and German, too, a call is no name."""
    spanish = "Pareja ansioso-evitativa\n\nUna pareja ansioso-evitativa es un vínculo."
    french = "Couple anxieux-évitant\n\nUn couple anxieux-évitant est un lien."
    german = "Ängstlich-vermeidendes Paar\n\nEin ängstlich-vermeidendes Paar ist ein Bund."
    for page, said, names in (
        (spanish, "A veces se le llama por teléfono.", []),
        (spanish, "También llamado a revisión.", []),
        (spanish, "También se la llama pareja cometa.", ["pareja-cometa"]),
        (french, "On l’appelle souvent au secours.", []),
        (french, "On l’appelle aussi le couple cerf-volant.", ["couple-cerf-volant"]),
        (german, "Es ist auch bekannt aus Romanen.", []),
        (german, "Es heißt auch Drachenpaar.", ["drachenpaar"]),
    ):
        assert edges(f"{page} {said}\n\nX\n", "page.txt")["aliases"] == names, said


def test_a_remark_in_a_list_of_names_is_none_of_them() -> None:
    """Nor is a link, a credit, or a row of another kind."""
    page = "# Anxious-Avoidant Couple\n\nA bond.\n\n## Other Names\n\n- kite bond\n- {}\n"
    for remark in (
        "See glossary",
        "There is no fixed short form",
        "(disputed)",
        "string bond (in kites; not a synonym)",
        "[citation needed]",
        "and many more",
        "Siehe Glossar",
        "Photo credit: Ann Lund",
        "Source: Kite Weekly",
    ):
        assert edges(page.format(remark))["aliases"] == ["kite-bond"], remark
    assert edges(page.format("string bond [citation needed]"))["aliases"] == [
        "kite-bond",
        "string-bond",
    ]


def test_a_heading_may_say_in_other_words_that_names_follow() -> None:
    """What people call it, and not what they call one another."""
    page = "# Anxious-Avoidant Couple\n\nA bond.\n\n## {}\n\n- kite bond\n- string bond\n"
    for heading in (
        "Names for it",
        "What people call it",
        "What else it is called",
        "Wie man es nennt",
        "Comment on l’appelle",
        "Cómo se la llama",
    ):
        assert edges(page.format(heading))["aliases"] == ["kite-bond", "string-bond"], heading
    for heading in ("What they call each other", "Names to know", "Who named it"):
        assert edges(page.format(heading))["aliases"] == [], heading


def test_a_label_may_name_the_opposite_with_an_article() -> None:
    """In each language, where a colon follows."""
    for label in ("The opposite", "Lo contrario", "Das Gegenteil", "Le contraire"):
        rows = f"{label}: Secure-Secure Couple\n\nOutcome: rest\n"
        page = f"# Anxious-Avoidant Couple\n\nA bond.\n\n{rows}"
        assert edges(page)["contrasts"] == ["secure-secure"], label


_COUPLE = (
    "# Anxious-Avoidant Couple\n\nAn anxious-avoidant couple joins two people.\n\n## Daily life\n\n"
)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Such a couple is common. I call it the kite-string couple.", ["kite-string-couple"]),
        ("On our board a couple like ours is called a kite-string couple.", ["kite-string-couple"]),
        ("Couples like these have a nickname, the kite-string trap.", ["kite-string-trap"]),
        ("Some speak of the *kite couple*.", ["kite-couple"]),
        ("The nickname “kite couple” is also found.", ["kite-couple"]),
        ("We call this pair the **kite couple**.", ["kite-couple"]),
        ("Ce couple est connu. On l'appelle le couple chien et chat.", ["couple-chien-et-chat"]),
        ("Nobody calls this couple the kite-string couple.", []),
        ("Do you call this couple the kite-string couple?", []),
        ("An anxious-secure couple is calm. Some speak of the *harbor couple*.", []),
        ("The anxious partner texts. I call it the text-and-wait loop.", []),
        ("They live apart. I call it the text-and-wait couple.", []),
        ("We use the term on-off relationship for another pair.", []),
        ("The songs speak of the *father and daughter pair*.", []),
        ("The book uses the name anxious-secure couple.", []),
    ],
)
def test_a_sentence_anywhere_may_give_the_couple_a_nickname(said: str, names: list[str]) -> None:
    """It says what is called so, or the sentences before it do."""
    assert edges(f"{_COUPLE}{said}\n", "page.md")["aliases"] == names


def test_a_line_to_fill_in_holds_no_names_and_a_name_may_have_a_comma() -> None:
    """Two joined words that begin in the same way are one name."""
    form = "Secure Attachment\n\n**Names:** \\_\\_\\_\\_   **Date:** \\_\\_\\_\\_\n\nIt is calm.\n"
    assert edges(f"# {form}", "page.md")["aliases"] == []
    said = "Secure attachment (also called low-worry, low-doubt attachment) is calm."
    page = f"Secure Attachment\n\n{said}\n\nHistory\n\nIt is old.\n"
    assert edges(page, "page.txt")["aliases"] == ["low-worry-low-doubt-attachment"]
