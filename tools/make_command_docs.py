"""Write the page of the commands from their own help, and the table of formats from the formats.

In: the tables of commands and of formats. Out: ``docs/commands.md``, and a part of
``docs/exports.md``. A test fails where a page is not current::

    python tools/make_command_docs.py
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

from attachgraph.cli.frame import COMMANDS, run
from attachgraph.exports.formats import EXPORT_FORMATS

_DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
PAGE: Final = _DOCS / "commands.md"
EXPORTS_PAGE: Final = _DOCS / "exports.md"
_MARKS: Final = ("<!-- formats, written by tools/make_command_docs.py -->\n", "<!-- end -->\n")

_INTRODUCTION: Final = """\
<!-- Written by tools/make_command_docs.py from the help of the commands. Do not edit. -->

# The commands

`attachgraph --help` lists them, `attachgraph COMMAND --help` shows what stands here. Results go to
stdout, messages and progress bars to stderr, so that a result can be piped on.

| exit code | means |
|---|---|
| 0 | done |
| 1 | the answer is negative: does not conform, not verified, differs |
| 2 | wrong usage |
| 3 | bad input |
| 4 | a file, an entry or an optional package is missing |
| 69 | a cluster that was named is not there, or has nobody who works |
| 70 | a bug in attachgraph |
| 130 | interrupted |
"""


def render() -> str:
    """Write the page as Markdown."""
    # Help is as wide as the terminal; the page must not depend on who writes it.
    os.environ["COLUMNS"] = "100"
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    """Yield the page in pieces."""
    yield _INTRODUCTION
    for heading, commands in COMMANDS.items():
        yield f"## {heading}\n"
        for name in commands:
            yield f"### attachgraph {name}\n\n```text\n{_help(name)}\n```\n"


def _help(name: str) -> str:
    """Return what a command says about itself."""
    with redirect_stdout(io.StringIO()) as printed:
        code = run([name, "--help"])
    if code:
        message = f"attachgraph {name} --help ended with exit code {code}"
        raise RuntimeError(message)
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines())


def render_exports() -> str:
    """Write the page of the exports again, with the table of formats as it is now."""
    page = EXPORTS_PAGE.read_text(encoding="utf-8")
    before, rest = page.split(_MARKS[0])
    after = rest.split(_MARKS[1], 1)[1]
    rows = (
        f"| `{each.name}` | `{each.suffix}` | {each.title} | {each.description} |\n"
        for each in EXPORT_FORMATS.values()
    )
    table = "| format | ending | what it is | what to know |\n|---|---|---|---|\n" + "".join(rows)
    return f"{before}{_MARKS[0]}{table}{_MARKS[1]}{after}"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
    EXPORTS_PAGE.write_text(render_exports(), encoding="utf-8")
