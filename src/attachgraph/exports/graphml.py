"""Write GraphML, for Gephi, Cytoscape, yEd, igraph and NetworkX.

In: a selection. Out: a document, node by node. Parallel edges are kept: each has a name of its own.

Sources: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attachgraph.exports.about import about
from attachgraph.exports.columns import Column
from attachgraph.exports.elements import attributes, iter_elements, values
from attachgraph.exports.portions import EdgeRow, NodeRow
from attachgraph.exports.selection import Selection
from attachgraph.rdf.xmltext import attribute, content

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES: Final = {"string": "string", "list": "string", "integer": "int"}


def iter_graphml(selection: Selection) -> Iterator[bytes]:
    """Write a selection as GraphML."""
    columns = {name: attributes(f"{name}s", selection) for name in ("node", "edge")}
    yield f"{_HEAD}  <desc>{content(about(selection).text)}</desc>\n".encode()
    for domain, of_domain in columns.items():
        for column in of_domain:
            yield _key(domain, column).encode()
    yield b'  <graph id="attachgraph" edgedefault="directed">\n'

    def node(row: NodeRow) -> str:
        return _element("node", f"id={attribute(row.id)}", values(row, columns["node"]))

    def edge(row: EdgeRow) -> str:
        ends = f"source={attribute(row.source)} target={attribute(row.target)}"
        return _element("edge", f"id={attribute(row.id)} {ends}", values(row, columns["edge"]))

    yield from iter_elements(selection, node, edge)
    yield b"  </graph>\n</graphml>\n"


def _key(domain: str, column: Column) -> str:
    return (
        f'  <key id="{domain}-{column.name}" for="{domain}" attr.name="{column.name}" '
        f'attr.type="{_TYPES[column.type]}">\n'
        f"    <desc>{content(column.description)}</desc>\n  </key>\n"
    )


def _element(domain: str, opening: str, found: Iterator[tuple[str, str]]) -> str:
    data = "".join(
        f'      <data key="{domain}-{name}">{content(text)}</data>\n' for name, text in found
    )
    return f"    <{domain} {opening}>\n{data}    </{domain}>\n"
