"""The main job on one whole page: what is extracted, with which words, and what is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Node, Statement, Status
from attachgraph.reading.documents import read_document

PAGE = Path(__file__).parents[2] / "fixtures" / "pages" / "whole-page.txt"


@pytest.fixture(scope="module")
def page() -> Extraction:
    """Read and extract the page once."""
    return extract(read_document(PAGE.read_bytes(), PAGE.name))


def objects(page: Extraction, predicate: str) -> list[str]:
    """Return what a predicate leads to, in the order of the rules."""
    found = (s.object for s in page.statements if s.predicate == predicate)
    return [o if isinstance(o, str) else o.label or f"{o.kind}/{o.key}" for o in found]


def test_the_pairing_joins_two_styles_whichever_comes_first(page: Extraction) -> None:
    """Both directions of pairs-with are stated of the one pairing."""
    edges = {
        (s.subject.key, s.object.key)
        for s in page.statements
        if s.predicate == "ag:pairsWith" and isinstance(s.object, Node)
    }
    assert edges == {("avoidant", "secure"), ("secure", "avoidant")}
    assert page.subject is not None
    assert page.subject[:2] == ("pairing", "avoidant-secure")


def test_aliases_are_the_names_as_written(page: Extraction) -> None:
    """Six names give six aliases of the pairing."""
    aliases = [s.subject.label for s in page.statements if s.predicate == "ag:aliasOf"]
    assert aliases == [
        "uneven bond",
        "secure-avoidant couple",
        "holding-leaving dynamic",
        "calm-distance pairing",
        "freedom-nearness loop",
        "firm-soft pairing",
    ]


def test_the_cycle_is_a_loop_of_two_moves_with_a_trigger(page: Extraction) -> None:
    """The label is kept as written, and the second actor follows from the first."""
    assert objects(page, "ag:conflictCycle") == [
        "Withdrawal vs. approach during emotional activation"
    ]
    assert objects(page, "ag:trigger") == ["emotional activation"]
    assert objects(page, "ag:hasMove") == ["Withdrawal", "approach"]
    actors = [(s.object[1], s.status) for s in page.statements if s.predicate == "ag:actor"]
    assert actors == [
        ("avoidant-secure/avoidant", Status.REPORTED),
        ("avoidant-secure/secure", Status.INFERRED),
    ]
    loop = [
        (s.subject.order, s.object.order)
        for s in page.statements
        if s.predicate == "ag:nextMove" and isinstance(s.object, Node)
    ]
    assert loop == [(1, 2), (2, 1)]


def test_sources_are_resolved_only_where_one_fits(page: Extraction) -> None:
    """A pair of authors with several works stays unresolved and keeps its candidates."""
    sources = {
        s.object.key: s.object.type
        for s in page.statements
        if s.predicate == "ag:citesSource" and isinstance(s.object, Node)
    }
    assert sources == {
        "mikulincer-shaver": "UnresolvedSource",
        "levine-heller-2010": "",
        "tatkin-2012": "",
        "eft-clinical-literature": "BodyOfLiterature",
    }
    assert "source/mikulincer-shaver-2016" in objects(page, "ag:possibleMatch")


def test_a_work_that_is_a_source_is_one_node_and_an_untitled_bullet_is_no_work(
    page: Extraction,
) -> None:
    """Attached is the cited book itself; the bullet about paintings stays a claim."""
    assert objects(page, "ag:depictedIn") == [
        "work/before-sunset",
        "work/fleabag",
        "source/levine-heller-2010",
    ]
    assert any(claim.startswith("Paintings or photography") for claim in objects(page, "ag:claims"))


def test_traits_phases_questions_and_debates_are_counted(page: Extraction) -> None:
    """Three traits a role, six phases in order, five answered questions, one debate of two."""
    traits = Counter(s.subject.key for s in page.statements if s.predicate == "ag:hasTrait")
    assert traits == {"avoidant-secure/avoidant": 3, "avoidant-secure/secure": 3}
    phases = [s.object for s in page.statements if s.predicate == "ag:hasPhase"]
    assert [(p.order, p.label) for p in phases if isinstance(p, Node)] == [
        (1, "Initial Attraction"),
        (2, "Dating Phase"),
        (3, "Conflict Phase"),
        (4, "Attachment Crisis"),
        (5, "Breakup/Makeup Cycle"),
        (6, "Long-Term Outcomes"),
    ]
    assert len(objects(page, "ag:hasQuestion")) == len(objects(page, "ag:answer")) == 5
    assert len(objects(page, "ag:hasDebate")) == 1
    assert len(objects(page, "ag:hasPosition")) == 2


def test_people_are_named_by_the_authors_of_the_list(page: Extraction) -> None:
    """First name and surname of a listed author lead to that author."""
    assert {"person/phillip-r-shaver", "person/amir-levine"} <= set(objects(page, "ag:mentions"))


def test_a_teaser_gives_no_fact(page: Extraction) -> None:
    """Nothing is asserted from the entry that the site advertises below this one."""
    start = page.document.text.content.index("Latest Articles")
    assert all(e.end <= start for s in page.statements for e in s.quotations)


def test_every_statement_has_words_and_a_rule(page: Extraction) -> None:
    """A quote is a non-empty slice of the text, without white space around it."""
    content = page.document.text.content

    def quotes(statement: Statement) -> list[str]:
        return [content[e.start : e.end] for e in statement.quotations]

    for statement in page.statements:
        assert statement.quotations
        assert all(quote and quote == quote.strip() for quote in quotes(statement))
        assert all(e.rule and e.section for e in statement.quotations)


def test_nothing_of_the_page_is_lost(page: Extraction) -> None:
    """Used, boilerplate and unparsed add up, and nothing is unparsed."""
    account = page.account
    assert account.used + account.boilerplate + account.unparsed == account.length
    assert account.unparsed == 0
