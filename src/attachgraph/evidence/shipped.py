"""The evidence that ships with the package.

In: the tables of the bundled dataset, read once. Out: its evidence, and how its claims stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attachgraph.evidence.folder import evidence_of
from attachgraph.evidence.model import Evidence
from attachgraph.evidence.standing import Standing, standings
from attachgraph.resources import resource


@cache
def shipped_evidence() -> Evidence:
    """Read the evidence that ships with the package."""
    return evidence_of(resource("data"))


@cache
def shipped_standings() -> Mapping[str, Standing]:
    """Compute how the shipped claims stand."""
    return standings(shipped_evidence())
