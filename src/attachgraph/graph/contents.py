"""The verbs that look at things: entries, edges and their words, what is near and what is missing.

In: names as people say them. Out: descriptions, tables, a grid. All work is done in
:mod:`attachgraph.dataset`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Self, TypeVar

from attachgraph.errors import MissingError, UsageError
from attachgraph.graph.edges import Edge, Passage
from attachgraph.graph.gaps import Grid
from attachgraph.graph.querying import Querying
from attachgraph.graph.tables import Table

if TYPE_CHECKING:
    from attachgraph.dataset.comparison import Comparison
    from attachgraph.dataset.counts import Counts
    from attachgraph.dataset.description import Description
    from attachgraph.dataset.search.index import SearchIndex
    from attachgraph.graph.hits import Hits
    from attachgraph.graph.paths import Step

_Found = TypeVar("_Found")


class Contents(Querying):
    """A dataset whose things can be looked at."""

    def __getitem__(self, name: object) -> Description:
        if not isinstance(name, str):
            problem = f"a dataset is read by name, and {name!r} is not one"
            raise UsageError(problem, fix='graph["avoidant-secure"]; list(graph) has all names')
        return self.entry(name)

    def __contains__(self, name: object) -> bool:
        try:
            return isinstance(name, str) and bool(self.resolve(name))
        except (MissingError, UsageError):
            return False

    def __iter__(self) -> Iterator[str]:
        """Name the entries, by which they can be had: ``graph[name]``."""
        kinds = ("Pairing", "AttachmentStyle", "Concept")
        return iter([name for kind in kinds for name in self._names(kind)])

    def _names(self, kind: str) -> list[str]:
        from attachgraph.dataset.lookup import Lookup
        from attachgraph.dataset.names import short_name

        return sorted({short_name(iri) for iri in Lookup(self.store).instances(kind)})

    def entry(self, name: str) -> Description:
        """Return all that the dataset says of a thing, with the words that say it.

        Parameters
        ----------
        name : str
            An entry, a source, a work, a person: a slug, a title, any alias, a CURIE or an IRI.

        Returns
        -------
        Description
            With ``title``, ``summary`` and ``parts``; it shows itself in a notebook.

        Raises
        ------
        MissingError
            If nothing has that name; the message gives the nearest.

        Examples
        --------
        >>> import attachgraph
        >>> entry = attachgraph.load().entry("secure-avoidant")
        >>> entry.title, entry.id
        ('Avoidant-Secure Relationship', 'pairing/avoidant-secure')
        >>> [item.text for item in entry.items("cycles")] != []
        True
        """
        from attachgraph.dataset.describing import describe

        return self.look_up(describe, name)

    def pairing(self, one: str, other: str) -> Description:
        """Return what the dataset says of the pairing of two styles, in whichever order.

        Parameters
        ----------
        one, other : str
            Two styles by any of their names; twice the same for a pairing of equals.

        Returns
        -------
        Description
            As of :meth:`entry`.

        Raises
        ------
        MissingError
            If there is no such style, or the dataset knows nothing of that pairing.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> graph.pairing("secure", "avoidant") == graph.pairing("avoidant", "secure")
        True
        """
        from attachgraph.dataset.describing import describe
        from attachgraph.dataset.resolving import find_pairing

        return self._dataset.read(describe, find_pairing(self._dataset.quads, one, other))

    def edges(
        self, *, type: str | None = None, status: str | None = None, about: str | None = None
    ) -> Table[Edge]:
        """Return what the texts assert, each with its words, its status and its sources.

        Parameters
        ----------
        type : str, optional
            ``pairs-with``, ``alias-of``, ``conflict-cycle``, ``cites-source``, ``depicted-in``, or
            ``claims`` for the sentences that entries claim; others are listed if it is unknown.
        status : str, optional
            ``supported``, ``weak``, ``disputed``, ``inferred``, ``reported`` or ``unsupported``.
        about : str, optional
            Only what begins or ends in this thing, by any of its names.

        Returns
        -------
        Table of Edge
            In the order of the texts; with ``to_pandas()``.

        Raises
        ------
        UsageError
            If there is no such type or status; the message gives the nearest.
        MissingError
            If nothing has the name of `about`.

        Examples
        --------
        >>> import attachgraph
        >>> disputed = attachgraph.load().edges(type="claims", status="disputed")
        >>> {edge.status for edge in disputed}
        {'disputed'}
        """
        from attachgraph.dataset.lookup import Lookup
        from attachgraph.graph.edges import find_edges

        iri = None if about is None else self.resolve(about)
        return find_edges(Lookup(self.store), type_=type, status=status, about=iri)

    def quotations(self, edge: Edge | str) -> Table[Passage]:
        """Return the passages that assert an edge.

        Parameters
        ----------
        edge : Edge or str
            One of :meth:`edges`, or the ``id`` of a statement.

        Returns
        -------
        Table of Passage
            Quote, what stands around it, its place, and the checksum of the text.

        Raises
        ------
        UsageError
            If the dataset has no such edge.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> edge = graph.edges(type="alias-of", about="avoidant-secure")[0]
        >>> graph.quotations(edge)[0].quote == edge.quotes[0]
        True
        """
        from attachgraph.graph.edges import passages_of

        name = (edge if isinstance(edge, str) else edge.id).replace("statement:", "statement/")
        return self._dataset.read(passages_of, name)

    def search(self, words: str, *, kind: str | None = None, limit: int = 20) -> Hits:
        """Search all names and all texts for words.

        Parameters
        ----------
        words : str
            Words, or beginnings of words, in any order.
        kind : str, optional
            Only things of this kind, such as ``claim`` or ``source``.
        limit : int
            How many hits at most.

        Returns
        -------
        Hits
            The best first; ``has_all`` is false where nothing has all the words, and ``meant``
            has the words that were looked for instead of misspelt ones.

        Raises
        ------
        UsageError
            If there are no words, or no such kind.

        Examples
        --------
        >>> import attachgraph
        >>> attachgraph.load().search("pursue withdraw", limit=1)[0].kind
        'cycle'
        """
        from attachgraph.dataset.search.index import Hit, label_of
        from attachgraph.graph.hits import Hits

        found = self._index().search(words, limit=limit, kind=kind)
        if label := self._dataset.read(partial(label_of, found=found), words):
            named = self._index().search(label, limit=limit, kind=kind)
            found = named._replace(meant=label) if named.hits else found
        columns = tuple(each.name for each in fields(Hit))
        return Hits(found.hits, columns, has_all=found.has_all, meant=found.meant)

    def compare(self, one: str, other: str) -> Comparison:
        """Put two entries side by side.

        Parameters
        ----------
        one, other : str
            Two pairings, styles or concepts, by any of their names.

        Returns
        -------
        Comparison
            What each says, and what they share; it shows itself in a notebook.

        Raises
        ------
        UsageError
            If both names mean the same.
        MissingError
            If nothing has one of the names.

        Examples
        --------
        >>> import attachgraph
        >>> found = attachgraph.load().compare("secure-avoidant", "anxious-avoidant")
        >>> [overlap.key for overlap in found.overlaps]
        ['concepts', 'traits', 'sources']
        """
        from attachgraph.dataset.comparison import compare

        return self.look_up(compare, one, other)

    def gaps(self) -> Grid:
        """Tell for every pair of styles how well it is studied: covered, thin or missing.

        Returns
        -------
        Grid
            One cell for each unordered pair of styles; in a notebook, the grid.

        Examples
        --------
        >>> import attachgraph
        >>> grid = attachgraph.load().gaps()
        >>> len(grid), grid["anxious", "secure"] == grid["secure", "anxious"]
        (10, True)
        """
        from attachgraph.dataset.coverage import coverage_by

        return Grid(coverage_by(self._dataset.ask))

    def path(self, start: str, end: str, *, limit: int = 3) -> Table[Step]:
        """Find the shortest ways from one thing to another.

        Parameters
        ----------
        start, end : str
            Two things by any of their names.
        limit : int
            Ways at most.

        Returns
        -------
        Table of Step
            Each edge of each way, with its words; empty where six steps do not connect the two.

        Raises
        ------
        UsageError
            If both names mean the same thing.
        MissingError
            If nothing has one of the names.

        Examples
        --------
        >>> import attachgraph
        >>> way = attachgraph.load().path("fleabag", "source:lozano-2021", limit=1)
        >>> way[0].way, way[0].step
        (1, 1)
        """
        from attachgraph.graph.paths import find_paths

        return self.look_up(partial(find_paths, limit=limit), start, end)

    def inferred(self) -> Self:
        """Return the dataset with what follows from it, in a graph of its own.

        Symmetric and inverse properties, sub-properties, and the hierarchy of SKOS; each inferred
        triple is in ``graph:inferred``, and no text asserts it.

        Returns
        -------
        Graph
            In memory; this one stays what it is.

        Examples
        --------
        >>> import attachgraph
        >>> dataset = attachgraph.load().inferred()
        >>> dataset.ask("ASK { GRAPH graph:inferred { ?entry cito:cites ?source } }")
        True
        """
        from attachgraph.dataset.inference import with_inferences

        return type(self)(with_inferences(self.store), unchanging=True)

    def look_up(self, read: Callable[..., _Found], *names: str) -> _Found:
        """Read what is said of some things, with a function of your own.

        From a store on a server only what the function looks up is fetched. It is called again
        until nothing is missing, so it only reads.

        Parameters
        ----------
        read : callable
            Given the quads, which have ``quads_for_pattern``, and the IRI of each thing.
        *names : str
            Things, by any of their names.

        Returns
        -------
        Any
            What the function returns.

        Raises
        ------
        MissingError
            If nothing has one of the names.

        Examples
        --------
        >>> import attachgraph
        >>> from pyoxigraph import NamedNode
        >>> def count(quads, iri):
        ...     return len(list(quads.quads_for_pattern(None, None, NamedNode(iri))))
        >>> attachgraph.load().look_up(count, "polyvagal theory") > 0
        True
        """
        iris = [self.resolve(name) for name in names]
        return self._dataset.read(read, *iris)

    def counts(self) -> Counts:
        """Count what there is: nodes by class, edges by name, statements by status, sources.

        Returns
        -------
        Counts
            With ``quads``, ``graphs``, ``classes``, ``edges``, ``statements`` and ``sources``.

        Examples
        --------
        >>> import attachgraph
        >>> attachgraph.load().counts().classes["Pairing"]
        10
        """
        return self._dataset.counts()

    def _index(self) -> SearchIndex:
        """Open the index of words, or build it: in the cache for a store on disk."""
        if self._words is None:
            from attachgraph.bundled import index_file
            from attachgraph.dataset.search.indexing import index_key
            from attachgraph.dataset.search.keeping import open_or_build

            source = self._dataset
            key = index_key(self._folder) if self._folder else source.words_key()
            self._words = open_or_build(source.words, index_file(key), self._tell)
        return self._words
