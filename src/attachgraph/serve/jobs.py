"""What the server can ask a worker to do, and what a worker answers with.

In: nothing. Out: frozen dataclasses that travel between processes. Knows neither HTTP nor stores.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from attachgraph.rdf.namespaces import BASE

#: Where the server is found, in what is kept for all clients. The address is put in for each.
HERE: Final = "http://attachgraph.invalid"


@dataclass(frozen=True, slots=True)
class QueryJob:
    """Answer a SPARQL query.

    Attributes
    ----------
    query : str
        The query.
    base : str
        What relative IRIs are resolved by.
    table, triples : str or None
        Names of the formats to write a table and RDF in; ``None`` where the client accepts none.
    media_types : tuple of (str, str)
        By name of a format, the media type that the client asked for, where it is not our own.
    default_graphs, named_graphs : tuple of str or None
        The dataset that the request names.
    raw_cells : bool
        Leave cells that a spreadsheet would run as a formula as they are.
    services : frozenset of str
        Endpoints that ``SERVICE`` may ask.
    max_rows : int or None
        Rows that an answer may have.
    contested : bool
        Whether the query sees the edges that are contested.
    """

    query: str
    table: str | None
    triples: str | None
    base: str = BASE
    media_types: tuple[tuple[str, str], ...] = ()
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    raw_cells: bool = False
    services: frozenset[str] = frozenset()
    max_rows: int | None = None
    contested: bool = False


@dataclass(frozen=True, slots=True)
class DescriptionJob:
    """Describe the service itself, in a format for RDF.

    The description names the server :data:`HERE`, so that one serves for every address.
    """

    format: str


@dataclass(frozen=True, slots=True)
class ThingJob:
    """Show what the store says of an IRI.

    Attributes
    ----------
    path : str
        The path of the IRI below the base of the dataset, decoded.
    format : str
        ``html`` or the name of a format for RDF.
    address : str
        Where the server is found, without a slash at the end.
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
    | IndexJob
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job on its way to a worker.

    Attributes
    ----------
    job : Job
        What to do.
    gzip : bool
        Whether the client takes a compressed answer.
    seconds : float
        Time limit; the worker ends itself when it has used twice as much of the processor.
    """

    job: Job
    gzip: bool
    seconds: float


@dataclass(slots=True)
class Reply:
    """An answer as HTTP has it.

    Attributes
    ----------
    status : int
        The status code.
    media_type : str
        Media type of the body.
    body : iterable of bytes
        The body, computed while it is read.
    headers : tuple of (str, str)
        More headers, in lower case.
    """

    status: int
    media_type: str
    body: Iterable[bytes]
    headers: tuple[tuple[str, str], ...] = ()
