"""Requests that no client means well with get an answer or nothing, and the server goes on."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlencode

import pytest

from attachgraph.serve.settings import Settings
from tests.server.clients import run_apart
from tests.server.conftest import SHORT, Server, Starter, until
from tests.unit.query.hostile import CHAINS, DEEP

HOST = b"Host: 127.0.0.1\r\n"


def send(server: Server, *pieces: bytes, pause: float = 0, timeout: float = 120) -> bytes:
    """Send raw bytes and read until the server closes."""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=timeout)) as link:
        received = b""
        try:
            for piece in pieces:
                link.sendall(piece)
                time.sleep(pause)
            while data := link.recv(65536):
                received += data
        except ConnectionError:
            pass
        return received


def status(received: bytes) -> int:
    """Return the status of an answer."""
    return int(received.split(b" ", 2)[1])


POST = b"POST /sparql HTTP/1.1\r\n" + HOST
BODY = POST + b"Content-Type: application/sparql-query\r\n"
CHUNK = b"10000\r\n" + b"#" * 0x10000 + b"\r\n"
LONG = b"GET /sparql?query=" + b"a" * (Settings().max_url + 1)
#: What is sent, piece by piece, by the status that it deserves.
REFUSED: dict[int, list[list[bytes]]] = {
    # not a request of HTTP
    400: [
        [b"\x00\xff\xfe garbage\r\n\r\n"],
        [b"GET\r\n\r\n"],
        [b"GET / HTTP/9.9\r\n\r\n"],
        [b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n"],
        [b"GET / HTTP/1.1\r\nno colon here\r\n\r\n"],
        [POST + b"Content-Length: -1\r\n\r\n"],
        [POST + b"Content-Length: x\r\n\r\n"],
        [POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"],
        [POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ],
    # an address beyond the limit, without an end in sight as well
    414: [[LONG + b" HTTP/1.1\r\n" + HOST + b"\r\n"], [LONG]],
    # headers beyond the limit, the same
    431: [
        [b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"y" * 70_000 + b"\r\n\r\n"],
        [b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"y" * 140_000],
    ],
    # a body that is declared too large, before it is sent; one without an end, as soon as it is
    413: [
        [BODY + b"Content-Length: 99999999999\r\n\r\n"],
        [BODY + b"Transfer-Encoding: chunked\r\n\r\n", *[CHUNK] * 40],
    ],
}


def test_what_is_no_request_or_too_large_is_refused(server: Server) -> None:
    """Each gets the status that says why, and the connection is closed."""
    sent = [(code, pieces) for code, each in REFUSED.items() for pieces in each]
    # All at once: the server waits a moment for each of them before it closes.
    with ThreadPoolExecutor(len(sent)) as pool:
        answers = list(pool.map(lambda one: send(server, *one[1]), sent))
    wrong = [
        (code, pieces[0][:60], answer[:80])
        for (code, pieces), answer in zip(sent, answers, strict=True)
        if status(answer) != code
    ]
    assert wrong == []
    assert server.ask(SHORT).status == 200


@pytest.mark.parametrize(
    "path", ["/%", "/%zz", "/%ff", "/style/%c3%28", "/sparql?query=%f", "/search?q=%ff"]
)
def test_broken_addresses(server: Server, path: str) -> None:
    """A broken escape or bytes that are not UTF-8 are a bad request, anywhere."""
    assert server.get(path).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/style/..%2f..%2fetc",
        "/%00",
        "//evil.example/",
        "/style/secure%0d%0aX:%20y",
        "/" + "a/" * 500,
        "/<script>",
    ],
)
def test_strange_addresses(server: Server, path: str) -> None:
    """A path names a thing of the graph or nothing; nothing of it comes back unescaped."""
    answer = server.get(quote(path, safe="/%?=&"), "text/html")
    assert answer.status == 404
    assert b"<script>" not in answer.body
    assert "x" not in answer.headers


def test_slow_clients_are_shown_the_door(start: Starter, store: Path) -> None:
    """Who takes too long to send its request is 408; others are answered meanwhile."""
    server = start("--store", str(store), "--patience", "0.5")
    head = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"
    links = [socket.create_connection(("127.0.0.1", server.port), timeout=120) for _ in range(100)]
    for number, link in enumerate(links):
        link.sendall(b"GET / HT" if number % 2 else head + b"Content-Length: 100\r\n\r\nASK")
    assert server.ask(SHORT).status == 200
    for link in links:
        with closing(link):
            assert link.recv(4096).startswith(b"HTTP/1.1 408")


def test_client_that_reads_nothing(start: Starter, store: Path) -> None:
    """Who does not take its answer loses it; the worker is free again."""
    server = start("--store", str(store), "--patience", "0.5")
    query = quote("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }")
    request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    links = [socket.socket() for _ in range(4)]
    for link in links:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.connect(("127.0.0.1", server.port))
        link.sendall(request)
    until(lambda: sum(" /sparql 200 " in line for line in server.said) == len(links))
    for link in links:
        link.close()
    assert server.ask(SHORT).status == 200


def test_cut_answer_cannot_be_taken_for_a_whole_one(start: Starter, store: Path) -> None:
    """An answer that runs into its limit while it is sent ends with a reset."""
    server = start("--store", str(store), "--timeout", "1")
    query = quote("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    for version in (b"1.1", b"1.0"):
        request = b"GET /sparql?query=" + query.encode() + b" HTTP/" + version + b"\r\n"
        # On a busy machine the limit may come before the first row: that is an error, whole.
        while not is_reset_while_it_answers(server, request + HOST + b"\r\n"):
            pass


def is_reset_while_it_answers(server: Server, request: bytes) -> bool:
    """Tell whether an answer was broken off; if nothing was sent yet, it is a whole 503."""
    received = b""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=120)) as link:
        link.sendall(request)
        try:
            while part := link.recv(65536):
                received += part if len(received) < 100 else b""
        except ConnectionResetError:
            return True
    assert received.split(b" ", 2)[1] == b"503", received
    return False


def test_pipelined_requests_are_answered_in_order(server: Server) -> None:
    """Several requests in one packet are answered one after the other."""
    one = b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n"
    other = b"GET /robots.txt HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    received = send(server, one + one + other)
    assert received.count(b"HTTP/1.1 200 OK") == 3
    assert received.index(b'"live"') < received.index(b"User-agent")


def test_a_thousand_at_once(server: Server) -> None:
    """A thousand requests at once get a thousand answers."""
    path = "/sparql?" + urlencode({"query": SHORT}, quote_via=quote)
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()

    async def ask() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(request)
        received = await reader.read()
        writer.close()
        return received

    async def ask_all() -> list[bytes]:
        return await asyncio.gather(*(ask() for _ in range(1000)))

    answers = run_apart(ask_all())
    body = server.ask(SHORT).body
    assert all(answer.startswith(b"HTTP/1.1 200") and answer.endswith(body) for answer in answers)


# ---------------------------------------------------------------- names and origins


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7878", "127.0.0.1.evil.example", "", "127.999.1.1"]
)
def test_strange_names_are_not_answered(server: Server, host: str) -> None:
    """A page that points its own name to this machine (DNS rebinding) gets 421."""
    assert server.get("/sparql", Host=host).status == 421


@pytest.mark.parametrize("host", ["localhost@evil", "a b", "<script>", "x" * 300, "127.0.0.1:x"])
def test_host_that_is_no_name_is_a_bad_request(server: Server, host: str) -> None:
    """RFC 9110, 7.2: what stands in the Host header is the name of a host, or the answer is 400."""
    assert server.get("/", Host=host).status == 400


@pytest.mark.parametrize("hosts", [b"", HOST + b"Host: evil.example\r\n", HOST + HOST])
def test_not_exactly_one_host_is_a_bad_request(server: Server, hosts: bytes) -> None:
    """RFC 9112, 3.2: a request of HTTP/1.1 with no Host header, or with two, is 400."""
    request = b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n"
    assert status(send(server, request)) == 400


def test_memory_does_not_depend_on_the_hosts_named(start: Starter, store: Path) -> None:
    """What is kept for all clients is kept once, under however many names they call the server."""
    server = start("--store", str(store), "--allow-host", "*")

    def ask_under_names(numbers: range) -> None:
        for number in numbers:
            host = f"{'x' * 240}{number}.example"
            assert server.get("/", "text/html", Host=host).status == 200
            assert host in server.get("/sparql", "text/turtle", Host=host).text

    def memory() -> int:
        pages = Path(f"/proc/{server.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    ask_under_names(range(400))
    before = memory()
    ask_under_names(range(1000, 1800))
    assert memory() - before < 8_000_000


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:7878", "127.0.0.1", "[::1]:7878", "LOCALHOST"]
)
def test_own_names_are_answered(server: Server, host: str) -> None:
    """The names of this machine are answered."""
    assert server.get("/health", Host=host).status == 200


def test_names_that_are_allowed(start: Starter, store: Path) -> None:
    """A proxy calls the server by the name that it was told."""
    server = start("--store", str(store), "--allow-host", "graph.example.org")
    assert server.get("/health", Host="graph.example.org").status == 200
    assert server.get("/health", Host="localhost").status == 200
    assert server.get("/health", Host="evil.example").status == 421


SOURCE = "https://evil.example"
QUESTIONS = ("/sparql?" + urlencode({"query": SHORT}), "/search?q=secure", "/explorer?name=secure")
#: What a browser sends along, by how a page elsewhere makes it send a request.
FOREIGN = {
    "fetch": {"Origin": SOURCE, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
    "no-cors": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    "image": {"Referer": f"{SOURCE}/page", "Sec-Fetch-Site": "cross-site"},
    "link": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    "sandbox": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "old browser": {"Referer": f"{SOURCE}/page"},
}
LOCAL = {
    "program": {},
    "typed address": {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
    "own page": {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
    "own form": {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    "notebook": {"Origin": "http://localhost:8888", "Sec-Fetch-Site": "cross-site"},
    "link in a notebook": {"Referer": "http://localhost:8888/", "Sec-Fetch-Site": "cross-site"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_pages_elsewhere_cannot_question_a_local_server(
    server: Server, headers: dict[str, str]
) -> None:
    """A local server does no work for a page elsewhere: how long it takes would tell the page."""
    for path in QUESTIONS:
        answer = server.request("GET", path, headers=headers)
        assert answer.status == 403
        assert "--allow-origin" in answer.text
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["cross-origin-resource-policy"] == "same-site"
    form = {"Content-Type": "application/sparql-query"} | headers
    assert server.request("POST", "/sparql", headers=form, body=SHORT.encode()).status == 403


@pytest.mark.parametrize("headers", LOCAL.values(), ids=LOCAL)
def test_this_machine_can_question_a_local_server(server: Server, headers: dict[str, str]) -> None:
    """Programs, the server's own pages, typed addresses and notebooks on another port may ask."""
    for path in QUESTIONS:
        answer = server.request("GET", path, headers=headers)
        assert answer.status in {200, 503}, answer.text  # the index of words may be being built
        if headers.get("Origin", "null") != "null":
            assert answer.headers["access-control-allow-origin"] == headers["Origin"]


