"""Write Cytoscape JSON, for cytoscape.js, Cytoscape and NetworkX.

In: a selection. Out: a document, node by node. Several values of a property are a list.

References
----------
https://js.cytoscape.org/#notation/elements-json; networkx.readwrite.json_graph.cytoscape_data
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attachgraph.exports.notice import about
from attachgraph.exports.rows import EdgeRow, NodeRow, iter_portions
from attachgraph.exports.selection import Selection
from attachgraph.exports.xmltext import Later, columns


def iter_cytoscape(selection: Selection) -> Iterator[bytes]:
    """Write a selection as Cytoscape JSON."""
    told = about(selection)
    data = {"name": "attachgraph", "notice": told.notice, "licences": list(told.licences)}
    yield (
        f'{{\n  "data": {json.dumps(data, ensure_ascii=False)},\n'
        '  "directed": true,\n  "multigraph": true,\n  "elements": {\n    "nodes": ['
    ).encode()
    edges = Later()
    before, before_edge = "\n", "\n"
    for portion in iter_portions(selection):
        node = portion.node
        # networkx reads the node from "value", cytoscape.js from "id".
        own = {"id": node.id, "value": node.id, "name": node.label}
        yield (before + _element(own, node, "nodes", quotations=selection.quotations)).encode()
        before = ",\n"
        for edge in portion.edges:
            own = {"id": edge.id, "source": edge.source, "target": edge.target, "key": edge.name}
            written = _element(own, edge, "edges", quotations=selection.quotations)
            edges.write(before_edge + written)
            before_edge = ",\n"
    yield b'\n    ],\n    "edges": ['
    yield from edges.read()
    yield b"\n    ]\n  }\n}\n"


def _element(own: dict[str, Any], row: NodeRow | EdgeRow, table: str, *, quotations: bool) -> str:
    values = {
        column.name: getattr(row, column.name) for column in columns(table, quotations=quotations)
    }
    known = {name: value for name, value in values.items() if value not in {None, ""}}
    # Of an edge, "name" is its type; of a node, the label, as cytoscape.js styles expect it.
    return "      " + json.dumps({"data": {**own, **known}}, ensure_ascii=False)
