"""Draw the items of the dataset that somebody who did not code them checks against the sources.

In: the tables and entries in ``data/`` and a seed. Out: one line for each item: the table, the id
and, for an evidence line, the claim. A sentence has the entry, the line and its place in the line
as its id. The same seed and the same data give the same items::

    python tools/draw_check_sample.py 2030
"""

from __future__ import annotations

import csv
import random
import re
import sys
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parent.parent / "data"
#: How many of each kind; samples before 2030 held records of studies and sources, no sentences.
PARTS: Final = {"results": 30, "lines": 20, "sentences": 30}
#: Where a sentence ends, and what makes it lean on a source or a claim.
_END: Final = re.compile(r"(?<=\.)\s+(?=[A-Z“])")
_LEANS: Final = re.compile(r"\{\.claim=|@(?:supports|disputes|qualifies|finds-nothing):")


def draw(seed: int) -> list[tuple[str, str, str]]:
    """Return table, id and claim of the drawn items, in the order of the tables."""
    chance = random.Random(seed)  # noqa: S311 - to be drawn again, not to be secret
    rows = _rows("results")
    whole = {
        "results": [(row["id"], "") for row in rows if row["study"]],
        "lines": [(row["id"], row["claim"]) for row in rows if row["claim"]],
        "sentences": _sentences(),
    }
    return [
        (table, *item)
        for table, number in PARTS.items()
        for item in sorted(chance.sample(sorted(whole[table]), number))
    ]


def _sentences() -> list[tuple[str, str]]:
    return [
        (f"{entry.stem}:{number}:{place}", "")
        for entry in sorted((DATA / "entries").glob("*.md"))
        for number, line in enumerate(entry.read_text(encoding="utf-8").splitlines(), 1)
        for place, sentence in enumerate(_END.split(line), 1)
        if _LEANS.search(sentence)
    ]


def _rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    for drawn in draw(int(sys.argv[1])):
        sys.stdout.write(",".join(drawn) + "\n")
