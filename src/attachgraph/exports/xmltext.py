"""Write text into XML: what GraphML and GEXF share.

In: any text. Out: text that every XML parser reads. Characters that XML 1.0 cannot hold, not even
as references, become U+FFFD, as a reader of damaged files would show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from attachgraph.exports.columns import JOINED, TABLES, Column

__all__ = ["Later", "attribute", "columns", "content", "written"]

# XML 1.0, production 2; lone surrogates cannot be written as UTF-8 either.
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_MEMORY: Final = 8 * 1024 * 1024


def content(text: str) -> str:
    r"""Escape a text that stands in an element.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Without markup. A carriage return is written as a reference, or parsers would lose it.

    Examples
    --------
    >>> content("a < b\x00")
    'a &lt; b�'
    """
    return escape(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Escape a text that is the value of an attribute, and put it in quotes.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        In quotes; line breaks and tabs are written as references.
    """
    return quoteattr(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})


def columns(table: str, *, evidence: bool) -> list[Column]:
    """List the attributes of nodes or edges beyond their ends and names.

    Parameters
    ----------
    table : str
        ``nodes`` or ``edges``.
    evidence : bool
        Whether to write those of the evidence.

    Returns
    -------
    list of Column
        In order.
    """
    own = {"id", "source", "target"}
    return [
        column
        for column in TABLES[table].columns
        if column.name not in own and (evidence or not column.is_evidence)
    ]


def written(value: object) -> str | None:
    """Write the value of a column as text.

    Parameters
    ----------
    value : object
        A text, a number, several texts, or ``None``.

    Returns
    -------
    str or None
        ``None`` where there is no value.
    """
    if isinstance(value, tuple):
        return JOINED.join(value) or None
    return None if value in {None, ""} else str(value)


class Later:
    """Keeps what must stand behind the nodes, on the disk if it is much."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `read`

    def write(self, text: str) -> None:
        """Keep some text.

        Parameters
        ----------
        text : str
            Whole lines.
        """
        self._file.write(text.encode())

    def read(self) -> Iterable[bytes]:
        """Yield what was kept, and forget it.

        Yields
        ------
        bytes
            The next piece.
        """
        with self._file as file:
            file.seek(0)
            while piece := file.read(1 << 20):
                yield piece
