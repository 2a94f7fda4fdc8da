"""add: one result and what it says about a claim, asked step by step."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from attachgraph.cli.imports import own_folder
from attachgraph.cli.options import dataset_option

if TYPE_CHECKING:
    from attachgraph.evidence.codebook import Column
    from attachgraph.evidence.model import Claim

#: What is asked of a result, in the order in which one knows it.
_ASKED: Final = ("finding", "predictor", "whose", "outcome", "direction", "read", "read_at")
#: What is taken where an option gives it, and never asked: most abstracts state no number.
_NUMBERS: Final = ("metric", "value", "n")
_LIST: Final = "?"


@click.group(
    epilog="""\b
Example:
  attachgraph add result --source hazanRomanticLove1987
"""
)
def add() -> None:
    """Add to a dataset of your own, step by step."""


@add.command(
    epilog="""\b
Examples:
  attachgraph add result
  attachgraph add result --source hazanRomanticLove1987 --claim "anxious partners pursue"
"""
)
@click.option("--source", metavar="KEY", help="Publication: its key, doi:10.… or pmid:….")
@click.option("--study", metavar="ID", help="Study of that publication, if it has several.")
@click.option("--design", help="How a new study was done.")
@click.option("--couples", help="Couples in the sample of a new study.")
@click.option("--persons", help="Persons in it who took part without their partner.")
@click.option("--finding", help="What was found, in a sentence.")
@click.option("--predictor", help="What it was found of, such as anxiety.")
@click.option("--whose", help="Whose that is: own, partner, both, interaction, not-stated.")
@click.option("--outcome", help="What went with it, such as relationship-quality.")
@click.option("--direction", help="increases, decreases, none …")
@click.option("--metric", help="Of a number that is stated, such as r; never asked.")
@click.option("--value", help="That number, such as -0.22.")
@click.option("--n", help="Couples or persons in that analysis.")
@click.option("--read", help="What was read: full-text, abstract …")
@click.option("--read-at", "read_at", metavar="URL", help="Where.  [default: the DOI]")
@click.option("--coder", "coded_by", help="Your initials.")
@click.option("--claim", "words", metavar="WORDS", help="Words of the claim, or its id.")
@click.option("--about", help="What a new claim is about, such as pairing:anxious-avoidant.")
@click.option("--stance", help="What the result does to it: supports, disputes, qualifies …")
@dataset_option
def result(source: str | None, study: str | None, words: str | None, **given: str | None) -> None:
    """Say what a study found, and what that says about a claim.

    Asks for what no option gives. The claim is found by its words, so it is not said again; a
    claim of the bundled dataset may be taken over. Every answer is held against the codebook; a
    question mark lists the values. Nothing is written before all answers are known to be good.
    """
    from attachgraph.library.adding import Answers, add_result, find_source, studies_of

    folder = own_folder(None)
    key = find_source(folder, source or _prompt("Publication (key, doi:… or pmid:…)"))
    known = studies_of(folder, key)
    chosen = study or (known[0] if len(known) == 1 else "")
    if len(known) > 1 and not chosen:
        chosen = _prompt("Study", type=click.Choice([*known, "new"]))
    is_new = chosen not in known
    claim = _claim(folder, words, given["about"])
    study_cells = {"design": _ask("studies", "design", given)} if is_new else {}
    sample_cells = (
        {name: _ask("samples", name, given) for name in ("couples", "persons")} if is_new else {}
    )
    cells = {name: _ask("results", name, given, _default(folder, key, name)) for name in _ASKED}
    cells |= {name: _ask("results", name, given) for name in _NUMBERS if given[name]}
    cells["stance"] = _ask("results", "stance", given)
    cells["coded_by"] = _ask("results", "coded_by", given)
    cells["read_on"] = dt.datetime.now(dt.UTC).date().isoformat()
    answers = Answers(
        key, claim, "" if chosen == "new" else chosen, study_cells, _given(sample_cells), cells
    )
    lines = add_result(folder, answers)
    for line in lines:
        click.echo(str(line), err=line.outcome == "refused")
    if any(line.outcome == "refused" for line in lines):
        click.echo(f"{folder}: nothing was written", err=True)
        raise click.exceptions.Exit(3)
    click.echo(f"{folder}: written; see it with attachgraph show claim:{claim.id}", err=True)


def _prompt(text: str, *, fallback: str = "", **how: Any) -> Any:
    """Ask; where nobody can answer, take what there is, or say that options answer as well."""
    try:
        return click.prompt(text, **how)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        if fallback:
            return fallback
        what = (
            f"“{text}” is asked, and this is not a terminal to answer in; --help names the options"
        )
        raise click.UsageError(what) from None


def _given(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if text}


def _default(folder: Path, key: str, column: str) -> str:
    """Offer the address of the publication as the place where it was read."""
    if column != "read_at":
        return ""
    from attachgraph.library.importing import open_library

    record = open_library(folder).records[key]
    if record.get("DOI"):
        return f"https://doi.org/{record['DOI']}"
    return str(record.get("URL", ""))


def _ask(table: str, name: str, given: Mapping[str, str | None], default: str = "") -> str:
    """Ask for a cell until it fits its column; an empty answer leaves it empty."""
    from attachgraph.evidence.codebook import codebook

    column = codebook().tables[table].column(name)
    answer = given.get(name)
    while True:
        text = answer
        if text is None:
            text = _prompt(
                _question(column.title, column.values),
                fallback=default,
                default=default,
                show_default=bool(default),
            )
        text = text.strip()
        if text == _LIST and column.values:
            for code, value in codebook().codes(column.values).items():
                click.echo(f"  {code}: {value.definition or value.label}", err=True)
            answer = None
            continue
        problem = _problem(text, column)
        if problem is None:
            return text
        if answer is not None:
            raise click.BadParameter(problem, param_hint=f"--{name.replace('_', '-')}")
        click.echo(problem, err=True)


def _problem(text: str, column: Column) -> str | None:
    """Say why an answer does not fit its column, and what would."""
    from attachgraph.evidence.tables import BadCellError, read_cell

    if text:
        try:
            read_cell(text, column)
        except BadCellError as error:
            return f"{error.problem}: {error.fix}"
    return None


def _question(title: str, values: str | None) -> str:
    asked = title[:1].upper() + title[1:]
    return f"{asked} ({_LIST} lists the values)" if values else asked


def _claim(folder: Path, words: str | None, about: str | None) -> Claim:
    """Find the claim by its words, let the user choose, or begin a new one."""
    from attachgraph.library.adding import find_claims, new_claim

    asked = words or _prompt("Claim (words of it, or its id)")
    hits = find_claims(folder, asked)
    if hits and hits[0].is_named:
        return hits[0].claim
    for number, hit in enumerate(hits, 1):
        note = "" if hit.is_own else " (of the bundled dataset)"
        click.echo(f"  {number}  {hit.claim.claim}{note}  [{hit.claim.id}]", err=True)
    choice: int = _prompt(
        "Which one? 0 makes a new claim of your words",
        type=click.IntRange(0, len(hits)),
        default=1 if hits else 0,
    )
    if choice:
        return hits[choice - 1].claim
    return new_claim(asked, about or _prompt("What is it about", default="style:anxious"))
