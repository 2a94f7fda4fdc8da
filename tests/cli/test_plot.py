"""Figures from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET  # noqa: S405 - it reads what we wrote

import pytest

from attachgraph.views.plots.catalogue import PLOTS
from tests.cli.conftest import Runner
from tests.cli.examples import examples_of


def test_figures_are_listed_with_what_they_show(run: Runner) -> None:
    """Without a figure, each is named with its line, and whether it wants a name."""
    lines = run("plot").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(PLOTS)
    assert all(kind.shows in line for kind, line in zip(PLOTS.values(), lines, strict=True))


def test_examples_of_the_help_draw(run: Runner, tmp_path: Path) -> None:
    """Each example writes its file, and says caption and text on stdout."""
    for arguments in examples_of("plot"):
        moved = [
            str(tmp_path / a) if a.endswith((".svg", ".pdf", ".png")) else a for a in arguments
        ]
        # To read all of the bundled dataset takes seconds: once is enough.
        bundled = {"ATTACHGRAPH_STORE": ""} if "anxious-avoidant" in arguments else {}
        done = run(*moved, **bundled)
        assert done.returncode == 0, done.stderr
        if "--output" in arguments:
            assert Path(moved[-1]).stat().st_size > 1000
            assert done.stdout.startswith("Caption: ")
            assert "\nAlt text: " in done.stdout


def test_stdout_is_the_figure_alone(run: Runner) -> None:
    """With - the graphics can be piped on; the words go to stderr."""
    done = run("plot", "heat-map", "--output", "-")
    assert ET.fromstring(done.stdout.encode()).get("role") == "img"  # noqa: S314 - our own
    assert "Alt text" in done.stderr


def test_wrong_usage_is_told_before_anything_is_drawn(run: Runner, tmp_path: Path) -> None:
    """A figure without a file, an unknown one, a wrong suffix, an unknown name."""
    gif = str(tmp_path / "a.gif")
    svg = str(tmp_path / "a.svg")
    for arguments, code, words in (
        (("heat-map",), 2, "--output heat-map.svg"),
        (("pie", "--output", svg), 4, "one of heat-map"),
        (("heat-map", "--output", gif), 2, ".svg, .pdf, .png"),
        (("cycle", "--output", svg), 2, "attachgraph plot cycle avoidant-secure"),
        (("cycle", "nobody", "--output", svg), 4, "nobody"),
    ):
        done = run("plot", *arguments)
        assert done.returncode == code
        assert words in done.stderr
        assert not done.stdout
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_one_message_says_what_to_install(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listing needs nothing; drawing names the extra, and exit code 4."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    listed = run("plot")
    drawn = run("plot", "heat-map", "--output", str(tmp_path / "a.svg"))
    assert listed.returncode == 0
    assert drawn.returncode == 4
    assert 'pip install "attachgraph[notebooks]"' in drawn.stderr
    assert list(tmp_path.iterdir()) == []
