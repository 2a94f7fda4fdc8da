"""Write the page of the commands from their own help.

In: the table of commands. Out: ``docs/commands.md``. A test fails where the page is not current::

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

__all__ = ["PAGE", "render"]

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "commands.md"

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
| 70 | a bug in attachgraph |
| 130 | interrupted |
"""


def render() -> str:
    """Write the page.

    Returns
    -------
    str
        Markdown.
    """
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


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
