"""Write the documentation of the ontology as one HTML page that loads nothing from anywhere.

In: a store with its ontology. Out: HTML: each class and property with its definition, where it
is, what it joins, and an example from the data. Every text is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.names import curie, local_name
from attachgraph.notice import NOTICE
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from pyoxigraph import Store

_ONTOLOGY: Final = "https://w3id.org/attachgraph/ontology"
_GRAPH: Final = NamedNode(GRAPH + "ontology")
_OWL, _SKOS, _SCHEMA = PREFIXES["owl"], PREFIXES["skos"], PREFIXES["schema"]
_SECTIONS: Final = (
    ("classes", "Classes", (_OWL + "Class",)),
    ("edges", "Properties that join things", (_OWL + "ObjectProperty",)),
    ("values", "Properties with a text or number", (_OWL + "DatatypeProperty",)),
    ("others", "Other properties", (_OWL + "AnnotationProperty", RDF + "Property")),
    ("statuses", "Standing of a statement in the literature", (AG + "Status",)),
)
_ROWS: Final = (
    ("Definition", _SKOS + "definition"),
    ("Note", _SKOS + "scopeNote"),
    ("Name of the edge", _SKOS + "notation"),
    ("Below", RDFS + "subClassOf"),
    ("Below", RDFS + "subPropertyOf"),
    ("Inverse of", _OWL + "inverseOf"),
    ("From", RDFS + "domain"),
    ("From one of", _SCHEMA + "domainIncludes"),
    ("To", RDFS + "range"),
    ("To one of", _SCHEMA + "rangeIncludes"),
    ("Same as", _OWL + "equivalentClass"),
    ("Example", _SKOS + "example"),
)
_CSS: Final = """
:root { color-scheme: light dark; --page: #fff; --ink: #1d2733; --soft: #55626f; --line: #d5dbe1;
  --link: #14607a; --card: #f6f8fa }
@media (prefers-color-scheme: dark) { :root { --page: #14191f; --ink: #e8edf2; --soft: #a9b4bf;
  --line: #37424d; --link: #7fd0ea; --card: #1c232b } }
* { box-sizing: border-box } html { scroll-behavior: auto }
body { margin: 0 auto; max-width: 66rem; padding: 1.5rem;
  background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif }
a { color: var(--link) } a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
h1 { line-height: 1.2 } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
h3 { margin: 0 } code { font-size: .92em; overflow-wrap: anywhere }
nav ul { columns: 14rem; padding-left: 1.2rem } .soft { color: var(--soft) }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  padding: .9rem 1.1rem; margin: 1rem 0; scroll-margin-top: 1rem }
dl { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: .3rem 1rem;
  margin: .6rem 0 0 }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
.skip { position: absolute; left: -99rem } .skip:focus { position: static }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr } dt { margin-top: .4rem } }
"""


def ontology_page(store: Store, version: str) -> str:
    """Write the page."""
    described = _describe(store)
    title = _first(described[_ONTOLOGY], RDFS + "label") or "ontology"
    listed = {
        key: sorted(
            (
                iri
                for iri, values in described.items()
                if iri.startswith(AG)
                and any(getattr(value, "value", "") in types for value in values[RDF + "type"])
            ),
            key=local_name,
        )
        for key, _, types in _SECTIONS
    }
    seen: set[str] = set()
    body = []
    for key, heading, _ in _SECTIONS:
        terms = [iri for iri in listed[key] if iri not in seen]
        seen.update(terms)
        if terms:
            opening = f'<section aria-labelledby="{key}"><h2 id="{key}">{heading}</h2>'
            articles = (_article(store, iri, described) for iri in terms)
            body += [opening, _index(terms), *articles, "</section>"]
    intro = _first(described[_ONTOLOGY], PREFIXES["dcterms"] + "description")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">To the terms</a>\n'
        f"<header><h1>{escape(title)}</h1>\n<p>{escape(intro)}</p>\n"
        f'<p class="soft">Release {escape(version)}. Prefix <code>ag:</code> is '
        f"<code>{escape(AG)}</code>. {escape(NOTICE)}</p></header>\n"
        f'<main id="main">\n{chr(10).join(body)}\n</main>\n</body>\n</html>\n'
    )


def _describe(store: Store) -> dict[str, dict[str, list[NamedNode | Literal]]]:
    """Read the ontology: term to property to values, sorted."""
    described: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for quad in sorted(store.quads_for_pattern(None, None, None, _GRAPH), key=str):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            described[quad.subject.value][quad.predicate.value].append(quad.object)
    _ = described[_ONTOLOGY]
    return described


def _first(values: dict[str, list[NamedNode | Literal]], predicate: str) -> str:
    found = values.get(predicate, [])
    return found[0].value if found else ""


def _index(terms: list[str]) -> str:
    items = "".join(
        f'<li><a href="#{escape(local_name(iri))}">{escape(local_name(iri))}</a></li>'
        for iri in terms
    )
    return f'<nav aria-label="Terms of this section"><ul>{items}</ul></nav>'


def _article(
    store: Store, iri: str, described: dict[str, dict[str, list[NamedNode | Literal]]]
) -> str:
    values = described[iri]
    name = local_name(iri)
    rows = [
        (heading, ", ".join(_written(value, described) for value in values[predicate]))
        for heading, predicate in _ROWS
        if values.get(predicate)
    ]
    rows += [("Is", "symmetric")] * any(
        value.value == _OWL + "SymmetricProperty" for value in values[RDF + "type"]
    )
    rows += _used(store, iri)
    listed = "".join(f"<dt>{heading}</dt><dd>{text}</dd>" for heading, text in rows)
    label = _first(values, RDFS + "label")
    return (
        f'<article id="{escape(name)}" aria-labelledby="{escape(name)}-h">'
        f'<h3 id="{escape(name)}-h">ag:{escape(name)} '
        f'<span class="soft">{escape(label)}</span></h3>'
        f"<dl>{listed}</dl></article>"
    )


def _written(
    value: NamedNode | Literal, described: dict[str, dict[str, list[NamedNode | Literal]]]
) -> str:
    if isinstance(value, Literal):
        return escape(value.value)
    short = escape(curie(value.value))
    if value.value.startswith(AG) and value.value in described:
        return f'<a href="#{escape(local_name(value.value))}"><code>{short}</code></a>'
    return f"<code>{short}</code>"


def _used(store: Store, iri: str) -> list[tuple[str, str]]:
    """Show how often the data use a term, and the first such triple."""
    term, type_ = NamedNode(iri), NamedNode(RDF + "type")
    found = [
        quad
        for pattern in ((None, term, None), (None, type_, term))
        for quad in store.quads_for_pattern(*pattern)
        if quad.graph_name != _GRAPH
    ]
    if not found:
        return [("In the data", "not used yet")]
    first = min(found, key=str)
    cells = (_short(part) for part in (first.subject, first.predicate, first.object))
    example = f"<code>{' '.join(cells)}</code>"
    times = "once" if len(found) == 1 else f"{len(found):,} times"
    return [("In the data", f"{times}, such as {example}")]


def _short(term: object) -> str:
    """Write a term as Turtle would, cut if it is long."""
    if isinstance(term, NamedNode):
        return escape(curie(term.value))
    text = str(term)
    return escape(text if len(text) <= 90 else text[:89] + "…")  # noqa: PLR2004 - a line
