"""The codebook: which columns the tables have, and which values a column takes.

In: ``ontology/tables.json`` and the concepts of ``ontology/codebook.ttl``. Out: frozen tables,
columns and lists. Reading, validation, the manual's page and the templates all look here.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal

import pyoxigraph

from attachgraph.resources import resource

CODEBOOK: Final = "https://w3id.org/attachgraph/codebook/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a closed list. One without a code only groups others."""

    iri: str
    code: str | None
    label: str
    definition: str
    note: str = ""
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class ValueList:
    """A closed list, in the order in which people see it."""

    name: str
    iri: str
    title: str
    definition: str
    note: str
    values: tuple[Value, ...]

    def by_code(self) -> dict[str, Value]:
        """Give what may be in a cell, with what it means."""
        return {value.code: value for value in self.values if value.code is not None}

    def above(self, value: Value) -> tuple[Value, ...]:
        """Give the broader values, the nearest first."""
        found = []
        by_iri = {other.iri: other for other in self.values}
        while value.broader is not None:
            value = by_iri[value.broader]
            found.append(value)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as the codebook has it."""

    name: str
    title: str
    description: str
    type: str
    example: str = ""
    required: bool = False
    values: str | None = None
    many: bool = False
    refers_to: str | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a dataset."""

    name: str
    path: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: str | None

    def column(self, name: str) -> Column:
        """Find a column by its name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between columns."""

    name: str
    says: str
    level: Literal["error", "warning"]


@dataclass(frozen=True)
class Codebook:
    """All tables, lists and rules."""

    tables: dict[str, Table]
    lists: dict[str, ValueList]
    rules: dict[str, Rule]
    _codes: dict[str, dict[str, Value]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the lookup that every cell needs."""
        codes = {name: values.by_code() for name, values in self.lists.items()}
        object.__setattr__(self, "_codes", codes)

    def table_of(self, header: Collection[str]) -> str | None:
        """Say which table of coded rows has these columns."""
        names = {
            name: {column.name for column in table.columns}
            for name, table in self.tables.items()
            if table.path.endswith(".csv")
        }
        best = max(names, key=lambda name: (len(names[name] & set(header)), -len(names[name])))
        # Fewer than three are in every table.
        return best if len(names[best] & set(header)) >= 3 and "id" in header else None  # noqa: PLR2004

    def codes(self, name: str) -> dict[str, Value]:
        """Give the values of a list by what is in a cell."""
        return self._codes[name]


@cache
def codebook() -> Codebook:
    """Read the codebook that ships with the package."""
    document = json.loads(resource("ontology", "tables.json").read_text(encoding="utf-8"))
    tables = {item["name"]: _table(item) for item in document["resources"]}
    rules = {item["name"]: Rule(**item) for item in document["rules"]}
    return Codebook(tables, _lists(), rules)


def _table(item: dict[str, Any]) -> Table:
    columns = tuple(_column(column) for column in item["schema"]["fields"])
    key = item["schema"].get("primaryKey")
    return Table(item["name"], item["path"], item["title"], item["description"], columns, key)


def _column(item: dict[str, Any]) -> Column:
    limits = item.get("constraints", {})
    return Column(
        name=item["name"],
        title=item["title"],
        description=item["description"],
        type=item["type"],
        example=item.get("example", ""),
        required=limits.get("required", False),
        values=item.get("list"),
        many=item.get("many", False),
        refers_to=item.get("refersTo"),
        pattern=limits.get("pattern"),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
    )


def _lists() -> dict[str, ValueList]:
    listed = _described("codebook.ttl")
    # A value that is a concept or a style has its label and definition there.
    known = _described("concepts.ttl")
    found = {}
    for iri, said in listed.items():
        if iri.startswith(CODEBOOK) and not said.get("inScheme"):
            values = tuple(
                _value(member, about, known.get(member, {}))
                for member, about in listed.items()
                if iri in about.get("inScheme", ())
            )
            name = iri.removeprefix(CODEBOOK)
            found[name] = ValueList(
                name,
                iri,
                said["label"][0],
                said["definition"][0],
                _first(said, "scopeNote"),
                values,
            )
    return found


def _value(iri: str, listed: dict[str, list[str]], known: dict[str, list[str]]) -> Value:
    return Value(
        iri=iri,
        code=_first(listed, "notation") or None,
        label=_first(listed, "label") or _first(known, "label"),
        definition=_first(listed, "definition") or _first(known, "definition"),
        note=_first(listed, "scopeNote"),
        broader=_first(listed, "broader") or None,
    )


def _first(said: dict[str, list[str]], name: str) -> str:
    return said.get(name, [""])[0]


def _described(name: str) -> dict[str, dict[str, list[str]]]:
    """Read what a file says of each subject, in the order of the file."""
    found: dict[str, dict[str, list[str]]] = {}
    for triple in pyoxigraph.parse(path=resource("ontology", name)):
        predicate = triple.predicate.value
        if predicate == _LABEL or predicate.startswith(_SKOS):
            said = found.setdefault(_text(triple.subject), {})
            said.setdefault(predicate.split("#")[1], []).append(_text(triple.object))
    return found


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
