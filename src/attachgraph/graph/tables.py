"""A list of results that shows itself as a table, and becomes a data frame.

In: records of one sort. Out: a sequence with ``to_pandas`` and a drawing for notebooks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, TypeVar, overload

from attachgraph.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

_MOST_SHOWN: Final = 60
_FEW_VALUES: Final = frozenset({"kind", "level", "status", "type"})


_Row_co = TypeVar("_Row_co", covariant=True)


class Table(Sequence[_Row_co], Generic[_Row_co]):
    """Rows of one sort.

    Parameters
    ----------
    rows : iterable
        The rows, in their order.
    columns : collection of str
        The attributes of a row that make a table.
    shown : collection of str, optional
        The columns that are drawn; all of them if left out.

    Attributes
    ----------
    columns : tuple of str
        The columns of the data frame.

    Examples
    --------
    >>> import attachgraph
    >>> names = attachgraph.load().edges(type="alias-of", about="avoidant-secure")
    >>> names.columns[:4]
    ('type', 'subject', 'object', 'status')
    >>> names.to_pandas()["status"].dtype.name
    'category'
    """

    def __init__(
        self,
        rows: Iterable[_Row_co],
        columns: Collection[str],
        *,
        shown: Collection[str] | None = None,
    ) -> None:
        self._rows: tuple[_Row_co, ...] = tuple(rows)
        self.columns: tuple[str, ...] = tuple(columns)
        self._shown: tuple[str, ...] = tuple(shown or columns)

    @overload
    def __getitem__(self, index: int) -> _Row_co: ...
    @overload
    def __getitem__(self, index: slice) -> Table[_Row_co]: ...
    def __getitem__(self, index: int | slice) -> _Row_co | Table[_Row_co]:
        if isinstance(index, slice):
            return Table(self._rows[index], self.columns, shown=self._shown)
        try:
            return self._rows[index]
        except TypeError:
            raise UsageError(
                f"a table is read by number, and {index!r} is not one",
                fix=f"[row.{self.columns[0]} for row in table], or table.to_pandas(); "
                f"columns: {', '.join(self.columns)}",
            ) from None

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return self._rows == other._rows if isinstance(other, Table) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._rows)

    def __repr__(self) -> str:
        head = "\n".join(map(str, islice(self._rows, 10)))
        more = f"\n… {len(self):,} rows" if len(self) > 10 else ""  # noqa: PLR2004 - as above
        return (head + more) or f"no rows of {', '.join(self.columns)}"

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a data frame of plain values.

        Returns
        -------
        pandas.DataFrame
            Texts are ``string``, whole numbers ``Int64``; status, type, kind and level are
            ``category``; cells with several values are joined by " | ".

        Raises
        ------
        MissingError
            If pandas is not installed.

        Examples
        --------
        >>> import attachgraph
        >>> grid = attachgraph.load().gaps().to_pandas()
        >>> str(grid["samples"].dtype)
        'Int64'
        """
        from attachgraph.query.data_frames import frame

        return frame(
            {name: [_plain(getattr(row, name)) for row in self._rows] for name in self.columns},
            categories=_FEW_VALUES & set(self.columns),
        )

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        """Draw the first rows for a notebook; everything in them is escaped."""
        names = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in self._shown)
        rows = "".join(
            f"<tr>{''.join(_cell(_plain(getattr(row, name))) for name in self._shown)}</tr>"
            for row in islice(self._rows, _MOST_SHOWN)
        )
        shown = min(len(self), _MOST_SHOWN)
        rest = f"<p>{shown:,} of {len(self):,} rows</p>" if shown < len(self) else ""
        return f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>{rest}"


def _plain(value: object) -> object:
    return " | ".join(map(str, value)) if isinstance(value, tuple) else value


def _cell(value: object) -> str:
    is_number = isinstance(value, int | float)
    side = "right" if is_number else "left"
    text = "" if value is None else escape(str(value))
    return f'<td style="text-align: {side}; vertical-align: top">{text}</td>'
