"""Write JSON-LD about one thing as a tree that needs no knowledge of RDF.

In: a store that holds one entry and what it speaks of. Out: one object, the entry, with its parts,
its other names, and below each thing ``statements``: what the texts say of it, with the quotes. It
is JSON-LD all the same, with the context inline; reading it gives back every triple, without graph
names.

Sources: JSON-LD 1.1, sections 4.1.8 (reverse properties) and 4.3 (included nodes); JSON-LD 1.1
Framing.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from pyoxigraph import NamedNode, Store, Triple

from attachgraph.rdf.jsonld import (
    Context,
    compact_property,
    compact_reference,
    parse_context,
    read_context,
)
from attachgraph.rdf.lines import Lines, by_subject, parse_lines, split
from attachgraph.rdf.namespaces import AG, RDF, RDFS

#: Terms of this document only: they lead from a thing to what points at it.
_REVERSED: Final = {RDF + "subject": "statements", AG + "aliasOf": "otherNames"}
#: Short names for what a reader of JSON looks for, also of this document only.
_SHORT: Final[dict[str, dict[str, Any]]] = {
    "label": {"@id": "rdfs:label", "@language": "en"},
    "title": {"@id": "dcterms:title", "@language": "en"},
    "abstract": {"@id": "dcterms:abstract", "@language": "en"},
    "definition": {"@id": "skos:definition", "@language": "en"},
    "licence": {"@id": "dcterms:license", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "quotes": {"@id": "ag:quotation", "@type": "@id"},
    "quote": {"@id": "oa:exact"},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
    "fromText": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    **{
        name: {"@id": f"ag:{name}", "@language": "en"}
        for name in "answer category claims notice subfield summary trigger usedBy".split()
    },
}
#: What they replace.
_LONG: Final = frozenset(term["@id"] for term in _SHORT.values())
#: A tree deeper than this is cut, and the rest is next to it.
_DEEPEST: Final = 8
_QUOTATION: Final = AG + "Quotation"
_STUB: Final = frozenset({RDF + "type", RDFS + "label"})


def iter_framed(store: Store, root: str, *, quotations: bool = True) -> Iterator[bytes]:
    """Write what a store says as a tree that begins with one thing.

    Examples
    --------
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load(b"<a:x> <a:knows> <a:y> . <a:y> <a:age> 3 .", format=RdfFormat.TURTLE)
    >>> document = json.loads(b"".join(iter_framed(store, "a:x")))
    >>> document["id"], document["a:knows"]["a:age"]
    ('a:x', 3)
    """
    lines = Lines(by_subject)
    lines.take_store(store, quotations=quotations)
    triples = parse_lines(split(record) for record in lines.records())
    source = {name: term for name, term in read_context().source.items() if name not in _LONG}
    tree = _Tree(triples, NamedNode(root), parse_context({**source, **_SHORT}))
    yield json.dumps(tree.document(), ensure_ascii=False, indent=2).encode() + b"\n"


class _Tree:
    """Decides where each node is, and writes it there.

    A node is below the first thing that leads to it, counted in steps from the root; elsewhere
    only its ``id`` is. A quotation, and what has no more than a class and a name, is
    everywhere.
    """

    def __init__(self, triples: Iterator[Triple], root: NamedNode, context: Context) -> None:
        self._context = context
        self._root = root
        self._of: dict[Any, list[Triple]] = {
            subject: list(group) for subject, group in groupby(triples, lambda each: each.subject)
        }
        self._pointing: dict[Any, list[Triple]] = {}
        for group in self._of.values():
            for triple in group:
                if triple.predicate.value in _REVERSED:
                    self._pointing.setdefault(triple.object, []).append(triple)
        self._quotations = {
            node
            for node, group in self._of.items()
            if any(triple.object == NamedNode(_QUOTATION) for triple in group)
        }
        self._repeated = {node for node in self._of if self._is_small(node)}
        #: The triple through which a node is reached, and how many steps that took.
        self._via: dict[Any, Triple | None] = {}
        self._depth: dict[Any, int] = {}

    def document(self) -> dict[str, Any]:
        """Write the document."""
        self._place(self._root)
        beside = []
        for node in self._of:
            if node not in self._via and node not in self._repeated:
                self._place(node)
                beside.append(node)
        # What is small is wherever it is mentioned; if it is mentioned nowhere, after the root.
        mentioned = {triple.object for group in self._of.values() for triple in group}
        beside += [node for node in self._of if node in self._repeated and node not in mentioned]
        included = [self._object(node) for node in beside if node != self._root]
        terms = {name: {"@reverse": iri} for iri, name in _REVERSED.items()}
        return {
            "@context": {**self._context.source, **terms},
            **self._object(self._root),
            **({"@included": included} if included else {}),
        }

    def _is_small(self, node: Any) -> bool:
        if node in self._quotations:  # which leads to no other quotation, or the tree had no end
            return not any(triple.object in self._quotations for triple in self._of[node])
        predicates = {triple.predicate.value for triple in self._of[node]}
        return predicates <= _STUB and node not in self._pointing

    def _place(self, start: Any) -> None:
        """Give a place to everything that can be reached from a node and has none yet."""
        self._via[start] = None
        self._depth[start] = 0
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            if self._depth[node] >= _DEEPEST:
                continue
            for triple, reached in self._steps(node):
                if reached in self._of and reached not in self._via:
                    self._via[reached] = triple
                    self._depth[reached] = self._depth[node] + 1
                    waiting.append(reached)

    def _steps(self, node: Any) -> Iterator[tuple[Triple, Any]]:
        """Yield where a node leads to, and then what points at it."""
        for triple in self._of.get(node, ()):
            if triple.predicate.value not in _REVERSED and triple.object not in self._repeated:
                yield triple, triple.object
        for triple in self._pointing.get(node, ()):
            yield triple, triple.subject

    def _object(self, node: Any) -> dict[str, Any]:
        """Write a node with everything that is below it."""
        written: dict[str, Any] = {self._context.id_key: compact_reference(node, self._context)}
        via = self._via.get(node)
        values: dict[str, list[Any]] = {}
        for triple in self._of.get(node, ()):
            if triple is via and triple.predicate.value in _REVERSED:
                continue  # it is below what this triple points at
            key, value = compact_property(triple, self._context)
            if self._stands_here(triple, triple.object):
                value = self._object(triple.object)
            values.setdefault(key, []).append(value)
        for triple in self._pointing.get(node, ()):
            if self._via.get(triple.subject) is triple:
                name = _REVERSED[triple.predicate.value]
                values.setdefault(name, []).append(self._object(triple.subject))
        for key, items in values.items():
            written[key] = items[0] if len(items) == 1 else items
        return written

    def _stands_here(self, triple: Triple, node: Any) -> bool:
        if triple.predicate.value == RDF + "type" or node not in self._of or node == self._root:
            return False
        return node in self._repeated or self._via.get(node) is triple
