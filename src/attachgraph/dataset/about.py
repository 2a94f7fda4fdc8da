"""Read back what a dataset says of itself.

In: a store. Out: title, authors, version and address of the dataset that it was built from.
"""

from __future__ import annotations

import json

from pyoxigraph import NamedNode

from attachgraph.dataset.source import Quads
from attachgraph.folder import About, about_of, find_folder, read_about
from attachgraph.rdf.bases import all_bases, base_of, folder_base, use
from attachgraph.rdf.namespaces import AG, BASE, GRAPH

_RECORD = NamedNode(AG + "record")
_GRAPH = NamedNode(GRAPH + "dataset")


def about_store(store: Quads) -> About:
    """Say what a store was built from; of one that does not say it, the dataset that we work on."""
    records = _records(store)
    for base in bases_of(store):
        if base in records:
            return records[base]
    return read_about(find_folder())


def bases_of(store: Quads) -> tuple[str, ...]:
    """List the bases of the names in a store: its own, then those of what was merged into it.

    Of several, it is the folder's that we work on; ours comes last. What was taken from another
    store, and does not say from which, is named as that was.
    """
    found = _records(store)
    if not found:
        return all_bases()
    here = folder_base() if len(found) > 1 else ""
    return tuple(sorted(found, key=lambda base: (base == BASE, base != here, base)))


def learn_bases(store: Quads) -> tuple[str, ...]:
    """Use the names of a store, and list their bases; some have styles of their own."""
    found = bases_of(store)
    use(found, (base for base, about in _records(store).items() if about.has_own_field))
    return found


def _records(store: Quads) -> dict[str, About]:
    """Read the descriptions that a store has, by their bases: a merged store has several."""
    found = (
        about_of(json.loads(getattr(quad.object, "value", "")))
        for quad in store.quads_for_pattern(None, _RECORD, None, _GRAPH)
    )
    return {base_of(about.iri): about for about in found}
