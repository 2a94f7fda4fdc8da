"""The table of commands, and what happens around each: errors, interruptions, exit codes.

A command is imported when it is called. Its line of help is here, so that the list of commands
costs what click costs.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, cast

import click

from attachgraph.cli.streams import closed_stream, mend_streams
from attachgraph.errors import AttachGraphError, UsageError, refused_file
from attachgraph.notice import NOTICE

_INTERRUPTED: Final = 130
_PACKAGE: Final = "attachgraph.cli"

#: Commands in the order in which a newcomer needs them, by the heading that they are under.
COMMANDS: Final[dict[str, dict[str, str]]] = {
    "Begin": {
        "demo": "Build the bundled dataset and show what can be done with it.",
        "init": "Begin a dataset of your own: a folder to fill.",
        "import": "Take bibliographies and coded results into a dataset.",
        "check": "Read documents and report; store nothing.",
        "build": "Turn documents into a graph on disk.",
        "load": "Make a store of the shards of a large build.",
    },
    "Write": {
        "add": "Add a result, step by step, and what it says about a claim.",
        "library": "List, search and check the publications.",
        "new": "Begin an entry from a template.",
        "schema": "Write the JSON Schema of an entry for your editor.",
        "explain": "Explain a diagnostic of check by its code.",
        "digest": "Make the digest of a passage of a paper.",
    },
    "Ask": {
        "query": "Ask the graph in SPARQL, or by the name of a question.",
        "queries": "List the questions that are ready to run.",
        "show": "Show an entry in the terminal.",
        "search": "Find words in names, quotes and claims.",
        "path": "Show how two things are connected, with quotes.",
        "compare": "Put two pairings side by side.",
        "gaps": "Show which pairings are covered and which claims lack sources.",
        "synthesize": "Say what studies found together, and what was left out.",
        "power": "Say how many couples a study would need.",
        "stats": "Count what is in the graph.",
    },
    "Trust": {
        "verify": "Prove that quotes and passages are still in their texts.",
        "validate": "Test the graph against its shapes and rules.",
    },
    "Take away": {
        "view": "Write the explorer: one page that works offline.",
        "plot": "Draw a figure for a paper, with caption and alt text.",
        "render": "Fill a text with numbers, tables, figures, references.",
        "cite": "Write references of publications and of what rests on them.",
        "export": "Write the graph in an open format.",
        "diff": "Say what changed between two datasets.",
        "release": "Write a folder that is ready to deposit.",
        "push": "Load the graph into a SPARQL store on a server.",
    },
    "Share": {
        "serve": "Answer SPARQL over HTTP, with a page for every thing.",
        "mcp": "Give an assistant the graph as read-only tools.",
    },
}

_EPILOG: Final = f"""\b
Examples:
  attachgraph demo
  attachgraph query 'SELECT ?alias ?entry WHERE {{ ?alias ag:aliasOf ?entry }}'
  attachgraph show avoidant-secure

\b
Completion of commands and options by the tab key:
  bash  eval "$(_ATTACHGRAPH_COMPLETE=bash_source attachgraph)"   in ~/.bashrc
  zsh   eval "$(_ATTACHGRAPH_COMPLETE=zsh_source attachgraph)"    in ~/.zshrc
  fish  _ATTACHGRAPH_COMPLETE=fish_source attachgraph | source    in config.fish

{NOTICE}
"""


def find_command(name: str) -> click.Command:
    """Import a command; its module is called as it is, but for the one that Python keeps."""
    module, attribute = ("imports", "import_") if name == "import" else (name, name)
    return cast("click.Command", getattr(import_module(f"{_PACKAGE}.{module}"), attribute))


class _Commands(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """List the commands, in the order of the table."""
        return [name for entries in COMMANDS.values() for name in entries]

    def get_command(
        self,
        ctx: click.Context,
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        return find_command(cmd_name) if cmd_name in self.list_commands(ctx) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which one looks like it."""
        if args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            from attachgraph.query.spelling import nearest

            near = nearest(args[0], self.list_commands(ctx))
            guess = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"There is no command {args[0]}.{guess}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; leave quietly if nobody reads its output any more."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would end the process with 1, which means "no" here
            return _close_broken_pipe()

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click passes it
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the commands under their headings, without importing any."""
        for heading, entries in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(entries.items()))


def _print_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        import attachgraph

        click.echo(f"attachgraph {attachgraph.__version__}")
        ctx.exit()


@click.group(
    cls=_Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def _attachgraph() -> None:
    """Ask, look at and take away what is written about adult attachment pairings.

    Every edge of the graph shows the words that assert it, where they are, and what the
    literature says for and against it.
    """


# ---------------------------------------------------------------- around a command


def run(arguments: Sequence[str]) -> int:
    """Run the command line."""
    mend_streams()
    warnings.showwarning = _show_warning
    try:
        code = _attachgraph.main(list(arguments), prog_name="attachgraph", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - nobody else can tell the user
        return _tell(error)
    return code if isinstance(code, int) else 0


def _show_warning(message: Warning | str, *_: object, **_named: object) -> None:
    """Show a warning as a message; where in the program it arose helps nobody."""
    click.echo(f"note: {message}", err=True)


def _tell(error: BaseException) -> int:
    """Say on stderr what ended a command, and return the exit code for it."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        # What is half done cannot always be ended in order, and Python would print a traceback.
        sys.unraisablehook = lambda _: None
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return _close_broken_pipe()
    if isinstance(error, click.ClickException):
        error.show()
        return UsageError.exit_code
    error = closed_stream(error) or _damage(error) or error
    if isinstance(error, OSError):
        error = refused_file(error)
    return _report(error if isinstance(error, AttachGraphError) else _as_bug(error))


def _damage(error: BaseException) -> AttachGraphError | None:
    """Say that a store is damaged, where that is why the engine has failed."""
    is_of_engine = isinstance(error, RuntimeError) or (
        isinstance(error, OSError) and error.errno is None
    )
    embedded = sys.modules.get("attachgraph.store.embedded")
    if embedded is None or not is_of_engine:
        return None
    found: AttachGraphError | None = embedded.find_damage()
    return found


def _close_broken_pipe() -> int:
    """Leave quietly: the program that reads our output, such as ``head``, has enough."""
    # Python flushes stdout once more at its end, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _report(error: AttachGraphError) -> int:
    """Print what went wrong and what to do, without a traceback."""
    if os.environ.get("ATTACHGRAPH_DEBUG"):
        import traceback

        traceback.print_exception(error)
    from attachgraph.cli.output import printable

    problem = printable(str(error), keep="\n")
    click.echo(f"{click.style('error:', fg='red', bold=True)} {problem}", err=True)
    return error.exit_code


def _as_bug(error: BaseException) -> AttachGraphError:
    """Name the place of a bug in one line."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    wrapped = AttachGraphError(
        f"this is a bug in attachgraph: {type(error).__name__}: {error}{place}",
        fix="please report it, with what ATTACHGRAPH_DEBUG=1 shows",
    )
    wrapped.__cause__ = error
    return wrapped
