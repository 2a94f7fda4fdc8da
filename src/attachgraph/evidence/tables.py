"""Read one table as the codebook has it, cell by cell.

In: the text of a CSV file and the columns of its table. Out: rows of values that fit their
columns, and a problem with line, column and remedy for each cell that does not. Reads what
spreadsheets save: semicolons or tabs, decimal commas, a byte order mark, empty rows.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal, TypeAlias

from attachgraph.evidence.codebook import Column, Table, codebook

Cell: TypeAlias = str | int | float | bool | tuple[str, ...] | None
#: Values of a list that are named where none is near.
_MOST: Final = 20
#: What is wrong with a row that has more cells than the header, and what to do.
TOO_MANY: Final = (
    "the row has more cells than the header",
    "put double quotes around a cell that has the separator in it",
)
_SEPARATORS: Final = re.compile(r"[\s;,]+")
_DECIMAL_COMMA: Final = re.compile(r"([<>=]?\s*[-+\N{MINUS SIGN}]?\d*),(\d+)")
_THOUSANDS: Final = re.compile(r"^([-+\N{MINUS SIGN}]?[1-9]\d{0,2}),(\d{3})$")
_TRUE: Final = {"yes", "true", "1"}
_FALSE: Final = {"no", "false", "0"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a table, where, and what to do."""

    file: str
    line: int
    column: str
    problem: str
    fix: str
    level: Literal["error", "warning"] = "error"
    rule: str = ""

    def __str__(self) -> str:
        """Say it in one line, as editors and people read it."""
        place = f"{self.file}:{self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.problem}. Fix: {self.fix}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the line on which it begins. Empty cells are absent."""

    line: int
    cells: dict[str, Cell]

    def text(self, column: str) -> str:
        """Give a cell as text, empty if absent."""
        return str(self.cells.get(column, ""))

    def several(self, column: str) -> tuple[str, ...]:
        """Give a cell of several values."""
        found = self.cells.get(column, ())
        return found if isinstance(found, tuple) else ()


class BadCellError(ValueError):
    """A cell does not fit its column; the words say why and what to do."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


def read_table(text: str, table: Table) -> tuple[list[Row], list[Problem]]:
    """Read the text of a table."""
    separator = delimiter_of(text)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator)
    header = [name.strip() for name in next(reader, [])]
    problems = _header_problems(header, table)
    columns = {column.name: column for column in table.columns}
    rows: list[Row] = []
    begins = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            row = Row(begins, {})
            given = dict.fromkeys(header, "")
            given |= zip(header, map(str.strip, cells), strict=False)
            if len(cells) > len(header):
                problems.append(Problem(table.path, begins, "", *TOO_MANY))
            problems += _fill(row, with_points(given, table, separator), columns, table)
            rows.append(row)
        begins = reader.line_num + 1
    return rows, problems


def delimiter_of(text: str) -> str:
    """Return what parts the cells of a table: spreadsheets write a comma, a semicolon or a tab."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def with_points(cells: Mapping[str, str], table: Table, separator: str) -> dict[str, str]:
    """Write a number with a decimal comma as the tables have it, with a point.

    Where commas part the cells, "1,234" may mean thousands: it stays, and is refused.
    """
    # p is a number with a sign before it.
    numbers = {"p", *(column.name for column in table.columns if column.type == "number")}
    return {
        name: _DECIMAL_COMMA.sub(r"\1.\2", text)
        if name in numbers
        and _DECIMAL_COMMA.fullmatch(text)
        and not (separator == "," and _THOUSANDS.fullmatch(text))
        else text
        for name, text in cells.items()
    }


def _header_problems(header: list[str], table: Table) -> list[Problem]:
    names = [column.name for column in table.columns]
    found = []
    for name in dict.fromkeys(header):
        if name and name not in names:
            problem = f"the column {name!r} is not in the codebook and is not read"
            fix = _nearest(name, names) or f"columns are {', '.join(names)}"
            found.append(Problem(table.path, 1, name, problem, fix, "warning"))
        elif header.count(name) > 1 and name:
            fix = "keep one of them"
            found.append(Problem(table.path, 1, name, "the column is there twice", fix))
    for column in table.columns:
        if column.required and column.name not in header:
            fix = f"add it: {column.description}"
            found.append(Problem(table.path, 1, column.name, "the column is missing", fix))
    return found


