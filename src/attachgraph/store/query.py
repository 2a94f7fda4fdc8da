"""Ask a store: read-only, within its graphs, within a time and a number of rows.

In: a store and a SPARQL query. Out: an answer that streams. This is the only place of the package
where a query of a user is evaluated. Knows no format and no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import pyoxigraph

from attachgraph.errors import InputError, QueryError, QueryRefused
from attachgraph.rdf.namespaces import PREFIXES
from attachgraph.store.answers import Answer, Boolean, Solutions, Term, Triples
from attachgraph.store.diagnosis import explain
from attachgraph.store.guard import Inspection, inspect_query
from attachgraph.store.mistakes import nearest
from attachgraph.store.parameters import bind_parameters

__all__ = ["DEFAULT_TIMEOUT", "SAFE", "Policy", "run_query"]

#: Seconds that a query may take unless somebody says otherwise.
DEFAULT_TIMEOUT: Final = 30.0

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a query may see and reach.

    Attributes
    ----------
    allow_services : frozenset of str
        IRIs of the endpoints that ``SERVICE`` may ask. None by default.
    unknown_graphs_are_empty : bool
        Whether ``FROM`` with a graph that the store does not have is an empty graph, as the SPARQL
        protocol has it, instead of an error that names it.
    default_graphs, named_graphs : tuple of str or None
        The dataset, given from outside; it overrules ``FROM``. ``None`` is the union of all graphs
        as default graph and every graph by its name.
    """

    allow_services: frozenset[str] = frozenset()
    unknown_graphs_are_empty: bool = False
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


#: Nothing is allowed beyond reading the graphs of the store.
SAFE: Final = Policy()


def run_query(
    store: pyoxigraph.Store,
    sparql: str,
    *,
    params: Mapping[str, Term] | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
    max_rows: int | None = None,
    policy: Policy = SAFE,
) -> Answer:
    """Evaluate a query of a user, safely.

    The default graph is the union of all graphs, so that nobody needs ``GRAPH`` to get an answer,
    and the prefixes of the dataset are declared.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset.
    sparql : str
        A SPARQL 1.1 query.
    params : mapping of str to term, optional
        Values for variables, by name without ``?``. They are RDF terms, never text.
    timeout : float or None
        Seconds that the engine may work before :class:`QueryTimeout` is raised. To be able to stop
        it, it works in a child process then. ``None`` evaluates in this process, without a limit.
    max_rows : int or None
        After how many rows or triples to stop; the answer's ``truncated`` tells. ``None`` is all.
    policy : Policy
        What the query may see and reach.

    Returns
    -------
    Solutions or Triples or Boolean
        The answer, which is computed while it is read: errors of evaluation come then, too.

    Raises
    ------
    QueryError
        If it is not valid SPARQL; the message shows the place.
    QueryRefused
        If it is an update, calls ``SERVICE``, or names a graph that the store does not have.
    QueryTimeout
        If the engine runs into the time limit.

    Notes
    -----
    The engine's union is one of quads: a triple that stands in several graphs is found once for
    each. Where that matters, ask with ``DISTINCT``.

    Examples
    --------
    >>> store = pyoxigraph.Store()
    >>> bool(run_query(store, "ASK { ?pairing a ag:Pairing }"))
    False
    """
    inspection = inspect_query(sparql, allow_services=policy.allow_services)
    options = _dataset_options(store, inspection, policy)
    bound = bind_parameters(inspection, params or {})

    def evaluate() -> Answer:
        return _evaluate(store, inspection, bound, options)

    if timeout is None:
        return _stop_after(evaluate(), max_rows)
    from attachgraph.store.child import run_in_child

    return _stop_after(run_in_child(evaluate, timeout), max_rows)


def _stop_after(answer: Answer, max_rows: int | None) -> Answer:
    if isinstance(answer, Solutions):
        return Solutions(answer.variables, answer, max_rows)
    if isinstance(answer, Triples):
        return Triples(answer, max_rows)
    return answer


def _evaluate(
    store: pyoxigraph.Store, inspection: Inspection, bound: str, options: Mapping[str, Any]
) -> Answer:
    """Hand a query to the engine and put its complaints into our words."""
    try:
        result = store.query(bound, prefixes=PREFIXES, **options)
    except SyntaxError as error:
        raise _syntax_error(inspection, bound, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise _evaluation_error(error) from error
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Boolean(bool(result))
    if isinstance(result, pyoxigraph.QueryTriples):
        return Triples(_watched(result))
    return Solutions(
        [variable.value for variable in result.variables], map(tuple, _watched(result))
    )


def _watched(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield what the engine computes; it may fail at any row."""
    try:
        yield from items
    except (OSError, RuntimeError, ValueError) as error:
        raise _evaluation_error(error) from error


def _evaluation_error(error: Exception) -> InputError:
    return InputError(
        f"the query could not be evaluated: {error}",
        fix="if it calls a SERVICE, check that endpoint; if not, the store may be damaged",
    )


def _syntax_error(inspection: Inspection, bound: str, complaint: str) -> QueryError:
    """Explain a refusal in terms of what the user wrote, not of the values put into it."""
    if bound != inspection.query:
        try:
            pyoxigraph.Store().query(inspection.query, prefixes=PREFIXES)
        except SyntaxError as error:
            complaint = str(error)
        else:
            return QueryError(
                "a parameter has a value that cannot stand where the query uses it",
                fix="a subject or predicate must be an IRI, such as pairing:anxious-secure",
            )
    return explain(inspection.query, complaint, PREFIXES)


def _dataset_options(
    store: pyoxigraph.Store, inspection: Inspection, policy: Policy
) -> dict[str, Any]:
    """Say in the engine's words which graphs a query is about."""
    if policy.default_graphs is not None or policy.named_graphs is not None:
        return {
            "default_graph": [pyoxigraph.NamedNode(iri) for iri in policy.default_graphs or ()],
            "named_graphs": [pyoxigraph.NamedNode(iri) for iri in policy.named_graphs or ()],
        }
    if not inspection.names_its_dataset:
        return {"use_default_graph_as_union": True}
    if not policy.unknown_graphs_are_empty:
        _refuse_unknown_graphs(store, inspection)
    # The union would overrule FROM.
    return {}


def _refuse_unknown_graphs(store: pyoxigraph.Store, inspection: Inspection) -> None:
    """Name the graph that the store does not have, and those that look like it."""
    for iri in (*inspection.default_graphs, *inspection.named_graphs):
        try:
            if store.contains_named_graph(pyoxigraph.NamedNode(iri)):
                continue
        except ValueError:
            pass
        known = [name.value for name in store.named_graphs()]
        meant = nearest(iri, known, count=3)
        listed = ", ".join(f"<{name}>" for name in meant or sorted(known)[:3]) or "it has none"
        start = "the nearest of its graphs" if meant else "some of its graphs"
        raise QueryRefused(f"the store has no graph <{iri}>", fix=f"{start}: {listed}")
