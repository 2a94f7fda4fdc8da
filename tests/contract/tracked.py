"""Which files belong to the project."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

#: What make, Python and the tools put beside them.
MADE = {
    ".coverage",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "dist",
    "built",
    "htmlcov",
    "node_modules",
}


@cache
def tracked(root: Path) -> list[Path]:
    """Return every file that belongs to the project, relative to the root."""
    if (root / ".git").exists():
        # The checkout may belong to another user than the one who runs the tests.
        git = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
        listing = subprocess.run(git, cwd=root, capture_output=True, check=True).stdout
        names = [Path(name) for name in listing.decode().split("\0") if name]
    else:
        # An unpacked archive holds nothing else, but for what make has made.
        names = [path.relative_to(root) for path in root.rglob("*")]
        names = [name for name in names if not MADE & set(name.parts)]
    return [name for name in names if (root / name).is_file()]


def modules(root: Path) -> list[Path]:
    """Return the modules of the package.

    A walk through src would meet the packages of npm, which another test may be fetching again.
    """
    names = [name for name in tracked(root) if name.is_relative_to("src")]
    return sorted(root / name for name in names if name.suffix == ".py")
