"""Tell whether a store holds texts that a publisher may not give out.

In: a store. Out: nothing, or a refusal. A query can read every text of a store, so a server that
others can reach publishes them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from attachgraph.dataset.texts import may_be_shown
from attachgraph.errors import UsageError
from attachgraph.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

#: The engine does not look at the words of a text that only has to be there.
_TEXTS: Final = """
SELECT DISTINCT ?text ?licence
WHERE { ?text ag:content ?content OPTIONAL { ?text dcterms:license ?licence } }
"""


def refuse_closed_texts(store: pyoxigraph.Store) -> None:
    """Refuse to give out a store with full texts that are not under an open licence."""
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
