"""Find the login for a server, and send it when the server asks for it.

In: an address, the environment and ``~/.netrc``. Out: a :class:`Login`, which signs requests. A
login is sent to the server that the user named and to no other; it is in no message. On the command
line and in addresses it is not taken at all.

Sources: RFC 7617 (Basic), RFC 7616 (Digest), RFC 6750 (Bearer).
"""

from __future__ import annotations

import contextlib
import netrc
import os
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from attachgraph.errors import UsageError
from attachgraph.remote.address import Address

#: How somebody gives a login.
HOW: Final = (
    "set ATTACHGRAPH_USER and ATTACHGRAPH_PASSWORD, or ATTACHGRAPH_TOKEN, in the environment, or "
    "add the server to ~/.netrc"
)
_INSECURE: Final = "ATTACHGRAPH_ALLOW_HTTP_LOGIN"
_UNAUTHORIZED: Final = 401
_STRANGE: Final = (httpx.ProtocolError, KeyError, ValueError, NotImplementedError)

_Flow = Generator[httpx.Request, httpx.Response, None]


@dataclass(frozen=True, slots=True)
class Login:
    """How requests are signed, and where the login for it is from."""

    source: str
    auth: httpx.Auth = field(repr=False)


class _Token(httpx.Auth):
    """Sends a token with every request: a server has no way to ask for it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> _Flow:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Password(httpx.Auth):
    """Sends a password only after the server has asked, in the way in which it asked."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> _Flow:
        if self._chosen is None:
            response = yield request
            if response.status_code != _UNAUTHORIZED:
                return
            self._chosen = self._choose(response)
        if self._chosen is not None:
            # What httpx raises at a challenge that it does not know leaves the answer at 401.
            with contextlib.suppress(*_STRANGE):
                yield from self._chosen.auth_flow(request)

    def _choose(self, response: httpx.Response) -> httpx.Auth | None:
        """Take the best that the server offers; one header may hold several challenges."""
        offered = ", ".join(response.headers.get_list("WWW-Authenticate"))
        for scheme, auth in (("digest", self._digest), ("basic", self._basic)):
            if re.search(rf"(?:^|,)\s*{scheme}\b", offered, re.IGNORECASE):
                return auth
        return None


def find_login(address: Address) -> Login | None:
    """Find the login for a server."""
    login = _from_environment() or _from_netrc(address.host)
    if login is None or address.scheme == "https" or address.is_loopback:
        return login
    if os.environ.get(_INSECURE) == "1":
        return login
    if login.source == "~/.netrc":
        return None  # nobody has said that this server is to have it now
    raise UsageError(
        "the login would cross the network where others can read it: the address begins with http:",
        where=address.shown,
        fix=f"write https://; or, in a network that you trust, set {_INSECURE}=1",
    )


def _from_environment() -> Login | None:
    token = os.environ.get("ATTACHGRAPH_TOKEN", "")
    user = os.environ.get("ATTACHGRAPH_USER", "")
    password = os.environ.get("ATTACHGRAPH_PASSWORD", "")
    if token:
        if not token.isascii() or not token.isprintable():
            raise UsageError(
                "ATTACHGRAPH_TOKEN holds what no token can hold",
                fix="check that it has no line break at its end",
            )
        return Login("ATTACHGRAPH_TOKEN", _Token(token))
    if not user and not password:
        return None
    if not user:
        raise UsageError("ATTACHGRAPH_PASSWORD is set without a user", fix="set ATTACHGRAPH_USER")
    return Login("ATTACHGRAPH_USER", _Password(user, password))


def _from_netrc(host: str) -> Login | None:
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        found = netrc.netrc(os.fspath(path)).authenticators(host)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the file cannot be read", where=str(path), fix=HOW) from error
    except netrc.NetrcParseError as error:
        # Its own message would quote the word that it stumbled over, which may be a password.
        where = f"{path}:{error.lineno}"
        fix = "write it as: machine HOST login USER password PASSWORD, readable by you alone"
        raise UsageError("this is not a valid netrc file", where=where, fix=fix) from None
    return Login("~/.netrc", _Password(found[0], found[2] or "")) if found else None