def test_links_from_elsewhere_lead_to_pages(server: Server) -> None:
    """A link on the web to a page of the server is followed; as a picture it is refused."""
    for path in ("/", "/explorer", "/sparql", "/style/secure"):
        link = FOREIGN["link"] | {"Accept": "text/html", "Referer": f"{SOURCE}/"}
        assert server.request("GET", path, headers=link).status == 200
        assert server.request("GET", path, headers=FOREIGN["no-cors"]).status == 403


def test_origins_that_are_allowed_may_ask(start: Starter, store: Path) -> None:
    """A page whose origin is allowed asks, reads the answer, and shows the explorer in a frame."""
    server = start("--store", str(store), "--allow-origin", SOURCE)
    answer = server.request("GET", QUESTIONS[0], headers=FOREIGN["fetch"])
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == SOURCE
    assert SOURCE in server.get("/explorer", "text/html").headers["content-security-policy"]
    other = FOREIGN["fetch"] | {"Origin": "https://other.example"}
    assert server.request("GET", QUESTIONS[0], headers=other).status == 403


@pytest.mark.parametrize("path", ["/explorer", "/sparql", "/explorer?name=secure"])
def test_pages_cannot_be_framed_from_elsewhere(server: Server, path: str) -> None:
    """Only pages of this machine, such as notebooks, show the explorer or the editor in a frame."""
    policy = server.get(path, "text/html").headers["content-security-policy"]
    ancestors = policy.removeprefix("frame-ancestors ").split()
    assert "'self'" in ancestors
    assert "http://localhost:*" in ancestors
    assert not any("example" in source or source in {"*", "https:"} for source in ancestors)


