"""Which function does which kind of job."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from attachgraph.serve.asking import answer_query
from attachgraph.serve.description import describe_service
from attachgraph.serve.jobs import (
    DescriptionJob,
    ExplorerJob,
    FrontJob,
    IndexJob,
    QueryJob,
    QueryPageJob,
    Reply,
    SearchJob,
    ThingJob,
)
from attachgraph.serve.searching import build_index_of_words, search_words
from attachgraph.serve.things import show_thing

if TYPE_CHECKING:
    from attachgraph.serve.state import AppState


def _show_front(app: AppState, job: FrontJob) -> Reply:  # noqa: ARG001 - every handler takes one
    """Draw the first page."""
    from attachgraph.serve.pages import front_page

    return Reply(200, "text/html; charset=utf-8", [front_page(app).encode()])


def _show_explorer(app: AppState, job: ExplorerJob) -> Reply:
    """Draw the explorer; its own policy is in the page."""
    from attachgraph.dataset.resolving import resolve
    from attachgraph.views.explorer import render

    name = None if job.name is None else resolve(app.store, job.name)
    page = render(app.store, name, sparql=False).encode()  # /sparql is nearer
    return Reply(200, "text/html; charset=utf-8", [page])


def _show_query_page(app: AppState, job: QueryPageJob) -> Reply:  # noqa: ARG001 - as the others
    """Draw the page on which a browser asks; its own policy is in the page."""
    from attachgraph.network.usage import read_usage
    from attachgraph.rdf.named_queries import read_named_queries
    from attachgraph.views.query_page import render

    links = (("Start", "/"), ("Explorer", "/explorer"), ("Vocabulary", "/ontology"))
    page = render(read_usage(app.store), read_named_queries(), links=links)
    return Reply(200, "text/html; charset=utf-8", [page.encode()])


HANDLERS: Final[dict[type, Callable[[AppState, Any], Reply]]] = {
    DescriptionJob: describe_service,
    ExplorerJob: _show_explorer,
    FrontJob: _show_front,
    IndexJob: build_index_of_words,
    QueryJob: answer_query,
    QueryPageJob: _show_query_page,
    SearchJob: search_words,
    ThingJob: show_thing,
}
