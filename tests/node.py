"""Scripts for Node with packages from npm, which are fetched by their lock the first time."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools import page_parts

#: Folders of the tests with packages of their own, each with a lock.
FOLDERS = (Path("tests/readers"), Path("tests/browser/firefox"))


def run_script(path: Path, *args: str, text: str = "", seconds: float | None = None) -> str:
    """Run a script in a folder with packages of its own, and return what it prints."""
    folder = page_parts.ROOT / path.parent
    node, npm = page_parts.node_and_npm()
    done, lock = folder / "node_modules/.package-lock.json", folder / "package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        page_parts.run([*npm, "ci", *quiet], "npm could not fetch the packages:", folder)
    result = subprocess.run(
        [*node, str(page_parts.ROOT / path), *args],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
