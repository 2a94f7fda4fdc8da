"""Imports go one way, each library has one place, and the command line starts fast."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.contract.tracked import modules

HEAVY = (
    *("networkx", "numpy", "pyshacl", "pyvis", "rdflib", "rich", "scipy", "selectolax"),
    *("httpx", "yaml"),
)

#: Lines of a module.
LONGEST = 400

#: One line that breaks each contract, and where it would be written.
VIOLATIONS = {
    "layers": ("errors.py", "import attachgraph.model"),
    "circles": ("rdf/syntaxes.py", "import attachgraph.rdf.serialise"),
    "click": ("model.py", "import click"),
    "rich": ("model.py", "import rich.table"),
    "dask": ("store/__init__.py", "import distributed"),
    "page": ("store/__init__.py", "import pyvis.network"),
    "web": ("store/__init__.py", "import starlette"),
    "mcp": ("graph/things.py", "import mcp"),
    "shacl": ("store/__init__.py", "import pyshacl"),
    "rdflib": ("rdf/__init__.py", "import rdflib"),
    "parsers": ("rdf/__init__.py", "import yaml"),
    "http": ("store/__init__.py", "import httpx"),
    "library": ("rdf/__init__.py", "import rispy"),
    "parquet": ("store/__init__.py", "import pyarrow"),
    "matplotlib": ("network/__init__.py", "import matplotlib"),
    "networkx": ("rdf/__init__.py", "import networkx"),
    "pandas": ("rdf/__init__.py", "import pandas"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package below a folder."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def contracts(root: Path) -> dict[str, str]:
    """Return the name of each contract by its id."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {each["id"]: each["name"] for each in project["tool"]["importlinter"]["contracts"]}


def test_imports_follow_the_layers(root: Path) -> None:
    """Every import-linter contract is kept."""
    result = lint_imports(root)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_contract_can_be_broken(root: Path, tmp_path: Path) -> None:
    """Each contract notices an import of the kind that it forbids."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for place, line in VIOLATIONS.values():
        with (tmp_path / "src/attachgraph" / place).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    report = lint_imports(tmp_path).stdout
    assert contracts(root).keys() == VIOLATIONS.keys()
    kept = [name for name in contracts(root).values() if f"{name} BROKEN" not in report]
    assert kept == [], report


def test_no_module_imports_through_the_facade(root: Path) -> None:
    """Modules import each other by their own names, never through the package root."""
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in modules(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "attachgraph"
    ]
    assert found == []


@pytest.mark.parametrize("module", ["attachgraph", "attachgraph.cli"])
def test_importing_loads_no_heavy_library(module: str) -> None:
    """`attachgraph --help` costs what click costs: heavy libraries wait until they are used."""
    program = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []


def test_long_modules_say_why(root: Path) -> None:
    """A module has 400 lines at most, or its docstring says "long because"."""
    for path in modules(root):
        text = path.read_text(encoding="utf-8")
        documentation = ast.get_docstring(ast.parse(text)) or ""
        assert len(text.splitlines()) <= LONGEST or "long because" in documentation, path
