"""Look single things up in a dataset: values, neighbours, labels and classes.

In: a dataset. Out: plain text and IRIs, ordered, so that equal datasets give equal answers. Every
look-up goes through an index and takes microseconds. Knows nothing of entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.contested import WithContested
from attachgraph.dataset.names import expand, name_of, short_name
from attachgraph.dataset.source import Quads
from attachgraph.dataset.vocabulary import Vocabulary, read_vocabulary
from attachgraph.rdf.bases import names_of
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from attachgraph.query.answers import Term

#: What a node is called, the first one first.
LABELS: Final = (RDFS + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title")
_TYPE: Final = NamedNode(RDF + "type")
_LABEL_NODES: Final = tuple(NamedNode(label) for label in LABELS)
_ENGLISH: Final = frozenset({"en", None})
#: Labels that are remembered: sources and styles return on every page.
_REMEMBERED: Final = 65_536
#: Characters that are shown before and after a quote.
_AROUND: Final = 32


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


def best_label(labels: Iterable[tuple[int, Literal]]) -> Literal | None:
    """Choose a name, each given with the rank of its property: English first, then by rank."""
    return min(
        labels,
        key=lambda label: (label[1].language not in _ENGLISH, label[0], label[1].value),
        default=(0, None),
    )[1]


class Lookup:
    """A dataset, and the names that were already looked up in it."""

    def __init__(self, quads: Quads) -> None:
        self.quads: WithContested = WithContested(quads)
        self.label: Callable[..., str] = lru_cache(maxsize=_REMEMBERED)(self._label)
        self.origin: Callable[[str], str] = lru_cache(maxsize=_REMEMBERED)(
            lambda text: self.text(text, "ag:origin")
        )
        self._last_text: tuple[str, str] = ("", "")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names of edges and classes."""
        return read_vocabulary(self.quads)

    def terms(self, subject: str, predicate: str) -> list[Term]:
        """List the objects of a property, each once, in their written order."""
        found = self.quads.quads_for_pattern(NamedNode(subject), expand(predicate), None)
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
        found = self.quads.quads_for_pattern(None, expand(predicate), NamedNode(object_))
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})

    def graphs(self, subject: str, predicate: str, object_: str) -> list[str]:
        """List the graphs that hold an edge."""
        edge = NamedNode(subject), NamedNode(predicate), NamedNode(object_)
        names = (quad.graph_name for quad in self.quads.quads_for_pattern(*edge))
        return sorted({short_name(name.value) for name in names if isinstance(name, NamedNode)})

    def _label(self, iri: str) -> str:
        """Return what a node is called, in English where it has an English name."""
        node = NamedNode(iri)
        found: list[tuple[int, Literal]] = []
        for rank, predicate in enumerate(_LABEL_NODES):
            terms = (quad.object for quad in self.quads.quads_for_pattern(node, predicate, None))
            found += [(rank, term) for term in terms if isinstance(term, Literal)]
            if any(label.language in _ENGLISH for _, label in found):
                break
        best = best_label(found)
        return best.value if best else name_of(iri)

    def around(self, text: str, start: int, end: int) -> tuple[str, str]:
        """Return a few words before and after a quote, where its text is kept."""
        # Quotes come text by text: one text in memory is enough.
        if self._last_text[0] != text:
            self._last_text = text, self.text(text, "ag:content") if text else ""
        return words_around(self._last_text[1], start, end)

    def has(self, iri: str, type_: str) -> bool:
        """Return whether a node has a type."""
        return any(self.quads.quads_for_pattern(NamedNode(iri), _TYPE, expand(type_)))

    def kinds(self, iri: str) -> tuple[str, ...]:
        """Return the local names of the most specific classes of ours that a node has."""
        return self.vocabulary.kinds(self.nodes(iri, "rdf:type"))

    def instances(self, type_: str) -> list[str]:
        """List the nodes that have a class of ours."""
        return self.subjects("rdf:type", AG + type_)

    def named(self, path: str) -> str:
        """Return the IRI that a short name means: the dataset's own, or a shared one."""
        named = tuple(names_of(path))
        return next((iri for iri in named if self.exists(iri)), named[0])

    def exists(self, iri: str) -> bool:
        """Return whether the dataset says what a node is."""
        return exists(self.quads, iri)


def exists(quads: Quads, iri: str) -> bool:
    """Return whether quads say what a node is."""
    try:
        return any(quads.quads_for_pattern(NamedNode(iri), _TYPE, None))
    except ValueError:
        return False


def _by_number(text: str) -> tuple[bool, int, str]:
    return (False, int(text), "") if text.isdecimal() else (True, 0, text)
