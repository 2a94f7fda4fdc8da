"""A dataset so small that every measure on it can be worked out on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import networkx as nx

from attachgraph.dataset.findings import Finding
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
    "f": "Finding",
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
    return Corpus(graph, grounds, tuple(_findings(graph)))


def _findings(graph: nx.MultiDiGraph[str]) -> Iterator[Finding]:
    """Read the findings, of which a line says what they are about."""
    for node, attributes in graph.nodes(data=True):
        if attributes["kind"] == "Finding":
            values = attributes["literals"]
            yield Finding(
                node,
                "".join(values.get("ag:summary", (node,))),
                about=tuple(graph.successors(node)),
                level="".join(values.get("ag:evidenceLevel", ())),
            )
