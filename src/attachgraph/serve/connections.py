"""Connections that hold a client to its limits, and that can be broken off.

In: bytes from a socket. Out: requests for the application. uvicorn limits neither the length of an
address or a header, nor the time that a client takes to send them, nor the number of connections.
Only the server itself can break a connection off, so that half an answer is not taken for all.

Sources: RFC 9110, sections 15.5.9 (408), 15.5.15 (414); RFC 6585, section 5 (431).
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

_SECONDS_TO_READ_A_REFUSAL: Final = 1.0


class _TooMuchError(Exception):
    """A limit was reached while a request was being read."""


class _Connection(HttpToolsProtocol):
    """A connection with limits."""

    settings: ClassVar[Settings]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_size = 0
        self._in_head = self._in_body = self._is_over = False
        self._refusal = HTTPStatus.BAD_REQUEST, "this is not a request of HTTP"
        self._deadline: asyncio.TimerHandle | None = None

    # ------------------------------------------------------------ a client has its time

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.settings.max_connections:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "there are too many connections")
        else:
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
        problem = "the request took too long to arrive"
        self._deadline = self.loop.call_later(
            self.settings.patience, self._refuse, HTTPStatus.REQUEST_TIMEOUT, problem
        )

    def _unset_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    # ------------------------------------------------------------ a request has its size

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing() or self._is_over:
            return
        super().data_received(data)
        # A header that has no end never comes to the parser's callbacks.
        self._head_size += len(data)
        if self._in_head and self._head_size > self.settings.max_url + self.settings.max_headers:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too long")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_size = True, 0
        self._set_deadline()
        self.scope["extensions"] = {ABORT: {"call": self._abort}}

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > self.settings.max_url:
            most = f"{self.settings.max_url} bytes; send a long query with POST"
            self._refusal = HTTPStatus.REQUEST_URI_TOO_LONG, f"the address is longer than {most}"
            raise _TooMuchError

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._head_size += len(name) + len(value)
        if self._head_size > self.settings.max_headers:
            too_large = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            self._refusal = too_large, "the headers are too long"
            raise _TooMuchError

    def on_headers_complete(self) -> None:
        self._in_head, self._in_body = False, True
        self._unset_deadline()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_body = False
        super().on_message_complete()

    # ------------------------------------------------------------ the end

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._in_body and not self.transport.is_closing():
            # It was answered before it was all there, as too large.
            self._close_soon()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - as uvicorn calls it
        self._refuse(*self._refusal)

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
        retry = "retry-after: 5\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else ""
        self.transport.write(
            f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            "content-type: text/plain; charset=utf-8\r\n"
            "x-content-type-options: nosniff\r\n"
            f"content-length: {len(problem.encode()) + 1}\r\n"
            f"connection: close\r\n{retry}\r\n{problem}\n".encode()
        )
        self._close_soon()

    def _close_soon(self) -> None:
        """Throw away what still arrives: to close at once would reset, and hide the answer."""
        self._is_over = True
        self._unset_keepalive_if_required()
        self.loop.call_later(_SECONDS_TO_READ_A_REFUSAL, self.transport.close)
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
