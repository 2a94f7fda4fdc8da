"""Gather the scripts and styles that go into the page.

In: the files of the template folder and of the installed pyvis package. Out: their text. Knows
nothing of the data. vis-network is read from pyvis when a page is made and never copied into this
repository.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attachgraph.errors import MissingError

__all__ = ["TEMPLATES", "page_script", "page_style", "vis_network"]

TEMPLATES: Final = Path(__file__).resolve().parent / "template"


@cache
def vis_network() -> str:
    """Return the script of vis-network that pyvis brings, newest version first.

    Returns
    -------
    str
        JavaScript with its licence notice, without the reference to a source map: developer tools
        would look for that file beside the page.

    Raises
    ------
    MissingError
        If pyvis is not installed or brings no vis-network.
    """
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


def page_script() -> str:
    """Join the script modules of the page into one function that keeps its names to itself.

    Returns
    -------
    str
        JavaScript; the modules stand in the order of their file names.
    """
    return f'(() => {{\n"use strict";\n{_joined("script", "js")}}})();\n'


def page_style() -> str:
    """Join the style sheets of the page.

    Returns
    -------
    str
        CSS; the sheets stand in the order of their file names.
    """
    return _joined("style", "css")


def _joined(folder: str, suffix: str) -> str:
    files = sorted((TEMPLATES / folder).glob(f"*.{suffix}"))
    return "".join(file.read_text(encoding="utf-8").replace("\r\n", "\n") for file in files)
