"""Citations, titles and names as entries write them find the one thing they mean, or nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachgraph.extraction.authority import Authority, authority_of, load_authority
from attachgraph.extraction.citations import parse_reference, source_key
from attachgraph.extraction.identifiers import normalise_doi
from attachgraph.extraction.source_lists import split_sources

CANDEL = "candel-turliuc-2019"
PORGES = (
    "Porges, S. W. (2007). The polyvagal perspective. Biological Psychology, 74(2), 116-143. "
    "https://doi.org/10.1016/j.biopsycho.2006.06.009"
)
SIMPSON_RHOLES_PHILLIPS = (
    "Simpson, J. A., Rholes, W. S., & Phillips, D. (1996). Conflict in close relationships: An "
    "attachment perspective. Journal of Personality and Social Psychology, 71, 899-914."
)
MIKULINCER_SHAVER = ("mikulincer-shaver-2007", "mikulincer-shaver-2016", "mikulincer-shaver-2020")


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Return the shipped lists."""
    return load_authority()


@pytest.mark.parametrize(
    ("citation", "key"),
    [
        ("Levine & Heller", "levine-heller-2010"),
        ("levine and heller", "levine-heller-2010"),
        ("Amir Levine and Rachel Heller", "levine-heller-2010"),
        ("Tatkin", "tatkin-2012"),
        ("Hazan and Shaver, 1987", "hazan-shaver-1987"),
        ("Main & Solomon (1990)", "main-solomon-1990"),
        ("Bartholomew & Horowitz 1991", "bartholomew-horowitz-1991"),
        ("Simpson, Rholes, & Phillips (1996)", "simpson-rholes-phillips-1996"),
        ("Simpson, Rholes & Phillips (1996)", "simpson-rholes-phillips-1996"),
        ("Simpson, Rholes, et al. (1996)", "simpson-rholes-phillips-1996"),
        ("Beck et al. (2013)", "beck-2013"),
        ("Conradi et al. (2021)", "conradi-2021"),
        ("Del Giudice (2011)", "del-giudice-2011"),
        ("Gonzalez-Ortega et al. (2020)", "gonzalez-ortega-2020"),
        ("S. M. Johnson (2004)", "johnson-2004"),
        ("Simpson & Rholes (1998)", "simpson-rholes-1998"),
        ("Attached: The New Science of Adult Attachment", "levine-heller-2010"),
        ("Attached by Levine and Heller", "levine-heller-2010"),
        ("Attached (2010)", "levine-heller-2010"),
        ("Wired for Love", "tatkin-2012"),
        ("The polyvagal perspective (2007)", "porges-2007"),
        ("10.1037/0022-3514.52.3.511", "hazan-shaver-1987"),
        ("doi:10.1037//0022-3514.52.3.511", "hazan-shaver-1987"),
        ("https://doi.org/10.1023/a:1024515519160", "mikulincer-shaver-pereg-2003"),
        (PORGES, "porges-2007"),
        (SIMPSON_RHOLES_PHILLIPS, "simpson-rholes-phillips-1996"),
    ],
)
def test_a_citation_that_fits_one_source_is_resolved(
    authority: Authority, citation: str, key: str
) -> None:
    """Names, year, title and DOI lead to the source, in whatever form they are written."""
    match = authority.resolve_source(citation)
    assert (match.kind, match.key, match.candidates) == ("resolved", key, ())


@pytest.mark.parametrize(
    ("citation", "key", "candidates"),
    [
        ("Mikulincer & Shaver", "mikulincer-shaver", MIKULINCER_SHAVER),
        ("Hazan & Shaver", "hazan-shaver", ("hazan-shaver-1987", "hazan-shaver-1994")),
        (
            "Simpson et al.",
            "simpson-et-al",
            (
                "simpson-2007",
                "simpson-ickes-grich-1999",
                "simpson-rholes-nelligan-1992",
                "simpson-rholes-phillips-1996",
            ),
        ),
        ("Johnson (EFT)", "johnson-eft", ("johnson-2004", "johnson-2008")),
        ("Bowlby", "bowlby", ("bowlby-1969", "bowlby-1973", "bowlby-1988")),
        (
            "Attachment in Adulthood",
            "attachment-in-adulthood",
            ("fraley-2019", "mikulincer-shaver-2007", "mikulincer-shaver-2016"),
        ),
    ],
)
def test_a_citation_that_fits_several_sources_keeps_them_all(
    authority: Authority, citation: str, key: str, candidates: tuple[str, ...]
) -> None:
    """Without a year none of several candidates is chosen."""
    match = authority.resolve_source(citation)
    assert (match.kind, match.key, match.candidates) == ("unresolved", key, candidates)


