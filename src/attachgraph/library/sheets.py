"""Read tables of coded results from spreadsheets, and write a sheet to code in.

In: CSV or XLSX. Out: the cells as text, by the table that they belong to; and a template whose
columns, lists of values and explanations are those of the codebook.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from attachgraph.errors import InputError, UsageError
from attachgraph.evidence.codebook import Column, Table, codebook
from attachgraph.evidence.tables import delimiter_of, with_points
from attachgraph.library.headings import (
    columns_of,
    guess,
    has_table,
    metric_cells,
    misspelt,
    names_of,
    refusal,
)
from attachgraph.library.report import Line

#: What is coded by hand, in the order in which it is filled in.
CODED: Final = ("studies", "samples", "results", "claims")
_WIDTH: Final = 18
_ROWS: Final = 2000


#: Column of the cells of a row beyond those of the header.
BEYOND: Final = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a spreadsheet: its table, its place, its cells by column."""

    table: str
    place: str
    cells: dict[str, str]


class Sheets(NamedTuple):
    """Rows of a file, what is said of columns that were left out, and all headings."""

    rows: list[SheetRow]
    left: list[Line]
    headings: list[str]


def read_sheets(path: Path, own: Mapping[str, str]) -> Sheets:
    """Read the rows of a CSV file, or of all sheets of a workbook that the codebook knows.

    Headings are those of the codebook, or what their author says they are; columns that are
    neither are named in the report.
    """
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path, own)
    # Decoded as reference managers' files are: spreadsheets write the same encodings.
    from attachgraph.library.reading import read_text

    text = read_text(path)
    separator = delimiter_of(text)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    header = [name.strip() for name in next(reader, [])]
    lines = ((reader.line_num, cells) for cells in reader)
    return _read_table(path.stem, header, lines, str(path), own, separator)


def _read_table(
    name: str,
    header: list[str],
    lines: Iterable[tuple[int, list[str]]],
    where: str,
    own: Mapping[str, str],
    separator: str = "",
) -> Sheets:
    names = names_of(header, own, where)
    table = _table_of(name, names)
    if table is None or not has_table(table, names):
        raise refusal(header, own, where)
    known = columns_of(table, names)
    if "id" in names and (slips := [(h, n) for h in names if (n := misspelt(h, table, names))]):
        said = ", ".join(h for h, _ in slips)
        fix = f"did you mean {', '.join(n for _, n in slips)}? rename it in the sheet"
        raise InputError(f"{table} has no column {said}", where=where, fix=fix)
    fix = 'if it is a column, say so in dataset.toml: [results], and below it "{}" = "{}"'
    left = [
        Line(
            "doubtful",
            f"{where}:1",
            table,
            f"leaves out {h!r}",
            fix.format(h, guess(h) or "name of the column"),
            is_kept=False,
        )
        for h, name in zip(header, names, strict=True)
        if h and name not in known
    ]
    return Sheets(list(_rows(table, names, lines, where, separator)), left, header)


def _rows(
    table: str,
    names: list[str],
    lines: Iterable[tuple[int, list[str]]],
    path: str,
    separator: str,
) -> Iterator[SheetRow]:
    for line, cells in lines:
        given = {n: c.strip() for n, c in zip(names, cells, strict=False) if n and c.strip()}
        if beyond := "".join(cells[len(names) :]).strip():
            given[BEYOND] = beyond
        if given:
            found = with_points(metric_cells(given), codebook().tables[table], separator)
            yield SheetRow(table, f"{path}:{line}", found)


def _table_of(name: str, names: list[str]) -> str | None:
    """Say which table a sheet is: by its name if it has the columns too, else by these alone."""
    if name.casefold() in _named_tables() and has_table(name.casefold(), names):
        return name.casefold()
    return codebook().table_of(names) or ("results" if has_table("results", names) else None)


def _named_tables() -> set[str]:
    return {name for name, table in codebook().tables.items() if table.path.endswith(".csv")}


def _read_workbook(path: Path, own: Mapping[str, str]) -> Sheets:
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        fix = "save it as .xlsx again"
        raise InputError(
            f"the workbook cannot be read: {error}", where=str(path), fix=fix
        ) from error
    read = Sheets([], [], [])
    try:
        sheets = [each for each in book.worksheets if each.title.casefold() in _named_tables()]
        sheets = sheets or [each for each in book.worksheets if _is_coded(each, own, path)]
        for sheet in sheets or book.worksheets[:1]:
            lines = sheet.iter_rows(values_only=True)
            header = [_cell(value) for value in next(lines, ())]
            where = f"{path}[{sheet.title}]"
            numbered = ((n, [_cell(value) for value in line]) for n, line in enumerate(lines, 2))
            found = _read_table(sheet.title, header, numbered, where, own)
            read.rows.extend(found.rows)
            read.left.extend(found.left)
            read.headings.extend(found.headings)
    finally:
        book.close()
    return read


def _is_coded(sheet: Any, own: Mapping[str, str], path: Path) -> bool:
    """Return whether a sheet with a name of its own has the columns of a table."""
    header = [_cell(value) for value in next(sheet.iter_rows(values_only=True), ())]
    names = names_of(header, own, str(path))
    table = _table_of(sheet.title, names)
    return table is not None and has_table(table, names)


def _cell(value: Any) -> str:
    """Write a cell as the codebook wants it; a spreadsheet makes 3.0 of 3, and days of dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()


# ---------------------------------------------------------------- template


def write_template(path: Path) -> None:
    """Write a sheet to code in; a file that exists is not overwritten."""
    suffix = path.suffix.lower()
    if suffix not in {".xlsx", ".csv"}:
        raise UsageError(
            "a template is a workbook or a table", where=str(path), fix="end it in .xlsx or .csv"
        )
    if path.exists():
        fix = "choose another name, or move the file away"
        raise UsageError("this file exists, and nothing is overwritten", where=str(path), fix=fix)
    if suffix == ".csv":
        table = codebook().tables.get(path.stem, codebook().tables["results"])
        text = ",".join(column.name for column in table.columns) + "\n"
        path.write_text(text, encoding="utf-8-sig")
        return
    _write_workbook(path)


def _write_workbook(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in CODED:
        _fill(book.create_sheet(name), codebook().tables[name])
    sheet = book.create_sheet("values")
    sheet.append(["list", "value", "what it is", "what it means"])
    for name, values in codebook().lists.items():
        for code, value in values.by_code().items():
            sheet.append([name, code, value.label, value.definition])
    book.save(path)


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append([column.name for column in table.columns])
    sheet.freeze_panes = "B2"
    for number, column in enumerate(table.columns, 1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=column.required)
        cell.comment = Comment(_explanation(column), "codebook", width=320, height=160)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTH
        if column.values and not column.many:
            _offer(sheet, letter, column)


def _offer(sheet: Any, letter: str, column: Column) -> None:
    """Let the spreadsheet offer the values of a closed list."""
    from openpyxl.worksheet.datavalidation import DataValidation

    codes = ",".join(codebook().codes(str(column.values)))
    if len(codes) > 250:  # noqa: PLR2004 - what a spreadsheet takes in a list of its own
        return
    choice = DataValidation(type="list", formula1=f'"{codes}"', allow_blank=True)
    choice.errorTitle, choice.error = column.title, f"One of: {codes}"[:250]
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{_ROWS}")


def _explanation(column: Column) -> str:
    said = [column.description]
    if column.values:
        said.append(f"Values: see the list {column.values} in the sheet “values”.")
    if column.many:
        said.append("Several values have spaces between them.")
    if column.example:
        said.append(f"Example: {column.example}")
    return "\n".join(said)
