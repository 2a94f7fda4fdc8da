"""One time limit over everything that a request does.

In: seconds. Out: how many are left. The time limit of a socket begins again with each byte, so a
server that sends a byte now and then would never reach it: :class:`TimedBackend` asks before each
read and write how much is left of the whole. A reader who pauses costs nothing: only the time
between :meth:`Deadline.resume` and :meth:`Deadline.pause` counts.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any, Final

import httpcore

from attachgraph.errors import QueryTimeout

#: Seconds for a connection, where the limit allows more.
_CONNECT: Final = 15.0
#: A socket with a limit of 0 would not wait at all.
_LEAST: Final = 0.001


class Deadline:
    """Time that may be spent on waiting: a limit, of which a part may be spent already."""

    def __init__(self, seconds: float | None, left: float | None = None) -> None:
        self.seconds = seconds
        self._spent = (seconds or 0.0) - left if left is not None else 0.0
        self._since: float | None = time.monotonic()

    @property
    def left(self) -> float | None:
        """Seconds that are left; never below zero."""
        if self.seconds is None:
            return None
        running = 0.0 if self._since is None else time.monotonic() - self._since
        return max(0.0, self.seconds - self._spent - running)

    @property
    def passed(self) -> bool:
        """Whether there is nothing left."""
        return self.left == 0

    def pause(self) -> None:
        """Stop counting: what comes next is not the server's time."""
        if self._since is not None:
            self._spent += time.monotonic() - self._since
            self._since = None

    def resume(self) -> None:
        """Count again."""
        if self._since is None:
            self._since = time.monotonic()

    def within(self, most: float) -> float:
        """Return a wait that ends with the limit."""
        left = self.left
        return most if left is None else min(most, left)

    def error(self, where: str) -> QueryTimeout:
        """Say that the limit was reached."""
        return QueryTimeout(
            f"the answer was not whole after {self.seconds:g} seconds, the time limit",
            where=where,
            fix="ask for less (LIMIT, fewer patterns), or raise the limit: --timeout, timeout=…",
        )


class TimedBackend(httpcore.SyncBackend):
    """Opens connections whose every wait ends with the deadline that is passed as the timeout."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: Any = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect."""
        seconds = timeout.within(_CONNECT) if isinstance(timeout, Deadline) else timeout
        stream = super().connect_tcp(host, port, seconds, local_address, socket_options)
        return _TimedStream(stream)


class _TimedStream(httpcore.NetworkStream):
    """A connection that asks before each wait how long it may be."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream
        self._is_http = False

    def read(self, max_bytes: int, timeout: Any = None) -> bytes:
        data = self._stream.read(max_bytes, _seconds(timeout))
        # The parser would wait for the end of the head, which another protocol does not have.
        if not self._is_http and data[:5] != b"HTTP/"[: len(data)]:
            raise httpcore.RemoteProtocolError("this is not HTTP")
        self._is_http = True
        return data

    def write(self, buffer: bytes, timeout: Any = None) -> None:
        self._stream.write(buffer, _seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: Any = None
    ) -> httpcore.NetworkStream:
        seconds = _seconds(timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _seconds(timeout: Any) -> float | None:
    if not isinstance(timeout, Deadline) or timeout.left is None:
        return None
    if timeout.passed:
        raise httpcore.ReadTimeout
    return max(_LEAST, timeout.left)