@pytest.mark.parametrize(
    "citation",
    [
        "Hazan & Shaver (1992)",
        "Mikulincer & Shaver (2005)",
        "Simpson et al. (2012)",
        "Simpson, Rholes (1996)",
        "Rholes & Simpson (2012)",
        "Rachel Levine & Heller",
        "Levine",
        "Main & Solomon, 1986",
        "10.1037/0000000-000",
        "Smith & Jones (2001)",
        "x",
        "",
    ],
)
def test_a_citation_that_fits_no_source_has_no_candidate(
    authority: Authority, citation: str
) -> None:
    """Another year, a missing author, another order or given name is another publication."""
    match = authority.resolve_source(citation)
    assert (match.kind, match.candidates) == ("unresolved", ())
    assert match.key not in authority.sources


@pytest.mark.parametrize(
    ("citation", "candidate"),
    [
        ("Mohr & Fassinger (2013)", "mohr-2013"),
        ("Attached (2015)", "levine-heller-2010"),
        ("Candel & Turliuc (2023). Insecure attachment and relationship satisfaction.", CANDEL),
    ],
)
def test_what_was_not_seen_or_differs_keeps_a_source_a_candidate(
    authority: Authority, citation: str, candidate: str
) -> None:
    """A source agrees in one part, while another part is unknown or another one."""
    match = authority.resolve_source(citation)
    assert (match.kind, match.candidates) == ("unresolved", (candidate,))


def test_two_publications_of_one_year_are_not_told_apart(authority: Authority) -> None:
    """An article and the reply of the same authors have the same names and the same year."""
    match = authority.resolve_source("Butler & Randall (2013)")
    assert match.candidates == ("butler-randall-2013", "butler-randall-2013-reply")
    assert match.key == "butler-randall-2013-as-cited"


@pytest.mark.parametrize(
    ("citation", "key"),
    [
        ("EFT clinical literature", "eft-clinical-literature"),
        ("attachment research", "attachment-research"),
        ("Polyvagal theory", "polyvagal-theory"),
        (
            "Journal of Personality and Social Psychology",
            "journal-of-personality-social-psychology",
        ),
        ("Journal of Unlisted Matters", "journal-of-unlisted-matters"),
    ],
)
def test_a_body_of_literature_is_no_publication(
    authority: Authority, citation: str, key: str
) -> None:
    """A field of writing or a journal is kept as such and has no authors."""
    match = authority.resolve_source(citation)
    assert (match.kind, match.key, match.surnames) == ("literature", key, ())


def test_a_journal_has_one_name_however_it_is_spelt(authority: Authority) -> None:
    """The two spellings of "and" lead to one journal, under its listed title."""
    one, other = (
        authority.resolve_source(title)
        for title in ("Attachment & Human Development", "Attachment and Human Development")
    )
    assert one == other
    assert one.text == "Attachment and Human Development"


def test_a_match_tells_what_the_citation_says(authority: Authority) -> None:
    """Names, year, the cut and the remark in brackets come out with the verdict."""
    match = authority.resolve_source("Johnson (EFT)")
    assert (match.surnames, match.note, match.year, match.et_al) == (
        ("johnson",),
        "EFT",
        None,
        False,
    )
    dated = authority.resolve_source("Johnson et al. (EFT, 2004)")
    assert (dated.note, dated.year, dated.et_al) == ("EFT", 2004, True)


