"""What is true of a dataset as a whole: the numbers and names that every description repeats.

In: a store. Out: one :class:`Facts`. Everything is counted; nothing is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from pyoxigraph import NamedNode, Store

from attachgraph.dataset.about import about_store
from attachgraph.dataset.counts import Counts, asking, count
from attachgraph.dataset.lookup import Lookup
from attachgraph.folder import About
from attachgraph.notice import NOTICE
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES

#: What a description counts, where there is any of it.
_NAMED: Final = (
    ("Pairing", "pairing", "pairings"),
    ("Source", "source", "sources"),
    ("Study", "study", "studies"),
    ("Sample", "sample", "samples"),
    ("Result", "result", "results"),
    ("Claim", "claim", "claims"),
    ("Statement", "statement", "statements"),
    ("Quotation", "verbatim quote", "verbatim quotes"),
)
_VOCABULARY: Final = NamedNode(BASE + "ontology")
_CLASSES: Final = "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?x } GROUP BY ?x"
_PROPERTIES: Final = """
    SELECT ?x (COUNT(*) AS ?n) WHERE {
      SELECT DISTINCT ?s ?x ?o WHERE { ?s ?x ?o }
    } GROUP BY ?x
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release."""

    #: Within the release, with slashes.
    path: str
    #: What it is.
    title: str
    media_type: str
    #: In bytes.
    size: int
    #: Its checksum.
    sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of a dataset."""

    #: What the dataset says of itself: title, authors, address.
    about: About
    #: Of the release; the date as ISO 8601 has it.
    version: str
    date: str
    #: In a few sentences, with numbers.
    description: str
    #: IRIs: that of the dataset, then others of its texts, sorted.
    licences: tuple[str, ...]
    #: Nodes by class, edges by name, statements by status.
    counts: Counts
    #: Different ones, in all graphs together.
    triples: int
    #: Class IRI to its instances.
    classes: Mapping[str, int]
    #: Property IRI to its triples.
    properties: Mapping[str, int]
    #: IRI and label, by label.
    pairings: tuple[tuple[str, str], ...]

    @property
    def iri(self) -> str:
        """The dataset, whatever its version."""
        return self.about.iri

    @property
    def version_iri(self) -> str:
        """The IRI of this version."""
        return f"{self.about.iri}/{self.version}"


def gather(store: Store, version: str, date: str) -> Facts:
    """Count what a dataset holds."""
    counts = count(store)
    # Texts are left out of a release, and so are they here: the numbers are those of the files.
    content = sum(1 for _ in store.quads_for_pattern(None, NamedNode(AG + "content"), None))
    rows = _ask(store, _PROPERTIES)
    properties = {x: n for x, n in rows if not (content and x == AG + "content")}
    lookup = Lookup(store)
    pairings = tuple(
        sorted(
            ((iri, lookup.label(iri)) for iri in lookup.instances("Pairing")), key=itemgetter(1, 0)
        )
    )
    about = about_store(store)
    holds = [
        f"{number:,} {one if number == 1 else several}"
        for name, one, several in _NAMED
        if (number := counts.classes.get(name, 0))
    ]
    graph = f"A graph of {', '.join(holds)}." if holds else ""
    description = " ".join(filter(None, (about.description, graph, NOTICE)))
    return Facts(
        about=about,
        version=version,
        date=date,
        description=description,
        licences=_licences(store, about),
        counts=counts,
        triples=sum(properties.values()),
        classes=dict(sorted(_ask(store, _CLASSES))),
        properties=dict(sorted(properties.items())),
        pairings=pairings,
    )


def _licences(store: Store, about: About) -> tuple[str, ...]:
    """List the licence of the dataset, then those of its texts; that of the vocabulary is apart."""
    pattern = NamedNode(PREFIXES["dcterms"] + "license")
    texts = {
        quad.object.value
        for quad in store.quads_for_pattern(None, pattern, None)
        if isinstance(quad.object, NamedNode) and quad.subject != _VOCABULARY
    }
    return (about.licence, *sorted(texts - {about.licence}))


def _ask(store: Store, query: str) -> list[tuple[Any, ...]]:
    """Ask for IRIs and numbers."""
    found = []
    for row in asking(store)(query):
        first, *numbers = (str(getattr(term, "value", "")) for term in row)
        found.append((first, *map(int, numbers)))
    return found
