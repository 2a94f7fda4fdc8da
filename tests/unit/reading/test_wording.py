"""Lines that were broken, and words that were parted, are whole again."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import extract
from attachgraph.model import one_line
from attachgraph.reading.documents import read_document


def claims(body: str) -> list[str]:
    """Return the claims of a page with this body."""
    page = f"Anxious-Secure Relationship\n\n{body}\n"
    found = extract(read_document(page.encode(), "page.txt")).statements
    objects = (s.object for s in found if s.predicate == "ag:claims")
    return [words for words in objects if isinstance(words, str)]


def test_short_lines_of_a_paragraph_are_one_sentence() -> None:
    """However narrow the column was, no word at the head of a line is lost."""
    assert claims("One waits at the\nquay until the other\ncomes home. They\ntalk then.") == [
        "One waits at the quay until the other comes home.",
        "They talk then.",
    ]
    assert claims("One of them reads the work of\nBowlby every night.") == [
        "One of them reads the work of Bowlby every night."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he re-\nturns late", "he returns late"),
        ("a well-\nknown quay", "a well-known quay"),
        ("a partner-\nfocused plan", "a partner-focused plan"),
        ("Anglo-\nSaxon quays", "Anglo-Saxon quays"),
        ("a so-\ncalled quay", "a so-called quay"),
        ("a mother-in-\nlaw", "a mother-in-law"),
        ("a rela\u00ad\ntionship", "a relationship"),
        ("a co\u00adzy quay\u200b", "a cozy quay"),
    ],
)
def test_a_word_parted_at_a_line_end_is_joined(text: str, words: str) -> None:
    """A compound keeps its hyphen, and characters that nobody sees part nothing."""
    assert one_line(text) == words
