"""The evidence of the bundled dataset keeps the codebook."""

from __future__ import annotations

from itertools import combinations_with_replacement
from pathlib import Path

import pyoxigraph

from attachgraph.evidence.folder import read_folder
from attachgraph.evidence.standing import standing_of

DATA = Path(__file__).resolve().parents[2] / "data"


def test_bundled_tables_hold() -> None:
    """No cell is outside its list, no key leads nowhere, no rule is broken."""
    evidence, problems = read_folder(DATA)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    assert evidence.lines


def test_every_claim_is_a_sentence() -> None:
    """A claim can be true or false, so it is a sentence with an end."""
    evidence, _ = read_folder(DATA)
    assert [claim.id for claim in evidence.claims.values() if not claim.claim.endswith(".")] == []


def test_claims_are_about_things_that_exist() -> None:
    """A claim is about styles, concepts of the scheme, or one of the ten pairings."""
    scheme = DATA.parent / "ontology" / "concepts.ttl"
    described = {
        triple.subject.value.removeprefix("https://w3id.org/attachgraph/").replace("/", ":", 1)
        for triple in pyoxigraph.parse(path=scheme)
        if isinstance(triple.subject, pyoxigraph.NamedNode)
    }
    styles = ("anxious", "avoidant", "fearful", "secure")
    described |= {f"pairing:{'-'.join(pair)}" for pair in combinations_with_replacement(styles, 2)}
    evidence, _ = read_folder(DATA)
    keys = {key for claim in evidence.claims.values() for key in claim.about}
    assert keys - described == set()


def test_claim_without_a_sample_is_only_reported() -> None:
    """Polyvagal theory is not borne out by its author's stating it."""
    evidence, _ = read_folder(DATA)
    found = standing_of(evidence, evidence.claims["polyvagal-theory-holds"])
    assert (found.status, found.counts) == ("reported", (0, 0, 0, 0))
