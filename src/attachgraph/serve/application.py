"""The application: which address is answered by what.

In: requests. Out: responses, computed by workers. Everything that holds for all of them is in
:mod:`.middleware`.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from attachgraph.errors import AttachGraphError
from attachgraph.serve.access import frame_policy
from attachgraph.serve.assistants import Assistants
from attachgraph.serve.delivery import (
    PAGE_POLICY,
    Added,
    KeptResponse,
    WorkerResponse,
    error_response,
    refusal_response,
)
from attachgraph.serve.formats import DESCRIPTION_TYPES, ENDINGS, THING_TYPES
from attachgraph.serve.jobs import (
    HERE,
    DescriptionJob,
    ExplorerJob,
    FrontJob,
    Job,
    QueryJob,
    QueryPageJob,
    SearchJob,
    Task,
    ThingJob,
)
from attachgraph.serve.negotiation import accepts_gzip, choose, matches_etag, parse_accept
from attachgraph.serve.page_text import VERSION
from attachgraph.serve.pending import Unavailable
from attachgraph.serve.protocol import (
    Refused,
    read_fields,
    read_query,
    refuse,
    text_of,
    wants_description,
)
from attachgraph.serve.protocol import Request as ProtocolRequest
from attachgraph.serve.recent_answers import RecentAnswers
from attachgraph.serve.refusals import Refusal, refusal_of
from attachgraph.serve.response_cache import ResponseCache

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from attachgraph.serve.pool import Pool
    from attachgraph.serve.settings import Settings

TEMPLATES: Final = Path(__file__).resolve().parent / "template"

_MOST_WORDS: Final = 500
#: Functions whose value is another one each time; a query with one of them has no ETag.
_VOLATILE: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
_ROBOTS: Final = b"""\
User-agent: *
Disallow: /sparql
Disallow: /search
"""


def make_application(pool: Pool, settings: Settings) -> ASGIApp:
    """Make the application of a server."""
    pages = _Pages(pool, settings)
    style = _file((TEMPLATES / "style.css").read_bytes(), "text/css")
    icon = _file((TEMPLATES / "favicon.svg").read_bytes(), "image/svg+xml")
    return Starlette(
        routes=[
            Route("/sparql", pages.sparql, methods=["GET", "POST"]),
            Route("/mcp", pages.mcp, methods=["POST"]),
            Route("/mcp", _refuse_stream, methods=["GET", "DELETE"]),
            Route("/health", pages.health),
            Route("/health/{part}", pages.health),
            Route("/", pages.front),
            Route("/search", pages.search),
            Route("/explorer", pages.explorer),
            Route("/void.ttl", pages.void),
            Route("/.well-known/void", pages.void),
            Route("/robots.txt", _always(_file(_ROBOTS, "text/plain"))),
            Route("/style.css", _always(style)),
            Route("/favicon.svg", _always(icon)),
            Route("/favicon.ico", _always(icon)),
            Route("/{path:path}", pages.thing),
        ],
        exception_handlers={
            HTTPException: _on_http_exception,
            Refused: _on_refusal,
            Unavailable: _on_refusal,
        },
    )


class _Pages:
    """The functions that answer the addresses."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings
        self._cache = ResponseCache(pool, settings.timeout)
        self._recent = RecentAnswers(pool)
        self._assistants = Assistants(pool, settings)
        #: The explorer and the query page have a policy of their own inside.
        self._frames = frame_policy(settings)

    async def sparql(self, request: Request) -> Response:
        """Answer a query, describe the service, or show a browser the page on which it asks."""
        asked = ProtocolRequest(
            method=request.method,
            query_string=request.scope["query_string"],
            content_type=request.headers.get("content-type", ""),
            content_encoding=request.headers.get("content-encoding", ""),
            accept=request.headers.get("accept", ""),
            body=await self._body(request) if request.method == "POST" else b"",
        )
        if wants_description(asked):
            return await self._describe(request)
        settings = self._settings
        job = read_query(asked, services=settings.services, max_rows=settings.max_rows)
        # The base of a query is the address at which it is asked: RFC 3986, section 5.1.3.
        job = replace(job, base=f"{_address(request)}/sparql")
        return self._respond(request, job, is_stable=not _VOLATILE.search(job.query))

    async def mcp(self, request: Request) -> Response:
        """Answer an assistant that speaks the Model Context Protocol."""
        return await self._assistants.answer(await self._body(request))

    async def front(self, request: Request) -> Response:
        """Show the first page."""
        return await self._keep(request, FrontJob())

    async def search(self, request: Request) -> Response:
        """Search, for a page or for a program."""
        fields = read_fields(request.scope["query_string"], "the address")
        words = next((value for name, value in fields if name == "q"), "")[:_MOST_WORDS]
        types = {"text/html": "html", "application/json": "json"}
        ranges = parse_accept(request.headers.get("accept", ""))
        named = next((value for name, value in fields if name == "format"), "")
        chosen = named if named in {"html", "json"} else types[choose(ranges, types) or "text/html"]
        return self._respond(request, SearchJob(words, chosen))

    async def explorer(self, request: Request) -> Response:
        """Show the explorer of everything, or of what surrounds one thing."""
        fields = read_fields(request.scope["query_string"], "the address")
        name = next((value for key, value in fields if key == "name"), None)
        if name:
            return self._respond(request, ExplorerJob(name), policy=self._frames)
        return await self._keep(request, ExplorerJob(None), policy=self._frames)

    async def thing(self, request: Request) -> Response:
        """Show a thing by the path of its IRI, as its ending or the client wants it."""
        path = text_of(request.scope["raw_path"], "the path").removeprefix("/")
        for format_, ending in ENDINGS.items():
            if path.endswith(ending):
                job = ThingJob(path.removesuffix(ending), format_, _address(request))
                return self._respond(request, job)
        chosen = choose(parse_accept(request.headers.get("accept", "")), THING_TYPES)
        if chosen is None:
            raise refuse(406, "there is no such format", f"accept one of {', '.join(THING_TYPES)}")
        return self._respond(request, ThingJob(path, THING_TYPES[chosen], _address(request)))

    async def void(self, request: Request) -> Response:
        """Describe dataset and endpoint where VoID says that programs look."""
        types = {name: each for name, each in DESCRIPTION_TYPES.items() if each != "html"}
        chosen = choose(parse_accept(request.headers.get("accept", "")), types) or "text/turtle"
        return await self._keep(request, DescriptionJob(types[chosen]))

    async def _describe(self, request: Request) -> Response:
        """Show the page on which a person asks, or tell a program what can be asked."""
        chosen = choose(parse_accept(request.headers.get("accept", "")), DESCRIPTION_TYPES)
        if chosen is None:
            types = ", ".join(DESCRIPTION_TYPES)
            raise refuse(406, "the description of this service is RDF", f"accept {types}")
        if chosen == "text/html":
            return await self._keep(request, QueryPageJob(), policy=self._frames)
        job = DescriptionJob(DESCRIPTION_TYPES[chosen])
        return await self._keep(request, job)

    async def _keep(
        self, request: Request, job: Job, *, policy: str | None = PAGE_POLICY
    ) -> Response:
        """Answer with what is kept for all."""
        etag = _etag(_tag_of(job), self._pool.state)
        if matches_etag(request.headers.get("if-none-match", ""), etag):
            return _not_modified(etag)
        names_us = isinstance(job, DescriptionJob)
        gzip = accepts_gzip(request.headers.get("accept-encoding", "")) and not names_us
        try:
            kept = await self._cache.get(job, gzip=gzip)
        except AttachGraphError as error:
            return error_response(error, request.headers.get("accept", ""))
        body = kept.body
        if names_us:
            body = body.replace(HERE.encode(), _address(request).encode())
        headers = {
            **dict(kept.head.headers),
            "content-length": str(len(body)),
            "etag": _etag(_tag_of(job), kept.head.state),
            "cache-control": "no-cache",
            "vary": "Accept, Accept-Encoding",
        }
        if policy is not None:
            headers["content-security-policy"] = policy
        return Response(body, status_code=kept.head.status, headers=headers)

    def _respond(
        self,
        request: Request,
        job: Job,
        *,
        is_stable: bool = True,
        policy: str | None = PAGE_POLICY,
    ) -> Response:
        """Have a job done, unless the client has its result already."""
        gzip = accepts_gzip(request.headers.get("accept-encoding", ""))
        tag = _tag_of(job) if is_stable and request.method != "POST" else None
        known = request.headers.get("if-none-match")
        if tag and known and matches_etag(known, _etag(tag, self._pool.state)):
            return _not_modified(_etag(tag, self._pool.state))
        added = Added(policy, None if tag is None else lambda state: _etag(tag, state))
        kept = self._recent.get(job, gzip=gzip) if is_stable else None
        if kept is not None:
            return KeptResponse(kept, added)
        task = Task(job, gzip=gzip, seconds=self._settings.timeout)
        return WorkerResponse(
            self._pool,
            self._pool.submit(task),
            added,
            accept=request.headers.get("accept", ""),
            patience=self._settings.patience,
            keep=partial(self._recent.put, job, gzip=gzip) if is_stable else None,
        )

    async def _body(self, request: Request) -> bytes:
        """Read the body, as far as it may go."""
        most = self._settings.max_body
        problem = f"the body is larger than {most:,} bytes"
        length = request.headers.get("content-length", "0")
        if length.isdecimal() and int(length) > most:
            raise refuse(413, problem)
        body = bytearray()
        try:
            async with asyncio.timeout(self._settings.patience):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > most:
                        raise refuse(413, problem)
        except TimeoutError:
            raise refuse(408, "the request took too long to arrive") from None
        except ClientDisconnect:
            raise refuse(400, "the request ended before it was complete") from None
        return bytes(body)

    async def health(self, request: Request) -> Response:
        """Return whether the server lives, and whether it can answer."""
        part = request.path_params.get("part", "")
        if part not in {"", "live", "ready"}:
            raise HTTPException(404)
        is_ready = self._pool.is_ready
        health = {"live": True, "ready": is_ready, "store": self._pool.state}
        return Response(
            json.dumps(health) + "\n",
            status_code=200 if is_ready or part == "live" else 503,
            media_type="application/json",
            headers={"cache-control": "no-store"} | ({} if is_ready else {"retry-after": "5"}),
        )


