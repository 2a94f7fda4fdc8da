"""The map of a large dataset: it opens, finds, follows and quotes, with WebGL and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pyoxigraph import Store

from attachgraph.bundled import bundled_store
from attachgraph.views.atlas import render_atlas
from attachgraph.views.explorer import render
from tests.benchmarks.synthetic import load_store, write_quads
from tests.browser.accessible import broken_rules
from tests.browser.conftest import Visitor

#: Entries that make a graph of more nodes than the explorer draws.
ENTRIES = 1_000


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of a synthetic dataset."""
    return page_of(ENTRIES, tmp_path_factory.mktemp("atlas"))


def page_of(entries: int, folder: Path) -> Path:
    """Write the page of so many synthetic entries."""
    write_quads(folder / "data.nq", entries)
    store = Store()
    load_store(store, folder / "data.nq", bulk=False)
    path = folder / "page.html"
    path.write_text(render(store, sparql=False), encoding="utf-8")
    return path


def test_a_cluster_leads_to_a_member_and_to_its_words(visit: Visitor, atlas: Path) -> None:
    """Cluster, member, quote, neighbour and search; the address holds the selection."""
    visited = visit(atlas, dark=True)
    page = visited.open("cluster=Entry~Category%200")
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    expect(page.locator("#counts")).to_have_text("1,100 nodes · 1,000 edges · 2,000 sentences")
    expect(page.locator("#card h2")).to_have_text("Entry: Category 0")
    expect(page.locator("#cluster-map canvas").first).to_be_visible()
    expect(page.locator("#list")).to_be_hidden()
    page.locator("#card li button").first.click()
    expect(page.locator("#card blockquote").first).to_have_text(re.compile(r"^In couple 0 one"))
    assert visited.fragment == "select=pairing/entry-0"
    page.get_by_role("searchbox").fill("name 1 of 500")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text("Entry 500")
    page.go_back()
    expect(page.locator("#card h2")).to_have_text("Entry 0")
    report = broken_rules(page)
    assert not report, report
    page.get_by_role("tab", name="Sentences").click()
    page.get_by_label("Words").fill("couple 999 one")
    told = page.locator("#text-list article")
    expect(told).to_have_count(2)  # one mentions it
    expect(told.locator("blockquote").filter(has_text="In couple 999 one").first).to_be_visible()
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("button", name="Disputed or worse").click()
    expect(page.locator("#table-found")).to_have_text("100 of 1,100 rows")
    page.get_by_label("Words of the name").fill("entry 999")
    expect(page.locator("#table-rows tr")).to_have_text(re.compile(r"^Entry 999Entry: Category \d"))
    page.get_by_role("tab", name="Gap map").click()
    expect(page.locator("#view-map")).to_contain_text("This dataset has no coded results")
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator("#view-ask code").first).to_contain_text("attachgraph query")
    page.get_by_role("tab", name="Clusters").click()
    page.locator("#cluster-map").focus()
    for key in ("ArrowLeft", "+", "-", "0", "Escape"):
        page.keyboard.press(key)
    expect(page.locator("#card")).to_be_hidden()
    last = page.locator("#clusters li").last
    expect(last).to_be_hidden()
    page.emulate_media(media="print")
    expect(last).to_be_visible()  # on paper nobody can ask for the other names


def test_without_webgl_on_a_telephone_the_clusters_are_a_list(visit: Visitor, atlas: Path) -> None:
    """Names and numbers, tables of members and quotes are there; nothing is wider than the page."""
    visited = visit(atlas, width=360, height=740)
    visited.page.add_init_script(
        """const get = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return kind.includes("webgl") ? null : get.call(this, kind, ...rest);
        };"""
    )
    page = visited.open("")
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    expect(page.locator("#no-map")).to_be_visible()
    clusters = page.locator("#list summary")
    expect(clusters).to_have_count(13)
    expect(clusters.nth(1)).to_have_text("Entry: Category 084")
    clusters.nth(1).click()
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(84)
    rows.first.get_by_role("button").click()
    expect(page.locator("#card blockquote").first).to_be_visible()
    visited.show("view=table")
    expect(page.locator("#table-rows tr").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    report = broken_rules(page)
    assert not report, report


def test_the_gap_map_of_a_large_page_is_filtered_as_that_of_a_small_one(
    visit: Visitor, tmp_path: Path
) -> None:
    """What is set stands in the address, and every count is of what is let through."""
    path = tmp_path / "page.html"
    path.write_text(render_atlas(bundled_store(), "A notice."), encoding="utf-8")
    visited = visit(path, width=768, dark=True)
    page = visited.open("view=map&map.since=2010")
    found = page.locator("#map-found")
    expect(found).to_have_text(re.compile(r"^\d+ of \d+ studies$"))
    since = str(found.text_content())
    total = page.locator("#map-table tfoot td.total").last
    expect(total).to_have_text(since.partition(" ")[0])
    page.get_by_label("What was read").select_option("abstract")
    expect(found).not_to_have_text(since)
    assert "map.read=" in visited.fragment
    page.get_by_role("button", name="Clear filters").click()
    expect(found).to_have_text(re.compile(r"^(\d+) of \1 studies$"))
    report = broken_rules(page)
    assert not report, report


def test_the_explorer_of_many_entries_begins_with_clusters(visit: Visitor, tmp_path: Path) -> None:
    """A hundred and fifty entries: clusters first, then one entry, then what it brings in."""
    visited = visit(page_of(150, tmp_path))
    page = visited.open("view=graph&select=pairing/entry-50")
    expect(page.locator("html[data-clusters=yes]")).to_be_attached()
    expect(page.locator("#clusters li").first).to_have_text("1Source100")
    expect(page.locator("#card h2")).to_have_text("Entry 50")
    expect(page.locator("#canvas")).to_be_hidden()
    page.get_by_role("button", name="Expand", exact=True).click()
    expect(page.locator("#cluster-map")).to_be_hidden()
    expect(page.locator("#graph-counts")).to_have_text("Shown: 11 nodes and 10 edges")
    page.go_back()
    expect(page.locator("#cluster-map")).to_be_visible()
    report = broken_rules(page)
    assert not report, report
