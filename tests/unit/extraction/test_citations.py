"""What a sentence cites is an edge to its source, with the words that cite it."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.extraction.in_text import find_citations
from attachgraph.model import Node
from attachgraph.reading.documents import read_document


def read(body: str, name: str = "page.txt") -> Extraction:
    """Read a page with this body."""
    return extract(read_document(f"Anxious-Secure Relationship\n\n{body}\n".encode(), name))


def cited(page: Extraction) -> dict[str, list[str]]:
    """Return the words that cite each source."""
    content = page.document.text.content
    return {
        statement.object.key: [content[q.start : q.end] for q in statement.quotations]
        for statement in page.statements
        if statement.predicate == "ag:citesSource" and isinstance(statement.object, Node)
    }


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("They wait (Feeney, 1999).", ["Feeney (1999)"]),
        (
            "They wait (Feeney & Noller, 1990; see also Doe, 2001).",
            ["Feeney & Noller (1990)", "Doe (2001)"],
        ),
        (
            "They wait (e.g., Feeney, 1999a, pp. 2–3; for a review, see Roe et al., 2006).",
            ["Feeney (1999a)", "Roe et al. (2006)"],
        ),
        ("Overall et al. (2013) saw it.", ["Overall et al. (2013)"]),
        ("Simpson, Rholes, and Phillips (1996) saw it.", ["Simpson, Rholes, and Phillips (1996)"]),
        ("Bowlby (1969) argued so.", ["Bowlby (1969)"]),
        ("It goes back to Bowlby (1969).", ["Bowlby (1969)"]),
        ("Das stammt von Poe und Roe (1991).", ["Poe und Roe (1991)"]),
        ("Fotos von Doe (2001).", []),
        ("In Jane Doe’s (1999) study they wait.", []),
        ("Jane Doe (1999) argued so.", ["Jane Doe (1999)"]),
        ("Simpson and colleagues (1996) saw it.", ["Simpson and colleagues (1996)"]),
        ("They wait (Simpson, 1990, 1996).", ["Simpson (1990)", "Simpson (1996)"]),
        (
            "They wait (Quay Board, n.d.; Roe & Poe, in press).",
            ["Quay Board (n.d.)", "Roe & Poe (in press)"],
        ),
        ("van der Berg and de Vries (2001) saw it.", ["van der Berg and de Vries (2001)"]),
        ("They wait (Doe 2004: 33).", ["Doe (2004)"]),
        ("See doi:10.1037/0022-3514.52.3.511.", ["doi:10.1037/0022-3514.52.3.511"]),
        ("See [Hazan](https://doi.org/10.5555/tides) here.", ["https://doi.org/10.5555/tides"]),
        ("It is there (PMID: 3572722).", ["PMID: 3572722"]),
        ("It rose (since 1999) and fell (June 2004).", []),
        ("A film such as Harbour Lights (1997) could show it.", []),
        ("Harbour Lights (1997) shows it.", []),
        ("They met in Oslo in 1999 (n = 90).", []),
        ("A survey of couples (Germany, 2017) and one in Norway (2015) agree.", []),
        ("A sample from Oslo and Bergen (2015) did so.", []),
        ("They were asked online (Prolific, 2021).", []),
        ("Eine Befragung (Köln, 2018) und una encuesta (México, 2015).", []),
        ("The book (Guilford, 2007) sold well, as the page says (Mai 2021).", []),
        ("In *Harbour* (Marn, 1990) the couple quarrels.", []),
        ("“Tides of Trust” (Marn, 1988) and the series Quay (Poe, 2012) tell of it.", []),
        ("Le film *Marée* (Roche, 2012) le montre.", []),
        ("Der Film Hafen (1958) zeigt es.", []),
        ("They calm down. Photo by Doe (2019). Foto: Jana Marn und Ann Poe (2019).", []),
        ("Harbour (1997) describes it.", []),
        ("The Slow Tide Scale (Marn, 1996) has three axes.", ["Marn (1996)"]),
        ("In Berlin (Marn, 2002) it was so.", ["Marn (2002)"]),
        ("What they call *felt security* (Marn, 2009) helps.", ["Marn (2009)"]),
        ("Meier (2014) fand es, laut Schulz (2015) nicht.", ["Meier (2014)", "Schulz (2015)"]),
        ("Selon Roche (2014), oui. Ruiz (2015) encontró que no.", ["Roche (2014)", "Ruiz (2015)"]),
        ("Nach Meier und Schulz (2014) ist es so.", ["Meier und Schulz (2014)"]),
        ("In Harbour (1997) and Quay (1999) they part, as in Lighthouse (1942).", []),
        ("Fans of Harbour (1997) know it, and after Quay (1999) came others.", []),
        ("Thelma & Anna (1991) shows it. It ran on the pier (Harbour and the Sea, 1998).", []),
        ("Anna and Tom (Quay Walls, 1847) are such a couple, as in the poem (Marn, 1964).", []),
        ("Contrary to Ekberg and Roy (2017), it did not.", ["Ekberg and Roy (2017)"]),
        ("Kelly and Conley (1987) show it.", ["Kelly and Conley (1987)"]),
        ("It goes back to Feeney (1999) and Marn (2001).", ["Feeney (1999)", "Marn (2001)"]),
        (
            "It is consistent with Marn (2009) and data from Poe (2010).",
            ["Marn (2009)", "Poe (2010)"],
        ),
        ("Marn’s first review (2007) names four.", ["Marn (2007)"]),
        ("Austen’s last novel (1815) and Oslo’s pilot study (2008).", []),
        ("Anne Roche (1978) a ensuite proposé cela.", ["Anne Roche (1978)"]),
        ("Meier (1998) konnte zeigen, dass es so ist.", ["Meier (1998)"]),
        ("Das ist häufig (z. B. Meier & Roth, 2006).", ["Meier & Roth (2006)"]),
        ("Das sagt man (Meier/Schulz 2006: 14).", ["Meier/Schulz (2006)"]),
        ("Se dice (Ruiz y cols., 2006).", ["Ruiz y cols. (2006)"]),
        ("They wait (London & Poe, 2015).", ["London & Poe (2015)"]),
    ],
)
def test_citations_are_found_in_a_sentence(sentence: str, sources: list[str]) -> None:
    """Authors with their years are citations, dates and films are none."""
    assert [each.source for each in find_citations(sentence) if each.is_certain] == sources


def test_a_citation_in_the_text_has_its_place_and_stands_on_the_claim() -> None:
    """The quotation is the citation itself, and the sentence cites its source."""
    page = read("They calm each other (Girme et al., 2015). Others do not.")
    assert cited(page) == {"girme-2015": ["Girme et al., 2015"]}
    claims = {s.object: s.citations for s in page.statements if s.predicate == "ag:claims"}
    assert [c.key for c in claims["They calm each other (Girme et al., 2015)."]] == ["girme-2015"]
    assert claims["Others do not."] == ()


def test_a_citation_that_nobody_knows_is_kept_as_it_stands() -> None:
    """It is a source of its own, and no known one is chosen for it."""
    assert cited(read("They wait (Doe & Roe, 2004).")) == {"doe-roe-2004": ["Doe & Roe, 2004"]}


def test_short_citations_mean_the_records_of_the_list() -> None:
    """Author and year, and numbers, lead to the record that the document lists."""
    page = read(
        "They wait (Doe & Roe, 2004) and leave [2, 3]. They return.¹\n\nReferences\n\n"
        "1. Doe, J., & Roe, A. (2004). Tides of trust in couples. Lantern Press.\n"
        "2. Poe, A. B. (2011). Harbors of the north. Nordpress.\n"
        "3. Hazan, C., & Shaver, P. (1987). Romantic love conceptualized as an attachment process. "
        "JPSP, 52, 511–524.\n"
    )
    found = cited(page)
    assert [len(words) for words in found.values()] == [3, 2, 2]
    assert found["hazan-shaver-1987"][1] == "[2, 3]"


def test_footnotes_with_references_are_sources_of_their_sentence() -> None:
    """The mark leads to the note, and the note to the source."""
    note = "[^a]: Levine, A., & Heller, R. (2010). *Attached*. Tarcher.\n"
    text = f"# Anxious-Secure Relationship\n\nThey wait long.[^a]\n\n{note}"
    page = extract(read_document(text.encode(), "page.md"))
    assert list(cited(page)) == ["levine-heller-2010"]
    (claim,) = [s for s in page.statements if s.predicate == "ag:claims"]
    assert [citation.key for citation in claim.citations] == ["levine-heller-2010"]


_MARN = "Paare und ihre Gezeiten"


@pytest.mark.parametrize(
    "reference",
    [
        f"{{{{Literatur |Autor=Jana Marn |Titel={_MARN} |Verlag=Hafen |Datum=2016-05}}}}",
        f"{{{{Internetquelle |autor=Jana Marn |titel={_MARN} |abruf=2020-05-03 |datum=2016}}}}",
        f"{{{{Article |prénom1=Jana |nom1=Marn |titre={_MARN} |périodique=Quai |année=2016}}}}",
        f"{{{{Lien web |auteur=Jana Marn |titre={_MARN} |date=3 mai 2016}}}}",
        f"{{{{cita publicación |apellidos=Marn |nombre=Jana |título={_MARN} |año=2016}}}}",
        f"{{{{cita web |apellido=Marn |nombre=Jana |título={_MARN} |fecha=3 de mayo de 2016}}}}",
        f"Jana Marn: ''{_MARN}''. Hafen, Köln 2016, S. 12.",
    ],
)
def test_each_wiki_has_templates_for_references(reference: str) -> None:
    """Their parameters are read in the language of the wiki, and make one record with its title."""
    text = f"'''Bindung''' ist ein Band.<ref>{reference}</ref>\n"
    ((key, (record, mark)),) = cited(extract(read_document(text.encode(), "page.wiki"))).items()
    assert key.startswith(("jana-marn", "marn-jana"))
    assert _MARN in record
    assert "2016" in record
    assert mark == "[1]"


def test_a_short_citation_of_a_wiki_means_the_record_of_its_list() -> None:
    """It gives surnames and a year, which the list has in full."""
    text = (
        "'''Bindung''' ist ein Band{{sfn|Marn|2016|S=12}}.\n\n== Literatur ==\n"
        f"* {{{{Literatur |Autor=Jana Marn |Titel={_MARN} |Datum=2016}}}}\n"
    )
    ((_, (_, words)),) = cited(extract(read_document(text.encode(), "page.wiki"))).items()
    assert words == "Marn 2016"


def test_a_reference_broken_over_lines_is_one() -> None:
    """Lines that begin no new reference go on with the last."""
    page = read(
        "They wait.\n\nReferences\n\nDoe, J., & Roe, A. (2004). Tides of trust:\n"
        "Journal of Couple Studies and Harbours.\nPoe, A. (2011). Harbors. Nordpress.\n"
    )
    assert [words[0].split(",")[0] for words in cited(page).values()] == ["Doe", "Poe"]


def test_titles_of_references_say_nothing_of_the_entry() -> None:
    """A concept in the title of a paper is not mentioned by who lists the paper."""
    record = "Doe, J. (2004). Emotionally Focused Therapy. Press."
    page = read(f"They wait.\n\nReferences\n\n{record}\n")
    assert not [s for s in page.statements if s.predicate == "ag:mentions"]


@pytest.mark.parametrize(
    "doi",
    [
        "10.1037/0022\u20103514.52.3.511",
        "10.1037/0022-3514.52.3.511",
        "https://doi.org/10.1037%2F0022-3514.52.3.511",
        "https://psycnet.apa.org/doi/10.1037/0022-3514.52.3.511",
        "https://doi.org/10.1037/0022-3514.52.3.511?journalCode=psp",
        "http://dx.doi.org/10.1037//0022-3514.52.3.511/abstract",
        "DOI 10.1037/0022-3514.\u200b52.3.511.",
        "(doi:10.1037/0022-3514.52.3.511)",
    ],
)
def test_a_doi_means_its_source_however_it_is_spelled(doi: str) -> None:
    """Percent signs, queries, publishers and unseen characters make no other source."""
    assert list(cited(read(f"They wait.\n\nSources: {doi}"))) == ["hazan-shaver-1987"]


def test_a_reference_in_a_paragraph_is_one_source() -> None:
    """The journal behind the title is not a source of its own, nor is a comment in the margin."""
    record = (
        "Simpson, J. A., Rholes, W. S., &amp; Phillips, D. (1996). Conflict in close "
        "relationships: An attachment perspective. "
        "<i>Journal of Personality and Social Psychology</i>."
    )
    text = (
        "<h1>Anxious-Secure Relationship</h1><p>They wait long.</p><h2>References</h2>"
        f"<p>{record}</p><div style='mso-element:comment-list'><p>Check this!</p></div>"
    )
    page = extract(read_document(text.encode(), "page.html"))
    assert list(cited(page)) == ["simpson-rholes-phillips-1996"]


@pytest.mark.parametrize(
    ("item", "sources"),
    [
        ("Doe & Roe (1997), on the sound of rain", ["doe-roe-1997"]),
        ("Doe (1990), the part on tides; Roe (1992)", ["doe-1990", "roe-1992"]),
        ("Doe (1990), van der Poe", ["doe-1990", "van-der-poe"]),
        ("Doe (1990), attachment theory literature", ["doe-1990", "attachment-theory-literature"]),
    ],
)
def test_a_remark_behind_a_source_is_none(item: str, sources: list[str]) -> None:
    """It opens with a small word that is no part of a name."""
    assert list(cited(read(f"## Sources\n\n- {item}\n", "page.md"))) == sources


def test_a_list_of_sources_is_one_below_any_heading() -> None:
    """Also where a page has it among its questions."""
    record = "- Doe, A. (1990). Slow tides. *Pier*, 3, 1–9."
    body = f"## FAQ\n\n### Will it last?\n\nYes.\n\n### Sources\n\n{record}\n"
    assert list(cited(read(body, "page.md"))) == ["doe-a-1990-slow-tides-pier-3-1-9"]
    quarrels = "### Daily life\n\nThey wait.\n\n#### Sources\n\n- Money: they share it.\n- Time.\n"
    assert cited(read(quarrels, "page.md")) == {}


@pytest.mark.parametrize(
    ("chapter", "source"),
    [
        ("Slow tides at home", "roe-tove-1990-slow-tides-at-home-in-piers-of-the-north-quay-press"),
        ("3", "roe-tove-1990-piers-of-the-north-quay-press"),
    ],
)
def test_a_chapter_that_a_wiki_cites_is_the_source(chapter: str, source: str) -> None:
    """The book is where it stands; a number only says where in the book."""
    given = "|last=Roe |first=Tove |year=1990 |title=Piers of the North |publisher=Quay Press"
    body = f"They wait.<ref>{{{{cite book {given} |chapter={chapter}}}}}</ref>"
    assert list(cited(read(body, "page.wiki"))) == [source]
