"""Cut the neighbourhood of one node out of the graph.

In: a graph and the IRI of a node. Out: a smaller graph. Knows nothing of names: a caller resolves
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attachgraph.errors import MissingError
from attachgraph.network.parts import with_parts

if TYPE_CHECKING:
    import networkx as nx


def neighbourhood(graph: nx.MultiDiGraph[str], iri: str) -> nx.MultiDiGraph[str]:
    """Return a node with its parts and everything that is one edge away from either.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A graph of :func:`attachgraph.network.graph.to_networkx`.
    iri : str
        IRI of the node in the middle.

    Returns
    -------
    networkx.MultiDiGraph
        These nodes and the edges that touch the node or a part of it, in the order of the whole
        graph. Edges among the others are left out: they are another neighbourhood's.

    Raises
    ------
    MissingError
        If the graph has no such node.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("a", "c")])
    >>> nx.set_node_attributes(graph, "Concept", "kind")
    >>> neighbourhood(graph, "b").edges()
    OutMultiEdgeDataView([('a', 'b'), ('b', 'c')])
    """
    if iri not in graph:
        raise MissingError(
            f"the dataset has no node {iri}",
            fix="look the name up: attachgraph search WORDS",
        )
    middle = with_parts(graph, iri)
    kept = set(middle)
    for node in middle:
        kept.update(graph.successors(node), graph.predecessors(node))
    near = graph.subgraph(node for node in graph if node in kept).copy()
    near.remove_edges_from(
        [edge for edge in near.edges(keys=True) if edge[0] not in middle and edge[1] not in middle]
    )
    return near
