"""Write GEXF 1.3, the format of Gephi.

In: a selection. Out: a document, node by node. Parallel edges are kept: the attribute ``kind`` of
an edge tells them apart.

References
----------
https://gexf.net/schema.html
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
<gexf xmlns="http://gexf.net/1.3" version="1.3"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">
"""
_TYPES: Final = {"string": "string", "list": "string", "integer": "integer"}


def iter_gexf(selection: Selection) -> Iterator[bytes]:
    """Write a selection as GEXF."""
    kept = {
        "node": columns("nodes", quotations=selection.quotations),
        "edge": columns("edges", quotations=selection.quotations),
    }
    yield (
        f"{_HEAD}  <meta>\n    <creator>attachgraph</creator>\n"
        f"    <description>{content(about(selection).text)}</description>\n  </meta>\n"
        '  <graph defaultedgetype="directed" idtype="string" mode="static">\n'
    ).encode()
    for class_, of_class in kept.items():
        yield f'    <attributes class="{class_}" mode="static">\n'.encode()
        for column in of_class:
            # networkx and Gephi know an attribute by its id, and show its title.
            name, type_ = column.name, _TYPES[column.type]
            yield f'      <attribute id="{name}" title="{name}" type="{type_}"/>\n'.encode()
        yield b"    </attributes>\n"
    later = Later()
    yield b"    <nodes>\n"
    for portion in iter_portions(selection):
        node = portion.node
        yield _element("node", f"id={attribute(node.id)}", node, kept["node"]).encode()
        for edge in portion.edges:
            ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
            opening = f"id={attribute(edge.id)} {ends} kind={attribute(edge.name)}"
            later.write(_element("edge", opening, edge, kept["edge"]))
    yield b"    </nodes>\n    <edges>\n"
    yield from later.read()
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _element(name: str, opening: str, row: NodeRow | EdgeRow, kept: list[Column]) -> str:
    lines = [f"      <{name} {opening} label={attribute(row.label)}>\n        <attvalues>\n"]
    for column in kept:
        text = written(getattr(row, column.name))
        if text is not None:
            lines.append(f'          <attvalue for="{column.name}" value={attribute(text)}/>\n')
    lines.append(f"        </attvalues>\n      </{name}>\n")
    return "".join(lines)
