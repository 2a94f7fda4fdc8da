"""Who is a person: by a title, a role, what they do or a list; never by capitals alone."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import extract
from attachgraph.model import Node
from attachgraph.reading.documents import read_document


def people(*sentences: str) -> list[str]:
    """Return the people of a page with these sentences, as keys."""
    text = "Slow Tide\n\nIt is a pattern.\n\nHistory\n\n" + "\n\n".join(sentences) + "\n"
    found = extract(read_document(text.encode(), "page.txt")).statements
    things = (
        s.object for s in found if s.predicate == "ag:mentions" and isinstance(s.object, Node)
    )
    return [thing.key for thing in things if thing.kind == "person"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Later work by the biologists John P. Roe and Ann Poe agreed.", ["john-p-roe", "ann-poe"]),
        (
            "Psychologists such as Jane A. Doe, J. Peter Roe, and Ann Poe saw it.",
            ["jane-a-doe", "j-peter-roe", "ann-poe"],
        ),
        (
            "Critics such as Jane Doe, Szu Lin, and Ann Poe said so.",
            ["jane-doe", "szu-lin", "ann-poe"],
        ),
        ("Psychologists such as A. Doe, J. Doe, and Ann Poe agree.", ["a-doe", "j-doe", "ann-poe"]),
        ("Dr. Jane Doe, The, and Ann Poe found it.", ["jane-doe", "ann-poe"]),
        ("It goes back to the Norwegian psychoanalyst Jane Doe.", ["jane-doe"]),
        ("In Dr. Jane Doe’s interviews, couples fell silent.", ["jane-doe"]),
        ("According to Jane Doe, it heals.", ["jane-doe"]),
        ("Szu Lin, a psychologist, wrote about it.", ["szu-lin"]),
        ("The Roe Scale was made by Prof. Dr. Ulrike Meier.", ["ulrike-meier"]),
        (
            "Scholars such as Ulla Marn, Tove Reis and Olof Brant saw it.",
            ["ulla-marn", "tove-reis", "olof-brant"],
        ),
        (
            "It was first used by Ines Kalder and later taken up by Marek Sole.",
            ["ines-kalder", "marek-sole"],
        ),
        ("Szu Lin coined the word.", ["szu-lin"]),
        ("The idea owes much to Szu Lin and her colleagues in Oslo.", ["szu-lin"]),
        ("In a survey led by Ruben Tack, half of them stayed.", ["ruben-tack"]),
        (
            "Work by Peter Lind, Omar Faris, and Szu Lin followed.",
            ["peter-lind", "omar-faris", "szu-lin"],
        ),
        (
            "Our supervisor Szu Lin insists, and the nurse Tove Marn agrees.",
            ["szu-lin", "tove-marn"],
        ),
        ("Szu Lin, our lecturer, saw it.", ["szu-lin"]),
        ("Die Dozentin Szu Lin nennt es eine Flut.", ["szu-lin"]),
        ("L’infirmière Szu Lin parle d’une marée.", ["szu-lin"]),
        ("La profesora Szu Lin habla de una marea.", ["szu-lin"]),
        ("They compared it with group B. Jane Doe coined the word.", ["jane-doe"]),
        ("B. F. Doe coined the word.", ["b-f-doe"]),
        ("“Jane Doe”, a psychologist, coined the word.", ["jane-doe"]),
        ("As Jane Doe puts it, tides return.", ["jane-doe"]),
        ("Jane Doe (1920–1999) named it, and Sir Owen Doe agreed.", ["jane-doe", "owen-doe"]),
        ("Mein Kollege Szu Lin sieht es anders.", ["szu-lin"]),
        ("The evenings are led by Owen Lin.", ["owen-lin"]),
        ("Read Jane Doe’s book on trust.", ["jane-doe"]),
        ("Szu Lin was a Norwegian psychologist.", ["szu-lin"]),
        ("Szu Lin war eine Entwicklungspsychologin.", ["szu-lin"]),
        (
            "Entwickelt wurde sie von Anna Meier und durch Ute Roth erweitert.",
            ["anna-meier", "ute-roth"],
        ),
        ("Nach Bowlby ist es so.", ["john-bowlby"]),
        ("Bowlby’s theory says so, and Bowlby argued it again.", ["john-bowlby"]),
    ],
)
def test_a_person_is_told_by_title_role_or_deed(sentence: str, names: list[str]) -> None:
    """Each name is one person, without title and possessive, in full or short."""
    assert people(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Researchers described Slow Tide Theory.",
        "The work of Lake Michigan therapists is known.",
        "Research by Northern Light Hospital found it.",
        "Stanford University researchers and the London School argued so.",
        "The Adult Attachment Interview was coined by Minnesota clinicians.",
        "Anna Berg leaves, and Tom stays.",
        "It was tried in the Charlotte Marn schools.",
        "The film was Tide Between Us, introduced by Tide Between Us.",
        "Readers of “Jane Marn” know it, and the novel Anna Marn describes it.",
        "The sitcom psychiatrist Jane Marn and the character Anna Poe argued so.",
        "Researchers such as those at Stony Brook and Ann Arbor agree.",
        "Au Québec, des chercheurs ont étudié cela. En España, investigadores lo describieron.",
        "Share it with group B. Comments are on.",
        "C. Charlotte Marn",
        "Written by Jane Doe, checked twice.",
        "The Ann Arbor study found it.",
        "Take Anna Berg and Ben Roe, or let us call them Jane Marn and Tom Poe.",
        "Wie Emma Marn wartet sie. Dans Anna Marn, ils se quittent. En Ana Marn se separan.",
        "Charlotte’s Catherine Marn says so, and Dr. Jane Marn, the doctor in the series, agrees.",
        "Image courtesy of Jane Doe. Reprinted with permission of Ann Poe.",
        "Slow Tide is a student project, and Quay House was a teacher training college.",
        "Un article d’Anne Roche.",
        "About the author: Jane Doe lives in Oslo.",
        "In the novel, Jane Marn waits for Tom Poe. En la película, Ana Marn espera a Luis Poe.",
        "Jane Marn is played by a friend.",
        "Johnson argued so, and there are many of that name.",
    ],
)
def test_no_place_school_theory_or_character_is_a_person(sentence: str) -> None:
    """Capitals beside a word for research are not enough."""
    assert people(sentence) == []


def test_a_person_is_counted_once_in_full_and_short() -> None:
    """The surname alone and the name with an initial mean the one named in full."""
    assert people("Jane A. Doe argued so.", "Dr. Doe found more.", "Jane Doe wrote.") == [
        "jane-a-doe"
    ]
    assert people("Jane Doe argued so.", "John Doe found more.") == ["jane-doe", "john-doe"]


def test_a_surname_is_that_of_the_one_whom_the_page_names_in_full() -> None:
    """A known author of the same surname is not meant, nor by one who wrote with others."""
    assert people("Dr. Tessa Bowlby asked couples.", "Bowlby’s book sold well.") == ["tessa-bowlby"]
    assert people("Bowlby and colleagues showed it.", "Nordic Clinicians argued so.") == []


def test_a_list_of_people_is_no_claim() -> None:
    """Below "Key Figures" each line begins with a person, whatever their name."""
    figures = "Key Figures\n\nSzu Lin\nJane Doe: a pioneer\n"
    text = f"Slow Tide Pattern\n\nIt is a pattern.\n\n{figures}\nHistory\n\nIt is old.\n"
    found = extract(read_document(text.encode(), "page.txt"))
    things = [s.object for s in found.statements if s.predicate == "ag:mentions"]
    assert [thing.key for thing in things if isinstance(thing, Node)] == ["szu-lin", "jane-doe"]
    assert "Szu Lin" not in [s.object for s in found.statements if s.predicate == "ag:claims"]


@pytest.mark.parametrize(
    "heading",
    ["People behind the research", "Who’s who", "Menschen hinter der Forschung", "Figures clés"],
)
@pytest.mark.parametrize(
    "lines",
    [
        "Ulla Marn, who drew the scale\nSzu Lin, her co-author\nTove Brant, who studies it",
        "Ulla Marn; Szu Lin; Tove Brant",
    ],
)
def test_each_entry_of_a_list_of_people_names_one(heading: str, lines: str) -> None:
    """The heading says that they are people, and a short entry is no heading itself."""
    assert people(f"They wait.\n\n{heading}\n\n{lines}") == ["ulla-marn", "szu-lin", "tove-brant"]


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe",
        "Medically reviewed by Jane Doe, PhD",
        "Autorin: Jane Doe | 3. Mai",
    ],
)
def test_who_wrote_the_page_is_nobody_that_it_names(byline: str) -> None:
    """What is told of them is of the page, wherever it stands; whom it names besides is not."""
    told = "Jane Doe is a writer and lives in Oslo. She asked the psychologist Ann Poe."
    assert people(f"{byline}\n\n{told}") == ["ann-poe"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Authors: J. Doe, A. B. Roe, & T. Brant", []),
        ("T. Haug¹, B. Roe²", []),
        ("Psychologists such as J. Doe and A. Roe agree.", ["j-doe", "a-roe"]),
    ],
)
def test_a_line_of_authors_with_initials_names_nobody(line: str, names: list[str]) -> None:
    """It is that of a paper, unless it says what they are."""
    assert people(line) == names


def test_what_stands_about_the_author_names_nobody() -> None:
    """Their section says what they are, and whom they live with."""
    text = "# Slow Tide\n\nIt is.\n\n## About the author\n\nTove Roe is a teacher in Oslo.\n"
    found = extract(read_document(text.encode(), "page.md")).statements
    assert not [s for s in found if s.predicate == "ag:mentions"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("In Norway, Ulla Roe et Tim Poe ont fait connaître la mer.", ["ulla-roe", "tim-poe"]),
        ("Our partner in Utrecht, Joris Poe, runs a workshop on it.", ["joris-poe"]),
        ("Tove Brant spoke of pairs that wait.", ["tove-brant"]),
        ("„Bitte nicht“, sagt die Erzieherin Szu Lin.", ["szu-lin"]),
        ("Guest next month: Szu Lin, on rain in couples.", ["szu-lin"]),
        ("Two Quays runs a workshop on it.", []),
        ("The Highest Court held that it is so.", []),
        ("Guest room: Sea View, with a balcony.", []),
        ("Prof. Haugen drew it as an eight.", []),
    ],
)
def test_who_teaches_or_holds_something_is_a_person(sentence: str, names: list[str]) -> None:
    """A practice or a court is none, and a surname that no list knows may be anybody’s."""
    assert people(sentence) == names
