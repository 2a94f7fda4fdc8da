"""The views beside the graph, tied to it: start and tours, disagreements, gap map, table, texts."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import expect

import attachgraph
from attachgraph.bundled import bundled_store
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.results import results_bearing_on
from attachgraph.dataset.statements import all_statements
from attachgraph.rdf.namespaces import BASE
from tests.browser.conftest import Visit, copied_by

ENTRY = "pairing/avoidant-secure"
SENTENCE = "A secure partner buffers the insecurity of the other."


def test_the_table_sorts_both_ways(synthetic: Visit) -> None:
    """A heading sorts, a second press turns the order round, and screen readers are told."""
    page = synthetic.show("view=table")
    head = page.get_by_role("columnheader", name="Status")
    cells = page.locator("#table-rows tr td:nth-child(4)")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    upwards = [text.split()[-1].lower() for text in cells.all_inner_texts()]
    said = [status for status in upwards if status != "structure"]
    assert upwards == ["structure"] * (len(upwards) - len(said)) + sorted(said)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert "weak" in cells.first.inner_text().lower()


def test_the_table_holds_every_edge_and_sentence(synthetic: Visit) -> None:
    """Filters by words, edge and status narrow it down; an edge opens its card."""
    page = synthetic.show("view=table")
    expect(page.locator("#table-found")).to_have_text(re.compile(r"^1[0-9]+ rows of 1[0-9]+$"))
    page.locator("#table-status").select_option("disputed")
    page.locator("#table-words").fill("buffers insecurity")
    rows = page.locator("#table-rows tr")
    expect(rows.filter(has_text=SENTENCE).first).to_be_visible()
    for text in rows.all_inner_texts():
        assert "disputed" in text.lower()
    page.locator("#table-type").select_option("claims")
    expect(rows).to_have_count(1)
    expect(page.locator("#table-found")).to_have_text("1 row of 1")
    rows.get_by_role("button", name="claims").click()
    expect(page.locator("#card mark")).to_have_text(SENTENCE)
    expect(rows).to_have_attribute("aria-current", "true")
    page.locator("#table-words").fill("nobody says this")
    expect(rows).to_contain_text("No row has all of this")


def test_the_table_is_saved_and_copied_without_formulas(synthetic: Visit, tmp_path: Path) -> None:
    """All rows that the filters leave, and no cell that a spreadsheet would run."""
    page = synthetic.show("view=table")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["From", "Edge", "To", "Status", "Quote", "Section"]
    assert f"of {len(rows) - 1}" in page.locator("#table-found").inner_text()
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    page.locator("#table-words").fill("buffers insecurity")
    copied = copied_by(page.get_by_role("button", name="Copy these rows"))
    assert copied.startswith("From\tEdge\tTo\tStatus\tQuote\tSection")
    assert SENTENCE in copied


def test_a_status_stands_only_beside_the_words_that_have_it(bundled: Visit, tmp_path: Path) -> None:
    """An edge with one disputed and one supported sentence has two rows, each with its status."""
    page = bundled.show("view=table")
    page.locator("#table-words").fill("avoidant-secure")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    page.locator("#table-words").fill("")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Quote"] and row["Section"]]
    given: dict[str, set[str]] = {}
    for statement in all_statements(Lookup(bundled_store())):
        for quotation in statement.quotations:
            given.setdefault(prose(quotation.exact), set()).add(statement.status)
    wrong = [
        row
        for row in rows
        if row["Status"] not in given[re.sub(r" \(and \d+ more\)$", "", row["Quote"]).lstrip("'")]
    ]
    assert len(rows) > 100
    assert wrong == []


def prose(text: str) -> str:
    """Take the marks of our entries off a text, as the page does before it shows it."""
    text = re.sub(r"\s*(\[@[^\]\n]{1,600}\]|\{\.[a-z-]{1,40}(=[a-z0-9-]{1,200})?\})", "", text)
    return re.sub(r"\*([^*\n]{1,200})\*", r"\1", text).lstrip("'")


def test_the_table_can_follow_the_graph(bundled: Visit) -> None:
    """Only what the picture shows, if the reader wants that."""
    page = bundled.show("focus=pairing/avoidant-secure&view=table")
    page.locator("#table-words").fill("")
    found = page.locator("#table-found")
    only = page.get_by_label("Only what the graph shows")
    only.uncheck()
    everything = found.inner_text()
    only.check()
    expect(found).not_to_have_text(everything)
    only.uncheck()
    expect(found).to_have_text(everything)


def test_the_page_opens_on_what_it_is_and_where_to_go(bundled: Visit) -> None:
    """One sentence, ten pairings with studies counted, standings, three doors and four tours."""
    page = bundled.open("")
    view = page.locator("#view-start")
    expect(view).to_contain_text(re.compile(r"with \d+ results from \d+ of \d+ studies:"))
    expect(page.get_by_role("tab", name="Start")).to_have_attribute("aria-selected", "true")
    for cell in attachgraph.load().gaps():
        shown = view.locator(f'[data-pairing="{cell.pairing}"]')
        expect(shown).to_have_class(re.compile(rf"level-{cell.level}"))
        expect(shown).to_contain_text(re.compile(rf"{cell.studies} stud(y|ies), {cell.samples} "))
        further = rf"projected from {cell.projected} other samples?$"
        expect(shown).to_contain_text(re.compile(further if cell.projected else r"[a-z]$"))
    expect(view.locator(".levels")).to_contain_text("samples that did not study the pairing")
    expect(view.locator(".first-row .door")).to_have_count(3)
    expect(view.locator(".tours .door")).to_have_count(4)
    of_claims = view.get_by_role("group", name="Claims, by their standing")
    of_claims.locator(".piece", has_text="contradicted").click()
    expect(page.get_by_role("tab", name="Disagreements")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#disagree-standing")).to_have_value("contradicted")
    page.go_back()
    view.locator('[data-pairing="pairing/avoidant-secure"]').click()
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure Relationship")


def test_a_tour_leads_from_step_to_step(bundled: Visit) -> None:
    """Each step shows its view with its text beside it; the address holds the step."""
    page = bundled.show("view=start")
    page.get_by_role("button", name=re.compile(r"What has not been studied")).click()
    expect(page.locator("#tour .kind")).to_contain_text("step 1 of 3")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#tour h2")).to_have_text("Only what is direct")
    expect(page.locator("#map-direct")).to_be_checked()
    assert "tour=gaps.3" in bundled.fragment
    page.go_back()
    expect(page.locator("#tour .kind")).to_contain_text("step 2 of 3")
    page.get_by_role("button", name="End the tour").click()
    expect(page.locator("#tour")).to_be_hidden()
    assert "view=map" in bundled.fragment


def test_a_disagreement_has_both_sides_by_year(bundled: Visit) -> None:
    """Results for, against and between stand as the data have them; each opens its result."""
    claim = "claim/likeness-softens-insecurity"
    page = bundled.show(f"view=disagree&claim={claim}")
    facts = Lookup(bundled_store())
    stances = [
        (bearing.stance, bearing.direct)
        for result in results_bearing_on(facts, BASE + claim)
        for bearing in result.bearings
        if bearing.claim == BASE + claim
    ]
    picture = page.locator("#disagree-picture")
    for name, stance in (("for", "supports"), ("against", "disputes"), ("null", "finds nothing")):
        mine = [direct for one, direct in stances if one == stance]
        expect(picture.locator(f".voice.stance-{name}")).to_have_count(len(mine))
        direct = picture.locator(f".stance-{name} .voice-dot.direct")
        expect(direct).to_have_count(sum(mine))
    years = picture.locator("tbody th").all_inner_texts()
    assert years == sorted(years)
    page.locator(".claim-box summary").click()
    expect(page.locator(".claim-box details li").first).to_contain_text("of the samples")
    picture.locator(".side-against .voice").first.click()
    expect(page.locator("#card .kind")).to_contain_text("result")
    page.locator("#disagree-words").fill("softens the harm")
    expect(page.locator("#disagree-list button").first).to_contain_text("≠")
    page.locator("#disagree-kind").select_option("sentence")
    page.locator("#disagree-list button").first.click()
    expect(picture.locator(".side-against .voice").first).to_be_visible()
    assert "claim=statement/" in bundled.fragment


def test_a_claim_has_the_counts_of_its_standing(bundled: Visit) -> None:
    """Beside each claim stand the samples that decided; what is only indirect is named so."""
    page = bundled.show("view=disagree")
    page.locator("#disagree-words").fill("")
    page.locator("#disagree-kind").select_option("coded")
    claims = attachgraph.load().claims
    expect(page.locator("#disagree-found")).to_have_text(f"{len(claims)} claims")
    names = {
        "for": "For",
        "against": "Against",
        "in part": "InPart",
        "found nothing": "FindingNothing",
    }
    facts = Lookup(bundled_store())
    shown = page.locator("#disagree-list button").evaluate_all(
        "all => all.map(one => [one.dataset.claim, one.querySelector('.tally').textContent])"
    )
    assert len(shown) == len(claims)
    for claim, tally in shown:
        is_direct = facts.text(BASE + claim, "ag:standingIsDirect") == "true"
        assert is_direct or not tally or tally.startswith("indirectly"), claim
        said = dict.fromkeys(names, 0)
        for number, name in re.findall(
            r"(\d+) ([a-z ]+?) (?=\W|indirectly|$)",
            tally.removeprefix("indirectly").partition("indirectly")[0],
        ):
            said[name] = int(number)
        assert said == {
            name: int(facts.text(BASE + claim, f"ag:samples{term}") or 0)
            for name, term in names.items()
        }, claim
    bundled.show("view=disagree&claim=claim/attachment-is-stable")
    heads = page.locator("#disagree-picture thead .count").all_inner_texts()
    assert [head.strip() for head in heads] == [
        "4 samples",
        "1 sample, indirectly 5",
        "0 samples",
    ]
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#disagree-found")).to_contain_text(f"{len(claims)} claims, ")


def test_phases_stand_side_by_side(bundled: Visit) -> None:
    """Any pairings, one column each, phases in their order; a sentence opens its card."""
    page = bundled.show("view=phases&compare=pairing/avoidant-secure,pairing/secure-secure")
    table = page.locator("#view-phases table")
    expect(table.locator("thead th")).to_have_count(3)
    expect(table.locator("tbody th").first).to_have_text("Initial Attraction")
    page.get_by_role("checkbox", name="Fearful-Secure").check()
    expect(table.locator("thead th")).to_have_count(4)
    expect(page.get_by_role("checkbox", name="Fearful-Secure")).to_be_focused()
    assert "pairing/fearful-secure" in bundled.fragment
    table.locator(".said").first.click()
    expect(page.locator("#card mark").first).to_be_visible()


def test_conflict_cycles_are_directed_loops(bundled: Visit) -> None:
    """Trigger in the middle, moves around it, arrows between them, and the same in words."""
    page = bundled.show("view=cycles")
    loops = page.locator("#view-cycles figure")
    expect(loops).to_have_count(10)
    loop = loops.filter(has_text="Pursue-withdraw cycle")
    drawing = loop.get_by_role("img")
    expect(drawing.locator(".move")).to_have_count(4)
    expect(drawing.locator(".point")).to_have_count(4)
    expect(drawing.locator(".trigger")).to_contain_text("distance or an")
    expect(drawing).to_have_attribute("aria-label", re.compile(r"Then again from the first"))
    loop.locator("summary").click()
    loop.get_by_role("button", name=re.compile(r"presses for an answer")).click()
    expect(page.locator("#card h2")).to_contain_text("presses for an answer")
    for box, words in zip(
        drawing.locator(".move rect").all(), drawing.locator(".move").all(), strict=True
    ):
        room = box.bounding_box()
        assert room
        for line in words.locator("text").all():
            width = line.bounding_box()
            assert width
            assert width["width"] <= room["width"]


def test_the_gap_map_counts_what_the_data_have(bundled: Visit, tmp_path: Path) -> None:
    """Totals are those of the coverage; filters stand in the address; a cell has references."""
    page = bundled.show("view=map")
    table = page.locator("#map-table")
    cells = {cell.pairing: cell for cell in attachgraph.load().gaps()}
    for label, pairing in (
        ("Avoidant-Secure", "avoidant-secure"),
        ("Fearful-Fearful", "fearful-fearful"),
    ):
        row = table.locator("tr", has=page.get_by_role("rowheader", name=label))
        expect(row.locator(".total")).to_have_text(str(cells[f"pairing/{pairing}"].studies))
    expect(row.locator(".gap-mark")).to_have_count(table.locator("thead th").count() - 1)
    page.locator("#map-direction").select_option("down")
    page.locator("#map-since").fill("2010")
    page.keyboard.press("Tab")
    assert "filter=map.direction:down;map.since:2010" in bundled.fragment
    page.reload()
    expect(page.locator("#map-since")).to_have_value("2010")
    page.get_by_role(
        "button",
        name=re.compile(r"^Avoidant-Secure, relationship quality: "),
    ).click()
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure: relationship quality")
    for year in page.locator("#card .studies > li > .hint").all_inner_texts():
        assert int(year[:4]) >= 2010
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as RIS").click()
    download.value.save_as(tmp_path / "cell.ris")
    references = (tmp_path / "cell.ris").read_text(encoding="utf-8")
    assert references.count("TY  - ") == references.count("ER  - ") > 0
    page.locator("#card .studies .said").first.click()
    expect(page.locator("#card .kind")).to_contain_text("result")
    page.get_by_role("button", name="Close the card").click()
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure: relationship quality")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#card")).to_be_hidden()


def test_a_text_can_be_read_with_its_edges_marked(bundled: Visit) -> None:
    """Every passage leads to its card; the source marks of the file are names to follow."""
    page = bundled.show("view=text&text=pairing/avoidant-secure&select=pairing/avoidant-secure")
    article = page.locator(".reading")
    expect(article.locator("h2")).to_have_text("Avoidant-Secure Relationship")
    assert article.locator("a.taken").count() > 100
    assert "[@" not in article.inner_text()
    passage = article.locator("a", has_text="raises the secure partner")
    passage.first.click()
    expect(page.locator("#card mark").first).to_contain_text("raises the secure partner")
    article.get_by_role("button", name="Simpson 1990").first.click()
    expect(page.locator("#card h2")).to_contain_text("Simpson (1990)")
    page.locator("#text-choice").select_option(label="Secure Attachment Style")
    expect(article.locator("h2")).to_have_text("Secure Attachment Style")
    assert "text=style/secure" in bundled.fragment
