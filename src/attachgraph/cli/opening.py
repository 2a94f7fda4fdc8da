"""Open what ``--store`` names, and say so where it takes longer than a moment."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.progress import show_line

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.graph import Graph

_PATIENCE: Final = 0.5


def open_graph(store: str | None) -> Graph:
    """Open a dataset; what is on a server stays there until all of it is needed."""
    from attachgraph.graph.opening import open_graph as open_quietly

    _say_whose(store)
    with _preparing():
        return open_quietly(
            store, progress=_Copying(), tell=lambda words: click.echo(words, err=True)
        )


def _say_whose(store: str | None) -> None:
    """Say whose answers these are where nobody named a store: it may be another folder's."""
    if store is not None:
        return
    from attachgraph.folder import find_folder, is_bundled, read_about

    folder = find_folder()
    about = read_about(folder)
    whose = "the bundled dataset" if is_bundled(folder) else f"{about.title} ({folder})"
    click.echo(click.style(f"from {whose}, version {about.version}", dim=True), err=True)


def open_dataset(store: str | None, *, contested: bool = False) -> pyoxigraph.Store:
    """Open a dataset and have all of it here, copied if it is on a server."""
    graph = open_graph(store)
    return (graph.with_contested() if contested else graph).store


@contextlib.contextmanager
def _preparing() -> Generator[None]:
    timer = threading.Timer(_PATIENCE, click.echo, ["preparing the dataset …"], {"err": True})
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


class _Copying:
    """Shows how far the copying of a dataset is, where it takes longer than a moment."""

    _began = 0.0

    def __call__(self, done: int, total: int) -> None:
        self._began = self._began or time.monotonic()
        if time.monotonic() - self._began > _PATIENCE:
            words = f"copying the dataset: {done:,} of {total:,} quads"
            show_line(words if done < total else "")
