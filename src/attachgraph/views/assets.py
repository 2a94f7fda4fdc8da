"""Gather the scripts and styles that go into the page.

In: what was bundled from the sources of the pages. Out: their text. Knows nothing of the data.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from attachgraph.errors import MissingError

TEMPLATES: Final = Path(__file__).resolve().parent / "template"
#: Written by tools/page_parts.py before the package is packed or installed.
BUILT: Final = Path(__file__).resolve().parent / "built"


@cache
def built(name: str) -> str:
    """Return a script or style that was bundled from the sources of the pages."""
    return _built_path(name).read_text(encoding="utf-8")


def built_bytes(name: str) -> bytes:
    """Return a built part that is not text."""
    return _built_path(name).read_bytes()


def _built_path(name: str) -> Path:
    path = BUILT / name
    if not path.is_file():
        raise MissingError(
            f"{name}, a part of the page, has not been built", where=str(BUILT), fix="make parts"
        )
    return path


def fill_template(name: str, **values: object) -> str:
    """Fill the template of a page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(**values)