def _always(response: Response) -> Callable[[Request], Awaitable[Response]]:
    """Answer every request with one response."""

    async def answer(_: Request) -> Response:  # noqa: RUF029 - as Starlette calls it
        return response

    return answer


def _file(content: bytes, media_type: str) -> Response:
    """Make the response of an address that always has the same content."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"cache-control": "public, max-age=3600", "etag": tag}
    return Response(content, media_type=media_type, headers=headers)


def _address(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _tag_of(job: Job) -> str:
    """Name what a job asks for, the same name for the same job."""
    written = repr(job) if not isinstance(job, QueryJob) else repr((job, sorted(job.services)))
    return hashlib.sha256(f"{VERSION}\0{written}".encode("utf-8", "replace")).hexdigest()[:16]


def _not_modified(etag: str) -> Response:
    headers = {"etag": etag, "cache-control": "no-cache", "vary": "Accept, Accept-Encoding"}
    return Response(status_code=304, headers=headers)


def _etag(tag: str, state: str) -> str:
    """Name an answer by what was asked and what was asked about, before it is known."""
    return f'W/"{state[:12]}-{tag}"'


# ---------------------------------------------------------------- refusals


async def _refuse_stream(_: Request) -> Response:  # noqa: RUF029 - as Starlette calls it
    """Tell an assistant that there are no streams and no sessions, in the way of its protocol."""
    fix = "assistants POST here; see docs/assistants.md"
    problem = "there is no stream to get and no session to end"
    raise Refused(Refusal(405, problem, fix=fix, headers=(("allow", "OPTIONS, POST"),)))


async def _on_refusal(request: Request, error: Exception) -> Response:  # noqa: RUF029 - as Starlette calls it
    assert isinstance(error, Refused | Unavailable)  # noqa: S101 - as registered
    refusal = error.refusal if isinstance(error, Refused) else refusal_of(error)
    return refusal_response(refusal, request.headers.get("accept", ""))


async def _on_http_exception(request: Request, error: Exception) -> Response:  # noqa: RUF029 - as Starlette calls it
    assert isinstance(error, HTTPException)  # noqa: S101 - as registered
    problems = {
        404: "there is nothing at this address",
        405: f"{request.method} is not possible here",
    }
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if "allow" in headers:
        headers["allow"] = ", ".join(sorted({*headers["allow"].split(", "), "OPTIONS"}))
    refusal = Refusal(
        error.status_code,
        problems.get(error.status_code, error.detail),
        headers=tuple(headers.items()),
    )
    return refusal_response(refusal, request.headers.get("accept", ""))
