"""Write how each claim stands into the sentences of the entries that make it.

In: the coded results, and sentences with a mark such as ``{.claim=attachment-is-stable}``. Out: the
same sentences with the standing and the certainty in brackets, so that a reader of the prose learns
what a reader of the graph does. Run it after the coding of results has changed, and read the
difference: where a claim stands otherwise, the sentences around it may need another word::

    python tools/tell_standings.py
    git diff data/entries
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from attachgraph.evidence.folder import evidence_of
from attachgraph.evidence.independence import SETTLED_BY_TEXTS
from attachgraph.evidence.standing import Standing, standings

DATA: Final = Path(__file__).resolve().parent.parent / "data"
#: How a sentence tells the standing of its claim.
IN_WORDS: Final = re.compile(
    r"\((?:no (?:coded )?(?:study|publication) bears on it|[a-z]+(?:; certainty [a-z ]+)?)\)"
    r"(?=(?: \[@[^\]]*\])? \{\.claim=(?P<claim>[a-z0-9-]+)\})"
)


def words(standing: Standing, *, settled_by_texts: bool) -> str:
    """Say in brackets how a claim stands and how sure that is."""
    if standing.status == "reported":
        return f"(no coded {'publication' if settled_by_texts else 'study'} bears on it)"
    if standing.certainty is None:
        return f"({standing.status})"
    return f"({standing.status}; certainty {standing.certainty.level})"


@cache
def _told() -> Mapping[str, str]:
    evidence = evidence_of(DATA)
    return {
        claim: words(standing, settled_by_texts=evidence.claims[claim].kind in SETTLED_BY_TEXTS)
        for claim, standing in standings(evidence).items()
    }


def tell(text: str) -> str:
    """Put how each claim stands into the words of an entry."""
    return IN_WORDS.sub(lambda found: _told()[found["claim"]], text)


def main() -> None:
    """Rewrite the entries whose words are out of date, and name them."""
    for path in sorted((DATA / "entries").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if (new := tell(text)) != text:
            path.write_text(new, encoding="utf-8")
            print(path.relative_to(DATA.parent))


if __name__ == "__main__":
    main()
