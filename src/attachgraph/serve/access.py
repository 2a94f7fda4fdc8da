"""Decide by host and origin who is answered, and which web pages may use the answer.

In: settings and the headers of a request. Out: a refusal or nothing, and headers for the response.
A browser lets any web page send requests to a server on this machine. The page cannot read the
answer, but it can measure how long the answer takes, so a server does no work for a page that it
does not allow. Programs send neither ``Origin`` nor ``Sec-Fetch-Site`` and are not affected.

Sources: Fetch Metadata Request Headers (W3C); RFC 9110, section 7.2 (Host); RFC 9112, section 3.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from attachgraph.serve.refusals import Refusal
from attachgraph.serve.settings import is_loopback

if TYPE_CHECKING:
    from attachgraph.serve.settings import Settings

Headers = Sequence[tuple[bytes, bytes]]

#: A name of the domain name system or an address, and a port. Longer names do not exist.
_HOST: Final = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{0,5})?"
)
_ORIGIN: Final = re.compile(r"https?://([^/@:]+|\[[0-9a-fA-F:]+\])(?::\d+)?")
_EXPOSED: Final = b"ETag, Link, Retry-After, Content-Location"
#: CSP has no way to write the address ``[::1]``.
_LOCAL_PAGES: Final = tuple(
    f"{scheme}://{host}:*" for scheme in ("http", "https") for host in ("localhost", "127.0.0.1")
)


def is_open(settings: Settings) -> bool:
    """Return whether pages from anywhere may ask, as at a public endpoint."""
    origins = settings.allowed_origins
    return "*" in origins or (not origins and not settings.is_local)


def check_host(settings: Settings, headers: Headers, http_version: str) -> Refusal | None:
    """Refuse a request that names no host, two hosts, or one that is not ours.

    A page elsewhere can let a name of its own point to this machine (DNS rebinding).
    """
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if len(hosts) > 1 or (not hosts and http_version == "1.1"):
        return Refusal(400, "a request has exactly one Host header")
    host = hosts[0].strip() if hosts else ""
    match = _HOST.fullmatch(host)
    if host and match is None:
        return Refusal(400, "the Host header does not hold the name of a host")
    allowed = settings.allowed_hosts
    if "*" in allowed or (not allowed and not settings.is_local):
        return None
    name = match[1].lower() if match else ""
    if name in allowed or is_loopback(name):
        return None
    return Refusal(
        421,
        "this server does not answer under the name in the Host header",
        fix="use the address that it has printed, or start it with --allow-host NAME",
    )


def check_origin(settings: Settings, headers: Headers, *, is_link: bool) -> Refusal | None:
    """Refuse work for a web page that may not use the answer.

    ``is_link`` says that the request asks for a page and holds no question: links from elsewhere
    may lead there.
    """
    found = {name: value.decode("latin-1") for name, value in headers}
    site = found.get(b"sec-fetch-site", "")
    if is_open(settings) or site in {"none", "same-origin"}:
        return None
    origin = found.get(b"origin", "")
    source = origin or _origin_of(found.get(b"referer", ""))
    if source:
        if _is_allowed(settings, source, found.get(b"host", "")):
            return None
    elif site != "cross-site":
        return None
    if is_link and not origin and found.get(b"sec-fetch-mode", "navigate") == "navigate":
        return None
    page = source if _ORIGIN.fullmatch(source) else ""
    return Refusal(
        403,
        f"web pages at {page or 'other addresses'} may not ask this server",
        fix=f"if they should, start it with --allow-origin {page or 'ORIGIN'}",
    )


def _origin_of(referer: str) -> str:
    """Return the origin of a page that follows a link or shows a frame; it sends no Origin."""
    try:
        parts = urlsplit(referer)
    except ValueError:
        return "null"
    return f"{parts.scheme}://{parts.netloc}" if referer else ""


def _is_allowed(settings: Settings, origin: str, host: str) -> bool:
    """Return whether pages of an origin may ask: of this server, this machine, or the list."""
    match = _ORIGIN.fullmatch(origin)
    if match is None:
        return False
    is_own = origin.partition("://")[2].lower() == host.lower()
    return is_own or origin in settings.allowed_origins or is_loopback(match[1].lower())


def response_headers(settings: Settings, headers: Headers) -> list[tuple[bytes, bytes]]:
    """Say which pages may read the answer (CORS) or embed it."""
    if is_open(settings):
        return [
            (b"access-control-allow-origin", b"*"),
            (b"access-control-expose-headers", _EXPOSED),
            (b"cross-origin-resource-policy", b"cross-origin"),
        ]
    embedding = (b"cross-origin-resource-policy", b"same-site")
    found = dict(headers)
    origin = found.get(b"origin", b"")
    host = found.get(b"host", b"").decode("latin-1")
    if not _is_allowed(settings, origin.decode("latin-1"), host):
        return [embedding, (b"vary", b"Origin")]
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-expose-headers", _EXPOSED),
        embedding,
        (b"vary", b"Origin"),
    ]


def frame_policy(settings: Settings) -> str | None:
    """Write a policy for pages that others may show in a frame; ``None`` allows every page."""
    if is_open(settings):
        return None
    return " ".join(("frame-ancestors 'self'", *_LOCAL_PAGES, *sorted(settings.allowed_origins)))
