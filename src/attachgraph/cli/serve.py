"""serve: answer SPARQL over HTTP, with a page for everything in the graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

import click

from attachgraph.cli.options import store_option

_NEEDED = ("starlette", "uvicorn", "httptools")
_MEGABYTE = 1024**2


@click.command(
    epilog="""\b
Examples:
  attachgraph serve
  attachgraph serve --store my-store --port 8080
  attachgraph serve --store my-store --host 0.0.0.0 --allow-host graph.example.org
  curl http://127.0.0.1:7878/sparql --data-urlencode 'query=ASK { ?entry a ag:Pairing }'
"""
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7878,
    show_default=True,
    help="Port to listen at; 0 takes any that is free.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.05),
    default=30.0,
    show_default=True,
    help="Seconds that one query may work.",
)
@click.option(
    "--memory", type=click.IntRange(64), metavar="MB", help="Memory that one query may use."
)
@click.option(
    "--max-rows", type=click.IntRange(1), metavar="N", help="Rows that one answer may have."
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Answer requests to this name, such as that of a proxy in front; * for any name.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let web pages from there ask and read; * for all.  [default: * unless --host is local]",
)
@click.option(
    "--allow-service", "services", multiple=True, metavar="URL", help="SERVICE may ask this URL."
)
@click.option(
    "--patience",
    type=click.FloatRange(0.05),
    default=30.0,
    show_default=True,
    help="Seconds that a client may take to send a request, or to take more of an answer.",
)
@click.option(
    "--texts",
    is_flag=True,
    help="Others may read full texts without an open licence, too. Needed with --host or "
    "--allow-host if the store has some.",
)
@click.option("--quiet", is_flag=True, help="Write no access log.")
@store_option
def serve(  # noqa: PLR0913, PLR0917 - one for each option
    host: str,
    port: int,
    timeout: float,
    memory: int | None,
    max_rows: int | None,
    hosts: Sequence[str],
    origins: Sequence[str],
    services: Sequence[str],
    patience: float,
    texts: bool,
    quiet: bool,
    store: str | None,
) -> None:
    """Serve the graph: SPARQL over HTTP, and a page for everything in it.

    Queries are answered at /sparql as the SPARQL 1.1 Protocol has it; nothing can be changed. A
    query that takes too long ends, and the others go on. When a build publishes another store in
    the same folder, the server changes to it. Ctrl-C stops it.
    """
    _require_packages()
    from attachgraph.serve.server import serve as run
    from attachgraph.serve.settings import Settings

    settings = Settings(
        store=store,
        host=host,
        port=port,
        timeout=timeout,
        max_rows=max_rows,
        services=frozenset(services),
        allowed_hosts=frozenset(name.lower() for name in hosts),
        allowed_origins=frozenset(origins),
        patience=patience,
        texts=texts,
        quiet=quiet,
        **({} if memory is None else {"memory": memory * _MEGABYTE}),
    )
    if not settings.is_local:
        click.echo(
            f"{click.style('warning:', fg='yellow', bold=True)} everyone who can reach this "
            "machine can ask this graph",
            err=True,
        )
    sys.stdout.flush()
    code = run(settings, _announce)
    if code:
        raise click.exceptions.Exit(code)


def _announce(host: str, port: int) -> None:
    """Say where to look."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - shown, not bound
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    click.echo(f"attachgraph answers at {address}/", err=True)
    for path, what in (
        ("sparql", "SPARQL endpoint"),
        ("explorer", "explorer"),
        ("search", "search"),
    ):
        click.echo(f"  {address}/{path:<10} {what}", err=True)
    click.echo("Ctrl-C stops it.", err=True)


def _require_packages() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        from attachgraph.errors import MissingError

        raise MissingError(
            f"serving needs packages that are not installed: {', '.join(missing)}",
            fix="python -m pip install 'attachgraph[serve]'",
        )
