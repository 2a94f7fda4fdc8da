"""The rows of an answer as Python has them: mappings, data frames, a table in a notebook.

In: an answer. Out: rows that can be read again. The command line streams instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.errors import MissingError
from attachgraph.rdf.compact import compact
from attachgraph.store.answers import Answer, Boolean, Solutions, Term
from attachgraph.store.results.formats import as_table

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

__all__ = ["Result", "Row"]

_CONVERSIONS: Final[Mapping[str, Any]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": {"true": True, "1": True, "false": False, "0": False}.get,
}


class Row(Mapping[str, "Term | None"]):
    """One solution: a mapping from variables to RDF terms.

    Parameters
    ----------
    columns : mapping of str to int
        The place of each variable.
    terms : sequence of term or None
        ``None`` where a variable is unbound.

    Examples
    --------
    >>> row = Row({"trait": 0}, [Literal("calm", language="en")])
    >>> row["trait"].value
    'calm'
    """

    __slots__ = ("_columns", "_terms")

    def __init__(self, columns: Mapping[str, int], terms: Sequence[Term | None]) -> None:
        self._columns = columns
        self._terms = terms

    def __getitem__(self, variable: str) -> Term | None:
        return self._terms[self._columns[variable]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={term}' for name, term in self.items())})"


class Result:
    """The rows of an answer. They are computed as they are read, and kept.

    Parameters
    ----------
    answer : Solutions or Triples or Boolean
        As the store answers. Triples become rows of ``subject``, ``predicate`` and ``object``; the
        answer to ASK becomes one row of ``answer``.

    Attributes
    ----------
    variables : tuple of str
        The columns.

    Examples
    --------
    >>> bool(Result(Boolean(False)))
    False
    """

    def __init__(self, answer: Answer) -> None:
        table = as_table(answer)
        self._asked = table.value if isinstance(table, Boolean) else None
        if isinstance(table, Boolean):
            table = Solutions(("answer",), [(Literal(table.value),)])
        self.variables = table.variables
        self._rest = table.unread()
        self._answer = answer
        self._columns = {name: place for place, name in enumerate(table.variables)}
        self._rows: list[Sequence[Term | None]] = []

    @property
    def truncated(self) -> bool:
        """Whether there were more rows than the limit; reads all of them to tell."""
        len(self)
        return getattr(self._answer, "truncated", False)

    def __iter__(self) -> Iterator[Row]:
        rows, columns, rest = self._rows, self._columns, self._rest
        place = 0
        while True:
            # Another loop over the same result may have read on.
            while place < len(rows):
                yield Row(columns, rows[place])
                place += 1
            terms = next(rest, None)
            if terms is None:
                return
            rows.append(terms)

    def __len__(self) -> int:
        self._rows.extend(self._rest)
        return len(self._rows)

    def __bool__(self) -> bool:
        if self._asked is not None:
            return self._asked
        return bool(self._rows) or self._read_one()

    def _read_one(self) -> bool:
        terms = next(self._rest, None)
        if terms is None:
            return False
        self._rows.append(terms)
        return True

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a data frame of plain values.

        Returns
        -------
        pandas.DataFrame
            One column for each variable. IRIs and texts are strings, numbers are numbers, what is
            unbound is ``None``.

        Raises
        ------
        MissingError
            If pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            fix = "python -m pip install 'attachgraph[notebooks]'"
            raise MissingError("to_pandas needs pandas", fix=fix) from error
        rows = [[_plain(term) for term in row.values()] for row in self]
        return pd.DataFrame(rows, columns=list(self.variables))

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        """Draw the first rows for a notebook; everything in them is escaped."""
        most = 100
        names = "".join(f"<th>{escape(name)}</th>" for name in self.variables)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(_short(term))}</td>' for term in row.values())}</tr>"
            for row in islice(self, most)
        )
        more = "<p>…</p>" if len(self) > most else ""
        return f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _plain(term: Term | None) -> str | int | float | bool | None:
    """Turn a term into a plain value."""
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    convert = _CONVERSIONS.get(term.datatype.value.rsplit("#", 1)[-1])
    try:
        return convert(term.value) if convert else term.value
    except ValueError:
        return term.value


def _short(term: Term | None) -> str:
    """Write a term for people: IRIs with their prefix, texts without quotes."""
    value = _plain(term)
    if value is None:
        return ""
    return compact(value) or value if isinstance(value, str) else str(value)
