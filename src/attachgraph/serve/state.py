"""What every answer begins with: an open dataset and what was computed from it once.

In: the folder of a store. Out: one object for the functions that answer. Knows no job.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.texts import may_be_shown
from attachgraph.errors import UsageError
from attachgraph.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.graph import Graph

#: The engine does not look at the words of a text that only has to be there.
_TEXTS: Final = """
SELECT DISTINCT ?text ?licence
WHERE { ?text ag:content ?content OPTIONAL { ?text dcterms:license ?licence } }
"""


@dataclass(slots=True)
class AppState:
    """The dataset, the name of its state, and the file in which its index of words is kept."""

    graph: Graph
    state: str
    index: Path | None = None
    has_index: bool = False
    store: pyoxigraph.Store = field(init=False)
    facts: Lookup = field(init=False)

    def __post_init__(self) -> None:
        self.store = self.graph.store
        self.facts = Lookup(self.store)


def open_state(store: str | None) -> AppState:
    """Open a dataset, with a name for its state."""
    from attachgraph.bundled import index_file
    from attachgraph.graph.opening import open_graph

    while True:
        before = state_of(store)
        graph = open_graph(None if store is None else Path(store))
        after = state_of(store)
        # A store may be published, or the bundled one be built, while it is being opened.
        if before in {"", after} or not after:
            return AppState(graph, after or secrets.token_hex(12), index_file(after))


def state_of(store: str | None) -> str:
    """Name the state of a store on disk; ``""`` where nothing is kept on disk."""
    from attachgraph.bundled import folder_of
    from attachgraph.dataset.search.indexing import index_key

    folder = folder_of(store)
    return index_key(folder) if folder else ""


def refuse_closed_texts(store: pyoxigraph.Store) -> None:
    """Refuse to give out a store with full texts that are not under an open licence.

    A query can read every text of a store, so a server that others can reach publishes them all.
    """
    rows = cast(
        "pyoxigraph.QuerySolutions",
        store.query(_TEXTS, prefixes=PREFIXES, use_default_graph_as_union=True),
    )
    allowed: dict[str, bool] = {}
    for text, licence in rows:
        is_open = may_be_shown(licence.value if licence is not None else "")
        allowed[text.value] = allowed.get(text.value, False) or is_open
    closed = [text for text, is_open in allowed.items() if not is_open]
    if closed:
        texts = f"{len(closed):,} full texts" if len(closed) > 1 else "a full text"
        raise UsageError(
            f"the store holds {texts} without an open licence, and others could read them by a "
            f"query; one is {min(closed)}",
            fix="--texts if you may give them out; or serve a store without them: "
            "attachgraph export --output public.nq, "
            "then attachgraph build public.nq --only --store public",
        )
