"""Options that are the same in every command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from attachgraph.cli.frame import COMMANDS, find_command
from tests.cli.conftest import Runner

SHORT = {"--output": "-o", "--format": "-f", "--store": "-s"}


def options() -> Iterator[tuple[str, click.Option]]:
    """Yield the options of every command."""
    for entries in COMMANDS.values():
        for name in entries:
            params = find_command(name).params
            yield from ((name, each) for each in params if isinstance(each, click.Option))


def test_common_options_have_the_same_letter_everywhere() -> None:
    """-o, -f and -s are --output, --format and --store in every command, and nothing else."""
    for command, option in options():
        for long, short in SHORT.items():
            assert (long in option.opts) == (short in option.opts), (command, option.opts)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["view"], "explorer.pdf"),
        (["schema"], "entry.ttl"),
        (["new", "style", "Fearful"], "fearful.docx"),
        (["diff", "bundled", "bundled"], "changes.xlsx"),
        (["plot", "heat-map"], "figure.gif"),
    ],
)
def test_name_that_promises_another_format_is_refused(
    run: Runner, tmp_path: Path, arguments: list[str], name: str
) -> None:
    """No command writes its one format into a file that says something else."""
    done = run(*arguments, "--output", str(tmp_path / name))
    assert done.returncode == 2
    assert Path(name).suffix in done.stderr
    assert not list(tmp_path.iterdir())


def test_changes_follow_the_name_of_the_output(run: Runner, store: Path, tmp_path: Path) -> None:
    """Diff writes JSON into .json and Markdown into .md without another word."""
    same = str(store)
    assert run("diff", same, same, "-o", str(tmp_path / "changes.json")).returncode == 0
    assert (tmp_path / "changes.json").read_text(encoding="utf-8").startswith("{")
    assert run("diff", same, same, "-o", str(tmp_path / "changes.rdfp")).returncode == 0
    assert (tmp_path / "changes.rdfp").read_text(encoding="utf-8").startswith("TX .")
