"""Spread a sheet that has a row for each result over the tables of a dataset.

In: rows of results without ids, each with its publication. Out: rows of studies, samples and
results with ids, the same for the same rows, so that a sheet may be imported again; and rows that
are refused: by a cell on their study or its people, or as these are other people than the sample.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attachgraph.evidence.assembling import remedy
from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.folder import read_folder
from attachgraph.evidence.rules import direction_of, measured_people, of_context
from attachgraph.evidence.tables import BadCellError, read_cell
from attachgraph.folder import LIBRARY
from attachgraph.library.coding import cell_faults
from attachgraph.library.headings import OF_SAMPLE, OF_STUDY, SOURCE, is_flat
from attachgraph.library.merging import Library
from attachgraph.library.report import Fault, Line, refuse
from attachgraph.library.sheets import BEYOND, SheetRow
from attachgraph.reading.lexicon import fold, slug

#: What tells one result of a study from another.
_SAME: Final = ("finding", "predictor", "outcome")
_COUNTS: Final = ("couples", "persons")


def spread(
    rows: Sequence[SheetRow], folder: Path, library: Library, named: Iterable[str]
) -> tuple[list[SheetRow], list[Line]]:
    """Give each row of a flat sheet its study, its sample and its id; leave other rows alone.

    No row gets an id that another row names, even if that one is refused.
    """
    spreader = _Spreader(folder, library, named)
    spreader.know(rows)
    found: list[SheetRow] = []
    for row in rows:
        found += spreader.spread(row) if is_flat(row.table, list(row.cells)) else [row]
    return found, spreader.refused


class _Spreader:
    """What the dataset has, and what rows before have added to it."""

    def __init__(self, folder: Path, library: Library, named: Iterable[str]) -> None:
        evidence = read_folder(folder)[0]
        self._library = library
        self._studies = {s: study.id for study in evidence.studies.values() for s in study.sources}
        self._ids = set(evidence.studies)
        self._results = {
            (result.study, *(getattr(result, name) for name in _SAME)): result.id
            for result in evidence.results.values()
        }
        self._taken = {*evidence.results, *named}
        self._claims = {fold(claim.claim): claim.id for claim in evidence.claims.values()}
        self._counts: Counter[str] = Counter()
        self._told = set(evidence.claims)
        self._samples_of = {study.id: study.samples for study in evidence.studies.values()}
        #: What is known of each sample, as a sheet writes it.
        self.samples: dict[str, Mapping[str, str]] = {
            sample.id: {name: _shown(getattr(sample, name)) for name in OF_SAMPLE}
            for sample in evidence.samples.values()
        }
        self.refused: list[Line] = []

    def know(self, rows: Sequence[SheetRow]) -> None:
        """Add the studies, samples and results that have rows and ids of their own."""
        for row in rows:
            name = row.cells.get("id", "")
            if row.table == "samples":
                self.samples[name] = row.cells
            elif row.table == "results" and name and "finding" in row.cells:
                self._results.setdefault(_words(row.cells), name)
            elif row.table == "studies" and name not in self._ids:
                self._ids.add(name)
                self._samples_of[name] = tuple(row.cells.get("samples", "").split())
                for key in row.cells.get("sources", "").replace(";", " ").split():
                    self._studies.setdefault(self._library.find(key) or key, name)

    def spread(self, row: SheetRow) -> Iterator[SheetRow]:
        beside = (SOURCE, *OF_STUDY, *OF_SAMPLE)
        cells = {name: text for name, text in row.cells.items() if name not in beside}
        said = row.cells.get(SOURCE) or cells.get("study", "")
        if not said:
            yield SheetRow("results", row.place, cells)
            return
        if cells.get("study", "") not in self._ids:
            source = self._library.find(said) or said
            cells["study"] = self._studies.get(source) or re.sub(r"[^A-Za-z0-9]+", "-", source)
            if cells["study"] not in self._ids:
                if unknown := self._unknown(row, source):
                    self.refused.append(unknown)
                    return
                yield from self._study(row, cells["study"], source)
        faults = _bad_cells(row)
        wrong = refuse(row.place, cells["study"], faults) if faults else self._clash(row, cells)
        if wrong:
            self.refused.append(wrong)
            return
        yield from self._people(row, cells)
        if " " in (claim := cells.get("claim", "")):
            known = self._claims.setdefault(fold(claim), claim_id(claim))
            cells["claim"] = known
            if known not in self._told:
                self._told.add(known)
                yield SheetRow("claims", row.place, {"id": known, "claim": claim})
        yield SheetRow("results", row.place, self._result(cells))

    def _unknown(self, row: SheetRow, source: str) -> Line | None:
        """Refuse a row whose publications are not all in the library."""
        keys = source.replace(";", " ").split()
        # None is a key where somebody wrote words, such as "Simpson et al. (1992)".
        words = len(keys) > 1 and not any(map(self._library.find, keys))
        for key in [source] if words else keys:
            if not self._library.find(key):
                column = SOURCE if SOURCE in row.cells else "study"
                fix = remedy(slug(key) if words else key, self._library.records, LIBRARY)
                missing = Fault(column, f"{key!r} is not in {LIBRARY}", fix)
                return refuse(row.place, "", [missing, *_bad_cells(row)])
        return None

    def _study(self, row: SheetRow, study: str, source: str) -> Iterator[SheetRow]:
        about: dict[str, str] = {n: row.cells[n] for n in OF_STUDY if n in row.cells}
        people: dict[str, str] = {n: row.cells[n] for n in OF_SAMPLE if n in row.cells}
        for table, cells in study_rows(study, source, about, people):
            yield SheetRow(table, row.place, cells)
        self._ids.add(study)
        self._studies[source] = study
        self._samples_of[study] = (study,)
        self.samples[study] = people

    def _people(self, row: SheetRow, cells: Mapping[str, str]) -> Iterator[SheetRow]:
        """Give a sample what a row says of its people, and what no row before has said."""
        study = cells["study"]
        names = cells.get("samples", "").split() or self._samples_of.get(study, ())
        if len(names) != 1 or names[0] not in self.samples:
            return
        known = self.samples[names[0]]
        given = {n: row.cells[n] for n in OF_SAMPLE if row.cells.get(n) and not known.get(n)}
        if not given:
            return
        if not known:
            source = next(key for key, of in self._studies.items() if of == study)
            cells_of_study = {"id": study, "sources": source, "samples": study}
            yield SheetRow("studies", row.place, cells_of_study)
        yield SheetRow("samples", row.place, {"id": names[0], **given})
        self.samples[names[0]] = {**known, **given}

    def _clash(self, row: SheetRow, cells: Mapping[str, str]) -> Line | None:
        """Refuse a result of other people than those that it would be counted with."""
        study = cells["study"]
        given = {name: row.cells[name] for name in OF_SAMPLE if row.cells.get(name)}
        names = cells.get("samples", "").split() or self._samples_of.get(study, ())
        known = [self.samples[name] for name in names if name in self.samples]
        if not given or (names and not known) or any(not _other(given, one) for one in known):
            return None
        name = _other(given, known[0]) if known else next(iter(given))
        said = f"{known[0].get(name) or 'nothing'!r}" if known else "nothing"
        problem = f"sample {names[0]} says {said}, this row {given[name]!r}"
        if not known:
            problem = f"study {study} has no sample, this row says {given[name]!r}"
        fix = (
            "correct one of the two; if these are other people, give them a row with an id of its"
            f" own in samples.csv, and name it in the column samples of {study} and of this row"
        )
        return refuse(row.place, study, [Fault(name, problem, fix)], is_by_others=True)

    def _result(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Know a result again by its study and its words, else count on."""
        study, key = cells["study"], _words(cells)
        implied = {} if key in self._results else _implied(cells)
        while key not in self._results:
            self._counts[study] += 1
            name = f"{study}-{self._counts[study]}"
            if name not in self._taken:
                self._results[key] = name
                self._taken.add(name)
        return {"id": self._results[key], **cells, **implied}


