"""Read the evidence of a dataset folder.

In: a folder with the tables of the codebook; each may be missing. Out: evidence, and every problem
with its file, line, column and remedy.
"""

from __future__ import annotations

from pathlib import Path

from attachgraph.errors import InputError
from attachgraph.evidence.assembling import assemble
from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.library import read_library
from attachgraph.evidence.model import Evidence
from attachgraph.evidence.rules import breaches, row_breaches
from attachgraph.evidence.tables import Problem, Row, read_table
from attachgraph.folder import LIBRARY


def read_folder(folder: Path) -> tuple[Evidence, list[Problem]]:
    """Read all tables of a folder, in the order of the codebook."""
    problems: list[Problem] = []
    rows: dict[str, list[Row]] = {}
    for name, table in codebook().tables.items():
        path = folder / table.path
        if path.suffix == ".csv" and path.exists():
            rows[name], found = read_table(_text(path), table)
            problems += found
    assembly = assemble(rows, library_keys(folder))
    problems += assembly.problems
    if not any(problem.level == "error" for problem in problems):
        # Rules follow keys, so they are held only where every key leads somewhere.
        problems += breaches(assembly)
    problems += row_breaches(rows.get("results", []))
    return assembly.evidence, sorted(problems, key=lambda found: (found.file, found.line))


def evidence_of(folder: Path) -> Evidence:
    """Read a folder whose tables must hold; its first errors are said in one message."""
    evidence, problems = read_folder(folder)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        shown = "; ".join(f"line {error.line}: {error.problem}" for error in errors[1:5])
        more = f" ({len(errors)} errors in all; {shown})" if shown else ""
        first = errors[0]
        place = f"{folder / first.file}:{first.line}"
        problem = f"column {first.column}: {first.problem}" if first.column else first.problem
        raise InputError(problem + more, where=place, fix=first.fix)
    return evidence


def library_keys(folder: Path) -> set[str] | None:
    """Name the publications of a folder, or nothing if it has no library."""
    if not (folder / LIBRARY).exists():
        return None
    return {record["id"] for record in read_library(folder)}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"the table is not UTF-8 (byte {error.start})",
            where=str(path),
            fix="save it from the spreadsheet as CSV UTF-8",
        ) from error
