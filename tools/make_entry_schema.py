"""Write the JSON Schema of the front matter.

In: :mod:`attachgraph.authoring.schema`. Out: ``ontology/entry.schema.json``. A test fails where it
is not current::

    python tools/make_entry_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from attachgraph.authoring.schema import entry_schema

__all__ = ["FILE", "render"]

FILE: Final = Path(__file__).resolve().parent.parent / "ontology" / "entry.schema.json"


def render() -> str:
    """Write the schema.

    Returns
    -------
    str
        JSON.
    """
    return json.dumps(entry_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(render(), encoding="utf-8")
