"""Count what the data statement says in numbers, and write the numbers into it.

In: the bundled dataset and the tables in ``data/``. Out: the tables between the marks in
``docs/data-statement.md``; the rest of the page is kept by hand. A test fails where a number is
not current::

    python tools/make_data_statement.py
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import attachgraph
from attachgraph.dataset.counts import count
from attachgraph.dataset.coverage import coverage
from attachgraph.evidence.model import Evidence
from attachgraph.evidence.shipped import shipped_evidence, shipped_standings

__all__ = ["PAGE", "render"]

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "data-statement.md"
_MARK: Final = re.compile(
    r"(?P<open><!-- counted: (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL
)
_VERIFICATION: Final = {
    "yes": "authors, title and identifier or full reference were seen",
    "partial": "something is missing, or stands in one secondary list only",
}


def render() -> str:
    """Return the page with its numbers as they are now.

    Returns
    -------
    str
        Markdown.
    """
    return _MARK.sub(
        lambda match: match["open"] + _COUNTED[match["name"]]() + match["close"],
        PAGE.read_text(encoding="utf-8"),
    )


def _table(head: str, rows: Iterable[tuple[object, ...]]) -> str:
    """Write a table, below a blank line so that GitHub sees it."""
    names = head.split(", ")
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    lines += [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n" + "\n".join(lines) + "\n\n"


def _plain(term: object) -> str:
    """Return the words of a term."""
    return str(getattr(term, "value", term))


def _sources() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads((ROOT / "data/library.json").read_text("utf-8"))
    return read


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _size() -> str:
    counts = count(attachgraph.load().store)
    entries = len(list((ROOT / "data/entries").rglob("*.md")))
    rows = [
        ("entries", entries),
        ("statements", sum(counts.statements.values())),
        ("quotes", counts.classes["Quotation"]),
        ("sources in the authority list", len(_sources())),
        ("studies", len(shipped_evidence().studies)),
        ("results", len(shipped_evidence().results)),
        ("works", len({row["id"] for row in _rows("works.csv")})),
    ]
    return _table("what, number", [(name, f"{number:,}") for name, number in rows])


def _statuses() -> str:
    counts = count(attachgraph.load().store).statements
    whole = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return _table(
        "status, statements, share",
        [(name, f"{number:,}", f"{100 * number / whole:.0f} %") for name, number in ordered],
    )


def _verification() -> str:
    found = Counter(source["custom"]["verification"] for source in _sources())
    return _table(
        "`verification`, means, sources",
        [(f"`{key}`", meaning, found[key]) for key, meaning in _VERIFICATION.items()],
    )


def _decades() -> str:
    years = [
        source["issued"]["date-parts"][0][0] if "issued" in source else None
        for source in _sources()
    ]
    known = Counter(year // 10 * 10 for year in years if year)
    rows: list[tuple[object, ...]] = [(f"{ten}s", known[ten]) for ten in sorted(known)]
    return _table("published in the, sources", [*rows, ("year not seen", years.count(None))])


def _evidence() -> str:
    evidence = shipped_evidence()
    stances = Counter(line.stance for line in evidence.lines)
    couples = [sample.couples for sample in evidence.samples.values() if sample.couples]
    read = Counter(result.reading.read or "not recorded" for result in evidence.results.values())
    designs = sum(bool(study.design) for study in evidence.studies.values())
    directions = Counter(result.direction for result in evidence.results.values())
    measured = [result for result in evidence.results.values() if result.predictor_measure]
    (once,) = attachgraph.load().query("count-people-studied")
    rows = [
        ("studies", len(evidence.studies)),
        ("studies whose design is recorded", designs),
        ("samples", len(evidence.samples)),
        ("samples of couples whose number is stated", len(couples)),
        ("couples in these samples, each sample counted once", f"{sum(couples):,}"),
        ("couples of studies, each couple counted once, without reviews", f"{once.couples:,}"),
        *_same_sex(evidence),
        ("results", len(evidence.results)),
        ("results that looked for something and did not find it", directions["none"]),
        ("results that name the measure of the predictor", len(measured)),
        ("results with a stated effect", sum(bool(r.effect) for r in evidence.results.values())),
        *((f"results read as: {depth}", number) for depth, number in sorted(read.items())),
        ("claims", len(evidence.claims)),
        *((f"lines that say “{stance}”", number) for stance, number in sorted(stances.items())),
        ("lines that are direct", sum(line.direct for line in evidence.lines)),
    ]
    return _table("of the evidence, number", rows)


def _same_sex(evidence: Evidence) -> list[tuple[str, int]]:
    found = sum("same-sex" in sample.population for sample in evidence.samples.values())
    return [("samples of same-sex couples", found)]


def _standings() -> str:
    found = Counter(str(standing.status) for standing in shipped_standings().values())
    return _table("standing, claims", found.most_common())


def _pairings() -> str:
    labels = {"covered": 0, "thin": 1, "missing": 2}
    cells = coverage(attachgraph.load().store)
    ordered = sorted(cells, key=lambda cell: (labels[cell.level], cell.pairing))
    return _table(
        "pairing, studied, studies, samples, samples of couples that measured it, more projected",
        [
            ("-".join(c.labels), c.level, c.studies, c.samples, c.direct_dyadic, c.projected)
            for c in ordered
        ],
    )


def _works() -> str:
    found = Counter(row["status"] for row in _rows("works.csv"))
    return _table("status of a depiction, number", sorted(found.items()))


def _licences() -> str:
    answer = attachgraph.load().query(
        """SELECT ?licence (COUNT(DISTINCT ?text) AS ?n)
        { ?text a ag:SourceText ; dcterms:license ?licence } GROUP BY ?licence ORDER BY ?licence"""
    )
    return _table(
        "licence of the text, texts", [(_plain(row["licence"]), _plain(row["n"])) for row in answer]
    )


_COUNTED: Final[dict[str, Callable[[], str]]] = {
    "decades": _decades,
    "evidence": _evidence,
    "licences": _licences,
    "pairings": _pairings,
    "size": _size,
    "standings": _standings,
    "statuses": _statuses,
    "verification": _verification,
    "works": _works,
}

if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
