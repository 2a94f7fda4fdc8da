"""Read a request of the SPARQL 1.1 Protocol.

In: method, query string, headers and body. Out: a :class:`~attachgraph.serve.jobs.QueryJob`, or a
:class:`Refused` with the status that the protocol has for it. Knows no web framework.

Sources: SPARQL 1.1 Protocol, section 2.1 (query operation) and 2.2 (update operation, refused
here).
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from attachgraph.query.writers.formats import ANSWER_FORMATS, AnswerFormat
from attachgraph.serve.jobs import QueryJob
from attachgraph.serve.negotiation import choose, parse_accept
from attachgraph.serve.refusals import Refusal

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

_BAD_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_MOST_FIELDS: Final = 1000
_TRUE: Final = frozenset({"1", "true", "yes", "on", ""})


def _names() -> dict[str, list[AnswerFormat]]:
    """List what ``format=`` takes: our names, file endings, media types, and other names.

    ``xml`` and ``json`` mean one format for tables and one for RDF, which share a media type.
    """
    names: dict[str, list[AnswerFormat]] = {}
    for entry in ANSWER_FORMATS.values():
        own = (entry.name, entry.suffix.removeprefix("."), entry.media_type)
        for name in {*own, *entry.other_names, *entry.other_types}:
            names.setdefault(name, []).append(entry)
    for entry in ANSWER_FORMATS.values():
        if not entry.holds_triples and entry.other_types:
            names[entry.name] = names[entry.other_types[0]]
    return names


_NAMES: Final = _names()


class Refused(Exception):
    """A request that is not answered."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.problem)
        self.refusal = refusal


def refuse(status: int, problem: str, fix: str | None = None) -> Refused:
    """Make an exception for a status."""
    return Refused(Refusal(status, problem, fix=fix))


@dataclass(frozen=True)
class Request:
    """What the protocol looks at; headers that are missing are empty."""

    method: str
    query_string: bytes = b""
    content_type: str = ""
    content_encoding: str = ""
    accept: str = ""
    body: bytes = b""

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """The parameters in the address."""
        return read_fields(self.query_string, "the address")


def text_of(raw: bytes, what: str) -> str:
    """Decode a part of an address or a form, strictly.

    Examples
    --------
    >>> text_of(b"caf%C3%A9", "the path")
    'café'
    """
    broken = _BAD_ESCAPE.search(raw)
    if broken:
        shown = raw[broken.start() : broken.start() + 3].decode("latin-1")
        raise refuse(
            400, f"{what} holds the broken escape {shown!r}", "write a percent sign as %25"
        )
    try:
        # Quoted-printable has = for %, and is read in C: ten times as fast as urllib reads.
        return binascii.a2b_qp(raw.replace(b"=", b"=3D").replace(b"%", b"=")).decode()
    except UnicodeDecodeError as error:
        raise refuse(400, f"{what} is not UTF-8", "encode it in UTF-8, then escape it") from error


def read_fields(raw: bytes, what: str) -> list[tuple[str, str]]:
    """Read a form or a query string."""
    parts = [part for part in raw.split(b"&") if part]
    if len(parts) > _MOST_FIELDS:
        raise refuse(400, f"{what} has more than {_MOST_FIELDS} fields")
    pairs = []
    for part in parts:
        name, _, value = part.replace(b"+", b" ").partition(b"=")
        pairs.append((text_of(name, what), text_of(value, what)))
    return pairs


def wants_description(request: Request) -> bool:
    """Return whether a request asks for the description of the service."""
    if request.method not in {"GET", "HEAD"}:
        return False
    names = {name for name, _ in request.fields}
    return not names & {"query", "update"}


def read_query(
    request: Request, *, services: frozenset[str] = frozenset(), max_rows: int | None = None
) -> QueryJob:
    """Read a query operation."""
    fields = list(request.fields)
    queries = [value for name, value in fields if name == "query"]
    if request.method == "POST":
        queries += _from_body(request, fields)
    if any(name == "update" or name.startswith("using-") for name, _ in fields):
        raise refuse(403, "updates are refused: this server only answers queries")
    if len(queries) != 1:
        how_many = "no query" if not queries else f"{len(queries)} queries"
        raise refuse(
            400,
            f"the request has {how_many}, and the protocol wants exactly one",
            "send one parameter query=…, or the query as body with Content-Type " + DIRECT,
        )
    table, triples, asked = _formats(request.accept, tuple(_values(fields, "format")))
    return QueryJob(
        query=queries[0],
        table=table,
        triples=triples,
        media_types=asked,
        default_graphs=_graphs(fields, "default-graph-uri", "named-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri", "default-graph-uri"),
        raw_cells=_is_true(fields, "raw-cells"),
        contested=_is_true(fields, "contested"),
        services=services,
        max_rows=max_rows,
    )


def _values(fields: Iterable[tuple[str, str]], wanted: str) -> list[str]:
    return [value for name, value in fields if name == wanted]


