"""Write ``docs/codebook.md`` from the specification of the tables and their closed lists.

In: ``ontology/tables.json`` and ``ontology/codebook.ttl``. Out: the page of the manual. A test
holds the page against this program::

    python tools/make_codebook_docs.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attachgraph.evidence.codebook import Codebook, Column, Table, Value, ValueList, codebook

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "codebook.md"
_HEAD: Final = """\
# Codebook

The tables of a dataset, column by column, and the closed lists from which they take their values.
This page is written by `tools/make_codebook_docs.py` from `ontology/tables.json` and
`ontology/codebook.ttl`; validation and the templates for import read the same two files.

How to code a study:

1. Write the study and its samples first. People are counted in `samples.csv` and nowhere else.
2. List **all** results of the study in `results.csv`: own, partner's and interaction, and what
   was looked for and not found. One row for each predictor, whose it is, and outcome. Take
   direction and whose effect from the words, never from what one would expect.
3. Only then say which claim each result bears on, and how (`claim`, `stance`). Most results bear
   on one claim or none. For a second claim add a row with the same `id` in which only `id`,
   `claim`, `stance`, `indirect` and `because` are filled.
4. Write numbers only where they are stated, and convert nothing. An empty cell means: not stated.
5. Say for each row what was read, where, and on which day. From a title alone nothing is coded.

So "my paper disputes this claim" is one row in `results.csv`, beside the row of the study and of
its sample.

Cells that take several values have spaces between them; names and spellings have semicolons.
Files are UTF-8 with commas; a file that a spreadsheet saved with semicolons, tabs or a byte order
mark is read as well. A number may have a decimal comma (`-0,35`, in quotes where commas part the
cells). Thousands are written without a comma: `1234`. `1,234` is refused where commas part the
cells.
"""


def page(book: Codebook) -> str:
    """Give the text of the page."""
    parts = [_HEAD, "## Tables", *(_table(table) for table in book.tables.values())]
    parts += ["## Rules between columns", _rules(book), "## Lists"]
    parts += [_list(values) for values in book.lists.values()]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _table(table: Table) -> str:
    head = ["| column | takes | example | means |", "|---|---|---|---|"]
    rows = "\n".join([*head, *map(_row, table.columns)])
    return f"### {table.path}\n\n{table.description}\n\n{rows}"


def _row(column: Column) -> str:
    name = f"`{column.name}`" + (" (required)" if column.required else "")
    example = f"`{column.example}`" if column.example else ""
    return f"| {name} | {_takes(column)} | {_cell(example)} | {_cell(column.description)} |"


def _takes(column: Column) -> str:
    if column.values:
        takes = f"list [{column.values}](#{_anchor(column.values)})"
    elif column.refers_to:
        takes = f"`{column.refers_to}`"
    else:
        takes = column.type
    return f"several of {takes}" if column.many else takes


def _rules(book: Codebook) -> str:
    rows = (f"| `{rule.name}` | {rule.level} | {rule.says} |" for rule in book.rules.values())
    return "\n".join(["| rule | level | says |", "|---|---|---|", *rows])


def _list(values: ValueList) -> str:
    said = f"{values.definition} {values.note}".strip()
    head = f"### List {values.name}\n\n{said}\n\n| value | means |\n|---|---|"
    return "\n".join([head, *_values(values)])


def _values(values: ValueList) -> Iterator[str]:
    for value in _tree(values, None):
        depth = "&nbsp;" * 4 * len(values.above(value))
        shown = f"`{value.code}`" if value.code else f"**{value.label}**"
        label = "" if value.code in {None, value.label} else f"{value.label}: "
        said = f"{label}{value.definition} {value.note}".strip()
        yield f"| {depth}{shown} | {_cell(said)} |"


def _tree(values: ValueList, above: str | None) -> Iterator[Value]:
    for value in values.values:
        if value.broader == above:
            yield value
            yield from _tree(values, value.iri)


def _anchor(name: str) -> str:
    return f"list-{name}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(codebook()), encoding="utf-8")


if __name__ == "__main__":
    main()
