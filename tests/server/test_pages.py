"""Every IRI of the graph has a page for people and RDF for programs, and other names lead there."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

import attachgraph
from attachgraph.bundled import bundled_store
from attachgraph.rdf.namespaces import BASE, RDF
from attachgraph.serve.settings import Settings
from attachgraph.store.publishing import publish
from tests.cli.examples import examples_of
from tests.server.conftest import (
    Server,
    Starter,
    command,
    end,
    environment,
    fill,
    start_server,
    until,
)

FORMATS = {
    ".ttl": ("text/turtle", RdfFormat.TURTLE),
    ".nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    ".jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    ".rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
PAIRING = "/pairing/avoidant-secure"


class Outline(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order, and every id stands once."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.data: list[str] = []
        self.headings = 0
        self.feed(page)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))
        assert self.headings == 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        told = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.headings += tag == "h1"
        self.ids += [told["id"] or ""] if "id" in told else []
        self.addresses += [told[n] or "" for n in ("href", "src", "action") if n in told]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element of SVG that has no content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the data that the page carries for programs."""
        if self.open and self.open[-1] == "script":
            self.data.append(data)


def things(store: pyoxigraph.Store) -> dict[str, list[str]]:
    """List the paths of everything that has a type, by the first part of the path."""
    found = defaultdict(set)
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), None):
        iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if iri.startswith(BASE) and "#" not in iri:
            path = "/" + quote(iri.removeprefix(BASE))
            found[path.split("/")[1]].add(path)
    return {kind: sorted(paths) for kind, paths in found.items()}


@pytest.fixture(scope="module")
def bundled() -> pyoxigraph.Store:
    """Open the bundled dataset."""
    return bundled_store()


@pytest.fixture(scope="module")
def site(bundled: pyoxigraph.Store) -> Iterator[Server]:
    """Serve the bundled dataset, as the command does without an option."""
    started = start_server()
    yield started
    end(started)


def test_everything_in_the_dataset_has_a_page(site: Server, bundled: pyoxigraph.Store) -> None:
    """Of every kind of thing one is looked at: page and RDF are there and sound."""
    kinds = things(bundled)
    assert len(kinds) > 15
    for path, *_ in kinds.values():
        page = site.get(path, "text/html")
        assert (page.status, page.media_type) == (200, "text/html"), path
        Outline(page.text)
        turtle = site.get(f"{path}.ttl")
        assert (turtle.status, turtle.media_type) == (200, "text/turtle"), path
        assert any(pyoxigraph.parse(turtle.body, RdfFormat.TURTLE)), path


def test_every_link_on_a_page_leads_somewhere(site: Server, bundled: pyoxigraph.Store) -> None:
    """Pages link to what is there, and to terms that the page of the vocabulary has."""
    terms = set(Outline(site.get("/ontology", "text/html").text).ids)
    found = set[str]()
    for start in ("/", "/concept/trust", "/ontology"):
        found |= set(Outline(site.get(start, "text/html").text).addresses)
    split = [address.partition("#") for address in found]
    assert {fragment for path, _, fragment in split if path == "/ontology"} <= {"", *terms}
    paths = {path for path, _, _ in split if path and not path.startswith("http")}
    # What is in the dataset has a page, as the test above shows.
    others = paths.difference(*things(bundled).values())
    assert len(paths) > len(others) > 10
    for path in others:
        answer = site.request("HEAD", path, headers={"Accept": "text/html"})
        assert answer.status == (403 if path == "/graph/texts" else 200), path


@pytest.mark.parametrize("ending", FORMATS)
def test_formats_by_ending_and_by_accept(site: Server, ending: str) -> None:
    """An ending and an Accept header give the same RDF, and the headers say where it is."""
    media_type, syntax = FORMATS[ending]
    named, negotiated = site.get(PAIRING + ending), site.get(PAIRING, media_type)
    assert named.body == negotiated.body
    assert named.media_type == negotiated.media_type == media_type
    assert negotiated.headers["content-location"] == PAIRING + ending
    assert "Accept" in negotiated.headers["vary"]
    assert f'<{BASE[:-1]}{PAIRING}>; rel="canonical"' in negotiated.headers["link"]
    triples = [quad.triple for quad in pyoxigraph.parse(named.body, syntax)]
    about = {t.subject.value for t in triples if isinstance(t.subject, NamedNode)}
    assert BASE[:-1] + PAIRING in about
    assert any(iri.startswith(BASE + "statement/") for iri in about)
    assert any(iri.startswith(BASE + "quotation/") for iri in about)


