"""Clusters of a large graph: what goes together, and how its members are ordered."""

from __future__ import annotations

import networkx as nx

from attachgraph.network.parts import owners
from attachgraph.views.layout.grouping import grouped, lifted


def test_pairings_go_by_their_styles_and_other_things_by_what_they_concern() -> None:
    """Six pairings of two styles are one cluster; six works on them too; a lone source is not."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(["style/shy", "style/bold"], kind="AttachmentStyle")
    graph.add_node("alone", kind="Source")
    for number in range(6):
        pairing, work = f"pairing-{number}", f"work-{number}"
        graph.add_node(pairing, kind="Pairing")
        graph.add_node(work, kind="Work")
        graph.add_edge(work, "pairing-3", "depicts")
        for style in ("style/shy", "style/bold"):
            role = f"role/{number}-{style}"
            graph.add_node(role, kind="PartnerRole")
            graph.add_edge(pairing, role, "has-partner")
            graph.add_edge(role, style, "style")
    owner = owners(graph)
    links = lifted(graph, owner)
    assert ("pairing-0", "style/shy", "style") in links, "an edge of a part is its entry's"
    clusters = {(one.kind, one.about): one.members for one in grouped(graph, owner, links)}
    assert set(clusters) == {
        ("Pairing", ("style/bold", "style/shy")),
        ("Work", ("pairing-3",)),
        ("AttachmentStyle", ()),
        ("Source", ()),
    }
    [pairings] = [found for (kind, _), found in clusters.items() if kind == "Pairing"]
    assert pairings[0] == "pairing-3", "the most connected first"
