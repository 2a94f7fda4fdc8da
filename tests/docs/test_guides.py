"""Every page of docs/ can be followed word for word; the longest have files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import blocks_of, indented_code, pages
from tests.docs.following import follow_page

ROOT = Path(__file__).resolve().parents[2]
#: Followed by the tests in other files, so that two processes share the work.
ELSEWHERE = {
    "README.md",
    "docs/authoring.md",
    "docs/networks.md",
    "docs/queries.md",
    "docs/releases.md",
    "docs/tutorial.md",
}
#: Every block that no test runs, by page. A new one needs a reason that convinces a reviewer.
NOT_RUN = {
    "docs/tutorial.md": ["it makes the environment in which the tests run"],
    "README.md": ["it makes the environment in which the tests run"],
    "CONTRIBUTING.md": [
        "the tests would run themselves; a test of the checkout knows these targets",
        "it takes minutes",
    ],
    "docs/authoring.md": [
        "it needs packages from npm; it was tried as the text below says",
        "it is the whole test suite; the test of this rule is run by a test of this page",
    ],
    "docs/building.md": [
        "it takes several machines; tests/cli/test_build.py builds on a cluster of its own",
        "it takes hundreds of pages; tests/unit/building/test_build.py does the same with a few",
        "it takes several machines",
        "DuckDB is not installed; tests/unit/building/test_engines.py runs the file",
        "it needs the database above; tests/unit/building/test_engines.py asks the same",
    ],
    "docs/assistants.md": ["a server that goes on"],
    "docs/querying.md": ["it asks a server on the network"],
    "docs/releases.md": [
        "there is one version of the data to release; tests/cli/test_release.py compares two",
    ],
    "docs/remote-stores.md": [
        "it waits for somebody to type a password; tests/remote logs in to a real Virtuoso",
    ],
    "docs/serve.md": ["the settings of another program"],
}


@pytest.mark.parametrize("page", [page for page in pages(ROOT) if page not in ELSEWHERE])
def test_every_block_of_the_page_runs(page: str, root: Path, tmp_path: Path) -> None:
    """Commands succeed in the order given, programs run, and what is shown is what comes."""
    follow_page(root, page, tmp_path)


@pytest.mark.parametrize("page", pages(ROOT))
def test_every_block_says_its_language(page: str, root: Path) -> None:
    """A block that is only indented could be anything, and no test would look at it."""
    assert indented_code((root / page).read_text(encoding="utf-8")) == []


def test_what_is_not_run_is_listed_with_its_reason(root: Path) -> None:
    """The exceptions are those of the list above, no more and no fewer."""
    texts = {page: (root / page).read_text(encoding="utf-8") for page in pages(root)}
    reasons = {
        page: [block.reason for block in blocks_of(text) if block.reason]
        for page, text in texts.items()
    }
    assert {page: found for page, found in reasons.items() if found} == NOT_RUN
    marks = {page: text.count("\n<!-- not run") for page, text in texts.items()}
    assert marks == {page: len(found) for page, found in reasons.items()}
