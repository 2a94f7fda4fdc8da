"""The examples of a command's help, as arguments that a test can run."""

from __future__ import annotations

import shlex
from importlib import import_module

import click

from attachgraph.cli.frame import COMMANDS

__all__ = ["examples_of"]


def examples_of(name: str) -> list[list[str]]:
    """Return the arguments of each example, without the name of the program."""
    target = next(entries[name].target for entries in COMMANDS.values() if name in entries)
    module, attribute = target.split(":")
    command = getattr(import_module(f"attachgraph.cli.{module}"), attribute)
    assert isinstance(command, click.Command)
    lines = [line.strip() for line in (command.epilog or "").splitlines()]
    found = [shlex.split(line) for line in lines if line.startswith("attachgraph ")]
    assert found
    return [words[1:] for words in found]
