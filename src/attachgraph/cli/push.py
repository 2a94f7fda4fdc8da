"""push: load the graph into a SPARQL store on a server."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

import click

from attachgraph.cli.options import store_option
from attachgraph.cli.progress import show_line

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from attachgraph.remote.dialects import Method
    from attachgraph.remote.pushing import Step

_MOST_SHOWN: Final = 10


@click.command(
    epilog="""\b
Examples:
  attachgraph push http://localhost:7878/query
  attachgraph push http://localhost:7878/query --dry-run
  attachgraph push http://localhost:7878/query --store my-store --replace

\b
The login is never on the command line:
  ATTACHGRAPH_USER and ATTACHGRAPH_PASSWORD, or ATTACHGRAPH_TOKEN, or ~/.netrc
"""
)
@click.argument("url")
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="GRAPH",
    help="Load only this graph, such as graph:avoidant-secure.",
)
@click.option(
    "--method",
    type=click.Choice(["auto", "gsp", "update"]),
    default="auto",
    show_default=True,
    help="Graph Store Protocol, or SPARQL Update.",
)
@click.option("--graph-store-url", metavar="URL", help="Where the server takes graphs.")
@click.option("--update-url", metavar="URL", help="Where the server takes updates.")
@click.option("--replace", is_flag=True, help="Replace graphs that hold something else there.")
@click.option(
    "--resume/--no-resume",
    default=True,
    show_default=True,
    help="Pass over graphs that are there already, or load them again.",
)
@click.option("--texts", is_flag=True, help="Load the full texts too: they may be other people's.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@store_option
def push(  # noqa: PLR0913, PLR0917 - one for each option
    url: str,
    graphs: Sequence[str],
    method: str,
    graph_store_url: str | None,
    update_url: str | None,
    replace: bool,
    resume: bool,
    texts: bool,
    dry_run: bool,
    store: str | None,
) -> None:
    """Load the graph into a store on a server, by named graphs.

    URL is the address where the server answers SPARQL queries. Graphs that are there already are
    passed over, so that a push that was interrupted is completed by the next one. A graph that
    holds something else under the same name is left alone unless you say --replace; all other
    graphs of the server are never touched. At the end the graphs are counted: exit code 1 tells
    that a number differs.
    """
    from attachgraph.cli.opening import open_dataset
    from attachgraph.dataset.values import parse_value
    from attachgraph.remote import pushing
    from attachgraph.remote.dialects import find_target
    from attachgraph.remote.endpoint import RemoteStore

    remote = RemoteStore(url)
    dataset = open_dataset(store)
    names = [_graph(parse_value(graph, dataset)) for graph in graphs] or None
    chosen = pushing.graphs_to_push(dataset, names, texts=texts)
    steps = pushing.plan(dataset, remote, chosen, resume=resume)
    target = find_target(
        remote.address,
        remote.server,
        method=cast("Method", method),
        graph_store_url=graph_store_url,
        update_url=update_url,
    )
    _refuse_to_replace(steps, replace=replace)
    loose = pushing.in_no_graph(dataset)
    if loose:
        click.echo(f"{loose:,} triples are in no graph and are not loaded", err=True)
    if dry_run:
        _print_plan(steps, f"{target.method} at {target.address.shown}")
        return
    progress = _Progress(steps)
    try:
        pushing.push(dataset, remote, target, steps, progress.advance)
    finally:
        show_line()
    _report(steps, pushing.verify(remote, steps), progress, remote.address.shown)


def _graph(term: object) -> NamedNode:
    from pyoxigraph import NamedNode

    if not isinstance(term, NamedNode):
        raise click.BadParameter(f"{term} is not the name of a graph", param_hint="--graph")
    return term


def _refuse_to_replace(steps: Sequence[Step], *, replace: bool) -> None:
    """Leave alone what somebody else may have put there."""
    from attachgraph.errors import InputError

    others = [step for step in steps if step.state == "other"]
    if others and not replace:
        shown = "".join(
            f"\n  <{step.graph.value}>: {step.there:,} triples" for step in others[:_MOST_SHOWN]
        )
        more = f"\n  and {len(others) - _MOST_SHOWN:,} more" if len(others) > _MOST_SHOWN else ""
        raise InputError(
            f"graphs of the same name hold triples there that yours do not have:{shown}{more}",
            fix="if they are an older version, say --replace; nothing was written",
        )


_WORDS: Final = {
    "missing": "to load",
    "partial": "to complete",
    "whole": "there already",
    "other": "to replace",
}


def _print_plan(steps: Sequence[Step], where: str) -> None:
    for step in steps:
        click.echo(f"{_WORDS[step.state]:<13}  {step.size:>9,}  {step.graph.value}")
    left = sum(step.size for step in steps if step.state != "whole")
    click.echo(f"would load {left:,} triples by {where}; nothing was written", err=True)


class _Progress:
    """A line on the terminal that says how far, how fast and how long still."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.total = sum(step.size for step in steps)
        self.left = sum(step.size for step in steps if step.state != "whole")
        self._skipped = self.total - self.left
        self.done = 0
        self.began = time.monotonic()
        self._shown = 0.0

    def advance(self, count: int) -> None:
        """Count, and draw the line now and then."""
        self.done += count
        now = time.monotonic()
        if now - self._shown < 0.1:  # noqa: PLR2004 - ten times a second
            return
        self._shown = now
        seconds = now - self.began
        # What was there already says nothing about how fast the server is.
        rate = max(0, self.done - self._skipped) / seconds if seconds else 0
        rest = f", {(self.total - self.done) / rate:.0f} s left" if rate > 1 else ""
        show_line(f"loading: {self.done:,} of {self.total:,} triples, {rate:,.0f} per second{rest}")


def _report(steps: Sequence[Step], wrong: Sequence[Step], progress: _Progress, where: str) -> None:
    """Say what is there now; exit with 1 if it is not what should be."""
    for step in wrong[:_MOST_SHOWN]:
        click.echo(f"<{step.graph.value}>: {step.there:,} triples there, {step.size:,} here")
    if len(wrong) > _MOST_SHOWN:
        click.echo(f"and {len(wrong) - _MOST_SHOWN:,} more")
    if wrong:
        click.echo(
            f"not verified: {len(wrong):,} of {len(steps):,} graphs have another number of triples",
            err=True,
        )
        raise click.exceptions.Exit(1)
    seconds = time.monotonic() - progress.began
    there = progress.total - progress.left
    old = f" ({there:,} were there already)" if there else ""
    click.echo(
        f"verified: {len(steps):,} graphs with {progress.total:,} triples are at {where}{old}, "
        f"in {seconds:.1f} s",
        err=True,
    )