@pytest.mark.parametrize(
    ("line", "items"),
    [
        (
            "Mikulincer & Shaver, Levine & Heller, Tatkin, EFT clinical literature",
            ["Mikulincer & Shaver", "Levine & Heller", "Tatkin", "EFT clinical literature"],
        ),
        (
            "Simpson & Rholes (2012); Hazan & Shaver (1994); Mikulincer & Shaver (2005)",
            ["Simpson & Rholes (2012)", "Hazan & Shaver (1994)", "Mikulincer & Shaver (2005)"],
        ),
        (
            "Journal of Personality and Social Psychology; Attached: The New Science",
            ["Journal of Personality and Social Psychology", "Attached: The New Science"],
        ),
        (
            "Simpson, Rholes & Phillips (1996), Hazan & Shaver (1987), Tatkin",
            ["Simpson, Rholes & Phillips (1996)", "Hazan & Shaver (1987)", "Tatkin"],
        ),
        (
            "Smith, Jones & Brown (2001), Tatkin, Simpson et al.",
            ["Smith, Jones & Brown (2001)", "Tatkin", "Simpson et al."],
        ),
        (
            "Tatkin, Johnson (EFT), Main & Solomon (1990)",
            ["Tatkin", "Johnson (EFT)", "Main & Solomon (1990)"],
        ),
        ("Hazan and Shaver, 1994, Tatkin", ["Hazan and Shaver, 1994", "Tatkin"]),
        ("Levine & Heller, and Tatkin", ["Levine & Heller", "Tatkin"]),
        ("Johnson (EFT, 2004), Tatkin", ["Johnson (EFT, 2004)", "Tatkin"]),
        (
            "Hazan & Shaver (1987) and Bowlby (1988)",
            ["Hazan & Shaver (1987)", "Bowlby (1988)"],
        ),
        (
            "Attachment in Adulthood: Structure, Dynamics, and Change, Tatkin",
            ["Attachment in Adulthood: Structure, Dynamics, and Change", "Tatkin"],
        ),
        ("Tatkin", ["Tatkin"]),
        (" ; ,, ", []),
        ("", []),
    ],
)
def test_a_list_of_sources_is_cut_into_its_items(
    authority: Authority, line: str, items: list[str]
) -> None:
    """Semicolons, years and commas end an item; a list of authors is one item."""
    assert [line[start:end] for start, end in authority.split_sources(line)] == items


def test_a_bracket_that_nobody_closes_does_not_swallow_the_list(authority: Authority) -> None:
    """The items behind an open bracket are still found."""
    line = "Tatkin (2012, Levine & Heller"
    assert [line[slice(*span)] for span in authority.split_sources(line)][-1] == "Levine & Heller"


@given(st.text(max_size=200))
def test_items_are_ordered_slices_of_any_text(text: str) -> None:
    """Whatever the text, items follow each other, are not empty and hold no outer space."""
    spans = load_authority().split_sources(text)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end].strip()
        last = end


@given(st.text(max_size=200))
def test_any_text_gets_a_verdict(text: str) -> None:
    """No citation crashes the comparison, and none that is not resolved takes a listed key."""
    authority = load_authority()
    match = authority.resolve_source(text)
    assert match.key
    assert (match.key in authority.sources) == (match.kind == "resolved")
    assert set(match.candidates) <= set(authority.sources)


@pytest.mark.parametrize(
    "hostile",
    [
        "Simpson, " * 2000,
        "(" * 20000,
        " " * 20000 + ",",
        "(1990" * 4000,
        "a & " * 4000,
        "," * 20000,
    ],
)
def test_a_hostile_list_takes_no_longer_than_its_length_allows(
    authority: Authority, hostile: str
) -> None:
    """Thousands of commas, brackets or blanks are read in a moment."""
    started = time.process_time()
    authority.split_sources(hostile)
    authority.resolve_source(hostile)
    assert time.process_time() - started < 5


def test_splitting_asks_before_it_joins() -> None:
    """Words between commas become one item only if they are known to be one citation."""
    line = "One, Two, Three"
    assert [line[slice(*s)] for s in split_sources(line, {"One, Two"}.__contains__)] == [
        "One, Two",
        "Three",
    ]


@pytest.mark.parametrize(
    ("title", "year", "creators", "key"),
    [
        ("Fleabag", 2016, "", "fleabag"),
        ("fleabag", None, "", "fleabag"),
        ("FLEABAG", None, "Phoebe Waller-Bridge", "fleabag"),
        ("500 days of summer", None, "", "500-days-of-summer"),
        ("Mamma Mia", 2008, "", "mamma-mia"),
        ("Wuthering Heights", 1847, "Emily Bronte", "wuthering-heights"),
        ("Jane Eyre", 1847, "", "jane-eyre"),
        ("Attached", 2010, "Levine and Heller", "attached-book"),
        ("Attached: The New Science of Adult Attachment", None, "", None),
        ("Hold Me Tight", None, "Sue Johnson", "hold-me-tight"),
        ("A Secure Base", 1988, "John Bowlby", "bowlby-1988"),
        ("Fleabag", 2017, "", None),
        ("Attached", None, "Smith", None),
        ("Attachment in Adulthood", None, "", None),
        ("Attachment in Adulthood", 2016, "Mikulincer & Shaver", "mikulincer-shaver-2016"),
        ("Fleabag Forever", None, "", None),
        ("", None, "", None),
    ],
)
def test_a_work_is_found_by_title_year_and_makers(
    authority: Authority, title: str, year: int | None, creators: str, key: str | None
) -> None:
    """Case and accents do not matter; another year or another maker is another work."""
    work = authority.resolve_work(title, year, creators)
    assert (work and work.key) == key


