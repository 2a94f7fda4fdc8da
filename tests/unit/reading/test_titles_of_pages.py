"""What a page is called, who wrote it and where it stands."""

from __future__ import annotations

import pytest

from attachgraph.model import Document
from attachgraph.reading.documents import read_document


def read(text: str, name: str = "page.txt") -> Document:
    """Read a text."""
    return read_document(text.encode(), name)


def title(text: str, name: str = "page.txt") -> str:
    """Return the title of a text."""
    entry = read(text, name).entry
    return entry.title.text if entry is not None else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Slow Tide 0123456789abcdef0123456789abcdef\n\nIt is old.\n", "page.md"),
        ("Slow Tide - Wikipedia\n\nIt is a pattern of old.\n", "page.txt"),
        ("<p class='title'>Slow Tide</p><p>It is.</p><h1>History of it</h1><p>Old.", "page.html"),
        ("Abstract\n\nSlow Tide\n\nIt is a pattern.\n", "page.txt"),
        ("<h1>On this page</h1><h1>Slow Tide</h1><p>It is a pattern.", "page.html"),
        ("Top of page\n\nSlow Tide\n\nIt is a pattern.\n", "page.txt"),
    ],
)
def test_furniture_is_no_title_and_no_part_of_one(text: str, name: str) -> None:
    """What programs, papers and sites put at the top names nothing."""
    assert title(text, name) == "Slow Tide"


def test_a_doubtful_title_is_reported() -> None:
    """A title that the first sentence gave, or that names nothing, is taken with a warning."""
    lead = "Codependency is a pattern in which one rescues.\n\nHistory\n\nIt is old.\n"
    assert title(lead) == "Codependency"
    assert [d.name for d in read(lead).diagnostics] == ["doubtful-title"]
    untitled = read("---\ntitle: Untitled\n---\n\nIt is old.\n", "page.md")
    assert "doubtful-title" in [d.name for d in untitled.diagnostics]
    assert read("Slow Tide\n\nIt is a pattern.\n").diagnostics == ()


def test_author_and_address_are_those_that_the_page_gives() -> None:
    """From the head of a page, the front matter, or the line above the text."""
    head = "<meta name=author content='Jane Doe'><link rel=canonical href='https://example.org/a'>"
    text = read(f"<head>{head}</head><h1>Slow Tide</h1><p>It is.", "page.html").text
    assert (text.author, text.address) == ("Jane Doe", "https://example.org/a")
    front = "---\ntitle: Slow Tide\nauthor: Jane Doe\nurl: see below\n---\n\nIt is.\n"
    text = read(front, "page.md").text
    assert (text.author, text.address) == ("Jane Doe", "")
    assert read("Slow Tide\n\nBy Jane Doe\n\nIt is a pattern.\n").text.author == "Jane Doe"


@pytest.mark.parametrize(
    ("line", "styles"),
    [
        ("What happens when an anxious woman falls for an avoidant man", ("anxious", "avoidant")),
        ("How a secure husband and a fearful wife make it work", ("secure", "fearful")),
        ("What anxious people and their avoidant mothers have in common", ()),
        ("Talk on the anxious-avoidant couple, Monday at nine in room four", ()),
        ("When an anxious woman falls for an avoidant man, she waits.", ()),
    ],
)
def test_the_line_below_a_title_that_names_nobody_may_name_the_couple(
    line: str, styles: tuple[str, ...]
) -> None:
    """It says what the page is about, where it is neither a sentence nor a notice."""
    entry = read(f"# Two Stones\n\n{line}\n\nThey wait for each other.\n", "page.md").entry
    assert entry is not None
    assert entry.styles == styles


def test_the_title_of_a_lecture_stands_below_the_line_on_its_course() -> None:
    """The line above it is in columns and is no part of it, though nothing ends it."""
    text = "CRS 12   TIDES   Spring\nLecture 3:  The anxious-secure couple\n\nThey wait.\n"
    assert title(text) == "Lecture 3:  The anxious-secure couple"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tide Words\n\nSecure attachment\n\nSecure attachment is a style.\n", "Secure attachment"),
        ("Inicio > Amor > A\n\nApego seguro\n\nEl apego seguro es un estilo.\n", "Apego seguro"),
        (
            "Tide Words\nAuthor: Ann Doe\n\nAnxious or Avoidant? Compared\n\nBoth are styles.\n",
            "Anxious or Avoidant? Compared",
        ),
        ("Tide Words\n\nSecure attachment\n\nWe had a dog of three years.\n", "Tide Words"),
    ],
)
def test_a_style_that_is_defined_is_the_title_below_the_name_of_a_site(
    text: str, name: str
) -> None:
    """Unless several are; where a page lies on a site, and who wrote it, is no title."""
    assert title(text) == name
    if name == "Secure attachment":
        other = text.removeprefix("Tide Words\n").replace("Secure", "Anxious")
        assert title(text + other) == "Tide Words"
