"""Open what ``--store`` names."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.store.remote.endpoint import RemoteStore

__all__ = ["open_dataset", "open_source"]

_PATIENCE: Final = 0.5


def open_source(store: str | None) -> pyoxigraph.Store | RemoteStore:
    """Open a store to be asked in SPARQL: what is on a server stays there.

    Parameters
    ----------
    store : str or None
        As for :func:`open_dataset`.

    Returns
    -------
    pyoxigraph.Store or RemoteStore
        What queries can be put to.
    """
    from attachgraph.store.remote.address import is_address

    if not is_address(store):
        return open_dataset(store)
    from attachgraph.store.remote.endpoint import RemoteStore

    return RemoteStore(str(store))


def open_dataset(store: str | None) -> pyoxigraph.Store:
    """Open a store, and say so if it takes longer than a moment.

    Parameters
    ----------
    store : str or None
        What ``--store`` was given; ``None`` is the bundled dataset, which is built the first time.
        What is on a server is copied into memory.

    Returns
    -------
    pyoxigraph.Store
        Read-only.
    """
    from attachgraph.graph import open_store
    from attachgraph.store.remote.address import is_address

    if is_address(store):
        return _copied(str(store))
    timer = threading.Timer(_PATIENCE, click.echo, ["preparing the dataset …"], {"err": True})
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        return open_store(store)
    finally:
        timer.cancel()


def _copied(address: str) -> pyoxigraph.Store:
    """Copy a dataset from its server, and show how far it is."""
    from attachgraph.store.remote.copying import copy_store
    from attachgraph.store.remote.endpoint import RemoteStore

    remote = RemoteStore(address)
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
