"""power: how many couples a study of actor and partner effects would need."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from attachgraph.cli.options import format_option, store_option
from attachgraph.cli.progress import show_line
from attachgraph.cli.tables import write_json


@click.command(
    epilog="""\b
Examples:
  attachgraph power --actor -0.25 --partner -0.15
  attachgraph power --actor -0.25 --partner -0.15 --couples 120
  attachgraph power --predictor avoidance --outcome satisfaction
"""
)
@click.option("--actor", type=float, metavar="BETA", help="Effect of one's own predictor.")
@click.option("--partner", type=float, metavar="BETA", help="Effect of the partner's predictor.")
@click.option("--predictor", "-p", default="", metavar="CODE", help="Take the pooled effects of it")
@click.option("--outcome", default="", metavar="CODE", help="on this outcome, where pooled.")
@click.option(
    "--alike",
    type=float,
    default=0.3,
    show_default=True,
    metavar="R",
    help="Correlation of the two partners' predictors.",
)
@click.option(
    "--average",
    type=float,
    metavar="R",
    help="Test the mean of both partners' effects; what is left of their outcomes correlates R.",
)
@click.option("--couples", type=int, metavar="N", help="Say the power of so many couples.")
@click.option("--power", "target", type=float, default=0.8, show_default=True, help="Asked for.")
@click.option("--alpha", type=float, default=0.05, show_default=True, help="Of two-sided tests.")
@click.option("--times", type=int, default=4000, show_default=True, help="Simulated studies.")
@click.option("--seed", type=int, default=20261130, show_default=True, help="Of the simulation.")
@format_option("text", "json")
@store_option
def power(format_: str, store: str | None, **asked: Any) -> None:
    """Say how many couples it takes to find actor and partner effects in an APIM.

    Both are standardised effects (β) in the regression of one partner's outcome on both partners'
    predictors, or with --average their means over both partners, as where these cannot be told
    apart. Studies are simulated; the same seed gives the same answer.

    JSON: source, assumed, effects (effect, beta, couples, power, low, high, formula), both.
    """
    from pyoxigraph import Store

    from attachgraph.cli.opening import open_graph
    from attachgraph.graph import Graph

    is_pooled = asked["predictor"] or asked["outcome"]
    graph = open_graph(store) if is_pooled else Graph(Store())
    found = graph.power(**asked, tell=_tell)
    show_line()
    if format_ == "json":
        answer = {
            "source": found.source,
            "assumed": asdict(found.plan),
            "effects": [row._asdict() for row in found],
            "both": found.both,
        }
        write_json(answer)
    else:
        click.echo(repr(found))


def _tell(couples: int, share: float) -> None:
    show_line(f"trying {couples:,} couples, {share:.0%}")
