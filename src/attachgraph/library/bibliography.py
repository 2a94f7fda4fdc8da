"""Bibliographies: which publications a thing rests on, and their records.

In: a dataset, and things of it. Out: records of CSL-JSON, as they came, sorted by key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final, Protocol

from pyoxigraph import NamedNode, Quad

from attachgraph.rdf.bases import names_of
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF

Record = dict[str, Any]

_RECORD: Final = NamedNode(AG + "record")
_SUBJECT: Final = NamedNode(RDF + "subject")
_TYPE: Final = NamedNode(RDF + "type")
_BEARS_ON, _FROM_RESULT, _RESULT_OF, _REPORTED_IN, _ABOUT, _CLAIM, _STANCE = (
    NamedNode(AG + name)
    for name in ("bearsOn", "fromResult", "resultOf", "reportedIn", "about", "Claim", "stance")
)
_CITED: Final = frozenset({AG + "citesSource", AG + "reportedIn", AG + "statedBy"})
_DATASET: Final = GRAPH + "dataset"


class _Quads(Protocol):
    """Quads that can be looked up, here or on a server."""

    def quads_for_pattern(
        self,
        subject: Any,
        predicate: Any,
        value: Any,
        graph_name: Any = None,
        /,
    ) -> Iterable[Quad]:
        """Yield the quads that match."""


def all_records(store: _Quads) -> list[Record]:
    """Give the records of all publications of a dataset."""
    return _sorted(store.quads_for_pattern(None, _RECORD, None))


def records_about(
    store: _Quads, things: Collection[str], beside: Iterable[str] = ()
) -> list[Record]:
    """Give the records of publications, and of those that other things rest on.

    Where there are claims among the things, or `beside` them, a keyword says what a publication
    does to these claims and no other.
    """
    found: dict[str, set[str]] = {}
    named = (NamedNode(iri) for iri in (*things, *beside))
    claims = {node for node in named if any(store.quads_for_pattern(node, _TYPE, _CLAIM))}
    for thing in things:
        for source, stance in _sources(store, NamedNode(thing)):
            found.setdefault(source, set()).update(filter(None, [stance]))
    if claims:
        found = {source: set() for source in found}
        borne = [pair for claim in claims for pair in _evidence(store, claim) if pair[0] in found]
        for source, stance in borne:
            found[source].update(filter(None, [stance]))
    records = []
    for source, stances in found.items():
        for record in _sorted(store.quads_for_pattern(NamedNode(source), _RECORD, None)):
            keywords = ", ".join([*filter(None, [record.get("keyword", "")]), *sorted(stances)])
            records.append({**record, **({"keyword": keywords} if keywords else {})})
    return sorted(records, key=lambda record: str(record["id"]))


def _sorted(quads: Iterable[Quad]) -> list[Record]:
    """Read records, apart from that of the dataset itself, which is not a publication of it."""
    records = [
        json.loads(_value(quad.object))
        for quad in quads
        if _value(getattr(quad, "graph_name", None)) != _DATASET
    ]
    return sorted(records, key=lambda record: str(record["id"]))


def _sources(store: _Quads, node: NamedNode) -> Iterator[tuple[str, str]]:
    """Name the publications of a thing, each with what it does to a claim, where that is said."""
    yield node.value, ""
    yield from _cited(store, node)
    for statement in _subjects(store, _SUBJECT, node):
        yield from _cited(store, statement)
    key = node.value.rstrip("/").rsplit("/", 1)[-1]
    for name in names_of(f"graph/{key}"):
        for quad in store.quads_for_pattern(None, None, None, NamedNode(name)):
            if _cites(quad):
                yield _value(quad.object), ""
    yield from _evidence(store, node)
    for line in _subjects(store, _FROM_RESULT, node):
        yield from ((source, _stance(store, line)) for source in _reported(store, node))
    for claim in _subjects(store, _ABOUT, node):
        if any(store.quads_for_pattern(claim, _TYPE, _CLAIM)):
            yield from ((source, "") for source, _ in _evidence(store, claim))


def _subjects(store: _Quads, predicate: NamedNode, node: Any) -> Iterator[Any]:
    return (quad.subject for quad in store.quads_for_pattern(None, predicate, node))


def _evidence(store: _Quads, node: Any) -> Iterator[tuple[str, str]]:
    """Follow results to the publications that report them: from a claim, a line, a result."""
    for line in _subjects(store, _BEARS_ON, node):
        for source in _reported(store, line):
            yield source, _stance(store, line)
    for source in _reported(store, node):
        yield source, ""


def _stance(store: _Quads, line: Any) -> str:
    stances = store.quads_for_pattern(line, _STANCE, None)
    return next((_value(each.object).rsplit("/", 1)[-1] for each in stances), "")


def _reported(store: _Quads, node: Any) -> Iterator[str]:
    nodes = [node]
    for step in (_FROM_RESULT, _RESULT_OF):
        nodes += [q.object for each in nodes for q in store.quads_for_pattern(each, step, None)]
    for each in nodes:
        for quad in store.quads_for_pattern(each, _REPORTED_IN, None):
            yield _value(quad.object)


def _cited(store: _Quads, node: Any) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(node, None, None):
        if _cites(quad):
            yield _value(quad.object), ""


def _cites(quad: Quad) -> bool:
    name = quad.predicate.value
    return name in _CITED or name.startswith(PREFIXES["cito"])


def _value(term: Any) -> str:
    return str(getattr(term, "value", ""))


def record_of(store: _Quads, iri: str) -> Record | None:
    """Give the record of a publication, if it is one."""
    found = _sorted(store.quads_for_pattern(NamedNode(iri), _RECORD, None))
    return found[0] if found else None


def records_named(
    store: _Quads, names: Iterable[str], resolve: Callable[[str], str]
) -> list[Record]:
    """Give the records that keys mean, or that things rest on, each once; names are resolved."""
    found: dict[str, Record] = {}
    for name in names:
        one = record_of_key(store, name)
        records = [one] if one else records_about(store, [resolve(name)])
        found |= {record["id"]: record for record in records}
    return list(found.values())


def record_of_key(store: _Quads, key: str) -> Record | None:
    """Find the record that a key, a DOI, a PubMed number or an alias means."""
    from attachgraph.library.merging import Library

    records = all_records(store)
    library = Library(records)
    found = library.find(key.removeprefix("source:").removeprefix("source/"))
    return library.records[found] if found else None
