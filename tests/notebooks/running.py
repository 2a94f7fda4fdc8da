"""Run notebooks from the first cell to the last, each in a process and a folder of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

#: Runs cells in IPython itself, as Jupyter does, so that what a cell shows is drawn as well. Each
#: notebook runs in a copy of a process that has read the libraries: that takes as long as cells.
RUNNER = """
import json, os, sys
import matplotlib.pyplot, networkx, pandas
import attachgraph.graph, attachgraph.network
from IPython.core.interactiveshell import InteractiveShell

def show(folder, cells):
    os.chdir(folder)
    shell = InteractiveShell()
    for code in cells:
        result = shell.run_cell(code)
        result.raise_error()
        for drawing in ("_repr_html_", "_repr_svg_"):
            if hasattr(result.result, drawing):
                assert getattr(result.result, drawing)()

for folder, cells in json.load(sys.stdin):
    copy = os.fork()
    if copy == 0:
        show(folder, cells)
        sys.exit()
    if os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) != 0:
        sys.exit(f"{folder} failed")
"""


def cells_of(path: Path) -> list[dict[str, str]]:
    """Return the cells of a notebook."""
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def code_of(path: Path) -> list[str]:
    """Return what a notebook runs."""
    return ["".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "code"]


def run_all(folder: Path) -> None:
    """Run every notebook in an empty folder, in which it must leave nothing behind."""
    folders = [folder / path.stem for path in NOTEBOOKS]
    for each in folders:
        each.mkdir()
    work = [(str(each), code_of(path)) for each, path in zip(folders, NOTEBOOKS, strict=True)]
    result = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(work),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert [left for each in folders for left in each.iterdir()] == []
