"""Where a graph has its quads from: a store on this machine, or one on a server.

In: a store. Out: one way to ask it, to look things up in it, and to have all of it here. Nobody
else needs to know which of the two it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, Unpack, cast

import pyoxigraph

if TYPE_CHECKING:
    from attachgraph.dataset.counts import Counts
    from attachgraph.dataset.source import Quads
    from attachgraph.query.answers import Answer, Solutions, Term
    from attachgraph.query.run import Conditions
    from attachgraph.query.workers import QueryWorkers
    from attachgraph.remote.endpoint import RemoteStore
    from attachgraph.remote.nearby import NearbyStore

_Found = TypeVar("_Found")


class Dataset(Protocol):
    """A dataset, wherever it is."""

    @property
    def quads(self) -> Quads:
        """What is good for the few look-ups that find what a name means."""

    @property
    def local(self) -> pyoxigraph.Store:
        """All of it; from a server, a copy that is made when it is first needed."""

    def nearby(self) -> Quads:
        """Return what finds single things and what surrounds them, without a copy of all."""

    def read(self, reader: Callable[..., _Found], *iris: str) -> _Found:
        """Call a function that reads, with what finds single things and with some IRIs.

        It may be called several times, so it only reads.
        """

    def words(self) -> pyoxigraph.Store:
        """Return a store with all words by which something is found."""

    def words_key(self) -> str:
        """Name the state of these words; ``""`` if it cannot be told."""

    def answer(self, sparql: str, **conditions: Unpack[Conditions]) -> Answer:
        """Answer a query. A timeout of infinity lets it work in another process without a limit."""

    def __len__(self) -> int:
        """Count the quads."""

    def ask(self, query: str) -> Iterable[Iterable[Term | None]]:
        """Answer a query of our own with rows, without a copy and without a limit."""

    def counts(self) -> Counts:
        """Count what there is, without a copy."""

    def with_contested(self, folder: Path | None) -> pyoxigraph.Store | RemoteStore:
        """Return the same with the edges that no plain triple promises."""


class Here:
    """A store on this machine; `unchanging` says that nobody changes it, ``None`` finds that out.

    A process is kept for the next query where nobody can change what it has seen.
    """

    def __init__(self, store: pyoxigraph.Store, *, unchanging: bool | None = None) -> None:
        self.quads = store
        self.local = store
        self._unchanging = unchanging

    def __len__(self) -> int:
        return len(self.local)

    def ask(self, query: str) -> Iterable[Iterable[Term | None]]:
        """Answer a query of our own."""
        from attachgraph.dataset.counts import asking

        return asking(self.local)(query)

    def counts(self) -> Counts:
        """Count what there is."""
        from attachgraph.dataset.counts import count

        return count(self.local)

    def nearby(self) -> Quads:
        """Return the store: a look-up costs microseconds."""
        return self.local

    def read(self, reader: Callable[..., _Found], *iris: str) -> _Found:
        """Call the function."""
        return reader(self.local, *iris)

    def words(self) -> pyoxigraph.Store:
        """Return the store."""
        return self.local

    def words_key(self) -> str:
        """Return none: only a folder has a name for its state."""
        return ""

    def answer(self, sparql: str, **conditions: Unpack[Conditions]) -> Answer:
        """Answer a query."""
        from attachgraph.query.run import run_query

        return run_query(self.local, sparql, workers=self._workers, **conditions)

    @cached_property
    def _workers(self) -> QueryWorkers:
        """The processes that work for this dataset, which start when one is needed."""
        from attachgraph.query.workers import QueryWorkers, is_read_only

        kept = is_read_only(self.local) if self._unchanging is None else self._unchanging
        return QueryWorkers(self.local, kept=kept)

    def with_contested(self, folder: Path | None) -> pyoxigraph.Store:
        """Return a store beside the store."""
        from attachgraph.store.contested import with_contested

        return with_contested(self.local, folder)


class OnServer:
    """A store on a server; `progress` is given the quads that were copied, and all of them."""

    def __init__(
        self, remote: RemoteStore, progress: Callable[[int, int], object] | None = None
    ) -> None:
        self.quads = remote
        self._progress = progress

    def __len__(self) -> int:
        return len(self.quads)

    def ask(self, query: str) -> Iterable[Iterable[Term | None]]:
        """Have the server answer a query of our own."""
        return cast("Solutions", self.answer(query, timeout=math.inf)).unread()

    def counts(self) -> Counts:
        """Have the server count what there is."""
        from attachgraph.dataset.counts import count_by

        sizes = self.quads.graph_sizes()
        return count_by(self.ask, sum(sizes.values()), len(sizes))

    @cached_property
    def local(self) -> pyoxigraph.Store:
        """A copy in memory."""
        from attachgraph.remote.copying import copy_store

        return copy_store(self.quads, progress=self._progress)

    def nearby(self) -> NearbyStore:
        """Return what fetches each thing that is looked up."""
        from attachgraph.remote.nearby import NearbyStore

        return NearbyStore(self.quads)

    def read(self, reader: Callable[..., _Found], *iris: str) -> _Found:
        """Fetch what the function looks up, many things by one request."""
        return self.nearby().read(reader, *iris)

    def words(self) -> pyoxigraph.Store:
        """Fetch them."""
        from attachgraph.dataset.search.fetching import fetch_words

        return fetch_words(self.quads)

    def words_key(self) -> str:
        """Ask the server how much it has, so that the index is kept until that changes."""
        from attachgraph.dataset.search.fetching import words_key

        return words_key(self.quads)

    def answer(self, sparql: str, **conditions: Unpack[Conditions]) -> Answer:
        """Have the server answer a query."""
        from attachgraph.query.run import run_on_server

        if conditions.get("timeout") == math.inf:
            conditions["timeout"] = None
        return run_on_server(self.quads, sparql, **conditions)

    def with_contested(self, folder: Path | None) -> RemoteStore:  # noqa: ARG002 - it has none
        """Return the same server, asked for them."""
        return self.quads.seeing_contested()


def dataset_of(
    store: pyoxigraph.Store | RemoteStore,
    progress: Callable[[int, int], object] | None = None,
    *,
    unchanging: bool | None = None,
) -> Dataset:
    """Take a store for what it is."""
    if isinstance(store, pyoxigraph.Store):
        return Here(store, unchanging=unchanging)
    return OnServer(store, progress)
