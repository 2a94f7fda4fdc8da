"""The scripts of the pages pass their own tests, which Node runs."""

from __future__ import annotations

import re
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tools import page_parts

SCRIPTS = sorted((page_parts.ROOT / "tests/scripts").glob("*.test.ts"))


@pytest.fixture(scope="module")
def node() -> list[str]:
    """Return the command of Node, with the packages that the scripts import in place."""
    page_parts.install(tools=False)
    return page_parts.node_and_npm()[0]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script(node: list[str], script: Path) -> None:
    """Every test in the file passes, and there is at least one."""
    result = subprocess.run(
        [*node, "--test", "--test-reporter=tap", script],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "\n# fail 0\n" in result.stdout
    assert "\n# pass 0\n" not in result.stdout


def test_the_scripts_of_the_pages_import_in_one_direction() -> None:
    """No script needs, over whatever others, a script that needs it; types count too."""
    scripts = [path for path in page_parts.sources() if path.suffix == ".ts"]
    needs = {
        path: {
            (path.parent / name).resolve()
            for name in re.findall(r'from "(\.[^"]+\.ts)"', path.read_text(encoding="utf-8"))
        }
        for path in scripts
    }
    assert len(list(TopologicalSorter(needs).static_order())) == len(scripts)


def test_there_are_tests_of_scripts() -> None:
    """An empty folder would pass everything above."""
    assert SCRIPTS
