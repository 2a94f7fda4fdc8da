"""Send requests to one server, within a time limit, and give its answers as they come.

In: an address and requests. Out: replies whose bodies are read piece by piece. Connections that
fail and servers that are busy are tried again a few times; a redirection is followed within the
server only, so that a login never goes elsewhere; proxies are those of the environment, and
certificates those of the system.

References
----------
RFC 9110 (HTTP), sections 10.2.3 (Retry-After) and 15.4 (redirections).
"""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urljoin

from attachgraph.errors import AttachGraphError, InputError
from attachgraph.store.remote.address import Address, parse_address
from attachgraph.store.remote.complaints import (
    explain_failure,
    explain_status,
    is_fleeting,
)
from attachgraph.store.remote.deadline import Deadline
from attachgraph.store.remote.login import Login, find_login

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool
    from urllib3.response import BaseHTTPResponse

_TRIES: Final = 4
_PAUSE: Final = 0.25
_MOST_PAUSE: Final = 30.0
_CONNECT: Final = 15.0
_MOST_REDIRECTIONS: Final = 5
_MOST_OF_A_REFUSAL: Final = 16_384
_BUSY: Final = frozenset({429, 503})
_REDIRECTIONS: Final = frozenset({301, 302, 307, 308})
_DONE: Final = frozenset({200, 201, 202, 204})
_UNAUTHORIZED: Final = 401
_AGENT: Final = "attachgraph (+https://w3id.org/attachgraph)"


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent.

    Parameters
    ----------
    method : str
        Of HTTP.
    address : Address
        Where it goes.
    body : bytes or None
        What it carries; small enough to be sent again.
    headers : mapping of str to str
        Besides those that every request has.
    """

    method: str
    address: Address
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Reply:
    """The answer of a server. Its body is read once."""

    def __init__(self, response: BaseHTTPResponse, address: Address, deadline: Deadline) -> None:
        self._response = response
        self.deadline = deadline
        self.address = address
        self.status: int = response.status
        self.headers: Mapping[str, str] = response.headers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, size: int) -> bytes:
        """Read the next piece of the body, unpacked."""
        from urllib3.exceptions import HTTPError

        if self.deadline.passed:
            self.close()
            raise self.deadline.error(self.address.shown)
        try:
            piece: bytes = self._response.read(size)
        except (HTTPError, OSError) as error:
            self.close()
            if self.deadline.passed:
                raise self.deadline.error(self.address.shown) from error
            raise InputError(
                "the answer of the server broke off",
                where=self.address.shown,
                fix="try again; if it happens again, ask for less or look into the server's log",
            ) from error
        if not piece:
            self.close(whole=True)
        return piece

    def close(self, *, whole: bool = False) -> None:
        """Stop reading."""
        self.deadline.forget()
        if whole:
            self._response.release_conn()
        else:
            self._response.close()


class Connection:
    """The way to one server."""

    def __init__(self, address: Address) -> None:
        self.origin: str = address.origin
        self._address = address
        # Whose turn it is, for each thread: a request must not be stopped in place of another.
        self._turn = threading.local()

    @cached_property
    def login(self) -> Login | None:
        """The login for this server."""
        return find_login(self._address)

    @cached_property
    def _pool(self) -> HTTPConnectionPool:
        return _pool(self._address, self._turn)

    def send(self, request: Message, deadline: Deadline) -> Reply:
        """Send a request and wait until its answer begins."""
        redirections = busy = 0
        while True:
            reply = self._send_until_answered(request, deadline)
            if reply.status in _REDIRECTIONS and redirections < _MOST_REDIRECTIONS:
                redirections += 1
                request = self._redirected(request, reply)
            elif reply.status in _BUSY and busy + 1 < _TRIES:
                busy += 1
                if not _pause(busy, reply.headers.get("Retry-After"), deadline):
                    raise self._refusal(reply)
                reply.close()
            elif reply.status == _UNAUTHORIZED and self._logs_in(reply):
                reply.close()
            elif reply.status in _DONE:
                return reply
            else:
                raise self._refusal(reply)

    def _send_until_answered(self, request: Message, deadline: Deadline) -> Reply:
        """Send a request, again if the connection fails in a way that may be better next time."""
        from urllib3.exceptions import HTTPError

        failures = 0
        while True:
            if deadline.passed:
                raise deadline.error(request.address.shown)
            try:
                return self._send_once(request, deadline)
            except (HTTPError, OSError) as error:
                failures += 1
                if deadline.passed:
                    raise deadline.error(request.address.shown) from error
                again = failures < _TRIES and is_fleeting(error)
                if not again or not _pause(failures, None, deadline):
                    raise explain_failure(error, request.address) from error

    def _send_once(self, request: Message, deadline: Deadline) -> Reply:
        from urllib3 import Timeout

        headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip", **request.headers}
        target = request.address.target
        authorization = self.login.header(request.method, target) if self.login else None
        if authorization is not None:
            headers["Authorization"] = authorization
        pool = self._pool
        # A proxy is told the whole address, but for https, where it only passes bytes on.
        whole = pool.proxy is not None and request.address.scheme == "http"
        used: list[Any] = []
        self._turn.used = used
        deadline.watch(lambda: _interrupt(used))
        try:
            response = pool.urlopen(
                request.method,
                self.origin + target if whole else target,
                body=request.body,
                headers=headers,
                timeout=Timeout(connect=deadline.within(_CONNECT), read=deadline.left),
                retries=False,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
            )
        except BaseException:
            deadline.forget()
            raise
        return Reply(response, request.address, deadline)

    def _logs_in(self, reply: Reply) -> bool:
        getlist = getattr(reply.headers, "getlist", None)
        challenges = getlist("WWW-Authenticate") if getlist else []
        return self.login is not None and self.login.accept(challenges)

    def _redirected(self, request: Message, reply: Reply) -> Message:
        """Follow a redirection to another address of the same server."""
        reply.close()
        here = request.address
        there = urljoin(here.origin + here.target, reply.headers.get("Location", ""))
        try:
            address = parse_address(there)
        except AttachGraphError:
            address = None
        if address is None or address.origin != here.origin:
            shown = address.shown if address else "something that is no address"
            raise InputError(
                f"the server sends us on to {shown}, which is not followed",
                where=here.shown,
                fix="if you trust it, name that address yourself" if address else "ask its keeper",
            )
        return Message(request.method, address, request.body, request.headers)

    def _refusal(self, reply: Reply) -> AttachGraphError:
        body = b""
        with contextlib.suppress(AttachGraphError):
            body = reply.read(_MOST_OF_A_REFUSAL)
        reply.close()
        return explain_status(reply.status, body, reply.address, self.login)


def _interrupt(used: list[Any]) -> None:
    """Wake whoever waits for a byte on one of these connections."""
    for connection in used:
        opened = getattr(connection, "kept", None) or connection.sock
        if opened is not None:
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)


def _pause(failures: int, retry_after: str | None, deadline: Deadline) -> bool:
    """Wait before the next try, as long as the server says; tell whether that makes sense."""
    seconds = _PAUSE * 2.0 ** (failures - 1) * random.uniform(1, 1.5)  # noqa: S311 - no secret
    if retry_after is not None and retry_after.strip().isdecimal():
        seconds = max(seconds, float(retry_after))
    if seconds > deadline.within(_MOST_PAUSE):
        return False
    time.sleep(seconds)
    return True


def _pool(address: Address, turn: threading.local) -> HTTPConnectionPool:
    """Make a pool of one connection, which says that it is used."""
    import ssl
    import urllib.request

    import urllib3
    from urllib3.connection import HTTPConnection, HTTPSConnection

    options: dict[str, Any] = {"maxsize": 1, "block": False}
    if address.scheme == "https":
        options["ssl_context"] = ssl.create_default_context()
    proxy = None
    if not address.is_loopback and not urllib.request.proxy_bypass(address.host):
        proxy = urllib.request.getproxies().get(address.scheme)
    pool: HTTPConnectionPool
    if proxy:
        manager = _proxy_manager(proxy, options)
        pool = manager.connection_from_host(address.host, address.port, address.scheme)
    elif address.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(address.host, address.port, **options)
    else:
        pool = urllib3.HTTPConnectionPool(address.host, address.port, **options)
    base = HTTPSConnection if isinstance(pool, urllib3.HTTPSConnectionPool) else HTTPConnection

    class Watched(base):  # type: ignore[misc, valid-type]
        def connect(self) -> None:
            turn.used.append(self)
            super().connect()
            # Kept, because a connection forgets its socket as soon as an answer begins that ends
            # with it.
            self.kept = self.sock
            # A peer that is gone is noticed even where nobody waits with a limit.
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)

        def request(self, *args: Any, **options: Any) -> None:
            turn.used.append(self)
            super().request(*args, **options)

    pool.ConnectionCls = Watched
    return pool


def _proxy_manager(proxy: str, options: Mapping[str, Any]) -> Any:
    import urllib3

    address = proxy if "://" in proxy else f"http://{proxy}"
    parts = urllib3.util.parse_url(address)
    headers = urllib3.make_headers(proxy_basic_auth=parts.auth) if parts.auth else None
    return urllib3.ProxyManager(parts._replace(auth=None).url, proxy_headers=headers, **options)
