"""Put coded rows into the tables of a dataset folder.

In: rows of a spreadsheet. Out: the tables with them in it, and what became of each row. What a
table says is never overwritten: a row fills empty cells, or is new, or is refused with its reason.
Every rule of the codebook holds for the tables afterwards; rows that would break one stay out.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from attachgraph.evidence.codebook import Table, codebook
from attachgraph.evidence.folder import read_folder
from attachgraph.evidence.model import Evidence
from attachgraph.evidence.tables import TOO_MANY, BadCellError, delimiter_of, read_cell, with_points
from attachgraph.folder import LIBRARY
from attachgraph.library.headings import is_flat
from attachgraph.library.merging import Library
from attachgraph.library.report import Fault, Line, refuse
from attachgraph.library.sheets import BEYOND, SheetRow

#: Claims with this share of their letters in common may be one.
_ALIKE: Final = 0.9
#: Rules that name what is not coded yet; only without a direction a result counts for nothing.
_INCOMPLETE: Final = {"result-complete", "study-complete"}


class Tables:
    """The tables of a folder as text, cell by cell, with where each new row came from."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.folder = folder
        self._library = library
        self._rows: dict[str, list[dict[str, str]]] = {}
        self._origins: dict[str, dict[int, SheetRow]] = {}
        self._headers: dict[str, list[str]] = {}
        self._named: set[str] = set()
        self._evidence = Evidence()
        self._doubts: list[Line] = []
        for name, table in codebook().tables.items():
            if table.path.endswith(".csv"):
                self._read(name, table)

    def _read(self, name: str, table: Table) -> None:
        path = self.folder / table.path
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        separator = delimiter_of(text)
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
        header = [cell.strip() for cell in rows[0]] if rows else []
        self._headers[name] = header or [column.name for column in table.columns]
        self._rows[name] = [
            with_points(dict(zip(header, cells, strict=False)), table, separator)
            for cells in rows[1:]
            if any(cells)
        ]
        self._origins[name] = {}

    def merge(self, rows: Sequence[SheetRow]) -> list[Line]:
        """Put rows in, those that others refer to first, and hold the rules."""
        order = list(codebook().tables)
        self._named = results_named(rows)
        lines: dict[int, Line] = {}
        for row in sorted(rows, key=lambda row: order.index(row.table)):
            lines[id(row)] = self._take(row)
        lines.update(self._breaches())
        new = [row for row in rows if lines[id(row)].outcome == "new" and row.table == "claims"]
        return [*(lines[id(row)] for row in rows), *self._doubts, *self._alike(new)]

    def _alike(self, rows: Iterable[SheetRow]) -> Iterator[Line]:
        """Name new claims that nearly say what another says: a slip would part their results."""
        known = {claim.claim: claim.id for claim in self._evidence.claims.values()}
        for row in rows:
            text = row.cells.get("claim", "")
            others = [other for other in known if other != text]
            for near in difflib.get_close_matches(text, others, n=1, cutoff=_ALIKE):
                said = f"is new, and looks like “{near}” ({known[near]})"
                fix = "if they are one claim, write it in the same words in every row"
                key = row.cells.get("id", "")
                yield Line("doubtful", row.place, key, said, fix, is_kept=False)

    def _remove(self, table: str, index: int) -> SheetRow:
        row = self._origins[table].pop(index)
        del self._rows[table][index]
        self._origins[table] = {
            place - (place > index): other for place, other in self._origins[table].items()
        }
        return row

    def _take(self, row: SheetRow) -> Line:
        table = codebook().tables[row.table]
        cells, faults = self._checked(row, table)
        if faults:
            return refuse(row.place, row.cells.get("id", ""), faults)
        key = cells.get("id", "")
        for known in self._rows[row.table]:
            if known.get("id") == key and _is_same_line(row.table, known, cells):
                line = _fill(known, cells, row.place)
                is_other = line.outcome == "refused" and row.table == "results"
                return self._other_result(line) if is_other else line
        index = len(self._rows[row.table])
        self._rows[row.table].append(cells)
        self._origins[row.table][index] = row
        return Line("new", row.place, _shown(row.table, cells))

    def _other_result(self, line: Line) -> Line:
        """Say which id is free: a row without an id may have been given this one."""
        stem = re.sub(r"-\d+$", "", line.key)
        taken = self._named | {row.get("id", "") for row in self._rows["results"]}
        free = next(name for n in count(1) if (name := f"{stem}-{n}") not in taken)
        said = f"if {line.key} was given to another result, of a row without an id, write {free}"
        return replace(line, fix=f"{line.fix}; {said} here")

    def _checked(self, row: SheetRow, table: Table) -> tuple[dict[str, str], list[Fault]]:
        """Hold cells against their columns, and name publications by their keys here."""
        if is_flat(row.table, list(row.cells)):
            return {}, [Fault("", "the row names no publication", "give its key or its DOI")]
        columns = {column.name: column for column in table.columns}
        cells: dict[str, str] = {}
        for name, text in row.cells.items():
            column = columns.get(name)
            if column is None:
                continue
            if column.refers_to == "library.id":
                found = [self._library.find(key) or key for key in text.replace(";", " ").split()]
                text = " ".join(found)  # noqa: PLW2901 - the same publications by other keys
            cells[name] = text
        faults = cell_faults({**row.cells, **cells}, table)
        missing = [c for c in table.columns if c.required and not cells.get(c.name)]
        faults += [Fault(c.name, "the cell is empty", f"give it: {c.description}") for c in missing]
        return cells, faults

    def _breaches(self) -> dict[int, Line]:
        """Take out the rows that break a rule of the codebook, until all rules hold."""
        found: dict[int, Line] = {}
        while wrong := self._wrong_rows():
            for name, indexes in wrong.items():
                for index in sorted(indexes, reverse=True):
                    row, faults = self._remove(name, index), indexes[index]
                    by_others = any(fault.column == "study" for fault in faults)
                    key = row.cells.get("id", "")
                    found[id(row)] = refuse(row.place, key, faults, is_by_others=by_others)
        return found

    def _wrong_rows(self) -> dict[str, dict[int, list[Fault]]]:
        """Find new rows that the codebook refuses; old ones are not ours to remove.

        What it doubts is kept, and named.
        """
        with tempfile.TemporaryDirectory(prefix="attachgraph-") as name:
            folder = Path(name)
            if (self.folder / LIBRARY).exists():
                shutil.copyfile(self.folder / LIBRARY, folder / LIBRARY)
            starts = self.write(folder)
            self._evidence, problems = read_folder(folder)
        wrong: dict[str, dict[int, list[Fault]]] = {}
        self._doubts = []
        for problem in problems:
            name = problem.file.removesuffix(".csv")
            index = starts.get(name, {}).get(problem.line, -1)
            row = self._origins.get(name, {}).get(index)
            if row and problem.level == "error":
                fault = Fault(problem.column, problem.problem, problem.fix)
                wrong.setdefault(name, {}).setdefault(index, []).append(fault)
            elif row and (problem.rule not in _INCOMPLETE or problem.column == "direction"):
                key, said, fix = row.cells.get("id", ""), problem.problem, problem.fix
                self._doubts.append(Line("doubtful", row.place, key, said, fix, is_kept=False))
        return wrong

    def write(self, folder: Path) -> dict[str, dict[int, int]]:
        """Write the tables, and say on which line each row begins."""
        starts: dict[str, dict[int, int]] = {}
        for name, table in codebook().tables.items():
            if name in self._rows and (self._rows[name] or (self.folder / table.path).exists()):
                text, starts[name] = table_text(self._columns(name), self._rows[name])
                (folder / table.path).write_text(text, encoding="utf-8", newline="\n")
        return starts

    def _columns(self, name: str) -> list[str]:
        used = {column for row in self._rows[name] for column, cell in row.items() if cell}
        known = [column.name for column in codebook().tables[name].columns]
        return [*self._headers[name], *(c for c in known if c in used - set(self._headers[name]))]


