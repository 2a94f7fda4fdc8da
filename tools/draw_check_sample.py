"""Draw the items of the dataset that somebody who did not code them checks against the sources.

In: the tables in ``data/`` and a seed. Out: one line for each item: the table, the id and, for an
evidence line, the claim. The same seed and the same tables give the same items::

    python tools/draw_check_sample.py 2027
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parent.parent / "data"
#: How many of each table; results and their lines to claims are where errors were found before.
PARTS: Final = {"results": 30, "lines": 20, "samples": 10, "studies": 8, "library": 12}


def draw(seed: int) -> list[tuple[str, str, str]]:
    """Return table, id and claim of the drawn items, in the order of the tables."""
    chance = random.Random(seed)  # noqa: S311 - to be drawn again, not to be secret
    rows = _rows("results")
    library = json.loads((DATA / "library.json").read_text(encoding="utf-8"))
    whole = {
        "results": [(row["id"], "") for row in rows if row["study"]],
        "lines": [(row["id"], row["claim"]) for row in rows if row["claim"]],
        "samples": [(row["id"], "") for row in _rows("samples")],
        "studies": [(row["id"], "") for row in _rows("studies")],
        "library": [(item["id"], "") for item in library],
    }
    return [
        (table, *item)
        for table, number in PARTS.items()
        for item in sorted(chance.sample(sorted(whole[table]), number))
    ]


def _rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    for drawn in draw(int(sys.argv[1])):
        sys.stdout.write(",".join(drawn) + "\n")
