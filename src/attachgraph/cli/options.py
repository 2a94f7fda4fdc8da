"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def store_option(command: _Command) -> _Command:
    """Add ``--store`` to a command, as a keyword argument `store`."""
    return click.option(
        "--store",
        envvar="ATTACHGRAPH_STORE",
        show_envvar=True,
        metavar="DIR|URL",
        help="Folder of the store to ask, or a SPARQL endpoint.  [default: the bundled dataset]",
    )(command)
