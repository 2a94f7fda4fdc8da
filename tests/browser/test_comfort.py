"""Small things that a reader trips over: heads that scroll away, keys, empty pictures, buttons."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

import attachgraph
from tests.browser.conftest import Visit, Visitor, copied_by


@pytest.mark.parametrize("width", [390, 640, 1280, 1920])
def test_the_page_ends_with_the_window(visit: Visitor, bundled_explorer: Path, width: int) -> None:
    """No view makes the page longer or wider: only what lies below the header scrolls."""
    # A page of its own: where a view is first seen on a telephone, its fields stay folded.
    visited = visit(bundled_explorer, width=width)
    page = visited.open()
    views = page.locator("[role=tab]").evaluate_all("all => all.map(one => one.id.slice(4))")
    assert len(views) == 9
    for view in views:
        visited.show(f"view={view}")
        sizes = page.evaluate("(e => [e.scrollWidth, e.scrollHeight])(document.documentElement)")
        assert sizes == [width, 900], view


@pytest.mark.parametrize("width", [360, 640])
def test_a_narrow_window_has_all_of_the_header(bundled: Visit, width: int) -> None:
    """All views, the counts and the list of keys are in sight, as at 200 % of a wide window."""
    page = bundled.page
    page.set_viewport_size({"width": width, "height": 900})
    for part in (*page.get_by_role("tab").all(), page.locator("#counts, #help-open")):
        for one in part.all():
            expect(one).to_be_in_viewport(ratio=1)
    assert page.locator("header.bar").evaluate("one => one.offsetHeight") < 240
    page.set_viewport_size({"width": 1400, "height": 900})


@pytest.mark.parametrize(("view", "scroller"), [("table", "#view-table"), ("map", ".map-scroll")])
def test_the_heads_of_a_table_stay_in_sight(bundled: Visit, view: str, scroller: str) -> None:
    """A screen further down, the columns still have their names."""
    page = bundled.show(f"view={view}")
    head = page.locator(f"#view-{view} thead th").first
    expect(head).to_be_visible()
    page.locator(scroller).evaluate("one => one.scrollTo(0, 900)")
    assert page.locator(scroller).evaluate("one => one.scrollTop") > 100
    expect(head).to_be_in_viewport(ratio=0.9)


@pytest.fixture(scope="module")
def own_explorer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a dataset, add comments to its example entry, and write its explorer."""
    folder = tmp_path_factory.mktemp("own")
    command = [sys.executable, "-m", "attachgraph"]
    title = ["--title", "Burnout & love: a review", "--author", "Quill, Ada"]
    subprocess.run([*command, "init", "review", *title], cwd=folder, check=True)
    entry = folder / "review/entries/example.md"
    text = entry.read_text(encoding="utf-8")
    assert "<!--" in text
    assert "\n# " in text
    text = text.replace("it shows the form", "it shows <!-- says who? --> the form")
    entry.write_text(f"{text}\nLast words. <!-- to do:\nmore --> The end.\n", encoding="utf-8")
    page = folder / "page.html"
    subprocess.run([*command, "view", "--output", page], cwd=folder / "review", check=True)
    return page


def test_a_dataset_of_ones_own_has_its_name_on_the_page(visit: Visitor, own_explorer: Path) -> None:
    """Title, authors, version and licence stand in the header and on Start."""
    page = visit(own_explorer).open("view=start")
    expect(page).to_have_title("Burnout & love: a review – attachgraph explorer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Burnout & love")
    for place in ("#counts", ".opening"):
        expect(page.locator(place)).to_contain_text("Ada Quill · version 0.1.0 · CC-BY-4.0")
    expect(page.locator(".opening h2")).to_have_text("Burnout & love: a review")
    expect(page.locator(".matrix .title").first).to_have_text("anxious – anxious")


def test_comments_of_an_entry_are_no_text(visit: Visitor, own_explorer: Path) -> None:
    """What the reader of entries leaves out is not read here: in the head, a line, or several."""
    page = visit(own_explorer).open("view=text")
    page.locator(".reading summary").click()
    said = page.locator(".reading").inner_text()
    for comment in ("--", "says who", "to do", "more", "An example, to be looked at", "KEY"):
        assert comment not in said
    assert "it shows the form" in said
    assert "Last words.\n\nThe end." in said


def test_the_question_mark_shows_the_keys(bundled: Visit) -> None:
    """Anywhere but where one writes; Escape closes the list."""
    page = bundled.show("view=graph")
    page.locator("#canvas").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("zoom in")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.get_by_role("combobox", name="Search").press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.get_by_role("combobox", name="Search").fill("")


def test_a_picture_without_lines_says_why(bundled: Visit) -> None:
    """Where the filter of standings leaves no line, a note says so and leads back."""
    page = bundled.show("view=graph")
    names = page.locator("#legend [data-set=without]").evaluate_all(
        "all => all.map(one => one.dataset.name).filter(name => !name.includes('/'))"
    )
    bundled.show(f"view=graph&without={','.join(names)}")
    expect(page.locator("#notes")).to_contain_text("leave out every line")
    page.get_by_role("button", name="Show all standings").click()
    expect(page.locator("#notes")).to_be_hidden()


@pytest.mark.parametrize("width", [640, 1024, 1280, 1440])
def test_no_name_in_the_picture_touches_its_edge(bundled: Visit, width: int) -> None:
    """The widest box on either side leaves room to the edge."""
    page = bundled.show("view=graph")
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Fit").click()
    page.wait_for_timeout(300)
    canvas, boxes = page.locator("#canvas").bounding_box(), page.evaluate("attachgraph.boxes()")
    assert canvas
    assert min(box[0] for box in boxes) > 16
    assert max(box[2] for box in boxes) < canvas["width"] - 16
    page.set_viewport_size({"width": 1400, "height": 900})


def test_the_card_says_what_its_counts_count(bundled: Visit) -> None:
    """Statements and the claims among them are two units; compare counts the second."""
    page = bundled.show("view=table&select=pairing/avoidant-secure")
    compared = attachgraph.load().compare("avoidant-secure", "anxious-secure")
    claims = sum(compared.statuses[0].values())
    part = page.locator("#card .standings")
    expect(part).to_contain_text(re.compile(rf"^\d+ quoted statements, by standing. {claims} of"))
    counts = part.locator(".count").all_inner_texts()
    expect(part).to_contain_text(f"{sum(map(int, counts))} quoted statements")


def test_fit_leaves_the_toolbar_free(bundled: Visit) -> None:
    """After an entry was expanded, Fit puts no box below the buttons."""
    page = bundled.show("view=graph&open=pairing/avoidant-secure~Study")
    page.get_by_role("button", name="Fit").click()
    page.wait_for_timeout(300)
    canvas, tools = page.locator("#canvas").bounding_box(), page.locator(".tools").bounding_box()
    assert canvas
    assert tools
    top, right = tools["y"] - canvas["y"], tools["x"] + tools["width"] - canvas["x"]
    below = [box for box in page.evaluate("attachgraph.boxes()") if box[3] > top and box[0] < right]
    assert below == []


def test_the_sources_of_a_claim_are_copied(bundled: Visit) -> None:
    """Who disputes a sentence goes into a reference manager at once, with authors and year."""
    page = bundled.show("view=graph&select=pairing/anxious-avoidant")
    page.get_by_role("button", name="disputed").first.click()
    statement = page.locator("#card .statement", has=page.locator(".of-disputed")).first
    copied = copied_by(statement.get_by_role("button", name="Copy the cited sources as BibTeX"))
    assert copied.startswith("@")
    assert "author = {" in copied
    assert "year = {" in copied
