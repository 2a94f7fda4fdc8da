"""What every answer begins with: an open store and what was computed from it once.

In: an open store. Out: one object for the functions that answer. Knows no job.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.dataset.lookup import Lookup


@dataclass(slots=True)
class AppState:
    """The dataset, the name of its state, look-ups that remember names, and what is kept."""

    store: pyoxigraph.Store
    state: str
    facts: Lookup
    #: Where the store is on disk, if it is.
    folder: Path | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    def with_contested(self) -> pyoxigraph.Store:
        """Open the store beside the store, which has the contested edges, once."""
        if "contested" not in self.kept:
            from attachgraph.store.contested import with_contested

            self.kept["contested"] = with_contested(self.store, self.folder)
        store: pyoxigraph.Store = self.kept["contested"]
        return store
