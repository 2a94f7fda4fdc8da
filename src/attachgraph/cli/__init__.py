"""The command line: one module per command. Each reads arguments, calls one function, prints.

In: arguments. Out: results on stdout, messages on stderr, an exit code. Importing this package
costs nothing, so that the table of commands is all that ``attachgraph --help`` needs.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    import sys

    from attachgraph.cli.frame import run

    sys.exit(run(sys.argv[1:]))
