"""search: find words in names, quotes, claims and results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.options import store_option
from attachgraph.cli.tables import form_of, table_options, write_json

if TYPE_CHECKING:
    from attachgraph.dataset.search.index import Hit

_NOTHING_FOUND: Final = 1
_COLUMNS: Final = ("kind", "id", "title", "words", "names", "context", "status", "score")


@click.command(
    epilog="""\b
Examples:
  attachgraph search cortisol
  attachgraph search "secure partner" buffer --kind claim
  attachgraph search porges shut --limit 5 --format json
  attachgraph search cortisol --format csv
"""
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits to show."
)
@click.option(
    "--kind",
    metavar="KIND",
    help="Find one kind only: pairing, concept, source, result, claim, property …",
)
@table_options("table")
@store_option
def search(
    words: Sequence[str],
    limit: int,
    kind: str | None,
    format_: str | None,
    output: str | None,
    store: str | None,
) -> None:
    """Find words in names, claims and results, the best hit first.

    Every word has to be there, whole or as the beginning of a word; case and accents do not matter.
    A word that nothing has is taken for a misspelt one, if there is one much like it, and that is
    said. The word for a standing, such as “disputed”, brings what stands so first. If nothing has
    all the words, what has some of them is shown. The first search in a store builds an index,
    which is kept in the cache folder of the user until the store changes. Exit code 1 tells that
    nothing was found.

    JSON: words, has_all, meant, hits (kind, id, title, words, names, context, status, score). CSV:
    the same columns, a row for each hit.
    """
    from attachgraph.cli.opening import open_graph

    form = form_of("table", format_, output)
    asked = " ".join(words)
    found = open_graph(store).search(asked, kind=kind, limit=limit)
    if form == "json":
        hits = [_as_dict(hit) for hit in found]
        write_json(
            {"words": asked, "has_all": found.has_all, "meant": found.meant, "hits": hits}, output
        )
    elif form != "table":
        from attachgraph.cli.output import write_rows

        write_rows(_COLUMNS, (tuple(_as_dict(hit).values()) for hit in found), form, output)
    else:
        _print_table(found, found.meant or asked)
    if found.meant:
        click.echo(f"nothing has “{asked}”; these have “{found.meant}”", err=True)
    if found and not found.has_all:
        click.echo("nothing has all these words; these have some of them", err=True)
    if not found:
        click.echo("nothing found; try fewer words, or the beginning of one", err=True)
        raise click.exceptions.Exit(_NOTHING_FOUND)


def _as_dict(hit: Hit) -> dict[str, str | float]:
    return {name: getattr(hit, name) for name in _COLUMNS}


def _print_table(hits: Sequence[Hit], asked: str) -> None:
    from attachgraph.cli.output import draw_rows
    from attachgraph.dataset.search.index import excerpt

    rows = (
        (
            hit.kind,
            hit.id,
            excerpt(hit.words, asked) if hit.words not in {"", hit.title} else hit.title,
            hit.status,
        )
        for hit in hits
    )
    if hits:
        draw_rows(("kind", "name", "words", "status"), rows)
