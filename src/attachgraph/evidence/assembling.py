"""Make studies, samples, results and claims of the rows of their tables.

In: rows that fit their columns. Out: one :class:`Evidence`, and problems where rows do not fit each
other: an id that stands twice, a key that leads nowhere, a second row of a result that says
otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from difflib import get_close_matches
from functools import partial
from typing import Any, Final, TypeVar, cast

from attachgraph.evidence.codebook import Table, codebook
from attachgraph.evidence.model import (
    Claim,
    Effect,
    Evidence,
    EvidenceLine,
    Person,
    Reading,
    Result,
    Sample,
    Search,
    Study,
)
from attachgraph.evidence.tables import Problem, Row
from attachgraph.folder import LIBRARY

T = TypeVar("T")

#: What a further row of a result may say by itself.
LINE_COLUMNS: Final = ("claim", "stance", "indirect", "because", "note")


@dataclass
class Assembly:
    """Evidence under way: where everything stood, and what was wrong."""

    evidence: Evidence
    problems: list[Problem]
    #: Table and id to the line on which it stands.
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    #: Result and claim to the line on which they meet.
    line_places: dict[tuple[str, str], int] = field(default_factory=dict)


def assemble(rows: Mapping[str, list[Row]], library: Collection[str] | None = None) -> Assembly:
    """Put the rows of all tables together. Without a library, keys of publications go unchecked."""
    problems: list[Problem] = []
    places: dict[tuple[str, str], int] = {}

    def keyed(name: str, make: Callable[[Row], T]) -> dict[str, T]:
        found = {}
        for row in _once(rows.get(name, []), codebook().tables[name], problems):
            places[name, row.text("id")] = row.line
            found[row.text("id")] = make(row)
        return found

    results, lines, line_places = _results(rows.get("results", []), problems, places)
    evidence = Evidence(
        studies=keyed("studies", partial(_noun, Study)),
        samples=keyed("samples", partial(_noun, Sample)),
        results=results,
        lines=lines,
        claims=keyed("claims", partial(_noun, Claim)),
        searches=keyed("searches", partial(_noun, Search)),
        people=keyed("people", _person),
    )
    problems += _dangling(rows, evidence, library)
    return Assembly(evidence, problems, places, line_places)


def _once(rows: list[Row], table: Table, problems: list[Problem]) -> Iterator[Row]:
    """Give the rows that have an id, each id once."""
    seen: dict[str, int] = {}
    for row in rows:
        name = row.text("id")
        if name in seen:
            said = f"{name!r} is on line {seen[name]} as well"
            fix = "give each an id of its own, or remove one row"
            problems.append(Problem(table.path, row.line, "id", said, fix))
        elif name:
            seen[name] = row.line
            yield row


def _results(
    rows: list[Row], problems: list[Problem], places: dict[tuple[str, str], int]
) -> tuple[dict[str, Result], tuple[EvidenceLine, ...], dict[tuple[str, str], int]]:
    """Part each row into its result and its line; rows with one id share the result."""
    first: dict[str, Row] = {}
    lines: list[EvidenceLine] = []
    line_places: dict[tuple[str, str], int] = {}
    for row in rows:
        name = row.text("id")
        if not name:
            continue
        if name in first:
            problems += _further(row, first[name])
        else:
            first[name] = row
            places["results", name] = row.line
        if line := _line(row):
            pair = (line.result, line.claim)
            if pair in line_places:
                said = f"{name!r} bears on {line.claim!r} on line {line_places[pair]} as well"
                fix = "keep one of the two rows"
                problem = Problem("results.csv", row.line, "claim", said, fix, rule="line-once")
                problems.append(problem)
            else:
                line_places[pair] = row.line
                lines.append(line)
    results = {name: _result(row) for name, row in first.items()}
    return results, tuple(lines), line_places


def _further(row: Row, first: Row) -> Iterator[Problem]:
    for column, value in row.cells.items():
        if column not in {"id", *LINE_COLUMNS} and first.cells.get(column) != value:
            said = f"a further row of {row.text('id')!r} says otherwise than line {first.line}"
            fix = "leave the cell empty, or give the result an id of its own"
            yield Problem("results.csv", row.line, column, said, fix, rule="result-further-row")


def _line(row: Row) -> EvidenceLine | None:
    claim, stance = row.text("claim"), row.text("stance")
    if not (claim and stance):
        return None
    indirect = row.several("indirect")
    return EvidenceLine(row.text("id"), claim, stance, indirect, row.text("because"))


def _noun(kind: type[T], row: Row, **given: object) -> T:
    """Fill a noun of the model from the cells that are called like its fields."""
    cells: dict[str, Any] = {
        each.name: row.cells.get(each.name, "")
        for each in fields(cast("Any", kind))
        if each.default is MISSING or each.name in row.cells
    }
    return kind(**{**cells, **given})


def _result(row: Row) -> Result:
    effect = _noun(Effect, row) if "value" in row.cells else None
    return _noun(Result, row, effect=effect, reading=_noun(Reading, row))


def _person(row: Row) -> Person:
    variants = tuple(part.strip() for part in row.text("variants").split(";") if part.strip())
    return _noun(Person, row, variants=variants)


def _dangling(
    rows: Mapping[str, list[Row]], evidence: Evidence, library: Collection[str] | None
) -> Iterator[Problem]:
    """Find keys that lead nowhere, with those that are near."""
    known: dict[str, Collection[str] | None] = {
        "library.id": library,
        "studies.id": evidence.studies,
        "samples.id": evidence.samples,
        "results.id": evidence.results,
        "claims.id": evidence.claims,
        "searches.id": evidence.searches,
    }
    for name, table in codebook().tables.items():
        referring = [column for column in table.columns if column.refers_to]
        for row in rows.get(name, []):
            for column in referring:
                ids = known[str(column.refers_to)]
                cell = row.cells.get(column.name, ())
                for key in cell if isinstance(cell, tuple) else (str(cell),):
                    if ids is not None and key not in ids:
                        yield _unknown(table, row, column.name, key, str(column.refers_to), ids)


def _unknown(
    table: Table, row: Row, column: str, key: str, place: str, ids: Collection[str]
) -> Problem:
    target = codebook().tables[place.split(".", maxsplit=1)[0]].path
    fix = remedy(key, ids, target)
    return Problem(table.path, row.line, column, f"{key!r} is not in {target}", fix)


def remedy(key: str, ids: Collection[str], target: str) -> str:
    """Say what to do about a key that is not in a file: what may be meant, or how to add it."""
    near = get_close_matches(key, ids, n=3, cutoff=0.6)
    add = f"add a row with this id to {target}"
    if target == LIBRARY:
        add = "import it first: attachgraph import FILE; keys are listed by attachgraph library"
    return f"did you mean {' or '.join(near)}?" if near else add
