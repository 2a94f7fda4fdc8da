"""The notebook 05-bring-your-own-entry runs; a file of its own, so that notebooks run side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notebooks.running import run


def test_notebook_runs(tmp_path: Path) -> None:
    """Every cell runs, in order, what it shows can be drawn, and nothing is left behind."""
    run("05-bring-your-own-entry", tmp_path)
