"""The verbs that see a dataset as a network, and draw figures of it.

In: a dataset. Out: NetworkX graphs, similarities, figures. All work is done in
:mod:`attachgraph.network` and :mod:`attachgraph.views.plots`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attachgraph.graph.querying import Querying

if TYPE_CHECKING:
    from attachgraph.network.corpus import Corpus
    from attachgraph.network.resemblance import Similarity
    from attachgraph.views.plots.figure import Plot


class Networks(Querying):
    """A dataset that can be seen as networks."""

    def to_networkx(self, *, everything: bool = False, contested: bool = False) -> Any:
        """Return the edges as a NetworkX graph, ready for ``networkx.write_gexf`` and the like.

        Parameters
        ----------
        everything : bool
            Take statements, quotations, texts and the ontology as nodes, too: such a graph holds
            every quad of the dataset, and :func:`from_networkx` is the way back. Its attributes are
            tuples, which no file format takes.
        contested : bool
            Take the edges and claims that are disputed, contradicted, unsupported or inferred,
            too.

        Returns
        -------
        networkx.MultiDiGraph
            Nodes are IRIs; the key of an edge is its name, such as ``"alias-of"``; its attributes
            hold the quote, the statements and, as one plain value, the ``standing``. Every
            attribute is a text or a number; several values are joined by ``"; "``.

        Examples
        --------
        >>> import attachgraph
        >>> network = attachgraph.load().to_networkx()
        >>> {kind for _, kind in network.nodes(data="kind")} >= {"Pairing", "Source", "Work"}
        True
        >>> "reported" in {standing for *_, standing in network.edges(data="standing")}
        True
        >>> pairing = "https://w3id.org/attachgraph/pairing/anxious-avoidant"
        >>> contested = attachgraph.load().to_networkx(contested=True)
        >>> more = contested.nodes[pairing]["claims"]
        >>> len(more) > len(network.nodes[pairing]["claims"])
        True
        """
        from attachgraph.network.graph import to_networkx

        network = to_networkx(self.store, everything=everything, contested=contested)
        if everything:
            return network
        from attachgraph.network.joining import plain

        return plain(network)

    def to_pyvis(self, name: str | None = None) -> Any:
        """Return the edges as a pyvis network, to go on with: to filter, restyle, or show.

        Parameters
        ----------
        name : str or None
            What to draw with its parts and everything one edge away, by any of its names; ``None``
            draws everything.

        Returns
        -------
        pyvis.network.Network
            Nodes are IRIs with the label, shape, colour and place that they have in the explorer;
            the title of an edge has its status and the words that assert it. Physics is off. Its
            page works offline (``cdn_resources="in_line"``). Angle brackets in texts become
            quotation marks, because pyvis may take them for HTML.

        Raises
        ------
        MissingError
            If nothing has that name.

        Examples
        --------
        >>> import attachgraph
        >>> network = attachgraph.load().to_pyvis("avoidant-secure")
        >>> network.toggle_physics(True)
        >>> any(node["label"] == "Avoidant-Secure Relationship" for node in network.nodes)
        True
        """
        from attachgraph.views.interactive import to_pyvis

        if name is None:
            from attachgraph.network.graph import to_networkx

            return to_pyvis(to_networkx(self.store, contested=True))
        from attachgraph.dataset.lookup import Lookup
        from attachgraph.network.neighbourhood import neighbourhood

        iri = self.resolve(name)
        return to_pyvis(neighbourhood(self.store, Lookup(self.store), iri).graph)

    def corpus(self) -> Corpus:
        """Return what networks and similarities are made from. It is read once and kept.

        Returns
        -------
        attachgraph.network.Corpus
            The graph of :meth:`to_networkx`, with the passages behind every edge.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> graph.corpus() is graph.corpus()
        True
        """
        if self._corpus is None:
            from attachgraph.network.corpus import read_corpus

            self._corpus = read_corpus(self.store)
        return self._corpus

    def network(self, name: str, **options: Any) -> Any:
        """Make a network for a question.

        Parameters
        ----------
        name : str
            ``"style-pairs"``, ``"entry-sources"``, ``"entry-concepts"``, ``"co-citation"``,
            ``"coupling"``; or ``"cycle-moves"`` with the option ``cycle``, the name of a pairing or
            of a conflict cycle.
        **options : Any
            Those of the function of the same name in :mod:`attachgraph.network`.

        Returns
        -------
        networkx.Graph
            Edges have a ``weight`` and the ``grounds`` that they rest on; NetworkX measures it.

        Raises
        ------
        MissingError
            If there is no such network, or nothing has the name given for ``cycle``.

        Examples
        --------
        >>> import attachgraph
        >>> moves = attachgraph.load().network("cycle-moves", cycle="anxious-avoidant")
        >>> moves.number_of_nodes() == moves.number_of_edges()
        True
        """
        from attachgraph.network.catalogue import find_network

        found = find_network(name)
        if "cycle" in options:
            options["cycle"] = self.resolve(options["cycle"])
        return found.make(self.corpus(), **options)

    def similarity(self, first: str, second: str, **options: Any) -> Similarity:
        """Tell how alike two pairings are, in parts, with the passages behind what they share.

        Parameters
        ----------
        first, second : str
            Two pairings, by any of their names.
        **options : Any
            Those of :func:`attachgraph.network.similarity`.

        Returns
        -------
        attachgraph.network.Similarity
            Its value and its parts.

        Raises
        ------
        MissingError
            If nothing has that name.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> [part.name for part in graph.similarity("secure-avoidant", "secure-anxious").parts]
        ['concepts', 'sources', 'cycle']
        """
        from attachgraph.network.resemblance import similarity

        pair = self.resolve(first), self.resolve(second)
        return similarity(self.corpus(), *pair, **options)

    def plot(self, figure: str, name: str | None = None) -> Plot:
        """Draw a figure for a paper; it shows itself in a notebook.

        Parameters
        ----------
        figure : str
            ``"heat-map"``, ``"timeline"``, ``"results"`` or ``"cycle"``.
        name : str, optional
            What it is about, by any of its names: needed for ``"results"`` and ``"cycle"``.

        Returns
        -------
        attachgraph.views.plots.figure.Plot
            With ``caption``, ``alt`` and ``save("figure.svg")``.

        Raises
        ------
        MissingError
            If there is no such figure, or nothing has that name.
        UsageError
            If the figure needs a name, or takes none.

        Examples
        --------
        >>> import attachgraph
        >>> attachgraph.load().plot("cycle", "anxious-avoidant").title
        'Pursue-withdraw cycle (Anxious-Avoidant Relationship)'
        """
        from attachgraph.views.plots.catalogue import make_plot

        about = None if name is None else self.resolve(name)
        return make_plot(self.corpus(), figure, about)
