"""The page for everybody: names and roles, contrast, order of the Tab key, narrow windows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.accessible import COLOURS, RULES, broken_rules
from tests.browser.conftest import Visit, Visitor

ENTRY = "pairing/avoidant-secure"
VIEWS = [
    "",
    f"select={ENTRY}",
    f"open={ENTRY}&focus={ENTRY}",
    f"view=table&select={ENTRY}",
    "view=start",
    "view=disagree",
    "view=phases",
    "view=cycles",
    "view=map",
    "view=text",
    "path=style/secure>work/two-chairs",
]

#: Views that have every kind of part between them. The others, with much more in them, are held
#: against the rules in the bundled dataset.
RULED = {"light": [*VIEWS[1:4], VIEWS[-1]], "dark": [VIEWS[1], "view=map"]}

PROBES = Path(__file__).parent / "probes"

#: Boxes that must never lie on each other; the card lies over the graph, so that nothing moves.
PANELS = ("header.bar", "#legend", ".stage", "footer")


def probe(page: Page, name: str) -> Any:
    """Run one of the small scripts that look at the page."""
    return page.evaluate((PROBES / f"{name}.js").read_text(encoding="utf-8"))


def test_no_view_breaks_a_rule_of_axe(visit: Visitor) -> None:
    """axe-core finds nothing; in any view everything has a name and every word stands out."""
    visited = visit()
    page = visited.open()
    for title in ("Edges", "Standing", "Entries", "Strength"):
        page.get_by_role("heading", name=title).click()
    for fragment in VIEWS:
        visited.show(fragment or "view=graph")
        for group in page.locator("#card details:not([open]) summary").all()[:4]:
            group.click()
        assert probe(page, "nameless") == [], fragment
        for colours, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
            assert probe(page, "faint") == [], (fragment, colours)
            if fragment in RULED[colours]:
                report = broken_rules(page, rules)
                assert not report, f"{fragment}: {report}"


def test_no_view_of_the_bundled_dataset_breaks_a_rule_of_axe(bundled: Visit) -> None:
    """The same with everything that the package ships."""
    for fragment in (
        "view=start",
        "tour=gaps.1",
        "view=disagree&claim=claim/likeness-softens-insecurity",
        "view=map&filter=map.cell:pairing/avoidant-secure~relationship quality",
        "view=phases",
        "view=cycles",
        f"view=text&select={ENTRY}",
    ):
        page = bundled.show(fragment)
        report = broken_rules(page)
        assert not report, f"{fragment}: {report}"


def test_landmarks_and_headings_lead_through_the_page(synthetic: Visit) -> None:
    """One main, one search, one heading of the first rank, headings without gaps in their ranks."""
    page = synthetic.show(f"select={ENTRY}")
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
    """The way past it all, search, tabs, legend, graph, its tools; then the card."""
    page = visit().open(f"select={ENTRY}")
    page.locator("body").focus()
    visited = []
    for _ in range(120):
        page.keyboard.press("Tab")
        visited.append(probe(page, "part-in-focus"))
        if visited[-1] == "card":
            break
    order = list(dict.fromkeys(visited))
    assert order == ["skip", "search", "actions", "tabs", "legend", "canvas", "tools", "card"]


def test_what_happens_is_announced(synthetic: Visit) -> None:
    """A screen reader hears the selection, with its kind."""
    page = synthetic.page
    page.get_by_role("combobox", name="Search").fill("harbour")
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


def test_panels_fit_the_window(synthetic: Visit) -> None:
    """Only the card lies on anything; nothing is wider than the window, and the card is inside."""
    page = synthetic.show(f"select={ENTRY}")
    for width, height in ((2560, 1300), (1100, 700), (800, 1000), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        assert overlaps(page) == []
        card = page.locator("#card").bounding_box()
        assert card
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= width
        assert card["y"] + card["height"] <= height
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator("#canvas").bounding_box()
        assert box
        assert box["height"] >= 150
    page.set_viewport_size({"width": 1400, "height": 900})


def test_every_view_reflows(visit: Visitor, bundled_explorer: Path) -> None:
    """On a telephone and at 200 % zoom only tables scroll sideways, inside the page."""
    visited = visit(bundled_explorer, width=390, height=844)
    page = visited.open()
    for width, height in ((390, 844), (640, 400)):
        page.set_viewport_size({"width": width, "height": height})
        for view in ("start", "disagree", "map", "text", "phases", "cycles", "table"):
            visited.show(f"view={view}")
            expect(page.locator(f"#view-{view}")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(f"document.getElementById('view-{view}').scrollWidth") <= width
            cut = page.locator(f"#view-{view} .scroll").evaluate_all(
                "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
            )
            assert cut == 0, f"a table of {view} is cut"
        visited.show("view=graph")
        canvas = page.locator("#canvas").bounding_box()
        # In less the names of fourteen boxes would be too small to read.
        assert canvas
        assert canvas["height"] >= 400


def test_the_page_can_be_printed(synthetic: Visit) -> None:
    """On paper the open view stands in full length, on sheets of one kind, without buttons."""
    page = synthetic.show(f"view=table&select={ENTRY}")
    page.emulate_media(media="print")
    expect(page.locator(".tabs")).to_be_hidden()
    expect(page.locator("#view-table .filters .field").first).to_be_hidden()
    expect(page.locator("#table-found")).to_be_visible()
    # The heading must turn with its table, or it stands on an empty sheet of its own.
    assert page.evaluate("getComputedStyle(document.body).page") == "wide"
    expect(page.locator("#card .cite").first).to_be_hidden()
    expect(page.locator("#notice")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    page.emulate_media(media="screen")


def test_the_legend_folds_away_on_narrow_windows(synthetic: Visit) -> None:
    """It opens on demand and says so."""
    page = synthetic.page
    page.set_viewport_size({"width": 800, "height": 1000})
    toggle = page.get_by_role("button", name="Legend and filter")
    expect(page.locator("#legend-lists")).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("checkbox", name="Pairing")).to_be_visible()
    toggle.click()
    page.set_viewport_size({"width": 1400, "height": 900})