def _words(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Name what tells a result from others: its study, and its words as the table has them."""
    return (cells.get("study", ""), *(_read(name, cells.get(name, "")) for name in _SAME))


def _implied(cells: Mapping[str, str]) -> dict[str, str]:
    """Say of a new result what its row implies: an empty cell is not stated, a sign a direction."""
    names = ("predictor", "metric", "value", "read")
    said = {name: _read(name, cells.get(name, "")) for name in names}
    is_simple = said["predictor"] and not cells.get("moderator") and said["read"] != "title"
    implied = {
        "whose": "not-stated" * bool(said["predictor"] and not of_context(said["predictor"])),
        "direction": direction_of(said["metric"], float(said["value"] or 0)) if is_simple else "",
    }
    return {name: code for name, code in implied.items() if code and not cells.get(name)}


def _bad_cells(row: SheetRow) -> list[Fault]:
    """Find the wrong cells of a row, before others are compared with it."""
    tables = codebook().tables
    of_result = [c.name for c in tables["results"].columns if not c.refers_to] + [BEYOND]
    faults: list[Fault] = []
    for table, names in (("studies", OF_STUDY), ("samples", OF_SAMPLE), ("results", of_result)):
        cells = {name: text for name, text in row.cells.items() if name in names}
        faults += cell_faults(cells, tables[table])
    return faults


def _other(given: Mapping[str, str], known: Mapping[str, str]) -> str:
    """Name the first column in which a row speaks of other people than a sample does.

    A sample that counts persons is not filled up with couples: all of them would be counted.
    """
    counted = any(known.get(name) for name in _COUNTS)
    return next(
        (
            name
            for name, text in given.items()
            if (known.get(name) or (counted and name in _COUNTS))
            and _read(name, text, "samples") != _read(name, known.get(name, ""), "samples")
        ),
        "",
    )


def _shown(value: object) -> str:
    """Write what a sample says as a cell."""
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else str(value)


def _read(name: str, text: str, table: str = "results") -> str:
    """Write a cell as the table has it afterwards: “Attachment anxiety” is the variable anxiety."""
    try:
        return str(read_cell(text, codebook().tables[table].column(name))) if text else ""
    except BadCellError:
        return text


def claim_id(text: str) -> str:
    """Make the id of a claim of its first words."""
    return "-".join(slug(text).split("-")[:8])


def study_rows(
    study: str, source: str, about: Mapping[str, str], people: Mapping[str, str]
) -> list[tuple[str, dict[str, str]]]:
    """Write the rows of a new study, and of its sample if it has one."""
    # A sample whose size is not stated is a sample all the same.
    has_people = bool(people) or measured_people(tuple(about.get("design", "").split()))
    sample = {"samples": study} if has_people else {}
    rows = [("studies", {"id": study, "sources": source, **about, **sample})]
    return [*rows, ("samples", {"id": study, **people})] if has_people else rows
