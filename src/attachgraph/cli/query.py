"""query: ask the graph in SPARQL, or by the name of a question."""

from __future__ import annotations

import contextlib
import math
import re
import sys
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from attachgraph.cli.completing import complete_questions
from attachgraph.cli.options import (
    contested_option,
    format_for,
    format_option,
    output_option,
    store_option,
)
from attachgraph.errors import InputError, MissingError, QueryError, QueryTimeout, UsageError
from attachgraph.query.writers.formats import ANSWER_FORMATS

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.dataset.source import Quads
    from attachgraph.query.answers import Answer, Term
    from attachgraph.query.run import Policy
    from attachgraph.rdf.named_queries import NamedQuery

_MOST_ROWS: Final = 10_000
_LONGEST_NAME: Final = 250
_A_DAY: Final = 86_400.0
#: Bibliographies of what an answer names, by the endings of their files.
_BIBLIOGRAPHIES: Final = {"bibtex": ".bib", "ris": ".ris", "csljson": ".csl"}
#: What the name of a file says about its format.
_SUFFIXES: Final = {
    ".txt": "table",
    **{suffix: name for name, suffix in _BIBLIOGRAPHIES.items()},
    **{
        f".{name.removeprefix('.')}": each.name
        for each in ANSWER_FORMATS.values()
        for name in (each.suffix, *each.other_names)
    },
}


#: How SPARQL begins, or what every query of it holds.
_SPARQL: Final = re.compile(
    r"^\s*(?:#|(?:select|ask|construct|describe|prefix|base|insert|delete|load|clear|drop|create|"
    r"add|move|copy|with)\b)|\{|^\s*-\s*$|^\s*$",
    re.IGNORECASE,
)


