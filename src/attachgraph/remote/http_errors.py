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

import httpx

from attachgraph.errors import AttachGraphError, InputError, QueryError, QueryTimeout
from attachgraph.remote.address import Address
from attachgraph.remote.login import HOW, Login

_MOST_SAID: Final = 300
_MARKUP: Final = re.compile(
    r"<(script|style|title)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
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


def explain_failure(error: Exception, address: Address) -> InputError:
    """Explain why there was no answer."""
    problem, fix = _failure(error, address)
    return InputError(problem, where=address.shown, fix=fix)


def _failure(error: Exception, address: Address) -> tuple[str, str]:
    by_cause = _of_cause(_cause(error), address)
    if by_cause is not None:
        return by_cause
    if isinstance(error, httpx.TimeoutException):
        return "the server does not answer", "check the address, or try again later"
    if isinstance(error, httpx.ProxyError):
        problem = "the proxy does not pass the request on"
        return problem, "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment"
    if _is_other_protocol(error):
        problem = "what answers there does not speak HTTP"
        return problem, "check the port in the address; if the server speaks https, write https://"
    problem = "the connection to the server broke off"
    return problem, "try again; if it happens again, look into the log of the server"


def _of_cause(cause: BaseException, address: Address) -> tuple[str, str] | None:
    if isinstance(cause, socket.gaierror):
        problem = f"there is no machine called {address.host}"
        return problem, "check the spelling of the address, and that this machine is online"
    if isinstance(cause, ssl.SSLError):
        return _of_tls(cause)
    if isinstance(cause, ConnectionRefusedError):
        problem = f"nothing answers at port {address.port} of {address.host}"
        return problem, "start the server, or check the port in the address"
    return None


def is_fleeting(error: Exception) -> bool:
    """Return whether another try may help."""
    return not (
        isinstance(_cause(error), socket.gaierror | ssl.SSLError)
        or isinstance(error, httpx.TimeoutException | httpx.ProxyError)
        or _is_other_protocol(error)
    )


def _cause(error: BaseException) -> BaseException:
    """Return what was raised first: httpx and httpcore wrap what the system says."""
    while (earlier := error.__cause__ or error.__context__) is not None:
        error = earlier
    return error


def _is_other_protocol(error: Exception) -> bool:
    """Return whether something else than HTTP was read; an end of the connection is not meant."""
    is_end = "without sending" in str(error)
    return isinstance(error, httpx.RemoteProtocolError) and not is_end


def _of_tls(error: ssl.SSLError) -> tuple[str, str]:
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"the certificate of the server is not trusted: {error.verify_message}",
            (
                "check the address; if an authority of your own has signed it, name the file of "
                "that authority in SSL_CERT_FILE"
            ),
        )
    if error.reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"}:
        return (
            "what answers there does not speak https",
            "if it is http, write http://; nothing is hidden on the way then",
        )
    problem = f"no secure connection to the server: {error.reason or 'it broke off'}"
    return problem, "check the address and the certificate of the server"


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
            f"ask those who run the server for the right; or {ours}",
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
        f"the server answers with something that is not a SPARQL result ({shown}){quoted}",
        where=address.shown,
        fix=_ENDPOINTS,
    )
