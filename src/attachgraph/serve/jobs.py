"""What the server can ask a worker to do, and what a worker answers with.

In: nothing. Out: frozen dataclasses that travel between processes. Knows neither HTTP nor stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

#: Where the server is found, in what is kept for all clients. The address is put in for each.
HERE: Final = "http://attachgraph.invalid"
HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class QueryJob:
    """Answer a SPARQL query.

    `table` and `triples` name the formats for either kind of answer, ``None`` where the client
    accepts none; `media_types` has, by name of a format, what the client calls it. The graphs are
    ``None`` where the request leaves the dataset to the query; `contested` adds contested edges.
    """

    query: str
    table: str | None
    triples: str | None
    base: str | None = None
    media_types: tuple[tuple[str, str], ...] = ()
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    raw_cells: bool = False
    services: frozenset[str] = frozenset()
    max_rows: int | None = None
    contested: bool = False


@dataclass(frozen=True, slots=True)
class DescriptionJob:
    """Describe the service itself at :data:`HERE`, so that one description serves every address."""

    format: str


@dataclass(frozen=True, slots=True)
class ThingJob:
    """Show what the store says of an IRI.

    `path` is that of the IRI below the base of the dataset, decoded; `format` is ``html`` or the
    name of one for RDF; `address` is where the server is found, without a slash at the end.
    """

    path: str
    format: str
    address: str


@dataclass(frozen=True, slots=True)
class FrontJob:
    """Show the first page."""


@dataclass(frozen=True, slots=True)
class SearchJob:
    """Search the words of the store, as a page or as JSON."""

    words: str
    format: str


@dataclass(frozen=True, slots=True)
class ExplorerJob:
    """Draw the explorer, of everything or of what surrounds one thing."""

    name: str | None


@dataclass(frozen=True, slots=True)
class QueryPageJob:
    """Show the page on which a browser asks."""


@dataclass(frozen=True, slots=True)
class ToolJob:
    """Use a tool of an assistant."""

    name: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class IndexJob:
    """Build the index of words, if there is none."""


Job: TypeAlias = (
    QueryJob
    | DescriptionJob
    | ThingJob
    | FrontJob
    | SearchJob
    | ExplorerJob
    | QueryPageJob
    | ToolJob
    | IndexJob
)


@dataclass(frozen=True, slots=True)
class Task:
    """A job on its way to a worker, which ends itself after twice its seconds of the processor."""

    job: Job
    gzip: bool
    seconds: float


@dataclass(slots=True)
class Reply:
    """An answer as HTTP has it; its body is computed while it is read."""

    status: int
    media_type: str
    body: Iterable[bytes]
    headers: tuple[tuple[str, str], ...] = ()


def page_reply(html: str, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Answer with a page."""
    return Reply(200, HTML, [html.encode()], headers)
