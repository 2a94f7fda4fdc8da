"""What a query may do: it reads, and reaches no other machine however it is written."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachgraph.errors import AttachGraphError, QueryRefused
from attachgraph.query.guard import inspect_query
from attachgraph.query.run import Policy, run_query
from attachgraph.query.tokens import tokenize, unescape_codepoints

PATTERN = "{ ?s ?p ?o }"

#: Calls in every disguise that the engine takes; URL stands for an endpoint. Where a list of tokens
#: says "string", "comment" or "name", the engine sees a call: each was tried, see the test below.
DISGUISES = {
    "plain": f"SELECT * {{ SERVICE <URL> {PATTERN} }}",
    "silent": f"SELECT * {{ SERVICE SILENT <URL> {PATTERN} }}",
    "lower case": f"SELECT * {{ sErViCe <URL> {PATTERN} }}",
    "run together": f"SELECT * {{SERVICESILENT<URL>{PATTERN}}}",
    "prefixed name": f"PREFIX ex: <URL> SELECT * {{ SERVICE ex: {PATTERN} }}",
    "keyword in a prefix": f"PREFIX ex: <URL> SELECT * {{SERVICEex:a {PATTERN}}}",
    "keyword as a prefix": f"PREFIX : <URL> SELECT * {{service:a {PATTERN}}}",
    "keyword in a local name": (
        f"PREFIX ex: <http://127.0.0.1:> SELECT * {{?a ?b ex:SERVICE<URL> {PATTERN}}}"
    ),
    "second dot of a local name": (
        f"PREFIX ex: <http://x.example/> SELECT * {{?a ?b ex:a.b.SERVICE<URL>{PATTERN}}}"
    ),
    "local name that is not an IRI": (
        "PREFIX ex: <http://x.example/> PREFIX \ufffd: <URL> "
        f"SELECT * {{?a ?b ex:SERVICE\ufffd:c{PATTERN}}}"
    ),
    "prefix of a space": f"PREFIX \u1680: <URL> SELECT * {{SERVICE \u1680:a{PATTERN}}}",
    "comment before the name": f"SELECT * {{ SERVICE # <http://y.example/>\n <URL> {PATTERN} }}",
    "comparison or string": (f"SELECT * {{?a ?b true.FILTER(?a<'>')SERVICE<URL>{PATTERN}}} #'"),
    "comparison or comment": f"SELECT * {{FILTER(1<2)SERVICE#>\n<URL>{PATTERN}}}",
    "comparison after a group": f"SELECT * {{FILTER(EXISTS{{}}<'>')SERVICE<URL>{PATTERN}}} #'",
    "bad escape in a long string": (
        f"SELECT * {{VALUES ?x {{'''a'}}SERVICE<URL>{PATTERN}}} #\\q'''"
    ),
    "surrogate in a long string": (
        f"SELECT * {{VALUES ?x {{'''a'}}SERVICE<URL>{PATTERN}}} #\\uD800'''"
    ),
    "subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE <URL> {PATTERN} }} }} }}",
    "existence": f"ASK {{ FILTER EXISTS {{ SERVICE <URL> {PATTERN} }} }}",
}

HARMLESS = [
    "SELECT ?service ?x { ?service ?p ?x }",
    "PREFIX ex: <http://x.example/> SELECT ?x { ?x ex:service ?y . ?y ex:services ex:service }",
    'SELECT ?x { ?x rdfs:label "SERVICE <http://x.example/> { ?s ?p ?o }" }',
    "SELECT ?x { ?x rdfs:label '''service ?x {''' }",
    "SELECT ?x { ?x a ag:Entry } # SERVICE <http://x.example/> {",
    "SELECT ?x { ?x a <http://www.w3.org/2002/07/owl#Thing> } # SERVICE <http://x.example/> {",
    "SELECT ?x { GRAPH <http://x.example/service> { ?x ?p ?o } }",
    "PREFIX ex: <http://x.example/> SELECT ?x { GRAPH ex:service { ?x ?p ?o } }",
]


@pytest.fixture
def requests_seen() -> Iterator[tuple[str, list[str]]]:
    """Serve on loopback; yield the address and the list of requests that came."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(500)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_every_disguise_is_refused(disguise: str) -> None:
    """No way of writing a call gets past the guard."""
    with pytest.raises(QueryRefused):
        inspect_query(disguise.replace("URL", "http://x.example/sparql/"))


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_every_disguise_is_a_query_to_the_engine(disguise: str) -> None:
    """The list above holds nothing that would be refused as a syntax error anyway."""
    with contextlib.suppress(OSError):  # it has tried to ask
        pyoxigraph.Store().query(disguise.replace("URL", "http://127.0.0.1:1/"))


