"""Read CSL-JSON, as Zotero, pandoc and Crossref write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from attachgraph.errors import InputError
from attachgraph.library.found import Found, Refused, issued, pages

#: Better BibTeX writes the key into the id, or into the note; Zotero alone writes an address.
_ADDRESS: Final = re.compile(r"https?://")
_NOTED: Final = re.compile(r"(?im)^\s*(?:citation key|bibtex|citekey):\s*(\S+)")
_EXTRA: Final = re.compile(r"^\s*(PMID|PMCID|DOI):\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def read_csljson(text: str) -> Iterator[Found | Refused]:
    """Read a list of items, or one item."""
    try:
        items = json.loads(text)
    except ValueError as error:
        raise InputError(f"this is not JSON: {error}", fix="export it again as CSL-JSON") from error
    if isinstance(items, dict):
        items = items["items"] if isinstance(items.get("items"), list) else [items]
    if not isinstance(items, list):
        raise InputError("this is not a list of items", fix="export it again as CSL-JSON")
    offset = 0
    for item in items:
        named = isinstance(item, dict) and item.get("id")
        place = text.find(json.dumps(str(item["id"])), offset) if named else -1
        offset = max(offset, place)
        line = text.count("\n", 0, offset) + 1
        if place >= 0:
            offset += 1
        yield _found(item, line) if _is_item(item) else _refused(line)


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and bool(item.get("title"))


def _refused(line: int) -> Refused:
    return Refused(line, "an item has no title", "give it a title in the reference manager")


def _found(item: dict[str, Any], line: int) -> Found:
    record = dict(item)
    note = str(record.get("note", ""))
    keys = [str(record.pop(name)) for name in ("citation-key", "id") if record.get(name)]
    keys += _NOTED.findall(note)
    for name, value in _EXTRA.findall(note):
        record.setdefault(name.upper(), value)
    record.pop("note", None)
    if isinstance(date := record.get("issued"), str | int):
        record["issued"] = issued(str(date)) or date
    if "page" in record:
        record["page"] = pages(str(record["page"]))
    aliases = dict.fromkeys(key for key in keys if not _ADDRESS.match(key))
    return Found(record, line, tuple(aliases))