def _list_questions(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from attachgraph.cli.queries import list_by_group
        from attachgraph.rdf.named_queries import read_named_queries

        list_by_group(read_named_queries())
        ctx.exit()


@click.command(
    epilog="""\b
Examples:
  attachgraph query 'SELECT ?alias ?entry WHERE { ?alias ag:aliasOf ?entry }'
  attachgraph query show-conflict-cycle --param pairing=anxious-avoidant
  attachgraph query list-null-results --output papers.bib
  attachgraph query --file my.rq --limit 0 --output answer.csv
  attachgraph query --contested 'SELECT * { pairing:fearful-secure ag:hasOutcome ?outcome }'
  attachgraph query --explain 'SELECT ?cycle { ?pairing ag:conflictCycle ?cycle }'
  echo 'DESCRIBE pairing:avoidant-secure' | attachgraph query -
"""
)
@click.argument(
    "sparql",
    required=False,
    metavar="[SPARQL|QUESTION|-]",
    shell_complete=complete_questions,
)
@click.option("--file", type=click.Path(dir_okay=False), help="Read the query from a file.")
@click.option(
    "--name",
    shell_complete=complete_questions,
    help="Run a question that is ready: see attachgraph queries.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_questions,
    help="List the questions that are ready, by what they are about.",
)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help='Give a variable a value: a name, a CURIE, <an IRI>, "a text"@en or a number.',
)
@format_option(
    "table",
    *ANSWER_FORMATS,
    *_BIBLIOGRAPHIES,
    from_name=True,
    help="Form of the answer.  [default: what the name of --output says, else table, or turtle for "
    "CONSTRUCT and DESCRIBE]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=30.0,
    show_default=True,
    help="Seconds that the query may take; 0 for no limit.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=_MOST_ROWS,
    show_default=True,
    help="Rows to write; 0 for all.",
)
@click.option("--raw-cells", is_flag=True, help="CSV, TSV: leave cells that begin like a formula.")
@click.option(
    "--allow-service", "services", multiple=True, metavar="URL", help="SERVICE may ask this URL."
)
@output_option()
@click.option(
    "--explain",
    is_flag=True,
    help="Instead of the answer, show what the query meets, what is odd in it and what it costs.",
)
@contested_option
@store_option
def query(  # noqa: PLR0913, PLR0917 - one for each option
    sparql: str | None,
    file: str | None,
    name: str | None,
    params: Sequence[str],
    format_: str | None,
    timeout: float,
    limit: int,
    raw_cells: bool,
    services: Sequence[str],
    output: str | None,
    explain: bool,
    contested: bool,
    store: str | None,
) -> None:
    """Ask the graph.

    The prefixes of the dataset are declared, and the default graph is the union of all graphs.
    Queries cannot change anything, and reach no other machine unless a URL is allowed. An edge that
    something speaks against is not a triple of that union: its statement tells, and --contested.
    The name of a ready question may be given instead: --list has them all. bibtex, ris and csljson
    are the bibliography of all that the answer names.

    With --explain --format json the explanation is an object with "answer", "dataset", "prefixes",
    "parameters", "services", "patterns" (each with "matches"), "warnings", "rows" and "seconds".
    """
    from attachgraph.cli.opening import open_graph
    from attachgraph.cli.output import open_output, printable, write_answer
    from attachgraph.dataset.values import doubts_in
    from attachgraph.query.answers import Boolean, Triples
    from attachgraph.query.run import Policy

    source = _read(sparql, file, name)
    wanted = format_for(output, format_, _SUFFIXES, default="")
    dataset = open_graph(store)
    dataset = dataset.with_contested() if contested else dataset
    values = _values(source, _assignments(params), dataset.source.quads)
    policy = Policy(allow_services=frozenset(services))
    if explain:
        with _named(source.name), open_output(output) as target:
            target.write(_explained(dataset.store, source.text, values, timeout, policy, wanted))
        return
    # Without a limit it is another process that works, too: Ctrl-C is heard in this one.
    with _named(source.name):
        asked = dataset.source.answer(
            source.text,
            params=values,
            timeout=timeout or math.inf,
            max_rows=limit or None,
            policy=policy,
        )
        answer, is_nothing = _peek(asked)
        with open_output(output) as target:
            form = wanted or ("turtle" if isinstance(answer, Triples) else "table")
            if form in _BIBLIOGRAPHIES:
                target.write(_bibliography(answer, form, dataset.store, values))
            else:
                write_answer(answer, form, target, raw_cells=raw_cells)
    if not isinstance(asked, Boolean) and asked.truncated:
        click.echo(f"stopped at {limit:,} rows; --limit 0 for all", err=True)
    quads = dataset.source.quads
    doubts = doubts_in(quads, source.text, values, policy, found_nothing=is_nothing)
    for doubt in doubts:
        click.echo(f"look again: {printable(doubt)}", err=True)
    if is_nothing and not doubts:
        click.echo("what each pattern meets: attachgraph query --explain", err=True)


def _peek(answer: Answer) -> tuple[Answer, bool]:
    """Return whether it finds or counts nothing, or says no, before it is written."""
    from itertools import chain, islice

    from attachgraph.query.answers import Boolean, Solutions, says_nothing

    if isinstance(answer, Boolean):
        return answer, not answer.value
    if not isinstance(answer, Solutions):
        return answer, False
    rows = answer.unread()
    first = list(islice(rows, 2))
    return Solutions(answer.variables, chain(first, rows)), says_nothing(first)


def _bibliography(
    answer: Answer, form: str, store: pyoxigraph.Store, values: Mapping[str, Term]
) -> bytes:
    """Write the publications that an answer names, or that what it names rests on."""
    import pyoxigraph

    from attachgraph.library.bibliography import records_about
    from attachgraph.library.formats import WRITERS
    from attachgraph.query.answers import Boolean

    if isinstance(answer, Boolean):
        raise UsageError("yes or no has no bibliography", fix="ask for things: SELECT ?claim …")
    terms = {term for row in answer for term in row if isinstance(term, pyoxigraph.NamedNode)}
    asked = [term.value for term in values.values() if isinstance(term, pyoxigraph.NamedNode)]
    records = records_about(store, sorted(term.value for term in terms), beside=asked)
    if not records:
        click.echo("this answer rests on no publication with a record", err=True)
    return WRITERS[form](records).encode()


