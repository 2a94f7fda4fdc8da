"""The formats in which an answer can be written, and which answer goes into which.

In: an answer and the name of a format. Out: bytes, piece by piece. The command line and the server
choose from the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from attachgraph.errors import UsageError
from attachgraph.store.answers import Answer, Boolean, Solutions, Triples


@dataclass(frozen=True, slots=True)
class AnswerFormat:
    """A format for answers.

    Attributes
    ----------
    name : str
        As ``--format`` takes it.
    media_type : str
        As HTTP names it.
    holds_triples : bool
        Whether it holds RDF, the answer to CONSTRUCT and DESCRIBE, or a table. Triples go into a
        table with three columns as well; a table is no RDF.
    """

    name: str
    media_type: str
    holds_triples: bool = False


#: By name, tables first.
ANSWER_FORMATS: Final[dict[str, AnswerFormat]] = {
    entry.name: entry
    for entry in (
        AnswerFormat("csv", "text/csv; charset=utf-8"),
        AnswerFormat("tsv", "text/tab-separated-values; charset=utf-8"),
        AnswerFormat("json", "application/sparql-results+json"),
        AnswerFormat("xml", "application/sparql-results+xml"),
        AnswerFormat("markdown", "text/markdown; charset=utf-8"),
        AnswerFormat("turtle", "text/turtle; charset=utf-8", holds_triples=True),
        AnswerFormat("trig", "application/trig", holds_triples=True),
        AnswerFormat("nt", "application/n-triples", holds_triples=True),
        AnswerFormat("nq", "application/n-quads", holds_triples=True),
        AnswerFormat("jsonld", "application/ld+json", holds_triples=True),
        AnswerFormat("rdfxml", "application/rdf+xml", holds_triples=True),
    )
}


def as_table(answer: Answer) -> Solutions | Boolean:
    """Look at any answer as a table."""
    if isinstance(answer, Triples):
        return Solutions(("subject", "predicate", "object"), map(tuple, answer))
    return answer


def iter_bytes(answer: Answer, name: str, *, raw_cells: bool = False) -> Iterator[bytes]:
    r"""Write an answer in a format.

    Tables stream. Triples are sorted, so that the same answer is the same bytes; that takes memory
    for all of them.

    Examples
    --------
    >>> b"".join(iter_bytes(Boolean(True), "csv"))
    b'true\r\n'
    """
    entry = ANSWER_FORMATS.get(name)
    if entry is None:
        raise UsageError(f"there is no format {name}", fix=f"one of {', '.join(ANSWER_FORMATS)}")
    if not entry.holds_triples:
        writer = _table_writer(name, raw_cells=raw_cells)
        return (piece.encode() for piece in writer(as_table(answer)))
    if not isinstance(answer, Triples):
        kind = "true or false" if isinstance(answer, Boolean) else "a table"
        tables = ", ".join(key for key, value in ANSWER_FORMATS.items() if not value.holds_triples)
        problem = f"{name} holds triples, and this query is answered with {kind}"
        raise UsageError(problem, fix=f"choose one of {tables}, or ask with CONSTRUCT")
    from attachgraph.rdf.serialise import serialise_triples

    return serialise_triples(answer, name)


def _table_writer(name: str, *, raw_cells: bool) -> Callable[[Solutions | Boolean], Iterator[str]]:
    """Return the function that writes a format; only the module that is used is imported."""
    if name == "json":
        from attachgraph.store.results.sparql_json import iter_json

        return iter_json
    if name == "xml":
        from attachgraph.store.results.sparql_xml import iter_xml

        return iter_xml
    if name == "markdown":
        from attachgraph.store.results.markdown import iter_markdown

        return iter_markdown
    from attachgraph.store.results.delimited import iter_csv, iter_tsv

    return partial(iter_csv if name == "csv" else iter_tsv, raw_cells=raw_cells)
