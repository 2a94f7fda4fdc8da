"""Read pages that were damaged at random, and hold each against what must be true of any document.

Run by hand: ``python -m tests.benchmarks.mutating 100000 [SECONDS]``. Prints what failed, the
slowest, and how many were refused. The suite runs a few hundred.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attachgraph.errors import InputError
from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document

_FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
_PIECES: Final = (
    *(
        "\n",
        "\n\n",
        "| ",
        ": ",
        "• ",
        "**",
        "(",
        ")",
        "[",
        "]]",
        "{{",
        "}}",
        "<",
        "</p>",
        "&#0;",
        "”",
    ),
    *(
        "---\n",
        "\t",
        "\r",
        "\u200b",
        "\ufeff",
        "Sources: ",
        "N/A",
        "not ",
        "anxious-avoidant ",
        "(1999)",
    ),
    *(
        "Dr. ",
        "== H ==\n",
        "<ref>",
        "%%",
        "```\n",
        "\u0301",
        "\U0001f600",
        "1. ",
        "Contents\n",
        "@doe-1999",
    ),
)


def pages() -> list[tuple[str, str]]:
    """Return the pages that are damaged, each with its name."""
    found = [*(_FIXTURES / "gold").iterdir(), *(_FIXTURES / "pages").iterdir()]
    kinds = {".txt", ".md", ".html", ".wiki", ".nbib", ".xml"}
    return [
        (path.name, path.read_text(encoding="utf-8", errors="replace"))
        for path in sorted(found)
        if path.suffix in kinds and path.name != "README.md"
    ]


def mutated(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield damaged pages: the same ones for the same seed."""
    rng = random.Random(seed)  # noqa: S311 -- no secret
    whole = pages()
    for _ in range(count):
        name, text = rng.choice(whole)
        for _ in range(rng.randint(1, 6)):
            text = _damaged(rng, text, whole)
        encoding = "utf-16" if rng.random() < 0.02 else "utf-8"
        yield name, text[:60_000].encode(encoding, "surrogatepass")


def _damaged(rng: random.Random, text: str, whole: list[tuple[str, str]]) -> str:
    at = rng.randint(0, len(text))
    to = min(len(text), at + rng.randint(0, 80))
    lines = text.split("\n")
    rng.shuffle(lines)
    ways = (
        text[:at] + text[to:],
        text[:at] + rng.choice(_PIECES) * rng.randint(1, 4) + text[at:],
        text[:at] + text[at:to] * rng.randint(2, 12) + text[to:],
        "\n".join(lines),
        text[:at] + rng.choice(whole)[1][at:to] + text[at:],
        text.replace("\n", rng.choice((" ", "\r\n", "\n\n", "\u2028"))),
        text[: at or 1],
        text[:at] + text[at:to].swapcase() + text[to:],
    )
    return rng.choice(ways)


def fault(name: str, data: bytes) -> str:
    """Return what is wrong with a reading: ``""`` for nothing, ``refused`` for a refusal."""
    try:
        found = extract(read_document(data, name))
    except InputError as error:
        return "refused" if error.where and error.fix else f"a refusal without remedy: {error}"
    except Exception as error:  # noqa: BLE001 -- any other is what is looked for
        return f"{type(error).__name__}: {error}"
    account, content = found.account, found.document.text.content
    if account.used + account.boilerplate + account.unparsed != len(content):
        return "the account does not add up"
    for statement in found.statements:
        for quotation in statement.quotations:
            if not 0 <= quotation.start < quotation.end <= len(content):
                return f"a quote outside of the text, by {quotation.rule}"
    return ""


def main() -> None:
    """Read as many as are asked for, or as the time allows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else float("inf")
    began, slowest, refused, done = time.monotonic(), (0.0, ""), 0, 0
    for number, (name, data) in enumerate(mutated(int(began), count), 1):
        start = time.process_time()
        wrong = fault(name, data)
        taken = time.process_time() - start
        done, refused = number, refused + (wrong == "refused")
        slowest = max(slowest, (taken, name))
        if wrong not in {"", "refused"} or taken > 1:
            kept = Path(f"/tmp/mutated-{number}-{name}")  # noqa: S108 -- for whoever runs it
            kept.write_bytes(data)
            print(kept, wrong or f"{taken:.1f} seconds")  # noqa: T201 -- that is what it is run for
        if time.monotonic() - began > limit:
            break
    print(f"{done:,} read, {refused:,} refused; slowest {slowest[0]:.2f} s, {slowest[1]}")  # noqa: T201


if __name__ == "__main__":
    main()
