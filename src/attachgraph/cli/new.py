"""new: a template to begin an entry with."""

from __future__ import annotations

from pathlib import Path

import click

from attachgraph.cli.options import dataset_option, output_option, require_suffix


@click.command(
    epilog="""\b
Examples:
  attachgraph new pairing "Anxious-Fearful"
  attachgraph new style Fearful --output my-entries/fearful.md
  attachgraph new concept "Emotional Flooding" --output -
"""
)
@click.argument("kind", type=click.Choice(["pairing", "style", "concept"]))
@click.argument("name")
@output_option("File to write; - is stdout.  [default: the name, in this folder]")
@dataset_option
def new(kind: str, name: str, output: str | None) -> None:
    """Begin an entry: write a template that says what goes where.

    The template is an entry already. Its notes are comments, which become no claim; what is left
    empty is left out. A file that exists is never overwritten.
    """
    from attachgraph.authoring.template import new_entry
    from attachgraph.cli.output import is_written_through, open_output
    from attachgraph.errors import MissingError, UsageError

    require_suffix(output, ".md", ".markdown")
    entry = new_entry(kind, name)
    if output is not None and is_written_through(output):
        with open_output(output) as target:
            target.write(entry.text.encode())
        return
    path = Path(output or entry.name)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(entry.text)
    except FileExistsError as error:
        raise UsageError(
            "this file exists, and nothing is overwritten",
            where=str(path),
            fix="choose another name with --output, or move the file away",
        ) from error
    except FileNotFoundError as error:
        raise MissingError("there is no such folder", where=str(path.parent)) from error
    click.echo(f"{path}: see how it reads as you write: attachgraph check --watch {path}", err=True)
