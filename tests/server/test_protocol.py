"""The query part of the SPARQL 1.1 Protocol, section by section, against the real server."""

from __future__ import annotations

import csv
import gzip
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET  # noqa: S405 - reads what our own server wrote

import pytest
from pyoxigraph import RdfFormat, parse

import attachgraph
from tests.server.conftest import SHORT, Answer, Server

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
BASE = "https://w3id.org/attachgraph/"
PAIRINGS = "SELECT DISTINCT ?pairing WHERE { ?pairing a ag:Pairing } ORDER BY ?pairing"
GRAPH = f"{BASE}graph/concepts"
TABLES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
TRIPLES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
CONSTRUCT = "CONSTRUCT { ?s a ag:Pairing } WHERE { ?s a ag:Pairing }"


def post(server: Server, body: str | bytes, content_type: str, path: str = "/sparql") -> Answer:
    """Send a body."""
    data = body.encode() if isinstance(body, str) else body
    return server.request("POST", path, headers={"Content-Type": content_type}, body=data)


def values(answer: Answer) -> list[str]:
    """Return the first column of an answer in JSON."""
    assert answer.status == 200, answer.text
    found = answer.json
    (name,) = found["head"]["vars"]
    return [row[name]["value"] for row in found["results"]["bindings"]]


# ---------------------------------------------------------------- 2.1 query operation


def test_query_via_get(server: Server) -> None:
    """Section 2.1.1: a query is a percent-encoded parameter of a GET."""
    assert values(server.ask(SHORT))


def test_query_via_form(server: Server) -> None:
    """Section 2.1.2: a query is a field of a form that is POSTed."""
    answer = post(server, urlencode({"query": SHORT}), FORM)
    assert values(answer) == values(server.ask(SHORT))


def test_query_via_post_directly(server: Server) -> None:
    """Section 2.1.3: a query is the body of a POST, with parameters in the address."""
    answer = post(server, SHORT, f"{DIRECT}; charset=UTF-8")
    assert values(answer) == values(server.ask(SHORT))


def test_query_of_any_characters_arrives_as_it_was_written(server: Server) -> None:
    """Sections 2.1.1 to 2.1.3: UTF-8, plus signs, percent signs and ampersands come through."""
    text = "a+b c%20&d=é語\U0001f642"
    query = f'SELECT ("{text}" AS ?x) WHERE {{}}'
    assert values(server.ask(query)) == [text]
    assert values(post(server, urlencode({"query": query}), FORM)) == [text]
    assert values(post(server, query, DIRECT)) == [text]


@pytest.mark.parametrize("count", [0, 2])
def test_exactly_one_query_in_a_form(server: Server, count: int) -> None:
    """Section 2.1: exactly one query string; none or two are a bad request."""
    answer = post(server, urlencode([("query", SHORT)] * count), FORM)
    assert answer.status == 400
    assert "exactly one" in answer.text


def test_exactly_one_query_in_the_address(server: Server) -> None:
    """Section 2.1: two query parameters are a bad request."""
    answer = server.get("/sparql?" + urlencode([("query", SHORT), ("query", SHORT)]))
    assert answer.status == 400


def test_query_in_address_and_body_are_two(server: Server) -> None:
    """Section 2.1.3: a body and a parameter are two queries."""
    answer = post(server, SHORT, DIRECT, "/sparql?" + urlencode({"query": SHORT}))
    assert answer.status == 400


def test_unknown_parameters_change_nothing(server: Server) -> None:
    """Section 2.1: what other servers take as parameters does no harm."""
    assert values(server.ask(SHORT, results="json", timeout="5", soft="1")) == values(
        server.ask(SHORT)
    )


# ---------------------------------------------------------------- 2.1.4 dataset


def count(server: Server, query: str, pairs: list[tuple[str, str]]) -> int:
    """Count with a dataset in the request."""
    answer = server.get("/sparql?" + urlencode([("query", query), *pairs]))
    (number,) = values(answer)
    return int(number)


DEFAULT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


def graphs(server: Server) -> dict[str, int]:
    """Count the triples of each graph."""
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    return {row["g"]: int(row["n"]) for row in server.bindings(query)}


