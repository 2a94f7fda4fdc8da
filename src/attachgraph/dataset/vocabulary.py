"""Read from the ontology what the network must know: edge names, labels and classes.

In: a store with its ``graph/ontology``. Out: a :class:`Vocabulary`. Knows no name of an edge by
itself, so that no list of names exists twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["UNTYPED", "Vocabulary", "curie", "local_name", "read_vocabulary"]

#: The kind of a node that has no class of the ontology.
UNTYPED: Final = "Resource"


def local_name(iri: str) -> str:
    """Return what stands behind the last ``#`` or ``/`` of an IRI.

    Parameters
    ----------
    iri : str
        An absolute IRI.

    Returns
    -------
    str
        The local name; the whole IRI where nothing stands behind the separator.

    Examples
    --------
    >>> local_name("https://w3id.org/attachgraph/ontology#Pairing")
    'Pairing'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] or iri


def curie(iri: str) -> str:
    """Shorten an IRI with the prefixes of the dataset.

    Parameters
    ----------
    iri : str
        An absolute IRI.

    Returns
    -------
    str
        ``prefix:rest`` with the longest namespace that fits, or the IRI where none does.

    Examples
    --------
    >>> curie("http://purl.org/dc/terms/title")
    'dcterms:title'
    """
    fitting = [
        (len(namespace), prefix)
        for prefix, namespace in PREFIXES.items()
        if iri.startswith(namespace)
    ]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The part of the ontology that names the network.

    Parameters
    ----------
    notations : mapping of str to str
        Property IRI to its ``skos:notation``.
    labels : mapping of str to str
        IRI of a property or class to its label in English.
    parents : mapping of str to tuple of str
        Class IRI to the IRIs of its superclasses.
    symmetric : frozenset of str
        IRIs of the properties that hold in both directions.
    """

    notations: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    symmetric: frozenset[str] = frozenset()

    def edge_name(self, predicate: str) -> str:
        """Return the name of the edges of a property: its notation, else its CURIE.

        Parameters
        ----------
        predicate : str
            IRI of the property.

        Returns
        -------
        str
            Such as ``"pairs-with"``, or ``"skos:broader"`` for a property of another vocabulary.
        """
        return self.notations.get(predicate) or curie(predicate)

    def label(self, iri: str) -> str:
        """Return the label of a property or class, else its local name.

        Parameters
        ----------
        iri : str
            IRI of the property or class.

        Returns
        -------
        str
            Words a person can read.
        """
        return self.labels.get(iri) or local_name(iri)

    def kind(self, types: Iterable[str]) -> str:
        """Return the most specific class of the ontology among the types of a node.

        Parameters
        ----------
        types : iterable of str
            Class IRIs.

        Returns
        -------
        str
            Its local name, or ``"Resource"`` where none belongs to the ontology.

        Notes
        -----
        The class with the longest chain of superclasses wins, ties go to the first in the alphabet:
        a book that is both a source and a work is a ``Source``; its ``types`` say both.
        """
        ours = sorted((-self._depth(iri), local_name(iri)) for iri in types if iri.startswith(AG))
        return ours[0][1] if ours else UNTYPED

    def _depth(self, iri: str) -> int:
        """Count the superclasses of a class; the set ends a cycle in a broken ontology."""
        seen: set[str] = set()
        waiting = [iri]
        while waiting:
            for parent in self.parents.get(waiting.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return len(seen)


def read_vocabulary(store: Store) -> Vocabulary:
    """Read the vocabulary from the ontology graph of a store.

    Parameters
    ----------
    store : pyoxigraph.Store
        A dataset; without an ontology graph the vocabulary is empty and edges are named by CURIEs.

    Returns
    -------
    Vocabulary
        Notations, labels and class hierarchy.

    Notes
    -----
    Where two properties claim one notation, the first in the alphabet keeps it: names stay unique.
    """
    by_notation: dict[str, str] = {}
    for iri, notation in _pairs(store, PREFIXES["skos"] + "notation"):
        by_notation.setdefault(notation, iri)
    parents: dict[str, tuple[str, ...]] = {}
    for child, parent in _pairs(store, RDFS + "subClassOf"):
        parents[child] = (*parents.get(child, ()), parent)
    return Vocabulary(
        notations={iri: notation for notation, iri in by_notation.items()},
        labels=dict(reversed(_pairs(store, RDFS + "label"))),
        parents=parents,
        symmetric=frozenset(
            iri
            for iri, type_ in _pairs(store, RDF + "type")
            if type_ == PREFIXES["owl"] + "SymmetricProperty"
        ),
    )


def _pairs(store: Store, predicate: str) -> list[tuple[str, str]]:
    """List subjects and objects of a property in the ontology, in order and in English."""
    found = store.quads_for_pattern(None, NamedNode(predicate), None, NamedNode(GRAPH + "ontology"))
    return sorted(
        (quad.subject.value, quad.object.value)
        for quad in found
        if isinstance(quad.subject, NamedNode)
        and (
            isinstance(quad.object, NamedNode)
            or (isinstance(quad.object, Literal) and quad.object.language in {None, "en"})
        )
    )
