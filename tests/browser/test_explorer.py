"""The explorer as a reader uses it: mouse, keyboard, address bar, clipboard and files.

Every test ends with a check that the page made no request but its own and had nothing to complain
about, such as a refusal of its Content-Security-Policy; see ``conftest.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Visitor

ENTRY = "pairing/avoidant-secure"
CYCLE_EDGE = f"{ENTRY}|conflict-cycle|cycle/avoidant-secure/ask-and-retreat"
SENTENCE = "A secure partner buffers the insecurity of the other."


def numbers(page: Page) -> tuple[int, int]:
    """Return how many nodes and edges the graph says it shows."""
    label = page.locator("#canvas").get_attribute("aria-label") or ""
    found = re.fullmatch(r"Graph with ([\d,]+) nodes? and ([\d,]+) edges?", label)
    assert found, label
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def centre(page: Page) -> tuple[float, float]:
    """Return the middle of the canvas on the screen."""
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def card(page: Page) -> str:
    """Return the text of the card."""
    return page.locator("#card").inner_text()


def test_the_page_opens_from_disk_and_draws(visit: Visitor) -> None:
    """The graph is on the canvas, the counts are above it and the notice is below."""
    page = visit().open()
    expect(page).to_have_title("attachgraph explorer")
    assert numbers(page) > (20, 20)
    expect(page.locator("#counts")).to_contain_text("2 pairings · 4 styles")
    expect(page.locator("#notice")).to_contain_text("not a diagnostic instrument")
    painted = page.evaluate(
        """() => {
            const canvas = document.querySelector("#canvas canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width,
            canvas.height).data; return pixels.some((value) => value > 0);
        }"""
    )
    assert painted


def test_the_legend_filters_nodes_and_edges(visit: Visitor) -> None:
    """Taking aliases out takes their edges out, and the entry that nothing else connects."""
    page = visit().open()
    before = numbers(page)
    page.get_by_role("checkbox", name=re.compile(r"^alias")).uncheck()
    without = numbers(page)
    assert without[0] == before[0] - 15
    assert without[1] == before[1] - 14
    page.get_by_role("checkbox", name=re.compile(r"^alias")).check()
    assert numbers(page) == before


def test_turning_an_edge_on_brings_the_nodes_it_needs(visit: Visitor) -> None:
    """Mentions lead to concepts, which the first view leaves out."""
    page = visit().open()
    before = numbers(page)
    page.get_by_role("checkbox", name=re.compile(r"^mentions")).check()
    expect(page.get_by_role("checkbox", name=re.compile(r"^concept"))).to_be_checked()
    assert numbers(page) == (before[0] + 4, before[1] + 4)
    page.get_by_role("button", name="First choice of nodes").click()
    page.get_by_role("button", name="First choice of edges").click()
    assert numbers(page) == before


def test_search_finds_an_alias_with_the_keyboard(visit: Visitor) -> None:
    """Typing another name leads to the entry and opens its card."""
    page = visit().open()
    page.keyboard.press("/")
    page.keyboard.type("HARBOUR")
    option = page.get_by_role("option", name="harbour and ship")
    expect(option).to_contain_text("another name of Avoidant-Secure Relationship")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure Relationship")
    expect(page.locator("#card")).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_search_with_the_mouse_and_without_a_match(visit: Visitor) -> None:
    """A name that is not there says so; a click on one that is opens it."""
    page = visit().open()
    page.get_by_role("combobox").fill("nobody by that name")
    expect(page.locator("#results")).to_contain_text("No name matches.")
    page.get_by_role("combobox").fill("lighthouse")
    page.get_by_role("option").first.click()
    expect(page.locator("#card h2")).to_have_text("The Lighthouse Keepers")


def walk_to_a_node(page: Page) -> str:
    """Select a node with an arrow key, which also moves it to the middle, and return its name."""
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    return page.locator("#card h2").inner_text()


def test_arrow_keys_walk_through_the_graph(visit: Visitor) -> None:
    """Each arrow selects another node, Enter goes to its card, Escape takes it back."""
    page = visit().open()
    first = walk_to_a_node(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#card h2")).not_to_have_text(first)
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_focused()
    page.locator("#canvas").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


def test_a_click_on_a_node_opens_its_card(visit: Visitor) -> None:
    """The node in the middle, the one an arrow key led to, is the one the mouse hits."""
    page = visit().open()
    page.get_by_role("combobox").fill("quiet mismatch")
    page.get_by_role("option").first.click()
    name = walk_to_a_node(page)
    page.get_by_role("button", name="Close the card").click()
    expect(page.locator("#card")).to_be_hidden()
    page.wait_for_timeout(300)
    page.mouse.click(*centre(page))
    expect(page.locator("#card h2")).to_have_text(name)


def test_a_click_on_an_edge_opens_its_card(visit: Visitor) -> None:
    """Somewhere around a node there is a line, and it leads to the words behind it."""
    visited = visit()
    page = visited.open()
    walk_to_a_node(page)
    page.get_by_role("button", name="Zoom in").click()
    x, y = centre(page)
    for step in range(72):
        dx, dy = page.evaluate(f"[70 * Math.cos({step} / 11.46), 70 * Math.sin({step} / 11.46)]")
        page.mouse.click(x + dx, y + dy)
        if "|" in visited.fragment:
            break
        page.wait_for_timeout(20)
    assert re.search(r"select=.+\|.+\|.+", visited.fragment)
    expect(page.locator("#card h2 button")).to_have_count(2)


def test_the_card_of_an_edge_shows_its_evidence(visit: Visitor) -> None:
    """Quote, section, title of the text, place, status in words, and the sources in full."""
    page = visit().open(f"select={CYCLE_EDGE}")
    expect(page.locator("#card blockquote")).to_have_text("Ask and retreat")
    expect(page.locator("#card .where")).to_contain_text("Avoidant-Secure Relationship")
    expect(page.locator("#card .where")).to_contain_text("“Conflict Cycle”, characters")
    expect(page.locator("#card .status").first).to_contain_text("supported")
    expect(page.locator("#card .sources")).to_contain_text("supported by Alder & Birch 2001")
    expect(page.locator("#card .sources")).to_contain_text("Requests and distance in couples")


def test_the_card_of_an_entry_shows_both_sides(visit: Visitor) -> None:
    """A disputed sentence names who supports it and who disputes it, by section."""
    page = visit().open(f"select={ENTRY}")
    expect(page.locator("#card .names")).to_contain_text("harbour and ship")
    page.locator("#card summary", has_text="Psychology").click()
    statement = page.locator("#card .statement", has_text=SENTENCE)
    expect(statement.locator(".status")).to_contain_text("disputed")
    expect(statement.locator(".sources")).to_contain_text("supported by Dogwood & Elm 2012")
    expect(statement.locator(".sources")).to_contain_text("disputed by Ivy & Juniper 2021")


def test_a_card_leads_to_the_neighbours(visit: Visitor) -> None:
    """From the edge to the cycle, from the cycle to a move."""
    page = visit().open(f"select={CYCLE_EDGE}")
    page.locator("#card h2 button").nth(1).click()
    expect(page.locator("#card h2")).to_have_text("Ask and retreat")
    page.locator("#card").get_by_role("button", name="leaves the room").first.click()
    expect(page.locator("#card h2")).to_have_text("leaves the room")


def test_focus_shows_only_the_surroundings(visit: Visitor) -> None:
    """The other pairing's alias goes, and comes back."""
    visited = visit()
    page = visited.open(f"select={ENTRY}")
    before = numbers(page)
    page.get_by_role("button", name="Show only its surroundings").click()
    assert numbers(page) < before
    assert f"focus={ENTRY}" in visited.fragment
    page.get_by_role("button", name="Show everything").click()
    assert numbers(page) == before


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
    page.get_by_label("Status").select_option("disputed")
    page.get_by_label("Words").fill("buffers insecurity")
    rows = page.locator("#table-rows tr")
    expect(rows.filter(has_text=SENTENCE).first).to_be_visible()
    for text in rows.all_inner_texts():
        assert "disputed" in text.lower()
    page.get_by_label("Edge", exact=True).select_option("claims")
    expect(rows).to_have_count(1)
    expect(page.locator("#table-found")).to_have_text("1 row of 1")
    rows.get_by_role("button", name="claims").click()
    expect(page.locator("#card blockquote")).to_have_text(SENTENCE)