def _fill(
    row: Row, given: Mapping[str, str], columns: dict[str, Column], table: Table
) -> list[Problem]:
    """Put the cells of a line into a row, and say which do not fit."""
    found = []
    for name, column in columns.items():
        raw = given.get(name, "")
        if not raw:
            if column.required and name in given:
                fix = f"give it: {column.description}"
                found.append(Problem(table.path, row.line, name, "the cell is empty", fix))
            continue
        try:
            row.cells[name] = read_cell(raw, column)
        except BadCellError as error:
            found.append(Problem(table.path, row.line, name, error.problem, error.fix))
    return found


def read_cell(raw: str, column: Column) -> Cell:
    """Read one cell as its column wants it."""
    if column.values:
        codes = [_code(part, column.values) for part in _parts(raw, many=column.many)]
        return tuple(codes) if column.many else codes[0]
    if column.many:
        # Addresses and keys have spaces between them; commas may belong to an address.
        return tuple(_patterned(part, column) for part in raw.split())
    return _plain(raw, column)


def _parts(raw: str, *, many: bool) -> list[str]:
    return [part for part in _SEPARATORS.split(raw) if part] if many else [raw]


def _code(raw: str, name: str) -> str:
    codes = codebook().codes(name)
    code = re.sub(r"[\s_]+", "-", raw.casefold())
    if code in codes:
        return code
    labels = {value.label.casefold(): value.code for value in codes.values()}
    if (labelled := labels.get(raw.casefold())) is not None:
        return labelled
    shown = [*codes][:_MOST]
    more = f" and more: attachgraph show codebook/{name}" if len(codes) > len(shown) else ""
    fix = _nearest(code, list(codes)) or f"values are {', '.join(shown)}{more}"
    raise BadCellError(f"{raw!r} is not in the list {name}", fix)


def _plain(raw: str, column: Column) -> Cell:
    kinds = {"integer": _integer, "number": _number, "year": _integer, "boolean": _truth}
    if column.type == "date":
        return _day(raw)
    if column.type in kinds:
        value = kinds[column.type](raw)
        return _within(value, column)
    return _patterned(raw, column)


def _integer(raw: str) -> int:
    try:
        return int(raw.replace("\u2009", "").replace(" ", ""))
    except ValueError:
        fix = _THOUSANDS.sub(r"write digits only: \1\2", raw)
        fix = "write digits only" if fix == raw else fix
        raise BadCellError(f"{raw!r} is not a whole number", fix) from None


def _number(raw: str) -> float:
    # Papers print a minus sign and leave out the zero before the point.
    try:
        value = float(raw.replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        fix = _THOUSANDS.sub(r"write \1.\2 or \1\2", raw)
        fix = "write digits with a point, such as -0.22" if fix == raw else fix
        raise BadCellError(f"{raw!r} is not a number", fix)
    return value


def _truth(raw: str) -> bool:
    word = raw.casefold()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise BadCellError(f"{raw!r} is neither yes nor no", "write yes or no")


def _day(raw: str) -> str:
    try:
        return dt.date.fromisoformat(raw).isoformat()
    except ValueError:
        raise BadCellError(f"{raw!r} is not a day", "write it as 2026-11-29") from None


def _within(value: float, column: Column) -> float:
    if column.minimum is not None and value < column.minimum:
        raise BadCellError(f"{value} is less than {column.minimum}", "check the number")
    if column.maximum is not None and value > column.maximum:
        raise BadCellError(f"{value} is more than {column.maximum}", "check the number")
    return value


def _patterned(raw: str, column: Column) -> str:
    if column.pattern and not re.search(column.pattern, raw):
        allowed = _allowed(column.pattern) or f" ({column.description.rstrip('.')})"
        fix = f"write it as {column.example}{allowed}"
        raise BadCellError(f"{raw!r} has the wrong form", fix)
    return raw


def _allowed(pattern: str) -> str:
    """Name the words that a pattern lists, and the range of the number after them."""
    words = re.match(r"\^\(([\w|-]+)\)", pattern)
    range_ = re.search(r":\[(\d)-(\d)\]\$$", pattern)
    said = f"; allowed: {words[1].replace('|', ', ')}" if words else ""
    return f"{said}, each with a number from {range_[1]} to {range_[2]}" if range_ else said


def _nearest(word: str, words: list[str]) -> str:
    parts = set(re.split(r"[\W_]+", word))
    within = [known for known in words if known in parts]
    near = within or get_close_matches(word, words, n=3, cutoff=0.6)
    near = near or [known for known in words if parts & set(known.split("-"))][:3]
    return f"did you mean {' or '.join(near)}?" if near else ""
