"""Gather the scripts and styles that go into the page.

In: what was bundled from the sources of the pages, and the installed pyvis package. Out: their
text. Knows nothing of the data. vis-network is read from pyvis when a page is made and never copied
into this repository.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attachgraph.errors import MissingError

TEMPLATES: Final = Path(__file__).resolve().parent / "template"
#: Written by tools/page_parts.py before the package is packed or installed.
BUILT: Final = Path(__file__).resolve().parent / "built"


@cache
def vis_network() -> str:
    """Return the script of vis-network that pyvis brings, newest version first."""
    spec = find_spec("pyvis")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    found = sorted(folder.glob("lib/vis-*/vis-network.min.js"), key=_version)
    if not found:
        raise MissingError(
            "pyvis, which brings the graph drawing, is missing",
            fix="python -m pip install 'pyvis>=0.3.2'",
        )
    script = found[-1].read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"\n?//# sourceMappingURL=\S+\s*\Z", "\n", script)


def _version(path: Path) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", path.parent.name)))


@cache
def built(name: str) -> str:
    """Return a script or style that was bundled from the sources of the pages."""
    return _built_path(name).read_text(encoding="utf-8")


def built_bytes(name: str) -> bytes:
    """Return a built part that is no text."""
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
