"""Write GEXF 1.3, the format of Gephi.

In: a selection. Out: a document, node by node. Parallel edges are kept: the attribute ``kind`` of
an edge tells them apart.

Sources: https://gexf.net/schema.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attachgraph.exports.about import about
from attachgraph.exports.elements import attributes, iter_elements, values
from attachgraph.exports.portions import EdgeRow, NodeRow
from attachgraph.exports.selection import Selection
from attachgraph.rdf.xmltext import attribute, content

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">
"""
_TYPES: Final = {"string": "string", "list": "string", "integer": "integer"}


def iter_gexf(selection: Selection) -> Iterator[bytes]:
    """Write a selection as GEXF."""
    columns = {name: attributes(f"{name}s", selection) for name in ("node", "edge")}
    yield (
        f"{_HEAD}  <meta>\n    <creator>attachgraph</creator>\n"
        f"    <description>{content(about(selection).text)}</description>\n  </meta>\n"
        '  <graph defaultedgetype="directed" idtype="string" mode="static">\n'
    ).encode()
    for class_, of_class in columns.items():
        yield f'    <attributes class="{class_}" mode="static">\n'.encode()
        for column in of_class:
            # networkx and Gephi know an attribute by its id, and show its title.
            name, type_ = column.name, _TYPES[column.type]
            yield f'      <attribute id="{name}" title="{name}" type="{type_}"/>\n'.encode()
        yield b"    </attributes>\n"

    def node(row: NodeRow) -> str:
        opening = f"id={attribute(row.id)} label={attribute(row.label)}"
        return _element("node", opening, values(row, columns["node"]))

    def edge(row: EdgeRow) -> str:
        ends = f"source={attribute(row.source)} target={attribute(row.target)}"
        named = f"kind={attribute(row.name)} label={attribute(row.label)}"
        opening = f"id={attribute(row.id)} {ends} {named}"
        return _element("edge", opening, values(row, columns["edge"]))

    yield b"    <nodes>\n"
    yield from iter_elements(selection, node, edge, between="    </nodes>\n    <edges>\n")
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _element(name: str, opening: str, found: Iterator[tuple[str, str]]) -> str:
    data = "".join(
        f'          <attvalue for="{key}" value={attribute(text)}/>\n' for key, text in found
    )
    return (
        f"      <{name} {opening}>\n        <attvalues>\n{data}"
        f"        </attvalues>\n      </{name}>\n"
    )
