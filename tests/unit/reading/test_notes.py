"""Notes as reference managers and note-taking programs export them."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Node
from attachgraph.reading.documents import read_document

_QUOTE = "“Avoidant partners withdraw when anxious or secure partners ask.”"
#: Annotations of Zotero, as Markdown and as the HTML of a note.
_EXPORTS = {
    "zotero.md": (
        "# Annotations\n(11/30/2026, 9:00:00 AM)\n\n"
        f"{_QUOTE} ([Girme et al., 2015, p. 3](zotero://select/library/items/A)) "
        "([pdf](zotero://open-pdf/library/items/B?page=1))\n\n"
        "Couples who repair stay longer. ([Collins and Read, 1990](zotero://select/library/items/C))\n"
    ),
    "zotero.html": (
        "<h1>Annotations<br>(11/30/2026, 9:00:00 AM)</h1>"
        f"<p><span>{_QUOTE}</span> <span>(<span>Girme et al., 2015, p. 3</span>)</span></p>"
        "<p>Couples who repair stay longer. (Collins and Read, 1990)</p>"
    ),
}
_OBSIDIAN = """---
title: Anxious-Secure Relationship
tags: [attachment, reading/2026]
cssclass: wide
created: 2026-11-20
---

It has a note.[^1]

[^1]: It is the first paragraph of the note.

    Here avoidant partners leave (Collins & Read, 1990).
"""


def read(text: str, name: str) -> Extraction:
    """Read and extract a note."""
    return extract(read_document(text.encode(), name))


def said(note: Extraction, predicate: str) -> list[str]:
    """Return what the statements with a predicate say."""
    objects = (s.object for s in note.statements if s.predicate == predicate)
    return [one.key if isinstance(one, Node) else one for one in objects]


@pytest.mark.parametrize("name", _EXPORTS)
def test_what_is_quoted_and_its_source_are_one_sentence(name: str) -> None:
    """A citation after the closing mark or full stop is not a claim, nor is a date or title."""
    note = read(_EXPORTS[name], name)
    assert said(note, "ag:claims") == [
        f"{_QUOTE} (Girme et al., 2015, p. 3)",
        "Couples who repair stay longer. (Collins and Read, 1990)",
    ]
    assert said(note, "ag:citesSource") == ["girme-2015", "collins-read-1990"]
    assert said(note, "dcterms:title") != ["Annotations"]
    cited = [[c.key for c in s.citations] for s in note.statements if s.predicate == "ag:claims"]
    assert cited == [["girme-2015"], ["collins-read-1990"]]


def test_what_a_program_keeps_for_itself_is_no_row_and_a_note_may_have_paragraphs() -> None:
    """Tags and dates of front matter say nothing; the second paragraph of a footnote is read."""
    note = read(_OBSIDIAN, "obsidian.md")
    assert said(note, "ag:hasAttribute") == []
    assert not note.diagnostics
    assert said(note, "ag:claims")[-1] == "Here avoidant partners leave (Collins & Read, 1990)."
    assert said(note, "ag:citesSource") == ["collins-read-1990"]


def test_the_linked_number_of_a_note_is_no_part_of_a_word() -> None:
    """In HTML it is raised, and the sentence ends before it."""
    link = '<sup><a href="#fn1">1</a></sup>'
    page = (
        f"<h1>Anxious-Secure Relationship</h1><p>They talk again.{link} They calm down later.</p>"
    )
    claims = said(read(page, "page.html"), "ag:claims")
    assert claims == ["They talk again.¹", "They calm down later."]
