"""The verbs that ask a dataset in SPARQL; all other verbs stand on these.

In: a store. Out: rows, yes or no, a smaller dataset. All work is done elsewhere and imported when
it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from attachgraph.errors import UsageError
from attachgraph.rdf import bases

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.building import BuildReport
    from attachgraph.dataset.search.index import SearchIndex
    from attachgraph.graph.sources import Dataset
    from attachgraph.network.corpus import Corpus
    from attachgraph.query.answers import Answer, Term
    from attachgraph.query.explanation import Explanation
    from attachgraph.query.result import Result
    from attachgraph.remote.endpoint import RemoteStore

#: Seconds that a query may take unless the caller says otherwise.
TIMEOUT: Final = 30.0

#: What a variable can be given: a term, or what a person would type for one.
Value: TypeAlias = "Term | str"


class Querying:
    """A dataset that answers SPARQL; :class:`Graph` says what its parameters mean."""

    #: What :func:`attachgraph.build` has read, and what it could not read.
    report: BuildReport | None

    def __init__(
        self,
        store: pyoxigraph.Store | RemoteStore,
        *,
        unchanging: bool | None = None,
        folder: Path | None = None,
        report: BuildReport | None = None,
        progress: Callable[[int, int], object] | None = None,
        tell: Callable[[str], object] = lambda _: None,
    ) -> None:
        from attachgraph.graph.sources import Here, dataset_of

        self.report = report
        self._opened: Dataset = dataset_of(store, progress, unchanging=unchanging)
        self._bases: tuple[str, ...] | None = None
        if isinstance(self._opened, Here):
            self._name_things()  # a server is not asked before something is wanted of it
        self._tell: Callable[[str], object] = tell
        self._folder: Path | None = folder
        self._corpus: Corpus | None = None
        self._words: SearchIndex | None = None
        self._contested: Self | None = None

    @property
    def _dataset(self) -> Dataset:
        """What answers, with its names in use: another dataset may have been asked before."""
        self._name_things()
        return self._opened

    def _name_things(self) -> None:
        if self._bases is None:
            from attachgraph.dataset.about import learn_bases

            self._bases = learn_bases(self._opened.quads)
        bases.use(self._bases)

    @property
    def store(self) -> pyoxigraph.Store:
        """The quads, for everything that is not on this façade; from a server, a copy of them.

        Queries go to the server. All else works on the copy, which is made when it is first needed.
        """
        return self._dataset.local

    @property
    def source(self) -> Dataset:
        """What answers queries: the store on this machine, or the one on a server."""
        return self._dataset

    def __len__(self) -> int:
        """Count the quads."""
        return len(self._dataset)

    def __repr__(self) -> str:
        return f"<attachgraph.Graph of {len(self):,} quads>"

    def query(
        self,
        sparql: str,
        *,
        params: Mapping[str, Value] | None = None,
        timeout: float | None = TIMEOUT,
        limit: int | None = None,
        contested: bool = False,
        **named: Value,
    ) -> Result:
        """Ask in SPARQL.

        The prefixes of the dataset are declared, and the default graph is the union of all graphs.
        A query can neither change anything nor reach another machine.

        Parameters
        ----------
        sparql : str
            The query, or the name of a question that is ready, such as ``"list-films"``.
        params : mapping of str to term or str, optional
            Values for variables. A string is read as on the command line: a name such as
            ``"avoidant-secure"``, ``"ag:disputed"``, ``'"calm"@en'``.
        timeout : float or None
            Seconds that the engine may work; it does so in a process of its own that can be ended.
            ``None`` works in this process without a limit, and saves a tenth of a millisecond.
        limit : int or None
            Rows to return; ``None`` returns all.
        contested : bool
            Whether the query sees ``graph:contested``: the edges that are disputed, contradicted,
            unsupported or inferred. Without it they are found through their statements only.
        **named : term or str
            More of ``params``: ``graph.query("list-publications-of-author", family="Simpson")``.

        Returns
        -------
        Result
            For SELECT, its rows, with plain values. For CONSTRUCT and DESCRIBE, rows of subject,
            predicate and object; :meth:`construct` gives a dataset instead. For ASK,
            ``bool(result)`` is the answer, as :meth:`ask` gives it.

        Raises
        ------
        QueryError
            If it is not valid SPARQL, or not allowed.
        QueryTimeout
            If it takes too long, here or while the rows are read.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> rows = graph.query(
        ...     "SELECT ?name { ?pairing ag:conflictCycle / rdfs:label ?name }",
        ...     params={"pairing": "anxious-avoidant"},
        ... )
        >>> [row.name for row in rows]
        ['Pursue-withdraw cycle']
        >>> graph.query("SELECT ?name { ?pairing ag:conflictCycl ?name }")
        no rows of name
        look again: ag:conflictCycl is not in the dataset; did you mean ag:conflictCycle?
        """
        from attachgraph.dataset.values import doubts_in, read_question
        from attachgraph.query.named import examples_in
        from attachgraph.query.result import Result
        from attachgraph.query.run import SAFE

        asked = self.with_contested() if contested else self
        values = {**(params or {}), **named}
        text, terms = read_question(sparql, values, asked.source.quads)
        answer = asked._answer(text, terms, timeout, limit)  # noqa: SLF001 - one of us
        examples = examples_in(sparql, values)
        doubts = partial(doubts_in, asked.source.quads, text, terms, SAFE)
        return Result(answer, doubts, examples)

    def resolve(self, name: str) -> str:
        """Return the IRI of what a name means.

        Parameters
        ----------
        name : str
            A slug, a title, any alias, a CURIE or an IRI.

        Returns
        -------
        str
            The IRI.

        Raises
        ------
        MissingError
            If nothing has that name; the message gives the nearest.
        UsageError
            If several things have it.

        Examples
        --------
        >>> import attachgraph
        >>> attachgraph.load().resolve("Secure-Avoidant couple")
        'https://w3id.org/attachgraph/pairing/avoidant-secure'
        """
        from attachgraph.dataset.resolving import resolve

        return resolve(self._dataset.quads, name)

    def with_contested(self) -> Self:
        """Return the dataset with ``graph:contested``, the edges that no plain triple promises.

        Returns
        -------
        Graph
            Of a store on disk, a store next to it that shares its files; else in memory. Of a
            server, the same server, asked for them. It is made once.

        Raises
        ------
        UsageError
            If the dataset is on a server that is not of attachgraph.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> graph.ask("ASK { GRAPH graph:contested { ?s ?p ?o } }")
        False
        >>> graph.with_contested().ask("ASK { GRAPH graph:contested { ?s ?p ?o } }")
        True
        """
        if self._contested is None:
            source = self._dataset.with_contested(self._folder)
            self._contested = type(self)(source, tell=self._tell)
        return self._contested

    def _answer(
        self,
        sparql: str,
        params: Mapping[str, Value] | None,
        timeout: float | None,
        limit: int | None = None,
    ) -> Answer:
        terms = self._terms(params) if params else None
        return self._dataset.answer(sparql, params=terms, timeout=timeout, max_rows=limit)

    def _terms(self, params: Mapping[str, Value]) -> dict[str, Term]:
        from attachgraph.dataset.values import read_values

        return read_values(params, self._dataset.quads)

    def explain(
        self,
        sparql: str,
        *,
        params: Mapping[str, Value] | None = None,
        timeout: float = TIMEOUT,
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
        >>> import attachgraph
        >>> found = attachgraph.load().explain("SELECT ?c { ?pairing ag:conflictCycl ?c }")
        >>> found.warnings
        ('ag:conflictCycl is not in the dataset; did you mean ag:conflictCycle?',)
        """
        from attachgraph.query.explanation import explain_query

        terms = self._terms(params) if params else None
        return explain_query(self.store, sparql, params=terms, timeout=timeout)

    def ask(
        self,
        sparql: str,
        *,
        params: Mapping[str, Value] | None = None,
        timeout: float | None = TIMEOUT,
    ) -> bool:
        """Ask in SPARQL what is answered by yes or no.

        Parameters
        ----------
        sparql : str
            An ASK query.
        params : mapping of str to term or str, optional
            As for :meth:`query`.
        timeout : float or None
            As for :meth:`query`.

        Returns
        -------
        bool
            The answer.

        Raises
        ------
        UsageError
            If the query is not an ASK query.

        Examples
        --------
        >>> import attachgraph
        >>> attachgraph.load().ask("ASK { pairing:avoidant-secure ag:conflictCycle ?cycle }")
        True
        """
        from attachgraph.query.answers import Boolean

        answer = self._answer(sparql, params, timeout)
        if isinstance(answer, Boolean):
            return answer.value
        raise UsageError(
            "ask takes an ASK query, which is answered by yes or no",
            fix="rows: graph.query(...); a ready question: graph.questions.show_conflict_cycle()",
        )

    def construct(
        self,
        sparql: str,
        *,
        params: Mapping[str, Value] | None = None,
        timeout: float | None = TIMEOUT,
    ) -> Self:
        """Make a smaller dataset with a query: what it constructs or describes.

        Parameters
        ----------
        sparql : str
            A CONSTRUCT or DESCRIBE query.
        params : mapping of str to term or str, optional
            As for :meth:`query`.
        timeout : float or None
            As for :meth:`query`.

        Returns
        -------
        Graph
            The triples, in memory, to be asked or exported. The ontology, which names the edges of
            a network, is not among them unless the query takes it.

        Raises
        ------
        UsageError
            If the query is neither.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> part = graph.construct("CONSTRUCT WHERE { ?name ag:aliasOf pairing:avoidant-secure }")
        >>> len(part) == len(graph.edges(type="alias-of", about="avoidant-secure"))
        True
        """
        import pyoxigraph

        from attachgraph.query.answers import Triples

        answer = self._answer(sparql, params, timeout)
        if not isinstance(answer, Triples):
            raise UsageError(
                "construct takes a CONSTRUCT or a DESCRIBE query",
                fix="rows: graph.query(...); yes or no: graph.ask(...)",
            )
        store = pyoxigraph.Store()
        store.extend(starmap(pyoxigraph.Quad, answer))
        return type(self)(store, unchanging=True)
