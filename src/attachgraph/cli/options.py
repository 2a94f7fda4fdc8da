"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["store_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def store_option(command: _Command) -> _Command:
    """Add ``--store`` to a command, as a keyword argument `store`.

    Parameters
    ----------
    command : callable
        Takes ``store: str | None``; :func:`attachgraph.cli.opening.open_dataset` opens it.

    Returns
    -------
    callable
        The command with the option.
    """
    return click.option(
        "--store",
        envvar="ATTACHGRAPH_STORE",
        show_envvar=True,
        metavar="DIR|URL",
        help="Folder of the store to ask, or a SPARQL endpoint.  [default: the bundled dataset]",
    )(command)
