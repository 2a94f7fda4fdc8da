"""A number of the bundled dataset is the same wherever somebody meets it.

The oracle is a handful of queries that use none of our readers. The command line, the explorer, the
server's pages, Python, the figures and a release are held to them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import attachgraph
from attachgraph.rdf.namespaces import BASE
from attachgraph.release.facts import gather
from attachgraph.release.readme import readme
from attachgraph.serve.pages import front_page, thing_page
from attachgraph.serve.state import AppState
from tests.commands import run_command
from tests.unit.views.test_explorer import data_of

_PARTS = "(ag:hasDebate/ag:hasPosition)?"
_PAIRINGS = f"""
SELECT ?pairing
  (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?bare) AS ?unsourced)
WHERE {{
  ?pairing a ag:Pairing ; {_PARTS} ?subject .
  ?claim a ag:Statement ; rdf:subject ?subject ; rdf:predicate ag:claims .
  OPTIONAL {{ ?claim ag:status ?known
    FILTER NOT EXISTS {{ ?claim ag:citesSource ?any }} BIND(?claim AS ?bare) }}
}} GROUP BY ?pairing
"""
_RESULTS = """
SELECT ?pairing (COUNT(DISTINCT ?result) AS ?results) (COUNT(DISTINCT ?line) AS ?lines)
  (COUNT(DISTINCT ?sample) AS ?samples) (COUNT(DISTINCT ?onTwo) AS ?dyadic)
WHERE {
  ?pairing a ag:Pairing .
  ?claim a ag:Claim ; ag:about ?pairing .
  ?line ag:bearsOn ?claim ; ag:fromResult ?result .
  OPTIONAL { ?result ag:sample ?sample OPTIONAL { ?sample ag:couples ?n BIND(?sample AS ?onTwo) } }
} GROUP BY ?pairing
"""
_DIRECT = """
SELECT ?pairing (COUNT(DISTINCT ?sample) AS ?direct) (COUNT(DISTINCT ?onTwo) AS ?both)
WHERE {
  ?pairing a ag:Pairing .
  { ?result a ag:Result ; ag:about ?pairing }
  UNION {
    ?claim a ag:Claim ; ag:about ?pairing .
    FILTER NOT EXISTS { ?claim ag:about ?other . ?other a ag:Pairing FILTER(?other != ?pairing) }
    ?line ag:bearsOn ?claim ; ag:fromResult ?result ; ag:direct true .
  }
  ?result ag:sample ?sample
  OPTIONAL { ?sample ag:couples ?n BIND(?sample AS ?onTwo) }
} GROUP BY ?pairing
"""
_STATUSES = f"""
SELECT ?pairing ?status (COUNT(DISTINCT ?claim) AS ?claims) WHERE {{
  ?pairing a ag:Pairing ; {_PARTS} ?subject .
  ?claim a ag:Statement ; rdf:subject ?subject ; rdf:predicate ag:claims ; ag:status ?status .
}} GROUP BY ?pairing ?status
"""
_PROJECTED = "SELECT DISTINCT ?pairing { ?pairing ag:projectedFrom ?result }"
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?node) AS ?n) WHERE { ?node a ?class } GROUP BY ?class"


class Known(NamedTuple):
    """What is known and written of a pairing."""

    level: str
    samples: int
    dyadic: int
    direct: int
    claims: int


class Oracle(NamedTuple):
    """The numbers, counted by plain queries."""

    pairings: dict[str, Known]
    results: dict[str, int]
    lines: dict[str, int]
    unsourced: dict[str, int]
    statuses: dict[str, dict[str, int]]
    classes: dict[str, int]


@pytest.fixture(scope="module")
def graph() -> attachgraph.Graph:
    """Open the bundled dataset."""
    return attachgraph.load()


def ask(graph: attachgraph.Graph, sparql: str) -> list[Any]:
    """Ask for rows of plain values."""
    return list(graph.query(sparql))


@pytest.fixture(scope="module")
def oracle(graph: attachgraph.Graph) -> Oracle:
    """Count with queries."""
    written = {row.pairing: (row.claims, row.unsourced) for row in ask(graph, _PAIRINGS)}
    studied = {row.pairing: tuple(row)[1:] for row in ask(graph, _RESULTS)}
    measured = {row.pairing: tuple(row)[1:] for row in ask(graph, _DIRECT)}
    carried = {row.pairing for row in ask(graph, _PROJECTED)}
    statuses: dict[str, dict[str, int]] = {pairing: {} for pairing in written}
    for row in ask(graph, _STATUSES):
        statuses[row.pairing][row.status.rpartition("#")[2]] = row.claims
    pairings = {}
    for pairing, (claims, _) in written.items():
        results, _, samples, dyadic = studied.get(pairing, (0, 0, 0, 0))
        direct, both = measured.get(pairing, (0, 0))
        level = "covered" if both else "thin" if results or pairing in carried else "missing"
        pairings[_short(pairing)] = Known(level, samples, dyadic, direct, claims)
    return Oracle(
        pairings,
        {_short(pairing): studied.get(pairing, (0,))[0] for pairing in written},
        {_short(pairing): studied.get(pairing, (0, 0))[1] for pairing in written},
        {_short(pairing): unsourced for pairing, (_, unsourced) in written.items()},
        {_short(pairing): counted for pairing, counted in statuses.items()},
        {row[0].rpartition("#")[2]: row.n for row in ask(graph, _CLASSES)},
    )


@pytest.fixture(scope="module")
def page(bundled_explorer: Path) -> Any:
    """Read what the explorer of the whole dataset carries."""
    return data_of(bundled_explorer.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def app(graph: attachgraph.Graph) -> AppState:
    """Prepare what the server draws its pages from."""
    return AppState(graph, "now")


def _short(iri: str) -> str:
    return iri.removeprefix(BASE)


def run(*arguments: str) -> Any:
    """Run a command and read its JSON."""
    done = run_command(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class _Words(HTMLParser):
    """The words of a page, without its marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join(" ".join(self.words).split())


