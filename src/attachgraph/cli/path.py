"""path: how two things are connected, with the words for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from attachgraph.cli.options import format_option, store_option
from attachgraph.cli.tables import write_json

if TYPE_CHECKING:
    from attachgraph.cli.sheet import Sheet
    from attachgraph.dataset.lookup import Lookup
    from attachgraph.dataset.paths import Link, Path

_NOT_CONNECTED: Final = 1
_INDENT: Final = "    "


@click.command(
    epilog="""\b
Examples:
  attachgraph path fleabag source:lozano-2021
  attachgraph path "polyvagal theory" anxious-avoidant --limit 2
  attachgraph path style:secure person:stan-tatkin --format json
"""
)
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option(
    "--limit", type=click.IntRange(1), default=3, show_default=True, help="Paths to show."
)
@format_option("text", "json")
@store_option
def path(start: str, end: str, limit: int, format_: str, store: str | None) -> None:
    """Show the shortest ways from A to B, with the quote for every step.

    A and B are slugs, titles, aliases, CURIEs or IRIs. Edges are followed in both directions; an
    arrow shows which way each one leads. Ways of more than six steps are not looked for. Exit code
    1 tells that the two are not connected.

    JSON: from, to, paths (length, nodes, steps). A step is a list of edges (edge, from, to, graphs,
    statements) between a node and the next.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.dataset.lookup import Lookup
    from attachgraph.dataset.paths import shortest_paths
    from attachgraph.errors import UsageError

    graph = open_graph(store)
    source, target = graph.resolve(start), graph.resolve(end)
    if source == target:
        raise UsageError("both names mean the same thing", where=source, fix="name two things")
    facts = Lookup(graph.store)  # whole, because the names of graphs are printed
    found = shortest_paths(graph.store, source, target, limit=limit)
    if format_ == "json":
        answer = {
            "from": _node(facts, source),
            "to": _node(facts, target),
            "paths": [_as_dict(facts, way) for way in found],
        }
        write_json(answer)
    else:
        _print(facts, found)
    if not found:
        click.echo("no way of six steps or fewer leads from one to the other", err=True)
        raise click.exceptions.Exit(_NOT_CONNECTED)


def _node(facts: Lookup, iri: str) -> dict[str, Any]:
    from attachgraph.dataset.names import short_name

    return {
        "id": short_name(iri),
        "iri": iri,
        "label": facts.label(iri),
        "kinds": list(facts.kinds(iri)),
    }


def _as_dict(facts: Lookup, way: Path) -> dict[str, Any]:
    from attachgraph.dataset.description import statement_dict
    from attachgraph.dataset.names import short_name
    from attachgraph.dataset.statements import statements_either_way

    return {
        "length": len(way.steps),
        "nodes": [_node(facts, node) for node in way.nodes],
        "steps": [
            [
                {
                    "edge": edge.name,
                    "from": short_name(edge.subject),
                    "to": short_name(edge.object),
                    "graphs": facts.graphs(edge.subject, edge.predicate, edge.object),
                    "statements": [
                        statement_dict(one) for one in statements_either_way(facts, *edge[1:])
                    ],
                }
                for edge in edges
            ]
            for edges in way.steps
        ],
    }


def _print(facts: Lookup, found: list[Path]) -> None:
    from attachgraph.cli.sheet import Piece, Sheet

    sheet = Sheet()
    for number, way in enumerate(found):
        if number:
            click.echo()
        _print_node(sheet, facts, way.nodes[0])
        for node, edges in zip(way.nodes[1:], way.steps, strict=True):
            for edge in edges:
                arrow = "→" if edge.object == node else "←"
                sheet.write(Piece(f"{arrow} {edge.name} {arrow}", {"fg": "blue"}), first="  ")
                _print_words(sheet, facts, edge)
            _print_node(sheet, facts, node)


def _print_node(sheet: Sheet, facts: Lookup, node: str) -> None:
    from attachgraph.cli.sheet import Piece
    from attachgraph.dataset.names import short_name

    name = Piece(f"({short_name(node)})", {"dim": True})
    sheet.write(Piece(facts.label(node), {"bold": True}), name)


def _print_words(sheet: Sheet, facts: Lookup, edge: Link) -> None:
    """Print the quotes of an edge, or the table that it comes from."""
    from attachgraph.cli.descriptions import print_quote, statement_pieces
    from attachgraph.cli.sheet import Piece
    from attachgraph.dataset.statements import statements_either_way

    statements = statements_either_way(facts, *edge[1:])
    for statement in statements:
        sheet.write(*statement_pieces(statement), first=_INDENT)
        for quote in statement.quotations:
            print_quote(sheet, quote, _INDENT)
    if not statements:
        graphs = ", ".join(facts.graphs(edge.subject, edge.predicate, edge.object))
        sheet.write(Piece(f"from {graphs}, without a quote", {"dim": True}), first=_INDENT)
