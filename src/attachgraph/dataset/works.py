"""What a store says of a work: a film, a book, and who reads it in which way.

In: a store and an IRI. Out: details and items of a description. A reading is somebody's claim; that
a work depicts anything is never asserted here.
"""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.dataset.description import Item
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import short_name


def reading(facts: Lookup, depiction: str) -> Item:
    """Describe who reads a work in which way."""
    details = (
        *(("claimed by", text) for text in facts.texts(depiction, "ag:claimedBy")),
        *(("note", text) for text in facts.texts(depiction, "skos:note")),
        *(("status", facts.label(node)) for node in facts.nodes(depiction, "ag:status")),
    )
    label = facts.text(depiction, "ag:labelClaimed") or facts.label(depiction)
    return Item(label, short_name(depiction), details)


def work_details(facts: Lookup, work: str) -> Iterator[tuple[str, str]]:
    """Describe a work in one line."""
    for medium in facts.texts(work, "ag:medium"):
        yield "medium", medium
    years = [*facts.texts(work, "dcterms:issued"), *facts.texts(work, "schema:endDate")]
    if years:
        yield "years", "–".join(dict.fromkeys((years[0], years[-1])))
    for written in () if years else facts.texts(work, "ag:years"):
        yield "years", written
    for person in facts.nodes(work, "dcterms:creator"):
        yield "by", facts.label(person)
