"""The pages of the server in a real browser: readable by everybody, and asking nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.server.conftest import Server, end, start_server

PAGES = (
    "/",
    "/pairing/avoidant-secure",
    "/source/lozano-2021",
    "/ontology",
    "/search?q=cortisol",
    "/nothing/here",
)
#: All that another width and another colour scheme can break.
COLOURS = {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "target-size",
            "scrollable-region-focusable",
        ],
    }
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Serve the bundled dataset."""
    started = start_server()
    yield started
    end(started)


def visit(browser: Browser, server: Server, path: str, *, width: int, dark: bool) -> Page:
    """Open a page that may ask nobody but its server, and may complain of nothing."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    home = f"http://127.0.0.1:{server.port}"
    complaints: list[str] = []
    page.on("request", lambda request: complaints.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(home + path)
    outside = [text for text in complaints if not text.startswith(home)]
    # Chromium itself notes the status of a page that is not there.
    assert [text for text in outside if "404 (Not Found)" not in text] == []
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1400])
def test_pages_are_accessible(browser: Browser, server: Server, path: str, width: int) -> None:
    """The axe rules find nothing, light or dark, and nothing sticks out to the side."""
    page = visit(browser, server, path, width=width, dark=width > 360)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    for summary in page.locator("details.quotations > summary").all()[:3]:
        summary.click()
    found = Axe().run(page, options=RULES if width == 360 else COLOURS)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


def test_words_are_shown_and_searched_with_the_keyboard(browser: Browser, server: Server) -> None:
    """A reader skips to the content, opens the words of a claim, and searches, without a mouse."""
    page = visit(browser, server, "/pairing/avoidant-secure", width=1400, dark=False)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    first = page.locator("details.quotations").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first.locator("mark").first).to_be_visible()
    box = page.get_by_role("searchbox")
    box.fill("push-pull")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("push-pull")
    page.locator(".hits a").first.click()
    expect(page.get_by_role("heading", name="Cite this")).to_be_visible()
    page.context.close()