def test_default_graph_of_the_request(server: Server) -> None:
    """Section 2.1.4: default-graph-uri makes the default graph, and no graph is named then."""
    sizes = graphs(server)
    one, other = list(sizes)[:2]
    assert count(server, DEFAULT, [("default-graph-uri", one)]) == sizes[one]
    both = [("default-graph-uri", one), ("default-graph-uri", other)]
    assert count(server, DEFAULT, both) == sizes[one] + sizes[other]
    assert count(server, NAMED, both) == 0


def test_named_graphs_of_the_request(server: Server) -> None:
    """Section 2.1.4: named-graph-uri names graphs, and the default graph is empty then."""
    sizes = graphs(server)
    one = next(iter(sizes))
    assert count(server, NAMED, [("named-graph-uri", one)]) == sizes[one]
    assert count(server, DEFAULT, [("named-graph-uri", one)]) == 0


def test_dataset_of_the_request_overrules_from(server: Server) -> None:
    """Section 2.1.4: a dataset in the request replaces FROM and FROM NAMED of the query."""
    sizes = graphs(server)
    one, other = list(sizes)[:2]
    query = DEFAULT.replace("WHERE", f"FROM <{other}> WHERE")
    assert count(server, query, []) == sizes[other]
    assert count(server, query, [("default-graph-uri", one)]) == sizes[one]
    named = NAMED.replace("WHERE", f"FROM NAMED <{other}> WHERE")
    assert count(server, named, [("default-graph-uri", one)]) == 0


def test_dataset_of_a_form_and_of_a_direct_post(server: Server) -> None:
    """Sections 2.1.2 and 2.1.3: the dataset is in the form, or in the address of a direct POST."""
    sizes = graphs(server)
    one = next(iter(sizes))
    form = post(server, urlencode([("query", DEFAULT), ("default-graph-uri", one)]), FORM)
    assert values(form) == [str(sizes[one])]
    path = "/sparql?" + urlencode({"default-graph-uri": one})
    assert values(post(server, DEFAULT, DIRECT, path)) == [str(sizes[one])]


def test_unknown_graph_is_empty(server: Server) -> None:
    """Section 2.1.4: a graph that the store does not have is empty, and is not looked for."""
    assert count(server, DEFAULT, [("default-graph-uri", "http://127.0.0.1:9/none")]) == 0
    query = "SELECT (COUNT(*) AS ?n) FROM <http://127.0.0.1:9/none> WHERE { ?s ?p ?o }"
    assert count(server, query, []) == 0


@pytest.mark.parametrize("iri", ["", "not an iri", "relative", "http://a b/", "<http://a/>"])
def test_graph_must_be_an_iri(server: Server, iri: str) -> None:
    """Section 2.1.4: what is not an IRI is a bad request."""
    answer = server.ask(DEFAULT, **{"default-graph-uri": iri})
    assert answer.status == 400
    assert "default-graph-uri" in answer.text


# ---------------------------------------------------------------- 2.1.5 formats


def column(answer: Answer, name: str) -> list[str]:
    """Read the only column of an answer in any format for tables."""
    if name == "json":
        return values(answer)
    if name == "xml":
        space = "{http://www.w3.org/2005/sparql-results#}"
        found = ET.fromstring(answer.body).iter(f"{space}uri")  # noqa: S314 - of our own server
        return [uri.text or "" for uri in found]
    if name == "csv":
        return [row[0] for row in csv.reader(io.StringIO(answer.text, newline=""))][1:]
    return [line.strip("<>") for line in answer.text.splitlines()[1:]]


@pytest.mark.parametrize("media_type", TABLES)
def test_table_in_every_format(server: Server, media_type: str) -> None:
    """Section 2.1.5: a table comes in the format that Accept names, with the same rows."""
    answer = server.ask(PAIRINGS, media_type)
    assert answer.media_type == media_type
    assert column(answer, TABLES[media_type]) == values(server.ask(PAIRINGS))


@pytest.mark.parametrize("media_type", TRIPLES)
def test_rdf_in_every_format(server: Server, media_type: str) -> None:
    """Section 2.1.5: RDF comes in the format that Accept names, with the same triples."""
    answer = server.ask(CONSTRUCT, media_type)
    assert answer.media_type == media_type
    found = {str(quad.subject) for quad in parse(answer.body, TRIPLES[media_type])}
    assert found == {f"<{iri}>" for iri in values(server.ask(PAIRINGS))}


