"""Write a selection as nodes and edges: what GraphML, GEXF and Cytoscape JSON share.

In: a selection, and how a node and an edge are written. Out: all nodes, then all edges, in pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Final

from attachgraph.exports.columns import TABLES, Column, cell
from attachgraph.exports.portions import EdgeRow, NodeRow
from attachgraph.exports.rows import iter_portions
from attachgraph.exports.selection import Selection

_IN_MEMORY: Final = 8 * 1024 * 1024
_PIECE: Final = 1 << 20


def attributes(table: str, selection: Selection) -> list[Column]:
    """List the attributes of nodes or edges beyond their ends and names."""
    own = {"id", "source", "target"}
    return [
        column
        for column in TABLES[table].columns
        if column.name not in own and (selection.quotations or not column.is_quotation)
    ]


def values(row: NodeRow | EdgeRow, columns: list[Column]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that a row has, each as text."""
    for column in columns:
        value = cell(getattr(row, column.name))
        if value is not None:
            yield column.name, str(value)


def iter_elements(
    selection: Selection,
    node: Callable[[NodeRow], str],
    edge: Callable[[EdgeRow], str],
    *,
    between: str = "",
    separator: str = "",
) -> Iterator[bytes]:
    """Write the nodes as they come, and keep the edges for later, on the disk if they are many."""
    with SpooledTemporaryFile(_IN_MEMORY) as edges:
        before, before_edge = "", ""
        for portion in iter_portions(selection):
            yield (before + node(portion.node)).encode()
            before = separator
            for each in portion.edges:
                edges.write((before_edge + edge(each)).encode())
                before_edge = separator
        yield between.encode()
        edges.seek(0)
        while piece := edges.read(_PIECE):
            yield piece
