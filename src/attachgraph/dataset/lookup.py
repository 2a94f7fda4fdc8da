"""Look single things up in a store: values, neighbours, names and kinds.

In: a store. Out: plain text and IRIs, ordered, so that equal stores give equal answers. Every
look-up goes through an index of the store and takes microseconds. Knows nothing of entries.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from attachgraph.store.answers import Term

#: What a node is called, the first one first.
_LABELS: Final = ("skos:prefLabel", "rdfs:label")
_ENGLISH: Final = "en"
#: Characters that are shown before and after a quote.
_AROUND: Final = 32


@lru_cache(maxsize=512)
def expand(curie: str) -> NamedNode:
    """Write a CURIE as the term that a store is asked with.

    Examples
    --------
    >>> expand("ag:aliasOf").value
    'https://w3id.org/attachgraph/ontology#aliasOf'
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def short_name(iri: str) -> str:
    """Shorten an IRI to what commands take as a name.

    Examples
    --------
    >>> short_name("https://w3id.org/attachgraph/pairing/avoidant-secure")
    'pairing/avoidant-secure'
    >>> short_name("https://w3id.org/attachgraph/ontology#Pairing")
    'ag:Pairing'
    """
    if iri.startswith(AG):
        return "ag:" + iri.removeprefix(AG)
    return iri.removeprefix(BASE)


def words_around(content: str, start: int, end: int) -> tuple[str, str]:
    """Cut a few words before and after a quote out of its text.

    Examples
    --------
    >>> words_around("She sews; neither minds the quiet.", 10, 33)
    ('She sews; ', '.')
    """
    if not 0 <= start <= end <= len(content):
        return "", ""
    return content[max(0, start - _AROUND) : start], content[end : end + _AROUND]


class Lookup:
    """A store, and the names that were already looked up in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._names: dict[str, str] = {}
        self._last_text: tuple[str, str] = ("", "")

    def terms(self, subject: str, predicate: str) -> list[Term]:
        """List the objects of a property, each once, in their written order."""
        found = self.store.quads_for_pattern(NamedNode(subject), expand(predicate), None)
        return sorted({quad.object for quad in found}, key=str)

    def texts(self, subject: str, predicate: str) -> list[str]:
        """List the literals of a property as text."""
        found = [t.value for t in self.terms(subject, predicate) if isinstance(t, Literal)]
        return sorted(found, key=_by_number)

    def text(self, subject: str, predicate: str) -> str:
        """Return the first literal of a property, or ``""``."""
        return next(iter(self.texts(subject, predicate)), "")

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """List the nodes that a property leads to."""
        return [t.value for t in self.terms(subject, predicate) if isinstance(t, NamedNode)]

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """List the nodes from which a property leads to a node."""
        found = self.store.quads_for_pattern(None, expand(predicate), NamedNode(object_))
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})

    def graphs(self, subject: str, predicate: str, object_: str) -> list[str]:
        """List the graphs that hold an edge."""
        edge = NamedNode(subject), NamedNode(predicate), NamedNode(object_)
        names = (quad.graph_name for quad in self.store.quads_for_pattern(*edge))
        return sorted({short_name(name.value) for name in names if isinstance(name, NamedNode)})

    def label(self, iri: str) -> str:
        """Return what a node is called, in English where it has an English name."""
        if iri not in self._names:
            self._names[iri] = self._label(iri)
        return self._names[iri]

    def _label(self, iri: str) -> str:
        for predicate in _LABELS:
            labels = [t for t in self.terms(iri, predicate) if isinstance(t, Literal)]
            if labels:
                return min(labels, key=lambda t: (t.language != _ENGLISH, t.value)).value
        return short_name(iri)

    def around(self, text: str, start: int, end: int) -> tuple[str, str]:
        """Return a few words before and after a quote, where its text is kept."""
        # Quotes come text by text: one text in memory is enough.
        if self._last_text[0] != text:
            self._last_text = text, self.text(text, "ag:content") if text else ""
        return words_around(self._last_text[1], start, end)

    def has(self, iri: str, type_: str) -> bool:
        """Tell whether a node has a type."""
        return any(self.store.quads_for_pattern(NamedNode(iri), expand("rdf:type"), expand(type_)))

    def kinds(self, iri: str) -> tuple[str, ...]:
        """Return the local names of the most specific classes of ours that a node has."""
        types = {t for t in self.nodes(iri, "rdf:type") if t.startswith(AG)}
        above = {parent for type_ in types for parent in self._superclasses.get(type_, ())}
        return tuple(sorted(type_.removeprefix(AG) for type_ in types - above))

    @cached_property
    def _superclasses(self) -> dict[str, set[str]]:
        direct: dict[str, set[str]] = {}
        for quad in self.store.quads_for_pattern(
            None, NamedNode(RDFS + "subClassOf"), None, NamedNode(GRAPH + "ontology")
        ):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                direct.setdefault(quad.subject.value, set()).add(quad.object.value)
        closed: dict[str, set[str]] = {}
        for type_ in direct:
            waiting, seen = [type_], set[str]()
            while waiting:
                new = direct.get(waiting.pop(), set()) - seen
                seen |= new
                waiting += new
            closed[type_] = seen - {type_}
        return closed

    def exists(self, iri: str) -> bool:
        """Tell whether the store says what a node is."""
        try:
            node = NamedNode(iri)
        except ValueError:
            return False
        return any(self.store.quads_for_pattern(node, NamedNode(RDF + "type"), None))


def _by_number(text: str) -> tuple[bool, int, str]:
    return (False, int(text), "") if text.isdecimal() else (True, 0, text)
