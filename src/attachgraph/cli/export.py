"""export: the graph in an open format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from attachgraph.cli.options import store_option

__all__ = ["export"]

_RDF: Final = ("turtle", "trig", "nt", "nq", "jsonld", "rdfxml")


@click.command(
    epilog="""\b
Examples:
  attachgraph export --format turtle --output attachgraph.ttl
  attachgraph export --format trig --graph graph:avoidant-secure
  attachgraph export --format jsonld --store my-store --output my-graph.jsonld
"""
)
@click.option(
    "--format", "format_", type=click.Choice(_RDF), required=True, help="Format to write."
)
@click.option("--output", metavar="FILE", help="File to write; - or left out, stdout.")
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="GRAPH",
    help="Write only this graph, such as graph:avoidant-secure.",
)
@click.option("--texts", is_flag=True, help="Write the full texts too: they may be other people's.")
@store_option
def export(
    format_: str, output: str | None, graphs: Sequence[str], texts: bool, store: str | None
) -> None:
    """Write the graph, the same bytes for the same content.

    Turtle, N-Triples and RDF/XML have no graph names: the graphs are merged in them.
    """
    from attachgraph.cli.opening import open_dataset
    from attachgraph.cli.output import open_output
    from attachgraph.cli.watchdog import Watchdog
    from attachgraph.rdf import serialise
    from attachgraph.store.values import parse_value

    dataset = open_dataset(store)
    names = [parse_value(graph, dataset).value for graph in graphs] or None
    with Watchdog(None) as watchdog, open_output(output, watchdog.on_stop) as target:
        with watchdog.working():
            pieces = serialise.export(dataset, format_, graphs=names, texts=texts)
        for piece in watchdog.over(pieces):
            target.write(piece)
        target.flush()