# ---------------------------------------------------------------- what is known of each pairing


def test_there_is_something_to_compare(oracle: Oracle) -> None:
    """Ten pairings, each with claims, of three levels or fewer: zeros everywhere would agree."""
    assert len(oracle.pairings) == 10
    assert all(known.claims > 20 for known in oracle.pairings.values())
    assert {known.level for known in oracle.pairings.values()} >= {"covered", "thin"}


def test_gaps_in_the_terminal(oracle: Oracle) -> None:
    """The command line counts what the queries count."""
    cells = run("gaps")["cells"]
    found = {
        c["pairing"]: Known(c["level"], c["samples"], c["dyadic"], c["direct"], c["claims"])
        for c in cells
    }
    assert found == oracle.pairings
    assert {cell["pairing"]: cell["unsourced"] for cell in cells} == oracle.unsourced


def test_gaps_in_python(graph: attachgraph.Graph, oracle: Oracle) -> None:
    """So does Python."""
    found = {
        cell.pairing: Known(cell.level, cell.samples, cell.dyadic, cell.direct, cell.claims)
        for cell in graph.gaps()
    }
    assert found == oracle.pairings


def test_grid_of_the_explorer(page: Any, oracle: Oracle) -> None:
    """So does the grid of the page, which called ten pairings covered where five were."""
    found = {
        c["pairing"]: Known(c["level"], c["samples"], c["dyadic"], c["direct"], c["claims"])
        for c in page["grid"]["cells"]
    }
    assert found == oracle.pairings


def test_evidence_map_of_the_explorer(page: Any, oracle: Oracle) -> None:
    """The marks in the row of a pairing are its results."""
    results = Counter(about for result in page["results"] for about in result["about"])
    assert {pairing: results[pairing] for pairing in oracle.pairings} == oracle.results


def test_claims_of_the_explorer(page: Any, oracle: Oracle) -> None:
    """The page carries the claims of a pairing, no more and no fewer."""
    owner = {thing: one["owner"] or thing for thing, one in page["things"].items()}
    claims = Counter(owner[one["s"]] for one in page["statements"] if one["p"] == "ag:claims")
    assert {pairing: claims[pairing] for pairing in oracle.pairings} == {
        pairing: known.claims for pairing, known in oracle.pairings.items()
    }


