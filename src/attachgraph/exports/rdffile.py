"""Write RDF: the quads of a selection in one of the formats of RDF.

In: a selection. Out: a document in pieces. One thing as JSON-LD becomes a tree for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.exports.selection import Selection
from attachgraph.rdf.framing import iter_framed
from attachgraph.rdf.serialise import export


def iter_rdf(selection: Selection, *, syntax: str, texts: bool = False) -> Iterator[bytes]:
    """Write a selection in a format of RDF."""
    if syntax == "jsonld" and selection.root:
        return iter_framed(selection.described, selection.root, quotations=selection.quotations)
    return export(
        selection.store,
        syntax,
        graphs=selection.graphs,
        texts=texts,
        quotations=selection.quotations,
    )
