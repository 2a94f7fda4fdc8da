"""The other ways to look: table, grid, phases, cycles, evidence and texts, tied to the graph."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import expect

import attachgraph
from attachgraph.bundled import bundled_store
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.statements import all_statements
from tests.browser.conftest import Visit, Visitor

ENTRY = "pairing/avoidant-secure"
SENTENCE = "A secure partner buffers the insecurity of the other."


def test_the_table_sorts_both_ways(visit: Visitor) -> None:
    """A heading sorts, a second press turns the order round, and screen readers are told."""
    page = visit().open("view=table")
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


def test_the_table_holds_every_edge_and_sentence(visit: Visitor) -> None:
    """Filters by words, edge and status narrow it down; an edge opens its card."""
    page = visit().open("view=table")
    expect(page.locator("#table-found")).to_have_text(re.compile(r"^1[0-9]+ rows of 1[0-9]+$"))
    page.locator("#table-status").select_option("disputed")
    page.get_by_label("Words").fill("buffers insecurity")
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


def test_the_table_is_saved_and_copied_without_formulas(visit: Visitor, tmp_path: Path) -> None:
    """All rows that the filters leave, and no cell that a spreadsheet would run."""
    visited = visit()
    page = visited.open("view=table")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["From", "Edge", "To", "Status", "Quote", "Section"]
    assert f"of {len(rows) - 1}" in page.locator("#table-found").inner_text()
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("Words").fill("buffers insecurity")
    page.get_by_role("button", name="Copy these rows").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("From\tEdge\tTo\tStatus\tQuote\tSection")
    assert SENTENCE in copied


def test_a_status_stands_only_beside_the_words_that_have_it(bundled: Visit, tmp_path: Path) -> None:
    """An edge with one disputed and one supported sentence has two rows, each with its status."""
    page = bundled.show("view=table")
    page.get_by_label("Words").fill("avoidant-secure")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    page.get_by_label("Words").fill("")
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
    text = re.sub(r"\s*(\[@[^\]\n]{1,600}\]|\{\.[a-z-]{1,40}\})", "", text)
    return re.sub(r"\*([^*\n]{1,200})\*", r"\1", text).lstrip("'")


def test_the_table_can_follow_the_graph(bundled: Visit) -> None:
    """Only what the picture shows, if the reader wants that."""
    page = bundled.show("focus=pairing/avoidant-secure&view=table")
    page.get_by_label("Words").fill("")
    found = page.locator("#table-found")
    only = page.get_by_label("Only what the graph shows")
    only.uncheck()
    everything = found.inner_text()
    only.check()
    expect(found).not_to_have_text(everything)
    only.uncheck()
    expect(found).to_have_text(everything)


def test_the_grid_jumps_to_a_pairing(visit: Visitor) -> None:
    """What is known and what is written of a pair stands in its cell, which leads to the graph."""
    page = visit().open()
    page.get_by_role("tab", name="Pairings").click()
    grid = page.locator("#view-grid")
    expect(grid.locator(".cell")).to_have_count(10)
    expect(grid.locator(".missing")).to_have_count(10)
    cell = grid.get_by_role("button", name=re.compile(r"Avoidant-Secure"))
    expect(cell).to_contain_text("14 claims, 9 sources")
    expect(cell).to_contain_text("missing")
    cell.click()
    expect(page.get_by_role("tab", name="Graph")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure Relationship")


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


def test_the_evidence_map_tells_what_the_data_say(bundled: Visit) -> None:
    """Findings by pairing and design; words and direction narrow it down; a sign opens a card."""
    page = bundled.show("view=evidence")
    row = page.locator("#evidence-map tr", has_text="Avoidant-Secure")
    cells = {cell.pairing: cell for cell in attachgraph.load().gaps()}
    number = cells["pairing/avoidant-secure"].findings
    expect(row.locator(".count")).to_have_text(str(number))
    expect(row.locator(".dot")).to_have_count(number)
    page.locator("#evidence-direction").select_option("decreases")
    expect(row.locator(".dot").first).to_have_attribute("aria-label", re.compile(r": decreases"))
    page.locator("#evidence-words").fill("no such finding")
    expect(page.locator("#evidence-map .dot")).to_have_count(0)
    page.locator("#evidence-words").fill("")
    page.locator("#evidence-direction").select_option("")
    sign = row.locator(".dot").first
    sign.click()
    expect(sign).to_have_attribute("aria-current", "true")
    expect(page.locator("#card .kind")).to_contain_text("result")


def test_a_text_can_be_read_with_its_edges_marked(bundled: Visit) -> None:
    """Every passage leads to its card; the source marks of the file are names to follow."""
    page = bundled.show("view=text&text=pairing/avoidant-secure&select=pairing/avoidant-secure")
    article = page.locator(".reading")
    expect(article.locator("h2")).to_have_text("Avoidant-Secure Relationship")
    assert article.locator("a.taken").count() > 100
    assert "[@" not in article.inner_text()
    passage = article.locator("a.is-disputed", has_text="raise the secure partner's cortisol").or_(
        article.locator("a", has_text="Lasting asymmetry")
    )
    passage.first.click()
    expect(page.locator("#card mark").first).to_contain_text("Lasting asymmetry")
    article.get_by_role("button", name="Porges 2007").first.click()
    expect(page.locator("#card h2")).to_contain_text("Porges (2007)")
    page.locator("#text-choice").select_option(label="Secure Attachment Style")
    expect(article.locator("h2")).to_have_text("Secure Attachment Style")
    assert "text=style/secure" in bundled.fragment
