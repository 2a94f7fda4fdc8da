"""Evidence read back from a store is the evidence that was written into it."""

from __future__ import annotations

import attachgraph
from attachgraph.dataset.studies import read_evidence, read_publications
from attachgraph.evidence.shipped import shipped_evidence


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
    assert {key: claim.kind for key, claim in read.claims.items()} == {
        key: claim.kind for key, claim in written.claims.items()
    }


def test_publications_have_label_year_and_reference() -> None:
    """One of the bundled dataset, looked up by its key."""
    found = read_publications(attachgraph.load().store, {"simpson-1990"})["simpson-1990"]
    assert (found.label, found.year) == ("Simpson (1990)", 1990)
    assert found.reference.startswith("Simpson, J. A. (1990).")
