"""Docstrings say enough: what ruff lets pass in one line is not enough for a public function."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import attachgraph
import attachgraph.graph
import attachgraph.network
from attachgraph.query.result import Result, Row
from tests.contract.tracked import modules

SOURCE = Path(__file__).resolve().parents[2] / "src/attachgraph"
MODULES = modules(SOURCE.parents[1])
#: What users import; inside the package one or two sentences are enough.
PUBLIC = {*attachgraph.graph.__all__, *attachgraph.network.__all__}


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


def test_module_says_what_it_is_for() -> None:
    """Every module begins with a docstring."""
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_functions_that_users_import_say_what_goes_in_and_out() -> None:
    """What users import has numpydoc sections for its parameters and its result."""
    functions = {
        node.name: node
        for room in ("graph", "network")
        for path in (SOURCE / room).rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name in PUBLIC
    }
    assert len(functions) > 10
    assert {
        name: found for name, node in functions.items() if (found := missing_sections(node))
    } == {}


def public_objects() -> Iterator[tuple[str, object]]:
    """Yield what a Python user meets: names of the façade, what they return, and their methods."""
    module = attachgraph.graph
    found = {name: getattr(module, name) for name in module.__all__}
    found |= {"Result": Result, "Row": Row}
    for name, value in found.items():
        yield name, value
        members = inspect.getmembers(value, inspect.isfunction) if inspect.isclass(value) else ()
        for method, function in members:
            # Sequence and Mapping explain their own methods.
            if not method.startswith("_") and function.__module__.startswith("attachgraph"):
                yield f"{name}.{method}", function


def test_public_objects_have_an_example_that_runs() -> None:
    """Every class, function and method of the façade shows how it is used; doctest runs it."""
    objects = dict(public_objects())
    assert set(attachgraph.__all__) - {"__version__"} <= set(objects)
    assert "Graph.edges" in objects
    assert [name for name, each in objects.items() if ">>>" not in (each.__doc__ or "")] == []
