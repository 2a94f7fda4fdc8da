"""Turn the dataset into a NetworkX graph, and back.

In: a pyoxigraph store. Out: a ``networkx.MultiDiGraph`` whose edges carry their quotes; or, from
such a graph, the quads it was made of. Knows nothing of layout or drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from attachgraph.dataset.nodes import Edge, Node, iter_nodes, term_of
from attachgraph.dataset.statements import Statement, by_edge
from attachgraph.dataset.vocabulary import read_vocabulary
from attachgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import networkx as nx


def to_networkx(
    store: Store,
    *,
    everything: bool = False,
    contested: bool = False,
    statements: Sequence[Statement] | None = None,
) -> nx.MultiDiGraph[str]:
    """Turn the dataset into a directed multigraph with quotations on its edges.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset; the union of its named graphs is taken.
    everything : bool
        Also take statements, quotations, texts, the ontology and whatever else is a subject, as
        nodes. Only such a graph holds every quad, so only it survives :func:`from_networkx` without
        loss.
    contested : bool
        Also take the edges that are disputed, contradicted, unsupported or inferred, which are not
        plain triples of the dataset. They are in ``graph/contested``.
    statements : sequence of Statement, optional
        The statements of the same store, for a caller who has read them already.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are IRIs with the attributes

        ``kind``
            local name of the most specific class, ``"Resource"`` without one;
        ``label``, ``lang``
            the name, in English where there is one, and its language tag;
        ``types``
            IRIs of the classes, sorted;
        ``literals``
            CURIE of a property to its values, sorted;
        ``properties``
            every quad of the node that is not an edge, as :class:`Property`.

        Edge keys are edge names (``"pairs-with"``), with the attributes

        ``predicate``, ``graphs``
            IRI of the property, and of the named graphs that hold the edge;
        ``statements``, ``status``
            IRIs of all statements that assert the edge, and the status of each, in the same order;
        ``standing``
            the worst of the statuses as one plain value, ``""`` where only a table has the edge;
        ``quotes``, ``sections``
            the words that assert it and where they stand, one for each quotation.

        Nodes and edges are in the order of their IRIs: equal stores give equal graphs.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> to_networkx(Store()).number_of_nodes()
    0
    """
    return assemble(
        iter_nodes(
            store,
            read_vocabulary(store),
            everything=everything,
            contested=contested,
            asserted=None if statements is None else by_edge(statements),
        )
    )


def assemble(
    nodes: Iterable[Node], keeps: Callable[[Edge], bool] = lambda _: True
) -> nx.MultiDiGraph[str]:
    """Put nodes and those of their edges that are kept into one graph."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    edges: list[Edge] = []
    for node in nodes:
        graph.add_node(node.key, **node.attributes)
        edges.extend(filter(keeps, node.edges))
    for edge in edges:
        # Two properties may share a name only if an IRI looks like a CURIE; both edges must stay.
        is_taken = graph.has_edge(edge.source, edge.target, key=edge.name)
        key = f"<{edge.predicate}>" if is_taken else edge.name
        graph.add_edge(edge.source, edge.target, key=key, **_attributes(edge))
    return graph


def _attributes(edge: Edge) -> dict[str, Any]:
    quotes = [quote for statement in edge.statements for quote in statement.quotations]
    return {
        "predicate": edge.predicate,
        "graphs": edge.graphs,
        "statements": tuple(statement.iri for statement in edge.statements),
        "status": tuple(statement.status for statement in edge.statements),
        "standing": edge.standing,
        "quotes": tuple(quote.exact for quote in quotes),
        "sections": tuple(quote.section for quote in quotes),
    }


def from_networkx(graph: nx.MultiDiGraph[str]) -> Iterator[Quad]:
    """Turn a graph of :func:`to_networkx` back into quads.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Nodes with ``properties`` and edges with ``predicate`` and ``graphs``.

    Yields
    ------
    pyoxigraph.Quad
        The quads of nodes and edges, each once, with language, datatype and named graph. A graph
        made with ``everything=True`` gives back the whole dataset.

    Raises
    ------
    InputError
        If a node or an edge lacks those attributes, because a quad cannot be guessed.
    """

    def named(iri: str) -> NamedNode | DefaultGraph:
        return NamedNode(iri) if iri else DefaultGraph()

    for node, attributes in graph.nodes(data=True):
        for property_ in _required(attributes, "properties", f"node {node}"):
            yield Quad(
                term_of(node),
                NamedNode(property_.predicate),
                property_.object,
                named(property_.graph),
            )
    for source, target, attributes in graph.edges(data=True):
        where = f"edge {source} -> {target}"
        predicate = NamedNode(_required(attributes, "predicate", where))
        for name in _required(attributes, "graphs", where):
            yield Quad(term_of(source), predicate, term_of(target), named(name))


def _required(attributes: dict[str, Any], name: str, where: str) -> Any:
    if name not in attributes:
        raise InputError(
            f"the attribute {name!r} is missing, so the quads are unknown",
            where=where,
            fix="start from a graph made with everything=True: graph.to_networkx(everything=True)",
        )
    return attributes[name]
