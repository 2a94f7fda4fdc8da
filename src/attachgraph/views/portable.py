"""Write a dataset down so that a page can carry it and ask it.

In: a store. Out: TriG that packs small: statements are in the order of
their text, each followed by its quotations, because a packer sees no farther back than 32 kB. The
bundled dataset shrinks from 2.5 MB to 0.9 MB.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse, serialize

from attachgraph.rdf.bases import prefixes
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES
from attachgraph.store.contested import withheld

#: More would make a page of tens of megabytes, which no browser likes to open.
MOST_QUADS: Final = 400_000

_QUOTATION: Final = f"<{AG}quotation>".encode()
_ONTOLOGY: Final = NamedNode(GRAPH + "ontology")


def can_be_carried(store: Store) -> bool:
    """Return whether a dataset is small enough for a page."""
    return len(store) <= MOST_QUADS


def portion(store: Store, subjects: Iterable[str]) -> Store:
    """Take the part of a dataset in which some subjects are described, and the ontology."""
    named = [NamedNode(iri) for iri in subjects if iri and not iri.startswith("_:")]
    part = Store()
    part.bulk_extend(
        [quad for node in named for quad in store.quads_for_pattern(node, None, None)]
        + list(store.quads_for_pattern(None, None, None, _ONTOLOGY))
    )
    return part


def to_portable(store: Store) -> str:
    """Write a dataset as TriG that packs small."""
    groups: defaultdict[tuple[bytes, bytes], list[bytes]] = defaultdict(list)
    for line in _bytes(store.dump(format=RdfFormat.N_QUADS)).splitlines():
        subject, _ = line.split(b" ", 1)
        graph = line.rsplit(b" ", 2)[1]
        groups[graph, subject].append(line)
    owners, places = _owners(groups), _places(store)

    def order(key: tuple[bytes, bytes]) -> tuple[bytes, int, bytes, bool, bytes]:
        graph, subject = key
        owner = owners.get(subject, subject)
        return graph, places.get(owner, -1), owner, subject != owner, subject

    ordered = b"\n".join(line for key in sorted(groups, key=order) for line in sorted(groups[key]))
    quads = parse(ordered, format=RdfFormat.N_QUADS)
    written = _bytes(serialize(quads, format=RdfFormat.TRIG, prefixes=dict(prefixes()))).decode()
    # Indented by tabs, which serve no reader here; within a text a line break is an escape.
    return written.replace("\n\t\t", "\n").replace("\n\t", "\n")


def contested_triples(store: Store, subjects: Container[str] | None = None) -> str:
    """Write the edges that no plain triple promises, for a page that is asked for them."""
    lines = (
        f"{quad.triple} ."
        for quad in withheld(store)
        if subjects is None or cast("NamedNode", quad.subject).value in subjects
    )
    return "".join(f"{line}\n" for line in sorted(lines))


def _bytes(written: bytes | None) -> bytes:
    """Return what was written; it is None only where it went to a file."""
    return written or b""


def _owners(groups: dict[tuple[bytes, bytes], list[bytes]]) -> dict[bytes, bytes]:
    """Return the statement of each quotation, the first in the alphabet where it has several."""
    found: dict[bytes, bytes] = {}
    for (_, subject), lines in groups.items():
        for line in lines:
            _, predicate, rest = line.split(b" ", 2)
            if predicate == _QUOTATION:
                quotation = rest.split(b" ", 1)[0]
                found[quotation] = min(subject, found.get(quotation, subject))
    return found


def _places(store: Store) -> dict[bytes, int]:
    """Return where the first quote of each statement begins."""
    start: dict[object, int] = {
        quad.subject: int(quad.object.value)
        for quad in store.quads_for_pattern(None, NamedNode(PREFIXES["oa"] + "start"), None)
        if isinstance(quad.object, Literal) and quad.object.value.isdecimal()
    }
    found: dict[bytes, int] = {}
    for quad in store.quads_for_pattern(None, NamedNode(AG + "quotation"), None):
        place = start.get(quad.object)
        if place is not None:
            name = str(quad.subject).encode()
            found[name] = min(place, found.get(name, place))
    return found
