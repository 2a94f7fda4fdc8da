"""Networks made for a question: who is studied with whom, what cites what, what is named alike.

In: a :class:`~attachgraph.network.corpus.Corpus`. Out: NetworkX graphs whose edges carry a
``weight`` (an integer) and ``grounds``, the words they rest on. Measures on them are elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal

from attachgraph.errors import UsageError
from attachgraph.network.corpus import Corpus, Ground
from attachgraph.network.joining import add_edges, add_nodes, project
from attachgraph.network.parts import ENTRY_KINDS, pairings_by_styles

if TYPE_CHECKING:
    import networkx as nx

Evidence = Literal["samples", "direct", "sources", "sentences"]

_SOURCES: Final = frozenset({"BodyOfLiterature", "Source", "UnresolvedSource"})


def style_pairs(corpus: Corpus, *, weight: Evidence = "samples") -> nx.Graph[str]:
    """Join the attachment styles by the pairings between them, weighted by evidence.

    Which pairings does the evidence speak of, and which only the texts?

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    weight : {"samples", "direct", "sources", "sentences"}
        What the weight of an edge counts: the samples that bear on the pairing; those that measured
        this pairing; the different sources that its entry cites; the sentences that cite them.

    Returns
    -------
    networkx.Graph
        Styles; a pairing of a style with itself is a loop. Edges have ``pairing`` (its IRI),
        ``label``, all four counts by their names, and ``weight``, one of them. The grounds are the
        results, then the passages that cite.

    Raises
    ------
    UsageError
        If there is no such count.

    Notes
    -----
    A weight of 0 is an edge: the pairing has an entry and was not studied. Sizes of samples are not
    a weight, because one source may report many and another none.
    """
    import networkx as nx

    if weight not in Evidence.__args__:  # type: ignore[attr-defined]
        names = ", ".join(Evidence.__args__)  # type: ignore[attr-defined]
        raise UsageError(f"“{weight}” is not a count of evidence", fix=f"one of {names}")
    network = nx.Graph(network="style-pairs", weight=weight)
    add_nodes(network, corpus, corpus.nodes("AttachmentStyle"))
    for (one, other), pairing in sorted(pairings_by_styles(corpus.graph).items()):
        results = corpus.results(pairing)
        cell = corpus.cells.get(pairing)
        cited = list(corpus.links("cites-source", [pairing], _SOURCES))
        passages = tuple(ground for _, _, found in cited for ground in found)
        counts = {
            "samples": cell.samples if cell else 0,
            "direct": cell.direct if cell else 0,
            "sources": len(cited),
            "sentences": len({ground.passage for ground in passages}),
        }
        network.add_edge(
            one,
            other,
            pairing=pairing,
            label=corpus.label(pairing),
            **counts,
            weight=counts[weight],
            grounds=(*results, *passages),
        )
    return network


def entry_sources(corpus: Corpus) -> nx.Graph[str]:
    """Join entries with the sources that they cite.

    What does each text rest on, and which sources carry many of them?

    Parameters
    ----------
    corpus : Corpus
        The dataset.

    Returns
    -------
    networkx.Graph
        Two-mode: entries have ``bipartite=0``, sources ``bipartite=1``. The weight counts the
        passages of the entry that cite the source. Entries that cite nothing are isolated nodes.
    """
    return _two_mode(corpus, "entry-sources", "cites-source", _SOURCES)


def entry_concepts(corpus: Corpus) -> nx.Graph[str]:
    """Join entries with the concepts that they mention.

    Which ideas do the texts share, and which belong to one of them alone?

    Parameters
    ----------
    corpus : Corpus
        The dataset.

    Returns
    -------
    networkx.Graph
        Two-mode: entries have ``bipartite=0``, concepts ``bipartite=1``. The weight counts the
        passages that mention the concept. Only pairings and styles are on the side of the entries:
        a concept that has an entry of its own is a concept here, and a node has one side.
    """
    kinds = ("AttachmentStyle", "Pairing")
    return _two_mode(corpus, "entry-concepts", "mentions", frozenset({"Concept"}), kinds)


def _two_mode(
    corpus: Corpus,
    name: str,
    edge: str,
    kinds: frozenset[str],
    entries: tuple[str, ...] = tuple(sorted(ENTRY_KINDS)),
) -> nx.Graph[str]:
    import networkx as nx

    network = nx.Graph(network=name)
    links = list(corpus.links(edge, corpus.nodes(*entries), kinds))
    subjects = {subject for subject, _, _ in links}
    texts = (n for n in corpus.nodes(*entries) if n in subjects or _has_text(corpus, n))
    add_nodes(network, corpus, texts, bipartite=0)
    add_nodes(network, corpus, sorted({target for _, target, _ in links}), bipartite=1)
    add_edges(network, {(subject, target): found for subject, target, found in links})
    return network


def _has_text(corpus: Corpus, node: str) -> bool:
    """Tell an entry with a text of its own from a term of the concept scheme."""
    return bool(corpus.literal(node, "dcterms:abstract") or corpus.literal(node, "ag:claims"))


def co_citation(
    corpus: Corpus, *, within: Literal["entry", "sentence"] = "entry", at_least: int = 1
) -> nx.Graph[str]:
    """Join sources that are cited together.

    Which publications do the texts treat as one literature?

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    within : {"entry", "sentence"}
        Cited by the same entry, or by the same sentence, which says much more.
    at_least : int
        Leave out edges of a smaller weight.

    Returns
    -------
    networkx.Graph
        Sources, those cited alone as isolated nodes. The weight of an edge is the number of entries
        (of sentences) that cite both; ``shared`` are the IRIs of these entries.

    Raises
    ------
    UsageError
        If `within` is something else.

    Notes
    -----
    With A the entry by source matrix of zeros and ones, the weights are those of AᵀA off its
    diagonal. Co-citation was introduced by H. Small, “Co-citation in the scientific literature: a
    new measure of the relationship between two documents”, 1973. An entry that cites n sources
    gives n(n-1)/2 pairs: long entries weigh more, and `within="sentence"` does not have that fault.
    """
    import networkx as nx

    if within not in {"entry", "sentence"}:
        raise UsageError(f"“{within}” is not known", fix="within is entry or sentence")
    entries = corpus.nodes(*ENTRY_KINDS)
    links = list(corpus.links("cites-source", entries, _SOURCES))
    network = nx.Graph(network="co-citation", within=within)
    add_nodes(network, corpus, sorted({source for _, source, _ in links}))
    groups: dict[str, dict[str, tuple[Ground, ...]]] = defaultdict(dict)
    entry_of: dict[str, str] = {}
    for entry, source, found in links:
        if within == "entry":
            groups[entry][source] = found
            entry_of[entry] = entry
        else:
            for ground in found:
                group = f"{entry} {ground.text} {ground.start:09} {ground.words}"
                groups[group][source] = (ground,)
                entry_of[group] = entry
    _add_shared(network, groups, entry_of, at_least)
    return network


def coupling(corpus: Corpus, *, at_least: int = 1) -> nx.Graph[str]:
    """Join entries that cite the same sources.

    Which texts rest on the same literature, whether or not they name each other?

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    at_least : int
        Leave out edges of a smaller weight.

    Returns
    -------
    networkx.Graph
        Entries that cite anything. The weight is the number of sources that both cite; ``shared``
        are the IRIs of these sources.

    Notes
    -----
    With A the entry by source matrix of zeros and ones, the weights are those of AAᵀ off its
    diagonal: bibliographic coupling, introduced by M. M. Kessler, “Bibliographic coupling between
    scientific papers”, 1963. The dataset knows what entries cite, not what the sources cite in
    turn, so it is the entries that are coupled, and the sources that are co-cited.
    """
    import networkx as nx

    entries = corpus.nodes(*ENTRY_KINDS)
    network = nx.Graph(network="coupling")
    groups: dict[str, dict[str, tuple[Ground, ...]]] = defaultdict(dict)
    for entry, source, found in corpus.links("cites-source", entries, _SOURCES):
        groups[source][entry] = found
    add_nodes(network, corpus, sorted({entry for group in groups.values() for entry in group}))
    _add_shared(network, groups, {source: source for source in groups}, at_least)
    return network


def _add_shared(
    network: nx.Graph[str],
    groups: dict[str, dict[str, tuple[Ground, ...]]],
    names: dict[str, str],
    at_least: int,
) -> None:
    for pair, shared in project(groups).items():
        if len(shared) >= at_least:
            network.add_edge(
                *pair,
                weight=len(shared),
                shared=tuple(dict.fromkeys(names[group] for group in shared)),
                grounds=tuple(dict.fromkeys(g for found in shared.values() for g in found)),
            )
