"""Search the words of the store for a client, as a page or as JSON.

In: words. Out: a reply. The index is built once for a state of the store, by a job of its own; it
is kept in the cache folder of the user, where the command ``search`` finds it too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attachgraph.bundled import index_file
from attachgraph.dataset.search.index import Found, SearchIndex, open_index
from attachgraph.dataset.search.indexing import build_index
from attachgraph.errors import UsageError
from attachgraph.serve.jobs import IndexJob, Reply, SearchJob
from attachgraph.serve.refusals import NotReady

if TYPE_CHECKING:
    from attachgraph.serve.state import AppState

_MOST_HITS = 50


def build_index_of_words(app: AppState, job: IndexJob) -> Reply:  # noqa: ARG001 - every handler takes one
    """Build the index of words and the store beside the store, if there are none yet."""
    path = index_file(app.state)
    if path is not None and open_index(path) is None:
        build_index(app.store, path).close()
    app.with_contested()
    return Reply(204, "text/plain", ())


def search_words(app: AppState, job: SearchJob) -> Reply:
    """Search."""
    try:
        found, problem = _index(app).search(job.words, limit=_MOST_HITS), ""
    except UsageError as error:
        found, problem = Found([], has_all=True), f"{error.problem}: {error.fix}"
    if job.format == "json":
        hits = [
            {
                "kind": hit.kind,
                "id": hit.id,
                "title": hit.title,
                "words": hit.words,
                "names": hit.names,
                "context": hit.context,
                "status": hit.status,
                "score": hit.score,
            }
            for hit in found.hits
        ]
        told = {"words": job.words, "has_all": found.has_all, "hits": hits}
        body = json.dumps(told, ensure_ascii=False, indent=1)
        return Reply(200, "application/json", [body.encode()])
    from attachgraph.serve.pages import search_page

    page = search_page(job.words, found.hits, has_all=found.has_all, problem=problem)
    return Reply(200, "text/html; charset=utf-8", [page.encode()])


def _index(app: AppState) -> SearchIndex:
    index: SearchIndex | None = app.kept.get("index")
    if index is None:
        path = index_file(app.state)
        index = open_index(path) if path is not None else None
        if path is None:
            index = SearchIndex(build_index(app.store, None))
        if index is None:
            raise NotReady(
                "the index of words is being built", fix="wait a few seconds and search again"
            )
        app.kept["index"] = index
    return index
