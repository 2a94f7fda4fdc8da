"""The page on networks is what the networks say."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachgraph.network.catalogue import NETWORKS
from tests.docs.following import follow_page

#: Every line of the page is run.
pytestmark = pytest.mark.timeout(900)


def test_every_line_of_the_page_runs_as_it_stands(root: Path, tmp_path: Path) -> None:
    """Code and output of docs/networks.md are those of the bundled dataset."""
    follow_page(root, "docs/networks.md", tmp_path)
    assert (tmp_path / "page.txt").read_text(encoding="utf-8").count(">>> ") > 20


def test_every_network_is_in_the_table(root: Path) -> None:
    """The page names each network with the question that it answers."""
    page = (root / "docs/networks.md").read_text(encoding="utf-8")
    for name, network in NETWORKS.items():
        assert f"| `{name}` |" in page
        assert network.question.split()[0] in page
