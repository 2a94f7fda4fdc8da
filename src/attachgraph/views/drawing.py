"""Let pyvis build the network that vis-network draws.

In: nodes and edges, already placed. Out: pyvis's own lists and options, as JSON values. pyvis's
``add_node`` and ``add_edge`` search a list for every call and drop what they find twice, so its
``Node`` and ``Edge`` go into the lists directly. Its templates link to remote addresses and print
labels unescaped, so they are not used.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any, NamedTuple


class DrawnNode(NamedTuple):
    """A node with its place and look."""

    #: Its identifier in the page.
    id: str
    #: The words under or in it.
    label: str
    #: Its group in the legend.
    kind: str
    #: A shape of vis-network.
    shape: str
    #: Pixels at zoom 1.
    x: int
    y: int


class DrawnEdge(NamedTuple):
    """An edge with what decides its look."""

    #: Identifiers of its ends.
    source: str
    target: str
    #: Its type in the legend.
    name: str
    #: Status of what asserts it, ``""`` where nothing does.
    status: str
    #: ``"to"``, or ``""`` for an edge without direction.
    arrows: str
    #: How much it curves, so that parallel edges stay apart; 0 is straight.
    bend: float


def import_network() -> Any:
    """Import pyvis's network, and not IPython with it.

    pyvis needs IPython only for a frame in notebooks, and its import takes as long as a page.
    """
    absent = {} if "IPython" in sys.modules else {"IPython": ModuleType("IPython")}
    if absent:
        absent["IPython.display"] = ModuleType("IPython.display")
        absent["IPython.display"].IFrame = _frame  # type: ignore[attr-defined]
        sys.modules.update(absent)
    try:
        from pyvis.network import Network
    finally:
        for name in absent:
            del sys.modules[name]
    return Network


def _frame(*arguments: Any, **options: Any) -> Any:
    from IPython.display import IFrame

    return IFrame(*arguments, **options)


def draw(nodes: Iterable[DrawnNode], edges: Iterable[DrawnEdge]) -> dict[str, Any]:
    """Build the network."""
    network_class = import_network()
    from pyvis.edge import Edge
    from pyvis.node import Node

    network = network_class(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    network.inherit_edge_colors(False)
    network.set_edge_smooth("continuous")
    for node in nodes:
        record = Node(node.id, node.shape, node.label, group=node.kind, x=node.x, y=node.y)
        network.nodes.append(record.options)
    for edge in edges:
        look = {"arrows": edge.arrows, "type": edge.name, "status": edge.status, "bend": edge.bend}
        network.edges.append(Edge(edge.source, edge.target, network.directed, **look).options)
    built_nodes, built_edges, _, _, _, options = network.get_network_data()
    return {"nodes": built_nodes, "edges": built_edges, "options": json.loads(options)}
