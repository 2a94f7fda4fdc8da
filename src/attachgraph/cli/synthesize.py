"""synthesize: what studies say together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachgraph.cli.options import format_option, store_option
from attachgraph.cli.tables import write_json

if TYPE_CHECKING:
    from attachgraph.synthesis.wording import Block
    from attachgraph.views.plots.figure import Plot


@click.command(
    epilog="""\b
Examples:
  attachgraph synthesize --predictor avoidance --whose own --outcome satisfaction
  attachgraph synthesize -p avoidance -w own --outcome satisfaction --figure own-avoidance.svg
  attachgraph synthesize attachment-is-stable --outcome security
"""
)
@click.argument("claim", default="")
@click.option("--predictor", "-p", default="", metavar="CODE", help="What foretells: avoidance …")
@click.option(
    "--whose", "-w", default="", metavar="CODE", help="own, partner, both, interaction, not-stated."
)
@click.option("--moderator", default="", metavar="CODE", help="In an interaction the partner's.")
@click.option("--outcome", default="", metavar="CODE", help="What is foretold: trust …")
@click.option("--pairing", default="", metavar="NAME", help="Only studies that compared it.")
@click.option("--population", default="", metavar="CODE", help="Only such people: newlyweds …")
@click.option("--design", default="", metavar="CODE", help="Only such studies: longitudinal …")
@click.option("--years", default="", metavar="YEARS", help="Of publication: 2000-2015, 2000-.")
@click.option("--by", default="", metavar="LIST", help="Moderators: year, longitudinal …")
@click.option(
    "--figure",
    metavar="FILE",
    help="Draw the effect directions as well. Ends in .svg, .pdf or .png.",
)
@click.option(
    "--kind",
    type=click.Choice(["directions", "harvest", "forest", "funnel", "years"]),
    help="Which figure --figure draws.  [default: directions]",
)
@format_option("text", "markdown", "json")
@store_option
def synthesize(
    figure: str | None, kind: str | None, format_: str, store: str | None, **question: str
) -> None:
    """Say what studies found together: on CLAIM, or on a predictor and an outcome.

    First what was found and what was left out; then, for each effect, one row for each independent
    sample, a sign test with its exact interval, what could be pooled, and how certain that is.
    One's own, the partner's and joint effects are never counted together, nor are different
    outcomes, nor reviews beside studies. Codes are those of the codebook.

    JSON: question, rows, tallies, reviews, left_out, and the counts.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.cli.output import printable
    from attachgraph.synthesis.answer import named
    from attachgraph.synthesis.wording import blocks
    from attachgraph.views.plots.figure import require_format

    if figure:
        require_format(figure)
    elif kind:
        raise click.UsageError(f"--kind {kind} draws nothing by itself: add --figure FILE.svg")
    found = open_graph(store).synthesize(**question)
    # What cannot be drawn is refused before the answer, not below it.
    plot = found.plot(kind or "directions") if figure else None
    data = plot.render(require_format(figure)) if figure and plot else b""
    if format_ == "json":
        write_json(named(found.answer))
    elif format_ == "markdown":
        click.echo(printable(found.to_markdown(), keep="\n"))
    else:
        _print(found.answer.title, blocks(found.answer))
    if figure and plot:
        _write(plot, data, figure)


def _print(title: str, said: Iterable[Block]) -> None:
    from attachgraph.cli.output import draw_rows
    from attachgraph.cli.sheet import Sheet

    sheet = Sheet()
    sheet.write(title)
    for block in said:
        sheet.heading(block.heading)
        for line in block.lines:
            sheet.write(line, first="  ", rest="    ")
        if block.rows:
            draw_rows(block.header, block.rows)


def _write(made: Plot, data: bytes, figure: str) -> None:
    from attachgraph.cli.output import open_output, printable

    with open_output(figure) as target:
        target.write(data)
    said = f"Caption: {printable(made.caption)}\n\nAlt text: {printable(made.alt)}"
    click.echo(f"\n{said}\n\n{Path(figure)}: {len(data) / 1024:,.0f} kB", err=True)