def _is_true(fields: Iterable[tuple[str, str]], name: str) -> bool:
    return any(value.lower() in _TRUE for value in _values(fields, name))


def _from_body(request: Request, fields: list[tuple[str, str]]) -> list[str]:
    """Return the queries in a body; the fields of a form are added to those of the address."""
    if request.content_encoding.strip().lower() not in {"", "identity"}:
        raise Refused(
            Refusal(
                415,
                "the body is compressed, and this server reads plain ones only",
                fix="send the query without Content-Encoding",
                headers=(("accept-encoding", "identity"),),
            )
        )
    kind, charset = _content_type(request.content_type)
    if kind == UPDATE:
        raise refuse(403, "updates are refused: this server only answers queries")
    if kind not in {FORM, DIRECT}:
        given = f"of type {kind}" if kind else "without a type"
        raise Refused(
            Refusal(
                415,
                f"the body is {given}, and a query comes in another one",
                fix=f"send Content-Type {DIRECT} or {FORM}",
                headers=(("accept-post", f"{DIRECT}, {FORM}"),),
            )
        )
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise refuse(415, f"the body is in {charset}, and a query is in UTF-8", "send UTF-8")
    if kind == FORM:
        form = read_fields(request.body, "the form")
        fields += form
        return _values(form, "query")
    try:
        return [request.body.decode()]
    except UnicodeDecodeError as error:
        problem = f"the query is not UTF-8: byte {error.start} cannot be read"
        raise refuse(400, problem, "send it in UTF-8") from error


def _content_type(header: str) -> tuple[str, str]:
    """Split a content type into media type and character set, both in lower case."""
    kind, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return kind.strip().lower(), value.strip().strip('"').lower()
    return kind.strip().lower(), ""


def _graphs(fields: list[tuple[str, str]], wanted: str, other: str) -> tuple[str, ...] | None:
    """Return the graphs that a request names, ``None`` if it leaves the dataset to the query."""
    names = [name for name, _ in fields]
    if wanted not in names and other not in names:
        return None
    return tuple(_iri(value, wanted) for value in _values(fields, wanted))


def _iri(text: str, parameter: str) -> str:
    from pyoxigraph import NamedNode

    try:
        return NamedNode(text).value
    except ValueError as error:
        problem = f"{parameter} is not an absolute IRI: {text[:200]!r}"
        raise refuse(400, problem, "write the whole IRI of a graph") from error


# ---------------------------------------------------------------- formats


def _types(*, triples: bool) -> dict[str, str]:
    """Name the format of each media type that answers of one kind have, own types first."""
    formats = [entry for entry in ANSWER_FORMATS.values() if entry.holds_triples == triples]
    types = {entry.media_type: entry.name for entry in formats}
    for entry in formats:
        for other in entry.other_types:
            types.setdefault(other, entry.name)
    return types


@lru_cache(maxsize=64)
def _formats(
    accept: str, named: tuple[str, ...]
) -> tuple[str | None, str | None, tuple[tuple[str, str], ...]]:
    """Choose a format for a table and one for RDF; only the query tells which is needed."""
    table, triples = _by_name(named, accept)
    if table is not None:  # triples go into a table, too
        return table, triples, ()
    ranges = parse_accept(accept)
    asked: list[tuple[str, str]] = []

    def preferred(*, triples: bool) -> str | None:
        types = _types(triples=triples)
        media_type = choose(ranges, types)
        if media_type is None:
            return None
        name = types[media_type]
        if media_type != ANSWER_FORMATS[name].media_type:
            asked.append((name, media_type))
        return name

    table = preferred(triples=False)
    triples = triples or preferred(triples=True)
    if table is None and triples is None:
        there = ", ".join(entry.media_type for entry in ANSWER_FORMATS.values())
        raise refuse(406, "the client accepts no format of this server", f"accept one of {there}")
    return table, triples, tuple(asked)


def _by_name(named: Iterable[str], accept: str) -> tuple[str | None, str | None]:
    """Choose formats by ``format=``: the first one known of each kind.

    Clients send names of their own, lists and media types, and say what they want in ``Accept``
    as well. A name that nobody knows is refused only where ``Accept`` does not say anything.
    """
    parts = [part for value in named for part in value.split(",") if part.strip()]
    # In a form, a plus sign that is not escaped is a space.
    keys = [part.partition(";")[0].strip().lower().replace(" ", "+") for part in parts]
    known = [format_ for key in keys for format_ in _NAMES.get(key, ())]
    if parts and not known and all(one.subtype == "*" for one in parse_accept(accept)):
        names = ", ".join(ANSWER_FORMATS)
        raise refuse(406, f"there is no format {parts[0][:100]!r}", f"one of {names}")
    tables = [format_.name for format_ in known if not format_.holds_triples]
    graphs = [format_.name for format_ in known if format_.holds_triples]
    return next(iter(tables), None), next(iter(graphs), None)
