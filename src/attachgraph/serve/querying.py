"""Answer a SPARQL query that came over HTTP.

In: a job. Out: a reply in the format that fits the kind of answer and the client.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attachgraph.errors import QueryError
from attachgraph.query.answers import Answer, Boolean, Solutions, Triples
from attachgraph.query.run import Policy, run_query
from attachgraph.query.writers.formats import ANSWER_FORMATS, iter_bytes
from attachgraph.serve.jobs import QueryJob, Reply
from attachgraph.serve.refusals import NotAcceptable

if TYPE_CHECKING:
    from attachgraph.serve.state import AppState


def answer_query(app: AppState, job: QueryJob) -> Reply:
    """Answer a query."""
    policy = Policy(
        allow_services=job.services,
        unknown_graphs_are_empty=True,
        default_graphs=job.default_graphs,
        named_graphs=job.named_graphs,
    )
    answer = run_query(
        app.graph.with_contested().store if job.contested else app.store,
        job.query,
        timeout=None,
        max_rows=job.max_rows,
        policy=policy,
        base=job.base,
    )
    name = _format(answer, job)
    media_type = dict(job.media_types).get(name, ANSWER_FORMATS[name].content_type)
    body = iter_bytes(answer, name, raw_cells=job.raw_cells)
    return Reply(200, media_type, _within_limit(answer, body, job.max_rows))


def _format(answer: Answer, job: QueryJob) -> str:
    """Choose what the client likes best among what can hold the answer."""
    name = job.triples or job.table if isinstance(answer, Triples) else job.table
    if name is None:
        is_table = isinstance(answer, Solutions | Boolean)
        kind = "a table or true or false" if is_table else "RDF"
        fits = [
            entry.media_type for entry in ANSWER_FORMATS.values() if entry.holds_triples != is_table
        ]
        raise NotAcceptable(
            f"this query is answered with {kind}, and the client accepts no format for that",
            fix=f"accept one of {', '.join(fits)}",
        )
    return name


def _within_limit(answer: Answer, body: Iterator[bytes], limit: int | None) -> Iterator[bytes]:
    """Refuse to pass off a part of an answer as the whole."""
    yield from body
    if limit is not None and not isinstance(answer, Boolean) and answer.truncated:
        raise QueryError(
            f"the answer has more than {limit:,} rows, the limit of this server",
            fix=f"ask with LIMIT {limit} or less, or in parts with OFFSET",
        )
