"""render: fill a text with what a dataset says."""

from __future__ import annotations

import click

from attachgraph.cli.options import output_option, store_option
from attachgraph.cli.progress import show_line


@click.command(
    epilog="""\b
Examples:
  attachgraph render review.md -o review.html
  attachgraph render review.md -o filled.md
"""
)
@click.argument("page", metavar="PAGE")
@output_option("Write to a file that ends in .html or .md.", required=True)
@store_option
def render(page: str, output: str, store: str | None) -> None:
    """Fill PAGE, a text in Markdown, with numbers, tables, figures and references.

    Blocks that begin with ```synthesize or ```query ask the dataset, [@key] cites a publication,
    and {{name.share}} is a number of the block of that name. The page is dated, and names the
    version of the dataset: run it again when a study is added.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.cli.output import printable

    def doubt(line: str) -> None:
        show_line()
        click.echo(printable(line), err=True)

    open_graph(store).render(page, output, tell=show_line, doubt=doubt)
    show_line()
    click.echo(output, err=True)
