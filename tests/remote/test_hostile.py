"""Servers that are broken or hostile get a clear message, in bounded time and memory."""

from __future__ import annotations

import base64
import gzip
import json
import resource
import socket
import ssl
import time
import zlib
from pathlib import Path

import pytest

from attachgraph.errors import (
    AttachGraphError,
    InputError,
    QueryError,
    QueryTimeout,
    UsageError,
)
from attachgraph.query.answers import Answer, Boolean
from attachgraph.query.run import run_on_server
from attachgraph.remote.address import parse_address
from attachgraph.remote.endpoint import RemoteStore
from tests.remote.scripted import Answer as Script
from tests.remote.scripted import raw, reply, scripted

pytestmark = pytest.mark.usefixtures("own_environment")

YES = reply(b'{"head": {}, "boolean": true}')
#: A query that names its graphs needs no question about the default graph before it.
ASK = "ASK FROM NAMED <urn:g> { GRAPH <urn:g> { ?s ?p ?o } }"
ROWS = "SELECT ?s FROM NAMED <urn:g> { GRAPH <urn:g> { ?s ?p ?o } }"
HTML = b"<!doctype html><html><head><title>Hi</title></head><body><h1>Welcome</h1></body></html>"


def bindings(count: int) -> bytes:
    """Return a result of so many rows."""
    rows = [{"s": {"type": "literal", "value": f"row {number}"}} for number in range(count)]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": rows}}).encode()


def ask(url: str, sparql: str = ROWS, timeout: float | None = 20) -> list[object]:
    """Ask, and read the answer to its end."""
    answer: Answer = run_on_server(RemoteStore(url), sparql, timeout=timeout)
    return [bool(answer)] if isinstance(answer, Boolean) else list(answer)


def test_answers_are_read() -> None:
    """The scripted server can give a right answer, so what follows fails for its own reason."""
    with scripted(YES, reply(bindings(3))) as server:
        assert len(ask(server.url)) == 3
        assert "query=SELECT" in server.heads[-1]
        assert server.heads[-1].startswith("POST /sparql HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        (reply(HTML, kind="text/html; charset=utf-8"), InputError, "a web page, not a SPARQL"),
        (reply(b"\x00\x01", kind="application/zip"), InputError, "application/zip"),
        (reply(b"{}", kind="application/json"), InputError, "is broken"),
        (reply(b"oops", kind=""), InputError, "not a SPARQL result"),
        (reply(HTML, status="404 Not Found"), InputError, "no SPARQL endpoint at this address"),
        (reply(b"", status="401 Unauthorized"), InputError, "asks for a login"),
        (reply(bindings(9), status="206 Partial"), QueryTimeout, "only a part of the answer"),
        (reply(b"no", status="403 Forbidden"), InputError, "forbids this; it says: no"),
        (
            reply(b"bad \x1b[31m\x07query", status="400 Bad Request"),
            QueryError,
            r"says: bad \[31m query",
        ),
        (reply(HTML, status="500 Oh"), InputError, "status 500; it says: Welcome"),
        (reply(b"", "Retry-After: 3600", status="503 Busy"), QueryTimeout, "busy"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), InputError, "does not speak HTTP"),
        (raw(b""), InputError, "broke off"),
        (
            raw(
                b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n"
                b"Content-Type: application/sparql-results+json\r\n\r\n{"
            ),
            InputError,
            "broke off",
        ),
        (reply(bindings(50)[:-30]), InputError, "is broken"),
        (
            reply(bindings(50)[:-2] + b"The SPARQL operation has been cancelled"),
            QueryTimeout,
            "limit of its own",
        ),
        (
            reply(
                bindings(50), "X-SQL-State: S1TAT", "X-SQL-Message: RC...: incomplete Activity: 1"
            ),
            QueryTimeout,
            "before its answer was whole",
        ),
        (reply(bindings(50), "X-SPARQL-MaxRows: 50"), InputError, "stops at 50 rows"),
        (
            reply(gzip.compress(bindings(500))[:-40], "Content-Encoding: gzip"),
            InputError,
            "broke|broken",
        ),
        (reply(b"no gzip", "Content-Encoding: gzip"), InputError, "broke off"),
        (
            reply(b"", "Location: http://elsewhere.example/sparql", status="307 Go"),
            InputError,
            "redirects to http://elsewhere.example/sparql",
        ),
        (reply(b"", "Location: file:///etc/passwd", status="302 Go"), InputError, "not an address"),
        (reply(b"", "Location: /sparql", status="301 Go"), InputError, "301"),
    ],
)
def test_what_is_no_answer_is_explained(
    script: Script, error: type[AttachGraphError], message: str
) -> None:
    """Whatever a server does wrong has a message that says so and what to do."""
    with scripted(YES, script) as server, pytest.raises(error, match=message) as caught:
        ask(server.url)
    assert caught.value.fix
    assert caught.value.where
    assert str(caught.value).isprintable() or "\n" in str(caught.value)


