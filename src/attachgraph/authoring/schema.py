"""The JSON Schema of the front matter of an entry, for editors.

In: the rows an entry may have. Out: a schema of draft 7, the one that the tools of editors read.
``ontology/entry.schema.json`` is written from here; a test holds it against what ``check`` accepts
and refuses.
"""

from __future__ import annotations

from typing import Any, Final

from attachgraph.authoring.rows import ROWS, SETTINGS
from attachgraph.model import Kind

#: The form of a language tag (BCP 47) and of an absolute IRI, as far as a pattern can tell.
_RULES: Final[dict[str, dict[str, Any]]] = {
    "title": {"type": "string", "minLength": 1},
    "kind": {"enum": [kind.value for kind in Kind]},
    "lang": {"type": "string", "pattern": "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"},
    "license": {"type": "string", "pattern": '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+$'},
}


def entry_schema() -> dict[str, Any]:
    """Write the schema."""
    settings = {each.key: {**_RULES[each.key], "description": each.meaning} for each in SETTINGS}
    # In draft 7 nothing may be next to a reference.
    rows = {
        row.label: {"description": row.meaning, "allOf": [{"$ref": "#/definitions/row"}]}
        for row in ROWS
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://w3id.org/attachgraph/entry.schema.json",
        "title": "Front matter of an attachgraph entry",
        "description": "The rows between the two --- lines of an entry. "
        "Written by tools/make_entry_schema.py; the format is in docs/entry-format.md.",
        "type": "object",
        "required": ["title"],
        "properties": {**settings, **rows},
        "additionalProperties": {"$ref": "#/definitions/row"},
        "definitions": {
            "row": {
                "description": "Words, or a list with one item a line.",
                "anyOf": [
                    {"$ref": "#/definitions/words"},
                    {"type": "array", "items": {"$ref": "#/definitions/words"}},
                    {"type": "null"},
                ],
            },
            "words": {"type": ["string", "number", "boolean"]},
        },
    }
