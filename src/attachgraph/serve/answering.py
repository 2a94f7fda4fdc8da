"""Open a store for answers, and do jobs on it.

In: a store and a job. Out: a :class:`~attachgraph.serve.jobs.Reply`. Which function does which job
is in :mod:`.handlers`.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from attachgraph.bundled import folder_of
from attachgraph.dataset.lookup import Lookup
from attachgraph.rdf.namespaces import AG, BASE
from attachgraph.serve.jobs import Job, Reply
from attachgraph.serve.state import AppState

if TYPE_CHECKING:
    import pyoxigraph


class Desk(AppState):
    """The state of a worker, which does jobs."""

    def answer(self, job: Job) -> Reply:
        """Do a job."""
        # Only a worker needs what the handlers import; the server asks this module for less.
        from attachgraph.serve.handlers import HANDLERS

        return HANDLERS[type(job)](self, job)


def open_desk(store: str | None) -> Desk:
    """Open a store, with a name for its state."""
    while True:
        before = state_of(store)
        dataset = _open(store)
        after = state_of(store)
        # A store may be published, or the bundled one be built, while it is being opened.
        if before in {"", after} or not after:
            break
    desk = Desk(dataset, after or secrets.token_hex(12), Lookup(dataset), folder_of(store))
    _warm_up(desk)
    return desk


def _open(store: str | None) -> pyoxigraph.Store:
    if store is None:
        from attachgraph.bundled import bundled_store

        return bundled_store()
    from attachgraph.store.embedded import open_store

    return open_store(Path(store))


def state_of(store: str | None) -> str:
    """Name the state of a store on disk."""
    from attachgraph.dataset.search.indexing import index_key

    folder = folder_of(store)
    return index_key(folder) if folder else ""


def _warm_up(desk: Desk) -> None:
    """Import and compile here, once, what every worker needs."""
    from attachgraph.serve.jobs import QueryJob, ThingJob
    from attachgraph.serve.pages import search_page

    query = "SELECT ?s WHERE { ?s a ag:Entry } LIMIT 1"
    for format_ in ("json", "xml", "csv", "tsv"):
        b"".join(desk.answer(QueryJob(query, format_, "turtle")).body)
    for format_ in ("turtle", "nt", "jsonld", "rdfxml"):
        describe = "CONSTRUCT WHERE { ?s a ag:AttachmentStyle }"
        b"".join(desk.answer(QueryJob(describe, "json", format_)).body)
    for style in desk.facts.subjects("rdf:type", AG + "AttachmentStyle")[:1]:
        for format_ in ("html", "turtle"):
            desk.answer(ThingJob(style.removeprefix(BASE), format_, ""))
    search_page("", [], has_all=True)