def test_compressed_answer_without_its_end_is_an_error() -> None:
    """Whole lines whose compressed stream has no end are a part of an answer, not a short one."""
    packer = zlib.compressobj(wbits=31)
    lines = b"".join(b"<urn:s> <urn:p> <urn:o:%d> .\n" % number for number in range(50))
    cut = packer.compress(lines) + packer.flush(zlib.Z_SYNC_FLUSH)
    script = reply(cut, "Content-Encoding: gzip", kind="application/n-triples")
    graph = "CONSTRUCT FROM <urn:g> WHERE { ?s ?p ?o }"
    with scripted(YES, script) as server, pytest.raises(InputError, match="broke off"):
        ask(server.url, graph)


def test_silent_server_is_left_at_the_limit() -> None:
    """A server that takes the question and says nothing costs no more than the limit."""
    with (
        scripted(YES, lambda *_: None) as server,
        pytest.raises(QueryTimeout, match=r"0\.5 seconds"),
    ):
        ask(server.url, timeout=0.5)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n{ ",
    ],
)
def test_dripping_server_is_left_at_the_limit(head: bytes) -> None:
    """A server that sends a byte now and then, in its head or its body, cannot hold us."""

    def drip(connection: socket.socket, _: str) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(b" ")
            time.sleep(0.05)

    with scripted(YES, drip) as server, pytest.raises(QueryTimeout, match="1 seconds"):
        ask(server.url, timeout=1)


def test_queries_may_be_nested_and_stop_alone() -> None:
    """While rows are read, another query may be asked, and its end is not the end of the first."""
    silent: Script = lambda *_: None  # noqa: E731
    with scripted(YES, reply(bindings(20_000)), YES, silent) as server:
        store = RemoteStore(server.url)
        rows = iter(run_on_server(store, ROWS, timeout=20))  # type: ignore[arg-type]
        next(rows)
        with pytest.raises(QueryTimeout):
            run_on_server(store, ROWS, timeout=0.3)
        assert sum(1 for _ in rows) == 19_999


def test_reader_may_pause() -> None:
    """The limit counts the server's time, not that of whoever looks at the rows."""
    with scripted(YES, reply(bindings(20_000))) as server:
        rows = iter(run_on_server(RemoteStore(server.url), ROWS, timeout=1))  # type: ignore[arg-type]
        next(rows)
        time.sleep(1.2)
        assert sum(1 for _ in rows) == 19_999


@pytest.mark.parametrize("padding", [b" ", b"x"])
def test_bomb_does_not_fill_the_memory(padding: bytes) -> None:
    """A small body that unpacks to a gigabyte of nothing, or of one value, is refused."""
    packer = gzip.compress(padding * 1_000_000)
    head = b'{"head": {"vars": ["s"]}, "results": {"bindings": ['
    start = gzip.compress(
        head if padding == b" " else head + b'{"s": {"type": "literal", "value": "'
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb = reply(start + packer * 1000, "Content-Encoding: gzip")
    with scripted(YES, bomb) as server, pytest.raises(InputError, match=r"without end|is broken"):
        ask(server.url)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_busy_server_is_asked_again() -> None:
    """A server that is busy for a moment is asked again when it says."""
    busy = reply(b"", "Retry-After: 0", status="503 Busy")
    with scripted(YES, busy, raw(b""), busy, reply(bindings(2))) as server:
        assert len(ask(server.url)) == 2
        assert len(server.heads) == 5


def test_redirection_within_the_server_is_followed() -> None:
    """A server that has moved its endpoint within itself is followed there."""
    moved = reply(b"", "Location: /new?x=1", status="308 Moved")
    with scripted(YES, moved, reply(bindings(2))) as server:
        assert len(ask(server.url)) == 2
        assert server.heads[-1].startswith("POST /new?x=1 ")
        assert "query=SELECT" in server.heads[-1]


# ---------------------------------------------------------------- logins


def challenge(text: str) -> Script:
    """Ask for a login."""
    return reply(b"", f"WWW-Authenticate: {text}", status="401 Unauthorized")


def test_password_is_sent_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is sent only after the server has asked, and then with every request."""
    monkeypatch.setenv("ATTACHGRAPH_USER", "me")
    monkeypatch.setenv("ATTACHGRAPH_PASSWORD", "sesame:ä")
    with scripted(YES, challenge('Negotiate, Basic realm="x"'), YES) as server:
        store = RemoteStore(server.url)
        for _ in range(2):
            assert run_on_server(store, ASK, timeout=5)
    sent = [head for head in server.heads if "Authorization" in head]
    assert "Authorization" not in server.heads[0] + server.heads[1]
    assert base64.b64encode("me:sesame:ä".encode()).decode() in sent[0]
    assert len(sent) == len(server.heads) - 2


def test_login_never_leaves_its_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirection to another server is not followed, so nothing can be taken along."""
    monkeypatch.setenv("ATTACHGRAPH_TOKEN", "s3cr3t")
    with scripted(YES) as other:
        away = reply(b"", f"Location: {other.url}", status="307 Go")
        with scripted(away) as server, pytest.raises(InputError, match="not followed") as caught:
            ask(server.url)
        assert "Bearer s3cr3t" in server.heads[0]
        assert not other.heads
    assert "s3cr3t" not in str(caught.value)


def test_wrong_login_is_said_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A login that is not accepted is tried once, and is in no message."""
    monkeypatch.setenv("ATTACHGRAPH_USER", "somebody")
    monkeypatch.setenv("ATTACHGRAPH_PASSWORD", "s3cr3t")
    with scripted(challenge('Basic realm="x"')) as server:
        with pytest.raises(InputError, match="does not accept the login") as caught:
            ask(server.url)
        assert len(server.heads) == 2
    assert "ATTACHGRAPH_USER" in (caught.value.fix or "")
    assert "s3cr3t" not in str(caught.value)
    assert "s3cr3t" not in repr(RemoteStore(server.url).client.login)


def test_netrc_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A login may be in a netrc file; a broken one is named without quoting it."""
    file = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(file))
    file.write_text("machine 127.0.0.1 login me password sesame\n", encoding="utf-8")
    with scripted(challenge("Basic realm=x"), YES) as server:
        assert ask(server.url, ASK) == [True]
    assert base64.b64encode(b"me:sesame").decode() in server.heads[-1]
    file.write_text("machine h login me pass s3cr3t\n", encoding="utf-8")
    with pytest.raises(UsageError, match="netrc") as caught:
        ask(server.url)
    assert "s3cr3t" not in str(caught.value)


