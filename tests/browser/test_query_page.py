"""The query page in a real browser, from the real server: what a person does to get an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pyoxigraph import RdfFormat, parse

from tests.browser.accessible import check_for_everybody
from tests.browser.conftest import PATIENCE
from tests.server.conftest import RUNAWAY, Server, end, fill, start_server

STYLES = "SELECT ?style ?name WHERE { ?style a ag:AttachmentStyle ; rdfs:label ?name }"
PAIRS = "CONSTRUCT { ?a ag:pairsWith ?b } WHERE { ?a ag:pairsWith ?b }"


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the command on the synthetic dataset."""
    from attachgraph.store.publishing import publish

    folder = tmp_path_factory.mktemp("query-page")
    publish(folder / "store", fill(root / "tests/fixtures/graph.nq"))
    arguments = ("--store", str(folder / "store"), "--timeout", "4", "--max-rows", "20000")
    started = start_server(*arguments, ATTACHGRAPH_CACHE=str(folder / "cache"))
    yield started
    end(started)


class Asker:
    """A visitor of the page, with everything that the page complained about."""

    def __init__(self, page: Page, server: Server) -> None:
        """Write down requests and complaints."""
        page.set_default_timeout(PATIENCE)
        self.page = page
        self.home = f"http://127.0.0.1:{server.port}"
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(message.text))

    def open(self, query: str = "") -> Page:
        """Open the page, with a query in its address."""
        fragment = f"#query={quote(query, safe='')}" if query else ""
        self.page.goto("about:blank")  # or another fragment would be no new page
        self.page.goto(f"{self.home}/sparql{fragment}")
        expect(self.editor).to_be_visible()
        return self.page

    @property
    def editor(self) -> Locator:
        """The text that is being written."""
        return self.page.get_by_role("textbox", name="SPARQL query")

    def write(self, query: str, *, run: bool = True) -> None:
        """Paste a query over the one that is there and run it, or type it."""
        self.editor.click()
        self.page.keyboard.press("Control+A")
        if run:
            self.page.keyboard.insert_text(query)
            self.page.keyboard.press("Escape")
            self.page.keyboard.press("Control+Enter")
        else:
            self.page.keyboard.type(query)


@pytest.fixture(scope="module")
def tab(browser: Browser, server: Server) -> Iterator[Asker]:
    """Open a tab for all visitors."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", accept_downloads=True
    )
    yield Asker(context.new_page(), server)
    context.close()


@pytest.fixture
def asker(tab: Asker) -> Iterator[Asker]:
    """Return a visitor; afterwards the page must have asked nobody but its server."""
    tab.requests.clear()
    tab.complaints.clear()
    yield tab
    home = (tab.home, "blob:", "about:blank")
    assert [url for url in tab.requests if not url.startswith(home)] == []
    refused = (
        "Failed to load resource: the server responded with a status of",
        "Failed to load resource: net::ERR_CONNECTION_RESET",  # it broke off, as it has to
    )
    assert [said for said in tab.complaints if not said.startswith(refused)] == []


def test_a_browser_gets_the_page_and_a_program_the_description(server: Server) -> None:
    """The same address serves both, as the client asks."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = server.get("/sparql", browser)
    assert page.media_type == "text/html"
    # Only who may frame it, which a page cannot say of itself; a stricter one stands in the page.
    assert re.fullmatch(r"frame-ancestors [^;]+", page.headers["content-security-policy"])
    assert server.get("/sparql").media_type == "text/turtle"
    assert server.get("/sparql", "text/turtle").media_type == "text/turtle"


def test_the_example_runs_at_a_click(asker: Asker) -> None:
    """What stands there at first answers, and says how many rows in which time."""
    page = asker.open()
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".found")).to_have_text(re.compile(r"^\d+ rows? in [\d.]+ s$"))
    expect(page.get_by_role("table").get_by_role("columnheader")).to_have_count(3)
    expect(page.get_by_role("link", name="Avoidant-Secure Relationship")).to_be_visible()


