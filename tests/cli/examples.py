"""The examples of a command's help, as arguments that a test can run."""

from __future__ import annotations

import shlex

from attachgraph.cli.frame import find_command

__all__ = ["examples_of"]


def examples_of(name: str) -> list[list[str]]:
    """Return the arguments of each example, without the name of the program."""
    lines = [line.strip() for line in (find_command(name).epilog or "").splitlines()]
    found = [shlex.split(line) for line in lines if line.startswith("attachgraph ")]
    assert found
    return [words[1:] for words in found]
