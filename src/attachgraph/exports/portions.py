"""The rows that every format of nodes and edges writes.

In: nothing. Out: named tuples, whose fields have the names of the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class NodeRow(NamedTuple):
    """A node."""

    id: str
    label: str
    kind: str
    language: str
    types: tuple[str, ...]
    description: str
    year: str
    order: int | None
    coded: tuple[str, ...]


class EdgeRow(NamedTuple):
    """An edge. Statuses belong to statements of the same place; sections to quotes."""

    id: str
    source: str
    target: str
    name: str
    label: str
    predicate: str
    standing: str
    status: tuple[str, ...]
    statement: tuple[str, ...]
    quote: tuple[str, ...]
    section: tuple[str, ...]
    sources: tuple[str, ...]


class QuotationRow(NamedTuple):
    """The words that assert a statement, one row for each place where they stand."""

    statement: str
    edge: str
    subject: str
    predicate: str
    object: str
    object_kind: str
    language: str
    status: str
    sources: tuple[str, ...]
    quote: str
    section: str
    text: str
    start: int | None
    end: int | None
    rule: str


class Portion(NamedTuple):
    """A node, the edges that leave it, and what is said of it."""

    node: NodeRow
    edges: list[EdgeRow]
    quotations: list[QuotationRow]

    def rows(self, table: str) -> Sequence[NodeRow | EdgeRow | QuotationRow]:
        """Give the rows of a table by its name."""
        return [self.node] if table == "nodes" else getattr(self, table)
