"""Put what goes wrong between here and a server into words that say what to do.

In: exceptions of the network, and answers that are none. Out: errors of ours. What a server says is
hostile until it is printed: control characters and markup are taken out of it, and it is cut.
"""

from __future__ import annotations

import html
import re
import socket
import ssl
from typing import Final

from attachgraph.errors import AttachGraphError, InputError, QueryError, QueryTimeout
from attachgraph.store.remote.address import Address
from attachgraph.store.remote.login import HOW, Login

_MOST_SAID: Final = 300
_MARKUP: Final = re.compile(
    r"<(script|style|title)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
#: RemoteDisconnected, which is a BadStatusLine as well, is not meant: hence names, not classes.
_OTHER_PROTOCOLS: Final = frozenset({"BadStatusLine", "LineTooLong", "InvalidHeader"})
_TOO_SLOW: Final = frozenset({"ConnectTimeoutError", "ReadTimeoutError", "TimeoutError"})
_ENDPOINTS: Final = (
    "name the address of the SPARQL endpoint itself; it often ends in /sparql or /query: see the "
    "documentation of the server"
)


def said(data: bytes) -> str:
    """Return what a server says, fit to be printed.

    Examples
    --------
    >>> said(b"<html><style>p {}</style><p>No such &quot;thing&quot;</p>")
    'No such "thing"'
    """
    text = data.decode("utf-8", "replace")
    if re.search(r"<(html|body|head|h1|p)\b", text, re.IGNORECASE):  # <https://…> is an IRI
        text = html.unescape(_MARKUP.sub(" ", text))
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]}…"


def explain_failure(error: BaseException, address: Address) -> InputError:
    """Explain why there was no answer."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            problem = f"there is no machine called {address.host}"
            fix = "check the spelling of the address, and that this machine is online"
            return InputError(problem, where=address.shown, fix=fix)
        if isinstance(cause, ssl.SSLError):
            return _of_tls(cause, address)
        if isinstance(cause, ConnectionRefusedError):
            problem = f"nothing answers at port {address.port} of {address.host}"
            fix = "start the server, or check the port in the address"
            return InputError(problem, where=address.shown, fix=fix)
    names = {type(cause).__name__ for cause in causes}
    if names & _TOO_SLOW:
        problem, fix = "the server does not answer", "check the address, or try again later"
    elif names & {"ProxyError"}:
        problem = "the proxy does not pass the request on"
        fix = "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment"
    elif names & _OTHER_PROTOCOLS:
        problem = "what answers there does not speak HTTP"
        fix = "check the port in the address; if the server speaks https, write https://"
    else:
        problem = "the connection to the server broke off"
        fix = "try again; if it happens again, look into the log of the server"
    return InputError(problem, where=address.shown, fix=fix)


def is_fleeting(error: BaseException) -> bool:
    """Tell whether another try may help."""
    causes = _causes(error)
    names = {type(cause).__name__ for cause in causes}
    return not (
        any(isinstance(cause, socket.gaierror | ssl.SSLError) for cause in causes)
        or names & (_OTHER_PROTOCOLS | _TOO_SLOW)
    )


def _causes(error: BaseException | None) -> list[BaseException]:
    """List an exception and what it wraps, in all the ways in which that is done."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or one in found:
            continue
        found.append(one)
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found


def _of_tls(error: ssl.SSLError, address: Address) -> InputError:
    if isinstance(error, ssl.SSLCertVerificationError):
        problem = f"the certificate of the server is not trusted: {error.verify_message}"
        fix = (
            "check the address; if an authority of your own has signed it, name the file of that "
            "authority in SSL_CERT_FILE"
        )
    elif error.reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"}:
        problem, fix = (
            "what answers there does not speak https",
            "if it is http, write http://; nothing is hidden on the way then",
        )
    else:
        problem = f"no secure connection to the server: {error.reason or 'it broke off'}"
        fix = "check the address and the certificate of the server"
    return InputError(problem, where=address.shown, fix=fix)


def explain_status(
    status: int, body: bytes, address: Address, login: Login | None
) -> AttachGraphError:
    """Explain an answer that is a refusal."""
    words = said(body)
    quoted = f"; it says: {words}" if words else ""
    kind, problem, fix = _refusal(status, quoted, login)
    return kind(problem, where=address.shown, fix=fix)


def _refusal(status: int, quoted: str, login: Login | None) -> tuple[type[InputError], str, str]:
    """Say what a status of HTTP means here."""
    again = "look into the log of the server, or try again"
    ours = f"check the login, which is from {login.source}" if login else HOW
    asks = "the server does not accept the login" if login else "the server asks for a login"
    nothing = f"there is no SPARQL endpoint at this address (status {status})"
    busy = f"the server is busy (status {status}){quoted}"
    later = "ask for less, or try again later"
    known: dict[int, tuple[type[InputError], str, str]] = {
        206: (QueryTimeout, "the server gives only a part of the answer", later),
        400: (
            QueryError,
            f"the server does not accept the request{quoted}",
            "see what it says; servers differ in what they accept",
        ),
        401: (InputError, asks, ours),
        403: (
            InputError,
            f"the server forbids this{quoted}",
            f"ask whoever runs the server for the right; or {ours}",
        ),
        406: (
            InputError,
            "the server offers none of the formats that are read here",
            _ENDPOINTS,
        ),
        **dict.fromkeys((404, 405, 410, 415), (InputError, nothing, _ENDPOINTS)),
        **dict.fromkeys((408, 429, 503, 504), (QueryTimeout, busy, later)),
    }
    return known.get(
        status, (InputError, f"the server answers with status {status}{quoted}", again)
    )


def not_sparql(media_type: str, body: bytes, address: Address) -> InputError:
    """Explain an answer that is something else than what was asked for."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return InputError(
            "this is a web page, not a SPARQL endpoint", where=address.shown, fix=_ENDPOINTS
        )
    words = said(body)
    quoted = f" and says: {words}" if words else ""
    shown = said(kind.encode()) or "without a type"
    return InputError(
        f"the server answers with something that is no SPARQL result ({shown}){quoted}",
        where=address.shown,
        fix=_ENDPOINTS,
    )
