"""compare, as a person runs it."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Runner
from tests.cli.examples import examples_of

PAIR = ("avoidant-secure", "anxious-anxious")


def test_two_columns_stand_side_by_side(run: Runner) -> None:
    """What the one says stands left of the bar, what the other says right of it."""
    lines = run("compare", *PAIR).stdout.splitlines()
    left, right = lines[0].split("│")
    assert left.strip() == "Avoidant-Secure Relationship"
    assert right.strip() == "Anxious-Anxious Relationship"
    columns = {line.index("│") for line in lines if "│" in line}
    assert len(columns) == 1
    assert any("self-reliance [supported]" in line.split("│")[0] for line in lines)


def test_shared_and_different_concepts_are_told(run: Runner) -> None:
    """Below the columns stand the concepts that both name, and those of one alone."""
    shown = run("compare", *PAIR).stdout
    concepts = shown.split("\nConcepts\n")[1].split("\n\n")[0]
    assert concepts.startswith("  in both (0):")
    assert "only in Avoidant-Secure Relationship (4): co-regulation" in concepts


def test_json_has_both_sides(run: Runner) -> None:
    """The JSON has both entries with their statuses, and items as `show` has them."""
    answer = json.loads(run("compare", *PAIR, "--format", "json").stdout)
    assert [entry["id"] for entry in answer["entries"]] == [f"pairing/{name}" for name in PAIR]
    assert answer["entries"][0]["statuses"]["supported"] == 4
    keys = [aspect["key"] for aspect in answer["aspects"]]
    assert keys == ["partners", "cycles", "outcomes", "phases", "debates"]
    cycles = answer["aspects"][1]
    assert cycles["first"][0]["text"] == "Ask and retreat"
    assert cycles["second"] == []


def test_one_entry_twice_is_wrong_usage(run: Runner) -> None:
    """Two names of one entry are refused with a remedy."""
    done = run("compare", "avoidant-secure", "quiet mismatch")
    assert done.returncode == 2
    assert "name two different entries" in done.stderr


@pytest.mark.parametrize("example", examples_of("compare"))
def test_examples_of_the_help_run(run: Runner, example: list[str]) -> None:
    """What the help shows works on the bundled dataset."""
    done = run(*example, ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stderr
    assert done.stdout
