"""Which works a page names: in lists below any heading, and in sentences."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import extract
from attachgraph.model import Node
from attachgraph.reading.documents import read_document

_HEAD = "# Anxious-Avoidant Relationship\n\nA bond between an anxious and an avoidant partner.\n\n"


def things(text: str, name: str, predicate: str = "ag:depictedIn") -> list[str]:
    """Return the keys of what a page says with a predicate."""
    found = extract(read_document(text.encode(), name)).statements
    objects = (one.object for one in found if one.predicate == predicate)
    return [one.key for one in objects if isinstance(one, Node)]


@pytest.mark.parametrize(
    ("item", "works"),
    [
        ("**Film.** Salt Road (2003), Tall Water (2010)", ["salt-road-2003", "tall-water-2010"]),
        ("**Television:** Quiet Lamp (2015–2017): They quarrel.", ["quiet-lamp-2015"]),
        ("*Salz* – Roman von Greta Holm (1988)", ["salz-1988"]),
        ("Nordlicht, Fernsehserie (2011)", ["nordlicht-2011"]),
        ("La serie *Segundo piso* (2015-2018)", ["segundo-piso-2015"]),
        ("*Salt Road* – a 2007 film by Greta Holm", ["salt-road-2007"]),
        ("**Read:** Marn (2001); Sole et al. (2004)", []),
        ("Tall Water 2010", ["tall-water-2010"]),
        ("Couples grew closer in 2010", []),
        ("🎬 **Tall Water** (2010), dir. Jan Roth", ["tall-water-2010"]),
    ],
)
def test_the_kind_of_a_work_is_no_part_of_its_title(item: str, works: list[str]) -> None:
    """It stands before the title, in bold or not, or behind it with the maker."""
    assert things(f"{_HEAD}## In the media\n\n- {item}\n", "page.md") == works


@pytest.mark.parametrize("heading", ["Where you may have seen it", "Seen it before?"])
def test_a_list_of_works_stands_below_any_heading_and_may_have_an_odd_item(heading: str) -> None:
    """What names no work is left out, and the rest is kept."""
    items = "- Salt Road (2003)\n- Tall Water (2010)\n- A great many songs\n- The Weir (1987)\n"
    works = ["salt-road-2003", "tall-water-2010", "the-weir-1987"]
    assert things(f"{_HEAD}## {heading}\n\n{items}", "page.md") == works
    plain = _HEAD.removeprefix("# ") + f"{heading}\n\n{items}\nHistory\n\nIt is old.\n"
    assert things(plain.replace("- ", "• "), "page.txt") == works


def test_books_beside_films_or_called_novels_are_works() -> None:
    """Other books are sources."""
    novels = "## Books\n\n- *The Weir*, Ada Holm (1987): a novel of a marriage.\n"
    studies = "## Books\n\n- Holm, A. (2010). *Tides of trust.* Nordpress.\n"
    for text in (_HEAD + novels, f"{_HEAD}## Films\n\n- *Quay* (2003)\n\n{novels}"):
        assert things(text, "page.md")[-1] == "the-weir-1987"
        assert things(text, "page.md", "ag:citesSource") == []
    assert things(_HEAD + studies, "page.md") == []
    assert len(things(_HEAD + studies, "page.md", "ag:citesSource")) == 1


def test_a_work_is_told_by_its_kind_where_the_wiki_has_it_in_italics() -> None:
    """Italics are no part of the text, and the second word of a title may be small."""
    text = (
        "'''Relación ansioso-evitativa''' une a una persona ansiosa y una evitativa.\n\n"
        "== En la cultura ==\nEn ''Sal'', novela de Ana Ruiz, la pareja se separa. "
        "En ''Agua alta'' (2004), película de Luis Mora, vuelve.\n"
    )
    assert things(text, "page.wiki") == ["sal", "agua-alta-2004"]


def test_who_showed_a_work_is_no_source() -> None:
    """In a bracket after a title one name and a year are no author, unless a list has them."""
    text = f"{_HEAD}## Reach\n\nSalt Road (BBC, 2015) was liked. Partners withdraw (Marn, 2014).\n"
    assert things(text, "page.md", "ag:citesSource") == ["marn-2014"]


@pytest.mark.parametrize(
    ("item", "works"),
    [
        ("Salt Road (2003) shows an extreme form.", ["salt-road-2003"]),
        ("Quiet Lamp, television series", ["quiet-lamp"]),
        ("Ada and Jon in Tall Water (2010), after Marn (2014)", ["tall-water-2010"]),
        ("Ada and Jon (*Tall Water*, 2010)", ["tall-water-2010"]),
        ("Tall Water – 2010", ["tall-water-2010"]),
        ("*Tall Water* (2010), based on *Salt Road* (2003), a novel", ["tall-water-2010"]),
    ],
)
def test_a_title_without_a_mark_is_told_by_its_place(item: str, works: list[str]) -> None:
    """It stands at the head of an item, or behind the two whom the work shows."""
    assert things(f"{_HEAD}## In fiction\n\n- {item}\n", "page.md") == works


def test_a_table_of_titles_and_years_names_works() -> None:
    """It may have two columns or more."""
    for head, more in (("", ""), (" Why |", " They wait. |")):
        rows = f"| Salt Road | 2003 |{more}\n| Tall Water | 2010 |{more}\n"
        rule = "|---" * (2 + bool(more)) + "|\n"
        text = f"{_HEAD}## Films\n\n| Title | Year |{head}\n{rule}{rows}"
        assert things(text, "page.md") == ["salt-road-2003", "tall-water-2010"]


def test_a_table_below_a_title_on_couples_on_screen_names_works() -> None:
    """It needs no heading of its own."""
    rows = "| *Salt Road* | 2003 | Ada and Jon |\n| *Tall Water* | 2010 | Ida and Ben |\n"
    head = "# Screen couples by style\n\nWe use them.\n\n| Work | Year | Who |\n|---|---|---|\n"
    text = head + rows
    assert things(text, "page.md") == ["salt-road-2003", "tall-water-2010"]


def test_a_list_of_couples_in_films_names_works() -> None:
    """The title of the page says what its items are."""
    items = "Anxious and avoidant\n- Ada and Jon in Tall Water (2010), after Marn (2014)\n"
    head = "List of couples in film by style\n\nIt gathers examples.\n\n"
    text = f"{head}{items}\nSources\nMarn, B. (2014). Low country.\n"
    assert things(text, "page.txt") == ["tall-water-2010"]
    assert len(things(text, "page.txt", "ag:citesSource")) == 1


def test_records_below_the_depictions_are_sources() -> None:
    """The heading "Literatur" may mean novels or what was read: what is below it decides."""
    record = "Marn, B. & Reis, C. (1999). Niedriges Land. Zeitschrift, 3, 11–19."
    text = (
        "Ängstlich-vermeidende Paarbeziehung\n\nSie verbindet zwei Menschen.\n\n"
        "Darstellung in Film und Literatur\n\nTiefes Wasser (1973), Serie und Film\n\n"
        f"Literatur\n\n{record}\n"
    )
    assert things(text, "page.txt") == ["tiefes-wasser-1973"]
    assert len(things(text, "page.txt", "ag:citesSource")) == 1


def test_a_citation_may_be_broken_at_the_end_of_a_line() -> None:
    """Its authors are all there; the word before the first of them is none."""
    text = "Partners withdraw (Marn, Reis,\n& Sole, 2005). Read Holm and Faris (1987).\n"
    assert things(f"{_HEAD}## History\n\n{text}", "page.md", "ag:citesSource") == [
        "marn-reis-sole-2005",
        "holm-faris-1987",
    ]


@pytest.mark.parametrize(
    ("sentence", "works"),
    [
        ("The series Quiet Lamp ran for years.", ["quiet-lamp"]),
        ("In Greta Holm’s The Weir (1987), she waits.", ["the-weir-1987"]),
        ("Viewers found the pair in *Harbor* and *Pier* as well.", ["harbor", "pier"]),
        ("The novel Greta Holm wrote is about two sisters.", []),
        ("Ada Merrow (1851) is often named.", ["ada-merrow-1851"]),
        ("Ada of the Weir (1911) is often named.", ["ada-of-the-weir-1911"]),
        ("Ada Merrow (2011) is often named.", []),
        ("*Tall Water* (2010), based on *Salt Road* (2003), shows it.", ["tall-water-2010"]),
    ],
)
def test_a_sentence_of_a_section_on_works_names_them(sentence: str, works: list[str]) -> None:
    """A kind, an owner or a mark stands beside the title; a person is no work."""
    assert things(f"{_HEAD}## In film and fiction\n\n{sentence}\n", "page.md") == works


@pytest.mark.parametrize(
    ("item", "work"),
    [
        (
            "''[[Le Grand Voyage d'Odile Marchand]]'' (2001)",
            "le-grand-voyage-d-odile-marchand-2001",
        ),
        ("Le Miroir de Paul Morin (1890)", "le-miroir-de-paul-morin-1890"),
        ("*Sel* d’Ana Ruiz (1985)", "sel-1985"),
        ("Sel, film d’Ana Ruiz (1985)", "sel-1985"),
    ],
)
def test_a_name_behind_de_is_in_the_title_unless_something_parts_them(item: str, work: str) -> None:
    """A kind of work, a comma or the end of the italics stands before a maker."""
    assert things(f"{_HEAD}## Films\n\n- {item}\n", "page.md") == [work]


@pytest.mark.parametrize(
    "said",
    [
        "The pairing is not shown in *Salt Road* (2003).",
        "It is hardly seen in *Salt Road* (2003).",
        "- Not in *Salt Road* (2003)",
        "- *Salt Road* (2003): two secure neighbours",
        "*Salt Road* (2003) shows a secure couple.",
        "*Salt Road* (2003) is a counterexample.",
        "Holm, in *Salt Road* (2003), writes that nobody saw it coming.",
        "Ada Holm studied the couple in *Salt Road* (2003).",
        "- Holm, A. (2014). *Salt road*. Nordpress.",
        "- Trailer (2009)",
        "- Retrieved – 2019",
        "- Warning: spoilers",
        "*Salt Road* (2003) and *Tall Water* (2010) do not show it.",
        "- ~~*Salt Road* (2003)~~",
        "Which film shows it?\n\na) *Salt Road* (2003)\nb) *Tall Water* (2010)",
        "- [ ] *Salt Road* (2003)",
        "Which of these shows it?\n\n1. *Salt Road* (2003)\n2. *Tall Water* (2010)",
        "Welcher Film zeigt es?\n\n1. *Salt Road* (2003)\n2. *Tall Water* (2010)",
        "*Salt Road* (2003) zeigt dieses Paar nicht.",
        "On ne le voit guère dans *Salt Road* (2003).",
        "La pareja no aparece en *Salt Road* (2003).",
    ],
)
def test_a_work_that_does_not_show_the_couple_is_none(said: str) -> None:
    """It is denied, of another pairing, an option of a quiz or struck out."""
    assert things(f"{_HEAD}## In film and fiction\n\n{said}\n", "page.md") == []


@pytest.mark.parametrize(
    "said",
    [
        "- *Salt Road* (2003): a marriage without words, where she does not ask",
        "- *Salt Road* (2003): a woman who does not want a relationship",
        "Not only critics see the couple in *Salt Road* (2003).",
        "No film shows it better than *Salt Road* (2003).",
        "*Salt Road* (2003) shows how silence does no good.",
        "- *Salt Road* (2003): an anxious and an avoidant man beside a secure one",
        "- *Salt Road* (2003): Er meldet sich nicht, sie wartet.",
    ],
)
def test_what_somebody_in_a_work_does_not_do_denies_nothing(said: str) -> None:
    """Nor does "not only", or a style beside those of the couple."""
    assert things(f"{_HEAD}## In film and fiction\n\n{said}\n", "page.md") == ["salt-road-2003"]


@pytest.mark.parametrize(
    "heading",
    [
        "Movies to watch together",
        "Films for a date night",
        "Films by the author",
        "Films without this couple",
        "Watch list",
        "Films by Ada Holm",
        "Filme zum gemeinsamen Ansehen",
        "Films à voir ensemble",
        "Películas para ver juntos",
    ],
)
def test_works_to_be_watched_or_by_their_maker_are_no_depictions(heading: str) -> None:
    """The heading does not say that they show the couple."""
    items = "- *Salt Road* (2003)\n- *Tall Water* (2010)\n"
    assert things(f"{_HEAD}## {heading}\n\n{items}", "page.md") == []


def test_a_list_of_works_is_judged_without_the_links_below_it() -> None:
    """A site puts them under a smaller heading, and nothing of them is a work."""
    items = "- *Salt Road* (2003) – they wait\n- *Tall Water* (2010) – they go\n"
    links = "### More from Tides\n\n- Why we talk to plants\n- The quay: a defence\n- Sleep\n"
    page = f"{_HEAD}## Seen on screen: three pairs\n\n{items}\n{links}"
    assert things(page, "page.md") == ["salt-road-2003", "tall-water-2010"]


@pytest.mark.parametrize(
    ("said", "works"),
    [
        ("Not to be listed here, for it is about a father.", []),
        ("Nicht hier einzuordnen, denn es geht um Vater und Sohn.", []),
        ("Ne pas classer ici : un père et son fils.", []),
        ("No one has time to call.", ["salt-road-2003"]),
    ],
)
def test_a_work_that_a_page_sets_aside_shows_no_couple(said: str, works: list[str]) -> None:
    """It is named in order to say that it does not belong there."""
    assert things(f"{_HEAD}## Films\n\n- Salt Road (2003): {said}\n", "page.md") == works
