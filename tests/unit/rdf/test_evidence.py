"""Evidence as quads: each thing once, with what the tables say and no more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest

from attachgraph.evidence.folder import evidence_of
from attachgraph.evidence.shipped import shipped_evidence, shipped_standings
from attachgraph.evidence.standing import standings
from attachgraph.rdf.evidence import iter_evidence_quads
from attachgraph.rdf.namespaces import BASE, GRAPH, PREFIXES
from tests.unit.evidence.small import TABLES, write

LABELS = {"ash-2001": "Ash (2001)", "birch-2002": "Birch (2002)", "cedar-2003": "Cedar (2003)"}


def load(lines: list[str]) -> pyoxigraph.Store:
    """Load quads into a store."""
    store = pyoxigraph.Store()
    store.load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def ask(store: pyoxigraph.Store, pattern: str) -> list[tuple[str, ...]]:
    """Select everything that a pattern binds, by the names of the variables."""
    found = store.query(
        f"SELECT * {{ {pattern} }}", prefixes=PREFIXES, use_default_graph_as_union=True
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return sorted(tuple(row[name].value.removeprefix(BASE) for name in names) for row in found)


@pytest.fixture
def small(tmp_path: Path) -> pyoxigraph.Store:
    """Write the small dataset down."""
    results = TABLES["results.csv"].replace("coded_by,", "coded_by,metric,value,", 1)
    results = results.replace("KL,", "KL,r,-0.22,", 1).replace("KL,own", "KL,,,own")
    evidence = evidence_of(write(tmp_path, results=results))
    return load(list(iter_evidence_quads(evidence, standings(evidence), LABELS)))


@pytest.fixture(scope="module")
def shipped() -> list[str]:
    """Write the shipped evidence down."""
    return list(iter_evidence_quads(shipped_evidence(), shipped_standings(), {}))


def test_people_are_counted_once(small: pyoxigraph.Store) -> None:
    """A sum over samples is the number of couples in the table."""
    assert ask(small, "?sample a ag:Sample ; ag:couples ?n") == [
        ("100", "sample/ash"),
        ("150", "sample/birch"),
    ]


def test_line_joins_result_and_claim(small: pyoxigraph.Store) -> None:
    """From the claim to the publication in four steps, with the stance on the way."""
    pattern = """?line ag:bearsOn claim:own-more ; ag:stance ?stance ; ag:fromResult ?r .
      ?r ag:resultOf/ag:reportedIn ?source . FILTER(STRENDS(STR(?stance), "disputes"))"""
    assert ask(small, pattern) == [
        (
            "line/birch-2002-1-1/own-more",
            "result/birch-2002-1-1",
            "source/birch-2002",
            "codebook/stance/disputes",
        )
    ]


def test_codes_become_the_concepts_that_they_are(small: pyoxigraph.Store) -> None:
    """A result on satisfaction leads to the concept that sentences mention."""
    pattern = "result:ash-2001-1-1 ag:predictor ?p ; ag:outcome ?o ; ag:direction ?d"
    assert ask(small, pattern) == [
        (
            "codebook/direction/decreases",
            "concept/relationship-satisfaction",
            "concept/attachment-avoidance",
        )
    ]


def test_effect_is_written_as_stated(small: pyoxigraph.Store) -> None:
    """The value keeps its sign, and results without one have none."""
    assert ask(small, "?r ag:effectValue ?v ; ag:metric ?m") == [
        ("codebook/metric/r", "result/ash-2001-1-1", "-0.22")
    ]


def test_claim_stands_as_its_lines_say(small: pyoxigraph.Store) -> None:
    """Status, reason and numbers are those of the rule."""
    pattern = """?c ag:status ?s ; ag:standingBecause ?b ; ag:samplesFor ?f ; ag:samplesAgainst ?a
      FILTER(?f > 0)"""
    because = "1 sample for, 1 against; only one read in full; without a sample 1 for"
    assert ask(small, pattern) == [("1", because, "claim/own-more", "1", "ontology#disputed")]


def test_study_is_not_called_as_its_publication(small: pyoxigraph.Store) -> None:
    """A name leads to one thing, so whoever types a citation meets the publication."""
    assert ask(small, "study:ash-2001-1 rdfs:label ?name") == [("Ash (2001), study",)]
    assert ask(small, "result:ash-2001-1-1 rdfs:label ?name") == [("Ash (2001), result 1",)]


def test_results_of_one_reading_share_it(small: pyoxigraph.Store) -> None:
    """What was read, where and when is one node for each study, not one for each row."""
    assert len(ask(small, "?reading a ag:Reading ; ag:readOn ?day")) == 3


def test_no_quad_stands_twice_and_all_are_of_the_studies(shipped: list[str]) -> None:
    """Evidence is written once, in its own graph; pairings are declared in theirs."""
    assert [line for line, count in Counter(shipped).items() if count > 1] == []
    others = [line for line in shipped if not line.endswith(f" <{GRAPH}studies> .\n")]
    assert all(line.startswith(f"<{BASE}pairing/") for line in others)
    assert not any("_:" in line.split(" ", 1)[0] for line in shipped)


def test_every_described_node_has_one_name(shipped: list[str]) -> None:
    """Whatever has a type has one English label, and nothing leads to what is not described."""
    store = load(shipped)
    unnamed = "?s a ?type FILTER NOT EXISTS { ?s rdfs:label ?label FILTER(LANG(?label) = 'en') }"
    assert ask(store, unnamed) == []
    dangling = """VALUES ?p { ag:bearsOn ag:fromResult ag:resultOf ag:sample ag:reading }
      ?s ?p ?o FILTER NOT EXISTS { ?o a ?type }"""
    assert ask(store, dangling) == []
