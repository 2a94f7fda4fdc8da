"""What an assistant is given at a time: a page of rows, within a size, that says what was cut.

In: rows as JSON has them. Out: one page of them. An assistant reads all that it gets, and forgets
the rest of a conversation for it; so an answer is small and says how to go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final, TypeAlias

from attachgraph.errors import UsageError
from attachgraph.notice import NOTICE

Json: TypeAlias = dict[str, Any]

MOST_ROWS: Final = 100
#: Of the rows of an answer, written as JSON.
MOST_BYTES: Final = 40_000
#: Of one text; the longest quotation of the bundled dataset has 1,609.
MOST_CHARACTERS: Final = 2_000
#: Items of a list inside a row, such as the results below a claim.
MOST_BELOW: Final = 12


def answer(
    rows: Iterable[Mapping[str, Any]],
    *,
    offset: int,
    limit: int,
    licences: Iterable[str],
    **head: object,
) -> Json:
    """Give one page of rows, with what holds for all of them."""
    page = [_short(dict(row)) for row in islice(rows, offset, reach(offset, limit))]
    kept = _within_bytes(page[:limit])
    told: Json = {name: _short(value) for name, value in head.items()}
    told |= {"rows": kept, "cut": _cut(offset, len(kept), more=len(kept) < len(page))}
    return told | {"licences": sorted(licences), "notice": NOTICE}


def reach(offset: int, limit: int) -> int:
    """Count the rows that must be read for a page, and to know whether there are more."""
    if offset < 0 or not 1 <= limit <= MOST_ROWS:
        raise UsageError(
            f"there is no page of {limit} rows from {offset}",
            fix=f"offset from 0, limit from 1 to {MOST_ROWS}",
        )
    return offset + limit + 1


def _cut(offset: int, shown: int, *, more: bool) -> str:
    """Say in words whether there is more; nothing is left out without a word."""
    if not more:
        return ""
    return f"these are {shown} rows from {offset}; there are more: ask with offset={offset + shown}"


def _within_bytes(rows: list[Any]) -> list[Any]:
    """Keep the first rows, as many as the size lets; one at least, because it has been cut."""
    size = 0
    kept: list[Any] = []
    for row in rows:
        size += len(json.dumps(row, ensure_ascii=False).encode())
        if kept and size > MOST_BYTES:
            break
        kept.append(row)
    return kept


def _short(value: Any) -> Any:
    """Cut long texts and long lists, and drop what is empty."""
    if isinstance(value, str):
        left = len(value) - MOST_CHARACTERS
        return value if left <= 0 else f"{value[:MOST_CHARACTERS]} … [{left:,} characters cut]"
    if isinstance(value, Mapping):
        short = {name: _short(each) for name, each in value.items()}
        return {name: each for name, each in short.items() if each not in ("", None, [], {})}
    if isinstance(value, list | tuple):
        left = len(value) - MOST_BELOW
        more = [f"… [{left:,} more cut]"] if left > 0 else []
        return [_short(each) for each in value[:MOST_BELOW]] + more
    return value
