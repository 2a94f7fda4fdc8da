"""Write the library of a dataset folder: sorted, one name a line, so that changes read well.

In: records. Out: the text of ``library.json``, the same for the same records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

#: Fields in the order in which people read a record.
_ORDER: Final = (
    *("id", "type", "title", "author", "issued", "container-title", "editor", "translator"),
    *("volume", "issue", "edition", "publisher", "publisher-place", "page", "genre", "language"),
    *("DOI", "PMID", "PMCID", "ISBN", "ISSN", "URL", "abstract", "keyword"),
)
_LAST: Final = "custom"


def library_text(records: Iterable[Mapping[str, Any]]) -> str:
    """Write records, sorted by id."""
    items = [_item(record) for record in sorted(records, key=lambda record: str(record["id"]))]
    return "[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n"


def in_order(record: Mapping[str, Any]) -> dict[str, Any]:
    """Put the fields of a new record in the order in which people read it."""
    known = [name for name in _ORDER if name in record]
    return {name: record[name] for name in (*known, *sorted(record.keys() - set(known)))}


def _item(record: Mapping[str, Any]) -> str:
    names = [*(name for name in record if name != _LAST), *([_LAST] if _LAST in record else [])]
    fields = ",\n".join(f"    {_plain(name)}: {_value(record[name])}" for name in names)
    return "  {\n" + fields + "\n  }"


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"      {_inline(one)}" for one in value) + "\n    ]"
    if isinstance(value, dict) and "date-parts" in value:
        return f'{{ "date-parts": {_plain(value["date-parts"])} }}'
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    return _plain(value)


def _inline(value: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{_plain(k)}: {_plain(v)}" for k, v in value.items()) + " }"


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
