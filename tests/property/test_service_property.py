"""SERVICE in all places, against the engine and a listening socket: what is refused never connects.

Queries are made from a grammar that knows where a call may stand and how it may be written. The
engine itself is the judge: what the guard lets through is evaluated, and the socket is looked at.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Generator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pyoxigraph
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.errors import InputError, QueryRefused
from attachgraph.query.answers import Boolean
from attachgraph.query.run import Policy, run_query

_ANSWER = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'


class Server(NamedTuple):
    """A SPARQL server on loopback, and the requests that it got."""

    url: str
    seen: list[str]


@contextlib.contextmanager
def serving(redirect: str = "", code: int = 200) -> Generator[Server]:
    """Serve an empty answer, or a redirect."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(code)
            if redirect:
                self.send_header("Location", redirect)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(_ANSWER)))
            self.end_headers()
            self.wfile.write(_ANSWER)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/sparql", seen)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Listen for the whole module."""
    with serving() as found:
        yield found


def ask(query: str, *allowed: str) -> None:
    """Run a query here and read all of its answer."""
    node = NamedNode("https://x.example/n")
    store = pyoxigraph.Store()
    store.add(Quad(node, node, Literal("1"), node))
    policy = Policy(allow_services=frozenset(allowed))
    answer = run_query(store, query, timeout=None, policy=policy)
    for _ in () if isinstance(answer, Boolean) else answer:
        pass


# ---------------------------------------------------------------- the grammar

_GAP = st.sampled_from([" ", "\n", "\t", "\r\n", " # a comment: } SERVICE\n", " #'\n", "  "])
_CASES = st.sampled_from(["SERVICE", "service", "SeRvIcE"])
_SILENT = st.sampled_from(["", "SILENT", "silent", "SiLeNt"])
_NAMED = st.sampled_from(["<URL>", "x:", "URLBASE:sparql"])
_VARIABLE = st.sampled_from(["?endpoint", "$endpoint"])
_TRIPLES = st.sampled_from(
    [
        "?s ?p ?o",
        "?service ?p 'SERVICE <URL> { ?s ?p ?o }'",
        '?s <https://x.example/service> """service ?x {""" . ?s ?p ?o',
        "?s ?p ?o . # SERVICE <URL> {\n",
        "?s x:service ?o ; x:silent 'service'@en",
        "VALUES ?s { <https://x.example/SERVICE> }",
        "FILTER(STR(?s) != 'SERVICE <URL> {')",
    ]
)
_AROUND = st.sampled_from(
    [
        "{}",
        "{{ {} }}",
        "OPTIONAL {{ {} }}",
        "{{ {} }} UNION {{ ?u ?v ?w }}",
        "{{ ?u ?v ?w }} UNION {{ {} }}",
        "?u ?v ?w MINUS {{ {} }}",
        "GRAPH ?g {{ {} }}",
        "GRAPH <https://x.example/n> {{ {} }}",
        "?u ?v ?w FILTER EXISTS {{ {} }}",
        "?u ?v ?w FILTER(NOT EXISTS {{ {} }} && 1 < 2)",
        "{{ SELECT * {{ {} }} }}",
        "{{ SELECT (COUNT(*) AS ?n) {{ {} }} }}",
        "BIND(EXISTS {{ {} }} AS ?b)",
    ]
)
_FORMS = st.sampled_from(
    [
        "SELECT * {{ {} }}",
        "SELECT * WHERE {{ {} }} LIMIT 5",
        "SELECT (COUNT(*) AS ?all) {{ {} }}",
        "ASK {{ {} }}",
        "CONSTRUCT {{ ?s ?p 'service' }} WHERE {{ {} }}",
        "DESCRIBE ?s {{ {} }}",
        "SELECT * FROM <https://x.example/n> {{ {} }}",
        "SELECT * FROM NAMED <https://x.example/n> {{ {} }}",
    ]
)


@st.composite
def _calls(draw: st.DrawFn, target: st.SearchStrategy[str]) -> str:
    parts = [draw(_CASES), draw(_SILENT), draw(target)]
    call = "".join(part + draw(_GAP) for part in parts if part)
    return f"{call}{{ {draw(st.sampled_from(['?s ?p ?o', '?s ?p ?o . ?o ?q ?r', '']))} }}"


