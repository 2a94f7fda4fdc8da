"""Bring what a worker answers to the client.

In: work that somebody has begun. Out: a response. What has an error before its first byte gets the
status of that error. What fails later ends its connection: a client must never take the part of an
answer for the whole.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from starlette.responses import Response

from attachgraph.errors import AttachGraphError
from attachgraph.serve.connections import ABORT
from attachgraph.serve.negotiation import choose, parse_accept
from attachgraph.serve.pending import Head, Interrupted, PendingResponse, WorkerError
from attachgraph.serve.refusals import Refusal, as_json, as_page, as_text, refusal_of
from attachgraph.serve.response_cache import CachedResponse

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from attachgraph.serve.pool import Pool

#: Seconds after which it is worth watching whether the client is still there.
_MOMENT: Final = 0.05
#: Pages run no script and load nothing but what this server has.
PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def refusal_response(refusal: Refusal, accept: str) -> Response:
    """Write a refusal in the form that the client likes best."""
    writers = {
        "text/plain": as_text,
        "application/problem+json": as_json,
        "application/json": as_json,
        "text/html": as_page,
    }
    chosen = choose(parse_accept(accept), writers) or "text/plain"
    media_type = "application/problem+json" if chosen == "application/json" else chosen
    return Response(
        writers[chosen](refusal),
        status_code=refusal.status,
        media_type=media_type,
        headers={
            "cache-control": "no-store",
            "content-security-policy": PAGE_POLICY,
            "vary": "Accept",
            **dict(refusal.headers),
        },
    )


def error_response(error: AttachGraphError, accept: str) -> Response:
    """Write an error in the form that the client likes best."""
    kind = error.kind if isinstance(error, WorkerError) else None
    return refusal_response(refusal_of(error, kind), accept)


class Added(NamedTuple):
    """What is added to the head of an answer: a policy for browsers, and an ETag by its state."""

    policy: str | None
    etag: Callable[[str], str] | None

    def to(self, head: Head) -> list[tuple[bytes, bytes]]:
        """Return the headers of an answer with what is added."""
        headers = [(name.encode(), value.encode("latin-1")) for name, value in head.headers]
        headers += [(b"vary", b"Accept, Accept-Encoding"), (b"cache-control", b"no-cache")]
        if self.policy is not None:
            headers.append((b"content-security-policy", self.policy.encode()))
        if self.etag is not None and head.status == HTTPStatus.OK:
            headers.append((b"etag", self.etag(head.state).encode()))
        return headers


class KeptResponse(Response):
    """A response with an answer that was given before."""

    def __init__(self, kept: CachedResponse, added: Added) -> None:
        super().__init__(kept.body, kept.head.status)
        self.raw_headers: list[tuple[bytes, bytes]] = added.to(kept.head)


class WorkerResponse(Response):
    """A response that a worker computes."""

    def __init__(
        self,
        pool: Pool,
        work: PendingResponse,
        added: Added,
        *,
        accept: str,
        patience: float,
        keep: Callable[[CachedResponse], None] | None,
    ) -> None:
        super().__init__()
        self._pool = pool
        self._work = work
        self._added = added
        self._accept = accept
        self._patience = patience
        self._keep = keep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer as it comes."""
        try:
            head = await self._wait_for_head(receive)
            if head is None:
                return
        except AttachGraphError as error:
            await error_response(error, self._accept)(scope, receive, send)
            return
        finally:
            if not self._work.is_begun:
                self._pool.abandon(self._work)
        try:
            await self._send(head, scope, send)
        except (Interrupted, TimeoutError):
            scope["extensions"][ABORT]["call"]()
            await asyncio.sleep(0)
        finally:
            self._pool.abandon(self._work)

    async def _wait_for_head(self, receive: Receive) -> Head | None:
        """Wait for the head; ``None`` if the client has gone."""
        await asyncio.wait([self._work.head], timeout=_MOMENT)
        if not self._work.head.done():
            gone: asyncio.Future[None] = asyncio.ensure_future(_until_gone(receive))
            try:
                waiting: list[asyncio.Future[Any]] = [self._work.head, gone]
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            finally:
                gone.cancel()
            if not self._work.head.done():
                return None
        return self._work.head.result()

    async def _send(self, head: Head, scope: Scope, send: Send) -> None:
        headers = self._added.to(head)
        await send({"type": "http.response.start", "status": head.status, "headers": headers})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        first = True
        async for chunk, is_last in self._work.body():
            if self._keep is not None and first and is_last:
                self._keep(CachedResponse(head, chunk))
            first = False
            async with asyncio.timeout(self._patience):
                await send({"type": "http.response.body", "body": chunk, "more_body": not is_last})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
