"""HTML is read as a browser shows it."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document


def claims(body: str) -> list[str]:
    """Return the claims of a page with this body."""
    page = f"<!doctype html><html><body><h1>Anxious-Secure Relationship</h1>{body}</body></html>"
    found = extract(read_document(page.encode(), "page.html")).statements
    objects = (s.object for s in found if s.predicate == "ag:claims")
    return [words for words in objects if isinstance(words, str)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>A <ruby>calm<rt>cool</rt></ruby> quay helps them.</p>", "A calm quay helps them."),
        (
            "<p>A <ruby>港<rp>(</rp><rt>minato</rt><rp>)</rp></ruby> is a quay here.</p>",
            "A 港 is a quay here.",
        ),
        ("<p>They <del>never</del> <ins>often</ins> wait there.</p>", "They often wait there."),
        ("<p>They <s>never</s> often wait there.</p>", "They often wait there."),
        (
            '<p>They <span style="text-decoration: line-through">never</span> often wait.</p>',
            "They often wait.",
        ),
        ("<p>One says <q>stay</q> at the quay.</p>", "One says “stay” at the quay."),
        (
            "<p>One waits here<br>and one leaves.</p>",
            "One waits here and one leaves.",
        ),
        ("<p>They wait&shy;ed at the q&#8203;uay.</p>", "They waited at the quay."),
    ],
)
def test_words_are_those_that_a_browser_shows(body: str, expected: str) -> None:
    """Readings, struck-out words and unseen characters are left out; quotation marks are drawn."""
    assert claims(body) == [expected]


def test_a_quoted_sentence_keeps_its_marks() -> None:
    """What somebody said never stands as what the page says."""
    assert claims("<p><q>They never wait for us.</q> So her friends said.</p>") == [
        "“They never wait for us.”",
        "So her friends said.",
    ]


def test_what_is_struck_out_as_a_whole_is_not_said() -> None:
    """A claim that was taken back is none."""
    assert claims("<p><s>They never wait for us.</s></p><p>They wait for us.</p>") == [
        "They wait for us."
    ]


def test_the_second_paragraph_of_an_item_is_no_item() -> None:
    """It says more of a name, and is not a name itself."""
    page = read_document(
        b"<h1>Anxious-Secure Relationship</h1><h2>Other Names</h2>"
        b"<ul><li><p>lamp pairing</p><p>It is old and seldom used.</p></li></ul>",
        "page.html",
    )
    said = extract(page).statements
    assert [s.subject.label for s in said if s.predicate == "ag:aliasOf"] == ["lamp pairing"]
    assert [s.object for s in said if s.predicate == "ag:claims"] == ["It is old and seldom used."]


def test_figures_above_and_below_the_line_are_not_glued_to_a_word() -> None:
    """A raised number cites the list, a power does not, and a formula keeps its letters."""
    note = (
        "Hazan, C., &amp; Shaver, P. (1987). Romantic love conceptualized as a process. JPSP, 52."
    )
    formula = "<math><mi>y</mi><mo>=</mo><mi>x</mi><annotation>tex</annotation></math>"
    page = f"<h1>Anxious-Secure Relationship</h1><p>Love lasts<sup>1</sup> if CO<sub>2</sub> and x<sup>1</sup> give {formula}.</p><h2>References</h2><ol><li>{note}</ol>"  # noqa: E501 -- one page
    found = extract(read_document(page.encode(), "page.html"))
    claims = [s.object for s in found.statements if s.predicate == "ag:claims"]
    assert claims == ["Love lasts¹ if CO₂ and x¹ give y=x."]
    quotes = [q for s in found.statements if s.predicate == "ag:citesSource" for q in s.quotations]
    content = found.document.text.content
    assert [content[q.start : q.end] for q in quotes if q.end - q.start == 1] == ["¹"]


@pytest.mark.parametrize(
    "body",
    [
        "<form><label>Your name?</label><input><label>How did you hear of us?</label></form>",
        "<h4>You might also like</h4><a href='/a'>Do quays last?</a> <a>When both wait</a>",
        "<p>More on this: Jealousy · Distance · Which tide am I?</p><p>We wait here for you.</p>",
    ],
)
def test_what_a_form_or_a_link_asks_is_no_question_of_the_page(body: str) -> None:
    """Nobody answers it there."""
    page = f"<h1>Anxious-Secure Relationship</h1><p>They wait and talk, day in, day out.</p>{body}"
    found = extract(read_document(page.encode(), "page.html")).statements
    assert not [s for s in found if s.predicate == "ag:hasQuestion"]


def test_a_line_of_links_below_questions_is_none_of_them() -> None:
    """Though the last of them asks."""
    asked = "<h2>FAQ</h2><h3>Will it last?</h3><p>It may last for years.</p>"
    links = "<p>More: Tides · Piers · Who am I?</p>"
    page = f"<h1>Anxious-Secure Relationship</h1><p>They wait.</p>{asked}{links}"
    found = extract(read_document(page.encode(), "page.html")).statements
    assert len([s for s in found if s.predicate == "ag:hasQuestion"]) == 1
