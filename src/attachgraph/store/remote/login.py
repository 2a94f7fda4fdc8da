"""Find the login for a server, and answer its challenge.

In: an address, the environment, ``~/.netrc``, and the challenge of a server. Out: the value of an
``Authorization`` header. A login is sent to the server that the user named and to no other; it is
in no message. On the command line and in addresses it is not taken at all.

References
----------
RFC 7617 (Basic), RFC 7616 (Digest), RFC 6750 (Bearer).
"""

from __future__ import annotations

import base64
import hashlib
import netrc
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from attachgraph.errors import UsageError
from attachgraph.store.remote.address import Address

#: How somebody gives a login.
HOW: Final = (
    "set ATTACHGRAPH_USER and ATTACHGRAPH_PASSWORD, or ATTACHGRAPH_TOKEN, in the environment, or "
    "add the server to ~/.netrc"
)
_INSECURE: Final = "ATTACHGRAPH_ALLOW_HTTP_LOGIN"
#: By the names of RFC 7616; a server that names none means the first.
_DIGESTS: Final = {"MD5": "md5", "SHA-256": "sha256"}
#: One header may hold several challenges; the name of a scheme begins each.
_SCHEMES: Final = re.compile(
    r"(?:^|,)\s*(?=(?:basic|bearer|digest|negotiate|ntlm)\b)", re.IGNORECASE
)
_PARAMETER: Final = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')


@dataclass(slots=True)
class Login:
    """A login, and what was agreed with the server about it.

    Parameters
    ----------
    source : str
        Where it is from, for messages.
    user, password : str
        For Basic and Digest.
    token : str
        For Bearer; then the others are empty.
    """

    source: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    _challenge: Mapping[str, str] | None = field(default=None, repr=False)
    _scheme: str = ""
    _count: int = 0

    def header(self, method: str, target: str) -> str | None:
        """Return the header for a request, as far as the server has asked for one."""
        if self.token:
            return f"Bearer {self.token}"
        if self._scheme == "basic":
            pair = f"{self.user}:{self.password}".encode()
            return f"Basic {base64.b64encode(pair).decode('ascii')}"
        if self._scheme == "digest" and self._challenge is not None:
            self._count += 1
            return _digest(self, self._challenge, (method, target), self._count)
        return None

    def accept(self, challenges: list[str]) -> bool:
        """Take up what a server asks for."""
        if self.token:
            return False
        offered = {}
        for challenge in challenges:
            for one in _SCHEMES.split(challenge):
                scheme, _, rest = one.strip().partition(" ")
                offered[scheme.lower()] = _parameters(rest)
        digest = offered.get("digest")
        if digest is not None and digest.get("algorithm", "MD5").upper() in _DIGESTS:
            again = self._scheme == "digest" and digest.get("stale", "").lower() != "true"
            self._scheme, self._challenge, self._count = "digest", digest, 0
            return not again
        if "basic" in offered and not self._scheme:
            self._scheme = "basic"
            return True
        return False


def _parameters(text: str) -> dict[str, str]:
    found = {}
    for name, quoted, bare in _PARAMETER.findall(text):
        found[name.lower()] = re.sub(r"\\(.)", r"\1", quoted) if quoted else bare
    return found


def _digest(
    login: Login, challenge: Mapping[str, str], request: tuple[str, str], count: int
) -> str:
    """Sign a request as RFC 7616 has it, with a client nonce where the server knows them."""
    algorithm = challenge.get("algorithm", "MD5")

    def hashed(*parts: str) -> str:
        return hashlib.new(_DIGESTS[algorithm.upper()], ":".join(parts).encode()).hexdigest()

    method, target = request
    realm, nonce = challenge.get("realm", ""), challenge.get("nonce", "")
    secret, asked = hashed(login.user, realm, login.password), hashed(method, target)
    fields = {"username": login.user, "realm": realm, "nonce": nonce, "uri": target}
    bare = {}
    if "auth" in re.split(r"\s*,\s*", challenge.get("qop", "")):
        bare = {"qop": "auth", "nc": f"{count:08x}"}
        fields["cnonce"] = secrets.token_hex(8)
        middle = (bare["nc"], fields["cnonce"], "auth")
        fields["response"] = hashed(secret, nonce, *middle, asked)
    else:
        fields["response"] = hashed(secret, nonce, asked)
    if "opaque" in challenge:
        fields["opaque"] = challenge["opaque"]
    if "algorithm" in challenge:
        bare["algorithm"] = algorithm
    quoted = [f'{name}="{_escaped(value)}"' for name, value in fields.items()]
    return "Digest " + ", ".join([*quoted, *(f"{name}={value}" for name, value in bare.items())])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


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
        return Login("ATTACHGRAPH_TOKEN", token=token)
    if not user and not password:
        return None
    if not user:
        raise UsageError("ATTACHGRAPH_PASSWORD is set without a user", fix="set ATTACHGRAPH_USER")
    return Login("ATTACHGRAPH_USER", user, password)


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
        raise UsageError("this is no valid netrc file", where=where, fix=fix) from None
    if found is None:
        return None
    return Login("~/.netrc", found[0], found[2] or "")