def test_page_shows_quotes_and_sources(site: Server) -> None:
    """The page of a pairing has how it stands, words in their place, sources, and schema.org."""
    page = site.get(PAIRING, "text/html").text
    parts = (
        ">What is recorded of it</h2>",
        "sentences of texts stand below",
        'href="/sparql#query=PREFIX',
        "<mark>",
    )
    assert sorted(parts, key=page.index) == list(parts)
    assert "{.reported}" not in page
    assert "<mark>" in page
    assert "disputed by" in page
    assert "supported by" in page
    assert "not a diagnostic instrument" in page
    assert f'href="/explorer#select={PAIRING[1:]}"' in page, "selected there, as its address says"
    assert re.search(r"<summary>\d+ more</summary>", page), "long lists are folded, with a number"
    (data,) = Outline(page).data
    told = json.loads(data)
    assert told["@context"] == "https://schema.org"
    assert told["@id"] == BASE[:-1] + PAIRING
    assert "@misc{attachgraph-pairing-avoidant-secure" in page


def test_what_stands_in_several_ways_is_said_to_count_in_each(site: Server) -> None:
    """Five results with four that support and two that dispute are not a mistake."""
    page = site.get("/source/chopik-2019", "text/html").text
    found, cited = re.findall(
        r'<dd><a href="#list-(?:results|uses)[^>]*>\d+</a>.*?</dd>', page, re.DOTALL
    )
    assert "what has several standings counts in each" in found
    assert "in several ways" not in cited


def test_a_claim_says_what_its_studies_come_to(site: Server) -> None:
    """Effects are apart, each with its samples, its certainty, and where figures come from."""
    page = site.get("/claim/insecurity-lowers-quality", "text/html").text
    panel = page.split("What the studies say together", 1)[1].split("</section>")[0]
    assert "<h3>own attachment avoidance → relationship satisfaction</h3>" in panel
    assert "certainty: " in panel
    assert "attachgraph synthesize insecurity-lowers-quality --outcome satisfaction" in panel


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/pairing/secure-avoidant", PAIRING),
        ("/Secure-Avoidant%20couple", PAIRING),
        ("/style/dismissing", "/style/avoidant"),
    ],
)
def test_other_names_lead_to_the_thing(site: Server, path: str, target: str) -> None:
    """Another order, a title or an alias is answered with 303 and where the thing is."""
    answer = site.get(path)
    assert answer.status == 303
    assert answer.headers["location"] == target


def test_nothing_there(site: Server) -> None:
    """A name that is nearly right is 404, and the nearest names are given."""
    answer = site.get("/pairing/avoidant-secur3", "text/html")
    assert answer.status == 404
    assert '<a href="/pairing/avoidant-secure">/pairing/avoidant-secure</a>' in answer.text
    assert '<img src="/favicon.svg"' in answer.text, "the mark of the other pages"
    Outline(answer.text)
    answer = site.get("/pairing/xyzzy%20%22%3Eplugh", "text/html")
    assert '<a href="/search?q=xyzzy%20%22%3Eplugh">' in answer.text
    assert 'href="//' not in site.get("//example.org/pairing", "text/html").text


