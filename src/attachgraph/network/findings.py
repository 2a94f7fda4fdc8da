"""The findings of the dataset as rows: what a study did, and what that does to a claim.

In: a :class:`~attachgraph.network.corpus.Corpus`. Out: rows with what the curated table has. A
number that is missing there is missing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from attachgraph.network.corpus import Corpus

__all__ = ["STANCES", "Finding", "findings"]

#: What a finding does to a claim, by the name of the edge, from against to for.
STANCES: Final[dict[str, str]] = {
    "cito:disputes": "disputes",
    "null-result": "no effect",
    "cito:qualifies": "qualifies",
    "cito:supports": "supports",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the table of findings.

    Parameters
    ----------
    iri, summary : str
        Its IRI, and the result in one sentence.
    source : str
        Label of the publication.
    year : int or None
        When that was published; ``None`` where it was not seen.
    claim, stance : str
        Label of the claim it bears on, and what it does to it, a value of :data:`STANCES`.
    level : str
        ``direct`` or ``inferred``.
    design, outcome, direction : str
        As the table has them; ``""`` where it has nothing.
    couples, persons : tuple of int
        Sizes of the samples, one for each sample.
    """

    iri: str
    summary: str
    source: str
    year: int | None
    claim: str
    stance: str
    level: str
    design: str
    outcome: str
    direction: str
    couples: tuple[int, ...]
    persons: tuple[int, ...]


def findings(corpus: Corpus, about: str | None = None) -> list[Finding]:
    """List the findings, or those on one thing.

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    about : str, optional
        IRI of a pairing, a style, a concept or a claim.

    Returns
    -------
    list of Finding
        By claim; those for it first, then by source and IRI. A finding that bears on two claims is
        there twice, one that bears on none has neither claim nor stance.
    """
    if about is None:
        nodes: Iterable[str] = corpus.nodes("Finding")
    else:
        nodes = {
            node
            for node in corpus.graph.predecessors(about)
            if corpus.graph.nodes[node].get("kind") == "Finding"
        }
    order = ["", *STANCES.values()]
    return sorted(
        (row for node in nodes for row in _rows(corpus, node)),
        key=lambda row: (row.claim, -order.index(row.stance), row.source, row.iri),
    )


def _rows(corpus: Corpus, node: str) -> list[Finding]:
    sources = corpus.targets(node, "finding-of")
    year = corpus.literal(sources[0], "dcterms:issued")[:4] if sources else ""
    stances = [
        (corpus.label(claim), stance)
        for edge, stance in STANCES.items()
        for claim in corpus.targets(node, edge)
    ]
    return [
        Finding(
            node,
            corpus.literal(node, "ag:summary") or corpus.label(node),
            corpus.label(sources[0]) if sources else "",
            int(year) if year.isdigit() else None,
            claim,
            stance,
            corpus.literal(node, "ag:evidenceLevel"),
            corpus.literal(node, "ag:design"),
            corpus.literal(node, "ag:outcomeMeasured"),
            corpus.literal(node, "ag:direction"),
            _numbers(corpus, node, "ag:couples"),
            _numbers(corpus, node, "ag:persons"),
        )
        for claim, stance in stances or [("", "")]
    ]


def _numbers(corpus: Corpus, node: str, name: str) -> tuple[int, ...]:
    values = corpus.graph.nodes[node].get("literals", {}).get(name, ())
    return tuple(sorted(int(value) for value in values if value.isdigit()))
