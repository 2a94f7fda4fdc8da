"""Write the page of the ontology from the ontology itself, with examples from the bundled dataset.

In: the bundled dataset. Out: ``docs/ontology.md``. A test fails where the page is not current::

    python tools/make_ontology_docs.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

import attachgraph
from attachgraph.dataset.names import curie, local_name
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS

__all__ = ["PAGE", "render"]

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "ontology.md"

_GRAPH: Final = NamedNode(GRAPH + "ontology")
_TYPE: Final = NamedNode(RDF + "type")
_OWL, _SKOS, _SCHEMA = PREFIXES["owl"], PREFIXES["skos"], PREFIXES["schema"]
#: Characters of a text that an example shows.
_WIDTH: Final = 60
_ROWS: Final = (
    ("note", (_SKOS + "scopeNote",)),
    ("name of the edge", (_SKOS + "notation",)),
    ("below", (RDFS + "subClassOf", RDFS + "subPropertyOf")),
    ("inverse of", (_OWL + "inverseOf",)),
    ("from", (RDFS + "domain", _SCHEMA + "domainIncludes")),
    ("to", (RDFS + "range", _SCHEMA + "rangeIncludes")),
)
_INTRODUCTION: Final = """\
<!-- Written by tools/make_ontology_docs.py from ontology/attachgraph.ttl. Do not edit. -->

# The ontology

What the nodes and edges of the dataset mean: every class and property, what it joins, and an
example from the bundled dataset. The prefix `ag:` is `https://w3id.org/attachgraph/ontology#`; it
needs no declaration in a query. *Name of the edge* is what NetworkX, CSV and JSON call it. Until
the redirect is registered these IRIs do not resolve in a browser; a server started with
`attachgraph serve` answers for them.
"""
_EDGES: Final = """\
Five of them are the typed edges of the dataset: `pairs-with`, `alias-of`, `conflict-cycle`,
`cites-source` and `depicted-in`."""
_SECTIONS: Final = (
    ("Classes", _OWL + "Class", "What a node can be."),
    (
        "Properties between things",
        _OWL + "ObjectProperty",
        _EDGES,
    ),
    ("Properties with a text or number", _OWL + "DatatypeProperty", "What is said of one thing."),
    ("Statuses", AG + "Status", "How a statement stands in the literature."),
)


def render() -> str:
    """Return the page.

    Returns
    -------
    str
        Markdown.
    """
    return "\n".join(_lines(attachgraph.load().store)) + "\n"


def _lines(store: Store) -> Iterator[str]:
    yield _INTRODUCTION.rstrip("\n")
    seen: set[str] = set()
    for heading, class_, meaning in _SECTIONS:
        quads = store.quads_for_pattern(None, _TYPE, NamedNode(class_), _GRAPH)
        found = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
        terms = sorted((iri for iri in found - seen if iri.startswith(AG)), key=local_name)
        seen.update(terms)
        yield f"\n## {heading}\n\n{meaning}\n"
        for iri in terms:
            yield from _term(store, iri)


def _term(store: Store, iri: str) -> Iterator[str]:
    """Yield one term: its definition, what it joins, an example."""
    label, definition = (
        "".join(_texts(store, iri, predicate))
        for predicate in (RDFS + "label", _SKOS + "definition")
    )
    yield f"### {curie(iri)}\n\n**{label}.** {definition}\n"
    rows = []
    for name, predicates in _ROWS:
        values = [text for predicate in predicates for text in _texts(store, iri, predicate)]
        if values:
            rows.append(f"* {name}: {', '.join(values)}")
    if example := _example(store, iri):
        rows.append(f"* example: `{example}`")
    if rows:
        yield "\n".join(rows) + "\n"


def _texts(store: Store, iri: str, predicate: str) -> list[str]:
    """Return the values of a property, a term of ours as a link to where it stands."""
    found = store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, _GRAPH)
    return sorted(_written(quad.object, predicate) for quad in found)


def _written(value: object, predicate: str) -> str:
    if isinstance(value, Literal):
        return f"`{value.value}`" if predicate.endswith("notation") else value.value
    short = curie(value.value) if isinstance(value, NamedNode) else str(value)
    own = isinstance(value, NamedNode) and value.value.startswith(AG)
    return f"[`{short}`](#{short.replace(':', '').lower()})" if own else f"`{short}`"


def _example(store: Store, iri: str) -> str:
    """Return the shortest triple of the data with the term; empty where there is none."""
    term = NamedNode(iri)
    for pattern in ((None, term, None), (None, _TYPE, term), (None, None, term)):
        triples = [
            _triple(quad) for quad in store.quads_for_pattern(*pattern) if quad.graph_name != _GRAPH
        ]
        if triples:
            return min(triples, key=lambda triple: (len(triple), triple))
    return ""


def _triple(quad: Quad) -> str:
    return " ".join(_short(part) for part in (quad.subject, quad.predicate, quad.object))


def _short(term: object) -> str:
    """Write a term as Turtle would; a long text is cut."""
    if isinstance(term, NamedNode):
        return curie(term.value)
    text = str(term).replace("`", "'").replace("\\n", " ")
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
