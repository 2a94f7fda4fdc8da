"""Pages from disk in a real browser: every request, refusal and error is written down."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from pyoxigraph import RdfFormat, Store

from attachgraph.views.explorer import render

#: The names that tools/install-test-programs.sh looks for.
NAMES = ("chromium", "chromium-browser", "google-chrome")

#: Milliseconds for whatever a page has to do: they end what hangs, also on a slow machine, and
#: measure nothing.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

#: Copies of the full pairing that make a page of about a thousand nodes.
COPIES = 50


def launch(kind: BrowserType, *more: str) -> Browser:
    """Start the Chromium of the system; without one the tests fail, for nothing was tested."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        pytest.fail(f"none of {', '.join(NAMES)} is installed: run tools/install-test-programs.sh")
    return kind.launch(
        executable_path=chromium,
        args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", *more],
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a browser for all tests."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def load(text: str) -> Store:
    """Load N-Quads."""
    store = Store()
    store.load(text.encode(), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def dataset(root: Path) -> str:
    """Return the synthetic dataset as N-Quads."""
    return (root / "tests/fixtures/graph.nq").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def explorer(dataset: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the synthetic dataset."""
    path = tmp_path_factory.mktemp("explorer") / "page with spaces & ümlaut.html"
    path.write_text(render(load(dataset)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def large_explorer(dataset: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page of about a thousand nodes: the full pairing many times over."""
    copies = [dataset.replace("avoidant-secure", f"avoidant-secure-{n}") for n in range(COPIES)]
    path = tmp_path_factory.mktemp("explorer") / "large.html"
    path.write_text(render(load("".join([dataset, *copies])), sparql=False), encoding="utf-8")
    return path


class Visit:
    """An open page, with everything it did that it must not do."""

    def __init__(self, page: Page, path: Path) -> None:
        """Write down what the page asks for and complains about."""
        page.set_default_timeout(PATIENCE)
        self.page = page
        self.path = path
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        """Write down what the page says; Chromium itself speaks of its drawing."""
        if "GL Driver Message" not in message.text:
            self.complaints.append(message.text)

    def show(self, fragment: str) -> Page:
        """Go to another state of the open page, as a link in it would, and wait until it is shown.

        The page follows its address when the browser tells it of a change, before it tells us.
        """
        self.page.evaluate(
            """fragment => new Promise((done) => {
                const before = location.href;
                location.hash = fragment;
                if (location.href === before) done();
                else addEventListener("hashchange", () => done(), { once: true });
            })""",
            fragment,
        )
        expect(self.page.locator("html[data-drawn=yes]")).to_be_attached()
        return self.page

    def open(self, fragment: str = "view=graph") -> Page:
        """Open the page, at a fragment, and wait until its view is drawn."""
        self.page.goto(self.path.as_uri() + (f"#{fragment}" if fragment else ""))
        expect(self.page.locator("html[data-drawn=yes]")).to_be_attached()
        return self.page

    @property
    def outside(self) -> set[str]:
        """What the page asked for besides itself."""
        asked = {url.partition("#")[0] for url in self.requests if not url.startswith("blob:")}
        return asked - {self.path.as_uri()}

    @property
    def fragment(self) -> str:
        """The fragment of the address."""
        return self.page.url.partition("#")[2]


Visitor = Callable[..., Visit]


def copied_by(button: Locator) -> str:
    """Press a button and return what it copies; it says "Copied" for a moment only."""
    page = button.page
    page.evaluate("navigator.clipboard.writeText('')")
    button.click()
    for _ in range(PATIENCE // 100):
        if copied := str(page.evaluate("navigator.clipboard.readText()")):
            return copied
        page.wait_for_timeout(100)
    raise AssertionError("nothing was copied")


def new_context(
    browser: Browser, *, width: int = 1400, height: int = 900, dark: bool = False
) -> BrowserContext:
    """Begin with an empty clipboard, no history and nothing in motion."""
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
    )


@pytest.fixture(scope="session")
def kept(browser: Browser) -> Iterator[Callable[[Path], Visit]]:
    """Return a function that opens a page once, for all tests that need no new one."""
    visits: dict[Path, Visit] = {}

    def open_once(path: Path) -> Visit:
        if path not in visits:
            visits[path] = Visit(new_context(browser).new_page(), path)
            visits[path].open()
        return visits[path]

    yield open_once
    for each in visits.values():
        each.page.context.close()


def kept_still(visited: Visit) -> Iterator[Visit]:
    """Begin at the graph; afterwards the page must have asked for nothing and not complained."""
    visited.show("view=graph")
    visited.requests.clear()
    visited.complaints.clear()
    yield visited
    assert visited.outside == set()
    assert visited.complaints == []


@pytest.fixture
def bundled(kept: Callable[[Path], Visit], bundled_explorer: Path) -> Iterator[Visit]:
    """Return the open page of the bundled dataset, which all tests have together."""
    yield from kept_still(kept(bundled_explorer))


@pytest.fixture
def synthetic(kept: Callable[[Path], Visit], explorer: Path) -> Iterator[Visit]:
    """Return the open page of the synthetic dataset, which all tests have together."""
    yield from kept_still(kept(explorer))


@pytest.fixture
def visit(browser: Browser, explorer: Path) -> Iterator[Visitor]:
    """Return a function that prepares a visit; afterwards every page must have kept still."""
    visits: list[Visit] = []

    def prepare(
        path: Path = explorer,
        *,
        width: int = 1400,
        height: int = 900,
        dark: bool = False,
    ) -> Visit:
        context = new_context(browser, width=width, height=height, dark=dark)
        visits.append(Visit(context.new_page(), path))
        return visits[-1]

    yield prepare
    for each in visits:
        assert each.outside == set()
        assert each.complaints == []
    for each in visits:
        each.page.context.close()
