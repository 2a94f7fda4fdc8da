"""gaps, as a person runs it."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Runner
from tests.cli.examples import examples_of


def test_grid_fits_eighty_columns(run: Runner) -> None:
    """The grid has a row and a column for each style, and fits a narrow terminal."""
    shown = run("gaps").stdout
    grid = shown.split("What is missing")[0].splitlines()
    assert max(map(len, grid)) <= 80
    assert grid[0].split() == ["anxious", "avoidant", "fearful", "secure"]
    rows = [line for line in grid[1:] if line and not line.startswith(" ")]
    assert [row.split()[0] for row in rows] == grid[0].split()
    assert all(row.count("○ missing") == 4 for row in rows)


def test_grid_is_symmetric(run: Runner) -> None:
    """A pair says the same from either style, on the data that ship."""
    lines = run("gaps", ATTACHGRAPH_STORE="").stdout.splitlines()
    grid = [line for line in lines if line.split(" ")[0] in {"avoidant", "secure"}]
    levels = [re.findall(r"[●◐○] [a-z]+", line) for line in grid]
    assert levels[0][3] == levels[1][1] == "◐ thin"
    assert any("52/109 unsourced" in line for line in lines)


def test_list_says_what_is_missing(run: Runner) -> None:
    """Below the grid stands what each pair lacks, and where claims have no source."""
    shown = run("gaps").stdout
    assert "  - pairing/avoidant-fearful no result at all; no entry" in shown.splitlines()
    assert "claims of pairings cite no source" in shown


def test_json_is_data_for_a_page(run: Runner) -> None:
    """The JSON explains its levels and has one cell for each unordered pair."""
    answer = json.loads(run("gaps", "--format", "json").stdout)
    assert set(answer["levels"]) == {"covered", "thin", "missing"}
    assert len(answer["cells"]) == 10
    assert len({frozenset(cell["styles"]) for cell in answer["cells"]}) == 10
    assert set(answer["cells"][0]) == {
        *("styles", "labels", "pairing", "has_entry", "level", "results"),
        *("studies", "samples", "dyadic", "direct", "direct_dyadic", "projected", "couples"),
        *("claims", "unsourced", "sources"),
    }


def test_help_defines_the_levels(run: Runner) -> None:
    """Whoever reads the grid finds out what its words mean."""
    shown = run("gaps", "--help").stdout
    for word in ("covered", "thin", "missing", "sample of couples"):
        assert word in shown


@pytest.mark.parametrize("example", examples_of("gaps"))
def test_examples_of_the_help_run(run: Runner, example: list[str]) -> None:
    """What the help shows works on the bundled dataset."""
    done = run(*example, ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stderr
    assert done.stdout
