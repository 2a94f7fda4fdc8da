"""What an import did: record by record, row by row, each with its place.

In: nothing. Out: outcomes, and their counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

Outcome: TypeAlias = Literal["new", "merged", "unchanged", "doubtful", "refused"]
#: In the order in which they are reported.
OUTCOMES: Final[tuple[Outcome, ...]] = ("new", "merged", "unchanged", "doubtful", "refused")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one publication or row; what is doubtful may be kept all the same."""

    outcome: Outcome
    place: str
    key: str
    what: str = ""
    fix: str = ""
    is_kept: bool = True
    #: Refused because of other rows: without them it may be taken.
    is_by_others: bool = False

    def __str__(self) -> str:
        """Say it in one line, as editors and people read it."""
        said = f"{self.place}: {self.outcome}: " + " ".join(filter(None, [self.key, self.what]))
        return f"{said}. Fix: {self.fix}" if self.fix else said


class Fault(NamedTuple):
    """What is wrong with a cell, or with the whole row where no column is named."""

    column: str
    problem: str
    fix: str | None


def refuse(place: str, key: str, faults: Sequence[Fault], *, is_by_others: bool = False) -> Line:
    """Refuse a row for all its faults at once: one run of the import names them all."""
    many = len(faults) > 1
    what = "; ".join(f"column {column}: {said}" if column else said for column, said, _ in faults)
    fix = "; ".join(
        f"{column}: {fix}" if many and column else fix or "" for column, _, fix in faults
    )
    return Line("refused", place, key, what, fix, is_by_others=is_by_others)


@dataclass
class Report:
    """All that an import did."""

    lines: list[Line] = field(default_factory=list)
    #: How many lines, the first ones, are of publications; how many rows the sheets had.
    publications: int = 0
    rows: int = 0

    def count(self, outcome: Outcome) -> int:
        """Count what became so."""
        return Counter(line.outcome for line in self.lines)[outcome]

    @property
    def summary(self) -> str:
        """Count publications by what became of them, and rows of sheets."""
        became = Counter(line.outcome for line in self.lines[: self.publications])
        said = [", ".join(f"{became[name]:,} {name}" for name in OUTCOMES)]
        if self.rows:
            lines = self.lines[self.publications :]
            refused = sum(line.outcome == "refused" for line in lines)
            taken = len({line.place for line in lines if line.outcome in {"new", "merged"}})
            known = self.rows - taken - refused
            word = "row" if self.rows == 1 else "rows"
            unchanged = f" {known:,} unchanged," if known else ""
            rows = f"{self.rows:,} {word}: {taken:,} taken,{unchanged} {refused:,} refused"
            said = [*(said if self.publications else ()), rows]
        return "; ".join(said)

    @property
    def changes(self) -> bool:
        """Whether anything is other than before."""
        return any(
            line.outcome in {"new", "merged"} or (line.outcome == "doubtful" and line.is_kept)
            for line in self.lines
        )
