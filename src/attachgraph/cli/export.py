"""export: the graph in an open format."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.completing import complete_names
from attachgraph.cli.options import (
    contested_option,
    format_for,
    format_option,
    output_option,
    store_option,
)
from attachgraph.exports.formats import EXPORT_FORMATS, ExportFormat

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.exports.selection import Selection
    from attachgraph.query.answers import Triples

#: What the name of a file says about its format.
_SUFFIXES: Final = {each.suffix: each.name for each in EXPORT_FORMATS.values()} | {".zip": "csv"}
_TITLES: Final = "\n".join(f"  {each.name:<10} {each.title}" for each in EXPORT_FORMATS.values())


@click.command(
    epilog=f"""\b
Formats:
{_TITLES}

\b
Examples:
  attachgraph export --output attachgraph.ttl
  attachgraph export avoidant-secure --output avoidant-secure.jsonld
  attachgraph export --no-quotations --output for-gephi.gexf
  attachgraph export --output tables.zip
  attachgraph export --query 'CONSTRUCT WHERE {{ ?a ag:pairsWith ?b }}' --output pairs.graphml
"""
)
@click.argument("name", required=False, shell_complete=complete_names)
@format_option(
    *EXPORT_FORMATS,
    from_name=True,
    help="Format to write.  [default: what the name of the file says]",
)
@output_option(
    "File to write; - or left out, stdout. csv and parquet: a folder, or a file .zip.",
    metavar="PATH",
)
@click.option("--query", "sparql", metavar="SPARQL", help="Write what this CONSTRUCT gives.")
@click.option(
    "--file", type=click.Path(dir_okay=False), help="The same, with the query read from a file."
)
@click.option(
    "--name",
    "question",
    metavar="QUESTION",
    help="The same, with a ready question that constructs: see attachgraph queries.",
)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Give a variable of the query a value.",
)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="GRAPH",
    help="Write only this graph, such as graph:avoidant-secure.",
)
@click.option(
    "--quotations/--no-quotations",
    "quotations",
    default=None,
    help="Write who says so, in which words and where.  [default: yes; of a query, what it gives]",
)
@click.option(
    "--infer",
    is_flag=True,
    help="Add what follows by the rules of the ontology, in the graph graph:inferred.",
)
@contested_option
@click.option("--texts", is_flag=True, help="Write the full texts too: they may be other people's.")
@click.option("--raw-cells", is_flag=True, help="CSV: leave cells that begin like a formula.")
@store_option
def export(  # noqa: PLR0913, PLR0917 - one for each option
    name: str | None,
    format_: str | None,
    output: str | None,
    sparql: str | None,
    file: str | None,
    question: str | None,
    params: Sequence[str],
    graphs: Sequence[str],
    quotations: bool | None,
    infer: bool,
    contested: bool,
    texts: bool,
    raw_cells: bool,
    store: str | None,
) -> None:
    """Write the graph, the same bytes for the same content.

    The whole dataset; or, with NAME (a slug, a title, any alias, a CURIE or an IRI), one entry with
    what is needed to understand it; or what a CONSTRUCT query gives.

    turtle, nt and rdfxml have no graph names: the graphs are merged in them. jsonld of one entry is
    a tree that needs no knowledge of RDF. graphml, gexf and cytoscape open in network tools; csv
    and parquet are tables of nodes, edges and quotations, described by a datapackage.json.
    """
    from attachgraph.cli.opening import open_dataset
    from attachgraph.cli.output import open_output
    from attachgraph.exports.formats import iter_document
    from attachgraph.exports.selection import constructed

    if format_ is None and output is not None and output.lower().endswith(".xlsx"):
        raise click.UsageError(
            "no format here is written to a file that ends in .xlsx: for tables of everything say "
            "--format csv -o tables.zip; a workbook is for an answer: attachgraph query … -o x.xlsx"
        )
    chosen = format_for(output, format_, _SUFFIXES)
    _refuse_contradictions(
        {"NAME": name, "--query": sparql, "--file": file, "--name": question, "--graph": graphs}
    )
    is_folder = EXPORT_FORMATS[chosen].is_folder
    _refuse_impossible(EXPORT_FORMATS[chosen], output, {"texts": texts, "raw_cells": raw_cells})
    dataset = open_dataset(store, contested=contested)
    if infer:
        from attachgraph.dataset.inference import with_inferences

        dataset = with_inferences(dataset)
    asked = _ask(dataset, sparql, file, question, params)
    selection = (
        constructed(dataset, asked, quotations=bool(quotations))
        if asked is not None
        else _select(dataset, name, graphs, quotations is not False, texts)
    )
    if is_folder:
        _write_files(selection, chosen, str(output), raw_cells)
        return
    with open_output(output) as target:
        for piece in iter_document(selection, chosen, texts=texts):
            target.write(piece)
        target.flush()


def _refuse_contradictions(given: Mapping[str, object]) -> None:
    wanted = [option for option, value in given.items() if value]
    if len(wanted) > 1:
        raise click.UsageError(f"{' and '.join(wanted)} choose different things: give one of them")


def _refuse_impossible(
    chosen: ExportFormat, output: str | None, options: Mapping[str, bool]
) -> None:
    """Refuse what the format cannot do, instead of doing something else."""
    if chosen.is_folder and (output is None or output == "-" or output.endswith(chosen.suffix)):
        raise click.UsageError(
            f"{chosen.name} is several files: give --output with a folder or a .zip"
        )
    for option, is_given in options.items():
        if is_given and option not in chosen.takes:
            raise click.UsageError(f"--{option.replace('_', '-')} does nothing in {chosen.name}")


def _ask(
    dataset: pyoxigraph.Store,
    sparql: str | None,
    file: str | None,
    question: str | None,
    params: Sequence[str],
) -> Triples | None:
    """Ask the query that was given in one of three ways; ``None`` if none was."""
    from attachgraph.cli.query import read_query_file
    from attachgraph.dataset.values import read_question
    from attachgraph.errors import UsageError
    from attachgraph.query.answers import Triples
    from attachgraph.query.named import find_query
    from attachgraph.query.run import run_query

    if question is not None:
        sparql = find_query(question).name
    elif file is not None:
        sparql = read_query_file(file)
    if sparql is None:
        return None
    given = dict(param.partition("=")[::2] for param in params)
    sparql, values = read_question(sparql, given, dataset)
    answer = run_query(dataset, sparql, params=values, timeout=math.inf)
    if not isinstance(answer, Triples):
        problem = "the query gives a table, and an export holds triples"
        raise UsageError(problem, fix="ask with CONSTRUCT, or use attachgraph query --format csv")
    return answer


def _select(
    dataset: pyoxigraph.Store,
    name: str | None,
    graphs: Sequence[str],
    quotations: bool,
    texts: bool,
) -> Selection:
    from attachgraph.exports import selection

    if name is not None:
        from attachgraph.dataset.resolving import resolve

        iri = resolve(dataset, name)
        return selection.one_entry(dataset, iri, quotations=quotations, texts=texts)
    if graphs:
        from attachgraph.dataset.values import parse_value

        names = [parse_value(graph, dataset).value for graph in graphs]
        return selection.some_graphs(dataset, names, quotations=quotations)
    return selection.whole(dataset, quotations=quotations)


def _write_files(selection: Selection, name: str, output: str, raw_cells: bool) -> None:
    from attachgraph.cli.output import open_output
    from attachgraph.exports.folder import fill_folder, write_zip
    from attachgraph.exports.formats import write_files

    fill = write_files(selection, name, raw_cells=raw_cells)
    if not output.lower().endswith(".zip"):
        fill_folder(output, fill)
        return
    with open_output(output) as target:
        write_zip(target, fill)
