"""The evidence of the bundled dataset keeps the codebook."""

from __future__ import annotations

from pathlib import Path

from attachgraph.evidence.folder import read_folder

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
