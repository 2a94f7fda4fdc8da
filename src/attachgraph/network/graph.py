"""Turn the dataset into a NetworkX graph, and back.

In: a pyoxigraph store. Out: a ``networkx.MultiDiGraph`` whose edges carry their evidence; or, from
such a graph, the quads it was made of. Knows nothing of layout or drawing.
"""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from attachgraph.errors import InputError
from attachgraph.network.assertions import Assertion, Triples, by_triple, read_assertions
from attachgraph.network.vocabulary import Vocabulary, curie, local_name, read_vocabulary
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    from pyoxigraph import Store, Triple

    Resource: TypeAlias = NamedNode | BlankNode

__all__ = ["Property", "from_networkx", "to_networkx"]

#: Classes that speak about edges; they become attributes of edges, not nodes.
_ABOUT_EDGES: Final = frozenset(
    AG + name for name in ("Statement", "Evidence", "SourceText", "Status")
)
_TYPE: Final = RDF + "type"
_LABELS: Final = (RDFS + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title")


class Property(NamedTuple):
    """A quad of a node that is not an edge: a literal, a class, an IRI of another dataset.

    Parameters
    ----------
    predicate : str
        IRI of the property.
    object : pyoxigraph term
        The value with its language or datatype.
    graph : str
        IRI of the named graph, ``""`` for the default graph.
    """

    predicate: str
    object: NamedNode | BlankNode | Literal | Triple
    graph: str


def to_networkx(
    store: Store, *, everything: bool = False, assertions: Sequence[Assertion] | None = None
) -> nx.MultiDiGraph:
    """Turn the dataset into a directed multigraph with evidence on its edges.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset; the union of its named graphs is taken.
    everything : bool
        Also take statements, evidence, texts, the ontology and whatever else is a subject, as
        nodes. Only such a graph holds every quad, so only it survives :func:`from_networkx` without
        loss.
    assertions : sequence of Assertion, optional
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
        ``quotes``, ``sections``
            the words that assert it and where they stand, one for each piece of evidence.

        Nodes and edges stand in the order of their IRIs: equal stores give equal graphs.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> to_networkx(Store()).number_of_nodes()
    0
    """
    import networkx as nx

    vocabulary = read_vocabulary(store)
    asserted = by_triple(read_assertions(store) if assertions is None else assertions)
    graph = nx.MultiDiGraph()
    nodes = _all_subjects(store) if everything else _described_nodes(store, vocabulary)
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    for key in sorted(nodes):
        properties: set[Property] = set()
        for quad in store.quads_for_pattern(nodes[key], None, None):
            target = _key(quad.object)
            name = getattr(quad.graph_name, "value", "")
            if target in nodes and quad.predicate.value != _TYPE:
                edge = key, target, vocabulary.edge_name(quad.predicate.value)
                if edge not in edges:
                    edges[edge] = _evidence(quad, asserted, vocabulary)
                edges[edge]["graphs"].append(name)
            elif everything or name != GRAPH + "ontology":
                properties.add(Property(quad.predicate.value, quad.object, name))
        graph.add_node(key, **_describe(key, properties, vocabulary))
    for (source, target, name), attributes in sorted(edges.items()):
        attributes["graphs"] = tuple(sorted(attributes["graphs"]))
        graph.add_edge(source, target, key=name, **attributes)
    return graph


def from_networkx(graph: nx.MultiDiGraph) -> Iterator[Quad]:
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
                _term(node),
                NamedNode(property_.predicate),
                property_.object,
                named(property_.graph),
            )
    for source, target, attributes in graph.edges(data=True):
        where = f"edge {source} -> {target}"
        predicate = NamedNode(_required(attributes, "predicate", where))
        for name in _required(attributes, "graphs", where):
            yield Quad(_term(source), predicate, _term(target), named(name))


def _required(attributes: dict[str, Any], name: str, where: str) -> Any:
    if name not in attributes:
        raise InputError(
            f"the attribute {name!r} is missing, so the quads are unknown",
            where=where,
            fix="start from a graph made by attachgraph.network.graph.to_networkx",
        )
    return attributes[name]


def _key(term: object) -> str:
    """Name a term in the graph: an IRI as it is, a blank node as ``_:x``, a literal not at all."""
    if isinstance(term, NamedNode):
        return term.value
    return str(term) if isinstance(term, BlankNode) else ""


def _term(key: str) -> Resource:
    return BlankNode(key[2:]) if key.startswith("_:") else NamedNode(key)


def _all_subjects(store: Store) -> dict[str, Resource]:
    return {_key(quad.subject): quad.subject for quad in store}


def _described_nodes(store: Store, vocabulary: Vocabulary) -> dict[str, Resource]:
    """Find the nodes of the domain: what has a class of ours, and what an edge of ours leads to."""
    found: dict[str, Resource] = {}
    hidden: set[str] = set()
    for quad in store.quads_for_pattern(None, NamedNode(_TYPE), None):
        type_ = _key(quad.object)
        if type_ in _ABOUT_EDGES or getattr(quad.graph_name, "value", "") == GRAPH + "ontology":
            hidden.add(_key(quad.subject))
        elif type_.startswith(AG):
            found[_key(quad.subject)] = quad.subject  # type: ignore[assignment]
    for predicate in vocabulary.notations:
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None):
            if _key(quad.subject) in found and _key(quad.object):
                found[_key(quad.object)] = quad.object  # type: ignore[assignment]
    return {key: term for key, term in found.items() if key not in hidden}


def _evidence(quad: Quad, asserted: Triples, vocabulary: Vocabulary) -> dict[str, Any]:
    """Collect what asserts an edge; one wording asserts both directions of a symmetric one."""
    predicate = quad.predicate.value
    assertions = list(asserted.get((_key(quad.subject), predicate, str(quad.object)), []))
    if predicate in vocabulary.symmetric and quad.subject != quad.object:
        assertions += asserted.get((_key(quad.object), predicate, str(quad.subject)), [])
    quotes = [quote for assertion in assertions for quote in assertion.quotes]
    return {
        "predicate": predicate,
        "graphs": [],
        "statements": tuple(assertion.iri for assertion in assertions),
        "status": tuple(assertion.status for assertion in assertions),
        "quotes": tuple(quote.exact for quote in quotes),
        "sections": tuple(quote.section for quote in quotes),
    }


def _describe(key: str, properties: set[Property], vocabulary: Vocabulary) -> dict[str, Any]:
    ordered = tuple(sorted(properties, key=lambda p: (p.predicate, str(p.object), p.graph)))
    types = tuple(sorted({_key(p.object) for p in ordered if p.predicate == _TYPE}))
    literals: dict[str, set[str]] = defaultdict(set)
    for predicate, value, _ in ordered:
        if isinstance(value, Literal):
            literals[curie(predicate)].add(value.value)
    label, lang = _label(key, ordered)
    return {
        "kind": vocabulary.kind(types),
        "label": label,
        "lang": lang,
        "types": types,
        "literals": {name: tuple(sorted(values)) for name, values in literals.items()},
        "properties": ordered,
    }


def _label(key: str, properties: tuple[Property, ...]) -> tuple[str, str]:
    """Choose the name: English first, ``rdfs:label`` before titles, the IRI's end if all fails."""
    candidates = [
        (value.language not in {"en", None}, _LABELS.index(predicate), value.value, value.language)
        for predicate, value, _ in properties
        if predicate in _LABELS and isinstance(value, Literal)
    ]
    if not candidates:
        return local_name(key), ""
    _, _, label, lang = min(candidates, key=itemgetter(0, 1, 2))
    return label, lang or ""
