"""Send requests to one server, within a time limit, and give its answers as they come.

In: an address and requests. Out: replies whose bodies are read piece by piece. Connections that
fail and servers that are busy are tried again a few times; a redirection is followed within the
server only, so that a login never goes elsewhere; proxies are those of the environment, and
certificates those of the system.

Sources: RFC 9110 (HTTP), sections 10.2.3 (Retry-After) and 15.4 (redirections).
"""

from __future__ import annotations

import contextlib
import gzip
import io
import random
import socket
import ssl
import time
import urllib.request
import weakref
import zlib
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

import httpx

from attachgraph.errors import AttachGraphError, InputError, UsageError
from attachgraph.remote.address import Address, parse_address
from attachgraph.remote.deadline import Deadline, TimedBackend
from attachgraph.remote.http_errors import explain_failure, explain_status, is_fleeting
from attachgraph.remote.login import Login, find_login

if TYPE_CHECKING:
    import httpcore

_TRIES: Final = 4
_PAUSE: Final = 0.25
_MOST_PAUSE: Final = 30.0
_MOST_REDIRECTIONS: Final = 5
_MOST_OF_A_REFUSAL: Final = 16_384
_PIECE: Final = 65_536
#: So many bytes are always given at once where there are as many.
_HEAD_OF_GZIP: Final = 16
_BUSY: Final = frozenset({429, 503})
_REDIRECTIONS: Final = frozenset({301, 302, 307, 308})
_DONE: Final = frozenset({200, 201, 202, 204})
_HEADERS: Final = {
    "User-Agent": "attachgraph (+https://w3id.org/attachgraph)",
    "Accept-Encoding": "gzip",
}


class Reply:
    """The answer of a server. Its body is read once, unpacked, and to its end or not at all."""

    def __init__(
        self, client: Client, response: httpx.Response, address: Address, deadline: Deadline
    ) -> None:
        self._client = client  # which closes its connections when nobody needs it
        self._response = response
        self.deadline = deadline
        self.address = address
        self.status: int = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self._body: io.BufferedIOBase = _Body(response)
        if "gzip" in self.headers.get("Content-Encoding", ""):
            # Unlike the decoder of httpx, it notices when the end is missing.
            self._body = gzip.GzipFile(fileobj=self._body)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, size: int) -> bytes:
        """Read the next piece of the body."""
        if self.deadline.passed:
            self.close()
            raise self.deadline.error(self.address.shown)
        try:
            return self._body.read1(size)
        except (httpx.HTTPError, OSError, EOFError, zlib.error) as error:
            self.close()
            if self.deadline.passed:
                raise self.deadline.error(self.address.shown) from error
            raise InputError(
                "the answer of the server broke off",
                where=self.address.shown,
                fix="try again; if it happens again, ask for less or look into the server's log",
            ) from error

    def close(self) -> None:
        """Stop reading. A connection whose answer was not read to its end is not used again."""
        self._response.close()


