"""The page in Firefox, from disk: its views, a search with the keyboard, an answered query."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from attachgraph.views.explorer import VIEWS
from tests.node import FOLDERS, run_script

#: Seconds that end a browser which hangs.
LIMIT = 240


def test_firefox_shows_every_view_finds_a_thing_and_answers_a_query(
    explorer: Path, tmp_path: Path
) -> None:
    """Nothing is complained of, and nothing is asked for besides the file."""
    firefox = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if firefox is None:
        pytest.fail("Firefox is not installed: run tools/install-test-programs.sh")
    views = [name for name, _ in VIEWS]
    arguments = [firefox, str(tmp_path / "profile"), explorer.as_uri(), *views]
    found = json.loads(run_script(FOLDERS[1] / "walk.mjs", *arguments, seconds=LIMIT))
    assert found["complaints"] == []
    assert found["asked"], "Firefox reports what is asked for: the page holds a font"
    outside = [one for one in found["asked"] if not one.startswith(("blob:", "data:", "file:"))]
    assert outside == []
    assert [view for view, words in found["seen"].items() if len(words) < 200] == []
    assert found["card"] == "Avoidant-Secure Relationship"
    assert found["answer"].startswith("2 rows")