@pytest.mark.parametrize("media_type", list(TABLES)[:2])
def test_yes_or_no(server: Server, media_type: str) -> None:
    """Section 2.1.5: ASK is answered in the formats for tables."""
    yes = server.ask("ASK { ?s a ag:Pairing }", media_type)
    no = server.ask("ASK { ?s a ag:Nothing }", media_type)
    assert yes.media_type == no.media_type == media_type
    assert b"true" in yes.body
    assert b"false" in no.body


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0.1, text/csv;q=0.2", "text/csv"),
        ("text/*", "text/csv"),
        ("application/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
        ("text/html;q=0.9, text/tab-separated-values;q=0.8", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("nonsense, ;;;, text/csv", "text/csv"),
    ],
)
def test_client_gets_what_it_likes_best(server: Server, accept: str, media_type: str) -> None:
    """Section 2.1.5 and RFC 9110, 12.5.1: the quality values of Accept decide."""
    assert server.ask(SHORT, accept).media_type == media_type


def test_format_depends_on_the_kind_of_answer(server: Server) -> None:
    """Section 2.1.5: one Accept header for both kinds of answer gets the one that fits."""
    accept = "application/sparql-results+xml, text/turtle"
    assert server.ask(SHORT, accept).media_type == "application/sparql-results+xml"
    assert server.ask(CONSTRUCT, accept).media_type == "text/turtle"


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SHORT, "image/png"), (SHORT, "text/turtle"), (SHORT, "*/*;q=0")],
)
def test_nothing_acceptable(server: Server, query: str, accept: str) -> None:
    """RFC 9110, 15.5.7: where no format fits, 406 lists those that do."""
    answer = server.ask(query, accept)
    assert answer.status == 406
    assert "application/sparql-results+json" in answer.text


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("csv", "text/csv"),
        ("xml", "application/sparql-results+xml"),
        ("srj", "application/sparql-results+json"),
    ],
)
def test_format_by_name(server: Server, name: str, media_type: str) -> None:
    """A parameter names a format where a client cannot set a header."""
    assert server.ask(SHORT, "image/png", format=name).media_type == media_type


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("xml", "application/rdf+xml"),
        ("json", "application/ld+json"),
        ("json-ld", "application/ld+json"),
        ("n3", "text/turtle"),
        ("rdf+xml", "application/rdf+xml"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json,application/x-json+ld", "application/ld+json"),
        ("text/turtle;charset=utf-8", "text/turtle"),
        ("csv", "text/csv"),
    ],
)
def test_format_of_rdf_by_name(server: Server, name: str, media_type: str) -> None:
    """Names, lists and media types that clients send are read by the form of the query."""
    assert server.ask(CONSTRUCT, "image/png", format=name).media_type == media_type


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("sparql-json", "application/sparql-results+json"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/turtle", "text/csv"),
        ("docx", "text/csv"),
    ],
)
def test_format_of_a_table_by_name(server: Server, name: str, media_type: str) -> None:
    """A name that says nothing about a table is passed over, and Accept decides."""
    assert server.ask(SHORT, "text/csv", format=name).media_type == media_type


def test_plus_sign_that_is_not_escaped(server: Server) -> None:
    """A client that forgets to escape the plus sign of a media type is understood."""
    path = f"/sparql?query={quote(CONSTRUCT)}&format=application/rdf+xml"
    assert server.get(path).media_type == "application/rdf+xml"


def test_first_of_several_formats(server: Server) -> None:
    """Of several values, the first that is known of the kind that is needed counts."""
    path = "/sparql?" + urlencode([("query", SHORT), ("format", "foo"), ("format", "tsv,csv")])
    assert server.get(path).media_type == "text/tab-separated-values"


def test_unknown_format_by_name(server: Server) -> None:
    """A format that there is not is 406 where Accept says nothing, with those that there are."""
    for accept in (None, "*/*"):
        answer = server.ask(SHORT, accept, format="docx")
        assert answer.status == 406
        assert "turtle" in answer.text


