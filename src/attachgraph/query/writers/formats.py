"""The formats in which an answer can be written, and which answer goes into which.

In: an answer and the name of a format. Out: bytes, piece by piece. The command line and the server
choose from the same table. A new format is one entry here and one module with its writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from attachgraph.errors import UsageError
from attachgraph.query.answers import Answer, Boolean, Solutions, Triples
from attachgraph.rdf.syntaxes import RDF_FORMATS, Format


@dataclass(frozen=True, slots=True)
class AnswerFormat(Format):
    """A format for answers."""

    #: ``module:function``; it is imported when the format is written. The function takes a table
    #: and gives pieces of text, or takes triples and the name of the format and gives bytes.
    writer: str
    #: Whether it holds RDF, the answer to CONSTRUCT and DESCRIBE, or a table. Triples go into a
    #: table with three columns as well; a table is not an RDF.
    holds_triples: bool = False
    #: The last part of its IRI among the W3C's file formats, if it has one.
    w3c_name: str = ""
    #: Media types and names under which clients of servers know it too.
    other_types: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    #: Whether spreadsheets read it, so that the writer takes ``raw_cells``.
    has_cells: bool = False

    def load(self) -> Callable[..., Iterator[Any]]:
        """Import the writer."""
        module, _, function = self.writer.partition(":")
        loaded: Callable[..., Iterator[Any]] = getattr(import_module(module), function)
        return loaded


_HERE: Final = "attachgraph.query.writers"

#: By name, tables first. Of each kind, a client that accepts anything gets the first.
ANSWER_FORMATS: Final[dict[str, AnswerFormat]] = {
    each.name: each
    for each in (
        AnswerFormat(
            "json",
            ".json",
            "application/sparql-results+json",
            f"{_HERE}.sparql_json:iter_json",
            w3c_name="SPARQL_Results_JSON",
            other_types=("application/json",),
            other_names=("srj", "sparql-json", "sparql-results+json"),
        ),
        AnswerFormat(
            "xml",
            ".xml",
            "application/sparql-results+xml",
            f"{_HERE}.sparql_xml:iter_xml",
            w3c_name="SPARQL_Results_XML",
            other_types=("application/xml", "text/xml"),
            other_names=("srx", "sparql-xml", "sparql-results+xml"),
        ),
        AnswerFormat(
            "csv",
            ".csv",
            "text/csv",
            f"{_HERE}.delimited:iter_csv",
            w3c_name="SPARQL_Results_CSV",
            has_cells=True,
        ),
        AnswerFormat(
            "tsv",
            ".tsv",
            "text/tab-separated-values",
            f"{_HERE}.delimited:iter_tsv",
            w3c_name="SPARQL_Results_TSV",
            has_cells=True,
        ),
        AnswerFormat(
            "xlsx",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"{_HERE}.workbook:iter_xlsx",
        ),
        AnswerFormat("markdown", ".md", "text/markdown", f"{_HERE}.markdown:iter_markdown"),
        *(
            AnswerFormat(
                syntax.name,
                syntax.suffix,
                syntax.media_type,
                "attachgraph.rdf.serialise:serialise_triples",
                holds_triples=True,
                w3c_name=syntax.w3c_name,
                other_types=syntax.other_types,
                other_names=syntax.other_names,
            )
            for syntax in RDF_FORMATS.values()
        ),
    )
}


def as_table(answer: Answer) -> Solutions | Boolean:
    """Look at any answer as a table."""
    if isinstance(answer, Triples):
        return Solutions(("subject", "predicate", "object"), map(tuple, answer))
    return answer


def iter_bytes(answer: Answer, name: str, *, raw_cells: bool = False) -> Iterator[bytes]:
    """Write an answer in a format.

    Tables stream. Triples are sorted, so that the same answer is the same bytes; that takes memory
    for all of them.
    """
    entry = ANSWER_FORMATS.get(name)
    if entry is None:
        raise UsageError(f"there is no format {name}", fix=f"one of {', '.join(ANSWER_FORMATS)}")
    if not entry.holds_triples:
        options = {"raw_cells": raw_cells} if entry.has_cells else {}
        pieces = entry.load()(as_table(answer), **options)
        return (piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
    if not isinstance(answer, Triples):
        kind = "true or false" if isinstance(answer, Boolean) else "a table"
        tables = ", ".join(key for key, value in ANSWER_FORMATS.items() if not value.holds_triples)
        problem = f"{name} holds triples, and this query is answered with {kind}"
        raise UsageError(problem, fix=f"choose one of {tables}, or ask with CONSTRUCT")
    return entry.load()(answer, name)
