"""Collect what the page needs to know, as one JSON value.

In: a graph of the dataset and its assertions. Out: plain dicts, lists, strings and numbers. Knows
nothing of HTML; decides only what is told, in which order, and how short.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from attachgraph.dataset.coverage import LEVEL_SIGNS, LEVELS, Cell
from attachgraph.dataset.names import short_name, shortened
from attachgraph.dataset.words import INTENTS, STATUSES, worst
from attachgraph.network.parts import CORE_KINDS, owners
from attachgraph.rdf.bases import names_of, own_base
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES, RDFS
from attachgraph.views.appearance import (
    BACKGROUND,
    KINDS,
    STATUS_LOOKS,
    edge_look,
    kind_look,
)
from attachgraph.views.drawing import DrawnEdge, DrawnNode, draw
from attachgraph.views.edges import PageEdge, page_edges
from attachgraph.views.label_text import canvas_label, without_common_end
from attachgraph.views.layout.layout import Places, layout
from attachgraph.views.layout.overview import overview
from attachgraph.views.records import Strings, statement_records
from attachgraph.views.tours import tours_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from attachgraph.dataset.nodes import Property
    from attachgraph.dataset.statements import Statement
    from attachgraph.dataset.texts import Text
    from attachgraph.dataset.vocabulary import Vocabulary
    from attachgraph.folder import About

_SKOS: Final = PREFIXES["skos"]
#: Characters of a label; anybody's file may hold one of a megabyte.
_LONGEST_LABEL: Final = 2_000
_DCTERMS: Final = PREFIXES["dcterms"]
#: A record for programs; the card shows the reference that is made of it.
_UNSHOWN: Final = frozenset({AG + "record"})
#: Names to search by; the card shows them as other names.
_NAMES: Final = frozenset(
    {
        RDFS + "label",
        _SKOS + "prefLabel",
        _SKOS + "altLabel",
        _SKOS + "hiddenLabel",
    }
)
#: What the card tells of a node first; everything else follows in the order of the alphabet.
_FIRST_FACTS: Final = (
    _DCTERMS + "title",
    _SKOS + "definition",
    _SKOS + "scopeNote",
    _DCTERMS + "bibliographicCitation",
    _DCTERMS + "issued",
    PREFIXES["bibo"] + "doi",
    AG + "medium",
)
#: Shorter than the names of the properties.
_FACT_LABELS: Final = {
    _DCTERMS + "bibliographicCitation": "reference",
    _DCTERMS + "issued": "year",
    PREFIXES["bibo"] + "doi": "DOI",
    PREFIXES["schema"] + "sameAs": "same as",
}
#: Links to other datasets that a reader can follow.
_LINKS: Final = frozenset(
    {PREFIXES["schema"] + "sameAs", _SKOS + "exactMatch", _SKOS + "closeMatch"}
)


#: What the page has of a cell of the grid as it is.
_CELL: Final = ("level", "samples", "dyadic", "direct", "studies", "projected", "claims")


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows; `grid` and `names` are those of the whole dataset."""

    graph: nx.MultiDiGraph[str]
    statements: Sequence[Statement]
    evidence: Mapping[str, Any]
    vocabulary: Vocabulary
    texts: Mapping[str, Text]
    grid: Sequence[Cell]
    names: Mapping[str, str]
    about: About
    #: IRI of the node in the middle, ``""`` for the whole dataset.
    focus: str = ""