class _Body(io.BufferedIOBase):
    """The bytes of a body, as they come."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self._pieces = response.iter_raw()
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        end = _PIECE if size is None or size < 0 else size
        while len(self._rest) < min(end, _HEAD_OF_GZIP):
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._rest = memoryview(bytes(self._rest) + piece)
        taken, self._rest = bytes(self._rest[:end]), self._rest[end:]
        return taken

    read1 = read


class Client:
    """The way to one server."""

    def __init__(self, address: Address) -> None:
        self._address = address

    @cached_property
    def login(self) -> Login | None:
        """The login for this server."""
        return find_login(self._address)

    @cached_property
    def _http(self) -> httpx.Client:
        client = httpx.Client(
            auth=self.login.auth if self.login else None,
            transport=_Transport(self._address),
            headers=_HEADERS,
            trust_env=False,
        )
        weakref.finalize(self, client.close)
        return client

    def send(
        self,
        method: str,
        address: Address,
        deadline: Deadline,
        *,
        body: bytes = b"",
        headers: Mapping[str, str],
    ) -> Reply:
        """Send a request and wait until its answer begins."""
        redirections = busy = 0
        while True:
            request = self._http.build_request(
                method,
                address.origin + address.target,
                content=body,
                headers=dict(headers),
                extensions={"timeout": dict.fromkeys(("connect", "read", "write"), deadline)},
            )
            reply = self._send(request, address, deadline)
            if reply.status in _REDIRECTIONS and redirections < _MOST_REDIRECTIONS:
                redirections += 1
                address = _redirected(reply)
            elif reply.status in _BUSY and busy + 1 < _TRIES:
                busy += 1
                if not _pause(busy, reply.headers.get("Retry-After"), deadline):
                    raise self._refusal(reply)
                reply.close()
            elif reply.status in _DONE:
                return reply
            else:
                raise self._refusal(reply)

    def _send(self, request: httpx.Request, address: Address, deadline: Deadline) -> Reply:
        """Send a request, again if the connection fails in a way that may be better next time."""
        failures = 0
        while True:
            if deadline.passed:
                raise deadline.error(address.shown)
            try:
                return Reply(self, self._http.send(request, stream=True), address, deadline)
            except (httpx.HTTPError, OSError) as error:
                failures += 1
                if deadline.passed:
                    raise deadline.error(address.shown) from error
                again = failures < _TRIES and is_fleeting(error)
                if not again or not _pause(failures, None, deadline):
                    raise explain_failure(error, address) from error

    def _refusal(self, reply: Reply) -> AttachGraphError:
        body = b""
        with contextlib.suppress(AttachGraphError):
            body = reply.read(_MOST_OF_A_REFUSAL)
        reply.close()
        return explain_status(reply.status, body, reply.address, self.login)


class _Transport(httpx.HTTPTransport):
    """Connections whose every wait ends with the deadline of its request."""

    _pool: httpcore.ConnectionPool

    def __init__(self, address: Address) -> None:
        try:
            super().__init__(
                verify=ssl.create_default_context(),
                proxy=_proxy(address),
                # A peer that is gone is noticed even where nobody waits with a limit.
                socket_options=[(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)],
            )
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            raise UsageError(
                "the proxy in the environment cannot be used",
                fix="check HTTP_PROXY, HTTPS_PROXY and NO_PROXY",
            ) from error
        # httpx has no argument for it.
        self._pool._network_backend = TimedBackend()  # noqa: SLF001


def _proxy(address: Address) -> str | None:
    """Find the proxy for a server; this machine needs none."""
    if address.is_loopback or urllib.request.proxy_bypass(address.host):
        return None
    proxy = urllib.request.getproxies().get(address.scheme)
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def _redirected(reply: Reply) -> Address:
    """Follow a redirection to another address of the same server."""
    reply.close()
    here = reply.address
    try:
        there = httpx.URL(here.origin + here.target).join(reply.headers.get("Location", ""))
        address = parse_address(str(there))
    except (AttachGraphError, httpx.InvalidURL):
        address = None
    if address is None or address.origin != here.origin:
        shown = address.shown if address else "something that is not an address"
        raise InputError(
            f"the server redirects to {shown}, which is not followed",
            where=here.shown,
            fix="if you trust it, name that address yourself" if address else "ask its keeper",
        )
    return address


def _pause(failures: int, retry_after: str | None, deadline: Deadline) -> bool:
    """Wait before the next try, as long as the server says; tell whether that makes sense."""
    seconds = _PAUSE * 2.0 ** (failures - 1) * random.uniform(1, 1.5)  # noqa: S311 - no secret
    if retry_after is not None and retry_after.strip().isdecimal():
        seconds = max(seconds, float(retry_after))
    if seconds > deadline.within(_MOST_PAUSE):
        return False
    time.sleep(seconds)
    return True
