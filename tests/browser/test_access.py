"""The page for everybody: names and roles, contrast, order of the Tab key, narrow windows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

ENTRY = "pairing/avoidant-secure"
VIEWS = ["", f"select={ENTRY}", f"view=table&select={ENTRY}", "view=grid"]

PROBES = Path(__file__).parent / "probes"

#: Boxes that must never lie on each other.
PANELS = ("header.bar", "#legend", ".stage", "#card", "footer")


def probe(page: Page, name: str) -> Any:
    """Run one of the small scripts that look at the page."""
    return page.evaluate((PROBES / f"{name}.js").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fragment", VIEWS)
def test_everything_one_can_act_on_has_a_name(visit: Visitor, fragment: str) -> None:
    """Buttons, fields, tabs and the graph say what they are."""
    assert probe(visit().open(fragment), "nameless") == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("fragment", VIEWS)
def test_text_stands_out(visit: Visitor, fragment: str, *, dark: bool) -> None:
    """Every word has a contrast of 4.5:1 or more."""
    page = visit(dark=dark).open(fragment)
    for group in page.locator("#card summary").all():
        group.click()
    assert probe(page, "faint") == []


def test_landmarks_and_headings_lead_through_the_page(visit: Visitor) -> None:
    """One main, one search, one heading of the first rank, headings without gaps in their ranks."""
    page = visit().open(f"select={ENTRY}")
    for role in ("main", "banner", "contentinfo", "search", "complementary", "tablist"):
        expect(page.get_by_role(role)).to_have_count(1)
    ranks = page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3, h4")]
             .filter((heading) => heading.checkVisibility()).map((heading) =>
             Number(heading.tagName[1]))"""
    )
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(later - former <= 1 for former, later in pairwise(ranks))


def test_the_tab_key_visits_the_page_in_the_order_of_the_eye(visit: Visitor) -> None:
    """Search, tabs, legend, graph, its tools; then the card."""
    page = visit().open(f"select={ENTRY}")
    page.locator("body").focus()
    visited = []
    for _ in range(120):
        page.keyboard.press("Tab")
        visited.append(probe(page, "part-in-focus"))
        if visited[-1] == "card":
            break
    order = list(dict.fromkeys(visited))
    assert order == ["search", "tabs", "legend", "canvas", "tools", "card"]


def test_what_happens_is_announced(visit: Visitor) -> None:
    """A screen reader hears the selection, with its kind."""
    page = visit().open()
    page.get_by_role("combobox").fill("harbour")
    page.keyboard.press("Enter")
    expect(page.locator("#announcements")).to_have_text("Avoidant-Secure Relationship, pairing")
    expect(page.locator("#announcements")).to_have_attribute("aria-live", "polite")


def overlaps(page: Page) -> list[tuple[str, str]]:
    """Return the pairs of visible panels that share more than a pixel."""
    boxes = {}
    for panel in PANELS:
        if page.locator(panel).is_visible():
            box = page.locator(panel).bounding_box()
            assert box
            boxes[panel] = box
    return [
        (one, other)
        for one, a in boxes.items()
        for other, b in boxes.items()
        if one < other
        and min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 1
        and min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 1
    ]


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1100, 700), (800, 1000), (700, 900)])
def test_panels_fit_the_window(visit: Visitor, width: int, height: int) -> None:
    """Nothing lies on anything else and nothing is wider than the window, with the card open."""
    page = visit(width=width, height=height).open(f"select={ENTRY}")
    assert overlaps(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("#canvas").bounding_box()
    assert box
    assert box["height"] >= 200


def test_the_legend_folds_away_on_narrow_windows(visit: Visitor) -> None:
    """It opens on demand and says so."""
    page = visit(width=800, height=1000).open()
    toggle = page.get_by_role("button", name="Legend and filter")
    expect(page.locator("#legend-lists")).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("checkbox", name="Pairing")).to_be_visible()
