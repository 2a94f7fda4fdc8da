"""The long pages: the first hour, every named question as its page asks it, and a release."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import blocks_of
from tests.docs.following import follow_page

#: Every command of a page is run.
pytestmark = pytest.mark.timeout(900)

#: One process for all questions: what a command does alone is shown by tests/cli.
_ASK_ALL = """
import sys
from attachgraph.cli.frame import run
for line in sys.stdin.read().splitlines():
    name, *arguments = eval(line)
    if name != "attachgraph" or run(arguments):
        sys.exit(f"failed: {line}")
"""


@pytest.mark.parametrize("page", ["docs/releases.md", "docs/tutorial.md"])
def test_every_block_of_the_page_runs(page: str, root: Path, tmp_path: Path) -> None:
    """Commands succeed in the order given, and queries are valid."""
    follow_page(root, page, tmp_path)


def test_every_question_of_its_page_is_answered(root: Path) -> None:
    """The commands run as they stand; another test compares the answers with those on the page."""
    blocks = list(blocks_of((root / "docs/queries.md").read_text(encoding="utf-8")))
    assert {block.language for block in blocks} == {"sh", "sparql"}
    typed = [line for block in blocks if block.language == "sh" for line in block.code.splitlines()]
    done = subprocess.run(
        [sys.executable, "-c", _ASK_ALL],
        input="\n".join(repr(shlex.split(line)) for line in typed),
        capture_output=True,
        text=True,
        check=False,
    )
    assert len(typed) > 30
    assert done.returncode == 0, done.stderr
