"""Read back what a dataset says of itself.

In: a store. Out: title, authors, version and address of the dataset that it was built from.
"""

from __future__ import annotations

import json

from pyoxigraph import NamedNode

from attachgraph.dataset.source import Quads
from attachgraph.folder import About, about_of, find_folder, read_about
from attachgraph.rdf.namespaces import AG, GRAPH

_RECORD = NamedNode(AG + "record")
_GRAPH = NamedNode(GRAPH + "dataset")


def about_store(store: Quads) -> About:
    """Say what a store was built from; of one that does not say it, the dataset that we work on."""
    for quad in store.quads_for_pattern(None, _RECORD, None, _GRAPH):
        return about_of(json.loads(getattr(quad.object, "value", "")))
    return read_about(find_folder())