def test_a_book_that_is_a_source_says_which(authority: Authority) -> None:
    """A nonfiction book leads to its source, and a film leads to none."""
    book, film = authority.resolve_work("Attached"), authority.resolve_work("Before Sunset")
    assert book is not None
    assert book.same_source == "levine-heller-2010"
    assert film is not None
    assert not film.same_source


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Phillip Shaver", "phillip-r-shaver"),
        ("Phillip R. Shaver", "phillip-r-shaver"),
        ("Amir Levine", "amir-levine"),
        ("Marco Del Giudice", "marco-del-giudice"),
        ("Shaver", None),
        ("Karl Shaver", None),
        ("", None),
    ],
)
def test_a_person_is_found_by_given_name_and_surname(
    authority: Authority, name: str, key: str | None
) -> None:
    """A surname alone, or another given name, is nobody of the list."""
    assert authority.person(name) == key


def test_two_people_of_one_name_are_not_told_apart() -> None:
    """A name that two listed people share means neither."""
    record = {"type": "book", "title": "T", "custom": {}}
    ada = {"id": "a-1", "author": [{"family": "Ng", "given": "Ada B."}]}
    eve = {"id": "a-2", "author": [{"family": "Ng", "given": "Ada C."}]}
    assert authority_of([record | ada], []).person("Ada Ng") == "ada-b-ng"
    assert authority_of([record | ada, record | eve], []).person("Ada Ng") is None


@pytest.mark.parametrize(
    ("citation", "key"),
    [
        ("Mikulincer & Shaver", "mikulincer-shaver"),
        ("Mikulincer and Shaver", "mikulincer-shaver"),
        ("Simpson et al.", "simpson-et-al"),
        ("Johnson (EFT)", "johnson-eft"),
        ("Hazan & Shaver (1994)", "hazan-shaver-1994"),
        ("Hazan and Shaver, 1994", "hazan-shaver-1994"),
        ("Brontë", "bronte"),
        ("…", "unnamed"),
    ],
)
def test_spellings_of_one_citation_share_a_key(citation: str, key: str) -> None:
    """The word "and", commas, brackets and accents do not make another source."""
    assert source_key(citation) == key


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1037//0022-3514.52.3.511", "10.1037/0022-3514.52.3.511"),
        ("See https://dx.doi.org/10.1023/A:1024515519160.", "10.1023/a:1024515519160"),
        ("DOI: 10.1207/s15327957pspr0602_03)", "10.1207/s15327957pspr0602_03"),
        ("10.5, no doi", ""),
    ],
)
def test_a_doi_has_one_form(text: str, doi: str) -> None:
    """Addresses, doubled slashes, capitals and closing marks fall away."""
    assert normalise_doi(text) == doi


def test_initials_are_no_authors() -> None:
    """Initials belong to the surname before them, within a name or behind it."""
    found = parse_reference("Simpson, J. A., W. Steven Rholes, & Phillips D (1996)")
    assert [(name.words, name.initials) for name in found.names] == [
        ("simpson", "ja"),
        ("steven rholes", "w"),
        ("phillips", "d"),
    ]


def test_a_list_of_names_is_not_asked_about_in_every_length() -> None:
    """Forty names without a year are no citation: to look each beginning up took half a second."""
    asked: list[str] = []

    def is_one(words: str) -> bool:
        asked.append(words)
        return words.endswith("(2004)")

    names = ", ".join(f"Name{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(58))
    assert len(split_sources(names, is_one)) == 58
    assert len(asked) < 58 * 8
    assert len(split_sources(names.replace(", Namecf", " & Namecf (2004)"), is_one)) == 18
