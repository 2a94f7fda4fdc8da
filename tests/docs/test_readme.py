"""The README can be followed word for word."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(?P<language>sh|python)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
#: The reader's way into the environment that runs these tests already.
BEFORE = (". .venv/bin/activate\n", "make demo\nmake test\n")


def code_of(root: Path, language: str) -> str:
    """Join the blocks of one language, as a reader types one after the other."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    blocks = [match["code"] for match in BLOCK.finditer(readme) if match["language"] == language]
    code = "".join(blocks)
    for line in BEFORE:
        code = code.replace(line, "")
    return code


def follow(command: list[str], code: str, folder: Path) -> str:
    """Run code in an empty folder; return what it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    result = subprocess.run(
        command,
        input=code,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def session(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder in which a reader has typed every command, and what was printed."""
    folder = tmp_path_factory.mktemp("reader")
    printed = follow(["bash", "-eux", "-o", "pipefail"], code_of(root, "sh"), folder)
    return folder, printed


def test_commands_run_and_leave_what_they_promise(session: tuple[Path, str]) -> None:
    """Every command of the README succeeds in the order given, and its files are there."""
    folder, _ = session
    assert (folder / "attachgraph.ttl").stat().st_size > 0
    assert len((folder / "sources.csv").read_text(encoding="utf-8").splitlines()) > 1


def test_own_page_is_answered_from(session: tuple[Path, str]) -> None:
    """The alias in the page that the reader has written comes back from the reader's own graph."""
    _, printed = session
    assert "reassurance" in printed.splitlines()[-1]


def test_every_status_is_explained_and_counted(root: Path, session: tuple[Path, str]) -> None:
    """The table of statuses has a row for each status that the bundled dataset uses."""
    _, printed = session
    readme = (root / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"^ag:(\w+)\s+\d+$", printed, re.MULTILINE))
    assert used
    assert {status for status in used if f"\n| {status} |" not in readme} == set()


def test_python_example_prints_pairings(root: Path, tmp_path: Path) -> None:
    """The Python of the README runs as it stands."""
    assert "Relationship" in follow([sys.executable, "-"], code_of(root, "python"), tmp_path)
