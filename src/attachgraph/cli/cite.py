"""cite: references of publications, of a thing, or of the dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from attachgraph.cli.completing import complete_sources
from attachgraph.cli.options import format_for, output_option, store_option

if TYPE_CHECKING:
    from attachgraph.graph import Graph

_FORMATS = ("bibtex", "ris", "csljson")
#: What the name of a file says; references are text.
_SUFFIXES = {".bib": "bibtex", ".ris": "ris", ".json": "csljson", ".txt": "", ".md": ""}


@click.command(
    epilog="""\b
Examples:
  attachgraph cite hazan-shaver-1987
  attachgraph cite doi:10.1037/0022-3514.52.3.511 --style chicago
  attachgraph cite anxious-avoidant --style mla
  attachgraph cite "anxious and avoidant people attract each other"
  attachgraph cite simpson-1990 collins-read-1990 --format bibtex --output two.bib
  attachgraph cite
"""
)
@click.argument("names", nargs=-1, shell_complete=complete_sources)
@click.option(
    "--style",
    default="apa",
    show_default=True,
    help="apa, chicago, mla, ama, harvard, vancouver, or a file .csl from zotero.org/styles.",
)
@click.option(
    "--format", "-f", "format_", type=click.Choice(_FORMATS), help="Records instead of references."
)
@output_option()
@store_option
def cite(
    names: Sequence[str], style: str, format_: str | None, output: str | None, store: str | None
) -> None:
    """Write references: of publications, or of all that an entry, a claim or a result rests on.

    NAMES are keys, DOIs as doi:10.…, PubMed numbers as pmid:…, keys of Better BibTeX, or whatever
    show understands. Without NAMES, the reference of the dataset itself. Exit code 1 tells that a
    thing rests on no publication whose record is known.
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.cli.output import open_output
    from attachgraph.library.formats import WRITERS
    from attachgraph.library.styles import cite as write_references

    form = format_for(output, format_, _SUFFIXES, default="")
    graph = open_graph(store)
    records = _records(graph, names)
    if not records:
        click.echo("this rests on no publication with a record", err=True)
        raise click.exceptions.Exit(1)
    text = (
        WRITERS[form](records)
        if form
        else "".join(f"{line}\n" for line in write_references(records, style))
    )
    with open_output(output) as target:
        target.write(text.encode())


def _records(graph: Graph, names: Sequence[str]) -> list[dict[str, Any]]:
    from attachgraph.dataset.about import about_store
    from attachgraph.evidence.library import clean_record
    from attachgraph.library.bibliography import records_named

    store = graph.store
    if not names:
        about = about_store(store).as_record()
        publisher = {"publisher": about["custom"].pop("publisher", "")}
        return [clean_record({**about, "genre": "Data set", **publisher})]
    return records_named(store, names, graph.resolve)
