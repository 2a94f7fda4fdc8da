"""A dataset so small that every measure on it can be worked out on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import networkx as nx

from attachgraph.dataset.coverage import Cell
from attachgraph.dataset.results import Bearing, Result
from attachgraph.network.corpus import Corpus, Ground

__all__ = ["corpus"]

#: Kinds of the nodes by the letter that their names begin with.
_KINDS: Final = {
    "p": "Pairing",
    "y": "AttachmentStyle",
    "c": "Concept",
    "s": "Source",
    "a": "Alias",
    "r": "PartnerRole",
    "w": "ConflictCycle",
    "m": "Move",
    "f": "Result",
}


def corpus(
    *edges: str,
    quotes: Mapping[str, list[str]] | None = None,
    literals: Mapping[str, str] | None = None,
) -> Corpus:
    """Build a corpus from lines such as ``p1 cites-source s1``; each has one passage.

    `quotes` gives an edge other passages; a literal is given as ``{"m1 ag:order": "1"}``.
    """
    graph = nx.MultiDiGraph()
    grounds: dict[tuple[str, str, str], tuple[Ground, ...]] = {}
    for number, line in enumerate(edges):
        subject, edge, target = line.split()
        for node in (subject, target):
            graph.add_node(node, kind=_KINDS[node[0]], label=node, literals={})
        graph.add_edge(subject, target, key=edge)
        words = (quotes or {}).get(line, [f"passage {number}"])
        grounds[subject, edge, target] = tuple(
            Ground(subject, edge, target, "reported", each, "Lead", "text", number)
            if quotes is None or line not in quotes
            else Ground(subject, edge, target, "reported", each, "Lead", "text", 1000 + len(each))
            for each in words
        )
    for name, value in (literals or {}).items():
        node, curie = name.split()
        graph.nodes[node]["literals"][curie] = (value,)
    found = tuple(_results(graph))
    cells = {
        node: _cell([result for result in found if node in result.about])
        for node, kind in graph.nodes(data="kind")
        if kind == "Pairing"
    }
    return Corpus(graph, grounds, found, cells)


def _results(graph: nx.MultiDiGraph[str]) -> Iterator[Result]:
    """Read the results, of which a line says what they are about; each bears on one claim."""
    for node, attributes in graph.nodes(data=True):
        if attributes["kind"] == "Result":
            values = attributes["literals"]
            about = tuple(graph.successors(node))
            direct = values.get("ag:direct") == ("true",)
            claim = "".join(values.get("rdfs:label", ("c1",)))
            yield Result(
                node,
                "".join(values.get("ag:summary", (node,))),
                about=about,
                source="Doe (2013)",
                year=2013,
                bearings=(Bearing("c1", claim, "disputes", direct=direct, about=about),),
            )


def _cell(found: list[Result]) -> Cell:
    """Count the samples of a pairing: one for each result."""
    direct = sum(result.level == "direct" for result in found)
    return Cell(
        styles=("y1", "y2"),
        labels=("y1", "y2"),
        pairing="p1",
        has_entry=True,
        level="thin",
        results=len(found),
        studies=len(found),
        samples=len(found),
        dyadic=0,
        direct=direct,
        direct_dyadic=0,
        projected=0,
        couples=0,
        claims=0,
        unsourced=0,
        sources=0,
    )
