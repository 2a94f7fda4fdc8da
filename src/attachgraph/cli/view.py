"""view: the explorer, one page that works offline."""

from __future__ import annotations

import click

from attachgraph.cli.options import store_option

__all__ = ["view"]


@click.command(
    epilog="""\b
Examples:
  attachgraph view --output explorer.html
  attachgraph view avoidant-secure --output avoidant-secure.html
  attachgraph view "push-pull dynamic" --store my-store --output push-pull.html
"""
)
@click.argument("name", required=False)
@click.option("--output", metavar="FILE", required=True, help="Page to write; - is stdout.")
@store_option
def view(name: str | None, output: str, store: str | None) -> None:
    """Write the explorer: graph, table and grid with the words behind every edge.

    The page is one file that any browser opens from disk; it loads nothing from anywhere. With NAME
    (a slug, a title, any alias, a CURIE or an IRI) it holds that thing, its parts, and what is one
    edge away.
    """
    from attachgraph.cli.opening import open_dataset
    from attachgraph.cli.output import open_output
    from attachgraph.store.names import resolve
    from attachgraph.views.explorer import render

    dataset = open_dataset(store)
    page = render(dataset, None if name is None else resolve(dataset, name)).encode()
    with open_output(output) as target:
        target.write(page)
    where = "stdout" if output == "-" else output
    click.echo(f"{where}: {len(page) / 1024:,.0f} kB, opens in any browser", err=True)