def _explained(
    dataset: pyoxigraph.Store,
    sparql: str,
    values: Mapping[str, Term],
    timeout: float,
    policy: Policy,
    format_: str,
) -> bytes:
    """Write an explanation as text or as JSON."""
    import json

    from attachgraph.cli.output import printable
    from attachgraph.query.explanation import explain_query

    if format_ not in {"", "table", "json"}:
        raise click.BadParameter(f"--explain writes table or json, not {format_}")
    seconds = timeout or _A_DAY
    found = explain_query(dataset, sparql, params=values, timeout=seconds, policy=policy)
    if format_ == "json":
        return json.dumps(found.to_dict(), ensure_ascii=False, indent=2).encode() + b"\n"
    return printable(str(found), keep="\n").encode(errors="replace") + b"\n"


class _Source(NamedTuple):
    """A query, and where it comes from."""

    text: str
    name: str
    question: NamedQuery | None = None


def _read(sparql: str | None, file: str | None, name: str | None) -> _Source:
    """Read the query from the one place that was given."""
    given = [value for value in (sparql, file, name) if value is not None]
    if len(given) != 1:
        one = "the query is missing" if not given else "there is more than one query"
        raise click.UsageError(f"{one}: give SPARQL, -, --file or --name")
    from attachgraph.query.named import find_query, named_query, questions_near

    question = find_query(name) if name is not None else named_query(sparql or "")
    if question is not None:
        return _Source(question.text, f"{question.name}.rq", question)
    if file is not None:
        return _Source(read_query_file(file), file)
    if sparql is not None and _is_file(sparql):
        raise UsageError("this is the name of a file", fix=f"attachgraph query --file {sparql}")
    if sparql is not None and not _SPARQL.search(sparql):
        near = [f"did you mean attachgraph query {each}? " for each in questions_near(sparql)]
        raise UsageError(
            "this is a sentence, and query asks in SPARQL or by the name of a question",
            fix=f"{''.join(near[:1])}attachgraph search {sparql}",
        )
    if sparql == "-":
        return _Source(_decode(sys.stdin.buffer.read(), "stdin"), "stdin")
    return _Source(sparql or "", "query")


def _is_file(words: str) -> bool:
    if words == "-" or len(words) > _LONGEST_NAME:
        return False
    return words.endswith(".rq") or Path(words).is_file()


def read_query_file(file: str) -> str:
    """Read a query from a file."""
    try:
        return _decode(Path(file).read_bytes(), file)
    except FileNotFoundError as error:
        raise MissingError("there is no such file", where=file, fix="check the path") from error


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"the query is not UTF-8: byte {error.start} cannot be read"
        raise InputError(problem, where=name, fix="save the file as UTF-8") from error


def _assignments(params: Sequence[str]) -> dict[str, str]:
    """Read ``NAME=VALUE``."""
    values = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"{param} is not NAME=VALUE", param_hint="--param")
        values[name.strip().lstrip("?$")] = value
    return values


def _values(source: _Source, given: Mapping[str, str], dataset: Quads) -> dict[str, Term]:
    """Turn what was given into terms; a question's other parameters have their samples."""
    from attachgraph.dataset.values import read_question
    from attachgraph.query.named import left_out

    for example in left_out(source.question, given) if source.question else ():
        shown = f"{example.name}={example.words}"
        click.echo(f"{shown} (an example; choose with --param {example.name}=…)", err=True)
    text = source.question.name if source.question else source.text
    return read_question(text, given, dataset)[1]


@contextlib.contextmanager
def _named(name: str) -> Generator[None, None, None]:
    """Let errors say the file that the query is from, and the option that raises the limit."""
    try:
        yield
    except QueryTimeout as error:
        error.fix = (error.fix or "").replace("timeout=…", "--timeout")
        raise
    except QueryError as error:
        if error.where is not None:
            error.where = error.where.replace("query:", f"{name}:", 1)
        raise
