"""What the tab key completes: names of entries, claims, publications and questions.

In: the beginning of a word. Out: names that begin so. They are read off the files of the dataset,
without a store: a key is answered in a moment.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from attachgraph.folder import ENTRIES, LIBRARY, find_folder
from attachgraph.resources import resource

if TYPE_CHECKING:
    import click

_MOST: Final = 200


def complete_names(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of an entry, a claim or a publication."""
    return _beginning(incomplete, (*_entries(), *_claims(), *_sources()))


def complete_sources(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Complete the key of a publication, or the name of what rests on some."""
    return _beginning(incomplete, (*_sources(), *_claims(), *_entries()))


def complete_questions(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Complete the name of a ready question."""
    names = (path.stem for path in resource("ontology", "queries").glob("*.rq"))
    return _beginning(incomplete, tuple(sorted(names)))


def _beginning(incomplete: str, names: tuple[str, ...]) -> list[str]:
    return list(islice((name for name in names if name.startswith(incomplete)), _MOST))


def _entries() -> Iterator[str]:
    yield from sorted(path.stem for path in (find_folder() / ENTRIES).rglob("*.md"))


def _claims() -> Iterator[str]:
    path = find_folder() / "claims.csv"
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from sorted(row["id"] for row in csv.DictReader(file) if row.get("id"))


def _sources() -> Iterator[str]:
    path = find_folder() / LIBRARY
    if path.is_file():
        records = json.loads(path.read_text(encoding="utf-8-sig"))
        yield from sorted(str(record["id"]) for record in records if "id" in record)
