"""The map of a dataset that is too large for the explorer: it opens, finds, follows and tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pyoxigraph import Store

from attachgraph.views.explorer import render
from tests.benchmarks.synthetic import load_store, write_quads
from tests.browser.conftest import Visitor

#: Entries that make a graph of 20,000 nodes.
ENTRIES = 2_860


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of a synthetic dataset of 20,000 nodes."""
    folder = tmp_path_factory.mktemp("atlas")
    write_quads(folder / "large.nq", ENTRIES)
    store = Store()
    load_store(store, folder / "large.nq", bulk=False)
    path = folder / "atlas.html"
    path.write_text(render(store), encoding="utf-8")
    return path


def test_twenty_thousand_nodes_are_drawn(visit: Visitor, atlas: Path) -> None:
    """All of them at once, with their number and a legend."""
    page = visit(atlas).open()
    expect(page).to_have_title("attachgraph map")
    expect(page.locator("#counts")).to_have_text(re.compile(r"^20,\d{3} nodes"))
    painted = page.evaluate(
        """() => {
            const canvas = document.getElementById("canvas");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width,
            canvas.height); return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert painted > 5
    expect(page.get_by_role("checkbox", name=re.compile(r"alias"))).to_be_checked()


def test_clusters_are_named_and_lead_to_their_place(visit: Visitor, atlas: Path) -> None:
    """Words come first: the largest clusters with what lies around each, and more on demand."""
    page = visit(atlas).open()
    clusters = page.locator("#clusters li")
    expect(clusters).to_have_count(12)
    name = clusters.first.get_by_role("button").inner_text()
    assert int(clusters.first.locator(".count").inner_text().replace(",", "")) > 1
    page.get_by_role("button", name="Show more").click()
    expect(clusters).to_have_count(132)
    clusters.first.get_by_role("button").click()
    expect(page.locator("#card h2")).to_have_text(name)


def test_a_node_is_found_and_followed_with_the_keyboard(visit: Visitor, atlas: Path) -> None:
    """Search, result, card, neighbour; the address holds the selection."""
    visited = visit(atlas)
    page = visited.open()
    page.get_by_role("searchbox").fill("entry 500")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_be_visible()
    expect(page.locator("#card code")).to_contain_text("attachgraph view")
    name = page.locator("#card h2").inner_text()
    assert visited.fragment.startswith("select=")
    page.locator("#card li button").first.click()
    expect(page.locator("#card h2")).not_to_have_text(name)
    page.go_back()
    expect(page.locator("#card h2")).to_have_text(name)
    page.locator("#canvas").focus()
    for key in ("ArrowLeft", "+", "-", "0", "Escape"):
        page.keyboard.press(key)
    expect(page.locator("#card")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_map_breaks_no_rule_of_axe(visit: Visitor, atlas: Path, *, dark: bool) -> None:
    """Names, contrast, targets and landmarks, with the card open."""
    page = visit(atlas, dark=dark).open("select=pairing/entry-500")
    expect(page.locator("#card h2")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_map_fits_a_telephone(visit: Visitor, atlas: Path) -> None:
    """Nothing is wider than 360 pixels."""
    page = visit(atlas, width=360, height=740).open("select=pairing/entry-500")
    expect(page.locator("#card h2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