def test_spreadsheets_get_no_formulas(server: Server) -> None:
    """A cell that a spreadsheet would run is neutralised, unless the client asks for it raw."""
    query = "SELECT ('=1+1' AS ?x) WHERE {}"
    assert server.ask(query, "text/csv").text.splitlines()[1].lstrip('"').startswith("'=")
    assert server.ask(query, "text/csv", **{"raw-cells": "true"}).text.splitlines()[1] == "=1+1"


# ---------------------------------------------------------------- 2.1.6 and 2.1.7 status codes


def test_malformed_query(server: Server) -> None:
    """Section 2.1.7: a query that is not in the language is 400, with line and caret."""
    answer = server.ask("SELECT ?x WHERE {\n  ?x a ag:Pairing ;;; }}")
    assert answer.status == 400
    assert answer.media_type == "text/plain"
    assert "query:2:" in answer.text
    assert "^" in answer.text


def test_unknown_prefix_gets_a_hint(server: Server) -> None:
    """Section 2.1.7: a wrong prefix is 400, and the message knows the right one."""
    answer = server.ask("SELECT * WHERE { ?x a agg:Pairing }")
    assert answer.status == 400
    assert "ag" in answer.text


def test_errors_as_json(server: Server) -> None:
    """RFC 9457: a program that accepts JSON gets the error as problem details."""
    answer = server.ask("SELECT", "text/csv, application/problem+json")
    assert answer.media_type == "application/problem+json"
    assert answer.json["status"] == 400
    assert answer.json["title"] == "Bad Request"
    assert answer.json["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * WHERE { BIND(<http://127.0.0.1:9/> AS ?e) sErViCe ?e { ?s ?p ?o } }",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "LOAD <http://127.0.0.1:9/data.ttl>",
        "DROP ALL",
    ],
)
def test_what_is_not_allowed(server: Server, query: str) -> None:
    """Section 4: a query that would call out or change something is refused with 403."""
    assert server.ask(query).status == 403
    assert post(server, query, DIRECT).status == 403


@pytest.mark.parametrize(
    ("body", "content_type", "path"),
    [
        (urlencode({"update": "DROP ALL"}), FORM, "/sparql"),
        ("DROP ALL", "application/sparql-update", "/sparql"),
        ("", FORM, "/sparql?update=DROP%20ALL"),
        (urlencode({"query": SHORT, "update": "DROP ALL"}), FORM, "/sparql"),
    ],
)
def test_updates_are_refused(server: Server, body: str, content_type: str, path: str) -> None:
    """Section 2.2: the update operation is refused with 403, however it comes."""
    answer = post(server, body, content_type, path)
    assert answer.status == 403
    assert "updates are refused" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/sparql", "GET, HEAD, OPTIONS, POST"),
        ("/", "GET, HEAD, OPTIONS"),
        ("/style/secure", "GET, HEAD, OPTIONS"),
    ],
)
def test_other_methods(server: Server, method: str, path: str, allowed: str) -> None:
    """RFC 9110, 15.5.6: a method that is not there is 405, with those that are."""
    answer = server.request(method, path)
    assert answer.status == 405
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/json", "multipart/form-data"]
)
def test_body_of_another_type(server: Server, content_type: str) -> None:
    """RFC 9110, 15.5.16: a body that holds no query is 415, with what would."""
    answer = post(server, SHORT, content_type)
    assert answer.status == 415
    assert "application/sparql-query" in answer.text
    assert "application/sparql-query" in answer.headers["accept-post"]


def test_compressed_body_is_refused(server: Server) -> None:
    """RFC 9110, 15.5.16: a body with a content coding is 415, not read as if it were plain."""
    body = gzip.compress(urlencode({"query": SHORT}).encode())
    headers = {"Content-Type": FORM, "Content-Encoding": "gzip"}
    answer = server.request("POST", "/sparql", headers=headers, body=body)
    assert answer.status == 415
    assert answer.headers["accept-encoding"] == "identity"
    plain = {"Content-Type": DIRECT, "Content-Encoding": "identity"}
    assert values(server.request("POST", "/sparql", headers=plain, body=SHORT.encode()))