def payload(content: Content) -> dict[str, Any]:
    """Write the content of a page as one JSON value."""
    strings = Strings()
    places = layout(content.graph)
    edges = page_edges(content.graph, content.statements, content.vocabulary)
    texts = _quoted(content)
    statements = statement_records(
        content.statements, content.graph, texts, content.vocabulary, strings
    )
    return {
        "base": own_base(),
        "shared": _shared(content),
        "focus": short_name(content.focus) if content.focus else "",
        "background": BACKGROUND,
        "counts": _counts(content),
        "kinds": _kinds(content),
        "edgeTypes": _edge_types(edges, content),
        "statuses": [
            {
                "name": name,
                "sign": look.sign,
                "words": words,
                "colour": [look.light, look.dark],
                "dashes": look.dashes,
                "weight": look.weight,
            }
            for name, words in STATUSES.items()
            for look in [STATUS_LOOKS[name]]
        ],
        "intents": INTENTS,
        "predicates": {
            content.vocabulary.edge_name(iri): content.vocabulary.words(iri)
            for iri in sorted({one.predicate for one in content.statements})
        },
        "network": _network(content, places.wide, edges),
        "quotations": [edge.statements for edge in edges],
        "things": _things(content, strings),
        "statements": statements,
        "strings": strings.table(),
        "grid": _grid(content),
        "texts": [
            {
                "title": text.title,
                "licence": text.licence,
                "subject": short_name(text.subject),
                "content": text.content if text.is_open else "",
            }
            for text in texts.values()
        ],
        "overview": _overview(content),
        "about": {
            name: value
            for name, value in content.about.as_record().items()
            if name in {"title", "author", "version", "URL"}
        }
        | {"credit": content.about.credit},
        "tours": [] if content.focus else tours_for(content.graph),
        **content.evidence,
    }


def _quoted(content: Content) -> dict[str, Text]:
    """Take the texts that the statements of this page quote."""
    named = {quote.text for one in content.statements for quote in one.quotations}
    return {iri: text for iri, text in content.texts.items() if iri in named}


def _overview(content: Content) -> dict[str, dict[str, tuple[float, float]]] | None:
    """Say where styles and pairings are at first; nothing around a single entry."""
    places = None if content.focus else overview(content.graph)
    return places and {
        name: {short_name(node): place for node, place in arrangement.items()}
        for name, arrangement in places._asdict().items()
    }


def _counts(content: Content) -> dict[str, int]:
    classes = Counter(type_ for _, types in content.graph.nodes(data="types") for type_ in types)
    return {
        "pairings": classes[AG + "Pairing"],
        "styles": classes[AG + "AttachmentStyle"],
        "statements": len(content.statements),
        "sources": classes[AG + "Source"],
        "texts": len({quote.text for one in content.statements for quote in one.quotations}),
    }


def _kinds(content: Content) -> list[dict[str, Any]]:
    counted = Counter(kind for _, kind in content.graph.nodes(data="kind"))
    calm = not content.focus and overview(content.graph) is not None
    known = [kind for kind in KINDS if kind in counted]
    records = []
    for kind in known + sorted(counted.keys() - KINDS.keys()):
        look = kind_look(kind)
        records.append(
            {
                "name": kind,
                "label": content.vocabulary.words(AG + kind),
                "count": counted[kind],
                "shape": look.shape,
                "size": look.size,
                "filled": look.filled,
                "dashed": look.dashed,
                "colour": [look.light, look.dark],
                "shown": look.shown or (look.opened and not calm),
                "opened": look.opened,
            }
        )
    return records


def _edge_types(edges: Iterable[PageEdge], content: Content) -> list[dict[str, Any]]:
    edges = list(edges)
    counted = Counter(edge.name for edge in edges)
    symmetric = {edge.name for edge in edges if edge.symmetric}
    predicates = {edge.name: edge.predicate for edge in edges}
    # Edges that only their IRI names are left out at first, unless nothing would be drawn.
    bare = not any(edge_look(name).shown for name in counted)
    records = []
    for name in sorted(counted, key=lambda name: content.vocabulary.place(predicates[name])):
        look = edge_look(name)
        records.append(
            {
                "name": name,
                "label": content.vocabulary.words(predicates[name]),
                "count": counted[name],
                "symmetric": name in symmetric,
                "colour": [look.light, look.dark],
                "width": look.width,
                "shown": look.shown or bare,
            }
        )
    return records


def _network(content: Content, places: Places, edges: Sequence[PageEdge]) -> dict[str, Any]:
    drawn_nodes = []
    short = _short_labels(content.graph)
    for node, attributes in content.graph.nodes(data=True):
        kind = attributes["kind"]
        order = attributes["literals"].get("ag:order", ())
        # A move is drawn as its number in the loop; the card has its words.
        label = order[0] if kind == "Move" and order else short.get(node, attributes["label"])
        drawn_nodes.append(
            DrawnNode(
                short_name(node), canvas_label(label), kind, kind_look(kind).shape, *places[node]
            )
        )
    bends = _bends(edges)
    drawn_edges = [
        DrawnEdge(
            short_name(edge.source),
            short_name(edge.target),
            edge.name,
            worst(content.statements[number].status for number in edge.statements),
            "" if edge.symmetric else "to",
            bends[edge.source, edge.target, edge.name],
        )
        for edge in edges
    ]
    return draw(drawn_nodes, drawn_edges)


