"""The evidence of the dataset that we work on, and how its claims stand.

In: the tables of its folder. Out: one :class:`Evidence`, read again only when a table has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.folder import evidence_of
from attachgraph.evidence.model import Evidence
from attachgraph.evidence.standing import Standing, standings
from attachgraph.folder import find_folder, stamp


def shipped_evidence() -> Evidence:
    """Read the evidence."""
    return _kept(find_folder(), _state())


def shipped_standings() -> Mapping[str, Standing]:
    """Compute how the claims stand."""
    return _kept_standings(find_folder(), _state())


def _state() -> object:
    return stamp(find_folder(), *(table.path for table in codebook().tables.values()))


@cache
def _kept(folder: Path, _state: object) -> Evidence:
    return evidence_of(folder)


@cache
def _kept_standings(folder: Path, state: object) -> Mapping[str, Standing]:
    return standings(_kept(folder, state))
