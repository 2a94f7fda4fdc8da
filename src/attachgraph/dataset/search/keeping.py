"""Open the index of words of a store, or build it.

In: what gives a store, and the file that its index is kept in. Out: the index. Where no file can be
kept, it is built in memory.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attachgraph.dataset.search.index import SearchIndex, open_index
from attachgraph.dataset.search.indexing import build_index

if TYPE_CHECKING:
    from pyoxigraph import Store


def open_or_build(
    load: Callable[[], Store], path: Path | None, tell: Callable[[str], object] = lambda _: None
) -> SearchIndex:
    """Open the index that is kept, or build one and `tell` how long that took."""
    index = open_index(path) if path is not None else None
    if index is not None:
        return index
    if path is None:
        tell("the index cannot be kept; it is built in memory")
    started = time.monotonic()
    store = load()
    try:
        connection = build_index(store, path)
    except (OSError, sqlite3.Error) as error:  # the cache cannot be written
        tell(f"the index cannot be kept ({error}); it is built in memory")
        connection = build_index(store, None)
    tell(f"built the index of words in {time.monotonic() - started:.1f} s")
    return SearchIndex(connection)
