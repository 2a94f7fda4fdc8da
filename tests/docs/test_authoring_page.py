"""The page for authors can be followed word for word: an entry, and a rule."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.following import follow_page

#: Every command of the page is run.
pytestmark = pytest.mark.timeout(900)

FILE = re.compile(r"^`(\S+)`\n\n```(python|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """Read the page."""
    return (root / "docs/authoring.md").read_text(encoding="utf-8")


def test_an_entry_is_written_checked_mended_and_asked(root: Path, tmp_path: Path) -> None:
    """Every command succeeds in the order given; the mistake is shown, then mended."""
    printed = follow_page(root, "docs/authoring.md", tmp_path).printed
    reports = printed.split("holding-back.md\n")[1:]
    assert ["AG023" in report for report in reports] == [False, True, False]
    assert all("unparsed 0.0%" in report for report in reports)
    assert re.search(r"Insecure spouses held their feelings back\.\s+ag:reported", printed)


def insert(text: str, diff: str) -> str:
    """Apply a diff that only adds lines, each behind the line that stands before it."""
    lines = text.splitlines(keepends=True)
    place = 0
    for line in diff.splitlines():
        words = line[1:] + "\n"
        if line.startswith("+"):
            lines.insert(place, words)
            place += 1
        elif not line.startswith("@@"):
            place = lines.index(words, place) + 1
    return "".join(lines)


def what_is_made(folder: str, names: list[str]) -> list[str]:
    """Name what other tests may be making or removing just now: caches and parts of pages."""
    inside = "/src/" in f"{folder}/"
    return [
        n for n in names if n == "__pycache__" or (inside and Path(n).suffix not in {"", ".py"})
    ]


def test_the_rule_works_as_it_stands(root: Path, page: str, tmp_path: Path) -> None:
    """In a copy of the program with the files of the page, the test of the page passes."""
    for folder in ("src", "ontology", "data"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=what_is_made)
    files = {match[1]: (match[2], match[3]) for match in FILE.finditer(page)}
    assert len(files) == 3
    for name, (kind, words) in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = words if kind == "python" else insert(path.read_text(encoding="utf-8"), words)
        path.write_text(text, encoding="utf-8")
    (test,) = (name for name in files if name.startswith("tests/"))
    # Neither the runner's own settings nor its count of lines: the copy is another program.
    mine = ("PYTEST_", "COV_CORE_", "COVERAGE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
    environment = {**kept, "PYTHONPATH": str(tmp_path / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 passed" in done.stdout


def test_the_rule_is_in_the_house_style(root: Path, page: str, tmp_path: Path) -> None:
    """What the page shows would pass the linter, so that nobody learns something wrong from it."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    for match in FILE.finditer(page):
        if match[2] == "python":
            path = tmp_path / match[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(match[3], encoding="utf-8")
            if match[1].startswith("src/"):  # where the rules are, it is there already
                (path.parent / "__init__.py").write_text('"""The rules."""\n')
    for arguments in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        done = subprocess.run(
            [Path(sys.executable).with_name("ruff"), *arguments, "."],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
