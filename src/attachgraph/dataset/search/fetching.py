"""Fetch from a server what the words of a dataset are, and nothing else.

In: a store on a server. Out: a store with the quads that :mod:`attachgraph.dataset.search.rows`
reads, so that its rows are those of the whole; and a name for the state that they are of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from attachgraph.dataset.lookup import LABELS
from attachgraph.dataset.names import expand
from attachgraph.dataset.search.indexing import SCHEMA
from attachgraph.dataset.search.rows import KINDS, class_of
from attachgraph.model import CONTESTED
from attachgraph.rdf.namespaces import AG, GRAPH, RDF
from attachgraph.remote.copying import refuse_too_many
from attachgraph.remote.endpoint import OWN_GRAPH, RemoteStore

_GRAPH: Final = NamedNode(GRAPH + "words")
_PREDICATES: Final = {
    *(NamedNode(label) for label in LABELS),
    *(expand(p) for kind in KINDS.values() for p in (*kind.names, *kind.words, *kind.context)),
    *(expand(name) for name in ("ag:aliasOf", "ag:hasPosition")),
}
_CLASSES: Final = {class_of(name) for kind in KINDS.values() for name in kind.classes}
_ENDS: Final = f"?s <{RDF}subject> ?x ; <{RDF}predicate> ?y ; <{RDF}object> ?z"
_CONTESTED: Final = {f"<{AG}{status.value}>" for status in CONTESTED}
_CLAIM: Final = f"?s <{RDF}predicate> <{AG}claims>"


def _values(name: str, iris: Iterable[object]) -> str:
    return f"VALUES ?{name} {{ {' '.join(sorted(map(str, iris)))} }}"


#: What to construct, and where it is.
_QUERIES: Final = (
    ("?s ?p ?o", f"{_values('p', _PREDICATES)} GRAPH ?g {{ ?s ?p ?o }}"),
    ("?s a ?o", f"{_values('o', _CLASSES)} GRAPH ?g {{ ?s a ?o }} {OWN_GRAPH}"),
    (_ENDS, f"GRAPH ?g {{ {_CLAIM} . {_ENDS} }}"),
    *(
        (f"?s <{AG}{p}> ?o", f"GRAPH ?g {{ {_CLAIM} }} GRAPH ?h {{ ?s <{AG}{p}> ?o }}")
        for p in ("status", "citesSource")
    ),
    (f"?s <{AG}status> ?o", f"GRAPH ?g {{ ?s a <{AG}Claim> }} GRAPH ?h {{ ?s <{AG}status> ?o }}"),
    # An alias or a name that is contested is not a plain triple.
    (
        f"{_ENDS} ; <{AG}status> ?o",
        f"{_values('o', _CONTESTED)} GRAPH ?g {{ ?s <{AG}status> ?o . {_ENDS} }}",
    ),
)


def fetch_words(remote: RemoteStore) -> pyoxigraph.Store:
    """Fetch names, claims and what else can be found."""
    store = pyoxigraph.Store()
    for template, where in _QUERIES:
        found = remote.construct(f"CONSTRUCT {{ {template} }} WHERE {{ {where} }}")
        store.extend(Quad(t.subject, t.predicate, t.object, _GRAPH) for t in found)
        refuse_too_many(remote, len(store))
    return store


def words_key(remote: RemoteStore) -> str:
    """Name what a server has: how many triples each graph, and how long all words are."""
    lengths = remote.own_rows(
        "SELECT (SUM(STRLEN(STR(?o))) AS ?n) WHERE "
        f"{{ {_values('p', _PREDICATES)} GRAPH ?g {{ ?s ?p ?o }} }}"
    )
    sizes = sorted((graph.value, size) for graph, size in remote.graph_sizes().items())
    words = [str(term) for row in lengths for term in row]
    state = f"{SCHEMA} {remote.address.shown} {words} {sizes}"
    return hashlib.sha256(state.encode()).hexdigest()[:24]