def test_public_servers_are_read_by_all(start: Starter, store: Path) -> None:
    """An endpoint that is opened lets every page read its answers, errors included."""
    server = start("--store", str(store), "--allow-origin", "*")
    for query in (SHORT, "SELECT"):
        answer = server.ask(query)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert server.request("GET", QUESTIONS[0], headers=FOREIGN["fetch"]).status == 200
    assert "content-security-policy" not in server.get("/explorer", "text/html").headers


def test_every_answer_is_safe_for_a_browser(server: Server) -> None:
    """No answer is guessed to be something else, and pages say what they may do."""
    for path in ("/", "/health", "/style/secure", "/nothing", "/sparql?query=x"):
        assert server.get(path, "text/html").headers["x-content-type-options"] == "nosniff"
    for path in ("/", "/style/secure", "/nothing", "/search?q=a"):
        policy = server.get(path, "text/html").headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


# ---------------------------------------------------------------- nothing leaves


@contextmanager
def trap() -> Generator[tuple[int, list[str]]]:
    """Listen on a port and write down who comes."""
    visits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - as the library calls it

    with HTTPServer(("127.0.0.1", 0), Handler) as listener:
        thread = Thread(target=listener.serve_forever, daemon=True)
        thread.start()
        try:
            yield listener.server_port, visits
        finally:
            listener.shutdown()
            thread.join()


