"""Write the publications of a selection as a bibliography.

In: a selection. Out: the records of the publications in it: all of the dataset, or those that a
thing or an answer rests on. In BibTeX a comment says what the dataset is; RIS and CSL-JSON have
no comments.
"""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.exports.about import about
from attachgraph.exports.selection import Selection
from attachgraph.library.bibliography import all_records, records_about
from attachgraph.library.formats import WRITERS


def iter_bibliography(selection: Selection, *, syntax: str) -> Iterator[bytes]:
    """Write a bibliography in one of the formats of reference managers."""
    if selection.root:
        records = records_about(selection.origin, [selection.root])
    elif selection.members is not None:
        records = records_about(selection.origin, sorted(selection.members))
    else:
        records = all_records(selection.store)
    if syntax == "bibtex":
        yield f"% {about(selection).text}\n\n".encode()
    yield WRITERS[syntax](records).encode()
