"""Where datasets come from: a folder, a server, documents, the bundled entries, a network.

In: a path, an address, documents. Out: a :class:`~attachgraph.graph.dataset.Graph`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attachgraph.bundled import folder_of, is_ready, open_store
from attachgraph.errors import UsageError
from attachgraph.graph.dataset import Graph

if TYPE_CHECKING:
    import pyoxigraph


def load(
    store: str | os.PathLike[str] | pyoxigraph.Store | None = None, *, in_memory: bool = False
) -> Graph:
    """Open a dataset.

    Parameters
    ----------
    store : path, address or pyoxigraph.Store, optional
        Folder of a store that ``attachgraph build`` has made, the address of a SPARQL endpoint, or
        a store that is open already. Left out, the bundled dataset.
    in_memory : bool
        Read all of the store into memory first. That takes three seconds and half a gigabyte for
        each million quads, and makes questions to the whole of it several times faster.

    Returns
    -------
    Graph
        The dataset.

    Raises
    ------
    MissingError
        If there is no such folder.
    InputError
        If the folder is not a store, or the server does not answer.

    Examples
    --------
    >>> import attachgraph
    >>> graph = attachgraph.load()
    >>> graph.ask("ASK { pairing:avoidant-secure a ag:Pairing }")
    True
    """
    graph = _bundled() if store is None else open_graph(store)
    return Graph(_copy(graph.store), unchanging=True) if in_memory else graph


#: The bundled dataset as it was opened last, by its folder and the number of that.
_last: Final[dict[tuple[Path, int], Graph]] = {}


def _bundled() -> Graph:
    """Open the bundled dataset once: a notebook may load it in each cell."""
    folder = folder_of(None)
    if folder is None:
        return open_graph()
    if is_ready(folder) and (known := _last.get((folder, folder.stat().st_ino))):
        known.source  # noqa: B018 - its names are those in use again
        return known
    graph = open_graph()
    if folder.is_dir():  # else it could not be written
        _last.clear()
        _last[folder, folder.stat().st_ino] = graph
    return graph


def open_graph(
    store: str | os.PathLike[str] | pyoxigraph.Store | None = None,
    *,
    progress: Callable[[int, int], object] | None = None,
    tell: Callable[[str], object] = lambda _: None,
) -> Graph:
    """Open a dataset as :func:`load` does, and say what takes long."""
    from attachgraph.remote.address import is_address

    if is_address(store):
        from attachgraph.remote.endpoint import RemoteStore

        return Graph(RemoteStore(str(store)), progress=progress, tell=tell)
    if store is None or isinstance(store, str | os.PathLike):
        opened = open_store(store)
        if next(iter(opened), None) is None:
            tell("the dataset is empty")
        return Graph(opened, folder=folder_of(store), tell=tell)
    return Graph(store)


def _copy(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """Copy a store into memory."""
    import pyoxigraph

    copy = pyoxigraph.Store()
    copy.extend(store)
    return copy


def build(
    *paths: str | os.PathLike[str],
    store: str | os.PathLike[str] | None = None,
    only: bool = False,
    jobs: int = 1,
) -> Graph:
    """Make a dataset from documents.

    Parameters
    ----------
    *paths : path
        Files, folders or globs; none means the bundled entries.
    store : path, optional
        Folder to build it in, as ``attachgraph build`` does; left out, it is built in memory.
    only : bool
        Leave the bundled entries out; concepts and the lists of sources and works stay.
    jobs : int
        Processes that read the documents, for a build into a folder.

    Returns
    -------
    Graph
        The dataset. ``graph.report`` tells what was read; what could not be read is told by a
        warning as well.

    Raises
    ------
    UsageError
        If `only` is given without paths, or `jobs` without `store`.
    InputError
        If not a single document could be read.

    Examples
    --------
    >>> import attachgraph
    >>> attachgraph.build("no-such-page.txt")
    Traceback (most recent call last):
    attachgraph.errors.MissingError: no-such-page.txt: there is no such file or folder
    Fix: check the path
    """
    import attachgraph.building as steps

    names = [os.fspath(path) for path in paths]
    if only and not names:
        raise UsageError("only=True leaves the bundled entries out, so build needs paths")
    if jobs != 1 and store is None:
        raise UsageError("jobs is for a build into a folder", fix="say which: store='my-graph'")
    if store is None:
        report = steps.BuildReport()
        built = steps.build_in_memory(names, only=only, report=report)
        graph = Graph(built, unchanging=True, report=report)
    else:
        folder = Path(store)
        executor = steps.Workers(jobs, steps.TIME_LIMIT) if jobs != 1 else None
        report = steps.build(steps.collect(names, only=only), folder, executor=executor)
        graph = Graph(open_store(folder), folder=folder, report=report)
    for failure in report.failures:
        warnings.warn(f"not read: {failure.message}", stacklevel=2)
    return graph


def from_networkx(graph: Any) -> Graph:
    """Turn a NetworkX graph back into a dataset.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Made by :meth:`Graph.to_networkx`; nodes and edges may be gone since. With
        ``everything=True`` nothing is lost: languages, datatypes, graph names, quotations.

    Returns
    -------
    Graph
        A dataset in memory.

    Raises
    ------
    InputError
        If a node or an edge lacks what its quads are made of.

    Examples
    --------
    >>> import attachgraph
    >>> names = attachgraph.load().construct("CONSTRUCT WHERE { ?name ag:aliasOf ?entry }")
    >>> len(attachgraph.from_networkx(names.to_networkx(everything=True))) == len(names)
    True
    """
    import pyoxigraph

    from attachgraph.network.graph import from_networkx as iter_quads

    store = pyoxigraph.Store()
    store.extend(iter_quads(graph))
    return Graph(store)
