"""Take files into a dataset folder: bibliographies into its library, coded rows into its tables.

In: files and a folder. Out: the folder, changed where something is new, and a report. All files are
read before anything is written, and each file is written whole or not at all.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from attachgraph.errors import InputError, MissingError
from attachgraph.evidence.library import clean_record, read_items
from attachgraph.folder import DESCRIPTION, LIBRARY, read_columns, stamp
from attachgraph.library.coding import Tables, results_named
from attachgraph.library.found import Refused
from attachgraph.library.headings import not_there
from attachgraph.library.merging import Library, refusal
from attachgraph.library.reading import FORMATS, format_of, read_publications
from attachgraph.library.report import Line, Report
from attachgraph.library.sheets import SheetRow, read_sheets
from attachgraph.library.spreading import spread
from attachgraph.library.writing import library_text

_SHEETS: Final = frozenset({".csv", ".tsv", ".xlsx"})


def import_files(
    paths: Sequence[Path],
    folder: Path,
    *,
    dry_run: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Report:
    """Take files in; publications come before the rows that name them.

    Columns say which column a heading of a spreadsheet is, beside what ``dataset.toml`` says.
    """
    for path in paths:
        if not path.is_file():
            raise MissingError("there is no such file", where=str(path), fix="check the path")
    sheets = _sheets(paths, columns or {})
    library = open_library(folder)
    report = Report()
    for path in paths:
        if path not in sheets:
            report.lines += _take_publications(path, library)
    report.publications = len(report.lines)
    texts = library_text(library.records.values())
    if report.changes and not dry_run:
        _write(folder / LIBRARY, texts)
    if sheets:
        own = {**read_columns(folder, stamp(folder, DESCRIPTION), "results"), **(columns or {})}
        read = [read_sheets(path, own) for path in sheets]
        report.lines += [line for one in read for line in one.left]
        headings = [heading for one in read for heading in one.headings]
        report.lines += not_there(own, headings, columns or {})
        given = [row for one in read for row in one.rows]
        tables, lines = _take_rows(given, folder, library)
        report.lines += lines
        report.rows = len({row.place for row in given})
        if any(line.outcome in {"new", "merged"} for line in lines) and not dry_run:
            tables.write(folder)
    return report


def _sheets(paths: Sequence[Path], columns: Mapping[str, str]) -> list[Path]:
    """Return the spreadsheets among the files; columns are said of nothing else."""
    found = [path for path in paths if path.suffix.lower() in _SHEETS]
    if columns and not found:
        raise InputError(
            f"--column says what {next(iter(columns))!r} is, and no file is a spreadsheet",
            where=str(paths[0]),
            fix="give the .csv, .tsv or .xlsx as well, or leave --column out",
        )
    return found


def _take_rows(
    given: Sequence[SheetRow], folder: Path, library: Library
) -> tuple[Tables, list[Line]]:
    """Take rows in, again without those that are refused: nothing of these may be compared with.

    They are reported in their order, those of results after the rows that they depend on.
    """
    places = {row.place: (row.table == "results", n) for n, row in enumerate(given)}
    refused: dict[str, Line] = {}
    while True:
        tables = Tables(folder, library)
        left = [row for row in given if row.place not in refused]
        rows, bad = spread(left, folder, library, results_named(given))
        lines = tables.merge(rows)
        bad += [line for line in lines if line.outcome == "refused"]
        if not bad:
            return tables, sorted([*refused.values(), *lines], key=lambda x: places[x.place])
        # Who is refused because of others has another try without them.
        for line in [line for line in bad if not line.is_by_others] or bad:
            refused.setdefault(line.place, line)


def open_library(folder: Path) -> Library:
    """Open the library of a folder to put records in."""
    path = folder / LIBRARY
    items = read_items(path) if path.exists() else []
    return Library(clean_record(copy.deepcopy(item)) for item in items)


def _take_publications(path: Path, library: Library) -> list[Line]:
    name = format_of(path)
    if name is None:
        endings = ", ".join(suffix for _, suffixes in FORMATS.values() for suffix in suffixes)
        raise InputError(
            f"no format is known for files that end in {path.suffix or 'nothing'}",
            where=str(path),
            fix=f"export it as one of {endings}; coded results as .csv or .xlsx",
        )
    try:
        found = read_publications(path, name)
    except InputError as error:
        if error.where is None:
            raise InputError(error.problem, where=str(path), fix=error.fix) from error
        raise
    if not found:
        raise InputError(
            f"the file holds no publication in the format {name}",
            where=str(path),
            fix="look whether it was exported in full",
        )
    lines = []
    for one in found:
        place = f"{path}:{one.line}"
        if isinstance(one, Refused):
            lines.append(refusal(one, place))
        else:
            lines.append(library.merge(one, place))
    return lines


def _write(path: Path, text: str) -> None:
    """Put a file in its place whole: a full disk must not cost anybody a library."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