def test_the_table_says_how_much_there_is(visit: Visitor) -> None:
    """Rows come in portions; the next one goes on where the last one ended."""
    page = visit().open("view=table")
    expect(page.locator("#table-found")).to_have_text(re.compile(r"^1[0-9]+ rows of 1[0-9]+$"))
    assert page.locator("#table-rows tr").count() == int(
        page.locator("#table-found").inner_text().split()[0]
    )


def test_the_grid_jumps_to_a_pairing(visit: Visitor) -> None:
    """Covered, thin and missing are written out; a cell leads to the graph."""
    page = visit().open()
    page.get_by_role("tab", name="Pairings").click()
    grid = page.locator("#view-grid")
    expect(grid.locator(".cell")).to_have_count(10)
    expect(grid.locator(".missing")).to_have_count(8)
    cell = grid.get_by_role("button", name=re.compile(r"Avoidant-Secure"))
    expect(cell).to_contain_text("15 sentences, 9 sources")
    expect(cell).to_contain_text("covered")
    cell.click()
    expect(page.get_by_role("tab", name="Graph")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure Relationship")


def test_tabs_follow_the_arrow_keys(visit: Visitor) -> None:
    """One tab is in the order of the Tab key; the arrows reach the others."""
    page = visit().open()
    page.get_by_role("tab", name="Graph").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Table")).to_be_focused()
    expect(page.get_by_role("tabpanel")).to_have_attribute("id", "view-table")
    assert page.locator("[role=tab][tabindex='0']").count() == 1


def test_the_fragment_restores_the_view(visit: Visitor) -> None:
    """Whoever gets the address sees the same selection, filters and view."""
    one = visit()
    page = one.open()
    page.get_by_role("checkbox", name=re.compile(r"^alias")).uncheck()
    page.get_by_role("checkbox", name=re.compile(r"^phase")).check()
    page.get_by_role("combobox").fill("Two Chairs")
    page.get_by_role("option").first.click()
    expect(page.locator("#card h2")).to_have_text("Two Chairs")
    assert one.fragment == "select=work/two-chairs&kinds=Alias,Phase"
    other = visit().open(one.fragment)
    expect(other.locator("#card h2")).to_have_text("Two Chairs")
    expect(other.get_by_role("checkbox", name=re.compile(r"^alias"))).not_to_be_checked()
    expect(other.get_by_role("checkbox", name=re.compile(r"^phase"))).to_be_checked()
    assert numbers(other) == numbers(page)


def test_the_back_button_undoes_a_selection(visit: Visitor) -> None:
    """Each selection is a step."""
    page = visit().open(f"select={ENTRY}")
    page.get_by_role("tab", name="Pairings").click()
    page.go_back()
    expect(page.get_by_role("tab", name="Graph")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure Relationship")


@pytest.mark.parametrize(
    "fragment",
    [
        "select=pairing/nobody&view=nowhere&kinds=Nothing&edges=,",
        "%",
        "select=%E0%A4%A",
        "=&&==",
        "a#b",
    ],
)
def test_a_broken_fragment_shows_the_first_view(visit: Visitor, fragment: str) -> None:
    """An address that was cut off in a mail still opens the page."""
    page = visit().open(fragment)
    expect(page.locator("#card")).to_be_hidden()
    assert numbers(page) == numbers(visit().open())


def test_hostile_labels_are_shown_as_text(visit: Visitor) -> None:
    """Nothing in a label runs, loads or becomes an element, in card, table, search and canvas."""
    page = visit().open("select=entry/hostile")
    expect(page.locator("#card h2")).to_have_text("</script><script>window.pwned = 1</script>")
    expect(page.locator("#card")).to_contain_text('<img src=x onerror="window.pwned = 2">')
    page.get_by_role("combobox").fill("<img")
    expect(page.get_by_role("option")).to_contain_text('<img src=x onerror="window.pwned = 2">')
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Table").click()
    page.get_by_label("Words").fill("</script>")
    assert page.locator("#table-rows tr").count() > 5
    assert (
        page.locator(
            "#card :is(img, script, iframe, b, h1), #view-table :is(img, script, b)"
        ).count()
        == 0
    )
    assert page.evaluate("window.pwned") is None


def test_dark_mode_follows_the_system(visit: Visitor) -> None:
    """Page and canvas change together, also while the page is open."""
    page = visit(dark=True).open()

    def background() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    swatch = page.locator("#legend .key svg [fill]").first
    assert background() == "rgb(20, 24, 29)"
    dark = swatch.get_attribute("stroke")
    assert len(page.screenshot()) > 10_000
    page.emulate_media(color_scheme="light")
    assert background() == "rgb(251, 250, 247)"
    assert swatch.get_attribute("stroke") != dark


def test_the_picture_is_saved(visit: Visitor, tmp_path: Path) -> None:
    """A PNG with the whole canvas and a strip for the notice."""
    page = visit().open()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    assert download.value.suggested_filename == "attachgraph-graph.png"
    download.value.save_as(tmp_path / "graph.png")
    picture = (tmp_path / "graph.png").read_bytes()
    box = page.locator("#canvas").bounding_box()
    assert box
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(picture[i : i + 4], "big") for i in (16, 20))
    assert (width, height) == (round(box["width"]), round(box["height"]) + 34)


def test_a_citation_is_copied(visit: Visitor) -> None:
    """Quote, place, status, sources and address are on the clipboard, ready for a manuscript."""
    visited = visit()
    page = visited.open(f"select={CYCLE_EDGE}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("“Ask and retreat” (Avoidant-Secure Relationship, “Conflict Cycle”, ")
    assert "Status: supported." in copied
    assert "Supported by Alder, A., & Birch, B. (2001)." in copied
    assert re.search(r"https://w3id\.org/attachgraph/statement/[0-9a-f]{16}$", copied)


def test_a_page_around_one_entry_opens_on_it(visit: Visitor, dataset: str, tmp_path: Path) -> None:
    """The card stands open and the title names the entry."""
    from attachgraph.rdf.namespaces import BASE
    from attachgraph.views.explorer import render
    from tests.browser.conftest import load

    path = tmp_path / "entry.html"
    path.write_text(render(load(dataset), BASE + ENTRY), encoding="utf-8")
    page = visit(path).open()
    expect(page).to_have_title("Avoidant-Secure Relationship – attachgraph explorer")
    expect(page.locator("#card h2")).to_have_text("Avoidant-Secure Relationship")
    assert numbers(page)[0] < 48


def test_a_thousand_nodes_are_drawn(visit: Visitor, large_explorer: Path) -> None:
    """A large dataset opens as a small one does, and all of it can be shown."""
    visited: Visit = visit(large_explorer)
    page = visited.open()
    page.get_by_role("button", name="Show all nodes").click()
    page.get_by_role("button", name="Show all edges").click()
    assert numbers(page)[0] > 900
