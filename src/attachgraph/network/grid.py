"""Lay the pairings out as a style by style grid: covered, thin or missing.

In: a graph of :func:`attachgraph.network.graph.to_networkx` and the assertions of the store. Out:
one :class:`Cell` for each unordered pair of styles. Decides what "thin" means; draws nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final, Literal

from attachgraph.network.parts import owners
from attachgraph.rdf.namespaces import AG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from attachgraph.dataset.assertions import Assertion

__all__ = ["THIN_CLAIMS", "THIN_SOURCES", "Cell", "pairings_by_styles", "style_grid"]

#: A pairing with fewer sentences asserted about it, or fewer sources, is called thin. Ours: enough
#: for a paragraph on each of the usual sections, and for two sources to agree and a third to
#: differ.
THIN_CLAIMS: Final = 10
THIN_SOURCES: Final = 3

_SENTENCES: Final = frozenset({AG + "claims", PREFIXES["dcterms"] + "abstract"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of styles and what the dataset knows of it.

    Parameters
    ----------
    styles : tuple of str
        IRIs of the two styles, in the order of the grid.
    pairing : str
        IRI of the pairing, ``""`` where there is none.
    claims : int
        Sentences asserted of the pairing or one of its parts.
    sources : int
        Distinct sources that the entry or one of its statements cites.
    coverage : {"covered", "thin", "missing"}
        Missing: no text asserts anything of the pairing.
    """

    styles: tuple[str, str]
    pairing: str
    claims: int
    sources: int
    coverage: Literal["covered", "thin", "missing"]


def style_grid(graph: nx.MultiDiGraph[str], assertions: Iterable[Assertion]) -> list[Cell]:
    """List every unordered pair of styles with its coverage.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The dataset; its ``AttachmentStyle`` nodes span the grid.
    assertions : iterable of Assertion
        The statements of the same dataset.

    Returns
    -------
    list of Cell
        Row by row, styles in the order of their IRIs: n(n+1)/2 cells for n styles.
    """
    pairings = pairings_by_styles(graph)
    owner = owners(graph)
    claims: dict[str, int] = defaultdict(int)
    sources: dict[str, set[str]] = defaultdict(set)
    for assertion in assertions:
        entry = owner.get(assertion.subject, assertion.subject)
        claims[entry] += assertion.predicate in _SENTENCES
        sources[entry].update(citation.source for citation in assertion.citations)
        if assertion.predicate == AG + "citesSource":
            sources[entry].add(assertion.object.value)  # type: ignore[union-attr]
    styles = [node for node, kind in graph.nodes(data="kind") if kind == "AttachmentStyle"]
    cells = []
    for pair in combinations_with_replacement(sorted(styles), 2):
        pairing = pairings.get(pair, "")
        known = claims[pairing], len(sources[pairing])
        cells.append(Cell(pair, pairing, *known, coverage=_coverage(pairing, *known)))
    return cells


def _coverage(pairing: str, claims: int, sources: int) -> Literal["covered", "thin", "missing"]:
    if not pairing or claims + sources == 0:
        return "missing"
    return "covered" if claims >= THIN_CLAIMS and sources >= THIN_SOURCES else "thin"


def pairings_by_styles(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], str]:
    """Find the pairing of two styles by its roles; one style alone pairs with itself.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The dataset.

    Returns
    -------
    dict of (str, str) to str
        IRIs of two styles, sorted, to the IRI of their pairing.
    """
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
