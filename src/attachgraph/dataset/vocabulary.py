"""Read from the ontology how edges and classes are called, and in which order people read them.

In: a dataset with its ``graph/ontology``. Out: a :class:`Vocabulary`. Knows no name of an edge by
itself, so that no list of names exists twice: whoever adds an edge writes into the ontology.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.names import curie, local_name
from attachgraph.dataset.source import Quads
from attachgraph.dataset.words import in_words
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS

#: The kind of a node that has no class of the ontology.
UNTYPED: Final = "Resource"
_LAST: Final = 10_000
_ONTOLOGY: Final = NamedNode(GRAPH + "ontology")
_SYMMETRIC: Final = NamedNode(PREFIXES["owl"] + "SymmetricProperty")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The part of the ontology that names edges and classes; all mappings are from IRIs."""

    notations: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    #: What an edge is read under at the thing that it begins in, and at the one it leads to.
    headings: Mapping[str, str] = field(default_factory=dict)
    inverse_headings: Mapping[str, str] = field(default_factory=dict)
    #: Place of an edge in the order of reading.
    places: Mapping[str, int] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    symmetric: frozenset[str] = frozenset()

    def edge_name(self, predicate: str) -> str:
        """Return the name of the edges of a property: its notation, else its CURIE."""
        return self.notations.get(predicate) or curie(predicate)

    def label(self, iri: str) -> str:
        """Return the label of a property or class, else its local name."""
        return self.labels.get(iri) or local_name(iri)

    def words(self, iri: str) -> str:
        """Call a property or class something that a person can read."""
        return self.labels.get(iri) or in_words(local_name(iri))

    def heading(self, predicate: str, *, inverse: bool = False) -> str:
        """Return what the edges of a property are read under, ``""`` where nobody foresaw them."""
        given = self.inverse_headings if inverse else self.headings
        if predicate in given:
            return given[predicate]
        if predicate not in self.labels:
            return ""
        words = self.labels[predicate]
        return f"“{words}” leads here from" if inverse else words[:1].upper() + words[1:]

    def place(self, predicate: str) -> tuple[int, str]:
        """Return the place of a property in the order of reading; those without one come last."""
        return self.places.get(predicate, _LAST), self.edge_name(predicate)

    def kind(self, types: Iterable[str]) -> str:
        """Return the local name of the most specific class of the ontology among some types.

        The class with the longest chain of superclasses wins, ties go to the first in the alphabet:
        a book that is both a source and a work is a ``Source``; its types say both.
        """
        ours = sorted(
            (-len(self.above(iri)), local_name(iri)) for iri in types if iri.startswith(AG)
        )
        return ours[0][1] if ours else UNTYPED

    def kinds(self, types: Iterable[str]) -> tuple[str, ...]:
        """Return the local names of the classes of ours that no other of the types is below."""
        ours = {iri for iri in types if iri.startswith(AG)}
        above = {parent for iri in ours for parent in self.above(iri)}
        return tuple(sorted(iri.removeprefix(AG) for iri in ours - above))

    def above(self, iri: str) -> set[str]:
        """Return the superclasses of a class; a cycle in a broken ontology ends."""
        seen: set[str] = set()
        waiting = [iri]
        while waiting:
            for parent in self.parents.get(waiting.pop(), ()):
                if parent not in seen and parent != iri:
                    seen.add(parent)
                    waiting.append(parent)
        return seen


def read_vocabulary(quads: Quads) -> Vocabulary:
    """Read the vocabulary; without an ontology it is empty, and edges are named by CURIEs.

    Where two properties claim one notation, the first in the alphabet keeps it: names stay unique.
    """
    by_notation: dict[str, str] = {}
    for iri, notation in _said(quads, PREFIXES["skos"] + "notation"):
        by_notation.setdefault(notation, iri)
    parents: dict[str, tuple[str, ...]] = {}
    for child, parent in _said(quads, RDFS + "subClassOf"):
        parents[child] = (*parents.get(child, ()), parent)
    places = _said(quads, AG + "displayOrder")
    return Vocabulary(
        notations={iri: notation for notation, iri in by_notation.items()},
        labels=dict(reversed(_said(quads, RDFS + "label"))),
        headings=dict(reversed(_said(quads, AG + "heading"))),
        inverse_headings=dict(reversed(_said(quads, AG + "inverseHeading"))),
        places={iri: int(place) for iri, place in places if place.isdecimal()},
        parents=parents,
        symmetric=frozenset(iri for iri, _ in _said(quads, RDF + "type", _SYMMETRIC)),
    )


def _said(quads: Quads, predicate: str, object_: NamedNode | None = None) -> list[tuple[str, str]]:
    """List what the ontology says with a property, in order and in English."""
    pairs: list[tuple[str, str]] = []
    for quad in quads.quads_for_pattern(None, NamedNode(predicate), object_, _ONTOLOGY):
        value = quad.object
        if isinstance(value, Literal) and value.language not in {None, "en"}:
            continue
        if isinstance(value, Literal | NamedNode) and isinstance(quad.subject, NamedNode):
            pairs.append((quad.subject.value, value.value))
    return sorted(pairs)
