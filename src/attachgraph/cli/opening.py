"""Open what ``--store`` names."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["open_dataset"]

_PATIENCE: Final = 0.5


def open_dataset(store: str | None) -> pyoxigraph.Store:
    """Open a store, and say so if it takes longer than a moment.

    Parameters
    ----------
    store : str or None
        What ``--store`` was given; ``None`` is the bundled dataset, which is built the first time.

    Returns
    -------
    pyoxigraph.Store
        Read-only.
    """
    from attachgraph.graph import open_store

    timer = threading.Timer(_PATIENCE, click.echo, ["preparing the dataset …"], {"err": True})
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        return open_store(store)
    finally:
        timer.cancel()
