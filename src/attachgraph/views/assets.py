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

__all__ = ["built", "built_bytes", "fill_template", "vis_network"]

TEMPLATES: Final = Path(__file__).resolve().parent / "template"
#: Written by tools/page_parts.py before the package is packed or installed.
BUILT: Final = Path(__file__).resolve().parent / "built"


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


@cache
def built(name: str) -> str:
    """Return a script or style that was bundled from the sources of the pages.

    Parameters
    ----------
    name : str
        Its file name, such as ``"explorer.js"``.

    Returns
    -------
    str
        JavaScript or CSS.

    Raises
    ------
    MissingError
        If a checkout was not built; a wheel always has it.
    """
    return _built_path(name).read_text(encoding="utf-8")


def built_bytes(name: str) -> bytes:
    """Return a built part that is no text.

    Parameters
    ----------
    name : str
        Its file name, such as ``"oxigraph.wasm"``.

    Returns
    -------
    bytes
        Its content.

    Raises
    ------
    MissingError
        If a checkout was not built; a wheel always has it.
    """
    return _built_path(name).read_bytes()


def _built_path(name: str) -> Path:
    path = BUILT / name
    if not path.is_file():
        raise MissingError(
            f"{name}, a part of the page, has not been built", where=str(BUILT), fix="make parts"
        )
    return path


def fill_template(name: str, **values: object) -> str:
    """Fill the template of a page.

    Parameters
    ----------
    name : str
        Its file name, such as ``"explorer.html"``.
    **values : object
        What the template names; text is escaped unless the template says that it is safe.

    Returns
    -------
    str
        A whole HTML document.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(**values)
