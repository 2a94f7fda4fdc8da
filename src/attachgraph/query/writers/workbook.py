"""Tables as workbooks of spreadsheet programs.

In: a table. Out: the bytes of an XLSX file, at once: it cannot be written while it is computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.library.workbook import write_workbook
from attachgraph.query.answers import Boolean, Solutions, Term


def iter_xlsx(table: Solutions | Boolean) -> Iterator[bytes]:
    """Write a table."""
    if isinstance(table, Boolean):
        yield write_workbook(["answer"], [["true" if table else "false"]])
        return
    yield write_workbook(table.variables, ([_text(term) for term in row] for row in table))


def _text(term: Term | None) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
