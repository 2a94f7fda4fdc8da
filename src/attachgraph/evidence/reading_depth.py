"""How much was read of what a standing rests on.

In: a unit of evidence. Out: the code of the closed list that goes deepest, empty if nobody said.
"""

from __future__ import annotations

from collections.abc import Iterable

from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.independence import Unit
from attachgraph.evidence.model import Evidence, Result


def depth_of(evidence: Evidence, unit: Unit) -> str:
    """Give the most that was read for any line of a unit."""
    return deepest(evidence.results[line.result] for line in unit.lines)


def deepest(results: Iterable[Result]) -> str:
    """Give the most that was read for any of some results."""
    # The list is in order of depth.
    codes = ["", *codebook().codes("read")]
    return max((result.reading.read for result in results), key=codes.index, default="")
