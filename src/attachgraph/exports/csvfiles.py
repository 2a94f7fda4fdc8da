"""Write CSV: nodes, edges and quotations, with a Frictionless data package that describes them.

In: a selection and a folder. Out: ``nodes.csv``, ``edges.csv``, ``quotations.csv`` and
``datapackage.json``. Spreadsheets run no formula from them unless somebody wants the cells raw.

Sources: https://specs.frictionlessdata.io/data-package/; RFC 4180
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from attachgraph.exports.about import about
from attachgraph.exports.columns import cell, chosen_tables
from attachgraph.exports.datapackage import write_package
from attachgraph.exports.rows import iter_portions
from attachgraph.exports.selection import Selection
from attachgraph.query.writers.delimited import csv_line


def write_csv(selection: Selection, folder: Path, *, raw_cells: bool = False) -> None:
    """Write a selection as CSV with a data package."""
    tables = chosen_tables(quotations=selection.quotations)
    with ExitStack() as stack:
        files = {name: stack.enter_context((folder / f"{name}.csv").open("wb")) for name in tables}
        for name, columns in tables.items():
            files[name].write(csv_line([column.name for column in columns]).encode())
        for portion in iter_portions(selection):
            for name, columns in tables.items():
                for row in portion.rows(name):
                    cells = [cell(getattr(row, column.name)) for column in columns]
                    files[name].write(csv_line(cells, raw_cells=raw_cells).encode())
    write_package(folder, "csv", tables, about(selection))
