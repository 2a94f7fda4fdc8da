"""Which function does which kind of job, and those that take a few lines.

In: a dataset and a job. Out: a reply.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from attachgraph.assistant.tools import Tools
from attachgraph.errors import UsageError
from attachgraph.rdf.bases import path_of
from attachgraph.rdf.namespaces import AG
from attachgraph.serve.description import describe_service
from attachgraph.serve.jobs import (
    DescriptionJob,
    ExplorerJob,
    FrontJob,
    IndexJob,
    Job,
    QueryJob,
    QueryPageJob,
    Reply,
    SearchJob,
    ThingJob,
    ToolJob,
    page_reply,
)
from attachgraph.serve.querying import answer_query
from attachgraph.serve.refusals import NotReady
from attachgraph.serve.things import show_thing

if TYPE_CHECKING:
    from attachgraph.dataset.search.index import Hit
    from attachgraph.serve.state import AppState

_MOST_HITS: Final = 50


def answer(app: AppState, job: Job) -> Reply:
    """Do a job."""
    return HANDLERS[type(job)](app, job)


def warm_up(app: AppState) -> None:
    """Import and compile once, before workers are forked, what every one of them needs."""
    from attachgraph.serve.pages import search_page

    query = "SELECT ?s WHERE { ?s a ag:Entry } LIMIT 1"
    for format_ in ("json", "xml", "csv", "tsv"):
        b"".join(answer_query(app, QueryJob(query, format_, "turtle")).body)
    for format_ in ("turtle", "nt", "jsonld", "rdfxml"):
        describe = "CONSTRUCT WHERE { ?s a ag:AttachmentStyle }"
        b"".join(answer_query(app, QueryJob(describe, "json", format_)).body)
    for style in app.facts.subjects("rdf:type", AG + "AttachmentStyle")[:1]:
        for format_ in ("html", "turtle"):
            show_thing(app, ThingJob(path_of(style), format_, ""))
    search_page("", [], has_all=True)


# ---------------------------------------------------------------- pages


def _show_front(app: AppState, job: FrontJob) -> Reply:  # noqa: ARG001 - every handler takes one
    """Draw the first page."""
    from attachgraph.serve.pages import front_page

    return page_reply(front_page(app))


def _show_explorer(app: AppState, job: ExplorerJob) -> Reply:
    """Draw the explorer; its own policy is in the page."""
    return page_reply(app.graph.view(job.name, sparql=False))  # /sparql is nearer


def _show_query_page(app: AppState, job: QueryPageJob) -> Reply:  # noqa: ARG001 - as the others
    """Draw the page on which a browser asks; its own policy is in the page."""
    from attachgraph.network.usage import read_usage
    from attachgraph.rdf.named_queries import read_named_queries
    from attachgraph.views.query_page import render

    links = (("Start", "/"), ("Explorer", "/explorer"), ("Vocabulary", "/ontology"))
    return page_reply(render(read_usage(app.store), read_named_queries(), links=links))


# ---------------------------------------------------------------- search


def _build_index(app: AppState, job: IndexJob) -> Reply:  # noqa: ARG001 - every handler takes one
    """Build the index of words and the store with contested edges, where Python finds them too."""
    from attachgraph.dataset.search.keeping import open_or_build

    app.graph.with_contested()
    if app.index is not None:
        open_or_build(lambda: app.store, app.index)
    return Reply(204, "text/plain", ())


def _search(app: AppState, job: SearchJob) -> Reply:
    """Search, for a page or for a program."""
    from attachgraph.serve.pages import search_page

    _require_index(app)
    hits: list[Hit] = []
    has_all, meant, problem = True, "", ""
    try:
        found = app.graph.search(job.words, limit=_MOST_HITS)
        hits, has_all, meant = list(found), found.has_all, found.meant
    except UsageError as error:
        problem = f"{error.problem}: {error.fix}"
    if job.format == "html":
        page = search_page(job.words, hits, has_all=has_all, meant=meant, problem=problem)
        return page_reply(page)
    answered = {
        "words": job.words,
        "has_all": has_all,
        "meant": meant,
        "hits": [asdict(hit) for hit in hits],
    }
    body = json.dumps(answered, ensure_ascii=False, indent=1)
    return Reply(200, "application/json", [body.encode()])


def _use_tool(app: AppState, job: ToolJob) -> Reply:
    """Answer an assistant."""
    if job.name == "search":
        _require_index(app)
    body = json.dumps(getattr(Tools(app.graph), job.name)(**job.values), ensure_ascii=False)
    return Reply(200, "application/json", [body.encode()])


def _require_index(app: AppState) -> None:
    """Refuse to search while the index of words is being built, by a job of its own."""
    from attachgraph.dataset.search.index import open_index

    if not app.has_index and app.index is not None and open_index(app.index) is None:
        fix = "wait a few seconds and search again"
        raise NotReady("the index of words is being built", fix=fix)
    app.has_index = True


HANDLERS: Final[dict[type, Callable[[AppState, Any], Reply]]] = {
    DescriptionJob: describe_service,
    ExplorerJob: _show_explorer,
    FrontJob: _show_front,
    IndexJob: _build_index,
    QueryJob: answer_query,
    QueryPageJob: _show_query_page,
    SearchJob: _search,
    ThingJob: show_thing,
    ToolJob: _use_tool,
}