def test_texts_of_others_are_not_served_to_others(
    start: Starter, root: Path, tmp_path: Path
) -> None:
    """A server that others can reach refuses such a store unless it is told that it may.

    One that already runs says so in one message, and goes on with the old store.
    """
    page = tmp_path / "page.txt"
    page.write_text("Avoidant-Secure Relationship\n\nA pairing of two styles.\n", encoding="utf-8")
    store = tmp_path / "store"
    publish(store, fill(root / "tests/fixtures/graph.nq"))
    public = ("--store", str(store), "--allow-host", "graph.example.org")
    server = start(*public)
    before = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body
    attachgraph.build(page, store=store, only=True)
    until(lambda: any("the new store is not served" in line for line in server.said))
    assert server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body == before
    assert sum("the new store is not served" in line for line in server.said) == 1
    refused = subprocess.run(
        command(*public, "--port", "0"),
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert refused.returncode == 2
    assert "a full text without an open licence" in refused.stderr
    assert "--texts" in refused.stderr
    assert start(*public, "--texts").get("/health").status == 200
    assert not Settings(str(store)).keeps_texts  # nobody but this machine


def test_full_texts_do_not_leave_by_their_address(site: Server, bundled: pyoxigraph.Store) -> None:
    """The page and the RDF of a text have its licence and its checksum, and not its words."""
    path = things(bundled)["text"][0]
    content = f"{BASE}ontology#content"
    for ending in FORMATS:
        told = pyoxigraph.parse(site.get(path + ending).body, FORMATS[ending][1])
        assert content not in {quad.predicate.value for quad in told}
    assert site.get("/graph/texts.ttl").status == 403
    assert "licen" in site.get(path, "text/html").text


def test_search_as_page_and_as_json(site: Server) -> None:
    """Search has a page for people and JSON for programs, with the same hits."""
    until(lambda: site.get("/search?q=cortisol").status == 200)
    found = site.get("/search?q=cortisol", "application/json").json
    assert found["has_all"]
    page = Outline(site.get("/search?q=cortisol", "text/html").text)
    links = {
        address for address in page.addresses if re.match(r"/(concept|source|pairing)/", address)
    }
    assert {"/" + quote(hit["id"]) for hit in found["hits"]} >= links > set()
    nothing = site.get("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3Exyzzy", "text/html")
    assert nothing.status == 200
    assert "<script>alert" not in nothing.text
    Outline(nothing.text)


def test_search_where_nothing_can_be_kept(start: Starter, store: Path, tmp_path: Path) -> None:
    """Without a folder for the index, search still answers."""
    (tmp_path / "file").touch()
    server = start("--store", str(store), ATTACHGRAPH_CACHE=str(tmp_path / "file"))
    assert server.get("/search?q=secure", "application/json").json["hits"]


@pytest.mark.parametrize("path", ["/", "/explorer", "/sparql", PAIRING, "/ontology"])
def test_pages_are_kept_by_clients(site: Server, path: str) -> None:
    """Every page has an ETag, and whoever has it gets 304; HEAD has no body."""
    page = site.get(path, "text/html")
    assert page.status == 200
    assert site.get(path, "text/html", if_none_match=page.headers["etag"]).status == 304
    head = site.request("HEAD", path, headers={"Accept": "text/html"})
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == page.headers["content-length"]


def test_health_and_the_small_files(site: Server) -> None:
    """Who watches the server, robots and browsers find what they look for."""
    for path in ("/health", "/health/live", "/health/ready"):
        assert site.get(path).json["ready"]
    assert site.get("/health/other").status == 404
    assert "Disallow: /sparql" in site.get("/robots.txt").text
    assert site.get("/favicon.ico").media_type == "image/svg+xml"
    assert site.get("/style.css").media_type == "text/css"


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{{ 7*7 }}\u202e'


def hostile_quads() -> str:
    """Return what anybody may write into a file: words that would run, and a megabyte of them."""
    long = str(pyoxigraph.Literal("word " * 200_000))
    literal = str(pyoxigraph.Literal(HOSTILE, language="en"))
    ag, oa = f"{BASE}ontology#", "http://www.w3.org/ns/oa#"
    rdfs, skos = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"
    thing, said, words = f"<{BASE}concept/x>", f"<{BASE}statement/1>", f"<{BASE}quotation/1>"
    large = f"<{BASE}concept/y>"
    lines = [
        f"{thing} <{RDF}type> <{ag}Concept>",
        f"{thing} <{rdfs}label> {literal}",
        f"{thing} <{skos}definition> {literal}",
        f"{thing} <{rdfs}seeAlso> <javascript:alert(1)>",
        f"{thing} <{ag}claims> {literal}",
        f"{said} <{RDF}type> <{ag}Statement>",
        f"{said} <{RDF}subject> {thing}",
        f"{said} <{RDF}predicate> <{ag}claims>",
        f"{said} <{RDF}object> {literal}",
        f"{said} <{ag}status> <{ag}reported>",
        f"{said} <{ag}quotation> {words}",
        f"{words} <{RDF}type> <{ag}Quotation>",
        *(f"{words} <{oa}{name}> {literal}" for name in ("exact", "prefix", "suffix")),
        f"{large} <{RDF}type> <{ag}Concept>",
        *(f"{large} <{name}> {long}" for name in (f"{rdfs}label", f"{skos}definition")),
        f"<{BASE}concept/z> <{RDF}type> <{ag}Concept>",
        f"<{BASE}concept/z> <{rdfs}seeAlso> {large}",
    ]
    return "".join(f"{line} <{BASE}graph/x> .\n" for line in lines)


def test_hostile_text_stays_text(start: Starter, tmp_path: Path) -> None:
    """Labels, quotes and addresses from anybody's files are shown and never run.

    A label of a megabyte, as such a file may hold one, makes no page of megabytes.
    """
    source = tmp_path / "hostile.nq"
    source.write_text(hostile_quads(), encoding="utf-8")
    publish(tmp_path / "store", lambda target: target.bulk_load(path=str(source)))
    server = start("--store", str(tmp_path / "store"))
    until(lambda: server.get("/search?q=alert").status == 200)
    shown = ("/", "/concept/x", "/statement/1", "/quotation/1", "/search?q=alert")
    for path in (*shown, "/graph/x", "/concept/y", "/concept/z", "/search?q=word"):
        answer = server.get(path, "text/html")
        assert answer.status == 200, answer.text
        page = Outline(answer.text)
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert not any(address.startswith("javascript:") for address in page.addresses)
        assert len(answer.body) < 50_000, path
        for data in page.data:
            json.loads(data)
    assert "word word" in server.get("/concept/y", "text/html").text
    assert len(server.get("/concept/y.nt").body) > 2_000_000


# ---------------------------------------------------------------- starting


def test_port_that_is_taken(site: Server, store: Path) -> None:
    """A port that another program has is said at once, with another one to try."""
    done = subprocess.run(
        command("--store", str(store), "--port", str(site.port)),
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert f"127.0.0.1:{site.port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--store", "/nowhere/at/all"), 4, "there is no such store"),
        (("--host", "no.such.host.invalid"), 2, "not an address of this machine"),
        (("--port", "99999"), 2, "--port"),
    ],
)
def test_what_cannot_be_served(arguments: tuple[str, ...], code: int, said: str) -> None:
    """A wrong store, host or port ends with one clear message."""
    done = subprocess.run(
        command("--port", "0", *arguments),
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


# The first is what the fixture does.
@pytest.mark.parametrize("example", examples_of("serve")[1:])
def test_examples_of_the_help_run(start: Starter, store: Path, example: list[str]) -> None:
    """Every example starts a server, here on a free port; one for the network warns of that."""
    arguments = [str(store) if word == "my-store" else word for word in example[1:]]
    server = start(*arguments, "--port", "0")
    assert server.get("/health").status == 200
    assert any("warning" in line for line in server.said) == ("0.0.0.0" in example)  # noqa: S104 - the help has it


def test_publication_is_cited_as_what_it_is(site: Server) -> None:
    """A source gives its own record, by ending or Accept; a claim gives those of its papers."""
    bibtex = site.get("/source/hazan-shaver-1987.bib")
    assert (bibtex.status, bibtex.media_type) == (200, "application/x-bibtex")
    assert "Hazan, Cindy and Shaver, Phillip R." in bibtex.text
    assert "attachgraph" not in bibtex.text
    csl = site.get("/source/hazan-shaver-1987", "application/vnd.citationstyles.csl+json")
    assert json.loads(csl.body)[0]["DOI"] == "10.1037/0022-3514.52.3.511"
    page = site.get("/source/hazan-shaver-1987", "text/html").text
    assert "The attachgraph contributors" not in page
    papers = site.get("/claim/attachment-is-stable.ris").text
    assert papers.count("TY  - JOUR") > 1
    assert site.get("/style/secure.html").status == 200
    assert site.get("/graph/sources.bib").status == 400


def test_thing_and_graph_are_given_as_networks(site: Server) -> None:
    """Every export that is one file has an address; RDF stays what a program gets for JSON."""
    network = site.get("/pairing/avoidant-secure.gexf")
    assert (network.status, network.media_type) == (200, "application/gexf+xml")
    assert "Avoidant-Secure Relationship" in network.text
    assert site.get("/graph/avoidant-secure.graphml").text.count("<edge ") > 50
    as_json = site.get("/pairing/avoidant-secure", "application/json")
    assert as_json.media_type == "application/ld+json"
