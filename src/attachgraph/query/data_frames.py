"""Columns of plain values as a pandas data frame with sensible types.

In: columns. Out: a frame. The only place that knows pandas.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attachgraph.errors import MissingError

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

#: What fits into the 64 bits of a number of pandas.
_LARGEST = 2**63 - 1


def frame(
    columns: Mapping[str, Sequence[Any]],
    *,
    categories: Collection[str] = (),
    integers: Collection[str] = (),
) -> pd.DataFrame:
    """Make a data frame."""
    try:
        import pandas as pd
    except ImportError as error:
        fix = "python -m pip install 'attachgraph[notebooks]'"
        raise MissingError("to_pandas needs pandas", fix=fix) from error
    made: dict[str, Any] = {}
    for name, values in columns.items():
        if name in categories:
            made[name] = pd.Series(values, dtype="string").astype("category")
        elif name in integers:
            made[name] = pd.Series(values, dtype="Int64")
        else:
            made[name] = pd.Series(values, dtype=_dtype(values))
    return pd.DataFrame(made, columns=list(columns))


def _dtype(values: Sequence[object]) -> str:
    """Choose the narrowest type that loses nothing."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int} and all(abs(value) <= _LARGEST for value in values if isinstance(value, int)):
        return "Int64"
    if kinds in ({float}, {int, float}):
        return "Float64"
    return "object" if kinds - {str} else "string"
