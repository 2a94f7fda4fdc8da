"""The verbs that look at things: entries, edges and their words, what is near and what is missing.

In: names as people say them. Out: descriptions, tables, a grid. All work is done in
:mod:`attachgraph.store` and :mod:`attachgraph.network`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar, cast

from attachgraph.graph.asking import Asking
from attachgraph.graph.edges import Edge, Passage
from attachgraph.graph.gaps import Grid
from attachgraph.graph.tables import Table

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.dataset.comparison import Comparison
    from attachgraph.dataset.description import Description
    from attachgraph.dataset.search.index import Hit, SearchIndex
    from attachgraph.graph.ways import Step

__all__ = ["Things"]

_Found = TypeVar("_Found")


class Things(Asking):
    """A dataset whose things can be looked at."""

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

        return self._about((name,), lambda store, iris: describe(store, *iris))

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

        iri = find_pairing(self._source, one, other)
        return self._reading(lambda store: describe(store, iri))

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
        from attachgraph.dataset.resolving import resolve
        from attachgraph.graph.edges import find_edges

        iri = None if about is None else resolve(self.store, about)
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
        from attachgraph.dataset.lookup import Lookup
        from attachgraph.graph.edges import passages_of
        from attachgraph.rdf.namespaces import BASE

        name = edge if isinstance(edge, str) else edge.id
        iri = name if "://" in name else BASE + name.replace("statement:", "statement/")
        return self._reading(lambda store: passages_of(Lookup(store), iri))

    def search(self, words: str, *, kind: str | None = None, limit: int = 20) -> Table[Hit]:
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
        Table of Hit
            The best first.

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
        from attachgraph.dataset.search.index import Hit

        found = self._index().search(words, limit=limit, kind=kind)
        columns = tuple(each.name for each in fields(Hit))
        return Table(found.hits, columns, shown=("kind", "id", "title", "words", "status"))

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

        return self._about((one, other), lambda store, iris: compare(store, *iris))

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
        from attachgraph.dataset.coverage import coverage

        return Grid(coverage(self.store))

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
        from attachgraph.dataset.resolving import resolve
        from attachgraph.graph.ways import find_ways

        ends = resolve(self._source, start), resolve(self._source, end)
        return self._reading(lambda store: find_ways(store, *ends, limit=limit))

    def _about(
        self,
        names: tuple[str, ...],
        read: Callable[[pyoxigraph.Store, tuple[str, ...]], _Found],
    ) -> _Found:
        from attachgraph.dataset.resolving import resolve

        iris = tuple(resolve(self._source, name) for name in names)
        return self._reading(lambda store: read(store, iris))

    def _reading(self, read: Callable[[pyoxigraph.Store], _Found]) -> _Found:
        """Read from the store; of one on a server, only what is needed is fetched."""
        import pyoxigraph

        source = self._source
        if isinstance(source, pyoxigraph.Store):
            return read(source)
        from attachgraph.remote.nearby import NearbyStore

        return read(cast("pyoxigraph.Store", NearbyStore(source)))

    def _index(self) -> SearchIndex:
        """Open the index of words, or build it: in the cache for a store on disk."""
        if self._words is None:
            from attachgraph.bundled import index_file
            from attachgraph.dataset.search.index import SearchIndex, open_index
            from attachgraph.dataset.search.indexing import build_index, index_key

            key = index_key(self._folder) if self._folder else ""
            path = index_file(key)
            self._words = open_index(path) if path else None
            if self._words is None:
                try:
                    connection = build_index(self.store, path)
                except OSError:  # the cache cannot be written
                    connection = build_index(self.store, None)
                self._words = SearchIndex(connection)
        return self._words