def _short_labels(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """On the canvas, "Relationship" below ten pairings and "attachment" in four styles is noise."""
    short: dict[str, str] = {}
    for core in CORE_KINDS:
        labels = {
            n: graph.nodes[n]["label"] for n, kind in graph.nodes(data="kind") if kind == core
        }
        short.update(without_common_end(labels))
    return short


def _bends(edges: Iterable[PageEdge]) -> dict[tuple[str, str, str], float]:
    """Keep parallel edges apart: the first view's stay straight, moves run round in a loop."""
    lanes: Counter[frozenset[str]] = Counter()
    bends = {}
    for edge in sorted(edges, key=lambda edge: not edge_look(edge.name).shown):
        lane = frozenset({edge.source, edge.target})
        loop = edge.name == "next-move"
        bends[edge.source, edge.target, edge.name] = 0.25 if loop else round(0.15 * lanes[lane], 2)
        lanes[lane] += 1
    return bends


def _things(content: Content, strings: Strings) -> dict[str, dict[str, Any]]:
    told: dict[str, set[str]] = defaultdict(set)
    for statement in content.statements:
        told[statement.subject].add(statement.predicate)
    owner = owners(content.graph)
    things = {}
    for node, attributes in content.graph.nodes(data=True):
        label, properties = attributes["label"], attributes["properties"]
        things[short_name(node)] = {
            "label": shortened(label, _LONGEST_LABEL),
            "names": sorted(
                {p.object.value for p in properties if p.predicate in _NAMES} - {label}
            ),
            "owner": short_name(owner.get(node, "")),
            "reference": next(
                iter(attributes["literals"].get("dcterms:bibliographicCitation", ())), ""
            ),
            "facts": [
                [strings.number(name), strings.number(value)]
                for name, value in _facts(properties, told[node], content.vocabulary)
            ],
        }
    return things


def _facts(
    properties: Iterable[Property], told: set[str], vocabulary: Vocabulary
) -> list[tuple[str, str]]:
    """List what no statement asserts: it comes from the authority lists or the concept scheme."""
    facts = []
    for predicate, value, _ in properties:
        if predicate in _NAMES | _UNSHOWN | told or not hasattr(value, "value"):
            continue
        if isinstance(value, NamedNode) and predicate not in _LINKS:
            continue
        rank = _FIRST_FACTS.index(predicate) if predicate in _FIRST_FACTS else len(_FIRST_FACTS)
        label = _FACT_LABELS.get(predicate) or vocabulary.words(predicate)
        facts.append((rank, label, value.value))
    return [(label, value) for _, label, value in sorted(set(facts))]


def _name(content: Content, path: str) -> str:
    return next((content.names[iri] for iri in names_of(path) if iri in content.names), "")


def _shared(content: Content) -> dict[str, Any]:
    """List the names that are not below the base of the dataset: it shares them with others."""
    if own_base() == BASE:
        return {"base": BASE, "names": []}
    names = sorted(short_name(iri) for iri in content.names if iri.startswith(BASE))
    return {"base": BASE, "names": names}


def _grid(content: Content) -> dict[str, Any]:
    styles = list(dict.fromkeys(style for cell in content.grid for style in cell.styles))
    return {
        "styles": [{"id": style, "label": _name(content, style)} for style in styles],
        "levels": [
            {"name": level, "sign": LEVEL_SIGNS[level], "words": words}
            for level, words in LEVELS.items()
        ],
        "cells": [
            {
                "styles": [styles.index(style) for style in cell.styles],
                "pairing": cell.pairing if cell.has_entry else "",
                "label": shortened(_name(content, cell.pairing), _LONGEST_LABEL),
                **{name: getattr(cell, name) for name in _CELL},
            }
            for cell in content.grid
        ],
    }