def test_body_in_another_character_set(server: Server) -> None:
    """Section 2.1.3: a query comes in UTF-8, and another declaration is 415."""
    assert post(server, SHORT.encode("utf-16"), f"{DIRECT}; charset=utf-16").status == 415


@pytest.mark.parametrize("content_type", [FORM, DIRECT])
def test_body_that_is_no_utf8(server: Server, content_type: str) -> None:
    """Section 2.1.7: bytes that are not UTF-8 are a bad request."""
    body = b"query=%ff%fe" if content_type == FORM else b"ASK { ?s ?p '\xff' }"
    assert post(server, body, content_type).status == 400


@pytest.mark.parametrize("query", ["%", "%f", "%zz", "%ff", "%c3%28", "%ed%a0%80"])
def test_broken_escapes(server: Server, query: str) -> None:
    """Section 2.1.1: an escape that is none, or that is not UTF-8, is a bad request."""
    assert server.get(f"/sparql?query={query}").status == 400


def test_body_too_large(server: Server) -> None:
    """RFC 9110, 15.5.14: a body beyond the limit is 413, whether or not its length is declared."""
    assert post(server, b"#" * 2_000_000, DIRECT).status == 413


# ---------------------------------------------------------------- contested edges

CONTESTED = "SELECT ?words { GRAPH graph:contested { ?pairing ag:claims ?words } } ORDER BY ?words"


def test_contested_edges_come_on_request(server: Server) -> None:
    """A parameter of the address or a field of the form adds graph:contested, for one request."""
    asked = urlencode({"query": CONTESTED, "contested": "true"})
    withheld = values(server.request("GET", f"/sparql?{asked}"))
    assert "Couples of this kind stay together longer." in withheld
    assert values(post(server, asked, FORM)) == withheld
    assert values(post(server, CONTESTED, DIRECT, "/sparql?contested=true")) == withheld
    assert values(server.ask(CONTESTED)) == []


def test_contested_edges_are_plain_triples_of_no_other_request(server: Server) -> None:
    """The union of all graphs has them only where they were asked for."""
    query = 'SELECT ?pairing { ?pairing ag:claims "Couples of this kind stay together longer."@en }'
    asked = urlencode({"query": query, "contested": "yes"})
    assert values(server.ask(query)) == []
    assert len(values(server.request("GET", f"/sparql?{asked}"))) == 1


def test_contested_edges_are_asked_from_python_too(server: Server) -> None:
    """``contested=True`` of a dataset on a server is the parameter of the server."""
    graph = attachgraph.load(f"http://127.0.0.1:{server.port}/sparql")
    assert len(graph.query(CONTESTED, contested=True)) > 0
    assert len(graph.query(CONTESTED)) == 0


# ---------------------------------------------------------------- HEAD, OPTIONS, caching


def test_head_is_get_without_a_body(server: Server) -> None:
    """RFC 9110, 9.3.2: HEAD has the headers of GET and no body."""
    path = "/sparql?" + urlencode({"query": SHORT})
    head, got = server.request("HEAD", path), server.get(path)
    assert head.status == 200
    assert head.body == b""
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_options_and_preflight(server: Server) -> None:
    """RFC 9110, 9.3.7 and the Fetch standard: OPTIONS says what is possible, to browsers too."""
    answer = server.request("OPTIONS", "/sparql")
    assert answer.status == 204
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    asked = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"}
    preflight = server.request("OPTIONS", "/sparql", headers=asked)
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]


def test_etag_saves_the_work(server: Server) -> None:
    """RFC 9110, 13.1.2: who has the answer already gets 304."""
    path = "/sparql?" + urlencode({"query": SHORT})
    tag = server.get(path).headers["etag"]
    again = server.get(path, if_none_match=f'"other", {tag}')
    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == tag
    assert server.get(path, "text/csv", if_none_match=tag).status == 200


@pytest.mark.parametrize("packing", ["identity", "gzip"])
def test_same_question_gets_the_same_answer_again(server: Server, packing: str) -> None:
    """An answer that is kept has the same head and body as the first, for GET and for POST."""
    query = f"SELECT ?s ?p {{ ?s ?p ?o }} ORDER BY ?s ?p LIMIT 50 # {packing}"
    path = "/sparql?" + urlencode({"query": query})
    first, again = (server.get(path, accept_encoding=packing) for _ in range(2))
    assert (first.status, dict(first.headers) | {"date": ""}, first.body) == (
        again.status,
        dict(again.headers) | {"date": ""},
        again.body,
    )
    assert server.get(path, "text/csv").body != first.body


