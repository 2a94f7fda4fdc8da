"""Find the files that ship with the package: ``ontology/`` and ``data/``.

In: a relative path. Out: a real path. Looks inside the installed package first, then in the
checkout, because editable installs have no packaged copy.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attachgraph.errors import MissingError

__all__ = ["resource", "resource_root"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


@cache
def resource_root() -> Path:
    """Return the folder that holds ``ontology/`` and ``data/``.

    Returns
    -------
    pathlib.Path
        ``attachgraph/_shipped`` in an installed wheel, else the root of the checkout.

    Raises
    ------
    MissingError
        If neither holds an ``ontology/`` folder: the installation is broken.
    """
    for root in (_PACKAGE / "_shipped", _CHECKOUT):
        if (root / "ontology").is_dir() and (root / "data").is_dir():
            return root
    raise MissingError(
        "the ontology and data files of attachgraph are missing",
        where=str(_PACKAGE),
        fix="install the package again: python -m pip install --force-reinstall attachgraph",
    )


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder.

    Parameters
    ----------
    *parts : str
        Path segments, such as ``"ontology", "concepts.ttl"``.

    Returns
    -------
    pathlib.Path
        The existing path.

    Raises
    ------
    MissingError
        If there is no such file.

    Examples
    --------
    >>> resource("ontology", "attachgraph.ttl").name
    'attachgraph.ttl'
    """
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise MissingError(f"the shipped file {'/'.join(parts)} is missing", where=str(path))
    return path
