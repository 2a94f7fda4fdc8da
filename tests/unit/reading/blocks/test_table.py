"""The table of block rules: each line goes to one rule, and each rule is there for some line."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Node
from attachgraph.reading.blocks.table import INFOBOX, OUTSIDE
from attachgraph.reading.documents import read_document

_PAGES = Path(__file__).parents[3] / "fixtures" / "pages"
_FILES = sorted(path.with_suffix("") for path in _PAGES.glob("*.yaml"))
#: Pages for the rules that no fixture needs.
_RARE = {
    "code.md": "# Secure Base\n\nIt is a place.\n\n```\ncode\n```\n\nIt stays.\n",
    "infobox.txt": (
        "Secure Base\n\nCategory: Bonds\n"
        + "word " * 12
        + "\nIt is a place that they share.\nSources: Doe (2001)\n"
    ),
    "label.txt": "Secure Base\n\nCategory: Bonds\nMoon Phase\nwaning\nSources: Doe (2001)\n",
    "bullet.txt": "Secure Base\n\nCategory: Bonds\n• waning\nSources: Doe (2001)\n",
    "figure.txt": "Secure Base\n\nCategory: Bonds\nFigure 1. A quay.\nSources: Doe (2001)\n",
    "row.txt": "Secure Base\n\nIt is.\n\nHistory\n\nIt is old.\n\nSources: Doe (2001)\n",
}


def read(text: str, name: str = "page.txt") -> Extraction:
    """Read and extract a text."""
    return extract(read_document(text.encode(), name))


def rules_of(text: str, name: str = "page.txt") -> list[tuple[str, str]]:
    """Return what was taken with the rule that took it."""
    document = read_document(text.encode(), name)
    content = document.text.content
    return [(step.rule, content[step.start : step.end]) for step in document.steps]


def test_each_rule_has_a_name_of_its_own() -> None:
    """The trace tells rules apart by their names."""
    names = [rule.name for rule in (*INFOBOX, *OUTSIDE)]
    assert len(set(names)) == len(names)


def test_each_rule_takes_a_line_of_some_page() -> None:
    """A rule that no page needs is not in the table."""
    documents = [read_document(path.read_bytes(), path.name) for path in _FILES]
    documents += [read_document(text.encode(), name) for name, text in _RARE.items()]
    used = {step.rule for document in documents for step in document.steps}
    # The rest of a value is added to the row above it, and takes no block of its own.
    assert {rule.name for rule in (*INFOBOX, *OUTSIDE)} - used == {"infobox-value-goes-on"}


def test_what_rules_take_lies_in_order_and_apart() -> None:
    """No character is taken twice."""
    for path in _FILES:
        steps = read_document(path.read_bytes(), path.name).steps
        assert all(one.end <= other.start for one, other in itertools.pairwise(steps)), path


def test_a_known_heading_above_a_paragraph_is_no_row() -> None:
    """A label alone above a blank line and a sentence heads a section, whose words are read."""
    title = "Anxious-Secure Relationship"
    page = f"{title}\n\nShort lead.\n\nTreatment\n\nEmotionally Focused Therapy helps.\n"
    assert ("heading", "Treatment") in rules_of(page)
    mentions = {
        statement.object.key
        for statement in read(page).statements
        if statement.predicate == "ag:mentions" and isinstance(statement.object, Node)
    }
    assert "emotionally-focused-therapy" in mentions


def test_several_known_headings_above_paragraphs_are_no_infobox() -> None:
    """Sections whose names are labels too stay sections where sentences stand apart below them."""
    sections = "Prevalence\n\nMost people have one.\n\nStrengths\n\nIt calms them.\n"
    page = f"Secure Base\n\nShort lead.\n\n{sections}"
    headings = [words for rule, words in rules_of(page) if rule == "heading"]
    assert headings == ["Prevalence", "Strengths"]


def test_sentences_below_a_label_are_no_list_of_traits() -> None:
    """Two sentences under "Fearful partner traits" are a section and no single trait."""
    traits = "Fearful partner traits\nThey wait long. They are not cold.\n"
    page = read(f"Fearful-Secure Relationship\n\nLead here.\n\n{traits}")
    assert not [s for s in page.statements if s.predicate == "ag:hasTrait"]


def test_a_list_of_names_at_the_end_of_a_page_is_not_cut_off() -> None:
    """Names need no full stop."""
    names = "Other Names\n\nlamp pairing, quay couple\n"
    page = read(f"Anxious-Secure Relationship\n\nLead here.\n\n{names}")
    found = [s.subject.label for s in page.statements if s.predicate == "ag:aliasOf"]
    assert found == ["lamp pairing", "quay couple"]
    assert not page.account.unparsed


@pytest.mark.parametrize("head", ["Contents", "On this page", "In This Article"])
def test_repeated_heads_of_contents_cost_no_more_than_their_lines(head: str) -> None:
    """Twenty thousand tables of contents are read in seconds, not in hours."""
    page = "Secure Base\n\nIt is a place.\n\n" + f"{head}\n\n" * 20_000
    assert len(rules_of(page)) > 20_000
