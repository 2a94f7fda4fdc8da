"""Choose the edges that the page draws, each with the statements behind it.

In: a graph of the dataset and its statements. Out: :class:`PageEdge` objects in a fixed order.
Knows nothing of looks.

Two things differ from the graph. A symmetric edge is drawn once. And where a sentence of an entry
cites a source, the citation belongs to the statement, which is not a node: the page draws it from
the entry, with the sentence as its quote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from attachgraph.network.parts import owners
from attachgraph.rdf.namespaces import AG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from attachgraph.dataset.statements import Statement
    from attachgraph.dataset.vocabulary import Vocabulary

_CITES: Final = AG + "citesSource"


@dataclass(slots=True)
class PageEdge:
    """An edge of the page."""

    #: IRIs of its ends.
    source: str
    target: str
    #: Name of the edge.
    name: str
    predicate: str
    #: True for an edge without direction.
    symmetric: bool
    #: Numbers of the statements that assert it.
    statements: list[int] = field(default_factory=list)


def page_edges(
    graph: nx.MultiDiGraph[str], statements: Sequence[Statement], vocabulary: Vocabulary
) -> list[PageEdge]:
    """List the edges of the page."""
    number = {statement.iri: index for index, statement in enumerate(statements)}
    found: dict[tuple[str, str, str], PageEdge] = {}
    for source, target, name, attributes in graph.edges(keys=True, data=True):
        predicate = attributes["predicate"]
        symmetric = predicate in vocabulary.symmetric
        if symmetric and (target, source, name) in found:
            continue
        known = [number[iri] for iri in attributes["statements"] if iri in number]
        found[source, target, name] = PageEdge(source, target, name, predicate, symmetric, known)
    _fold_citations(found, graph, statements, vocabulary.edge_name(_CITES))
    return [found[key] for key in sorted(found)]


def _fold_citations(
    found: dict[tuple[str, str, str], PageEdge],
    graph: nx.MultiDiGraph[str],
    statements: Iterable[Statement],
    name: str,
) -> None:
    owner = owners(graph)
    for number, statement in enumerate(statements):
        entry = owner.get(statement.subject, statement.subject)
        for source in sorted({citation.source for citation in statement.citations}):
            if entry not in graph or source not in graph or entry == source:
                continue
            key = entry, source, name
            edge = found.setdefault(key, PageEdge(entry, source, name, _CITES, symmetric=False))
            if number not in edge.statements:
                edge.statements.append(number)
