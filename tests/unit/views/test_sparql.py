"""The explorer that can be asked: what it carries, how large it is, and what it may run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from attachgraph.rdf.namespaces import BASE, PREFIXES
from attachgraph.views import portable
from attachgraph.views.explorer import render
from attachgraph.views.portable import can_be_carried, to_portable
from tests.commands import run_command
from tests.unit.unpacking import unpack

PAIRING = BASE + "pairing/avoidant-secure"
LEFT_OUT = {NamedNode(PREFIXES["oa"] + name) for name in ("prefix", "suffix")}


@pytest.fixture(scope="module")
def bundled(bundled_explorer: Path) -> str:
    """Read the page of the bundled dataset."""
    return bundled_explorer.read_text(encoding="utf-8")


def part(html: str, name: str) -> bytes:
    """Unpack a part of the page."""
    match = re.search(rf'<script type="text/plain" id="ask-{name}">([^<]*)</script>', html)
    assert match is not None
    return unpack(match[1])


def quads_of(text: str) -> set[Quad]:
    """Read TriG."""
    store = Store()
    store.load(text.encode(), format=RdfFormat.TRIG)
    return set(store)


def test_the_page_carries_the_whole_dataset(store: Store) -> None:
    """Every quad but the words around quotes, in its graph."""
    expected = {quad for quad in store if quad.predicate not in LEFT_OUT}
    assert quads_of(to_portable(store)) == expected
    assert quads_of(part(render(store), "dataset").decode()) == expected


def test_a_page_around_one_entry_carries_what_it_shows(store: Store) -> None:
    """Its statements with their quotations, and the ontology; nothing of other entries."""
    quads = quads_of(part(render(store, PAIRING), "dataset").decode())
    assert quads < set(store)
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    assert PAIRING in subjects
    quotations = NamedNode("https://w3id.org/attachgraph/ontology#quotation")
    named = {quad.object for quad in quads if quad.predicate == quotations}
    assert named
    assert named <= {quad.subject for quad in quads}
    assert BASE + "entry/hostile" not in subjects


def test_the_order_of_loading_does_not_matter(root: Path, store: Store) -> None:
    """Lines of N-Quads have no order, so the dataset in the page has its own."""
    lines = (root / "tests/fixtures/graph.nq").read_text(encoding="utf-8").splitlines()
    other = Store()
    other.load("\n".join(reversed(lines)).encode(), format=RdfFormat.N_QUADS)
    assert to_portable(other) == to_portable(store)


def test_the_bundled_page_is_small_enough_to_send(bundled: str, tmp_path: Path) -> None:
    """At most 4 MB with its own SPARQL engine, 1.2 MB without, as `view --no-sparql` writes it."""
    assert len(bundled.encode()) <= 4_000_000
    small = tmp_path / "small.html"
    done = run_command("view", "--no-sparql", "--output", str(small))
    assert done.returncode == 0, done.stderr
    assert small.stat().st_size <= 1_200_000


def test_the_policy_lets_the_engine_run_and_nothing_else(bundled: str) -> None:
    """WebAssembly and a worker of our own; neither eval nor any address."""
    policy = bundled.partition('Security-Policy" content="')[2].partition('"')[0]
    assert "&#39;wasm-unsafe-eval&#39; blob:" in policy
    assert "worker-src blob:" in policy
    for word in ("unsafe-inline", "&#39;unsafe-eval", "http:", "https:", "connect-src", "*"):
        assert word not in policy
    # base64 in an HTML text: the plus sign is the only letter that is escaped
    assert policy.count("sha256-") == 5


def test_a_page_without_sparql_asks_for_no_rights(store: Store) -> None:
    """It holds no engine, has no tab for it, and its policy is the stricter one."""
    html = render(store, sparql=False)
    assert "wasm" not in html.partition("</head>")[0]
    assert "tab-ask" not in html
    assert "ask-engine" not in html


def test_the_vocabulary_is_that_of_the_dataset(bundled: str) -> None:
    """The editor in the page suggests what the data use."""
    vocabulary = json.loads(part(bundled, "vocabulary"))["record"]
    assert "ag:Pairing" in [name for name, *_ in vocabulary["classes"]]
    assert len(vocabulary["questions"]) > 20


def test_a_dataset_that_is_too_large_is_shown_without(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page stays one that a browser opens."""
    monkeypatch.setattr(portable, "MOST_QUADS", len(store) - 1)
    assert not can_be_carried(store)
    assert "ask-engine" not in render(store)