def results_named(rows: Iterable[SheetRow]) -> set[str]:
    """Name the results that have an id in a sheet."""
    return {row.cells["id"] for row in rows if row.table == "results" and "id" in row.cells}


def cell_faults(cells: Mapping[str, str], table: Table) -> list[Fault]:
    """Name all cells that cannot stand in their columns."""
    faults = [Fault("", *TOO_MANY)] if BEYOND in cells else []
    for column in (column for column in table.columns if column.name in cells):
        try:
            read_cell(cells[column.name], column)
        except BadCellError as error:
            faults.append(Fault(column.name, error.problem, error.fix))
    return faults


def table_text(
    header: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> tuple[str, dict[int, int]]:
    """Write a table as CSV, and say on which line each row begins."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    starts = {}
    line = 2
    for index, row in enumerate(rows):
        starts[line] = index
        cells = [row.get(name, "") for name in header]
        writer.writerow(cells)
        line += 1 + sum(cell.count("\n") for cell in cells)
    return buffer.getvalue(), starts


def _is_same_line(table: str, known: Mapping[str, str], cells: Mapping[str, str]) -> bool:
    """Return whether a row is the same: a result has a row for each claim that it bears on."""
    claims = (known.get("claim", ""), cells.get("claim", ""))
    return table != "results" or claims[0] == claims[1] or "" in claims


def _fill(known: dict[str, str], cells: Mapping[str, str], place: str) -> Line:
    key = cells.get("id", "")
    other = [name for name in cells if known.get(name, "") not in {"", cells[name]}]
    if other:
        name = other[0]
        said = f"column {name}: the table says {known[name]!r}, this row {cells[name]!r}"
        fix = "correct one of the two; a table is never overwritten"
        return Line("refused", place, key, said, fix, is_by_others=True)
    added = [name for name in cells if not known.get(name)]
    known.update({name: cells[name] for name in added})
    if added:
        return Line("merged", place, key, f"gets {', '.join(added)}")
    return Line("unchanged", place, key)


def _shown(table: str, cells: Mapping[str, str]) -> str:
    claim = f" on {cells['claim']}" if table == "results" and cells.get("claim") else ""
    return f"{table} {cells.get('id', '')}{claim}"
