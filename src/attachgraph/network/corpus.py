"""The dataset as networks of a question start from it: the graph, and the words behind its edges.

In: a store. Out: a :class:`Corpus`, which knows for every edge the passages that assert it, and for
every pairing the results on it. Knows no question by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attachgraph.dataset.coverage import Cell, coverage
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.results import Result, all_results
from attachgraph.dataset.statements import all_statements
from attachgraph.network.graph import to_networkx
from attachgraph.rdf.bases import names_of

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

#: An edge of the dataset: subject, name of the edge, object.
Key: TypeAlias = tuple[str, str, str]

#: What stands for the section of words that are not a quote but the summary of a row of the table.
_TABLE: Final = "table of results"


class Ground(NamedTuple):
    """Words that an edge of a network rests on.

    Parameters
    ----------
    subject, edge, object : str
        The edge of the dataset: two IRIs with the name of the edge between them.
    status : str
        ``supported``, ``disputed`` …; of a result, its level (``direct`` or ``inferred``).
    words : str
        The quote as the text has it; of a result, its summary.
    section : str
        Heading or infobox label that the quote is under; ``"table of results"`` for a summary.
    text : str
        IRI of the text; ``""`` for a result.
    start : int
        Place of the quote in the text; -1 for a result.
    """

    subject: str
    edge: str
    object: str
    status: str
    words: str
    section: str
    text: str = ""
    start: int = -1

    @property
    def passage(self) -> tuple[str, int, str]:
        """What tells two passages apart, whatever they assert."""
        return self.text, self.start, self.words


@dataclass(frozen=True, slots=True)
class Corpus:
    """A dataset, read once for any number of networks.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As :func:`attachgraph.network.graph.to_networkx` makes it.
    grounds : mapping of (str, str, str) to tuple of Ground
        For an edge, the passages that assert it, in the order of the texts.
    cells : mapping of str to Cell
        For a pairing, how well it is studied.
    studied : tuple of Result
        What studies found, in the order of their IRIs.
    """

    graph: nx.MultiDiGraph[str]
    grounds: Mapping[Key, tuple[Ground, ...]] = field(default_factory=dict)
    studied: tuple[Result, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def nodes(self, *kinds: str) -> list[str]:
        """List the nodes of some kinds.

        Parameters
        ----------
        *kinds : str
            Local names of classes: ``"Pairing"``.

        Returns
        -------
        list of str
            IRIs, sorted.
        """
        return sorted(node for node, kind in self.graph.nodes(data="kind") if kind in kinds)

    def label(self, node: str) -> str:
        """Name a node as a person does.

        Parameters
        ----------
        node : str
            Its IRI.

        Returns
        -------
        str
            Its label.
        """
        return str(self.graph.nodes[node].get("label", node))

    def links(
        self, edge: str, subjects: Iterable[str], kinds: Iterable[str]
    ) -> Iterator[tuple[str, str, tuple[Ground, ...]]]:
        """Follow the edges of one name.

        Parameters
        ----------
        edge : str
            Name of the edges: ``"cites-source"``.
        subjects : iterable of str
            IRIs of the nodes to start from.
        kinds : iterable of str
            Kinds of the nodes to arrive at.

        Yields
        ------
        tuple
            Subject, object and what asserts the edge, in the order of the subjects, then of IRIs.
        """
        wanted = frozenset(kinds)
        for subject in subjects:
            for target in sorted(self.graph.successors(subject)):
                if edge in self.graph[subject][target] and self._kind(target) in wanted:
                    yield subject, target, self.grounds.get((subject, edge, target), ())

    def targets(self, node: str, edge: str) -> list[str]:
        """List what the edges of one name lead to.

        Parameters
        ----------
        node : str
            IRI to start from.
        edge : str
            Name of the edges.

        Returns
        -------
        list of str
            IRIs, sorted.
        """
        return sorted(t for t in self.graph.successors(node) if edge in self.graph[node][t])

    def results(self, node: str) -> tuple[Ground, ...]:
        """List the results on a node.

        Parameters
        ----------
        node : str
            IRI of a pairing, a style or a concept.

        Returns
        -------
        tuple of Ground
            One for each result, in the order of their IRIs: words are its summary, the status is
            its evidence level.
        """
        return tuple(
            Ground(result.iri, "about", node, result.level, result.summary, _TABLE)
            for result in self.studied
            if node in result.about
        )

    def results_on(self, node: str) -> list[Result]:
        """List what studies found on a node.

        Parameters
        ----------
        node : str
            IRI of a pairing, a style, a concept or a claim.

        Returns
        -------
        list of Result
            Those about it and those that bear on it, in the order of their IRIs.
        """
        return [
            result
            for result in self.studied
            if node in result.about or node in {bearing.claim for bearing in result.bearings}
        ]

    def literal(self, node: str, name: str) -> str:
        """Return the first value of a property.

        Parameters
        ----------
        node : str
            IRI.
        name : str
            CURIE of the property: ``"dcterms:issued"``.

        Returns
        -------
        str
            The value, ``""`` where there is none.
        """
        values = self.graph.nodes[node].get("literals", {}).get(name, ())
        return str(values[0]) if values else ""

    def _kind(self, node: str) -> str:
        return str(self.graph.nodes[node].get("kind", ""))


def read_corpus(store: Store) -> Corpus:
    """Read a dataset for networks.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset.

    Returns
    -------
    Corpus
        Equal for equal stores.

    Notes
    -----
    Reads every statement once: about two seconds for the bundled dataset. Keep it for several
    networks.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> read_corpus(Store()).nodes("Pairing")
    []
    """
    facts = Lookup(store)
    statements = all_statements(facts)
    grounds: dict[Key, list[Ground]] = {}
    for each in statements:
        key = each.subject, facts.vocabulary.edge_name(each.predicate), each.words
        grounds.setdefault(key, []).extend(
            Ground(*key, each.status, quote.exact, quote.section, quote.text, quote.start)
            for quote in each.quotations
        )
    return Corpus(
        to_networkx(store, statements=statements),
        {key: tuple(found) for key, found in grounds.items()},
        tuple(all_results(facts)),
        {iri: cell for cell in coverage(store) for iri in names_of(cell.pairing)},
    )
