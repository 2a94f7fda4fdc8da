"""Hand the graph to pyvis, for people who want to go on with a network of their own.

In: a graph of :func:`attachgraph.network.graph.to_networkx`. Out: a pyvis ``Network`` with the
looks and places of the explorer. What comes from entries is anybody's text, and pyvis writes the
title of a node into its page as HTML as soon as any title has a link: no angle bracket gets there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from attachgraph.views.appearance import edge_look, kind_look
from attachgraph.views.drawing import import_network
from attachgraph.views.layout.layout import layout

if TYPE_CHECKING:
    import networkx as nx

_BRACKETS: Final = str.maketrans("<>", "\u2039\u203a")
#: What pyvis loads from elsewhere even with ``cdn_resources="in_line"``; its network needs none.
_REMOTE: Final = re.compile(
    r'<link\s+href="https://[^>]*/>|<script\s+src="https://[^>]*>\s*</script>', re.DOTALL
)
_MOST_QUOTES: Final = 3
_LONGEST: Final = 400


def to_pyvis(graph: nx.MultiDiGraph[str]) -> Any:
    """Turn a graph into a pyvis network whose page works offline."""
    base: Any = import_network()
    from pyvis.edge import Edge

    class OfflineNetwork(base):  # type: ignore[misc]
        """A pyvis network that loads nothing from elsewhere unless it is told to."""

        def generate_html(self, *arguments: Any, **options: Any) -> str:
            self.html = super().generate_html(*arguments, **options)
            if self.cdn_resources == "in_line":
                self.html = _REMOTE.sub("", self.html)
            return str(self.html)

    network = OfflineNetwork(height="750px", directed=True, notebook=True, cdn_resources="in_line")
    network.toggle_physics(False)
    places = layout(graph).wide
    for node, attributes in graph.nodes(data=True):
        look = kind_look(attributes["kind"])
        x, y = places[node]
        network.add_node(
            node,
            label=_plain(attributes["label"]),
            title=_plain(f"{attributes['label']}\n{attributes['kind']}"),
            group=attributes["kind"],
            shape=look.shape,
            color=look.light,
            size=look.size,
            x=x,
            y=y,
        )
    for source, target, name, attributes in graph.edges(keys=True, data=True):
        drawn = edge_look(name)
        # What `add_edge` would append, without its search through all nodes for every edge.
        edge = Edge(
            source,
            target,
            network.directed,
            label=_plain(name),
            title=_plain(_words(name, attributes)),
            color=drawn.light,
            width=drawn.width,
        )
        network.edges.append(edge.options)
    return network


def _words(name: str, attributes: dict[str, Any]) -> str:
    """Say what an edge is, how its statements stand, and the first words that assert it."""
    status = ", ".join(dict.fromkeys(attributes["status"]))
    quotes = dict.fromkeys(attributes["quotes"])
    shown = [f"“{' '.join(quote.split())}”" for quote in quotes][:_MOST_QUOTES]
    lines = [f"{name} ({status})" if status else name, *(quote[:_LONGEST] for quote in shown)]
    return "\n".join(lines)


def _plain(text: str) -> str:
    return text.translate(_BRACKETS)
