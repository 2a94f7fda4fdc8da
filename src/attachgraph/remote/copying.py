"""Copy a dataset from a server into memory.

In: a store on a server. Out: a pyoxigraph store with the same graphs. Whatever looks at the whole
graph, or follows it from node to node, works on such a copy, so that it gives the same answer
wherever the data are. The graphs are counted first and after: a copy is whole, or there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode

from attachgraph.errors import InputError
from attachgraph.remote.replies import load_graph

if TYPE_CHECKING:
    from attachgraph.remote.endpoint import RemoteStore

#: What fits into the memory of a laptop: about 1.5 GB.
MOST_QUADS: Final = 3_000_000

_TRIES: Final = 3
#: Seconds for a graph, and more for each million of its triples.
_PATIENCE: Final = 120.0
_PER_MILLION: Final = 600.0


def copy_store(
    remote: RemoteStore,
    *,
    most: int = MOST_QUADS,
    progress: Callable[[int, int], object] | None = None,
) -> pyoxigraph.Store:
    """Copy the named graphs of a server."""
    sizes = remote.graph_sizes()
    total = sum(sizes.values())
    where = remote.address.shown
    if not total:
        fix = f"fill it: attachgraph push {where}"
        raise InputError("the store has no named graphs", where=where, fix=fix)
    refuse_too_many(remote, total, most)
    store = pyoxigraph.Store()
    done = 0
    for graph, size in sizes.items():
        _copy_graph(remote, store, graph, size)
        done += size
        if progress is not None:
            progress(done, total)
    return store


def refuse_too_many(remote: RemoteStore, total: int, most: int = MOST_QUADS) -> None:
    """Refuse what would not fit into the memory."""
    if total > most:
        raise InputError(
            f"the store has {total:,} quads, too many to be copied into memory for this "
            f"(the limit is {most:,})",
            where=remote.address.shown,
            fix="ask it with attachgraph query, which copies nothing",
        )


def _copy_graph(remote: RemoteStore, store: pyoxigraph.Store, graph: NamedNode, size: int) -> None:
    patience = _PATIENCE + _PER_MILLION * size / 1_000_000
    for attempt in range(1, _TRIES + 1):
        try:
            with remote.graph(graph, patience) as reply:
                load_graph(reply, store, graph)
        except InputError:
            if attempt == _TRIES:
                raise
        else:
            found = sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
            if found == size:
                return
            if attempt == _TRIES:
                raise InputError(
                    f"the server gave {found:,} of the {size:,} triples of <{graph.value}>",
                    where=remote.address.shown,
                    fix="try again when nothing writes to it, or ask for a higher limit there",
                )
        # Blank nodes would come again under other names.
        store.clear_graph(graph)
