"""The formats of researchers: wikitext, JATS, PubMed, PDF, and what word processors save."""

from __future__ import annotations

import pytest

from attachgraph.errors import InputError
from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Node
from attachgraph.reading.documents import read_document

WIKI = """{{Short description|A couple}}
{{Infobox relationship
| other_names = push–pull dynamic, hot-cold couple
| category = [[Close relationship|Relationships]]
}}
[[File:Pier.jpg|thumb|A couple on a pier.]]
The '''anxious–avoidant relationship''' is a bond.<ref name="a">{{cite journal |last1=Hazan
|first1=Cindy |last2=Shaver |first2=Phillip |year=1987 |title=Romantic love conceptualized as an
attachment process}}</ref> It was described by [[John Bowlby|Bowlby]].<ref name="a" />

== In popular culture ==
* ''Lantern Street'' (2003): She leaves.

[[Category:Attachment theory]]
"""
JATS = """<?xml version="1.0"?>
<article><front><journal-meta><journal-title>Tides</journal-title></journal-meta><article-meta>
<article-id pub-id-type="doi">10.1234/abc</article-id><title-group><article-title>Avoidance and
support</article-title></title-group><contrib-group><contrib contrib-type="author"><name>
<surname>Doe</surname><given-names>Jane</given-names></name></contrib></contrib-group><abstract>
<p>Partners withdraw slowly.</p></abstract></article-meta></front><body>
<sec><title>Introduction</title>
<p>It was shown <xref ref-type="bibr" rid="r1">1</xref> in attachment anxiety.</p></sec></body>
<back><ref-list><ref id="r1"><element-citation><name><surname>Simpson</surname>
<given-names>J A</given-names></name><year>1990</year><article-title>Influence of attachment styles
on romantic relationships</article-title></element-citation></ref></ref-list></back></article>"""
NBIB = """PMID- 12345
TI  - Attachment avoidance
      in couples.
LID - 10.1234/abc [doi]
AB  - BACKGROUND: Avoidant partners withdraw from their
      partners. RESULTS: Attachment anxiety predicted distress (Hazan & Shaver, 1987).
FAU - Doe, Jane
"""


def read(data: str | bytes, name: str) -> Extraction:
    """Read and extract a document."""
    return extract(read_document(data.encode() if isinstance(data, str) else data, name))


def things(found: Extraction, predicate: str) -> list[str]:
    """Return the keys of what a predicate leads to."""
    objects = (s.object for s in found.statements if s.predicate == predicate)
    return [thing.key if isinstance(thing, Node) else thing for thing in objects]


def pdf(*pages: list[str]) -> bytes:
    """Make a PDF with these lines on its pages."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in enumerate(pages):
        font = "/Resources<</Font<</F 3 0 R>>>>/MediaBox[0 0 600 800]"
        objects.append(f"<</Type/Page/Parent 2 0 R{font}/Contents {5 + 2 * number} 0 R>>")
        text = "".join(f"1 0 0 1 50 {700 - 20 * n} Tm ({line}) Tj " for n, line in enumerate(lines))
        stream = f"BT /F 10 Tf {text}ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    body = "%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    body += "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{body}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )


def test_wikitext_is_read_as_its_reader_sees_it() -> None:
    """Infobox, bold title, links, notes and works are those of the page that the wiki draws."""
    for name in ("page.wiki", "page.txt"):
        found = read(WIKI, name)
        assert found.subject is not None
        assert found.subject.key == "anxious-avoidant"
        assert things(found, "ag:citesSource") == ["hazan-shaver-1987"]
        assert things(found, "ag:depictedIn") == ["lantern-street-2003"]
        assert [key for key in things(found, "ag:mentions") if "bowlby" in key] == ["john-bowlby"]
        aliases = [s.subject.label for s in found.statements if s.predicate == "ag:aliasOf"]
        assert aliases == ["push–pull dynamic", "hot-cold couple"]
        assert "The anxious–avoidant relationship is a bond." in things(found, "ag:claims")


def test_an_article_in_jats_has_title_sentences_and_numbered_references() -> None:
    """It is an entry of its own, with its author and address; a number cites its reference."""
    found = read(JATS, "article.xml")
    text = found.document.text
    assert (text.title, text.author) == ("Avoidance and support", "Jane Doe")
    assert text.address == "https://doi.org/10.1234/abc"
    assert found.subject is not None
    assert found.subject.kind == "entry"
    assert things(found, "ag:citesSource") == ["simpson-1990"]
    assert "Partners withdraw slowly." in things(found, "ag:claims")


def test_a_record_of_pubmed_keeps_its_text_as_given() -> None:
    """Offsets are into the file; labels of a structured abstract are not sentences."""
    found = read(NBIB, "saved.nbib")
    assert found.document.text.content == NBIB
    assert found.document.text.title == "Attachment avoidance in couples"
    assert things(found, "ag:claims")[0] == "Avoidant partners withdraw from their partners."
    assert things(found, "ag:citesSource") == ["hazan-shaver-1987"]
    xml = "<PubmedArticleSet><PubmedArticle><Article><ArticleTitle>Support</ArticleTitle>"
    xml += "<Abstract><AbstractText Label='AIM'>Anxiety in couples.</AbstractText></Abstract>"
    found = read(f"{xml}</Article></PubmedArticle></PubmedArticleSet>", "saved.xml")
    assert found.document.text.title == "Support"


def test_a_pdf_is_read_without_running_heads() -> None:
    """Lines become paragraphs, words that were parted are whole, and furniture is boilerplate."""
    first = ["Journal of Tides 12", "Avoidance and Support in Couples", "Abstract"]
    first += [
        "Avoidant partners with- ",
        "draw from attachment figures when",
        "they fear closeness.",
    ]
    second = ["Journal of Tides 13", "References"]
    second += ["Hazan, C., & Shaver, P. \\(1987\\). Romantic love conceptualized as an"]
    second += ["attachment process. JPSP, 52, 511-524."]
    found = read(pdf(first, second), "paper.pdf")
    assert found.document.text.title == "Avoidance and Support in Couples"
    claims = things(found, "ag:claims")
    assert claims == [
        "Avoidant partners withdraw from attachment figures when they fear closeness."
    ]
    assert things(found, "ag:citesSource") == ["hazan-shaver-1987"]
    assert found.account.boilerplate > len("Journal of Tides 12")
    with pytest.raises(InputError, match="no text"):
        read(pdf([]), "scan.pdf")


def test_a_footnote_of_a_word_processor_is_a_note() -> None:
    """Its number in the sentence cites the source that it gives."""
    note = (
        "Hazan, C., &amp; Shaver, P. (1987). Romantic love conceptualized as a process. JPSP, 52."
    )
    page = f"<p class=MsoTitle>Anxious-Secure Relationship</p><p>It joins two.<sup>[1]</sup></p><p class=MsoFootnoteText>[1] {note}</p>"  # noqa: E501 -- one page
    found = read(page, "page.html")
    assert len(things(found, "ag:citesSource")) == 1
    assert things(found, "ag:claims") == ["It joins two."]


def test_hostile_xml_is_refused_or_harmless() -> None:
    """No entity is expanded, nothing is fetched, and depth ends in a message."""
    bomb = '<!DOCTYPE article [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    text = read(
        f"{bomb}<article><body><p>Calm &a;&b; is.</p></body></article>", "x.xml"
    ).document.text
    assert "root" not in text.content
    with pytest.raises(InputError, match="not XML"):
        read("<article>" + "<p>" * 5000 + "</p>" * 5000 + "</article>", "x.xml")
