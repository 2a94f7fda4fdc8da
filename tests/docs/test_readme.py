"""The README can be followed word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.following import Followed, follow_page


@pytest.fixture(scope="module")
def session(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Return what a reader has printed and made who has typed everything."""
    return follow_page(root, "README.md", tmp_path_factory.mktemp("reader"))


def test_commands_run_and_leave_what_they_promise(session: Followed) -> None:
    """Every command of the README succeeds in the order given, and its files are there."""
    assert (session.folder / "attachgraph.ttl").stat().st_size > 0
    assert len((session.folder / "sources.csv").read_text(encoding="utf-8").splitlines()) > 1
    assert (session.folder / "disputed.bib").read_text(encoding="utf-8").count("@article") > 1
    assert (session.folder / "films.xlsx").read_bytes().startswith(b"PK")


def test_own_page_is_answered_from(session: Followed) -> None:
    """The alias in the page that the reader has written comes back from the reader's own graph."""
    assert "reassurance" in session.printed


def test_every_status_is_explained_and_counted(root: Path, session: Followed) -> None:
    """The table of statuses has a row for each status that the bundled dataset uses."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"^ag:(\w+)\s+\d+$", session.printed, re.MULTILINE))
    assert used
    assert {status for status in used if f"\n| {status} |" not in readme} == set()


def test_python_example_prints_pairings(session: Followed) -> None:
    """The Python of the README runs as it stands."""
    assert "Relationship" in session.printed
