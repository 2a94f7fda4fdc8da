"""Put what the engine complains of into words for the author of the query.

In: a query and an error of the engine. Out: an error of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph

from attachgraph.errors import InputError, QueryError, QueryTimeout, QueryTooLarge
from attachgraph.query.engine import QueryLimits, Request, evaluate
from attachgraph.query.guard import Inspection
from attachgraph.rdf.bases import prefixes

if TYPE_CHECKING:
    from attachgraph.query.workers import Failed

#: Seconds to look for mistakes in a long query for a server, which finds them as well.
_SECONDS_TO_READ: Final = 5.0


def find_complaint(inspection: Inspection, request: Request, limits: QueryLimits) -> str | None:
    """Ask the engine whether it understands a query; ``None`` if it does, or takes too long."""
    from attachgraph.query.workers import Failed, QueryWorkers

    empty = pyoxigraph.Store()
    seconds = min(_SECONDS_TO_READ, limits.left or _SECONDS_TO_READ)
    limits = QueryLimits(seconds, seconds, limits.max_memory)
    try:
        if inspection.is_small:
            evaluate(empty, request)
        else:
            QueryWorkers(empty, kept=False).ask(request, limits)
    except SyntaxError as error:
        return str(error)
    except Failed as failed:
        return failed.complaint if failed.kind == "syntax" else None
    except (QueryTimeout, QueryTooLarge):
        return None
    return None


def complaint_of(inspection: Inspection, request: Request, failed: Failed) -> InputError:
    """Explain what a worker has sent instead of an answer."""
    if failed.kind == "syntax":
        return syntax_error(inspection, request, failed.complaint)
    return evaluation_error(failed)


def damage() -> InputError | None:
    """Say that a store is damaged, where that is why the engine failed or came to no end."""
    from attachgraph.store.embedded import find_damage

    return find_damage()


def evaluation_error(error: Exception) -> InputError:
    """Say that a query failed while it was evaluated, which is seldom the fault of the query."""
    return damage() or InputError(
        f"the query could not be evaluated: {error}",
        fix="if it calls a SERVICE, check that endpoint",
    )


def syntax_error(inspection: Inspection, request: Request, complaint: str) -> QueryError:
    """Explain a refusal in terms of what the user wrote, not of the values put into it."""
    from attachgraph.query.syntax_errors import explain

    if request.query != inspection.query:
        written = request._replace(query=inspection.query)
        complaint = find_complaint(inspection, written, QueryLimits()) or ""
        if not complaint:
            return QueryError(
                "a parameter has a value that is not allowed where the query uses it",
                fix="a subject or predicate must be an IRI, such as pairing:anxious-secure",
            )
    return explain(inspection.query, complaint, prefixes())
