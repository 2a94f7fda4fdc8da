"""Ask a store: read-only, within its graphs, within a time and a number of rows.

In: a store and a SPARQL query. Out: an answer that streams. This is the only place of the package
where a query of a user is evaluated. Knows no format and no terminal.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict, TypeVar, cast

import pyoxigraph

from attachgraph.errors import (
    QueryRefused,
    QueryTimeout,
    QueryTooLarge,
    UsageError,
    time_is_up,
)
from attachgraph.processes.limits import IS_WORKER
from attachgraph.query.answers import Answer, Boolean, Row, Solutions, Term, Triples
from attachgraph.query.bounded import is_bounded
from attachgraph.query.engine import HasGraphs, QueryLimits, Request, Server, evaluate
from attachgraph.query.engine_errors import (
    complaint_of,
    damage,
    evaluation_error,
    find_complaint,
    syntax_error,
)
from attachgraph.query.guard import Inspection, inspect_query
from attachgraph.query.parameters import bind_parameters
from attachgraph.rdf.bases import own_base, prefixes_of

if TYPE_CHECKING:
    from attachgraph.query.workers import QueryWorkers

#: Seconds that a query may take unless somebody says otherwise.
DEFAULT_TIMEOUT: Final = 30.0

#: Queries that are remembered, and their longest; it bounds the memory that they take.
_REMEMBERED: Final = 128
_LONGEST: Final = 4_000
#: Rows that a bounded query reads between two looks at the clock, about a millisecond.
_ROWS_AT_ONCE: Final = 256
#: Shorter limits than this, in seconds, are left to a process, which ends to the point.
_WORTH_A_LOOK: Final = 0.1

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a query may see and reach."""

    #: IRIs of the endpoints that ``SERVICE`` may ask. None by default.
    allow_services: frozenset[str] = frozenset()
    #: Whether ``FROM`` with a graph that the store does not have is an empty graph, as the SPARQL
    #: protocol has it, instead of an error that names it.
    unknown_graphs_are_empty: bool = False
    #: The dataset, given from outside; it overrules ``FROM``. ``None`` is the union of all graphs
    #: as default graph and every graph by its name.
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    #: Bytes that the process of a query with a time limit may take beyond those of the dataset.
    max_memory: int | None = 4_000_000_000


#: Nothing is allowed beyond reading the graphs of the store.
SAFE: Final = Policy()


class Conditions(TypedDict, total=False):
    """What :func:`run_query` and :func:`run_on_server` take besides the query."""

    params: Mapping[str, Term] | None
    timeout: float | None
    max_rows: int | None
    policy: Policy
    base: str | None


def run_query(  # noqa: PLR0913 - one for each limit
    store: pyoxigraph.Store,
    sparql: str,
    *,
    params: Mapping[str, Term] | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
    max_rows: int | None = None,
    policy: Policy = SAFE,
    base: str | None = None,
    workers: QueryWorkers | None = None,
) -> Answer:
    """Evaluate a query of a user, safely.

    The default graph is the union of all graphs, so that nobody needs ``GRAPH`` to get an answer,
    and the prefixes of the dataset are declared. Relative IRIs are resolved by `base`. In a worker,
    which has limits of its own, everything is evaluated at once.

    The engine's union is one of quads: an edge that two texts assert is found in the graph of each.
    Where that matters, ask with ``DISTINCT``. Classes and labels are in one graph only.
    """
    began = time.monotonic()
    prepared = _prepare(sparql, policy.allow_services, base)
    request = _request(store, prepared, params, policy)
    inspection = prepared.inspection
    limits = _limits_since(began, timeout, policy)
    if IS_WORKER.is_set() or (timeout is None and inspection.is_small):
        return _limited(_evaluate(store, inspection, request), max_rows)
    if prepared.bounded and limits.left is not None and limits.left >= _WORTH_A_LOOK:
        answer = _evaluate(store, inspection, request)
        return _limited(_on_time(cast("Solutions", answer), limits), max_rows)
    return _limited(_ask(store, workers, inspection, request, limits), max_rows)


def run_on_server(  # noqa: PLR0913 - as for run_query
    server: Server,
    sparql: str,
    *,
    params: Mapping[str, Term] | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
    max_rows: int | None = None,
    policy: Policy = SAFE,
    base: str | None = None,
) -> Answer:
    """Send a query to a server, if it is one that would be evaluated here, too.

    A mistake is explained in the same words wherever the data are.
    """
    began = time.monotonic()
    inspection = (prepared := _prepare(sparql, policy.allow_services, base)).inspection
    request = _request(server, prepared, params, policy)
    limits = _limits_since(began, timeout, policy)
    # An empty store has nothing to look at, but would ask a service.
    if not inspection.services:
        complaint = find_complaint(inspection, request, limits)
        if complaint is not None:
            raise syntax_error(inspection, request, complaint)
    is_graph = inspection.form in {"CONSTRUCT", "DESCRIBE"}
    answer = server.evaluate(request, limits.timeout, limits.left, is_graph=is_graph)
    return _limited(answer, max_rows)


def _limits_since(began: float, timeout: float | None, policy: Policy) -> QueryLimits:
    """Say what is left of the time for a query, which was looked over since."""
    left = None if timeout is None else timeout - (time.monotonic() - began)
    if timeout is not None and left is not None and left <= 0:
        raise time_is_up(timeout)
    return QueryLimits(timeout, left, policy.max_memory)


def bound_query(
    store: pyoxigraph.Store,
    sparql: str,
    params: Mapping[str, Term] | None = None,
    policy: Policy = SAFE,
    base: str | None = None,
) -> tuple[Inspection, str, Mapping[str, str]]:
    """Look a query over and put its parameters in, as :func:`run_query` does."""
    prepared = _prepare(sparql, policy.allow_services, base)
    request = _request(store, prepared, params, policy)
    return prepared.inspection, request.query, request.prefixes


