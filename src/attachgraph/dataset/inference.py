"""Add what follows from a dataset, in a graph of its own.

In: a store, and the files ``ontology/rules/*.rq``. Out: a store in memory with the same quads and
``graph/inferred``. Each rule is one CONSTRUCT query; they are run until nothing new follows.
Nothing is inferred unless somebody asks for it.
"""

from __future__ import annotations

from typing import Final, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.rdf.namespaces import GRAPH, PREFIXES, RDFS
from attachgraph.resources import resource

#: The graph that holds what was inferred, and nothing else.
INFERRED: Final = NamedNode(GRAPH + "inferred")
_MARKS: Final = (
    (RDFS + "label", "inferred"),
    (
        PREFIXES["dcterms"] + "description",
        "What follows from the other graphs by the rules of the ontology. No text asserts it.",
    ),
)


def with_inferences(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """Copy a dataset into memory and add what follows from it."""
    copy = pyoxigraph.Store()
    copy.extend(store)
    add_inferences(copy)
    return copy


def add_inferences(store: pyoxigraph.Store) -> int:
    """Add what follows from a dataset to it.

    A triple that any graph holds is not inferred again. The result does not depend on the order of
    the rules, because they are run until nothing changes and none takes anything away.
    """
    store.remove_graph(INFERRED)
    rules = [
        path.read_text(encoding="utf-8")
        for path in sorted(resource("ontology", "rules").glob("*.rq"))
    ]
    count = 0
    while new := {triple for rule in rules for triple in _follows(store, rule)}:
        count += len(new)
        store.extend(
            Quad(triple.subject, triple.predicate, triple.object, INFERRED) for triple in new
        )
    if count:
        for predicate, text in _MARKS:
            store.add(Quad(INFERRED, NamedNode(predicate), Literal(text, language="en"), INFERRED))
    return count


def _follows(store: pyoxigraph.Store, rule: str) -> list[pyoxigraph.Triple]:
    """Return what one rule gives that no graph holds."""
    found = cast("pyoxigraph.QueryTriples", store.query(rule, use_default_graph_as_union=True))
    return [
        triple
        for triple in set(found)
        if not any(store.quads_for_pattern(triple.subject, triple.predicate, triple.object))
    ]
