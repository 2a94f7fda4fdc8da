"""How much was read of what a standing rests on.

In: a unit of evidence. Out: the code of the closed list that goes deepest, empty if nobody said.
"""

from __future__ import annotations

from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.independence import Unit
from attachgraph.evidence.model import Evidence


def depth_of(evidence: Evidence, unit: Unit) -> str:
    """Give the most that was read for any line of a unit."""
    # The list is in order of depth.
    codes = ["", *codebook().codes("read")]
    read = (evidence.results[line.result].reading.read for line in unit.lines)
    return max(read, key=codes.index, default="")