def test_front_page_of_the_server(app: AppState, oracle: Oracle) -> None:
    """Each cell of the first page says level, samples and claims."""
    text = _Words(front_page(app)).text
    for pairing, known in oracle.pairings.items():
        key = pairing.removeprefix("pairing/").replace("-", "–")
        written = re.search(rf"{key}: (\w+) (\d+) samples?, (\d+) claims?", text)
        assert written, pairing
        assert written.groups() == (known.level, str(known.samples), str(known.claims))


def test_pages_of_pairings(app: AppState, oracle: Oracle) -> None:
    """The heading of the evidence says how many lines there are, not how many claims."""
    for pairing, lines in oracle.lines.items():
        text = _Words(thing_page(app, BASE + pairing, "http://localhost")).text
        assert not lines or f"Evidence {lines} " in text, pairing


def test_entries_in_python(graph: attachgraph.Graph, oracle: Oracle) -> None:
    """An entry lists its results and shows every one of its claims."""
    for pairing, known in oracle.pairings.items():
        entry = graph.entry(pairing)
        sizes = [part.size for part in entry.parts if part.key == "results"]
        assert sum(sizes) == oracle.lines[pairing]
        claims = {
            statement.id
            for item in entry.walk()
            for statement in item.statements
            if statement.predicate.endswith("#claims")
        }
        assert len(claims) == known.claims


def test_comparison(oracle: Oracle) -> None:
    """The claims of two entries side by side are those of the grid, by status."""
    names = ("pairing/avoidant-secure", "pairing/anxious-avoidant")
    entries = run("compare", *names)["entries"]
    assert {one["id"]: one["statuses"] for one in entries} == {
        name: oracle.statuses[name] for name in names
    }


def test_network_and_figures(graph: attachgraph.Graph, oracle: Oracle) -> None:
    """The network of styles and the heat map drawn from it count the same samples and sources."""
    cells = {cell.pairing: cell for cell in graph.gaps()}
    for _, _, edge in graph.network("style-pairs").edges(data=True):
        known = oracle.pairings[_short(edge["pairing"])]
        assert (edge["samples"], edge["direct"]) == (known.samples, known.direct)
        assert edge["sources"] == cells[_short(edge["pairing"])].sources


# ---------------------------------------------------------------- how much there is


def test_stats(oracle: Oracle) -> None:
    """The table of the command line counts classes as the query does."""
    classes = run("stats")["classes"]
    assert classes == {name: oracle.classes[name] for name in classes}
    assert {"Pairing", "Source", "Result", "Statement", "Quotation"} <= classes.keys()


def test_head_of_the_explorer(page: Any, oracle: Oracle) -> None:
    """What the page says of itself: pairings, styles, statements, sources, texts."""
    names = {"pairings": "Pairing", "styles": "AttachmentStyle", "statements": "Statement"}
    names |= {"sources": "Source", "texts": "SourceText"}
    assert page["counts"] == {word: oracle.classes[name] for word, name in names.items()}


def test_tiles_of_the_server(app: AppState, oracle: Oracle) -> None:
    """The first page begins with the same numbers."""
    text = _Words(front_page(app)).text
    for words, name in (
        *(("pairings", "Pairing"), ("styles", "AttachmentStyle"), ("concepts", "Concept")),
        *(("sources", "Source"), ("results", "Result")),
        ("statements with their words", "Statement"),
    ):
        assert f"{words} {oracle.classes[name]:,} " in text, words


def test_release(graph: attachgraph.Graph, oracle: Oracle) -> None:
    """A release describes itself with the same numbers, those of the statuses included."""
    facts = gather(graph.store, "1.0", "2026-01-01")
    text = readme(facts, [], [])
    for name in ("Pairing", "Source", "Result", "Statement", "Quotation", "SourceText"):
        assert f"| {name} | {oracle.classes[name]:,} |" in text
    counted = run("stats")["statements"]
    assert sum(counted.values()) == oracle.classes["Statement"]
    for status, number in counted.items():
        assert f"| statements that are {status} | {number:,} |" in text
    assert f"{oracle.classes['Statement']:,} statements" in facts.description
