"""Connections that hold a client to its limits.

In: bytes from a socket. Out: requests for the application. uvicorn reads HTTP well and trusts that
clients mean well: it has no limit to the length of an address or a header, and none to the time
that a client takes to send them. This adds those, with the status that HTTP has for each.

References
----------
RFC 9110, sections 15.5.9 (408), 15.5.15 (414); RFC 6585, section 5 (431).
"""

from __future__ import annotations

import asyncio
import socket
import struct
from http import HTTPStatus
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from attachgraph.serve.settings import Settings

#: The name under which the application finds what ends a connection at once.
ABORT: Final = "attachgraph.abort"

_MOST_HEADERS: Final = 200
_SECONDS_OF_GOOD_BYE: Final = 1.0


class _TooMuchError(Exception):
    """A limit was reached while a request was being read."""


class _Connection(HttpToolsProtocol):
    """A connection with limits."""

    settings: ClassVar[Settings]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_head = False
        self._head_size = 0
        self._refusal: tuple[HTTPStatus, str] | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._in_body = False
        self._is_over = False

    # ------------------------------------------------------------ a client has its time

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.settings.max_connections:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "there are too many connections")
            return
        self._set_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unset_deadline()
        super().connection_lost(exc)

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        # Closing waits until all was sent, which a client that reads nothing can put off for ever.
        self.loop.call_later(self.settings.patience, self.transport.abort)

    def _set_deadline(self) -> None:
        self._unset_deadline()
        self._deadline = self.loop.call_later(self.settings.patience, self._on_deadline)

    def _unset_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _on_deadline(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, "the request took too long to arrive")

    # ------------------------------------------------------------ a request has its size

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing() or self._is_over:
            return
        super().data_received(data)
        if self._in_head:
            self._head_size += len(data)
            if self._head_size > self.settings.max_url + self.settings.max_headers:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too long")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_size = True, 0
        self._set_deadline()
        self.scope["extensions"] = {ABORT: {"call": self._abort}}

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > self.settings.max_url:
            self._give_up(
                HTTPStatus.REQUEST_URI_TOO_LONG,
                f"the address is longer than {self.settings.max_url} bytes; "
                "send a long query with POST",
            )

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._head_size += len(name) + len(value)
        if len(self.headers) > _MOST_HEADERS or self._head_size > self.settings.max_headers:
            self._give_up(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too long")

    def on_headers_complete(self) -> None:
        self._in_head, self._in_body = False, True
        self._unset_deadline()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_body = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._in_body and not self.transport.is_closing():
            # It was answered before it was all there, as too large. Closing at once would reset
            # the connection, and the client would not see why.
            self._say_good_bye()

    # ------------------------------------------------------------ the end

    def _give_up(self, status: HTTPStatus, problem: str) -> None:
        """Leave the parser, which calls this, and answer with a status."""
        self._refusal = status, problem
        raise _TooMuchError

    def send_400_response(self, msg: str) -> None:
        status, problem = self._refusal or (HTTPStatus.BAD_REQUEST, "this is not a request of HTTP")
        self._refuse(status, problem or msg)

    def _refuse(self, status: HTTPStatus, problem: str) -> None:
        """Answer with a status and close, unless an answer is being sent already."""
        self._unset_deadline()
        if self.transport.is_closing():
            return
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:  # type: ignore[redundant-expr]
            if cycle.response_started:
                self._abort()
                return
            # Its body is broken; the application must not answer as well.
            cycle.disconnected = True
            cycle.message_event.set()
        retry = b"retry-after: 5\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else b""
        body = f"{problem}\n".encode()
        self.transport.write(
            f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            "content-type: text/plain; charset=utf-8\r\n"
            "x-content-type-options: nosniff\r\n"
            f"content-length: {len(body)}\r\n"
            "connection: close\r\n".encode()
            + retry
            + b"\r\n"
            + body
        )
        self._say_good_bye()

    def _say_good_bye(self) -> None:
        """Close in a moment; what still arrives until then is thrown away."""
        self._is_over = True
        self._unset_keepalive_if_required()
        self.loop.call_later(_SECONDS_OF_GOOD_BYE, self.transport.close)
        self.loop.call_later(self.settings.patience, self.transport.abort)

    def _abort(self) -> None:
        """End the connection so that the client cannot take what it has for the whole.

        To a client of HTTP/1.0 the end of the connection is the end of the answer. A reset is not.
        """
        link = self.transport.get_extra_info("socket")
        if link is not None:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


def connection_class(settings: Settings) -> type[HttpToolsProtocol]:
    """Make the class of connections for a server."""
    return type("Connection", (_Connection,), {"settings": settings})