def test_engine_would_send_requests(requests_seen: tuple[str, list[str]]) -> None:
    """The guard guards against something: the bare engine does ask the other machine."""
    url, seen = requests_seen
    solutions = pyoxigraph.Store().query(DISGUISES["keyword in a prefix"].replace("URL", url))
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    with pytest.raises(OSError, match="500"):
        next(solutions)
    assert seen


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_no_request_leaves(disguise: str, requests_seen: tuple[str, list[str]]) -> None:
    """What is refused has sent nothing."""
    url, seen = requests_seen
    with pytest.raises(QueryRefused):
        run_query(pyoxigraph.Store(), disguise.replace("URL", url), timeout=None)
    assert seen == []


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "SERVICE",
                    "service",
                    "SILENT",
                    "<URL>",
                    "ex:",
                    "ex:a",
                    ":b",
                    "?x",
                    "{",
                    "}",
                    "'",
                ),
                *('"', "'''", "<", ">", "#", "\n", " ", "\\", "\\u0027", "FILTER(", ")", ".", "a"),
                *("1", "true", "ex:c.d", "VALUES", "@en", "^^", "_:n", "<'>", "UNION", "&&"),
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_engine_and_guard_agree_on_mutants(middle: str) -> None:
    """Whatever is glued together: if the engine would call, the guard has refused."""
    query = f"PREFIX ex: <URL> PREFIX : <URL> SELECT * {{ ?a ?b 1 . {middle} <URL>{PATTERN} }}"
    # The engine refuses this port before it opens a connection, and says so: that was a call.
    query = query.replace("URL", "http://127.0.0.1:9/")
    store = pyoxigraph.Store()
    store.add(_quad())
    try:
        store.query(query)
    except OSError as error:
        assert "port 9" in str(error)  # noqa: PT017 - most mutants raise nothing
        with pytest.raises(QueryRefused):
            inspect_query(query)
    except (SyntaxError, RuntimeError):
        return


def _quad() -> pyoxigraph.Quad:
    node = pyoxigraph.NamedNode("http://x.example/")
    return pyoxigraph.Quad(node, node, pyoxigraph.Literal("1"))


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_harmless(query: str) -> None:
    """A variable, a local name, a string or a comment may hold the word."""
    assert inspect_query(query).services == ()


def test_escaped_keyword_is_refused() -> None:
    r"""SPARQL 1.1 reads \u0053ERVICE as a keyword; this engine does not, the next may."""
    with pytest.raises(QueryRefused, match="escapes"):
        inspect_query(r"SELECT * { \u0053ERVICE <http://x.example/> { ?s ?p ?o } }")


def test_allowed_service_is_resolved_through_prefix_and_base() -> None:
    """The allow-list is compared with the IRI that the engine would ask."""
    query = (
        "BASE <http://x.example/a/> PREFIX s: <../sparql/> SELECT * { SERVICE s:q { ?s ?p ?o } }"
    )
    with pytest.raises(QueryRefused, match=r"http://x\.example/sparql/q"):
        inspect_query(query)
    found = inspect_query(query, allow_services=["http://x.example/sparql/q"])
    assert found.services == ("http://x.example/sparql/q",)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ?x { ?s ?p ?o } }",
        # The engine reads SILENT and :q here.
        (
            "PREFIX silent: <http://x.example/> PREFIX : <http://y.example/> "
            "SELECT * { SERVICE silent:q { ?s ?p ?o } }"
        ),
        # The engine sees a second declaration here.
        (
            "PREFIX ok: <http://x.example/> PREFIXok: <http://y.example/> "
            "SELECT * { SERVICE ok:q { ?s ?p ?o } }"
        ),
    ],
)
def test_allow_list_cannot_be_talked_round(query: str) -> None:
    """A name that the engine may read as another endpoint is refused even beside an allow-list."""
    with pytest.raises(QueryRefused):
        inspect_query(query, allow_services=["http://x.example/q", "http://x.example/"])


def test_allowed_service_is_asked(requests_seen: tuple[str, list[str]]) -> None:
    """An endpoint on the allow-list is really asked, and its failure is an error of ours."""
    url, seen = requests_seen
    policy = Policy(allow_services=frozenset({url}))
    with pytest.raises(AttachGraphError, match="could not be evaluated"):
        run_query(
            pyoxigraph.Store(), f"ASK {{ SERVICE <{url}> {PATTERN} }}", timeout=None, policy=policy
        )
    assert seen


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:s> <a:p> <a:o> }",
        "PREFIX ex: <a:> DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "LOAD <http://x.example/>",
        "ASK { } ; CLEAR ALL",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_as_such(update: str) -> None:
    """An update is told that queries are read-only, not that SELECT was expected."""
    with pytest.raises(QueryRefused, match="read-only"):
        inspect_query(update)


def test_inspection_tells_what_a_query_is_about() -> None:
    """Form, graphs and variables are those of the text, prefixes resolved."""
    found = inspect_query(
        "SELECT ?s $o FROM graph:sources FROM NAMED <http://x.example/g> { ?s ?p $o }"
    )
    assert found.form == "SELECT"
    assert found.default_graphs == ("https://w3id.org/attachgraph/graph/sources",)
    assert found.named_graphs == ("http://x.example/g",)
    assert found.variables == {"s", "p", "o"}


@given(st.text(max_size=60))
def test_tokens_cover_the_text(text: str) -> None:
    """Any text is split without an error, and only white space is left out."""
    tokens = tokenize(text)
    rest = text
    for token in reversed(tokens):
        assert text[token.start : token.end] == token.text
        rest = rest[: token.start] + rest[token.end :]
    assert not rest.strip(" \t\r\n")


@given(st.text(alphabet="abc:._-\u00e9?$'\"<>#\\ 1@^", max_size=24))
def test_wide_and_narrow_terminals_agree(text: str) -> None:
    """A character beyond ASCII elsewhere in the query does not change how the rest is split."""
    if text.isascii():
        alone = [(token.kind, token.text) for token in tokenize(text)]
        beside = [(token.kind, token.text) for token in tokenize(text + "\n \u2603")]
        assert beside[:-1] == alone


def test_codepoint_escapes_leave_surrogates() -> None:
    """Half a surrogate pair is not a character and stays as it is written."""
    assert unescape_codepoints(r"\u0041\U0001F494\uD83D") == "A\U0001f494\\uD83D"


def test_hostile_length_costs_little() -> None:
    """A text that repeats the word a hundred thousand times is refused at once."""
    with pytest.raises(QueryRefused, match="times"):
        inspect_query("ASK { " + "service" * 100_000)
