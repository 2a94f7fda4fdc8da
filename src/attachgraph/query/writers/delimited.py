"""Write an answer as CSV or TSV.

Spreadsheets take a cell that begins with ``=`` or the like for a formula and run it. Text from
entries is anybody's text, so such cells get a leading apostrophe unless the caller wants them raw.

Sources: SPARQL 1.1 Query Results CSV and TSV Formats; OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from attachgraph.query.answers import Boolean, Solutions, Term, notation
from attachgraph.rdf.namespaces import XSD

# The last four are the full-width forms, which some spreadsheets treat alike. None of them runs
# what begins with a minus of typography (U+2212) or with a bar.
_SIGNS: Final = "=+@\uff1d\uff0b\uff0d\uff20-"
_FORMULA: Final = re.compile(rf"\s*[{_SIGNS}]|[\t\r\n]")
# Where numbers have a comma, spreadsheets divide CSV at ";", within quotes as well: unless a
# quote is the first character of a cell, it means nothing to them.
_HIDDEN: Final = re.compile(rf'([;\t\r\n]["\s]*)(?=[{_SIGNS}])')
_NUMERIC: Final = frozenset(
    XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "short")
)
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_MUST_QUOTE: Final = re.compile(r'[",;\t\r\n]')
# What Turtle reads back as the same literal without quotes.
_BARE: Final = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    XSD + "double": re.compile(r"[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def iter_csv(answer: Solutions | Boolean, *, raw_cells: bool = False) -> Iterator[str]:
    r"""Write an answer as CSV: values only, for spreadsheets.

    Examples
    --------
    >>> answer = Solutions(["quote"], [(Literal("=1+1"),)])
    >>> list(iter_csv(answer))
    ['quote\r\n', "'=1+1\r\n"]
    """
    if isinstance(answer, Boolean):
        yield f"{'true' if answer else 'false'}\r\n"
        return
    yield ",".join(answer.variables) + "\r\n"
    for row in answer:
        yield ",".join(_csv_cell(term, raw=raw_cells) for term in row) + "\r\n"


def csv_line(cells: Sequence[str | int | None], *, raw_cells: bool = False) -> str:
    """Write a row of texts and numbers as a line of CSV."""
    # A negative number is written by us, never by a text: it is not a string here.
    texts = (
        _harmless(cell, begins=bool(_FORMULA.match(cell)))
        if isinstance(cell, str) and not raw_cells
        else ("" if cell is None else str(cell))
        for cell in cells
    )
    return ",".join(map(_quoted, texts)) + "\r\n"


def _harmless(text: str, *, begins: bool) -> str:
    """Put an apostrophe before what a spreadsheet would run, at the beginning and after a ``;``."""
    return ("'" if begins else "") + _HIDDEN.sub(r"\1'", text)


def _quoted(text: str) -> str:
    if _MUST_QUOTE.search(text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def _csv_cell(term: Term | None, *, raw: bool) -> str:
    if term is None:
        return ""
    text = term.value if isinstance(term, NamedNode | Literal) else notation(term)
    if not raw:
        text = _harmless(text, begins=isinstance(term, Literal) and _is_formula(term))
    return _quoted(text)


def _is_formula(literal: Literal) -> bool:
    """Return whether a spreadsheet would run a literal; a negative number is only a number."""
    if not _FORMULA.match(literal.value):
        return False
    return literal.datatype.value not in _NUMERIC or not _NUMBER.fullmatch(literal.value)


def iter_tsv(answer: Solutions | Boolean, *, raw_cells: bool = False) -> Iterator[str]:
    r"""Write an answer as TSV: terms in Turtle, for programs.

    Examples
    --------
    >>> list(
    ...     iter_tsv(
    ...         Solutions(["who"], [(NamedNode("https://w3id.org/attachgraph/style/secure"),)])
    ...     )
    ... )
    ['?who\n', '<https://w3id.org/attachgraph/style/secure>\n']
    """
    if isinstance(answer, Boolean):
        yield f"{'true' if answer else 'false'}\n"
        return
    yield "\t".join(f"?{name}" for name in answer.variables) + "\n"
    for row in answer:
        yield "\t".join(_tsv_cell(term, raw=raw_cells) for term in row) + "\n"


def _tsv_cell(term: Term | None, *, raw: bool) -> str:
    if term is None:
        return ""
    if not isinstance(term, Literal):
        return notation(term)
    bare = _BARE.get(term.datatype.value)
    if bare and bare.fullmatch(term.value):
        return term.value
    written = str(term)
    return f"\"'{written[1:]}" if not raw and _is_formula(term) else written
