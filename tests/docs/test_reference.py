"""The long pages: the first hour, every named question as its page asks it, and a release."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.following import follow_page


@pytest.mark.parametrize("page", ["docs/queries.md", "docs/releases.md", "docs/tutorial.md"])
def test_every_block_of_the_page_runs(page: str, root: Path, tmp_path: Path) -> None:
    """Commands succeed in the order given, and queries are valid."""
    follow_page(root, page, tmp_path)