def test_an_iri_leads_to_its_page(asker: Asker) -> None:
    """The server itself answers for the names of the dataset."""
    page = asker.open(STYLES)
    page.get_by_role("link", name="secure attachment", exact=True).first.click()
    expect(page).to_have_url(f"{asker.home}/style/secure")


def test_properties_are_completed_for_the_class(asker: Asker) -> None:
    """A word of the label is enough, and what the class lacks is not offered."""
    page = asker.open()
    asker.write("SELECT * WHERE { ?m a ag:Move ; ", run=False)
    page.keyboard.press("Control+Space")
    offered = page.locator(".cm-completionLabel")
    expect(offered.get_by_text("ag:actor", exact=True)).to_be_visible()
    assert "ag:conflictCycle" not in offered.all_inner_texts()
    expect(page.locator(".cm-completionInfo")).to_contain_text("to which class")
    expect(page.locator(".cm-completionInfo")).to_be_in_viewport(ratio=1)
    page.keyboard.type("next")
    expect(page.locator(".cm-completionLabel")).to_have_text(["ag:nextMove"])
    page.keyboard.press("Enter")
    expect(asker.editor).to_contain_text("ag:Move ; ag:nextMove")


def test_a_mistake_is_marked_where_it_is(asker: Asker) -> None:
    """Underlined in the text, said in words, and a button leads to it."""
    page = asker.open()
    asker.write("SELECT ?x WHERE { ?x a agg:Pairing }")
    expect(page.get_by_role("alert").filter(has_text="agg")).to_contain_text(
        "did you mean ag:?", ignore_case=True
    )
    expect(page.locator(".cm-lintRange-error")).to_have_text("agg:")
    page.get_by_role("button", name=re.compile(r"Go to line 1, column 24")).click()
    expect(asker.editor).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def test_a_runaway_query_can_be_stopped(asker: Asker) -> None:
    """The page gives up waiting, and the next query is answered."""
    page = asker.open(RUNAWAY)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped.").first).to_be_visible()
    asker.write(STYLES)
    expect(page.locator(".found")).to_contain_text("rows")


def test_a_time_limit_is_said_in_words(asker: Asker) -> None:
    """The server ends the query; the page says so and goes on."""
    page = asker.open(RUNAWAY)
    expect(page.locator(".problem")).to_contain_text(re.compile(r"4 s|time"))
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


def test_part_of_an_answer_is_never_shown_as_the_whole(asker: Asker) -> None:
    """The server breaks off where rows pass its limit; the page says so and saves nothing."""
    page = asker.open("SELECT ?a ?d WHERE { ?a ?b ?c . ?d ?e ?f }")
    expect(page.locator(".problem")).to_contain_text("broke off in the middle of its answer")
    expect(page.locator(".problem")).to_contain_text("LIMIT")
    expect(page.get_by_role("group", name="Save the answer")).to_have_count(0)
    asker.write("SELECT ?a WHERE { ?a a ?b }")
    expect(page.locator(".found")).to_contain_text("rows")


def test_triples_that_a_table_cannot_hold_are_counted(asker: Asker) -> None:
    """RDF 1.2 lets a triple be a term; the page leaves such triples out and says how many."""
    what = "CONSTRUCT { ?a rdfs:seeAlso <<( ?a rdf:type ?b )>> . ?a rdf:type ?b }"
    page = asker.open(f"{what} WHERE {{ ?a a ag:AttachmentStyle, ?b }}")
    expect(page.locator(".notice")).to_contain_text(re.compile(r"^\d+ triples? (is|are) left out"))
    expect(page.locator(".found")).to_contain_text("triples")


def test_a_named_question_asks_for_what_it_needs(asker: Asker) -> None:
    """The form has a sample value; nonsense is refused beside the field, a title is understood."""
    page = asker.open()
    page.get_by_placeholder("Find a question").fill("phases")
    page.get_by_text("Through which phases does an entry follow a pairing?").click()
    field = page.get_by_label("The pairing")
    expect(field).to_have_value("pairing:avoidant-secure")
    field.fill("nonsense } UNION {")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("This is neither a name")).to_be_visible()
    field.fill("avoidant-secure relationship")
    page.get_by_role("button", name="Ask").click()
    expect(asker.editor).to_contain_text("pairing:avoidant-secure ag:hasPhase ?node")
    expect(page.locator(".found")).to_contain_text("in ")


