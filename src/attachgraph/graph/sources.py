"""Where a graph has its quads from: a store on this machine, or one on a server.

In: a store. Out: one way to ask it, to look things up in it, and to have all of it here. Nobody
else needs to know which of the two it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import pyoxigraph

if TYPE_CHECKING:
    from attachgraph.dataset.source import Quads
    from attachgraph.remote.endpoint import RemoteStore


class Dataset(Protocol):
    """A dataset, wherever it is."""

    @property
    def asked(self) -> pyoxigraph.Store | RemoteStore:
        """What answers SPARQL, and the few look-ups that find what a name means."""

    @property
    def is_here(self) -> bool:
        """Whether queries need processes of this machine."""

    @property
    def local(self) -> pyoxigraph.Store:
        """All of it; from a server, a copy that is made when it is first needed."""

    def nearby(self) -> Quads:
        """Return what finds single things and what surrounds them, without a copy of all."""


class Here:
    """A store on this machine."""

    is_here = True

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.asked = store
        self.local = store

    def nearby(self) -> Quads:
        """Return the store: a look-up costs microseconds."""
        return self.asked


class OnServer:
    """A store on a server; `progress` is given the quads that were copied, and all of them."""

    is_here = False

    def __init__(
        self, remote: RemoteStore, progress: Callable[[int, int], object] | None = None
    ) -> None:
        self.asked = remote
        self._progress = progress

    @cached_property
    def local(self) -> pyoxigraph.Store:
        """A copy in memory."""
        from attachgraph.remote.copying import copy_store

        return copy_store(self.asked, progress=self._progress)

    def nearby(self) -> Quads:
        """Return what fetches whatever surrounds a thing by one request."""
        from attachgraph.remote.nearby import NearbyStore

        return NearbyStore(self.asked)


def dataset_of(
    store: pyoxigraph.Store | RemoteStore, progress: Callable[[int, int], object] | None = None
) -> Dataset:
    """Take a store for what it is."""
    return Here(store) if isinstance(store, pyoxigraph.Store) else OnServer(store, progress)
