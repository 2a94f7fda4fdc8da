"""Draw the graph as one SVG picture, for the README of a release.

In: a store. Out: a picture of styles, pairings and concepts and what joins them, with places from
:mod:`attachgraph.views.layout.layout`. It has a title and a description, and follows the reader's
choice of light or dark. Every label is escaped.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from attachgraph.network.graph import to_networkx
from attachgraph.network.parts import ENTRY_KINDS, owners
from attachgraph.views.layout.layout import layout

if TYPE_CHECKING:
    from pyoxigraph import Store

_STYLE: Final = """
  .page { fill: #ffffff } .edge { stroke: #98a2ad; stroke-width: 3; opacity: .45 }
  .joins { stroke: #1f6f8b; stroke-width: 8; opacity: .9; fill: none }
  .Pairing { fill: #1f6f8b } .AttachmentStyle { fill: #b4471f } .Concept, .Entry { fill: #8a93a0 }
  text { font: 64px system-ui, sans-serif; fill: #1d2733; text-anchor: middle;
         paint-order: stroke; stroke: #ffffff; stroke-width: 14px; stroke-linejoin: round }
  @media (prefers-color-scheme: dark) {
    .page { fill: #14191f } .edge { stroke: #66707c } .joins { stroke: #6cc3e0 }
    .Pairing { fill: #6cc3e0 } .AttachmentStyle { fill: #ef9a73 }
    text { fill: #e8edf2; stroke: #14191f } }
"""
_SVG: Final = 'xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc"'
_MARGIN: Final = 260
_SIZES: Final = {"Pairing": 34, "AttachmentStyle": 40}


def draw(store: Store) -> str:
    """Draw the entries of a dataset."""
    graph = to_networkx(store)
    kinds: dict[str, str] = dict(graph.nodes(data="kind"))
    places = layout(graph).close
    shown = {node: places[node] for node in graph if kinds[node] in ENTRY_KINDS and node in places}
    if not shown:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"></svg>\n'
    left, top = (min(place[axis] for place in shown.values()) - _MARGIN for axis in (0, 1))
    right, bottom = (max(place[axis] for place in shown.values()) + _MARGIN for axis in (0, 1))
    box = f'x="{left}" y="{top}" width="{right - left}" height="{bottom - top}"'
    lines = [
        f'<svg {_SVG} viewBox="{left} {top} {right - left} {bottom - top}">',
        '<title id="title">The entries of attachgraph and what joins them</title>',
        f'<desc id="desc">{_told(kinds, shown)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" {box}/>',
        *_edges(graph, shown),
        *(_node(graph.nodes[node], kinds[node], place) for node, place in shown.items()),
        *(
            _label(graph.nodes[node]["label"], kinds[node], place)
            for node, place in shown.items()
            if kinds[node] in _SIZES
        ),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _told(kinds: dict[str, str], shown: dict[str, Any]) -> str:
    found = [kinds[node] for node in shown]
    pairings, styles = found.count("Pairing"), found.count("AttachmentStyle")
    others = len(found) - pairings - styles
    return f"{styles} attachment styles, {pairings} pairings and {others} concepts, joined by lines"


def _edges(graph: Any, shown: dict[str, tuple[int, int]]) -> list[str]:
    """Draw what joins entries, directly or by one of their parts; each pair of nodes once."""
    owner = owners(graph)
    joined: dict[tuple[str, str], str] = {}
    for source, target, name in graph.edges(keys=True):
        ends = sorted((owner.get(source, source), owner.get(target, target)))
        if ends[0] != ends[1] and all(end in shown for end in ends):
            class_ = "joins" if name in {"pairs-with", "style"} else "edge"
            if joined.get((ends[0], ends[1])) != "joins":
                joined[ends[0], ends[1]] = class_
    return [
        f'<line class="{class_}" x1="{shown[a][0]}" y1="{shown[a][1]}" '
        f'x2="{shown[b][0]}" y2="{shown[b][1]}"/>'
        for (a, b), class_ in sorted(joined.items(), key=itemgetter(1, 0))
    ]


def _node(attributes: dict[str, Any], kind: str, place: tuple[int, int]) -> str:
    title = f"<title>{escape(attributes['label'])}</title>"
    size = _SIZES.get(kind, 14)
    if kind == "AttachmentStyle":  # shape carries the type as well as colour does
        corner = f'x="{place[0] - size}" y="{place[1] - size}"'
        return (
            f'<rect class="{kind}" {corner} width="{2 * size}" height="{2 * size}">{title}</rect>'
        )
    return f'<circle class="{kind}" cx="{place[0]}" cy="{place[1]}" r="{size}">{title}</circle>'


def _label(label: str, kind: str, place: tuple[int, int]) -> str:
    below = place[1] + _SIZES[kind] + 64
    return f'<text x="{place[0]}" y="{below}">{escape(label)}</text>'
