"""The query page: what it knows of the dataset, and that it asks only its own server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store

from attachgraph.bundled import bundled_store
from attachgraph.network.usage import Usage, read_usage
from attachgraph.query.guard import inspect_query
from attachgraph.query.parameters import bind_parameters
from attachgraph.rdf.named_queries import NamedQuery, read_named_queries
from attachgraph.rdf.namespaces import AG, PREFIXES
from attachgraph.views.escaping import content_hash
from attachgraph.views.query_page import render
from attachgraph.views.sparql import EXAMPLE, vocabulary_record
from tools import page_parts


@pytest.fixture(scope="module")
def store() -> Store:
    """Open the bundled dataset."""
    return bundled_store()


@pytest.fixture(scope="module")
def usage(store: Store) -> Usage:
    """Read what it uses."""
    return read_usage(store)


def rows(store: Store, query: str) -> list[str]:
    """Return the rows of an answer as text, in order."""
    answer = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(answer, QuerySolutions):
        return sorted(str(list(solution)) for solution in answer)
    assert isinstance(answer, QueryTriples)
    return sorted(map(str, answer))


def test_counts_are_of_things_and_not_of_graphs(store: Store, usage: Usage) -> None:
    """A pairing that stands in fifteen graphs is one pairing, and has one conflict cycle."""
    counts = {item.iri: item.count for item in usage.classes}
    pairings = {
        quad.subject
        for quad in store.quads_for_pattern(
            None, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(AG + "Pairing")
        )
    }
    assert counts[AG + "Pairing"] == len(pairings)
    used = {item.iri: item for item in usage.properties}
    cycles = {
        (quad.subject, quad.object)
        for quad in store.quads_for_pattern(None, NamedNode(AG + "conflictCycle"), None)
    }
    assert used[AG + "conflictCycle"].count == len(cycles)


def test_a_property_names_the_classes_that_have_it(usage: Usage) -> None:
    """Completion offers a move its actor and no conflict cycle."""
    used = {item.iri: dict(item.classes) for item in usage.properties}
    assert AG + "Move" in used[AG + "actor"]
    assert AG + "Move" not in used[AG + "conflictCycle"]


def test_terms_have_words(usage: Usage) -> None:
    """Label and definition come from the ontology."""
    [pairing] = [item for item in usage.classes if item.iri == AG + "Pairing"]
    assert pairing.label == "pairing"
    assert pairing.comment.startswith("Two attachment styles")
    assert all(item.label for item in usage.classes)
    assert all(item.label for item in usage.properties)


def test_an_empty_store_uses_nothing() -> None:
    """There is nothing to suggest, and no crash."""
    assert read_usage(Store()) == Usage()


def test_the_vocabulary_does_not_depend_on_the_order_of_loading(root: Path) -> None:
    """Lines of N-Quads have no order."""
    lines = (root / "tests/fixtures/graph.nq").read_text(encoding="utf-8").splitlines()
    found = []
    for text in ("\n".join(lines), "\n".join(reversed(lines))):
        store = Store()
        store.load(text.encode(), format=RdfFormat.N_QUADS)
        found.append(vocabulary_record(read_usage(store), read_named_queries()))
    assert found[0] == found[1]


def test_the_page_runs_and_reaches_only_what_it_names(usage: Usage) -> None:
    """The policy names each script and style, and lets it ask its own server."""
    html = render(usage, read_named_queries(), links=[("Explorer", "/explorer")])
    assert html.startswith("<!doctype html>\n")
    assert "connect-src &#39;self&#39;" in html
    assert "unsafe" not in html.partition("</title>")[0]
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert content_hash(style).replace("'", "&#39;") in html
    assert '<a href="/explorer">Explorer</a>' in html
    assert render(usage, read_named_queries(), links=[("Explorer", "/explorer")]) == html


def test_the_page_cannot_be_left_by_a_title(usage: Usage) -> None:
    """What the server puts in is text."""
    html = render(usage, (), title="</title><script>alert(1)</script>")
    assert "<script>alert(1)" not in html


def test_the_example_answers(store: Store) -> None:
    """What stands in the editor at first gives a row for each pairing."""
    assert len(rows(store, EXAMPLE)) == 10


def bound_by_the_page(questions: tuple[NamedQuery, ...]) -> list[str]:
    """Put the sample values in, as the script of the page does."""
    script = page_parts.PAGE / "sparql/binding.ts"
    program = (
        f"import {{ bind, termOf }} from {json.dumps(script.as_uri())};"
        "const [all, names] = JSON.parse(process.argv[1]);"
        "const prefixes = new Map(Object.entries(names));"
        "const terms = (given) => given.map(([name, text]) => [name, termOf(text, prefixes)]);"
        "const bound = all.map(([text, given]) => bind(text, new Map(terms(given))));"
        "process.stdout.write(JSON.stringify(bound));"
    )
    wanted = [
        (question.body(), [(one.name, one.sample) for one in question.parameters])
        for question in questions
    ]
    node, _ = page_parts.node_and_npm()
    result = subprocess.run(
        [*node, "--input-type=module", "--eval", program, json.dumps([wanted, PREFIXES])],
        capture_output=True,
        text=True,
        check=True,
    )
    bound: list[str] = json.loads(result.stdout)
    return bound


def term(sample: str) -> Any:
    """Read a sample value."""
    if sample.startswith('"'):
        text, _, language = sample[1:].rpartition('"')
        return Literal(text, language=language.removeprefix("@") or None)
    prefix, _, local = sample.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def test_page_and_command_put_values_in_alike(store: Store) -> None:
    """Every named question with its sample values gives the same rows in both."""
    questions = read_named_queries()
    for question, query in zip(questions, bound_by_the_page(questions), strict=True):
        values = {one.name: term(one.sample) for one in question.parameters}
        expected = rows(store, bind_parameters(inspect_query(question.body()), values))
        assert rows(store, query) == expected, question.name
        assert expected, question.name