def test_no_request_leaves_for_an_unknown_address(server: Server) -> None:
    """SERVICE, FROM, LOAD, graphs of the request and JSON-LD contexts reach no other server."""
    with trap() as (port, visits):
        there = f"http://127.0.0.1:{port}"
        queries = [
            f"SELECT * WHERE {{ SERVICE <{there}/1> {{ ?s ?p ?o }} }}",
            f"SELECT * WHERE {{ SERVICE SILENT <{there}/2> {{ ?s ?p ?o }} }}",
            f"SELECT * WHERE {{ VALUES ?e {{ <{there}/3> }} SERVICE ?e {{ ?s ?p ?o }} }}",
            f"ASK FROM <{there}/4> FROM NAMED <{there}/5> WHERE {{ ?s ?p ?o }}",
            f"LOAD <{there}/6>",
            f"DESCRIBE <{there}/7>",
            f"BASE <{there}/> SELECT * WHERE {{ SERVICE <8> {{ ?s ?p ?o }} }}",
        ]
        for query in queries:
            server.ask(query)
            server.ask(query, "application/ld+json")
            server.request(
                "POST",
                "/sparql",
                headers={"Content-Type": "application/sparql-query"},
                body=query.encode(),
            )
        graphs = {"default-graph-uri": f"{there}/9", "named-graph-uri": f"{there}/10"}
        server.ask("SELECT * WHERE { ?s ?p ?o }", **graphs)
        context = f'{{"@context": "{there}/11"}}'.encode()
        for path in ("/sparql", "/style/secure"):
            server.request(
                "POST", path, headers={"Content-Type": "application/ld+json"}, body=context
            )
        server.get("/pairing/avoidant-secure.jsonld")
        assert visits == []


def test_services_that_are_allowed_are_asked(start: Starter, store: Path) -> None:
    """The trap of the test before catches what is allowed to leave: it can fail."""
    with trap() as (port, visits):
        there = f"http://127.0.0.1:{port}/sparql"
        server = start("--store", str(store), "--allow-service", there)
        answer = server.ask(f"SELECT * WHERE {{ SERVICE <{there}> {{ ?s ?p ?o }} }}")
        assert answer.status == 500
        assert visits == ["/sparql"]


# ---------------------------------------------------------------- the log


def test_log_says_nothing_of_the_query(server: Server) -> None:
    """The access log has method, path, status, bytes and time, and never what was asked."""
    server.ask("SELECT ('my secret' AS ?x) WHERE {}")
    until(lambda: any(" GET /sparql 200 " in line for line in server.said))
    line = next(line for line in reversed(server.said) if " /sparql " in line)
    assert line.endswith("ms")
    assert not any("secret" in line for line in server.said)


def test_log_cannot_be_forged(server: Server) -> None:
    """No request can write a line of its own into the log."""
    server.get("/style/x%0a2020-01-01T00:00:00Z%20forged")
    assert not any(line.startswith("2020-") for line in server.said)


@pytest.mark.parametrize("shape", DEEP)
def test_deep_query_is_refused_by_name(server: Server, shape: str) -> None:
    """Brackets within brackets are a mistake of whoever asks, and cost no worker."""
    answer = server.request(
        "POST",
        "/sparql",
        headers={"Content-Type": "application/sparql-query"},
        body=DEEP[shape](10_000).encode(),
    )
    assert answer.status == 400
    assert "nested too deeply" in answer.text


@pytest.mark.parametrize("shape", ["or", "unions", "triples"])
def test_long_query_is_answered(server: Server, shape: str) -> None:
    """A query that a program has written in a row has an answer."""
    answer = server.request(
        "POST",
        "/sparql",
        headers={"Content-Type": "application/sparql-query"},
        body=CHAINS[shape](1_500).encode(),
    )
    assert answer.status == 200


def test_query_too_long_for_the_engine_is_an_error_of_the_query(server: Server) -> None:
    """A chain that overruns even a large stack ends its worker, and is 400 without a second try."""
    answer = server.request(
        "POST",
        "/sparql",
        headers={"Content-Type": "application/sparql-query"},
        body=CHAINS["negations"](350_000).encode(),
        timeout=120,
    )
    assert answer.status == 400
    assert "too long" in answer.text
    assert server.ask(SHORT).status == 200
