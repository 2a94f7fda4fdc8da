"""Describe tables as a Frictionless data package.

In: a folder with tables. Out: ``datapackage.json`` beside them: every column with its type and what
it holds, the keys, the licences, and the checksum of every file.

Sources: https://specs.frictionlessdata.io/data-package/,
https://specs.frictionlessdata.io/table-schema/
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from attachgraph.exports.about import About
from attachgraph.exports.columns import JOINED, TABLES, Column, Table
from attachgraph.exports.formats import find_format
from attachgraph.folder import SPDX_NAMES

#: Of a package that we wrote.
NAME: Final = "attachgraph"
_TYPES: Final = {"string": "string", "list": "string", "integer": "integer"}


def write_package(folder: Path, format_: str, tables: dict[str, list[Column]], told: About) -> None:
    """Write the description of tables next to them."""
    joined = (
        f" A cell with several values has “{JOINED.strip()}” between them. A leading apostrophe "
        "keeps spreadsheets from running a text as a formula."
    )
    package = {
        "name": NAME,
        "title": "attachgraph: adult attachment styles and their pairings as a graph",
        "description": told.notice + (joined if format_ == "csv" else ""),
        "notice": told.notice,
        "licenses": [
            {**({"name": SPDX_NAMES[iri]} if iri in SPDX_NAMES else {}), "path": iri}
            for iri in told.licences
        ],
        "resources": [
            _resource(folder / f"{name}.{format_}", TABLES[name], columns, set(tables))
            for name, columns in tables.items()
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _resource(path: Path, table: Table, columns: list[Column], others: set[str]) -> dict[str, Any]:
    format_ = path.suffix.removeprefix(".")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    described: dict[str, Any] = {}
    if format_ == "csv":  # a Parquet file describes its columns itself
        described = {"encoding": "utf-8", "schema": _schema(table, columns, others)}
    return {
        "name": table.name,
        "type": "table" if described else "file",
        "path": path.name,
        "description": table.description,
        "scheme": "file",
        "format": format_,
        "mediatype": find_format(format_).media_type,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        **described,
    }


def _schema(table: Table, columns: list[Column], others: set[str]) -> dict[str, Any]:
    references = [
        {"fields": field, "reference": {"resource": other, "fields": key}}
        for field, other, key in table.references
        if other in others
    ]
    schema = {
        "fields": [_field(column, table) for column in columns],
        "missingValues": [""],
        "primaryKey": table.key,
        "foreignKeys": references,
    }
    return {key: value for key, value in schema.items() if value}


def _field(column: Column, table: Table) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
    }
    constraints = {
        **({"required": True} if column.is_required else {}),
        **({"unique": True} if column.name == table.key else {}),
    }
    return {**field, "constraints": constraints} if constraints else field
