"""The rows of an answer as Python has them: mappings, data frames, a table in a notebook.

In: an answer. Out: rows that can be read again. The command line streams instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias, overload

from pyoxigraph import Literal, NamedNode

from attachgraph.errors import UsageError
from attachgraph.query.answers import Answer, Boolean, Solutions, Term, notation, says_nothing
from attachgraph.query.spelling import nearest
from attachgraph.query.writers.formats import as_table
from attachgraph.rdf.compact import compact

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

#: What a term becomes in Python.
Plain: TypeAlias = str | int | float | bool | None

_CONVERSIONS: Final[Mapping[str, Any]] = {
    "integer": int,
    "gYear": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": {"true": True, "1": True, "false": False, "0": False}.get,
}


class Row:
    """One solution: plain values, read by place, by name or as attributes.

    It is unpacked, compared and sliced like a tuple. Texts and IRIs are strings, numbers are
    numbers, what is unbound is ``None``; :attr:`terms` has the RDF terms, with language and
    datatype. A name wins over a place: a column ``count`` is a column.

    Parameters
    ----------
    columns : mapping of str to int
        The place of each variable.
    terms : sequence of term or None
        ``None`` where a variable is unbound.

    Examples
    --------
    >>> row = Row({"trait": 0, "n": 1}, [Literal("calm", language="en"), Literal(3)])
    >>> row.trait, row["trait"], row[1]
    ('calm', 'calm', 3)
    >>> trait, n = row
    >>> row.terms[0].language
    'en'
    >>> row.trats
    Traceback (most recent call last):
    attachgraph.query.result.UnknownColumn: there is no column “trats”
    Fix: did you mean trait? columns: trait, n
    """

    __slots__ = ("_columns", "_terms")

    def __init__(self, columns: Mapping[str, int], terms: Sequence[Term | None]) -> None:
        self._columns: Mapping[str, int] = columns
        self._terms: Sequence[Term | None] = terms

    @property
    def terms(self) -> tuple[Term | None, ...]:
        """The RDF terms, in the order of the columns."""
        return tuple(self._terms[place] for place in range(len(self._columns)))

    def asdict(self) -> dict[str, Plain]:
        """Return the plain values by name.

        Returns
        -------
        dict
            In the order of the columns.

        Examples
        --------
        >>> Row({"n": 0}, [Literal(3)]).asdict()
        {'n': 3}
        """
        return dict(zip(self._columns, self, strict=True))

    @overload
    def __getitem__(self, key: int | str) -> Plain: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Plain, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Plain | tuple[Plain, ...]:
        if isinstance(key, str):
            place = self._columns.get(key)
            if place is None:
                raise self._unknown(key)
            return plain(self._terms[place])
        return tuple(self)[key]

    def __getattr__(self, name: str) -> Plain:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._columns})

    def __iter__(self) -> Iterator[Plain]:
        return map(plain, self.terms)

    def __len__(self) -> int:
        return len(self._columns)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Row):
            return self.terms == other.terms
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self.asdict().items())})"

    def _unknown(self, name: str) -> UnknownColumn:
        near = nearest(name, self._columns)
        guess = f"did you mean {near[0]}? " if near else ""
        return UnknownColumn(
            f"there is no column “{name}”", fix=f"{guess}columns: {', '.join(self._columns)}"
        )


# A row matches the pattern `case (name, year)` and is what libraries mean by a sequence. It does
# not inherit from it, because `count` and `index` are names that queries give to columns.
Sequence.register(Row)


class UnknownColumn(UsageError, AttributeError, KeyError):
    """A row has no such column; ``hasattr`` understands it as well."""

    def __str__(self) -> str:
        return UsageError.__str__(self)


class Result:
    """The rows of an answer. They are computed as they are read, and kept.

    Parameters
    ----------
    answer : Solutions or Triples or Boolean
        As the store answers. Triples become rows of ``subject``, ``predicate`` and ``object``; the
        answer to ASK becomes one row of ``answer``.
    doubt : callable, optional
        Says what is probably not meant, given whether the answer says nothing.
    notes : sequence of str, optional
        What has to be known besides the rows: which values are only examples.

    Attributes
    ----------
    variables : tuple of str
        The columns.

    Examples
    --------
    >>> bool(Result(Boolean(False)))
    False
    """

    def __init__(
        self,
        answer: Answer,
        doubt: Callable[..., Sequence[str]] = lambda **_: (),
        notes: Sequence[str] = (),
    ) -> None:
        self._doubt = doubt
        self._notes = notes
        table = as_table(answer)
        self._asked = table.value if isinstance(table, Boolean) else None
        if isinstance(table, Boolean):
            table = Solutions(("answer",), [(Literal(table.value),)])
        self.variables: tuple[str, ...] = table.variables
        self._rest = table.unread()
        self._answer = answer
        self._columns = {name: place for place, name in enumerate(table.variables)}
        self._rows: list[Sequence[Term | None]] = []

    @property
    def truncated(self) -> bool:
        """Whether there were more rows than the limit; reads all of them to tell."""
        len(self)
        return getattr(self._answer, "truncated", False)

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """What in the query is probably not meant; most of it where it finds nothing."""
        while len(self._rows) < 2 and self._read_one():  # noqa: PLR2004 - two rows are something
            pass
        return tuple(self._doubt(found_nothing=says_nothing(self._rows[:2])))

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
            One column for each variable: IRIs and texts as ``string``, numbers as ``Int64`` or
            ``Float64``, truth values as ``boolean``; what is unbound is missing.

        Raises
        ------
        MissingError
            If pandas is not installed.

        Examples
        --------
        >>> rows = Result(Solutions(["n"], [(Literal(3),)]))
        >>> rows.to_pandas().dtypes.to_dict()
        {'n': Int64Dtype()}
        """
        from attachgraph.query.data_frames import frame

        rows = [tuple(row) for row in self]
        columns = {name: [row[place] for row in rows] for name, place in self._columns.items()}
        return frame(columns)

    def __repr__(self) -> str:
        """Write the first rows; the others are not read for it."""
        most = 10
        first = list(islice(self, most + 1))
        lines = [repr(row) for row in first[:most]] or [f"no rows of {', '.join(self.variables)}"]
        lines += ["…"] if len(first) > most else []
        return "\n".join([*lines, *self._remarks()])

    def _remarks(self) -> list[str]:
        return [*self._notes, *(f"look again: {doubt}" for doubt in self.doubts)]

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        """Draw the first rows for a notebook; everything in them is escaped."""
        most = 100
        names = "".join(f"<th>{escape(name)}</th>" for name in self.variables)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(_short(term))}</td>' for term in row.terms)}</tr>"
            for row in islice(self, most)
        )
        more = "<p>…</p>" if len(self) > most else ""
        if not rows:
            return "".join(f"<p>{escape(line)}</p>" for line in repr(self).splitlines())
        more += "".join(f"<p>{escape(line)}</p>" for line in self._remarks())
        return f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>{more}"


def plain(term: Term | None) -> Plain:
    """Turn a term into a plain value.

    Parameters
    ----------
    term : term or None
        What a variable is bound to.

    Returns
    -------
    str or int or float or bool or None
        IRIs and texts as strings; a number that cannot be read stays a string.
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else notation(term)
    convert = _CONVERSIONS.get(term.datatype.value.rsplit("#", 1)[-1])
    try:
        return convert(term.value) if convert else term.value
    except ValueError:
        return term.value


def _short(term: Term | None) -> str:
    """Write a term for people: IRIs with their prefix, texts without quotes."""
    value = plain(term)
    if value is None:
        return ""
    return compact(value) or value if isinstance(value, str) else str(value)
