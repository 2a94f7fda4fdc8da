"""Write Parquet, for data frames: nodes, edges and quotations with typed columns.

In: a selection and a folder. Out: ``nodes.parquet``, ``edges.parquet``, ``quotations.parquet`` and
a ``datapackage.json``. What has several values is a list. Needs pyarrow, which comes with the extra
``parquet``.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attachgraph.exports.about import about
from attachgraph.exports.columns import TABLES, Column, chosen_tables
from attachgraph.exports.datapackage import write_package
from attachgraph.exports.rows import iter_portions
from attachgraph.exports.selection import Selection

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows that are gathered before they are written: one row group.
_GROUP: Final = 20_000


def write_parquet(selection: Selection, folder: Path) -> None:
    """Write a selection as Parquet."""
    told = about(selection)
    tables = chosen_tables(quotations=selection.quotations)
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(
                _File(
                    folder / f"{name}.parquet",
                    columns,
                    {
                        "notice": told.notice,
                        "licences": " ".join(told.licences),
                        "description": TABLES[name].description,
                    },
                )
            )
            for name, columns in tables.items()
        }
        for portion in iter_portions(selection):
            for name, file in files.items():
                for row in portion.rows(name):
                    file.add(row)
    write_package(folder, "parquet", tables, told)


class _File:
    """Gathers rows and writes them in groups."""

    def __init__(self, path: Path, columns: list[Column], metadata: dict[str, str]) -> None:
        import pyarrow as pa

        types = {"string": pa.string(), "integer": pa.int64(), "list": pa.list_(pa.string())}
        self._schema: pa.Schema = pa.schema(
            [
                pa.field(
                    column.name,
                    types[column.type],
                    nullable=not column.is_required,
                    metadata={"description": column.description},
                )
                for column in columns
            ],
            metadata=metadata,
        )
        self._path = path
        self._columns = columns
        self._rows: dict[str, list[Any]] = {column.name: [] for column in columns}

    def __enter__(self) -> _File:  # noqa: PYI034 - private
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(self._path, self._schema, compression="zstd")
        return self

    def __exit__(self, *_: object) -> None:
        self._write()
        self._writer.close()

    def add(self, row: object) -> None:
        """Take a row."""
        for column in self._columns:
            value = getattr(row, column.name)
            is_empty = value is None or (not value and column.type == "string")
            self._rows[column.name].append(None if is_empty else value)
        if len(self._rows[self._columns[0].name]) >= _GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        if not self._rows[self._columns[0].name]:
            return
        self._writer.write_table(pa.table(self._rows, schema=self._schema))
        self._rows = {name: [] for name in self._rows}
