"""Write Cytoscape JSON, for cytoscape.js, Cytoscape and NetworkX.

In: a selection. Out: a document, node by node. Several values of a property are a list, one is
itself: a selector such as ``[status = 'disputed']`` never matches a list.

Sources: https://js.cytoscape.org/#notation/elements-json;
networkx.readwrite.json_graph.cytoscape_data
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attachgraph.exports.about import about
from attachgraph.exports.columns import Column
from attachgraph.exports.elements import attributes, iter_elements
from attachgraph.exports.portions import EdgeRow, NodeRow
from attachgraph.exports.selection import Selection


def iter_cytoscape(selection: Selection) -> Iterator[bytes]:
    """Write a selection as Cytoscape JSON."""
    said = about(selection)
    data = {"name": "attachgraph", "notice": said.notice, "licences": list(said.licences)}
    columns = {name: attributes(f"{name}s", selection) for name in ("node", "edge")}

    def node(row: NodeRow) -> str:
        # networkx reads the node from "value", cytoscape.js from "id".
        own = {"id": row.id, "value": row.id, "name": row.label}
        return _element(own, row, columns["node"])

    def edge(row: EdgeRow) -> str:
        own = {"id": row.id, "source": row.source, "target": row.target, "key": row.name}
        return _element(own, row, columns["edge"])

    yield (
        f'{{\n  "data": {json.dumps(data, ensure_ascii=False)},\n'
        '  "directed": true,\n  "multigraph": true,\n  "elements": {\n    "nodes": [\n'
    ).encode()
    between = '\n    ],\n    "edges": [\n'
    yield from iter_elements(selection, node, edge, between=between, separator=",\n")
    yield b"\n    ]\n  }\n}\n"


def _element(own: dict[str, Any], row: NodeRow | EdgeRow, columns: list[Column]) -> str:
    values = {column.name: _plain(getattr(row, column.name)) for column in columns}
    known = {name: value for name, value in values.items() if value not in {None, ""}}
    # Of an edge, "name" is its type; of a node, the label, as cytoscape.js styles expect it.
    return "      " + json.dumps({"data": {**own, **known}}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value
