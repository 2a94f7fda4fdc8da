"""The gate: what holds for every request, before and after it is answered.

In: a request. Out: the same, let through or refused; its response, with the headers that keep a
browser safe; a line in the access log. Knows no address of the application.
"""

from __future__ import annotations

import re
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from attachgraph.serve.access import check_host, check_origin, response_headers
from attachgraph.serve.delivery import refusal_response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from attachgraph.serve.settings import Settings

_UNPRINTABLE: Final = re.compile(rb"[^\x21-\x7e]")
_METHODS: Final = "GET, HEAD, OPTIONS"
_MOST_SHOWN: Final = 500
_SAFETY: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Gate:
    """An application with the gate before it."""

    def __init__(self, application: ASGIApp, settings: Settings) -> None:
        self._application = application
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        visit = _Visit(scope, send, response_headers(self._settings, scope["headers"]))
        try:
            await self._pass(scope, receive, visit.send, headers)
        finally:
            if not self._settings.quiet:
                visit.log()

    async def _pass(
        self, scope: Scope, receive: Receive, send: Send, headers: Mapping[bytes, bytes]
    ) -> None:
        accept = headers.get(b"accept", b"").decode("latin-1")
        refusal = check_host(self._settings, scope["headers"], scope["http_version"])
        if refusal is None and scope["method"] != "OPTIONS":
            refusal = check_origin(self._settings, scope["headers"], is_link=_is_link(scope))
        if refusal is not None:
            await refusal_response(refusal, accept)(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await _answer_options(scope, headers, send)
        else:
            await self._application(scope, receive, send)


def _is_link(scope: Scope) -> bool:
    """Tell whether a request asks for a page as it is, and not for an answer to a question."""
    return scope["method"] in {"GET", "HEAD"} and not scope["query_string"]


async def _answer_options(scope: Scope, headers: Mapping[bytes, bytes], send: Send) -> None:
    """Say what is possible, to a client or to a browser that asks for a page."""
    methods = "GET, HEAD, OPTIONS, POST" if scope["path"] == "/sparql" else _METHODS
    told = [(b"allow", methods.encode()), (b"content-length", b"0")]
    if b"access-control-request-method" in headers:
        told += [
            (b"access-control-allow-methods", methods.encode()),
            (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
            (b"access-control-max-age", b"86400"),
        ]
    await send({"type": "http.response.start", "status": 204, "headers": told[:1] + told[2:]})
    await send({"type": "http.response.body", "body": b""})


class _Visit:
    """A request on its way through: what is added to its response, and what is written down."""

    def __init__(self, scope: Scope, send: Send, cors: Iterable[tuple[bytes, bytes]]) -> None:
        self._scope = scope
        self._send = send
        self._cors = list(cors)
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

    def _with_ours(self, headers: Any) -> list[tuple[bytes, bytes]]:
        joined = [*headers, *_SAFETY, *self._cors]
        vary = [value for name, value in joined if name == b"vary"]
        others = [(name, value) for name, value in joined if name != b"vary"]
        return [*others, (b"vary", b", ".join(vary))] if vary else others

    def log(self) -> None:
        """Write a line: when, who, what, and how it ended; never what was asked."""
        path = _UNPRINTABLE.sub(b"?", self._scope.get("raw_path", b"")[:_MOST_SHOWN]).decode(
            "ascii"
        )
        client = self._scope.get("client") or ("-", 0)
        took = (time.monotonic() - self._began) * 1000
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        asked = f"{client[0]} {self._scope['method']} {path}"
        sys.stderr.write(f"{when} {asked} {self._status or '-'} {self._bytes} {took:.1f}ms\n")
