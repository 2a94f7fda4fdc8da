"""Write the findings of studies down for the evidence map.

In: a graph of the dataset. Out: JSON values. Tells what the data say and nothing else: a finding
without a sample size has none here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attachgraph.views.evidence import short_id

if TYPE_CHECKING:
    import networkx as nx

_STANCES: Final = ("supports", "disputes", "qualifies")


def finding_records(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """Write findings as small records."""
    return [_record(graph, node) for node, kind in graph.nodes(data="kind") if kind == "Finding"]


def _record(graph: nx.MultiDiGraph[str], node: str) -> dict[str, Any]:
    literals = graph.nodes[node]["literals"]
    record: dict[str, Any] = {
        "id": short_id(node),
        "about": [],
        "stance": "",
        "claim": "",
        "source": "",
    }
    for _, target, name in graph.out_edges(node, keys=True):
        if name == "about":
            record["about"].append(short_id(target))
        elif name == "finding-of":
            record["source"] = short_id(target)
        elif name.removeprefix("cito:") in _STANCES:
            record["stance"], record["claim"] = name.removeprefix("cito:"), short_id(target)
    for key, name in (
        ("design", "ag:design"),
        ("direction", "ag:direction"),
        ("outcome", "ag:outcomeMeasured"),
        ("summary", "ag:summary"),
    ):
        record[key] = "; ".join(literals.get(name, ()))
    for key in ("couples", "persons"):
        record[key] = sorted(int(n) for n in literals.get(f"ag:{key}", ()) if str(n).isdigit())
    return record
