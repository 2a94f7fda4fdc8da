"""Write the agreement of the coders, and what the check found, into the protocol of the coding.

In: ``data/agreement.csv`` and ``data/check.csv``. Out: the tables between the marks in
``docs/protocol.md``; the rest of the page is kept by hand. A test holds the page against this
program::

    python tools/make_protocol.py
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "protocol.md"
_MARK: Final = re.compile(
    r"(?P<open><!-- counted: (?P<name>[a-z]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL
)
_VERDICTS: Final = ("right", "overstated", "wrong", "unchecked")


def render() -> str:
    """Return the page with the tables as the data have them."""
    return _MARK.sub(
        lambda match: f"{match['open']}\n{_COUNTED[match['name']]()}\n\n{match['close']}",
        PAGE.read_text(encoding="utf-8"),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _agreement() -> str:
    lines = ["| column | compared | agreed | percent | kappa |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['field']} | {row['compared']} | {row['agreed']} | {row['percent']} |"
        f" {row['kappa'] or '–'} |"
        for row in _rows("agreement.csv")
    ]
    return "\n".join(lines)


def _check() -> str:
    head = ["sample", "table", "items", *_VERDICTS, "wrong or overstated"]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    rows = _rows("check.csv")
    for seed in dict.fromkeys(row["sample"] for row in rows):
        drawn = [row for row in rows if row["sample"] == seed]
        for table in [*dict.fromkeys(row["table"] for row in drawn), "all"]:
            found = Counter(row["verdict"] for row in drawn if table in {row["table"], "all"})
            number = found.total()
            share = 100 * (found["wrong"] + found["overstated"]) / number
            cells = [seed, table, number, *(found[verdict] for verdict in _VERDICTS)]
            lines.append(f"| {' | '.join(map(str, cells))} | {share:.1f} % |")
    return "\n".join(lines)


_COUNTED: Final[dict[str, Callable[[], str]]] = {"agreement": _agreement, "check": _check}

if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
