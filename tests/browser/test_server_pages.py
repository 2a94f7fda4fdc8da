"""The pages of the server in a real browser: readable by everybody, and asking nobody else."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import check_for_everybody
from tests.server.conftest import Server, end, start_server, until

PAGES = (
    "/",
    "/pairing/fearful-fearful",
    "/source/lozano-2021",
    "/ontology",
    "/search?q=cortisol",
    "/nothing/here",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Serve the bundled dataset."""
    started = start_server()
    yield started
    end(started)


def visit(browser: Browser, server: Server, path: str, *, width: int) -> Page:
    """Open a page that may ask nobody but its server, and may complain of nothing."""
    context = browser.new_context(viewport={"width": width, "height": 900})
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
def test_pages_are_accessible(browser: Browser, server: Server, path: str) -> None:
    """The axe rules find nothing, light or dark, and nothing sticks out to the side."""
    page = visit(browser, server, path, width=360)
    for summary in page.locator("details.quotations > summary:visible").all()[:3]:
        summary.click()
    check_for_everybody(page, 360, 1400)
    page.context.close()


def test_words_are_shown_and_searched_with_the_keyboard(browser: Browser, server: Server) -> None:
    """A reader skips to the content, opens the words of a claim, and searches, without a mouse."""
    page = visit(browser, server, "/pairing/avoidant-secure", width=1400)
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


@contextmanager
def other_page() -> Generator[int]:
    """Serve an empty page at a port of its own, under whatever name it is called."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Another page</title>")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        thread = Thread(target=listener.serve_forever, daemon=True)
        thread.start()
        try:
            yield listener.server_port
        finally:
            listener.shutdown()
            thread.join()


def ask_from(browser: Browser, address: str, server: Server) -> tuple[str, str]:
    """Ask a question from a page at an address, and return the answer and the frame it may show."""
    page = browser.new_page()
    page.goto(address)
    home = f"http://127.0.0.1:{server.port}"
    question = f"{home}/sparql?format=csv&query=ASK%7B%7D"
    answer: str = page.evaluate(
        """async ([question, explorer]) => {
            const frame = document.createElement("iframe");
            const loaded = new Promise((done) => { frame.onload = done; });
            frame.src = explorer;
            document.body.append(frame);
            await loaded;
            await fetch(question, { mode: "no-cors" }).catch(() => null);
            return fetch(question).then((r) => r.text(), () => "refused");
        }""",
        [question, f"{home}/explorer"],
    )
    for _ in range(100):  # the browser tells of a frame later than it loads
        frame = page.frames[1].url
        if frame not in {"", "about:blank"}:
            break
        page.wait_for_timeout(50)
    page.context.close()
    return answer, frame


def test_only_pages_of_this_machine_ask_and_frame(browser: Browser, server: Server) -> None:
    """A page of another site is refused and shows no frame; a notebook on another port may ask."""
    with other_page() as port:
        answer, frame = ask_from(browser, f"http://elsewhere.localhost:{port}/", server)
        assert (answer, frame) == ("refused", "chrome-error://chromewebdata/")
        # What the server says comes through a pipe, perhaps a moment later.
        until(lambda: sum(" /sparql 403 " in line for line in server.said) == 2)
        answer, frame = ask_from(browser, f"http://localhost:{port}/", server)
        assert answer.strip() == "true"
        assert frame.endswith("/explorer")
