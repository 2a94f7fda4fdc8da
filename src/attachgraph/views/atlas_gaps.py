"""Count what studies found in a large dataset: the gap map of its page, cell by cell.

In: a dataset, its results and the numbers of the nodes of the page. Out: JSON values. Rows and
columns are those of the explorer's gap map, which counts in the page itself.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from attachgraph.dataset.results import Result, is_pairing
from attachgraph.library.bibliography import record_of
from attachgraph.library.formats import WRITERS
from attachgraph.views.evidence import sample_record, study_record, variable_record
from attachgraph.views.label_text import without_common_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from attachgraph.dataset.lookup import Lookup

#: A measure of attachment has a row of its own from this many studies on.
_OWN_ROW: Final = 3
_OTHERS: Final = "other measures of attachment"
_NONE: Final = "other predictors"

#: What filters ask of a result: what of it was read, and the populations.
_Detail = tuple[str, tuple[str, ...]]
#: Row, column, study, direction, detail; in a dictionary to whether one of the results is direct.
_Key = tuple[str, str, str, str, _Detail]


def gap_record(
    facts: Lookup, results: Sequence[Result], number: Mapping[str, int]
) -> dict[str, Any]:
    """Write rows, columns, studies and what each study found in a cell."""
    variables: dict[str, list[str]] = {}
    found: dict[_Key, bool] = {}
    for result in (one for one in results if one.study):
        groups = {_variable(facts, iri, variables)[1] for iri in _outcomes(facts, result)}
        people = (sample_record(facts, one.iri)["populations"] for one in result.people)
        detail = (result.read, tuple(sorted({name for names in people for name in names})))
        for row, direct in _rows(facts, result, variables):
            for column in groups:
                key = (row, column, result.study, result.direction, detail)
                found[key] = direct or found.get(key, False)
    found = _with_few_together(found, variables)
    studies = sorted({key[2] for key in found})
    rows = sorted(
        _by_studies({(key[0], key[2]) for key in found}), key=lambda row: not is_pairing(row)
    )
    details = sorted({key[4] for key in found})
    columns = _by_studies({(key[1], key[2]) for key in found})
    labels = without_common_end({row: facts.label(row) for row in rows if is_pairing(row)})
    labels |= {row: variables[row][0] for row in rows if row in variables}
    return {
        "rows": [[labels.get(row, row), number.get(row, -1), int(is_pairing(row))] for row in rows],
        "columns": columns,
        "studies": [_study(facts, iri, number) for iri in studies],
        "references": [_references(facts, iri) for iri in studies],
        "details": details,
        "cells": _cells(found, (rows, columns, studies), details),
        "pairings": len(facts.instances("Pairing")),
    }


def _cells(
    found: Mapping[_Key, bool], names: tuple[list[str], ...], details: list[_Detail]
) -> list[list[Any]]:
    places = [{name: place for place, name in enumerate(each)} for each in names]
    place_of = {detail: place for place, detail in enumerate(details)}
    return sorted(
        [
            *(at[name] for at, name in zip(places, key[:3], strict=True)),
            *(key[3], int(direct), place_of[key[4]]),
        ]
        for key, direct in found.items()
    )


def _outcomes(facts: Lookup, result: Result) -> Iterable[str]:
    return facts.nodes(result.iri, "ag:outcome")


def _variable(facts: Lookup, iri: str, known: dict[str, list[str]]) -> list[str]:
    if iri not in known:
        known[iri] = variable_record(facts, iri)
    return known[iri]


def _rows(facts: Lookup, result: Result, known: dict[str, list[str]]) -> Iterable[tuple[str, bool]]:
    """Name the rows that a result is in, and whether it is directly about what they are."""
    pairings = [iri for iri in result.about if is_pairing(iri)]
    causes = [
        iri
        for predicate in ("ag:predictor", "ag:moderator")
        for iri in facts.nodes(result.iri, predicate)
    ]
    measures = [iri for iri in causes if _variable(facts, iri, known)[2]]
    yield from ((iri, result.measured(iri)) for iri in pairings)
    yield from ((iri, True) for iri in measures)
    if not pairings and not measures:
        yield _NONE, True


def _with_few_together(
    found: Mapping[_Key, bool], variables: Mapping[str, list[str]]
) -> dict[_Key, bool]:
    """Put measures of few studies in one row."""
    counts = Counter(row for row, _ in {(key[0], key[2]) for key in found})
    few = {row for row, count in counts.items() if row in variables and count < _OWN_ROW}
    joined: dict[_Key, bool] = {}
    for one, direct in found.items():
        key = (_OTHERS if one[0] in few else one[0], *one[1:])
        joined[key] = direct or joined.get(key, False)
    return joined


def _by_studies(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Sort names by the number of their studies, those that hold the rest last."""
    counts = Counter(name for name, _ in pairs)
    rest = ("other", _OTHERS, _NONE)
    return sorted(counts, key=lambda name: (name in rest, -counts[name], name))


def _references(facts: Lookup, iri: str) -> list[list[str]]:
    """Write the publications of a study for reference managers: BibTeX and RIS of each."""
    sources = (record_of(facts.quads, source) for source in facts.nodes(iri, "ag:reportedIn"))
    return [[WRITERS[name]([one]) for name in ("bibtex", "ris")] for one in sources if one]


def _study(facts: Lookup, iri: str, number: Mapping[str, int]) -> list[Any]:
    record = study_record(facts, iri, ())
    return [record["label"], number.get(iri, -1), record["year"], record["designs"]]
