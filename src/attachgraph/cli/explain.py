"""explain: what a diagnostic of check means, by its code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.output import LEVEL_COLOURS

if TYPE_CHECKING:
    from attachgraph.diagnostics import Rule

_LONGEST: Final = 400


@click.command(
    epilog="""\b
Examples:
  attachgraph explain
  attachgraph explain AG101
  attachgraph explain unknown-label
"""
)
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a diagnostic of check: what it means, why it matters, how to mend it.

    Queries are explained by attachgraph query --explain.

    CODE is a code such as AG101, or the name that goes with it. Without one, all are listed.
    """
    from attachgraph.diagnostics import LEVELS, RULES, find_rule

    if code is not None:
        for line in _page(find_rule(code)):
            click.echo(line)
        return
    for level, meaning in LEVELS.items():
        click.echo(click.style(f"{level}: ", fg=LEVEL_COLOURS[level], bold=True) + meaning)
        for rule in RULES:
            if rule.level == level:
                click.echo(f"  {rule.code}  {rule.name}")
        click.echo()


def _page(rule: Rule) -> Iterator[str]:
    level = click.style(rule.level, fg=LEVEL_COLOURS[rule.level])
    yield f"{click.style(rule.code, bold=True)} {rule.name} ({level})"
    yield ""
    yield from _wrapped("It says", _plain(rule.message))
    yield from _wrapped("Why", rule.why)
    yield from _wrapped("Do", _plain(rule.fix))
    if rule.example:
        yield from _document(f"For example, in {rule.file}", rule.example)
    if rule.mended:
        yield from _document("Mended", rule.mended)


def _plain(template: str) -> str:
    """Show the fields of a message as words in capitals, as help does."""
    import re

    words = template.replace("{{", "\0")
    return re.sub(r"\{(\w+)\}", lambda match: match[1].upper(), words).replace("\0", "{")


def _wrapped(heading: str, text: str) -> Iterator[str]:
    import textwrap

    yield click.style(heading, bold=True)
    yield from textwrap.wrap(text, 76, initial_indent="  ", subsequent_indent="  ")
    yield ""


def _document(heading: str, document: str | bytes) -> Iterator[str]:
    yield click.style(heading, bold=True)
    if isinstance(document, bytes):
        yield "  " + repr(document)[2:-1]
    elif len(document) > _LONGEST:
        yield "  " + document[:60].splitlines()[0] + f" …  ({len(document):,} characters)"
    else:
        yield from ("  " + line if line else "" for line in document.rstrip("\n").split("\n"))
    yield ""
