"""The style by style grid says covered, thin or missing, and counts what the dataset has."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from attachgraph.dataset.counts import count
from attachgraph.dataset.coverage import LEVELS, Cell, coverage
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDF, RDFS

DATASET = f"""
@prefix ag: <{AG}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
@prefix owl: <{PREFIXES["owl"]}> .
@prefix skos: <{PREFIXES["skos"]}> .
@prefix style: <{BASE}style/> .
@prefix pairing: <{BASE}pairing/> .
@prefix source: <{BASE}source/> .
@prefix : <{BASE}x/> .
GRAPH <{GRAPH}ontology> {{
  ag:pairsWith a owl:ObjectProperty ; skos:notation "pairs-with" .
  ag:citesSource a owl:ObjectProperty ; skos:notation "cites-source" .
}}
GRAPH <{GRAPH}concepts> {{
  style:calm a ag:AttachmentStyle . style:wary a ag:AttachmentStyle .
}}
GRAPH <{GRAPH}studies> {{
  :calm a ag:Claim ; ag:about pairing:calm-calm .
  :mixed a ag:Claim ; ag:about pairing:calm-wary .
  :any a ag:Claim ; ag:about pairing:calm-wary , pairing:calm-calm .
  :l1 a ag:EvidenceLine ; ag:bearsOn :calm ; ag:direct true ; ag:fromResult :both .
  :l2 a ag:EvidenceLine ; ag:bearsOn :mixed ; ag:direct true ; ag:fromResult :alone .
  :l3 a ag:EvidenceLine ; ag:bearsOn :mixed ; ag:direct false ; ag:fromResult :other .
  :l4 a ag:EvidenceLine ; ag:bearsOn :any ; ag:direct true ; ag:fromResult :again .
  :both a ag:Result ; ag:sample :s40 ; ag:resultOf :study .
  :again a ag:Result ; ag:sample :s40 ; ag:resultOf :study .
  :alone a ag:Result ; ag:sample :s90 ; ag:resultOf :study .
  :other a ag:Result ; ag:sample :s7 ; ag:resultOf :study .
  :s40 a ag:Sample ; ag:couples 40 . :s90 a ag:Sample ; ag:persons 90 .
  :s7 a ag:Sample ; ag:couples 7 .
  :note a ag:Claim ; ag:about pairing:wary-wary .
}}
GRAPH <{GRAPH}calm-wary> {{
  pairing:named-otherwise a ag:Pairing ; ag:hasPartner :r1 , :r2 .
  :r1 ag:style style:wary . :r2 ag:style style:wary .
  :s1 a ag:Statement ; rdf:subject pairing:named-otherwise ; rdf:predicate ag:claims ;
      rdf:object "They wait."@en ; ag:status ag:reported .
  :s2 a ag:Statement ; rdf:subject pairing:named-otherwise ; rdf:predicate ag:claims ;
      rdf:object "They talk."@en ; ag:status ag:supported ; ag:citesSource source:one .
  pairing:named-otherwise ag:citesSource source:one .
  style:calm ag:pairsWith style:wary . style:wary ag:pairsWith style:calm .
  source:one a ag:Source ; ag:verification "partial" .
  source:two a ag:Source .
}}
"""


@pytest.fixture(scope="module")
def store() -> Store:
    """Load two styles, one pairing and four results."""
    store = Store()
    store.load(DATASET.encode(), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def cells(store: Store) -> dict[tuple[str, str], Cell]:
    """Return the cells by their styles."""
    return {cell.labels: cell for cell in coverage(store)}


def test_a_pair_that_only_a_projection_reaches_is_thin() -> None:
    """Its samples are counted apart: the study compared no couples of these styles."""
    carried = (
        f"GRAPH <{GRAPH}studies> {{ pairing:named-otherwise ag:projectedFrom :other , :again }}"
    )
    store = Store()
    store.load((DATASET + carried).encode(), format=RdfFormat.TRIG)
    cell = {cell.pairing: cell for cell in coverage(store)}["pairing/named-otherwise"]
    assert (cell.level, cell.samples, cell.direct, cell.projected) == ("thin", 0, 0, 2)


def test_grid_has_each_unordered_pair_once(cells: dict[tuple[str, str], Cell]) -> None:
    """Two styles make three pairs, in the order of the styles."""
    assert list(cells) == [("calm", "calm"), ("calm", "wary"), ("wary", "wary")]


def test_covered_needs_one_sample_that_is_direct_and_dyadic(
    cells: dict[tuple[str, str], Cell],
) -> None:
    """One sample of couples on a claim about the pair alone covers it."""
    cell = cells["calm", "calm"]
    assert (cell.level, cell.direct_dyadic, cell.has_entry) == ("covered", 1, False)
    assert (cell.results, cell.studies, cell.samples, cell.couples) == (2, 1, 1, 40)


def test_two_halves_do_not_make_a_whole(cells: dict[tuple[str, str], Cell]) -> None:
    """A direct sample of persons and couples that bear on two pairs at once leave it thin."""
    cell = cells["calm", "wary"]
    assert (cell.results, cell.direct, cell.dyadic, cell.direct_dyadic) == (3, 1, 2, 0)
    assert cell.level == "thin"


def test_missing_is_what_nobody_studied(cells: dict[tuple[str, str], Cell]) -> None:
    """A pair with an entry and no result is missing, and its claims are counted."""
    cell = cells["wary", "wary"]
    assert cell.level == "missing"
    assert cell.pairing == "pairing/named-otherwise"
    assert (cell.has_entry, cell.claims, cell.unsourced) == (True, 2, 1)


def test_levels_are_explained() -> None:
    """Each level that a cell can have says what it means."""
    assert set(LEVELS) == {"covered", "thin", "missing"}
    assert all(LEVELS.values())


def test_four_styles_make_ten_cells(root: Path) -> None:
    """The four styles of the dataset make the ten pairings."""
    store = Store()
    store.load(path=str(root / "tests/fixtures/graph.nq"), format=RdfFormat.N_QUADS)
    assert len(coverage(store)) == 10


def test_counts_are_those_of_the_dataset(store: Store) -> None:
    """Every quad, node, edge, statement and source is counted where it belongs, once."""
    counts = count(store)
    assert counts.quads == len(store)
    assert counts.graphs == 4
    assert counts.classes["Result"] == 4
    assert counts.edges == {"pairs-with": 2, "cites-source": 1}
    assert counts.statements == {"reported": 1, "supported": 1}
    assert counts.sources == {"": 1, "partial": 1}
