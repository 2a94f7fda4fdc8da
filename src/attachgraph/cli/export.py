"""export: the graph in an open format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.options import store_option

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.cli.watchdog import Watchdog
    from attachgraph.exports.selection import Selection
    from attachgraph.store.answers import Triples

_FORMATS: Final = (
    *("turtle", "trig", "nt", "nq", "jsonld", "rdfxml"),
    *("graphml", "gexf", "cytoscape", "csv", "parquet"),
)
_SUFFIXES: Final = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "nt",
    ".nq": "nq",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".cyjs": "cytoscape",
}


@click.command(
    epilog="""\b
Examples:
  attachgraph export --output attachgraph.ttl
  attachgraph export avoidant-secure --format jsonld --output avoidant-secure.jsonld
  attachgraph export --format gexf --no-quotations --output for-gephi.gexf
  attachgraph export --format csv --output tables/
  attachgraph export --query 'CONSTRUCT WHERE { ?a ag:pairsWith ?b }' --output pairs.graphml
"""
)
@click.argument("name", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="Format to write.  [default: what the name of the file says]",
)
@click.option(
    "--output",
    metavar="PATH",
    help="File to write; - or left out, stdout. csv and parquet: a folder, or a file .zip.",
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
    from attachgraph.cli.watchdog import Watchdog
    from attachgraph.exports.formats import EXPORT_FORMATS, iter_document
    from attachgraph.exports.selection import constructed

    chosen = format_ or _guess(output)
    _refuse_contradictions(
        {"NAME": name, "--query": sparql, "--file": file, "--name": question, "--graph": graphs}
    )
    is_folder = EXPORT_FORMATS[chosen].is_folder
    if is_folder and output in {None, "-"}:
        raise click.UsageError(f"{chosen} is several files: give --output with a folder or a .zip")
    dataset = open_dataset(store)
    if infer:
        from attachgraph.store.inference import with_inferences

        dataset = with_inferences(dataset)
    with Watchdog(None) as watchdog:
        with watchdog.working():
            asked = _ask(dataset, sparql, file, question, params)
            selection = (
                constructed(dataset, asked, quotations=bool(quotations))
                if asked is not None
                else _select(dataset, name, graphs, quotations is not False)
            )
        if is_folder:
            _write_files(selection, chosen, str(output), raw_cells, watchdog)
            return
        with open_output(output, watchdog.on_stop) as target:
            with watchdog.working():
                pieces = iter_document(selection, chosen, texts=texts)
            for piece in watchdog.over(pieces):
                target.write(piece)
            target.flush()


def _guess(output: str | None) -> str:
    """Take the format from the name of the file."""
    for suffix, name in _SUFFIXES.items():
        if output is not None and output.lower().endswith(suffix):
            return name
    raise click.UsageError(
        f"the format is missing: give --format, or a file name that ends in {', '.join(_SUFFIXES)}"
    )


def _refuse_contradictions(given: Mapping[str, object]) -> None:
    wanted = [option for option, value in given.items() if value]
    if len(wanted) > 1:
        raise click.UsageError(f"{' and '.join(wanted)} choose different things: give one of them")


def _ask(
    dataset: pyoxigraph.Store,
    sparql: str | None,
    file: str | None,
    question: str | None,
    params: Sequence[str],
) -> Triples | None:
    """Ask the query that was given in one of three ways; ``None`` if none was."""
    from attachgraph.cli.query import read_query_file
    from attachgraph.dataset.values import parse_value
    from attachgraph.errors import UsageError
    from attachgraph.store.answers import Triples
    from attachgraph.store.named import find_query
    from attachgraph.store.query import run_query

    texts = dict(param.partition("=")[::2] for param in params)
    if question is not None:
        ready = find_query(question)
        sparql = ready.text
        texts = {each.name: each.sample for each in ready.parameters} | texts
    elif file is not None:
        sparql = read_query_file(file)
    if sparql is None:
        return None
    values = {name: parse_value(text, dataset) for name, text in texts.items()}
    answer = run_query(dataset, sparql, params=values, timeout=None)
    if not isinstance(answer, Triples):
        problem = "the query gives a table, and an export holds triples"
        raise UsageError(problem, fix="ask with CONSTRUCT, or use attachgraph query --format csv")
    return answer


def _select(
    dataset: pyoxigraph.Store, name: str | None, graphs: Sequence[str], quotations: bool
) -> Selection:
    from attachgraph.exports import selection

    if name is not None:
        from attachgraph.dataset.resolving import resolve

        return selection.one_entry(dataset, resolve(dataset, name), quotations=quotations)
    if graphs:
        from attachgraph.dataset.values import parse_value

        names = [parse_value(graph, dataset).value for graph in graphs]
        return selection.some_graphs(dataset, names, quotations=quotations)
    return selection.whole(dataset, quotations=quotations)


def _write_files(
    selection: Selection, name: str, output: str, raw_cells: bool, watchdog: Watchdog
) -> None:
    from attachgraph.cli.output import open_output
    from attachgraph.exports.folder import fill_folder, write_zip
    from attachgraph.exports.formats import write_files

    fill = write_files(selection, name, raw_cells=raw_cells)
    if not output.lower().endswith(".zip"):
        fill_folder(output, fill)
        return
    with open_output(output, watchdog.on_stop) as target:
        write_zip(target, fill)
