"""The page as notebooks show it: inside a frame that has its text and no address of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from attachgraph.graph import Graph
from tests.browser.conftest import Visitor, load


@pytest.fixture(scope="module")
def notebook(dataset: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write what a cell with ``graph.view()`` puts into the page of a notebook."""
    shown = Graph(load(dataset)).view()._repr_html_()
    path = tmp_path_factory.mktemp("notebook") / "notebook.html"
    path.write_text(
        f"<!doctype html><html lang=en><title>Notebook</title><h1>Cell</h1>{shown}</html>",
        encoding="utf-8",
    )
    return path


def test_the_whole_page_works_inside_a_cell(visit: Visitor, notebook: Path) -> None:
    """It draws, opens cards and views, and answers SPARQL in a worker; nothing is refused."""
    visited = visit(notebook)
    page = visited.page
    page.goto(notebook.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("html[data-drawn=yes]")).to_be_attached()
    frame.get_by_role("combobox", name="Search").fill("harbour")
    page.keyboard.press("Enter")
    expect(frame.locator("#card h2")).to_have_text("Avoidant-Secure Relationship")
    frame.get_by_role("button", name="Expand").click()
    expect(frame.get_by_role("button", name="Collapse all")).to_be_visible()
    frame.get_by_role("tab", name="Table").click()
    expect(frame.locator("#table-rows tr").first).to_be_visible()
    frame.get_by_role("tab", name="Ask").click()
    expect(frame.locator("#view-ask .sparql")).to_be_visible()
    visited.requests = [url for url in visited.requests if url != "about:srcdoc"]
