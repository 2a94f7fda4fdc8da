"""The style by style grid for Python: a table that is read by a pair of styles.

In: cells of :mod:`attachgraph.dataset.coverage`. Out: a table that draws itself as a grid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from html import escape
from typing import Final, overload

from attachgraph.dataset.coverage import LEVEL_SIGNS, LEVELS, Cell
from attachgraph.errors import UsageError
from attachgraph.graph.tables import Table
from attachgraph.query.spelling import nearest

_SHADES: Final = {"covered": "#cfe3f5", "thin": "#fdf0c8", "missing": "#f3f3f3"}


class Grid(Table[Cell]):
    """How well every pair of styles is studied.

    Parameters
    ----------
    cells : iterable of Cell
        One for each unordered pair of styles.

    Examples
    --------
    >>> import attachgraph
    >>> grid = attachgraph.load().gaps()
    >>> grid["secure", "avoidant"].pairing
    'pairing/avoidant-secure'
    >>> sorted(set(grid.to_pandas()["level"])) != []
    True
    """

    def __init__(self, cells: Iterable[Cell]) -> None:
        super().__init__(cells, [each.name for each in fields(Cell)])
        self._by_pair: dict[tuple[str, ...], Cell] = {
            labels: cell for cell in self for labels in (cell.labels, cell.labels[::-1])
        }

    @overload
    def __getitem__(self, index: int | tuple[str, str]) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> Table[Cell]: ...
    def __getitem__(self, index: int | slice | tuple[str, str]) -> Cell | Table[Cell]:
        if not isinstance(index, tuple):
            return super().__getitem__(index)
        if index in self._by_pair:
            return self._by_pair[index]
        styles = self._styles()
        wrong = next((style for style in index if style not in styles), str(index))
        near = nearest(wrong, styles)
        guess = f"did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"the grid has no style “{wrong}”", fix=f"{guess}styles: {', '.join(styles)}"
        )

    def _styles(self) -> list[str]:
        return list(dict.fromkeys(label for cell in self for label in cell.labels))

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        styles = self._styles()
        head = "".join(f"<th>{escape(style)}</th>" for style in styles)
        rows = "".join(
            f"<tr><th>{escape(row)}</th>"
            + "".join(_draw(self._by_pair[row, column]) for column in styles)
            + "</tr>"
            for row in styles
        )
        legend = "; ".join(f"{LEVEL_SIGNS[level]} {level}: {LEVELS[level]}" for level in LEVELS)
        caption = f'<caption style="caption-side: bottom">{escape(legend)}</caption>'
        return (
            f"<table>{caption}<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _draw(cell: Cell) -> str:
    sign, shade = LEVEL_SIGNS[cell.level], _SHADES[cell.level]
    counted = (
        f"{cell.samples} samples, {cell.dyadic} of couples, {cell.direct} direct, "
        f"and {cell.projected} projected"
    )
    return (
        f'<td style="background: {shade}; color: #111; text-align: left">{sign} '
        f"{escape(cell.level)}<br><small>{counted}</small></td>"
    )
