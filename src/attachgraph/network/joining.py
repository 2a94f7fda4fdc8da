"""Put a network of a question together: its nodes, its weighted edges and what each rests on.

In: nodes and pairs with their grounds. Out: NetworkX graphs whose nodes and edges are in one
order, whatever order they came in. Knows the shape of a network and none of the questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from attachgraph.errors import MissingError
from attachgraph.network.corpus import Corpus, Ground

if TYPE_CHECKING:
    import networkx as nx

#: What no file format takes in the name of an attribute.
_NOT_NAME: Final = re.compile(r"\W+")


def add_nodes(
    network: nx.Graph[str], corpus: Corpus, nodes: Iterable[str], **attributes: Any
) -> None:
    """Add nodes with their label and kind."""
    for node in nodes:
        kind = corpus.graph.nodes[node].get("kind", "")
        network.add_node(node, label=corpus.label(node), kind=kind, **attributes)


def add_edges(network: nx.Graph[str], joined: Mapping[tuple[str, str], Iterable[Ground]]) -> None:
    """Add an edge for each pair, weighted by the passages that it rests on; without any, by 1."""
    for pair, found in sorted(joined.items()):
        rests_on = tuple(dict.fromkeys(found))
        passages = {ground.passage for ground in rests_on}
        network.add_edge(*pair, weight=max(1, len(passages)), grounds=rests_on)


def project(
    groups: Mapping[str, Mapping[str, tuple[Ground, ...]]],
) -> dict[tuple[str, str], dict[str, tuple[Ground, ...]]]:
    """Join the members of each group with each other."""
    joined: dict[tuple[str, str], dict[str, tuple[Ground, ...]]] = {}
    for group, members in sorted(groups.items()):
        for one, other in combinations(sorted(members), 2):
            both = (*members[one], *members[other])
            joined.setdefault((one, other), {})[group] = both
    return joined


def in_order(network: nx.Graph[str]) -> nx.Graph[str]:
    """Copy a network so that nodes and edges are in the order of their names."""
    # Sums of floating-point numbers depend on their order; measures on the copy do not.
    copy = network.__class__()
    copy.graph.update(network.graph)
    copy.add_nodes_from((node, dict(network.nodes[node])) for node in sorted(network))
    if network.is_multigraph():
        named = sorted(network.edges(keys=True, data=True), key=itemgetter(slice(3)))
        copy.add_edges_from((*edge[:3], dict(edge[3])) for edge in named)
        return copy
    directed = network.is_directed()
    edges = (
        ((one, other) if directed or one <= other else (other, one), attributes)
        for one, other, attributes in network.edges(data=True)
    )
    for pair, attributes in sorted(edges, key=itemgetter(0)):
        copy.add_edge(*pair, **attributes)
    return copy


def plain(network: nx.Graph[str]) -> nx.Graph[str]:
    """Copy a network without what file formats of networks cannot hold.

    Parameters
    ----------
    network : networkx.Graph
        A network of :mod:`attachgraph.network.projections`.

    Returns
    -------
    networkx.Graph
        Of the same class. Words and numbers are kept; lists of words are joined with ``"; "``, the
        literals of a node become attributes, and the grounds become their number.
        For ``networkx.write_graphml`` and the like.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("a", "b", weight=2, grounds=(), shared=("x", "y"))
    >>> plain(network).edges["a", "b"]
    {'weight': 2, 'grounds': 0, 'shared': 'x; y'}
    """
    copy = in_order(network)
    places = [
        copy.graph,
        *(attributes for _, attributes in copy.nodes(data=True)),
        *(attributes for _, _, attributes in copy.edges(data=True)),
    ]
    for attributes in places:
        attributes.pop("properties", None)  # they repeat the literals, with graph and language
        for name, values in attributes.pop("literals", {}).items():
            attributes.setdefault(_NOT_NAME.sub("_", name.rpartition(":")[2]), values)
        for name, value in attributes.items():
            attributes[name] = _scalar(name, value)
    return copy


def _scalar(name: str, value: Any) -> str | int | float | bool:
    if isinstance(value, str | int | float | bool):
        return value
    if name == "grounds":
        return len(value)
    words = (each if isinstance(each, str) else " / ".join(map(str, each)) for each in value)
    return "; ".join(words)


def grounds(network: nx.Graph[str], node: str, other: str | None = None) -> list[Ground]:
    """Name the edges and the words that a node or an edge of a network rests on.

    Parameters
    ----------
    network : networkx.Graph
        A network of :mod:`attachgraph.network.projections`.
    node : str
        IRI of a node.
    other : str, optional
        IRI of a neighbour: only the edge between the two is looked at.

    Returns
    -------
    list of Ground
        Each once, in the order of the edges; empty where only a table of the dataset says so.

    Raises
    ------
    MissingError
        If the network has no such node or edge.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> ground = Ground("a", "mentions", "b", "reported", "calm", "Lead")
    >>> network.add_edge("a", "b", grounds=(ground,))
    >>> [each.words for each in grounds(network, "a", "b")]
    ['calm']
    """
    if node not in network:
        raise MissingError(
            f"the network has no node {node}", fix="its nodes are the IRIs in `network.nodes`"
        )
    if other is None:
        if network.is_directed():
            edges = [(p, node) for p in sorted(network.predecessors(node))]
            edges += [(node, s) for s in sorted(network.successors(node))]
        else:
            edges = [(node, neighbour) for neighbour in sorted(network[node])]
    elif network.has_edge(node, other):
        edges = [(node, other)]
    else:
        raise MissingError(f"the network has no edge between {node} and {other}")
    found = (ground for edge in edges for ground in network.edges[edge].get("grounds", ()))
    return list(dict.fromkeys(found))
