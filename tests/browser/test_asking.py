"""SPARQL inside the explorer's file, in a real browser: answered and stopped without a network."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import COLOURS, RULES, broken_rules
from tests.browser.conftest import Visit, Visitor, launch

STYLES = "SELECT ?style ?name WHERE { ?style a ag:AttachmentStyle ; rdfs:label ?name }"
#: A query that would take hours.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f) }"


def write(page: Page, query: str, *, run: bool = True) -> None:
    """Paste a query over the one that is there and run it, or type it."""
    editor = page.get_by_role("textbox", name="SPARQL query")
    editor.click()
    page.keyboard.press("Control+A")
    if run:
        page.keyboard.insert_text(query)
        page.keyboard.press("Escape")
        page.keyboard.press("Control+Enter")
    else:
        page.keyboard.type(query)


def answered(page: Page, what: str) -> None:
    """Wait for an answer of that size."""
    expect(page.locator(".result .found")).to_contain_text(what)


def test_the_example_is_answered_inside_the_file(visit: Visitor) -> None:
    """One click opens the view, a second one answers; the visit checks for requests."""
    page = visit().open()
    page.get_by_role("tab", name="Ask").click()
    page.get_by_role("button", name="Run").click()
    answered(page, "row")
    assert "view=ask" in page.url


def test_an_answer_leads_to_the_card(synthetic: Visit) -> None:
    """An IRI of the dataset opens its card beside the answer."""
    page = synthetic.show("view=ask")
    write(page, STYLES)
    answered(page, "rows")
    page.get_by_role("button", name="secure attachment", exact=True).first.click()
    expect(page.locator("#card h2")).to_contain_text("ecure")


def test_a_named_question_is_answered(synthetic: Visit) -> None:
    """The form puts the value in; the query can be read in the editor."""
    page = synthetic.show("view=ask")
    page.get_by_text("Through which phases does an entry follow a pairing?").click()
    page.get_by_role("button", name="Ask", exact=True).click()
    answered(page, "row")
    expect(page.get_by_role("textbox", name="SPARQL query")).to_contain_text("ag:hasPhase ?node")


def test_properties_of_the_class_are_suggested(synthetic: Visit) -> None:
    """The editor knows the dataset of the page."""
    page = synthetic.show("view=ask")
    write(page, "SELECT * WHERE { ?m a ag:Move ; ", run=False)
    page.keyboard.press("Control+Space")
    offered = page.locator(".cm-completionLabel")
    expect(offered.get_by_text("ag:actor", exact=True)).to_be_visible()
    assert "ag:conflictCycle" not in offered.all_inner_texts()


def test_a_mistake_is_marked_where_it_is(synthetic: Visit) -> None:
    """The prefixes that the page adds do not move the mark."""
    page = synthetic.show("view=ask")
    write(page, "SELECT ?x WHERE { ?x a ag:Pairing . ?x agg:order ?o }")
    expect(page.locator(".problem")).to_contain_text("Did you mean ag:?")
    expect(page.get_by_role("button", name="Go to line 1, column 40")).to_be_visible()
    expect(page.locator(".cm-lintRange-error")).to_have_text("agg:")
    write(page, "SELECT ?x WHERE { ?x a ag:Pairing ag:Move ?y }")
    expect(page.locator(".cm-lintRange-error")).to_have_text("ag:Move")


def test_contested_edges_are_seen_when_asked_for(synthetic: Visit) -> None:
    """The switch adds graph:contested, stands in the address, and takes it out again."""
    query = "SELECT * { GRAPH graph:contested { ?s ?p ?o } }"
    page = synthetic.show("view=ask")
    switch = page.get_by_label("See also what is disputed")
    write(page, query)
    answered(page, "0 rows")
    switch.check()
    write(page, query)
    answered(page, "6 rows")
    assert "contested=true" in page.url
    switch.uncheck()
    write(page, query)
    answered(page, "0 rows")


def test_nothing_is_asked_of_other_servers(synthetic: Visit) -> None:
    """SERVICE ends in a sentence; the visit checks that no request was made."""
    page = synthetic.show("view=ask")
    write(page, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    expect(page.locator(".problem")).to_contain_text("SERVICE")


def test_a_runaway_query_is_stopped_by_hand_and_by_the_clock(visit: Visitor) -> None:
    """The worker is ended and another one answers; the page can be used all the while."""
    visited = visit()
    visited.page.clock.install()
    page = visited.open("view=ask")
    write(page, RUNAWAY)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".answers")).to_have_text("Stopped.")
    write(page, RUNAWAY)
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("#table-rows tr").first).to_be_visible()
    page.get_by_role("tab", name="Ask").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.clock.fast_forward("00:10")
    expect(page.locator(".problem")).to_contain_text("longer than 10 seconds")
    write(page, STYLES)
    answered(page, "rows")


def test_the_next_query_takes_the_place_of_one_that_runs(visit: Visitor) -> None:
    """Whoever runs another query meanwhile gets its answer, without waiting for the first."""
    page = visit().open("view=ask")
    write(page, RUNAWAY)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    write(page, STYLES, run=False)
    page.get_by_role("button", name="Run").click()
    answered(page, "rows")


def test_triples_are_drawn_and_saved(synthetic: Visit, tmp_path: Path) -> None:
    """The picture is drawn by the library that draws the graph."""
    page = synthetic.show("view=ask")
    write(page, "CONSTRUCT { ?a ag:pairsWith ?b } WHERE { ?a ag:pairsWith ?b }")
    answered(page, "triples")
    page.get_by_role("button", name="Picture").click()
    expect(page.locator(".drawing[data-drawn=yes]")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as Turtle").click()
    download.value.save_as(tmp_path / "answer.ttl")
    assert "ag:pairsWith" in (tmp_path / "answer.ttl").read_text(encoding="utf-8")


def test_the_picture_of_rows_draws_only_what_the_dataset_asserts(synthetic: Visit) -> None:
    """Two columns side by side are not a relation: only triples of the dataset are lines."""
    page = synthetic.show("view=ask")
    write(page, "SELECT ?a ?b { VALUES (?a ?b) { (style:secure ag:Pairing) } }")
    answered(page, "1 row")
    page.get_by_role("button", name="Picture").click()
    expect(page.locator(".result")).to_contain_text("No triple of the dataset joins")
    write(
        page, "SELECT ?style ?role { ?pairing ag:hasPartner ?role . ?role ag:style ?style } LIMIT 2"
    )
    answered(page, "2 rows")
    page.get_by_role("button", name="Picture").click()
    picture = page.get_by_role("img", name=re.compile(r"Picture with \d nodes and 2 lines"))
    expect(picture).to_be_visible()


def test_the_address_holds_the_query(visit: Visitor, synthetic: Visit) -> None:
    """A link brings the query into the editor; it runs when the reader says so."""
    page = synthetic.show("view=ask")
    write(page, STYLES)
    answered(page, "rows")
    other = visit().open(synthetic.fragment)
    expect(other.get_by_role("textbox", name="SPARQL query")).to_contain_text("AttachmentStyle")
    expect(other.locator(".result")).to_have_count(0)


def test_everybody_can_ask(visit: Visitor) -> None:
    """The axe rules find nothing, light or dark, and nothing sticks out to the side."""
    page = visit(width=360).open("view=ask")
    write(page, STYLES)
    answered(page, "rows")
    for width, rules in ((360, RULES), (1280, COLOURS)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light" if width == 360 else "dark")
        report = broken_rules(page, rules)
        assert not report, report
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('header.bar').offsetHeight") < 240
        page.locator(".chooser > summary").click()


def test_without_webassembly_everything_else_works(browser: Browser, explorer: Path) -> None:
    """The view says what is missing; the graph is drawn and the table is there."""
    without = launch(browser.browser_type, "--js-flags=--jitless")
    page = without.new_page()
    page.goto(explorer.as_uri())
    expect(page.locator("html[data-drawn=yes]")).to_be_attached()
    page.get_by_role("tab", name="Ask").click()
    expect(page.get_by_role("alert")).to_contain_text("everything else on this page works")
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("#table-rows tr").first).to_be_visible()
    without.close()
