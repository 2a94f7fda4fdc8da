"""Evidence read back from a store is the evidence that was written into it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

import attachgraph
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.results import results_of, standing_of
from attachgraph.dataset.studies import read_evidence, read_publications
from attachgraph.errors import UsageError
from attachgraph.evidence.folder import read_folder
from attachgraph.evidence.shipped import shipped_evidence
from attachgraph.evidence.standing import standings
from attachgraph.rdf.bases import rebase, use
from attachgraph.rdf.evidence import iter_evidence_quads
from attachgraph.synthesis.question import Question
from attachgraph.synthesis.synthesising import synthesise
from attachgraph.synthesis.wording import blocks, to_text
from tests.unit.evidence.small import TABLES, write


def test_the_way_back_loses_nothing_that_a_synthesis_needs() -> None:
    """Results, their numbers and samples, lines and claims are those of the tables."""
    written = shipped_evidence()
    read = read_evidence(attachgraph.load().store)
    assert read.samples.keys() == written.samples.keys()
    for key, sample in written.samples.items():
        other = read.samples[key]
        assert (other.couples, other.persons, set(other.part_of), set(other.pooled_in)) == (
            sample.couples, sample.persons, set(sample.part_of), set(sample.pooled_in),
        )  # fmt: skip
    names = "study predictor whose moderator outcome direction effect n k p".split()
    assert {
        key: [getattr(result, name) for name in names] for key, result in read.results.items()
    } == {key: [getattr(result, name) for name in names] for key, result in written.results.items()}
    assert {(one.result, one.claim, one.stance, one.direct) for one in read.lines} == {
        (one.result, one.claim, one.stance, one.direct) for one in written.lines
    }
    names = "kind predictor whose moderator outcome".split()
    assert {
        key: [getattr(claim, name) for name in names] for key, claim in read.claims.items()
    } == {key: [getattr(claim, name) for name in names] for key, claim in written.claims.items()}


def test_what_people_judged_of_certainty_is_shown_with_its_reason(tmp_path: Path) -> None:
    """Full texts were read, say the coders, and bias is likely: from the table to the answer."""
    claims = TABLES["claims.csv"].replace(
        "kind\nown-more,Own insecurity matters more.,association\n",
        "kind,certainty,certainty_because,certainty_by\n"
        "own-more,Own insecurity matters more.,association,"
        "reading:0 risk-of-bias:2 inconsistency:0,Nobody was blind.,K. Lee\n",
    )
    written, problems = read_folder(write(tmp_path, claims=claims))
    assert problems == []
    store = pyoxigraph.Store()
    quads = "\n".join(iter_evidence_quads(written, standings(written), {}))
    store.load(quads.encode(), pyoxigraph.RdfFormat.N_QUADS)
    claim = Lookup(store).named("claim/own-more")
    said = dict(standing_of(Lookup(store), claim))["certainty"]
    assert said.startswith("low (")
    assert (
        "risk of bias: lowered by 2; inconsistency: not lowered, all 3 set by K. Lee because"
        in said
    )
    answer = synthesise(read_evidence(store), {}, Question(claim="own-more"))
    assert "reading: not lowered; risk of bias" in to_text("", blocks(answer))


def test_a_synthesis_of_merged_datasets_mixes_no_results_of_one_key(tmp_path: Path) -> None:
    """One result took the place of the other; people of one sample still count once."""
    ones, others = "https://example.org/one/", "https://example.org/other/"
    store = pyoxigraph.Store()
    changed = {
        "results": TABLES["results.csv"].replace("decreases", "increases"),
        "samples": TABLES["samples.csv"].replace("ash,100", "ash,40"),
    }
    for base, tables in ((ones, {}), (others, changed)):
        written, problems = read_folder(write(tmp_path, **tables))
        assert problems == []
        quads = "".join(iter_evidence_quads(written, standings(written), {}))
        store.load(rebase(quads, base).encode(), pyoxigraph.RdfFormat.N_QUADS)
    use([ones, others])
    graph = attachgraph.Graph(store)
    for base, direction, couples in ((ones, "decreases", 100), (others, "increases", 40)):
        rows = graph.synthesize(f"{base}claim/own-more").answer.rows
        assert {(row.direction, row.couples) for row in rows} == {
            (direction, couples), (direction, 150),
        }  # fmt: skip
    (row,) = graph.synthesize(
        predictor="avoidance", whose="own", outcome="satisfaction"
    ).answer.rows
    assert (row.samples, row.direction) == (("ash", f"{others}sample/ash"), "mixed")
    for name in ("own-more", "claim:own-more"):
        with pytest.raises(UsageError, match=f"{ones}claim/own-more, {others}claim/own-more"):
            graph.synthesize(name)


def test_publications_have_label_year_and_reference() -> None:
    """One of the bundled dataset, looked up by its key."""
    found = read_publications(attachgraph.load().store, {"simpson-1990"})["simpson-1990"]
    assert (found.label, found.year) == ("Simpson (1990)", 1990)
    assert found.reference.startswith("Simpson, J. A. (1990).")


def test_a_result_says_the_number_that_it_states() -> None:
    """Who reads a claim sees the correlation, and not only where it points to."""
    facts = Lookup(attachgraph.load().store)
    (found,) = results_of(facts, facts.named("study/zhang-2022"))[:1]
    assert found.number == "r = 0.28"
