"""Write the agreement of the coders into the protocol of the coding.

In: ``data/agreement.csv``. Out: the table between the marks in ``docs/protocol.md``; the rest of
the page is kept by hand. A test holds the page against this program::

    python tools/make_protocol.py
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "protocol.md"
_MARK: Final = re.compile(
    r"(?P<open><!-- counted: agreement -->\n).*?(?P<close><!-- end -->)", re.DOTALL
)


def render() -> str:
    """Return the page with the table as the data have it."""
    with (ROOT / "data" / "agreement.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = ["| column | compared | agreed | percent | kappa |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['field']} | {row['compared']} | {row['agreed']} | {row['percent']} |"
        f" {row['kappa'] or '–'} |"
        for row in rows
    ]
    table = "\n" + "\n".join(lines) + "\n\n"
    return _MARK.sub(
        lambda match: match["open"] + table + match["close"], PAGE.read_text(encoding="utf-8")
    )


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
