"""What holds for every request, before and after it is answered.

In: a request. Out: the same, let through or refused; its response, with the headers that keep a
browser safe; a line in the access log. Knows no address of the application.
"""

from __future__ import annotations

import re
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from attachgraph.serve.access import check_host, check_origin, response_headers
from attachgraph.serve.delivery import refusal_response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from attachgraph.serve.refusals import Refusal
    from attachgraph.serve.settings import Settings

_UNPRINTABLE: Final = re.compile(rb"[^\x21-\x7e]")
_MOST_SHOWN: Final = 500
_SAFETY: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class AccessMiddleware:
    """An application that only those may use who may, and that is logged."""

    def __init__(self, application: ASGIApp, settings: Settings) -> None:
        self._application = application
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            return
        exchange = _Exchange(scope, send, response_headers(self._settings, scope["headers"]))
        headers = dict(scope["headers"])
        refusal = self._find_refusal(scope)
        application = self._application
        if refusal is not None:
            accept = headers.get(b"accept", b"").decode("latin-1")
            application = refusal_response(refusal, accept)
        elif scope["method"] == "OPTIONS":
            asks_for_page = b"access-control-request-method" in headers
            application = _options(scope["path"], asks_for_page=asks_for_page)
        try:
            await application(scope, receive, exchange.send)
        finally:
            if not self._settings.quiet:
                exchange.log()

    def _find_refusal(self, scope: Scope) -> Refusal | None:
        refusal = check_host(self._settings, scope["headers"], scope["http_version"])
        if refusal is not None or scope["method"] == "OPTIONS":
            return refusal
        # A page as it is, and not the answer to a question.
        is_link = scope["method"] in {"GET", "HEAD"} and not scope["query_string"]
        return check_origin(self._settings, scope["headers"], is_link=is_link)


def _options(path: str, *, asks_for_page: bool) -> Response:
    """Say what is possible, to a client or to a browser that asks for a page."""
    others = {"/sparql": "GET, HEAD, OPTIONS, POST", "/mcp": "OPTIONS, POST"}
    methods = others.get(path, "GET, HEAD, OPTIONS")
    headers = {"allow": methods}
    if asks_for_page:
        headers |= {
            "access-control-allow-methods": methods,
            "access-control-allow-headers": "Accept, Content-Type, If-None-Match, "
            "Mcp-Protocol-Version, Mcp-Method, Mcp-Name",
            "access-control-max-age": "86400",
        }
    return Response(status_code=204, headers=headers)


class _Exchange:
    """A request and its response: what is added to it, and what is written down."""

    def __init__(self, scope: Scope, send: Send, cors: Iterable[tuple[bytes, bytes]]) -> None:
        self._scope = scope
        self._send = send
        self._added = [*_SAFETY, *cors]
        self._began = time.monotonic()
        self._status = 0
        self._bytes = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message = {**message, "headers": self._with_ours(message["headers"])}
        elif message["type"] == "http.response.body":
            self._bytes += len(message.get("body", b""))
        await self._send(message)

    def _with_ours(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        joined = [*headers, *self._added]
        vary = [value for name, value in joined if name == b"vary"]
        others = [(name, value) for name, value in joined if name != b"vary"]
        return [*others, (b"vary", b", ".join(vary))] if vary else others

    def log(self) -> None:
        """Write a line: when, who, what, and how it ended; never what was asked."""
        shown = self._scope.get("raw_path", b"")[:_MOST_SHOWN]
        path = _UNPRINTABLE.sub(b"?", shown).decode("ascii")
        client = self._scope.get("client") or ("-", 0)
        took = (time.monotonic() - self._began) * 1000
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        asked = f"{client[0]} {self._scope['method']} {path}"
        sys.stderr.write(f"{when} {asked} {self._status or '-'} {self._bytes} {took:.1f}ms\n")
