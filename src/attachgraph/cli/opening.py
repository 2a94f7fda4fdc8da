"""Open what ``--store`` names."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.remote.endpoint import RemoteStore

_PATIENCE: Final = 0.5

_Result = TypeVar("_Result")


def open_source(store: str | None) -> pyoxigraph.Store | RemoteStore:
    """Open a store to be asked in SPARQL: what is on a server stays there."""
    from attachgraph.remote.address import is_address

    if not is_address(store):
        return open_dataset(store)
    from attachgraph.remote.endpoint import RemoteStore

    return RemoteStore(str(store))


def open_dataset(store: str | None) -> pyoxigraph.Store:
    """Open a store, and say so if it takes longer than a moment."""
    from attachgraph.bundled import open_store
    from attachgraph.remote.address import is_address

    if is_address(store):
        from attachgraph.remote.endpoint import RemoteStore

        return _copied(RemoteStore(str(store)))
    timer = threading.Timer(_PATIENCE, click.echo, ["preparing the dataset …"], {"err": True})
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        opened = open_store(store)
    finally:
        timer.cancel()
    if next(iter(opened), None) is None:
        click.echo("the dataset is empty", err=True)
    return opened


def read_about(
    store: str | None,
    names: Sequence[str],
    read: Callable[..., _Result],
) -> _Result:
    """Read what a store says of things that a person has named."""
    import pyoxigraph

    from attachgraph.dataset.resolving import resolve

    source = open_source(store)
    iris = [resolve(source, name) for name in names]
    if isinstance(source, pyoxigraph.Store):
        return read(source, *iris)
    from attachgraph.remote.nearby import NearbyStore

    return read(NearbyStore(source), *iris)


def _copied(remote: RemoteStore) -> pyoxigraph.Store:
    """Copy a dataset from its server, and show how far it is."""
    from attachgraph.remote.copying import copy_store

    began = time.monotonic()
    shown = False

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - began > _PATIENCE:
            shown = True
            click.echo(f"\rcopying the dataset: {done:,} of {total:,} quads", err=True, nl=False)

    try:
        return copy_store(remote, progress=tell)
    finally:
        if shown:
            click.echo(err=True)