class _Prepared(NamedTuple):
    """What only depends on the text of a query."""

    inspection: Inspection
    prefixes: Mapping[str, str]
    bounded: bool
    base: str


def _prepare(sparql: str, allow_services: frozenset[str], base: str | None) -> _Prepared:
    """Look a query over, once for queries that are asked again and again."""
    look_over = _remembered if len(sparql) <= _LONGEST else _look_over
    return look_over(sparql, allow_services, base or own_base(), own_base())


def _look_over(sparql: str, allow_services: frozenset[str], base: str, own: str) -> _Prepared:
    known = prefixes_of(own)
    if not _is_absolute(base):
        fix = "give one with its scheme, such as https://example.org/"
        raise UsageError(f"the base is not a whole IRI: {base}", fix=fix)
    inspection = inspect_query(sparql, allow_services=allow_services, prefixes=known, base=base)
    # The engine takes as long for thirty declarations that a query does not use as for a look-up.
    # However it reads the text, a prefix is there as it is written; only an escape could hide one.
    used = {
        prefix: iri for prefix, iri in known.items() if f"{prefix}:" in sparql or "\\" in sparql
    }
    return _Prepared(inspection, used, is_bounded(inspection), base)


def _is_absolute(iri: str) -> bool:
    try:
        pyoxigraph.NamedNode(iri)
    except ValueError:
        return False
    return True


_remembered = lru_cache(_REMEMBERED)(_look_over)


def _request(
    store: HasGraphs,
    prepared: _Prepared,
    params: Mapping[str, Term] | None,
    policy: Policy,
) -> Request:
    """Say in the engine's words what is asked, and of which graphs."""
    inspection, prefixes, _, base = prepared
    query = bind_parameters(inspection, params) if params else inspection.query
    if policy.default_graphs is not None or policy.named_graphs is not None:
        default, named = policy.default_graphs or (), policy.named_graphs or ()
        return Request(query, prefixes, False, default, named, base)
    if not inspection.names_its_dataset:
        return Request(query, prefixes, base=base)
    if not policy.unknown_graphs_are_empty:
        _refuse_unknown_graphs(store, inspection)
    # The union would overrule FROM.
    return Request(query, prefixes, union=False, base=base)


def _limited(answer: Answer, max_rows: int | None) -> Answer:
    if max_rows is None or isinstance(answer, Boolean):
        return answer
    if isinstance(answer, Solutions):
        return Solutions(answer.variables, answer.unread(), max_rows)
    return Triples(answer, max_rows)


def _evaluate(store: pyoxigraph.Store, inspection: Inspection, request: Request) -> Answer:
    """Have the engine work in this process, and put its complaints into our words."""
    try:
        result = evaluate(store, request)
    except SyntaxError as error:
        raise syntax_error(inspection, request, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise evaluation_error(error) from error
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Boolean(bool(result))
    if isinstance(result, pyoxigraph.QueryTriples):
        return Triples(_watched(result))
    variables = [variable.value for variable in result.variables]
    return Solutions(variables, cast("Iterable[Row]", _watched(result)))


def _on_time(answer: Solutions, limits: QueryLimits) -> Solutions:
    """Look at the clock while rows are read that each cost next to nothing."""
    return Solutions(answer.variables, _timed(answer.unread(), limits))


def _timed(rows: Iterator[_Item], limits: QueryLimits) -> Iterator[_Item]:
    left = limits.left or 0.0
    while True:
        began = time.monotonic()
        batch = list(islice(rows, _ROWS_AT_ONCE))
        # Only the engine's time counts: the reader may take as long as they want.
        left -= time.monotonic() - began
        yield from batch
        if len(batch) < _ROWS_AT_ONCE:
            return
        if left < 0:
            raise time_is_up(limits.timeout or 0.0)


def _watched(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield what the engine computes; it may fail at any row."""
    try:
        yield from items
    except (OSError, RuntimeError, ValueError) as error:
        raise evaluation_error(error) from error


def _ask(
    store: pyoxigraph.Store,
    workers: QueryWorkers | None,
    inspection: Inspection,
    request: Request,
    limits: QueryLimits,
) -> Answer:
    """Have a worker ask the engine, and put its complaints into our words."""
    from attachgraph.query.workers import Failed, QueryWorkers

    workers = workers or QueryWorkers(store, kept=False)
    try:
        answer = workers.ask(request, limits)
    except Failed as failed:
        raise complaint_of(inspection, request, failed) from failed
    except (QueryTimeout, QueryTooLarge) as error:
        raise damage() or error from None
    if isinstance(answer, Solutions):
        return Solutions(answer.variables, _translated(answer.unread(), inspection, request))
    if isinstance(answer, Triples):
        return Triples(_translated(answer, inspection, request))
    return answer


def _translated(
    items: Iterable[_Item], inspection: Inspection, request: Request
) -> Iterator[_Item]:
    """Yield what a worker sends; the engine may fail at any row."""
    from attachgraph.query.workers import Failed

    try:
        yield from items
    except Failed as failed:
        raise complaint_of(inspection, request, failed) from failed
    except (QueryTimeout, QueryTooLarge) as error:
        raise damage() or error from None


def _refuse_unknown_graphs(store: HasGraphs, inspection: Inspection) -> None:
    """Name the graph that the store does not have, and those that look like it."""
    from attachgraph.query.spelling import nearest

    for iri in dict.fromkeys((*inspection.default_graphs, *inspection.named_graphs)):
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
