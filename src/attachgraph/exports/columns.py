"""What the columns of the tables are called, what they hold, and of which type they are.

In: nothing. Out: the tables ``nodes``, ``edges`` and ``quotations``, described once for CSV,
Parquet, GraphML and GEXF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

#: Stands between the values of a cell that has several.
JOINED: Final = " | "

Type: TypeAlias = Literal["string", "integer", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column."""

    #: As the first line of a file has it.
    name: str
    #: Of its values; a list is one cell in CSV, with :data:`JOINED` between its values.
    type: Type
    #: What it holds.
    description: str
    #: Whether it is left out together with the quotations.
    is_quotation: bool = False
    #: Whether every row has a value.
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    #: Of the file, without its ending.
    name: str
    #: What a row is.
    description: str
    columns: tuple[Column, ...]
    #: The column whose values are unique, ``""`` where there is none.
    key: str = ""
    #: Columns whose values are keys: the column, the other table, its column.
    references: tuple[tuple[str, str, str], ...] = ()


_NODES: Final = Table(
    "nodes",
    "One row for each node: pairings, styles, concepts, sources, works, persons and their parts.",
    (
        Column("id", "string", "IRI of the node.", is_required=True),
        Column("label", "string", "Its name, in English where there is one."),
        Column("kind", "string", "Its most specific class, such as Pairing."),
        Column("language", "string", "Language of the label, as a BCP 47 tag."),
        Column("types", "list", "All its classes, shortened with the prefixes of the dataset."),
        Column("description", "string", "What it is, in the words of the dataset."),
        Column("year", "string", "Year of issue of a source or work."),
        Column("order", "integer", "Place in a sequence, of phases and moves."),
        Column(
            "coded",
            "list",
            "What is counted, measured or coded of it, and the standing of a claim: couples=81, "
            "direction=decreases, status=disputed.",
        ),
    ),
    key="id",
)
_EDGES: Final = Table(
    "edges",
    "One row for each edge, with the words that assert it.",
    (
        Column("id", "string", "Name of the edge; the same in every export.", is_required=True),
        Column("source", "string", "IRI of the node that it leaves.", is_required=True),
        Column("target", "string", "IRI of the node that it leads to.", is_required=True),
        Column("name", "string", "Name of the edge, such as pairs-with.", is_required=True),
        Column("label", "string", "The same in words."),
        Column("predicate", "string", "IRI of its property.", is_required=True),
        Column(
            "standing",
            "string",
            "Its standing, in a word: the worst of its statuses; empty where only a table has it.",
            is_quotation=True,
        ),
        Column(
            "status",
            "list",
            "The standing of each statement: supported, weak, qualified, disputed, contradicted, "
            "unsupported or inferred by results on its claim, or reported (the text says so).",
            is_quotation=True,
        ),
        Column(
            "statement",
            "list",
            "IRIs of the statements that assert it, in the order of status.",
            is_quotation=True,
        ),
        Column("quote", "list", "The words that assert it, verbatim.", is_quotation=True),
        Column(
            "section",
            "list",
            "Headings above the words, in the order of quote.",
            is_quotation=True,
        ),
        Column(
            "sources",
            "list",
            "IRIs of the sources that bear on it, after what they do to it where that is known.",
            is_quotation=True,
        ),
    ),
    key="id",
    references=(("source", "nodes", "id"), ("target", "nodes", "id")),
)
_QUOTATION: Final = Table(
    "quotations",
    "One row for each place in a text that asserts a statement.",
    (
        Column("statement", "string", "IRI of the statement.", is_required=True),
        Column(
            "edge",
            "string",
            "Key in edges; empty for a text, and for an edge that is contested and left out.",
        ),
        Column("subject", "string", "IRI of what it is about.", is_required=True),
        Column("predicate", "string", "IRI of the property.", is_required=True),
        Column("object", "string", "IRI or text of what it says."),
        Column("object_kind", "string", "Whether the object is a node or a text."),
        Column("language", "string", "Language of the object, where it is a text."),
        Column("status", "string", "The standing of the statement in the literature."),
        Column("sources", "list", "As in edges."),
        Column("quote", "string", "The words, verbatim."),
        Column("section", "string", "Heading or infobox label above them."),
        Column("text", "string", "IRI of the text; it ends in the SHA-256 of its bytes."),
        Column("start", "integer", "First character of the words in that text, from 0."),
        Column("end", "integer", "The character after the words."),
        Column("rule", "string", "The rule that took the words from the text."),
    ),
    references=(("subject", "nodes", "id"),),
)

#: By name.
TABLES: Final[dict[str, Table]] = {table.name: table for table in (_NODES, _EDGES, _QUOTATION)}


def chosen_tables(*, quotations: bool) -> dict[str, list[Column]]:
    """List the tables to write, with their columns."""
    return {
        name: [column for column in table.columns if quotations or not column.is_quotation]
        for name, table in TABLES.items()
        if quotations or name != "quotations"
    }


def cell(value: object) -> str | int | None:
    """Write the value of a column as one value: several are joined, and what is empty is none."""
    if isinstance(value, tuple):
        return JOINED.join(value) or None
    return value if isinstance(value, int) else str(value or "") or None
