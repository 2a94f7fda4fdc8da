"""Find the files that ship with the package: ``ontology/`` and ``data/``.

In: a relative path. Out: a real path. Looks inside the installed package first, then in the
checkout, because editable installs have no packaged copy.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attachgraph.errors import MissingError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


@cache
def resource_root() -> Path:
    """Return the folder that holds ``ontology/`` and ``data/``."""
    for root in (_PACKAGE / "_shipped", _CHECKOUT):
        if (root / "ontology").is_dir() and (root / "data").is_dir():
            return root
    raise MissingError(
        "the ontology and data files of attachgraph are missing",
        where=str(_PACKAGE),
        fix="install the package again: python -m pip install --force-reinstall attachgraph",
    )


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder."""
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise MissingError(f"the shipped file {'/'.join(parts)} is missing", where=str(path))
    return path
