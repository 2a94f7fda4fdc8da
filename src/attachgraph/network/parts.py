"""Say which nodes are parts of an entry and have no life of their own.

In: a graph of :func:`attachgraph.network.graph.to_networkx`. Out: owners. A partner role, a phase
or a position belongs to one entry; a source, a work, a trait or a concept is shared.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx

#: Kinds that the dataset is about in the first place.
CORE_KINDS: Final = frozenset({"AttachmentStyle", "Pairing"})

#: Kinds of the things that entries are about.
ENTRY_KINDS: Final = frozenset({"AttachmentStyle", "Concept", "Entry", "Pairing"})

#: Kinds whose IRIs hold the slug of the entry that they belong to (and aliases, which name one
#: entry).
PART_KINDS: Final = frozenset(
    {
        "Alias",
        "Attribute",
        "ConflictCycle",
        "Debate",
        "Move",
        "PartnerRole",
        "Phase",
        "Position",
        "Question",
    }
)


def owners(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Find the entry that each part belongs to, in the order of the nodes."""
    found = owners_among(
        dict(graph.nodes(data="kind")),
        lambda node: {*graph.successors(node), *graph.predecessors(node)},
    )
    return {node: found[node] for node in graph if node in found}


def owners_among(
    kinds: Mapping[str, str], neighbours: Callable[[str], Iterable[str]]
) -> dict[str, str]:
    """Find the entry that each part belongs to, among nodes that are given by their kinds."""
    # From each entry along edges in either direction, but only through parts: never through a
    # shared source. What two entries claim is a pairing's or style's, then that of the first IRI.
    found: dict[str, str] = {}
    entries = [node for node, kind in kinds.items() if kind in ENTRY_KINDS]
    entries.sort(key=lambda node: (kinds[node] not in CORE_KINDS, node))
    waiting = deque((node, node) for node in entries)
    while waiting:
        node, entry = waiting.popleft()
        for neighbour in sorted(neighbours(node)):
            if kinds.get(neighbour) in PART_KINDS and neighbour not in found:
                found[neighbour] = entry
                waiting.append((neighbour, entry))
    return found


def pairings_by_styles(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], str]:
    """Find the pairing of two styles by its roles; one style alone pairs with itself."""
    found: dict[tuple[str, str], str] = {}
    for node, kind in graph.nodes(data="kind"):
        if kind != "Pairing":
            continue
        roles = [r for r in graph.successors(node) if graph.nodes[r]["kind"] == "PartnerRole"]
        styles = sorted(
            style
            for role in roles
            for style in graph.successors(role)
            if graph.nodes[style]["kind"] == "AttachmentStyle"
        )
        if styles:
            found.setdefault((styles[0], styles[-1]), node)
    return found
