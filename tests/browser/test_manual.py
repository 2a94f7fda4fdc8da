"""The manual as it is made: it warns of nothing, loads nothing, and can be searched from disk."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import attachgraph.graph
import attachgraph.network
from tools.make_manual import pages


@pytest.fixture(scope="module")
def manual(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make it, with warnings as errors."""
    folder = tmp_path_factory.mktemp("manual") / "html"
    command = [sys.executable, "tools/make_manual.py", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def asked(browser: Browser) -> tuple[Page, list[str]]:
    """Open a tab that writes down what it asks of anybody but the disk."""
    page = browser.new_page()
    remote: list[str] = []
    page.on("request", lambda request: remote.append(request.url))
    page.on("requestfailed", lambda request: remote.append(f"failed: {request.url}"))
    return page, remote


def test_every_page_is_made(manual: Path) -> None:
    """Each Markdown page has its HTML."""
    assert {
        p.with_suffix(".html")
        for p in pages().values()
        if not (manual / p).with_suffix(".html").exists()
    } == set()


def test_the_whole_interface_is_described(manual: Path) -> None:
    """What the packages export has its place on the page of the Python interface."""
    described = set(
        re.findall(r'id="(attachgraph\.[\w.]+)"', (manual / "api.html").read_text("utf-8"))
    )
    exported = {f"attachgraph.{name}" for name in attachgraph.__all__} - {"attachgraph.__version__"}
    exported |= {f"attachgraph.network.{name}" for name in attachgraph.network.__all__}
    exported |= {
        f"attachgraph.graph.{name}"
        for name in attachgraph.graph.__all__
        if f"attachgraph.{name}" not in exported
    }
    assert exported - described == set()


@pytest.mark.parametrize("name", ["index", "queries", "api"])
def test_pages_load_nothing_and_fit(name: str, manual: Path, asked: tuple[Page, list[str]]) -> None:
    """No request leaves the folder, the notice is there, and no page is wider than its window."""
    page, requests = asked
    page.goto((manual / f"{name}.html").as_uri())
    expect(page.locator(".notice")).to_contain_text("not a diagnostic instrument")
    for width, height in ((1280, 900), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in requests if not url.startswith((manual.as_uri(), "data:"))] == []
    page.close()


def test_no_page_names_anything_to_load_from_elsewhere(manual: Path) -> None:
    """Scripts, styles, fonts and pictures are in the folder, also where no test looks."""
    loads = re.compile(r'<(?:script|img|iframe)[^>]*src="(?:https?:)?//|url\(["\']?(?:https?:)?//')
    sheets = re.compile(r'<link[^>]*rel="(?:stylesheet|preload|icon)"[^>]*href="(?:https?:)?//')
    for path in [*manual.rglob("*.html"), *manual.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        assert not loads.search(text), path.name
        assert not sheets.search(text), path.name


def test_search_finds_pages_without_a_server(manual: Path, asked: tuple[Page, list[str]]) -> None:
    """From disk the search finds pages and headings, and asks for nothing that is refused."""
    page, requests = asked
    page.goto((manual / "search.html").as_uri() + "?q=conflict+cycle")
    expect(page.locator("ul.search li").first).to_be_visible()
    page.get_by_role("link", name="The named questions").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The named questions")
    assert [url for url in requests if not url.startswith((manual.as_uri(), "data:"))] == []
    page.close()