@st.composite
def _queries(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    body = draw(inner)
    for _ in range(draw(st.integers(0, 3))):
        body = draw(_AROUND).format(body)
        if draw(st.booleans()):
            body = f"{body} {draw(_TRIPLES)}"
        if draw(st.booleans()):
            body = f"{draw(_TRIPLES)} . {body}".replace("\n .", "\n").replace("} .", "}")
    prologue = "PREFIX x: <URL> PREFIX URLBASE: <URLFOLDER>\n"
    return prologue + draw(_FORMS).format(body)


def filled(query: str, url: str) -> str:
    """Put the address of the server in."""
    return (
        query.replace("URLFOLDER", url.rsplit("/", 1)[0] + "/")
        .replace("URLBASE", "here")
        .replace("URL", url)
    )


def is_valid(query: str) -> bool:
    """Ask the engine whether it is a query at all; nobody is connected to for that."""
    try:
        pyoxigraph.Store().query(query)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


@settings(max_examples=300, deadline=None)
@given(_queries(_calls(st.one_of(_NAMED, _VARIABLE))))
def test_call_is_refused_wherever_it_stands(server: Server, query: str) -> None:
    """Without an allow-list every call is refused, and nobody has knocked."""
    assume(is_valid(filled(query, "http://127.0.0.1:9/sparql")))
    before = len(server.seen)
    with pytest.raises(QueryRefused):
        ask(filled(query, server.url))
    assert len(server.seen) == before


@settings(max_examples=200, deadline=None)
@given(_queries(_TRIPLES))
def test_words_that_look_like_a_call_are_harmless(server: Server, query: str) -> None:
    """Texts, comments, names and IRIs that hold the word are evaluated, and reach nobody."""
    assume(is_valid(filled(query, "http://127.0.0.1:9/sparql")))
    before = len(server.seen)
    ask(filled(query, server.url))
    assert len(server.seen) == before


@settings(max_examples=200, deadline=None)
@given(_queries(_calls(_NAMED)), st.sampled_from(["", "/", "x", "?q"]))
def test_allow_list_is_taken_by_the_letter(server: Server, query: str, more: str) -> None:
    """A call is let through to the address that is allowed, and to none that is like it."""
    assume(is_valid(filled(query, "http://127.0.0.1:9/sparql")))
    before = len(server.seen)
    if more:
        with pytest.raises(QueryRefused):
            ask(filled(query, server.url), server.url + more)
        assert len(server.seen) == before
    else:
        with contextlib.suppress(InputError):  # what it answers does not matter here
            ask(filled(query, server.url), server.url)


@example("SERVICE <URL> { ?s ?p ?o }")
@example("SERVICE SILENT x: { ?s ?p ?o }")
@example("service # SERVICE <http://nowhere.example/> {\n URLBASE:sparql { ?s ?p ?o }")
@settings(max_examples=20, deadline=None)
@given(_calls(_NAMED))
def test_allowed_call_does_connect(server: Server, call: str) -> None:
    """The tests above mean something: what is allowed arrives."""
    query = f"PREFIX x: <URL> PREFIX URLBASE: <URLFOLDER> SELECT * {{ {call} }}"
    before = len(server.seen)
    ask(filled(query, server.url), server.url)
    assert len(server.seen) == before + 1


@settings(max_examples=30, deadline=None)
@given(_queries(_calls(_VARIABLE)))
def test_variable_is_refused_whatever_is_allowed(server: Server, query: str) -> None:
    """An endpoint in a variable could be anything, so no allow-list covers it."""
    assume(is_valid(filled(query, "http://127.0.0.1:9/sparql")))
    with pytest.raises(QueryRefused):
        ask(filled(query, server.url), server.url)


# ---------------------------------------------------------------- other ways out


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirect_of_an_allowed_server_is_not_followed(server: Server, code: int) -> None:
    """An allowed server cannot send the engine on to another address."""
    before = len(server.seen)
    with (
        serving(server.url, code) as allowed,
        pytest.raises(InputError, match="could not be evaluated"),
    ):
        ask(f"SELECT * {{ SERVICE <{allowed.url}> {{ ?s ?p ?o }} }}", allowed.url)
    assert allowed.seen
    assert len(server.seen) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
        "SELECT (<URL>(1) AS ?x) {}",
        "SELECT (<http://www.opengis.net/def/function/geosparql/distance>(<URL>, 1) AS ?x) {}",
        "DESCRIBE <URL>",
        "BASE <URL> SELECT * { <a> ?p ?o }",
        "LOAD <URL>",
        "SELECT * {} ; LOAD <URL>",
        "# SELECT * {}\nLOAD SILENT <URL> INTO GRAPH <https://x.example/n>",
        "INSERT DATA { <a:s> <a:p> <URL> }",
        "DELETE WHERE { SERVICE <URL> { ?s ?p ?o } }",
    ],
)
def test_nothing_else_reaches_out(server: Server, query: str) -> None:
    """FROM, GRAPH, functions, DESCRIBE, BASE and updates send nothing, allowed or not."""
    before = len(server.seen)
    with contextlib.suppress(InputError):
        ask(query.replace("URL", server.url), server.url)
    assert len(server.seen) == before
