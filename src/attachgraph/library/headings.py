"""Understand the headings of somebody's own spreadsheet.

In: a header line, and what its author says of it in ``dataset.toml`` or on the command line. Out:
the names of the columns, or a refusal with the names that would fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from attachgraph.errors import InputError
from attachgraph.evidence.codebook import codebook
from attachgraph.folder import DESCRIPTION
from attachgraph.library.report import Line
from attachgraph.reading.lexicon import fold

#: Stands for a study where a sheet has none: its publication, by any key.
SOURCE: Final = "source"
#: Columns of the study and its sample that a sheet of results may have beside its own.
OF_STUDY: Final = ("design",)
OF_SAMPLE: Final = ("couples", "persons", "population", "country")
#: How much of a heading and a name has to be alike for one to be the other misspelt.
_NEAR: Final = 0.8
#: What others call the columns: proposed, never taken without being asked.
_ALSO: Final = {
    SOURCE: "doi|pmid|paper|publication|reference|article|citation|citation key|citekey|study",
    "finding": "result|results|main result|main finding|findings|summary|conclusion",
    "whose": "whose iv|whose predictor|actor or partner|effect of",
    "predictor": "iv|independent variable|exposure|x|predictor variable",
    "outcome": "dv|dependent variable|y|outcome variable|criterion",
    "value": "effect size|effect|es|estimate|coefficient|statistic",
    "n": "sample size|n total|sample n|total n",
    "p": "p value|pvalue|significance|sig",
    "se": "standard error|std error",
    "ci_low": "lower|ci lower|lower ci|ll|95 ci lower",
    "ci_high": "upper|ci upper|upper ci|ul|95 ci upper",
    "metric": "effect size type|effect metric|type of effect|measure of effect",
    "direction": "sign|effect direction|direction of effect",
    "couples": "n couples|number of couples|dyads",
    "persons": "n persons|participants|number of participants|n participants",
    "note": "notes|remarks|comment|comments",
    "place": "page|pages|quote location",
    "passage": "quote|quotation",
    "coded_by": "coder|coders|initials",
    "read_on": "date read|date coded",
    "r": "correlation|pearson r",
    "odds-ratio": "or|odds ratio",
    "d": "cohen s d|cohens d",
    "g": "hedges g|hedges s g",
}


def names_of(header: Sequence[str], own: Mapping[str, str], where: str) -> list[str]:
    """Name each column as the codebook does: as its author says, else if the words are the same."""
    meant = {fold(heading): name for heading, name in own.items()}
    found = []
    for heading in header:
        name = meant.get(fold(heading), "")
        if name and name not in _known():
            raise InputError(
                f"the column {heading!r} is to be {name!r}, which no column is",
                where=where,
                fix=f"did you mean {near}?"
                if (near := guess(name))
                else f"write the name of a column, {SOURCE!r}, or a metric such as r",
            )
        found.append(name or _same(heading) or heading)
    for name in found:
        if name and found.count(name) > 1:
            twice = [h for h, n in zip(header, found, strict=True) if n == name]
            fix = "rename one of them, or say of one what else it is"
            raise InputError(f"two columns are {name!r}: {', '.join(twice)}", where=where, fix=fix)
    return found


def columns_of(table: str, names: Sequence[str]) -> set[str]:
    """Give the columns that a sheet of this table may have."""
    own = {column.name for column in codebook().tables[table].columns}
    if is_flat(table, names):
        own |= {SOURCE, *OF_STUDY, *OF_SAMPLE, *_metrics()}
    return own


def is_flat(table: str, names: Sequence[str]) -> bool:
    """Return whether a sheet has a row for each result, and no ids of ours."""
    return table == "results" and "id" not in names


def has_table(table: str, names: Sequence[str]) -> bool:
    """Return whether a sheet has the columns that every row of a table needs."""
    if is_flat(table, names):
        return "finding" in names and bool({SOURCE, "study"} & set(names))
    return "id" in names


def metric_cells(cells: Mapping[str, str]) -> dict[str, str]:
    """Write a number below the name of its metric as the codebook does: a value, and its metric."""
    found = {name: text for name, text in cells.items() if name not in _metrics()}
    for name in cells.keys() & _metrics():
        found |= {"value": cells[name], "metric": name}
    return found


def not_there(
    own: Mapping[str, str], headings: Sequence[str], given: Mapping[str, str]
) -> Iterator[Line]:
    """Name what is said of headings that no sheet has, and which may be meant.

    Where no sheet has any of them, these are other sheets: of ``dataset.toml`` nothing is said.
    """
    known = {fold(heading): heading for heading in headings}
    is_other = not any(fold(heading) in known for heading in own)
    for heading in given if is_other else own:
        if fold(heading) not in known:
            near = [known[name] for name in get_close_matches(fold(heading), known, n=1)]
            fix = f"did you mean {near[0]}?" if near else f"there are {', '.join(headings[:8])}"
            said = f"no sheet has a column {heading!r}, which is to be {own[heading]!r}"
            place = "--column" if heading in given else DESCRIPTION
            yield Line("doubtful", place, "results", said, fix, is_kept=False)


def refusal(header: Sequence[str], own: Mapping[str, str], where: str) -> InputError:
    """Say that a sheet is of no table, and which of its columns could be which."""
    if not any(header):
        return InputError("the sheet is empty", where=where, fix="write a line of headings first")
    own_names = columns_of("results", ())
    guessed = [
        f'"{h}" = "{name}"' for h in header if _same(h) not in own_names and (name := guess(h))
    ]
    example = ", ".join(guessed) or '"Paper" = "source", "Result" = "finding"'
    slips = "".join(f"{line.what}: {line.fix} " for line in not_there(own, header, own))
    return InputError(
        f"the columns are of no table of the codebook: {', '.join(header[:8])}",
        where=where,
        fix=f"{slips}say what they are, with --column or in dataset.toml below [results]: "
        f"{example}; a sheet of results has at least source (a key or DOI) and finding (the "
        "result in a sentence); or take the columns of: attachgraph import --template results.xlsx",
    )


def guess(heading: str) -> str:
    """Say which column a heading may be, also misspelt; nothing where none is called so."""
    called = {fold(name.replace("_", " ")): name for name in columns_of("results", ())}
    called |= {word: name for name, others in _ALSO.items() for word in others.split("|")}
    return next((called[word] for word in get_close_matches(fold(heading), called, 1, _NEAR)), "")


def misspelt(heading: str, table: str, names: Sequence[str]) -> str:
    """Name the column of a table that a heading is but for a slip, and that the sheet lacks."""
    columns = [column.name for column in codebook().tables[table].columns]
    missing = [name for name in columns if name not in names]
    near = get_close_matches(heading, missing, 1, _NEAR) if heading not in columns else []
    return near[0] if near else ""


def _same(heading: str) -> str:
    """Find the column, or the metric, that a heading names by the same words."""
    words = fold(heading)
    return next(
        (n for n in (words.replace(" ", "_"), words.replace(" ", "-")) if n in _known()), ""
    )


def _metrics() -> set[str]:
    return set(codebook().codes("metric"))


def _known() -> set[str]:
    tables = codebook().tables.values()
    return {SOURCE, *_metrics(), *(c.name for t in tables for c in t.columns)}
