"""Notebooks run as they stand and are kept without results."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notebooks.running import NOTEBOOKS, cells_of, run_all

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@each_notebook
def test_notebook_is_kept_without_results(path: Path) -> None:
    """A notebook is stored without outputs: they belong to one run on one machine."""
    assert [
        cell["id"] for cell in cells_of(path) if cell.get("outputs") or cell.get("execution_count")
    ] == []


@each_notebook
def test_cells_are_named_by_their_place(path: Path) -> None:
    """The names of cells are not random, so that a change shows as what it is."""
    names = [cell["id"] for cell in cells_of(path)]
    assert names == [f"cell-{path.stem[:2]}-{place:02d}" for place in range(1, len(names) + 1)]


@each_notebook
def test_notebook_has_a_question_and_a_limit(path: Path) -> None:
    """Each begins with the question that it answers and says what it cannot tell."""
    words = ["".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "markdown"]
    assert "**The question.**" in words[0]
    assert any(each.startswith("## What this cannot") for each in words)


def test_every_notebook_runs(tmp_path: Path) -> None:
    """Every cell runs, in order, what it shows can be drawn, and nothing is left behind."""
    run_all(tmp_path)
    assert len(NOTEBOOKS) == 7
