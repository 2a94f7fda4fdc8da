"""The façade: one class with the verbs of the command line, for Python and notebooks.

In: nothing, a folder of a store, or a store. Out: a :class:`Graph`. All work is done elsewhere and
imported when it is needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from attachgraph.network.corpus import Corpus
    from attachgraph.network.resemblance import Similarity
    from attachgraph.store.answers import Term
    from attachgraph.store.explanation import Explanation
    from attachgraph.store.remote.endpoint import RemoteStore
    from attachgraph.store.rows import Result
    from attachgraph.store.workers import Workers
    from attachgraph.views.plots.figure import Plot

__all__ = ["Graph", "Page", "from_networkx", "load", "open_store"]

#: Seconds that a query may take unless the caller says otherwise.
_TIMEOUT: Final = 30.0

#: What a variable can be given: a term, or what a person would type for one.
Value: TypeAlias = "Term | str"


def load(
    store: str | os.PathLike[str] | pyoxigraph.Store | None = None, *, in_memory: bool = False
) -> Graph:
    """Open a dataset.

    Parameters
    ----------
    store : path, address or pyoxigraph.Store, optional
        Folder of a store that ``attachgraph build`` has made, the address of a SPARQL endpoint, or
        a store that is open already. Left out, the bundled dataset.
    in_memory : bool
        Read all of the store into memory first. That takes three seconds and half a gigabyte for
        each million quads, and makes questions to the whole of it several times faster.

    Returns
    -------
    Graph
        The dataset.

    Raises
    ------
    MissingError
        If there is no such folder.
    InputError
        If the folder is no store, or the server does not answer.

    Examples
    --------
    >>> graph = load()
    >>> bool(graph.query("ASK { pairing:avoidant-secure a ag:Pairing }"))
    True
    """
    from attachgraph.store.remote.address import is_address

    if is_address(store) and not in_memory:
        from attachgraph.store.remote.endpoint import RemoteStore

        return Graph(RemoteStore(str(store)))
    opened = open_store(store) if store is None or isinstance(store, str | os.PathLike) else store
    if in_memory:
        opened = opened if is_address(store) else _copy(opened)
        return Graph(opened, unchanging=True)
    return Graph(opened)


def _copy(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """Copy a store into memory."""
    import pyoxigraph

    copy = pyoxigraph.Store()
    copy.extend(store)
    return copy


def from_networkx(graph: Any) -> Graph:
    """Turn a NetworkX graph back into a dataset.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Made by :meth:`Graph.to_networkx`; nodes and edges may be gone since. With
        ``everything=True`` nothing is lost: languages, datatypes, graph names, evidence.

    Returns
    -------
    Graph
        A dataset in memory.

    Raises
    ------
    InputError
        If a node or an edge lacks what its quads are made of.

    Examples
    --------
    >>> dataset = load()
    >>> len(from_networkx(dataset.to_networkx(everything=True))) == len(dataset)
    True
    """
    import pyoxigraph

    from attachgraph.network.graph import from_networkx as iter_quads

    store = pyoxigraph.Store()
    store.extend(iter_quads(graph))
    return Graph(store)


def open_store(store: str | os.PathLike[str] | None = None) -> pyoxigraph.Store:
    """Open a store as pyoxigraph has it.

    Parameters
    ----------
    store : path or address, optional
        Folder of a store, or a SPARQL endpoint. Left out, the bundled dataset.

    Returns
    -------
    pyoxigraph.Store
        The store; from a folder, read-only; from an endpoint, a copy in memory.

    Raises
    ------
    MissingError
        If there is no such folder.
    InputError
        If the folder is no store, or the server does not answer.
    """
    if store is None:
        from attachgraph.bundled import bundled_store

        return bundled_store()
    from attachgraph.store.remote.address import is_address

    if is_address(store):
        from attachgraph.store.remote.endpoint import RemoteStore

        return RemoteStore(str(store)).local
    from attachgraph.store import embedded

    return embedded.open_store(Path(store))


class Page(str):  # noqa: FURB189 - it goes where a str goes
    """A page of HTML that shows itself in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        from html import escape

        frame = "width: 100%; height: 720px; border: 0"
        return f'<iframe style="{frame}" title="explorer" srcdoc="{escape(self)}"></iframe>'

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file that any browser opens.

        Parameters
        ----------
        path : path
            The file.
        """
        Path(path).write_text(self, encoding="utf-8")


class Graph:
    """A dataset of entries, asked and taken away.

    Parameters
    ----------
    store : pyoxigraph.Store or RemoteStore
        The quads. They stay what they are: nothing here changes them.
    unchanging : bool or None
        Whether nobody else changes them either. A process is then kept ready for queries with a
        time limit; otherwise each starts its own, which takes at least 4 ms. ``None`` finds out
        whether the store refuses changes, as one from a folder does.

    """

    def __init__(
        self, store: pyoxigraph.Store | RemoteStore, *, unchanging: bool | None = None
    ) -> None:
        self._source = store
        self._unchanging = unchanging
        self._workers: Workers | None = None
        self._corpus: Corpus | None = None

    @property
    def store(self) -> pyoxigraph.Store:
        """The quads, for everything that is not on this façade; from a server, a copy of them.

        Queries go to the server. All else works on the copy, which is made when it is first needed.
        """
        import pyoxigraph

        source = self._source
        return source if isinstance(source, pyoxigraph.Store) else source.local

    @property
    def _is_remote(self) -> bool:
        return hasattr(self._source, "evaluate")

    def __len__(self) -> int:
        """Count the quads."""
        return len(self._source)

    def __repr__(self) -> str:
        return f"<attachgraph.Graph of {len(self):,} quads>"

    def query(
        self,
        sparql: str,
        *,
        params: Mapping[str, Value] | None = None,
        timeout: float | None = _TIMEOUT,
        limit: int | None = None,
    ) -> Result:
        """Ask in SPARQL.

        The prefixes of the dataset are declared, and the default graph is the union of all graphs.
        A query can neither change anything nor reach another machine.

        Parameters
        ----------
        sparql : str
            The query.
        params : mapping of str to term or str, optional
            Values for variables. A string is read as on the command line: a name such as
            ``"avoidant-secure"``, ``"ag:disputed"``, ``'"calm"@en'``.
        timeout : float or None
            Seconds that the engine may work; it does so in a process of its own that can be ended.
            ``None`` works in this process without a limit, and saves a tenth of a millisecond.
        limit : int or None
            Rows to return; ``None`` returns all.

        Returns
        -------
        Result
            For SELECT, its rows; for CONSTRUCT and DESCRIBE, rows of subject, predicate and object.
            For ASK, ``bool(result)`` is the answer.

        Raises
        ------
        QueryError
            If it is not valid SPARQL, or not allowed.
        QueryTimeout
            If it takes too long, here or while the rows are read.

        Examples
        --------
        >>> graph = load()
        >>> rows = graph.query(
        ...     "SELECT ?cycle { ?pairing ag:conflictCycle ?cycle }",
        ...     params={"pairing": "anxious-avoidant"},
        ... )
        >>> len(rows) > 0
        True
        """
        from attachgraph.store.query import run_query
        from attachgraph.store.rows import Result

        terms = self._terms(params) if params else None
        workers = None if timeout is None or self._is_remote else self._ready_workers()
        answer = run_query(
            self._source, sparql, params=terms, timeout=timeout, max_rows=limit, workers=workers
        )
        return Result(answer)

    def _terms(self, params: Mapping[str, Value]) -> dict[str, Term]:
        from attachgraph.store.values import parse_value

        return {
            name: parse_value(value, self._source) if isinstance(value, str) else value
            for name, value in params.items()
        }

    def _ready_workers(self) -> Workers:
        """Return the processes that work for this graph, which start at the first query."""
        if self._workers is None or self._workers.store is not self.store:
            from attachgraph.store.workers import Workers, is_read_only

            kept = is_read_only(self.store) if self._unchanging is None else self._unchanging
            self._workers = Workers(self.store, kept=kept)
        return self._workers

    def explain(
        self,
        sparql: str,
        *,
        params: Mapping[str, Value] | None = None,
        timeout: float = _TIMEOUT,
    ) -> Explanation:
        """Say what a query asks for, what it meets in the dataset, and what it cost.

        The query is run once. Of each triple pattern the matches are counted; names that the
        dataset does not have are told, with those that look like them.

        Parameters
        ----------
        sparql : str
            The query.
        params : mapping of str to term or str, optional
            As for :meth:`query`.
        timeout : float
            Seconds that the run may take.

        Returns
        -------
        Explanation
            Print it.

        Raises
        ------
        QueryError
            If it is not valid SPARQL, or not allowed.

        Examples
        --------
        >>> found = load().explain("SELECT ?c { ?pairing ag:conflictCycl ?c }")
        >>> found.warnings
        ('ag:conflictCycl is not in the dataset; did you mean ag:conflictCycle?',)
        """
        from attachgraph.store.explanation import explain_query

        terms = self._terms(params) if params else None
        return explain_query(self.store, sparql, params=terms, timeout=timeout)

    def ask(
        self,
        name: str,
        params: Mapping[str, Value] | None = None,
        *,
        timeout: float | None = _TIMEOUT,
    ) -> Result:
        """Run a question that is ready, by its name.

        Parameters
        ----------
        name : str
            As ``attachgraph queries`` lists it.
        params : mapping of str to term or str, optional
            Values for its parameters; those left out have their sample value.
        timeout : float or None
            As for :meth:`query`.

        Returns
        -------
        Result
            Its rows.

        Raises
        ------
        MissingError
            If there is no such question.

        Examples
        --------
        >>> moves = load().ask("show-conflict-cycle", {"pairing": "anxious-avoidant"})
        >>> "move" in moves.variables
        True
        """
        from attachgraph.store.named import find_query

        question = find_query(name)
        samples: dict[str, Value] = {entry.name: entry.sample for entry in question.parameters}
        return self.query(question.text, params={**samples, **(params or {})}, timeout=timeout)

    def to_networkx(self, *, everything: bool = False) -> Any:
        """Return the edges as a NetworkX graph; :func:`from_networkx` is the way back.

        Parameters
        ----------
        everything : bool
            Take statements, evidence, texts and the ontology as nodes, too: such a graph holds
            every quad of the dataset.

        Returns
        -------
        networkx.MultiDiGraph
            Nodes are IRIs; the key of an edge is its name, such as ``"alias-of"``; its attributes
            hold the quote, the status and the sources.
        """
        from attachgraph.network.graph import to_networkx

        return to_networkx(self.store, everything=everything)

    def corpus(self) -> Corpus:
        """Return what networks and similarities are made from. It is read once and kept.

        Returns
        -------
        attachgraph.network.Corpus
            The graph of :meth:`to_networkx`, with the passages behind every edge.
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
            ``"coupling"``, ``"name-overlap"``; or ``"cycle-moves"`` with the option ``cycle``, the
            name of a pairing or of a conflict cycle.
        **options : Any
            Those of the function of the same name in :mod:`attachgraph.network`.

        Returns
        -------
        networkx.Graph
            Edges have a ``weight`` and the ``grounds`` that they rest on. Measures are in
            :mod:`attachgraph.network`.

        Raises
        ------
        MissingError
            If there is no such network, or nothing has the name given for ``cycle``.

        Examples
        --------
        >>> moves = load().network("cycle-moves", cycle="anxious-avoidant")
        >>> moves.number_of_nodes() == moves.number_of_edges()
        True
        """
        from attachgraph.network.catalogue import find_view

        view = find_view(name)
        if "cycle" in options:
            from attachgraph.store.names import resolve

            options["cycle"] = resolve(self.store, options["cycle"])
        return view.make(self.corpus(), **options)

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
        >>> [part.name for part in load().similarity("secure-avoidant", "secure-anxious").parts]
        ['concepts', 'sources', 'cycle']
        """
        from attachgraph.network.resemblance import similarity
        from attachgraph.store.names import resolve

        pair = resolve(self.store, first), resolve(self.store, second)
        return similarity(self.corpus(), *pair, **options)

    def plot(self, figure: str, name: str | None = None) -> Plot:
        """Draw a figure for a paper; it shows itself in a notebook.

        Parameters
        ----------
        figure : str
            ``"heat-map"``, ``"timeline"``, ``"findings"``, ``"similarity"`` or ``"cycle"``.
        name : str, optional
            What it is about, by any of its names: needed for ``"findings"`` and ``"cycle"``.

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
        >>> load().plot("cycle", "anxious-avoidant").title
        'Pursue-withdraw cycle (Anxious-Avoidant Relationship)'
        """
        from attachgraph.store.names import resolve
        from attachgraph.views.plots.catalogue import make_plot

        about = None if name is None else resolve(self.store, name)
        return make_plot(self.corpus(), figure, about)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return an rdflib view on the same quads, with the prefixes bound.

        Its ``query`` is rdflib's own way to the engine: it has no time limit, and ``SERVICE`` in it
        sends requests. Use :meth:`query` for queries that are not yours.

        Returns
        -------
        rdflib.Dataset
            On the same store, with the union of all graphs as its default graph.
        """
        import oxrdflib
        import rdflib

        from attachgraph.rdf.namespaces import PREFIXES

        dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace, replace=True)
        return dataset

    def inferred(self) -> Graph:
        """Return the dataset with what follows from it, in a graph of its own.

        Symmetric and inverse properties, sub-properties, and the hierarchy of SKOS; each inferred
        triple is in ``graph:inferred``, and no text asserts it.

        Returns
        -------
        Graph
            In memory; this one stays what it is.

        Examples
        --------
        >>> dataset = load().inferred()
        >>> bool(dataset.query("ASK { GRAPH graph:inferred { ?entry cito:cites ?source } }"))
        True
        """
        from attachgraph.store.inference import with_inferences

        return Graph(with_inferences(self.store))

    def view(self, name: str | None = None, *, sparql: bool = True) -> Page:
        """Draw the explorer: one page that works offline, and shows itself in a notebook.

        Parameters
        ----------
        name : str or None
            What to draw with its surroundings, by any of its names; ``None`` draws everything.
        sparql : bool
            Let the page answer SPARQL by itself, which makes it 3 MB larger.

        Returns
        -------
        Page
            The HTML, with a method ``save``.

        Raises
        ------
        MissingError
            If nothing has that name.
        """
        from attachgraph.store.names import resolve
        from attachgraph.views.explorer import render

        iri = None if name is None else resolve(self.store, name)
        return Page(render(self.store, iri, sparql=sparql))

    def export(
        self,
        format: str,  # noqa: A002 - the word of the command line
        name: str | None = None,
        *,
        graphs: Iterable[str] | None = None,
        evidence: bool = True,
        texts: bool = False,
    ) -> bytes:
        """Write the dataset, or one entry of it, byte for byte the same for the same content.

        Parameters
        ----------
        format : str
            ``turtle``, ``trig``, ``nt``, ``nq``, ``jsonld``, ``rdfxml``, ``graphml``, ``gexf``,
            ``cytoscape``, ``csv`` or ``parquet``.
        name : str or None
            An entry: a slug, a title, any alias, a CURIE or an IRI; ``None`` writes everything.
        graphs : iterable of str, optional
            IRIs of the graphs to write; all of them if left out.
        evidence : bool
            Write who says so, in which words and where.
        texts : bool
            Write the full texts as well. They may be other people's.

        Returns
        -------
        bytes
            The document; of csv and parquet, which are several files, a zip file.

        Raises
        ------
        UsageError
            If there is no such format.
        MissingError
            If nothing has that name, or pyarrow is needed and not installed.

        Examples
        --------
        >>> load().export("turtle").startswith(b"# This dataset describes literature")
        True
        """
        from io import BytesIO

        from attachgraph.exports import formats, selection

        if name is not None:
            from attachgraph.store.names import resolve

            chosen = selection.one_entry(self.store, resolve(self.store, name), evidence=evidence)
        elif graphs is not None:
            chosen = selection.some_graphs(self.store, graphs, evidence=evidence)
        else:
            chosen = selection.whole(self.store, evidence=evidence)
        if format in formats.EXPORT_FORMATS and formats.EXPORT_FORMATS[format].is_folder:
            from attachgraph.exports.folder import write_zip

            packed = BytesIO()
            write_zip(packed, formats.write_files(chosen, format))
            return packed.getvalue()
        return b"".join(formats.iter_document(chosen, format, texts=texts))
