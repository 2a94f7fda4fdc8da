"""Make datasets of any size in the dataset's own vocabulary.

In: how many entries. Out: N-Quads, about 60 for each entry: an entry with names, two partners, a
cycle, neighbours, and statements with quotations and sources. The same number gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph

__all__ = ["SHAPES", "entry_quads", "load_store", "write_quads"]

_BASE: Final = "https://w3id.org/attachgraph/"
_AG: Final = f"{_BASE}ontology#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"
_OA: Final = "http://www.w3.org/ns/oa#"
_INT: Final = "^^<http://www.w3.org/2001/XMLSchema#integer>"
_A: Final = f"<{_RDF}type>"
_STYLES: Final = 40
_SOURCES: Final = 100
_CHAIN: Final = 50
_STATUSES: Final = ("supported", "disputed", "weak", "reported")
_WORDS: Final = (
    *("withdraws", "pursues", "calms", "protests", "returns", "asks", "waits", "trusts"),
    *("avoids", "clings", "listens", "argues", "repairs", "leaves", "stays", "doubts"),
)
_PIECE: Final = 500

#: Eight questions that users ask: name, SPARQL. ``entry-500`` is in every size.
SHAPES: Final = (
    ("names of an entry", "SELECT ?alias { ?alias ag:aliasOf pairing:entry-500 }"),
    (
        "page of an entry",
        """SELECT * { pairing:entry-500 rdfs:label ?label ; ag:category ?category
          OPTIONAL { ?alias ag:aliasOf pairing:entry-500 ; rdfs:label ?name }
          OPTIONAL { pairing:entry-500 ag:hasPartner ?role . ?role ag:style ?style ; rdfs:label ?r }
          OPTIONAL { pairing:entry-500 ag:conflictCycle ?cycle . ?cycle rdfs:label ?moves } }""",
    ),
    (
        "four hops and FILTER",
        """SELECT ?entry ?source { ?role ag:style style:style-7 . ?entry ag:hasPartner ?role .
          ?statement rdf:subject ?entry ; ag:status ?status ; ag:citesSource ?source
          FILTER(?status = ag:disputed && ?source != source:source-7) }""",
    ),
    (
        "GROUP BY",
        """SELECT ?status (COUNT(?s) AS ?n) { ?s a ag:Statement ; ag:status ?status }
          GROUP BY ?status""",
    ),
    ("property path +", "SELECT ?entry { pairing:entry-500 ag:relatedEntry+ ?entry }"),
    (
        "CONTAINS over all text",
        'SELECT ?e ?quote { ?e oa:exact ?quote FILTER(CONTAINS(LCASE(?quote), "couple 500 ")) }',
    ),
    (
        "quotations of an edge",
        """SELECT ?status ?quote ?section { ?statement rdf:subject pairing:entry-500 ;
          rdf:predicate ag:conflictCycle ; rdf:object cycle:entry-500 ; ag:status ?status ;
          ag:quotation ?e . ?e oa:exact ?quote ; ag:section ?section ;
          prov:wasDerivedFrom ?text }""",
    ),
    (
        "statuses and sources",
        """SELECT ?source ?status (COUNT(?s) AS ?n) { ?s ag:status ?status ;
          ag:citesSource ?source . ?source a ag:Source }
          GROUP BY ?source ?status ORDER BY ?source ?status""",
    ),
)


def entry_quads(number: int) -> str:
    """Write one entry down.

    Parameters
    ----------
    number : int
        Which; it decides on everything in it.

    Returns
    -------
    str
        About 60 lines of N-Quads in a graph of its own.
    """
    graph = f"<{_BASE}graph/entry-{number}> .\n"
    entry, cycle = f"<{_BASE}pairing/entry-{number}>", f"<{_BASE}cycle/entry-{number}>"
    after = number + 1 if (number + 1) % _CHAIN else number + 1 - _CHAIN
    lines = [
        f"{entry} {_A} <{_AG}Pairing> ",
        f"{entry} {_A} <{_AG}Entry> ",
        f'{entry} {_LABEL} "Entry {number}"@en ',
        f'{entry} <{_AG}category> "Category {number % 12}"@en ',
        f"{entry} <{_AG}relatedEntry> <{_BASE}pairing/entry-{after}> ",
        f"{entry} <{_AG}conflictCycle> {cycle} ",
        f"{cycle} {_A} <{_AG}ConflictCycle> ",
        f'{cycle} {_LABEL} "Cycle of entry {number}"@en ',
    ]
    for side in range(2):
        role = f"<{_BASE}role/entry-{number}-{side}>"
        style = f"<{_BASE}style/style-{(number * (side + 3) + side) % _STYLES}>"
        lines += [
            f"{entry} <{_AG}hasPartner> {role} ",
            f"{role} {_A} <{_AG}PartnerRole> ",
            f"{role} <{_AG}style> {style} ",
            f'{role} {_LABEL} "Partner {side} of entry {number}"@en ',
        ]
    for place in range(3):
        alias = f"<{_BASE}alias/entry-{number}-{place}>"
        lines += [
            f"{alias} {_A} <{_AG}Alias> ",
            f'{alias} {_LABEL} "Name {place} of {number}"@en ',
            f"{alias} <{_AG}aliasOf> {entry} ",
        ]
    lines += _statement(number, 0, entry, f"<{_AG}conflictCycle>", cycle)
    related = f"<{_BASE}pairing/entry-{after}>"
    lines += _statement(number, 1, entry, f"<{_AG}relatedEntry>", related)
    return graph.join([*lines, ""]) + (_source(number) if number < _SOURCES else "")


def _source(number: int) -> str:
    graph = f"<{_BASE}graph/sources> .\n"
    return f"<{_BASE}source/source-{number}> {_A} <{_AG}Source> {graph}"


def _statement(number: int, place: int, subject: str, predicate: str, object_: str) -> list[str]:
    this = f"<{_BASE}statement/{number:x}-{place}>"
    quotation = f"<{_BASE}quotation/{number:x}-{place}>"
    source = f"<{_BASE}source/source-{(number * 7 + place) % _SOURCES}>"
    words = [_WORDS[(number * (step + 1) + place) % len(_WORDS)] for step in range(24)]
    return [
        f"{this} {_A} <{_AG}Statement> ",
        f"{this} <{_RDF}subject> {subject} ",
        f"{this} <{_RDF}predicate> {predicate} ",
        f"{this} <{_RDF}object> {object_} ",
        f"{this} <{_AG}status> <{_AG}{_STATUSES[(number + place) % len(_STATUSES)]}> ",
        f"{this} <{_AG}citesSource> {source} ",
        f"{this} <{_AG}quotation> {quotation} ",
        f"{quotation} {_A} <{_AG}Quotation> ",
        f"{quotation} {_A} <{_OA}TextQuoteSelector> ",
        f'{quotation} <{_OA}exact> "In couple {number} one partner {" and ".join(words)}." ',
        f'{quotation} <{_OA}start> "{number * 10}"{_INT} ',
        f'{quotation} <{_OA}end> "{number * 10 + 200}"{_INT} ',
        f'{quotation} <{_AG}section> "Section {place}" ',
        f'{quotation} <{_AG}rule> "rule-{place}" ',
        f"{quotation} <http://www.w3.org/ns/prov#wasDerivedFrom> <{_BASE}text/{number:064x}> ",
    ]


def _pieces(count: int) -> Iterator[bytes]:
    for start in range(0, count, _PIECE):
        numbers = range(start, min(start + _PIECE, count))
        yield "".join(map(entry_quads, numbers)).encode()


def write_quads(path: Path, count: int) -> None:
    """Write a dataset to a file.

    Parameters
    ----------
    path : pathlib.Path
        The file of N-Quads.
    count : int
        How many entries.
    """
    with path.open("wb") as file:
        file.writelines(_pieces(count))


def load_store(store: pyoxigraph.Store, path: Path, *, bulk: bool) -> None:
    """Load a file of N-Quads.

    Parameters
    ----------
    store : pyoxigraph.Store
        An empty store.
    path : pathlib.Path
        As :func:`write_quads` has written it.
    bulk : bool
        As is fast on disk.
    """
    load = store.bulk_load if bulk else store.load
    load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
