"""Write GraphML, for Gephi, Cytoscape, yEd, igraph and NetworkX.

In: a selection. Out: a document, node by node. Parallel edges are kept: each has a name of its own.

References
----------
http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attachgraph.exports.columns import Column
from attachgraph.exports.notice import about
from attachgraph.exports.rows import EdgeRow, NodeRow, iter_portions
from attachgraph.exports.selection import Selection
from attachgraph.exports.xmltext import Later, attribute, columns, content, written

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
    kept = {
        "node": columns("nodes", quotations=selection.quotations),
        "edge": columns("edges", quotations=selection.quotations),
    }
    yield f"{_HEAD}  <desc>{content(about(selection).text)}</desc>\n".encode()
    for domain, of_domain in kept.items():
        for column in of_domain:
            yield _key(domain, column).encode()
    yield b'  <graph id="attachgraph" edgedefault="directed">\n'
    later = Later()
    for portion in iter_portions(selection):
        yield _element(f"node id={attribute(portion.node.id)}", portion.node, kept["node"])
        for edge in portion.edges:
            ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
            later.write(
                _element(f"edge id={attribute(edge.id)} {ends}", edge, kept["edge"]).decode()
            )
    yield from later.read()
    yield b"  </graph>\n</graphml>\n"


def _key(domain: str, column: Column) -> str:
    return (
        f'  <key id="{domain}-{column.name}" for="{domain}" attr.name="{column.name}" '
        f'attr.type="{_TYPES[column.type]}">\n'
        f"    <desc>{content(column.description)}</desc>\n  </key>\n"
    )


def _element(opening: str, row: NodeRow | EdgeRow, kept: list[Column]) -> bytes:
    domain = opening[:4]
    lines = [f"    <{opening}>\n"]
    for column in kept:
        text = written(getattr(row, column.name))
        if text is not None:
            lines.append(f'      <data key="{domain}-{column.name}">{content(text)}</data>\n')
    lines.append(f"    </{domain}>\n")
    return "".join(lines).encode()