def test_times_and_random_numbers_are_new_each_time(server: Server) -> None:
    """What changes by itself is never given again."""
    assert len({server.ask("SELECT (rand() AS ?x) {}").body for _ in range(3)}) == 3


def test_what_changes_by_itself_has_no_etag(server: Server) -> None:
    """RFC 9110, 8.8.3: the time and random numbers are new with each request."""
    assert "etag" not in server.ask("SELECT (NOW() AS ?x) (rand() AS ?y) WHERE {}").headers


@pytest.mark.parametrize("limit", [50, 20_000])
def test_gzip_is_the_same_answer(server: Server, limit: int) -> None:
    """RFC 9110, 12.5.3: a client that takes gzip gets the same answer, small or streaming."""
    path = "/sparql?" + urlencode(
        {"query": f"SELECT * WHERE {{ ?a a ag:Statement . ?s ?p ?o }} LIMIT {limit}"}
    )
    packed = server.get(path, accept_encoding="gzip")
    plain = server.get(path)
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert "Accept-Encoding" in packed.headers["vary"]
    json.loads(plain.body)


def test_large_answers_stream(server: Server) -> None:
    """RFC 9112, 7.1: an answer whose length is not known yet comes in chunks."""
    answer = server.ask("SELECT * WHERE { ?a a ag:Statement . ?s ?p ?o } LIMIT 20000")
    assert answer.headers.get("transfer-encoding") == "chunked"
    assert len(answer.json["results"]["bindings"]) == 20_000
    assert "content-length" in server.ask(SHORT).headers


# ---------------------------------------------------------------- service description


@pytest.mark.parametrize("media_type", TRIPLES)
def test_service_description(server: Server, media_type: str) -> None:
    """SPARQL 1.1 Service Description, section 2: GET without a query describes the service."""
    answer = server.get("/sparql", media_type)
    assert answer.media_type == media_type
    sd = "http://www.w3.org/ns/sparql-service-description#"
    triples = [q.triple for q in parse(answer.body, TRIPLES[media_type])]
    told = {(triple.predicate.value, getattr(triple.object, "value", "")) for triple in triples}
    assert (f"{sd}supportedLanguage", f"{sd}SPARQL11Query") in told
    assert (f"{sd}feature", f"{sd}UnionDefaultGraph") in told
    assert (f"{sd}endpoint", f"http://127.0.0.1:{server.port}/sparql") in told
    names = {value for name, value in told if name == f"{sd}name"}
    assert names == set(graphs(server))


def test_service_description_of_no_format(server: Server) -> None:
    """RFC 9110, 15.5.7: the description, too, is 406 where no format fits."""
    assert server.get("/sparql", "image/png").status == 406


def test_address_has_no_other_query_names(server: Server) -> None:
    """Section 2.1.1: a long query in the address is answered, too."""
    padding = "#" + "x" * 20_000 + "\n"
    assert values(server.get("/sparql?query=" + quote(padding + SHORT))) == values(
        server.ask(SHORT)
    )


def test_relative_iris_are_resolved_by_the_address_of_the_endpoint(server: Server) -> None:
    """Without BASE, the base is the address at which the query is asked (RFC 3986, 5.1.3)."""
    answer = server.request(
        "POST",
        "/sparql",
        headers={"Content-Type": "application/sparql-query", "Accept": "application/n-triples"},
        body=b"CONSTRUCT { <s> <p> 1 } WHERE {}",
    )
    assert answer.status == 200
    here = f"http://127.0.0.1:{server.port}/"
    assert answer.text.startswith(f"<{here}s> <{here}p> ")
    assert server.bindings("SELECT (<> AS ?x) {}") == [{"x": f"{here}sparql"}]
    assert server.bindings("BASE <http://x.example/> SELECT (<a> AS ?x) {}") == [
        {"x": "http://x.example/a"}
    ]
