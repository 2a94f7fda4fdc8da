"""Docstrings say enough: what ruff lets pass in one line is not enough for a public function."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src/attachgraph"
MODULES = sorted(SOURCE.rglob("*.py"))


def public_names(module: ast.Module) -> list[str]:
    """Return what a module lists in `__all__`."""
    return [
        name
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for name in ast.literal_eval(node.value)
    ]


def missing_sections(function: ast.FunctionDef) -> list[str]:
    """Return the sections that the docstring of a public function lacks."""
    if any("click.command" in ast.unparse(decorator) for decorator in function.decorator_list):
        # What a user reads in a terminal: click prints it, and lists the options itself.
        return []
    docstring = ast.get_docstring(function) or ""
    arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    needed = {
        "Parameters\n---": bool(arguments or function.args.vararg),
        "Returns\n---": ast.unparse(function.returns or ast.Constant(None)) != "None",
    }
    given = docstring.replace("Yields\n---", "Returns\n---")
    return [section for section, need in needed.items() if need and section not in given]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_public_functions_explain_what_goes_in_and_out(path: Path) -> None:
    """A module says what it is for; its public functions say what goes in and what comes out."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(module)
    public = public_names(module)
    lacking = {
        node.name: missing
        for node in module.body
        if isinstance(node, ast.FunctionDef)
        if node.name in public
        if (missing := missing_sections(node))
    }
    assert lacking == {}
