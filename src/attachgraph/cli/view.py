"""view: the explorer, one page that works offline."""

from __future__ import annotations

import click

from attachgraph.cli.completing import complete_names
from attachgraph.cli.options import output_option, require_suffix, store_option


@click.command(
    epilog="""\b
Examples:
  attachgraph view --output explorer.html
  attachgraph view avoidant-secure --output avoidant-secure.html
  attachgraph view --no-sparql --output small-explorer.html
  attachgraph view "push-pull dynamic" --store my-store --output push-pull.html
"""
)
@click.argument("name", required=False, shell_complete=complete_names)
@output_option("Page to write; - is stdout.", required=True)
@click.option(
    "--sparql/--no-sparql",
    default=True,
    help="Let the page answer SPARQL by itself, which takes 3 MB.",
    show_default=True,
)
@store_option
def view(name: str | None, output: str, sparql: bool, store: str | None) -> None:
    """Write the explorer: graph, table and grid with the words for every edge.

    For an entry as text in the terminal, see attachgraph show.

    The page is one file that any browser opens from disk; it loads nothing from anywhere. With NAME
    (a slug, a title, any alias, a CURIE or an IRI) it holds that thing, its parts, and what is one
    edge away. It answers SPARQL without a network, unless the dataset is too large for that. Above
    5,000 nodes the page of the whole dataset begins with a map of named clusters; its sentences are
    read on demand.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.cli.output import open_output
    from attachgraph.views.atlas import MOST_NODES, is_large
    from attachgraph.views.portable import MOST_QUADS, can_be_carried

    require_suffix(output, ".html", ".htm")
    graph = open_graph(store)
    page = graph.view(name, sparql=sparql).encode()
    with open_output(output) as target:
        target.write(page)
    where = "stdout" if output == "-" else output
    click.echo(f"{where}: {len(page) / 1024:,.0f} kB, opens in any browser", err=True)
    if name is None and is_large(graph.store):
        click.echo(
            f"It begins with a map of named clusters: there are more than {MOST_NODES:,} nodes. "
            "For all views of one entry: attachgraph view NAME --output FILE.",
            err=True,
        )
    elif sparql and not can_be_carried(graph.store):
        click.echo(
            f"It cannot be asked in SPARQL: a page carries at most {MOST_QUADS:,} quads. "
            "Use attachgraph query or attachgraph serve.",
            err=True,
        )
