"""Read the answer of a server as it comes.

In: a reply. Out: an answer whose rows are parsed while they are read, in constant memory. An answer
that was cut short is an error, never a short answer: by the connection, by a time limit of the
server, which some report in the middle of the rows under the status of success, or by a limit of
its rows.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO, Final, NoReturn, TypeVar, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat

from attachgraph.errors import AttachGraphError, InputError, QueryTimeout
from attachgraph.query.answers import Answer, Boolean, Row, Solutions, Term, Triples
from attachgraph.rdf.namespaces import XSD
from attachgraph.remote.client import Reply
from attachgraph.remote.http_errors import not_sparql, said

#: What we ask for, the formats that are parsed best first.
ACCEPT_ROWS: Final = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.8, "
    "text/tab-separated-values;q=0.5"
)
ACCEPT_GRAPH: Final = (
    "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.6, text/plain;q=0.1"
)
#: Turtle names a subject once for all that is said of it.
ACCEPT_SHORT: Final = "text/turtle, application/n-triples;q=0.8, application/rdf+xml;q=0.6"

_PIECE: Final = 65_536
_KEPT: Final = 400
#: More than any row holds. A body that goes on without a row is an attack on our memory.
_MOST_BETWEEN_ROWS: Final = 64 * 1024 * 1024
_BOOLEAN: Final = NamedNode(XSD + "boolean")
_BOOLEANS: Final = {"0": "false", "1": "true"}
_CANCELLED: Final = (b"has been cancelled", b"timed out", b"timeout", b"Timeout")

#: What the parsers raise; the last one if a value is larger than their 16 MB.
_BROKEN: Final = (SyntaxError, ValueError, OSError, MemoryError)

_Item = TypeVar("_Item")


class RowLimit(InputError):
    """The server has stopped at a number of rows, and there may be more."""


class _Body(io.RawIOBase):
    """The body of a reply as a file, which remembers how it ended."""

    def __init__(self, reply: Reply, *, most_between_rows: int | None = _MOST_BETWEEN_ROWS) -> None:
        super().__init__()
        self._reply = reply
        self._most = most_between_rows
        self.end = b""
        self.failure: AttachGraphError | None = None
        self.since_row = 0

    @property
    def file(self) -> IO[bytes]:
        """Itself, as the parsers want it: they call nothing but `read`."""
        return cast("IO[bytes]", self)

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        wanted = _PIECE if size is None or size < 0 else min(size, _PIECE)
        try:
            piece = self._reply.read(wanted)
        except AttachGraphError as error:
            self.failure = error
            raise OSError(str(error)) from error
        self.since_row += len(piece)
        if self._most is not None and self.since_row > self._most:
            self.failure = InputError(
                "the server sends without end and without a row",
                where=self._reply.address.shown,
                fix="check the address; this is not a SPARQL endpoint that can be used",
            )
            raise OSError("too long")
        self.end = (self.end + piece)[-_KEPT:]
        return piece

    def read_rest(self) -> None:
        """Read to the end: a parser may be content before it, where something broke."""
        while self.read():
            pass


def read_answer(reply: Reply) -> Answer:
    """Read the answer to a query."""
    media_type = reply.headers.get("Content-Type", "")
    _refuse_partial(reply)
    results = QueryResultsFormat.from_media_type(media_type)
    if results is None or media_type.startswith("text/plain"):
        return Triples(read_triples(reply))
    body = _Body(reply)
    try:
        parsed = pyoxigraph.parse_query_results(body.file, results)
    except _BROKEN as error:
        _fail(reply, body, error)
    if isinstance(parsed, pyoxigraph.QueryBoolean):
        reply.close()
        return Boolean(bool(parsed))
    variables = [variable.value for variable in parsed.variables]
    rows = cast("Iterator[Row]", map(tuple, parsed))
    if "virtuoso" in reply.headers.get("Server", "").lower():
        rows = map(_with_usual_booleans, rows)
    return Solutions(variables, _guarded(rows, reply, body))


def read_triples(reply: Reply) -> Iterator[pyoxigraph.Triple]:
    """Read the answer to CONSTRUCT or DESCRIBE, or a graph."""
    format_ = _graph_format(reply)
    body = _Body(reply)
    quads = pyoxigraph.parse(body.file, format_, base_iri=reply.address.shown)
    return _guarded((quad.triple for quad in quads), reply, body)


def load_graph(reply: Reply, store: pyoxigraph.Store, graph: NamedNode) -> None:
    """Load a graph that a server sends into a store."""
    format_ = _graph_format(reply)
    body = _Body(reply, most_between_rows=None)
    try:
        store.load(body.file, format=format_, base_iri=reply.address.shown, to_graph=graph)
    except _BROKEN as error:
        _fail(reply, body, error)


def _graph_format(reply: Reply) -> RdfFormat:
    media_type = reply.headers.get("Content-Type", "")
    _refuse_partial(reply)
    # Old servers call N-Triples plain text; of text that is something else the parser will say so.
    plain = media_type.startswith("text/plain")
    format_ = RdfFormat.N_TRIPLES if plain else RdfFormat.from_media_type(media_type)
    if format_ is None:
        start = reply.read(_KEPT)
        reply.close()
        raise not_sparql(media_type, start, reply.address)
    return format_


def _guarded(items: Iterable[_Item], reply: Reply, body: _Body) -> Iterator[_Item]:
    """Yield what is parsed, and see to it that the end is the end."""
    count = 0
    try:
        for item in _timed(items, reply):
            count += 1
            body.since_row = 0
            yield item
        body.read_rest()
    except _BROKEN as error:
        _fail(reply, body, error)
    finally:
        reply.close()
        # The frame may live on in a traceback, and be dropped by another thread, which the parser
        # does not allow.
        items = ()
    limit = reply.headers.get("X-SPARQL-MaxRows", "")
    if limit.isdecimal() and count >= int(limit) > 0:
        raise RowLimit(
            f"the server stops at {int(limit):,} rows, and there may be more",
            where=reply.address.shown,
            fix="ask in parts with ORDER BY, LIMIT and OFFSET",
        )


def _timed(items: Iterable[_Item], reply: Reply) -> Iterator[_Item]:
    """Let the time limit rest while somebody looks at an item."""
    for item in items:
        reply.deadline.pause()
        yield item
        reply.deadline.resume()


def _refuse_partial(reply: Reply) -> None:
    """Refuse what Virtuoso has found until its time limit: it looks like an answer."""
    if reply.headers.get("X-SQL-State"):
        message = said(reply.headers.get("X-SQL-Message", "").encode()).partition(" Activity:")[0]
        reply.close()
        raise QueryTimeout(
            f"the server stopped the query before its answer was whole: {message}",
            where=reply.address.shown,
            fix="ask for less (LIMIT, fewer patterns), or raise the limit: --timeout, timeout=…",
        )


def _fail(reply: Reply, body: _Body, error: Exception) -> NoReturn:
    """Say why an answer cannot be read to its end."""
    reply.close()
    error = error.with_traceback(None)  # its frames hold the parser: see _guarded
    if body.failure is not None:
        raise body.failure from body.failure.__cause__
    where = reply.address.shown
    last = body.end.rsplit(b"\n", 1)[-1] if b"\n" in body.end else body.end
    if any(sign in last[-_KEPT:] for sign in _CANCELLED):
        raise QueryTimeout(
            "the server stopped the query at a time limit of its own, in the middle of its answer",
            where=where,
            fix="ask for less (LIMIT, fewer patterns), or have the limit of the server raised",
        ) from error
    raise InputError(
        f"the answer of the server is broken ({error}); it ends in: {said(body.end[-120:])}",
        where=where,
        fix="try again; if it happens again, ask for less or look into the server's log",
    ) from error


def _with_usual_booleans(row: Row) -> Row:
    """Write ``true`` and ``false``, where Virtuoso writes 1 and 0."""
    return tuple(map(_usual, row))


def _usual(term: Term | None) -> Term | None:
    if isinstance(term, Literal) and term.datatype == _BOOLEAN:
        return Literal(_BOOLEANS.get(term.value, term.value), datatype=_BOOLEAN)
    return term
