"""plot: figures for papers."""

from __future__ import annotations

from pathlib import Path

import click

from attachgraph.cli.options import output_option, store_option


@click.command(
    epilog="""\b
Examples:
  attachgraph plot
  attachgraph plot heat-map --output evidence.svg
  attachgraph plot cycle anxious-avoidant --output cycle.pdf
  attachgraph plot results avoidant-secure --output results.png
"""
)
@click.argument("figure", required=False)
@click.argument("name", required=False)
@output_option("Ends in .svg, .pdf or .png; - is SVG on stdout.")
@store_option
def plot(figure: str | None, name: str | None, output: str | None, store: str | None) -> None:
    """Draw a figure for a paper, with a caption and a text for those who cannot see it.

    Without FIGURE, the figures are listed. NAME is what the figure is about, by any of its names.
    Caption and text go to stdout; with `--output -` they go to stderr. The same data give the same
    bytes. Needs matplotlib: python -m pip install "attachgraph[notebooks]"
    """
    from attachgraph.views.plots.catalogue import PLOTS, find_plot

    if figure is None:
        for key, kind in PLOTS.items():
            takes = {"": "", "may": " [NAME]", "must": " NAME"}[kind.about]
            click.echo(f"{key + takes:<18} {kind.shows}")
        return
    find_plot(figure)
    if output is None:
        raise click.UsageError(f"Say where to: attachgraph plot {figure} --output {figure}.svg")
    _draw(figure, name, output, store)


def _draw(figure: str, name: str | None, output: str, store: str | None) -> None:
    from attachgraph.cli.opening import open_graph
    from attachgraph.cli.output import open_output, printable
    from attachgraph.views.plots.figure import require_format

    form = "svg" if output == "-" else require_format(output)
    made = open_graph(store).plot(figure, name)
    data = made.render(form)
    with open_output(output) as target:
        target.write(data)
    to_stderr = output == "-"
    click.echo(
        f"Caption: {printable(made.caption)}\n\nAlt text: {printable(made.alt)}", err=to_stderr
    )
    if not to_stderr:
        click.echo(f"{Path(output)}: {len(data) / 1024:,.0f} kB", err=True)
