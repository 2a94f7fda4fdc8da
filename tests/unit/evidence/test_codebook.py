"""The codebook: every column and every list can be used, and the page shows them."""

from __future__ import annotations

import re

import pytest

from attachgraph.evidence.codebook import Column, codebook
from tools.make_codebook_docs import PAGE, page

BOOK = codebook()
COLUMNS = [(table.name, column) for table in BOOK.tables.values() for column in table.columns]


def values(column: Column) -> list[str]:
    """Split the example as a cell would be."""
    return column.example.split() if column.many and column.values else [column.example]


def test_page_is_current() -> None:
    """The manual shows what the two files say."""
    assert PAGE.read_text(encoding="utf-8") == page(BOOK)


def test_example_is_allowed() -> None:
    """Whoever copies the example of a column writes a valid cell."""
    for table, column in COLUMNS:
        if not column.example:
            continue
        for value in values(column):
            if column.values:
                assert value in BOOK.codes(column.values), f"{table}.{column.name}"
            if column.pattern and not column.many:
                assert re.search(column.pattern, value), f"{table}.{column.name}"
            if column.type in {"integer", "number"}:
                assert float(value) >= (column.minimum if column.minimum is not None else -9), table


def test_column_leads_somewhere() -> None:
    """Lists and tables that a column names exist."""
    for table, column in COLUMNS:
        assert column.values is None or column.values in BOOK.lists, table
        if column.refers_to:
            other, name = column.refers_to.split(".")
            assert BOOK.tables[other].column(name).name == name, f"{table}.{column.name}"


@pytest.mark.parametrize("name", BOOK.lists)
def test_list_is_used_and_told(name: str) -> None:
    """Each list belongs to a column, and each value says what it means, once."""
    values = BOOK.lists[name].values
    assert name in {column.values for _, column in COLUMNS}
    assert len(BOOK.codes(name)) == sum(value.code is not None for value in values)
    for value in values:
        assert value.label, value.iri
        assert value.definition, value.iri
        assert value not in BOOK.lists[name].above(value)


def test_values_are_concepts_where_the_scheme_has_them() -> None:
    """A result on satisfaction leads to the concept that sentences mention."""
    satisfaction = BOOK.codes("variable")["satisfaction"]
    assert satisfaction.iri.endswith("/concept/relationship-satisfaction")
    assert [value.code for value in BOOK.lists["variable"].above(satisfaction)] == [
        "relationship-quality"
    ]
