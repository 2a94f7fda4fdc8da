"""Read the address of a store.

In: what ``--store`` or ``push`` was given. Out: its parts, or one message that says what to write
instead. No name is looked up and nothing is sent.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from attachgraph.errors import UsageError

_PORTS: Final = {"http": 80, "https": 443}
_NO_ADDRESS: Final = "this is not an address of a store"
_HOW: Final = "write it like https://example.org/sparql or http://localhost:7878/query"
_LOGIN: Final = (
    "put the login into the environment (ATTACHGRAPH_USER and ATTACHGRAPH_PASSWORD, or "
    "ATTACHGRAPH_TOKEN) or into ~/.netrc, and leave it out of the address"
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is, and what it is asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what tells one server from another."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def shown(self) -> str:
        """The address as messages show it: its query may hold a key."""
        return self.origin + self.target.partition("?")[0]

    @property
    def path(self) -> str:
        """The path without its query."""
        return self.target.partition("?")[0]

    @property
    def is_loopback(self) -> bool:
        """Whether it never leaves this machine."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def at(self, target: str) -> Address:
        """Return another address of the same server."""
        return Address(self.scheme, self.host, self.port, target)


def is_address(store: object) -> bool:
    """Tell the address of a server from a folder.

    Examples
    --------
    >>> is_address("https://example.org/sparql"), is_address("my-store")
    (True, False)
    """
    return (
        isinstance(store, str)
        and re.match(r"https?:|[a-z][a-z0-9+.-]*://", store, re.IGNORECASE) is not None
    )


def parse_address(text: str) -> Address:
    """Read an address."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise UsageError(_NO_ADDRESS, fix=_HOW) from error
    if parts.username is not None or parts.password is not None:
        # The address is not repeated: a message ends in logs and on screens.
        raise UsageError("the address holds a login, which others could read", fix=_LOGIN)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UsageError(_NO_ADDRESS, fix=_HOW)
    host = _host(parts)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not target.isascii() or not target.isprintable() or " " in target:
        raise UsageError(_NO_ADDRESS, fix=_HOW)
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], target)


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UsageError(_NO_ADDRESS, fix=_HOW) from error
    if not host.isprintable() or " " in host:
        raise UsageError(_NO_ADDRESS, fix=_HOW)
    return host
