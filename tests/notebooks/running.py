"""Run a notebook from its first cell to its last in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

__all__ = ["FOLDER", "NOTEBOOKS", "cells_of", "run"]

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

#: Runs cells in IPython itself, as Jupyter does, so that what a cell shows is drawn as well.
RUNNER = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell()
for code in json.load(sys.stdin):
    result = shell.run_cell(code)
    result.raise_error()
    for drawing in ("_repr_html_", "_repr_svg_"):
        if hasattr(result.result, drawing):
            assert getattr(result.result, drawing)()
"""


def cells_of(path: Path) -> list[dict[str, str]]:
    """Return the cells of a notebook."""
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def run(stem: str, folder: Path) -> None:
    """Run every cell, in order, in an empty folder, and draw what it shows."""
    cells = cells_of(FOLDER / f"{stem}.ipynb")
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    result = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(code),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert list(folder.iterdir()) == []
