"""An edge as HTML for notebooks.

In: an edge. Out: a fragment of HTML in which every word is escaped. No script, no style
sheet: a notebook brings its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attachgraph.graph.edges import Edge

__all__ = ["draw_edge"]


def draw_edge(edge: Edge) -> str:
    """Draw an edge with its words.

    Parameters
    ----------
    edge : Edge
        Any edge.

    Returns
    -------
    str
        A fragment of HTML.

    Examples
    --------
    >>> import attachgraph
    >>> edge = attachgraph.load().edges(type="alias-of")[0]
    >>> "<blockquote>" in draw_edge(edge)
    True
    """
    return "".join(_pieces(edge))


def _pieces(edge: Edge) -> Iterator[str]:
    yield f"<p><b>{escape(edge.subject)}</b> {escape(edge.type)} <b>{escape(edge.object)}</b>"
    yield f" [{escape(edge.status)}]</p>"
    for quote in edge.quotes:
        yield f"<blockquote>{escape(quote)}</blockquote>"
    if edge.section:
        yield f"<p><small>under “{escape(edge.section)}”</small></p>"
    if edge.sources:
        yield "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in edge.sources) + "</ul>"
