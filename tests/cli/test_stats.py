"""stats, as a person runs it."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Runner
from tests.cli.examples import examples_of


def test_numbers_stand_under_headings(run: Runner) -> None:
    """Statements, edges, classes and sources have a column each, the largest number first."""
    lines = run("stats").stdout.splitlines()
    assert lines[0].endswith("9 graphs")
    assert lines[1] == "101 quotes from 3 texts"
    start = lines.index("Statements by status") + 1
    assert lines[start : start + 2] == ["  81  reported", "   8  supported"]
    assert "  14  alias-of" in lines
    assert "    1  UnresolvedSource" in lines


def test_json_is_the_same(run: Runner) -> None:
    """The JSON has the five typed edges by their names, and whole numbers everywhere."""
    counts = json.loads(run("stats", "--format", "json").stdout)
    assert set(counts) == {"quads", "graphs", "classes", "edges", "statements", "sources"}
    assert counts["edges"]["depicted-in"] == 3
    assert counts["statements"]["disputed"] == 3
    assert sum(counts["statements"].values()) == counts["classes"]["Statement"]


@pytest.mark.parametrize("example", examples_of("stats"))
def test_examples_of_the_help_run(run: Runner, example: list[str]) -> None:
    """What the help shows works on the bundled dataset."""
    done = run(*example, ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stderr
    assert done.stdout
