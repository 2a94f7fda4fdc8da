"""What every answer begins with: an open store and what was computed from it once.

In: an open store. Out: one object for the functions that answer. Knows no job.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
    kept: dict[str, Any] = field(default_factory=dict)
