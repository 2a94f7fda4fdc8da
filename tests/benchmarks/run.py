"""Measure what a user waits for, and print it as one table of figures and ratios.

Run by ``make bench``. Prints and never fails: what a figure means depends on the machine, so each
is set beside something that was measured in the same run. With ``--write`` the table also goes into
``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measuring import Row

#: A module for each theme, in the order of the table; each has a function ``rows(folder)``.
_THEMES: Final = ("reading", "starting", "queries", "building", "server")
#: Takes most of an hour, and is measured only when it is named.
_LONG: Final = "shards"
_HEADINGS: Final = ("what", "measured", "beside", "ratio", "aim")
_HOW: Final = (
    "Written by `make bench WRITE=yes`. Times depend on the machine and on what else it does; "
    "each figure stands beside one that was taken in turns with it, so trust the ratios."
)
_PAGE: Final = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure in one run and print the tables.

    Parameters
    ----------
    arguments : sequence of str or None
        Of the command line.
    """
    here = Path(__file__).parent
    themes = [name for name in _THEMES if (here / f"{name}.py").exists()]
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("themes", nargs="*", help=f"some of {', '.join(themes)}, {_LONG}")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md as well")
    given = parser.parse_args(arguments)
    tables: dict[str, list[Row]] = {}
    began = time.monotonic()
    for name in given.themes or themes:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        with tempfile.TemporaryDirectory() as folder:
            tables[name] = list(module.rows(Path(folder)))
        _print(name, tables[name])
        if given.write:  # after each theme: who stops a long run keeps what was measured
            minutes = (time.monotonic() - began) / 60
            _PAGE.write_text(_page(tables, minutes), encoding="utf-8")


def _print(name: str, rows: Sequence[Row]) -> None:
    table = Table(title=name, title_justify="left")
    for heading in _HEADINGS:
        table.add_column(heading)
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 180).print(table)


def _page(tables: dict[str, list[Row]], minutes: float) -> str:
    """Write the tables as a page of the documentation."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "oxrdflib", "click")
    )
    machine = f"{_machine()}, Python {platform.python_version()}, {packages}"
    parts = [
        "# Benchmarks",
        _HOW,
        f"Measured on {dt.datetime.now(tz=dt.UTC):%Y-%m-%d} in {minutes:.0f} minutes; {machine}.",
    ]
    for name, rows in tables.items():
        lines = [" | ".join(cells) for cells in (_HEADINGS, ["---"] * len(_HEADINGS), *rows)]
        parts += [f"## {name.capitalize()}", "\n".join(f"| {line} |" for line in lines)]
    # What was measured in a run of its own, such as the shards, stays as it is.
    old = _PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    parts += [f"## {part.strip()}" for part in old if part.split("\n")[0].lower() not in tables]
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    """Describe the kind of machine, not which one it is."""
    model = platform.processor() or platform.machine()
    memory = 0.0
    if "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} on {model}, {cores} processors, {memory:.0f} GB of memory"


if __name__ == "__main__":
    main()
