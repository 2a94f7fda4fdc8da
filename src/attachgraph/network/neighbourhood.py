"""Cut the neighbourhood of one node out of the graph.

In: a graph and the IRI of a node. Out: a smaller graph. Knows nothing of names: a caller resolves
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attachgraph.errors import MissingError
from attachgraph.network.parts import owners

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["neighbourhood"]


def neighbourhood(graph: nx.MultiDiGraph, iri: str) -> nx.MultiDiGraph:
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
        The nodes with all edges among them, in the order of the whole graph.

    Raises
    ------
    MissingError
        If the graph has no such node.

    Examples
    --------
    >>> import networkx as nx
    >>> chain = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "d")])
    >>> nx.set_node_attributes(chain, "Concept", "kind")
    >>> list(neighbourhood(chain, "b"))
    ['a', 'b', 'c']
    """
    if iri not in graph:
        raise MissingError(
            f"the dataset has no node {iri}",
            fix="look the name up: attachgraph search WORDS",
        )
    middle = {iri, *(part for part, owner in owners(graph).items() if owner == iri)}
    kept = set(middle)
    for node in middle:
        kept.update(graph.successors(node), graph.predecessors(node))
    return graph.subgraph(node for node in graph if node in kept).copy()
