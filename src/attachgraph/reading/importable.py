"""Tell bibliographies and coded results from documents: they are for a dataset's library and tables.

In: a decoded text and its name. Out: nothing, or the error that says how to import it.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError

#: How an export of a reference manager begins, whatever the file is called.
_BEGINNINGS: Final = (
    (re.compile(r"\s*(?:%[^\n]*\n\s*)*@\w+\s*[{(]"), "a bibliography (BibTeX)"),
    (re.compile(r"\s*TY {2}- *[A-Z]+\s"), "a bibliography (RIS)"),
)
_RECORDS: Final = re.compile(r"\s*(?:\[\s*\{|\{\s*\")")
_TABLES: Final = frozenset({".csv", ".tsv", ".xlsx"})


def refuse_for_import(content: str, name: str) -> None:
    """Refuse a bibliography or a table of coded results: as an entry it would say nothing."""
    found = (what for sign, what in _BEGINNINGS if sign.match(content))
    what = (
        next(found, None) or _of_json(content) or _of_table(content, PurePath(name).suffix.lower())
    )
    if what is not None:
        raise InputError(**refusal("for-import", what=what, file=name), where=name)


def _of_json(content: str) -> str | None:
    if _RECORDS.match(content) is None:
        return None
    try:
        items = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if isinstance(items, dict):
        items = items.get("items", [items])
    if not isinstance(items, list) or not items:
        return None
    are_records = all(isinstance(item, dict) and {"title", "type"} <= item.keys() for item in items)
    return "a bibliography (CSL-JSON)" if are_records else None


def _of_table(content: str, suffix: str) -> str | None:
    if suffix not in _TABLES or not content.strip():
        return None
    from attachgraph.evidence.codebook import codebook
    from attachgraph.reading.couples_table import holds_couples

    first = content.lstrip().splitlines()[0]
    header = first.split(max(",;\t", key=first.count))
    table = codebook().table_of([cell.strip(' "') for cell in header])
    return None if table is None or holds_couples(content) else f"a table of coded {table}"