def test_login_does_not_cross_the_network_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over http, a login goes to this machine only, unless somebody says that it may."""
    monkeypatch.setenv("ATTACHGRAPH_TOKEN", "s3cr3t")
    store = RemoteStore("http://far.example/sparql")
    with pytest.raises(UsageError, match="others can read it") as caught:
        store.client.login  # noqa: B018 - finding it is what is refused
    assert "https://" in (caught.value.fix or "")
    monkeypatch.setenv("ATTACHGRAPH_ALLOW_HTTP_LOGIN", "1")
    assert RemoteStore("http://far.example/sparql").client.login


@pytest.mark.parametrize(
    "digest", ["Digest", 'Digest realm="x", nonce="n", algorithm=NEW', 'Digest realm="x", qop="y"']
)
def test_strange_challenge_is_a_login_that_fails(
    digest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A challenge that nobody can answer is reported as a login that the server does not accept."""
    monkeypatch.setenv("ATTACHGRAPH_USER", "me")
    monkeypatch.setenv("ATTACHGRAPH_PASSWORD", "s3cr3t")
    with scripted(challenge(digest)) as server, pytest.raises(InputError, match="the login"):
        ask(server.url)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://me:s3cr3t@example.org/sparql", "holds a login"),
        ("https://me@example.org/sparql", "holds a login"),
        ("http://", "not an address"),
        ("https://ho st/", "not an address"),
        ("http://h:99999/", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://h/\r\nX-Evil: 1", "not an address"),
    ],
)
def test_bad_address_is_refused_unheard(address: str, message: str) -> None:
    """An address that is none, or that holds a login, is refused; a login in it is not repeated."""
    with pytest.raises(UsageError, match=message) as caught:
        RemoteStore(address)
    assert "s3cr3t" not in str(caught.value)
    assert caught.value.fix


def test_key_in_an_address_is_not_shown() -> None:
    """The query of an address may hold a key: messages leave it out."""
    assert parse_address("https://h/sparql?key=s3cr3t").shown == "https://h/sparql"


def test_nobody_there_is_said() -> None:
    """A port at which nobody listens is named."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(InputError, match=rf"nothing answers at port {port}\b"):
        ask(f"http://127.0.0.1:{port}/sparql")


def test_https_to_a_server_of_http_is_explained() -> None:
    """Writing https for a server that speaks http is a mistake with a remedy."""
    with scripted(raw(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) as server:
        address = server.url.replace("http:", "https:")
        with pytest.raises(InputError, match="does not speak https") as caught:
            ask(address)
    assert "http://" in (caught.value.fix or "")
    assert isinstance(ssl.create_default_context(), ssl.SSLContext)


def test_unknown_machine_is_said() -> None:
    """A name that no machine has is said to be one."""
    with pytest.raises(InputError, match=r"no machine called no-such-host\.invalid"):
        ask("http://no-such-host.invalid/sparql")


def test_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests to other machines go through the proxy, those to this one do not."""
    with scripted(YES) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/sparql"))
        assert ask("http://far.example/sparql", ASK) == [True]
        assert proxy.heads[-1].startswith("POST http://far.example/sparql HTTP/1.1")
        asked = len(proxy.heads)
        with scripted(YES) as server:
            assert ask(server.url, ASK) == [True]
        assert len(proxy.heads) == asked