def test_triples_are_drawn_and_saved(asker: Asker, tmp_path: Path) -> None:
    """A picture of what was constructed, and Turtle that a parser reads."""
    page = asker.open(PAIRS)
    page.get_by_role("button", name="Picture").click()
    expect(page.locator(".drawing[data-drawn=yes]")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile(r"Picture with \d+ nodes"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as Turtle").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.suffix == ".ttl"
    assert list(parse(path=saved, format=RdfFormat.TURTLE))


def test_rows_are_saved(asker: Asker, tmp_path: Path) -> None:
    """Every row of the answer is in the file, in each format."""
    page = asker.open(STYLES)
    expect(page.locator(".found")).to_contain_text("rows")
    rows = page.locator(".answer tbody tr").count()
    for name in ("CSV", "TSV", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {name}").click()
        saved = tmp_path / download.value.suggested_filename
        download.value.save_as(saved)
        text = saved.read_text(encoding="utf-8")
        counted = (
            len(json.loads(text)["results"]["bindings"]) if name == "JSON" else text.count("\n") - 1
        )
        assert counted == rows > 0


def test_thousands_of_rows_do_not_freeze_the_page(asker: Asker) -> None:
    """Some are shown, the rest comes when asked for; sorting is over all of them."""
    values = " ".join(map(str, range(5000)))
    page = asker.open(f"SELECT ?n {{ VALUES ?n {{ {values} }} }}")
    expect(page.locator(".found")).to_contain_text("5,000 rows")
    expect(page.locator(".answer tbody tr")).to_have_count(200)
    for _ in range(2):
        page.get_by_role("columnheader").get_by_role("button").click()
    expect(page.locator(".answer tbody tr").first).to_have_text("4999")
    page.get_by_role("button", name="Show more rows").click()
    expect(page.locator(".answer tbody tr")).to_have_count(1200)


def test_the_address_holds_the_query_and_back_leads_to_the_last(asker: Asker) -> None:
    """A link can be shared; it runs when it is opened."""
    page = asker.open(STYLES)
    expect(page.locator(".found")).to_contain_text("rows")
    asker.write("ASK { ?s a ag:Pairing }")
    expect(page.locator(".found")).to_contain_text("Yes")
    assert "query=ASK" in page.url
    page.go_back()
    expect(asker.editor).to_contain_text("ag:AttachmentStyle")
    page.get_by_label("Earlier queries").select_option(index=1)
    expect(asker.editor).to_contain_text("ASK")


def test_the_keyboard_is_not_caught_in_the_editor(asker: Asker) -> None:
    """Tab leaves the editor, forwards and backwards, also while words are suggested."""
    page = asker.open()
    asker.write("SELECT * WHERE { ?m a ag:", run=False)
    expect(page.locator(".cm-tooltip-autocomplete")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(asker.editor).to_be_focused()


def test_hostile_answers_run_nothing(asker: Asker) -> None:
    """Text from the data is text in the table, in the picture and in the history."""
    hostile = "<img src=x onerror=alert(1)>"
    page = asker.open(
        f'SELECT ?t ?i {{ BIND("{hostile}" AS ?t) BIND(<javascript:alert(1)> AS ?i) }}'
    )
    expect(page.get_by_role("cell", name=hostile)).to_be_visible()
    assert page.locator(".answer img, .answer a[href^=javascript]").count() == 0


def test_everybody_can_use_the_page(asker: Asker) -> None:
    """The axe rules find nothing in an answer or a mistake, and nothing sticks out to the side."""
    for query, sign in ((STYLES, ".found"), ("SELECT ?x { ?x a agg:Y }", ".problem")):
        page = asker.open(query)
        expect(page.locator(sign)).to_be_visible()
        check_for_everybody(page, 360, 1280)
