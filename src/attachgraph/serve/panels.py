"""The panels of a profile: what the named questions answer about a thing of each kind.

In: a dataset and a thing. Out: tables for the templates, each with the query that gave it and with
how its rows stand. Computes nothing that a reader could not ask for on the query page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, cast
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.names import local_name, short_name
from attachgraph.dataset.results import STANCES
from attachgraph.dataset.words import STATUSES, WORST_FIRST, intent_in_words, prose_of
from attachgraph.query.answers import Solutions, Term
from attachgraph.query.named import find_query
from attachgraph.query.run import bound_query, run_query

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.dataset.lookup import Lookup

_ON_ENTRIES: Final = (
    ("Coded claims about it", "list-claims-about", "claim"),
    ("Who was studied", "list-samples-by-design", "sample"),
    ("Works said to show it", "list-works-depicting-pairing", "work"),
)
#: By class of a thing: headings, the named questions whose first parameter is the thing, and the
#: variable whose values are counted; a value may have several rows, such as one for each sample.
PANELS: Final[Mapping[str, Sequence[tuple[str, str, str]]]] = {
    "Pairing": (
        *_ON_ENTRIES,
        ("What follows from anxiety and avoidance", "list-results-projected-on-pairing", "result"),
    ),
    "AttachmentStyle": _ON_ENTRIES,
    "Concept": (*_ON_ENTRIES, ("Results on it", "list-results-on-variable", "result")),
    "Claim": (("Results for and against it", "list-results-on-claim", "result"),),
    "Source": (
        ("What its studies found", "list-results-of-source", "result"),
        ("What it is cited for", "list-uses-of-source", "claim"),
    ),
    "Work": (("What it is said to show", "list-readings-of-work", "shows"),),
    "Person": (("Publications and works", "list-works-of-person", "work"),),
}
#: Rows that a page shows; the query page has them all.
_SHOWN: Final = 10
#: Rows that are read.
_READ: Final = 2_000
#: Columns that say the standing of a row, the one that says most first, with their values in order.
_STANDINGS: Final = {"status": tuple(STATUSES), "stance": tuple(STANCES.values())}

_Row = Mapping[str, Term | None]


class Cell(NamedTuple):
    """What a cell of a table holds: words, and the name of the thing that they lead to."""

    text: str
    id: str = ""


class Panel(NamedTuple):
    """An answer about a thing."""

    key: str
    title: str
    query: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Cell]]
    #: How many things are in the answer.
    size: int
    #: How many rows they have there.
    length: int
    #: How many of the things have which standing; empty where they have none.
    tally: Mapping[str, int]

    @property
    def overlaps(self) -> bool:
        """Whether a thing has several standings, as a work does by several readings."""
        return sum(self.tally.values()) > self.size


def panels_of(store: pyoxigraph.Store, facts: Lookup, iri: str) -> Iterator[Panel]:
    """Ask what there is about a thing; an answer without rows is a gap, and is one."""
    wanted = (panel for kind in facts.kinds(iri) for panel in PANELS.get(kind, ()))
    for title, name, counted in dict.fromkeys(wanted):
        question = find_query(name)
        params = {question.parameters[0].name: NamedNode(iri)}
        text = question.standalone()
        answer = cast("Solutions", run_query(store, text, params=params, timeout=None))
        read = [dict(zip(answer.variables, row, strict=True)) for row in islice(answer, _READ)]
        shown = sorted(read, key=_contested_first)[:_SHOWN]
        columns, rows = _table(facts, answer.variables, shown)
        _, query, _ = bound_query(store, text, params)
        yield Panel(name, title, query, columns, rows, *_count(read, counted))


def _count(rows: Sequence[_Row], thing: str) -> tuple[int, int, dict[str, int]]:
    """Count the things, their rows, and the things by how they stand."""
    size = len({row[thing] for row in rows})
    for column, order in _STANDINGS.items():
        standings = {(row[thing], _word(row[column])) for row in rows if row.get(column)}
        if standings:
            found = Counter(word for _, word in standings)
            return size, len(rows), {word: found[word] for word in order if found[word]}
    return size, len(rows), {}


def _contested_first(row: _Row) -> int:
    """Sort by standing, so that the rows that are shown are those to be careful with."""
    word = _word(row.get("status"))
    return WORST_FIRST.index(word) if word in WORST_FIRST else len(WORST_FIRST)


def _word(term: Term | None) -> str:
    return short_name(term.value).rpartition(":")[2] if isinstance(term, NamedNode) else _text(term)


def _text(term: Term | None) -> str:
    value = term.value if isinstance(term, Literal) else ""
    return {"true": "yes", "false": "no"}.get(value, value)


def _table(
    facts: Lookup, variables: Sequence[str], rows: Sequence[_Row]
) -> tuple[list[str], list[dict[str, Cell]]]:
    """Write terms as words; a thing whose name stands in the same row is linked there."""
    cells = [{name: _cell(facts, name, row[name]) for name in variables} for row in rows]
    columns = [name for name in variables if any(row[name].text for row in cells)]
    for thing in [name for name in columns if any(row[name].id for row in cells)]:
        named = [
            name
            for name in columns
            if name != thing and all(row[name].text == row[thing].text for row in cells)
        ]
        if named:
            columns.remove(thing)
            for row in cells:
                row[named[0]] = row[thing]
    return columns, cells


def _cell(facts: Lookup, column: str, term: Term | None) -> Cell:
    if not isinstance(term, NamedNode):
        return Cell(prose_of(_text(term)))
    if column == "status":
        return Cell(_word(term))
    if column == "intent":
        return Cell(intent_in_words(local_name(term.value)))
    if facts.exists(term.value):
        return Cell(facts.label(term.value), short_name(term.value))
    return Cell(urlsplit(term.value).hostname or term.value, term.value)
