"""Write the README and the CHANGELOG of a release, for people.

In: facts, files, what was checked, and what changed. Out: Markdown.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

from attachgraph.dataset.words import STATUSES, count_of
from attachgraph.notice import NOTICE
from attachgraph.release.checks import Check
from attachgraph.release.citation import bibtex
from attachgraph.release.facts import Facts, File
from attachgraph.resources import resource


def readme(facts: Facts, files: Sequence[File], checks: Sequence[Check]) -> str:
    """Write ``README.md``."""
    licences = ", ".join(f"<{iri}>" for iri in facts.licences) or "none stated"
    lines = [
        f"# {facts.about.title}",
        "",
        facts.description,
        "",
        f"Version {facts.version}, {facts.date}. Licence of the texts and data: {licences}.",
        "",
        "## What is in it",
        "",
        *_table(("what", "how many"), _numbers(facts)),
        "",
        *_pairings(facts),
        "Every statement has a status:",
        "",
        *(f"* *{status}*: {meaning}" for status, meaning in STATUSES.items()),
        "",
        "## How to read it",
        "",
        "* A spreadsheet: `data/csv/edges.csv` and the other tables; `datapackage.json` says what",
        "  each column holds. Import them as UTF-8.",
        "* Gephi, Cytoscape, NetworkX: `data/attachgraph.gexf`, `.graphml`, `.cyjs`.",
        "* One entry as a tree of JSON: `data/entries/`.",
        "* SPARQL: load `data/attachgraph.nq` into any store; ready questions are in `queries/`.",
        "* The vocabulary: `ontology/index.html`.",
        "",
        "## How well the program reads pages",
        "",
        "These figures are of test pages of attachgraph, and not of the texts of this dataset.",
        "Edges of small pages that were written and annotated before the program read them: how",
        "many were taken rightly, falsely, and not at all. A second annotator, a large language",
        "model, did not see the first annotation, and settled the differences by the guideline.",
        "`agreement` is F1 of the two, `identical` the share of pages on which both have the same.",
        "The program was mended where the pages showed a fault, so the figures are a check, and",
        "no promise for any other page.",
        "",
        *_scores(),
        "",
        "## Files",
        "",
        *_table(
            ("file", "what it is", "kB"),
            [(f"`{file.path}`", file.title, f"{file.size / 1000:,.0f}") for file in files],
        ),
        "",
        "`sha256sum --check SHA256SUMS`, or `attachgraph release --check`, proves that they are",
        "whole.",
        "",
        "## How to cite it",
        "",
        "See `CITATION.cff`, or with BibTeX:",
        "",
        "```bibtex",
        bibtex(facts).rstrip(),
        "```",
        "",
        "Cite a claim by the source that its statement names, not by this dataset.",
        "",
        "## Checked when it was made",
        "",
        *_table(
            ("check", "", "found"),
            [(one.what, "passes" if one.passes else "**fails**", one.found) for one in checks],
        ),
        "",
        f"{NOTICE} The IRIs below https://w3id.org/attachgraph/ do not resolve until the",
        "redirect is registered.",
        "",
    ]
    return "\n".join(lines)


def _pairings(facts: Facts) -> list[str]:
    names = "; ".join(label for _, label in facts.pairings)
    number = len(facts.pairings)
    return [f"{count_of(number, 'pairing')}: {names}.", ""] if number else []


def _scores() -> list[str]:
    """Return the table of the gold corpus as it was measured."""
    with resource("ontology", "extraction-scores.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return _table(head, rows)


def _numbers(facts: Facts) -> list[tuple[str, str]]:
    shown = (
        *("AttachmentStyle", "Pairing", "Concept", "ConflictCycle", "Alias", "Source", "Work"),
        *("Claim", "Study", "Sample", "Result", "Debate", "Question"),
        *("Statement", "Quotation", "SourceText"),
    )
    numbers = [(name, facts.counts.classes.get(name, 0)) for name in shown]
    told = [(name, f"{number:,}") for name, number in numbers if number]
    statuses = [
        (f"statements that are {status}", f"{number:,}")
        for status, number in facts.counts.statements.items()
    ]
    return [*told, *statuses, ("triples", f"{facts.triples:,}")]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows),
    ]


def changelog(facts: Facts, previous: str | None, changes: Sequence[str]) -> str:
    """Write ``CHANGELOG.md``."""
    told = [f"Changes since {previous}.", "", *changes] if previous else ["The first release."]
    return "\n".join(["# Changelog", "", f"## {facts.version}, {facts.date}", "", *told, ""])
