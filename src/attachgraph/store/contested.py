"""What no plain triple promises: withheld from the store, and given back in a store next to it.

In: a store with statements. Out: the same without the edges that something speaks against, or a
store that has them in ``graph/contested`` and shares the files of the first. The engine cannot
leave one graph out of the union of all; see ``docs/decisions/0019-contested-edges.md``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from attachgraph.cache import own_folder, tidy
from attachgraph.errors import InputError
from attachgraph.model import CONTESTED, Status
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF
from attachgraph.store.embedded import check_store, open_store
from attachgraph.store.publishing import publish_database, remove_if_unused, workplace
from attachgraph.store.seal import MARKER, is_of_cache

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

#: The graph of the edges that are contested.
CONTESTED_GRAPH: Final = NamedNode(GRAPH + "contested")

_PARTS: Final = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_STATUS: Final = NamedNode(AG + "status")
_STATEMENTS: Final = f"""
    SELECT DISTINCT ?s ?p ?o ?status {{
      VALUES ?status {{ {" ".join(f"ag:{status.value}" for status in CONTESTED)} }}
      ?statement ag:status ?status ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
    }}
"""
_INFERRED: Final = NamedNode(AG + Status.INFERRED.value)
_PLAIN: Final = frozenset(
    NamedNode(AG + status.value) for status in Status if not status.is_contested
)
_KEPT: Final = 3
_NAME: Final = r"[0-9a-f]{16}"

_Edge = tuple[NamedNode, NamedNode, NamedNode | Literal]


def withhold(store: Store) -> None:
    """Take out the plain edges that a statement of any text contests.

    An edge that one text infers and another one states stays: nothing speaks against it.
    """
    for edge, status in _contested(store):
        quads = list(store.quads_for_pattern(*edge))
        if quads and not (status == _INFERRED and _is_stated(store, edge)):
            for quad in quads:
                store.remove(quad)


def withheld(store: Store) -> Iterator[Quad]:
    """Yield the edges that are not plain triples, in the graph that they have."""
    for edge in dict.fromkeys(edge for edge, _ in _contested(store)):
        if not any(store.quads_for_pattern(*edge)):
            yield Quad(*edge, CONTESTED_GRAPH)


def _contested(store: Store) -> Iterator[tuple[_Edge, NamedNode]]:
    found = store.query(_STATEMENTS, prefixes=PREFIXES, use_default_graph_as_union=True)
    for subject, predicate, object_, status in cast("QuerySolutions", found):
        if isinstance(subject, NamedNode) and isinstance(object_, NamedNode | Literal):
            yield (subject, cast("NamedNode", predicate), object_), cast("NamedNode", status)


def _is_stated(store: Store, edge: _Edge) -> bool:
    subject, predicate, object_ = edge
    for quad in store.quads_for_pattern(None, _PARTS[0], subject):
        statement = quad.subject
        if (
            isinstance(statement, NamedNode | BlankNode)
            and any(store.quads_for_pattern(statement, _PARTS[1], predicate))
            and any(store.quads_for_pattern(statement, _PARTS[2], object_))
            and any(q.object in _PLAIN for q in store.quads_for_pattern(statement, _STATUS, None))
        ):
            return True
    return False


def with_contested(store: Store, folder: Path | None = None) -> Store:
    """Open a dataset with ``graph/contested``: a copy that shares the files of a store on disk."""
    kept = own_folder("contested") if folder is not None else None
    if folder is None or kept is None or not (folder / MARKER).exists():
        return _in_memory(store)
    name = hashlib.sha256((folder / MARKER).read_bytes()).hexdigest()[:16]
    beside = kept / name
    try:
        if not _is_ready(beside):
            _make(store, beside)
            tidy(kept, _NAME, is_of_cache, remove_if_unused, _KEPT)
        return open_store(beside)
    except (OSError, RuntimeError, InputError):
        return _in_memory(store)  # the disk may be full


def _is_ready(folder: Path) -> bool:
    try:
        return folder.is_dir() and check_store(folder).is_cached
    except InputError:
        return False  # damaged: what is in a cache can be made again


def _make(store: Store, target: Path) -> None:
    with workplace(target, cached=True) as work:
        database = work / "store"
        shutil.rmtree(database, ignore_errors=True)
        # The engine links its files where the disk lets it, and copies them elsewhere.
        store.backup(os.fspath(database))
        copy = Store(os.fspath(database))
        copy.bulk_extend(withheld(store))
        copy.flush()
        del copy
        publish_database(target, database, cached=True)


def _in_memory(store: Store) -> Store:
    copy = Store()
    copy.extend(store)
    copy.extend(withheld(store))
    return copy
