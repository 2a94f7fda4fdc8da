"""demo: the main job in one go."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from attachgraph.notice import NOTICE

_QUESTION = "Which claims about the avoidant-secure pairing are disputed, and in which words?"
_QUERY = """\
SELECT ?claim ?section WHERE {
  ?statement rdf:subject pairing:avoidant-secure ; rdf:predicate ag:claims ; rdf:object ?claim ;
             ag:status ag:disputed ; ag:quotation/ag:section ?section .
} ORDER BY ?section ?claim LIMIT 5"""

_PAGE = "explorer.html"
_FILES = {
    "trig": "attachgraph.trig",
    "turtle": "attachgraph.ttl",
    "jsonld": "attachgraph.jsonld",
}


@click.command(
    epilog="""\b
Example:
  attachgraph demo build/
"""
)
@click.argument("folder", metavar="[DIR]", default="build", type=click.Path(file_okay=False))
def demo(folder: str) -> None:
    """Build the bundled dataset, ask it one question, and write what can be handed on.

    DIR gets a store, an explorer that opens from disk, Turtle and JSON-LD.
    """
    from attachgraph.cli.build import run_build
    from attachgraph.cli.output import print_result
    from attachgraph.dataset.counts import number_of_statements
    from attachgraph.query.run import run_query
    from attachgraph.rdf.serialise import export
    from attachgraph.store.embedded import open_store
    from attachgraph.views.explorer import render

    target = Path(folder)
    _refuse_to_overwrite(target)
    target.mkdir(parents=True, exist_ok=True)
    report = run_build([], str(target / "store"))
    store = open_store(target / "store")
    click.echo(
        f"Built {target / 'store'} from {report.documents} entries: "
        f"{number_of_statements(store):,} statements, each with its words.\n"
    )
    click.echo(f"{_QUESTION}\n")
    click.echo("  " + _QUERY.replace("\n", "\n  ") + "\n")
    print_result(run_query(store, _QUERY), "table")
    page = target / _PAGE
    page.write_text(render(store), encoding="utf-8")
    written = [page]
    for format_, name in _FILES.items():
        path = target / name
        with path.open("wb") as file:
            for chunk in export(store, format_):
                file.write(chunk)
        written.append(path)
    click.echo("\nWritten:")
    for path in written:
        click.echo(f"  {path}  ({path.stat().st_size / 1024:,.0f} kB)")
    click.echo(f"\nNext: open {page.resolve()} in a browser.")
    click.echo(
        f"Ask more: {_program()} query --store {target / 'store'} "
        "'SELECT ?a ?b { ?a ag:pairsWith ?b }'"
    )
    click.echo(NOTICE)


def _refuse_to_overwrite(target: Path) -> None:
    """Refuse to replace files that lie in a folder where no demo was run before."""
    from attachgraph.errors import InputError
    from attachgraph.store.seal import read_mark

    if read_mark(target / "store") is not None:
        return
    for name in (_PAGE, *_FILES.values()):
        if (target / name).exists():
            raise InputError(
                "this file exists, and it is not overwritten",
                where=str(target / name),
                fix="name another folder: attachgraph demo DIR",
            )


def _program() -> str:
    """Return the words by which this program was called, as far as they can be typed again."""
    called = Path(sys.argv[0])
    if shutil.which("attachgraph") or called.name != "attachgraph":
        return "attachgraph"
    return os.path.relpath(called)
