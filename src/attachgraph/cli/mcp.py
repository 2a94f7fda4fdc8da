"""mcp: the graph as tools for an assistant."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import click

from attachgraph.cli.options import store_option


@click.command(
    epilog="""\b
Examples:
  attachgraph mcp
  attachgraph mcp --store my-store
  claude mcp add attachgraph -- attachgraph mcp
"""
)
@store_option
def mcp(store: str | None) -> None:
    """Give an assistant the graph as read-only tools, on standard input and output.

    The assistant starts this command itself and speaks the Model Context Protocol with it. Each
    answer has the words, their standing, sources and licence, and is cut to 100 rows and 40 kB.
    """
    if find_spec("mcp") is None:
        from attachgraph.errors import MissingError

        raise MissingError(
            "speaking with an assistant needs a package that is not installed: mcp",
            fix="python -m pip install 'attachgraph[mcp]'",
        )
    import attachgraph
    from attachgraph.assistant.server import serve_on_stdio
    from attachgraph.cli.opening import open_graph

    if sys.stdin.isatty():
        click.echo("waiting for an assistant, which starts this itself; Ctrl-C ends it", err=True)
    serve_on_stdio(lambda: open_graph(store), attachgraph.__version__)
