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

# XML 1.0, production 2; lone surrogates cannot be written as UTF-8 either.
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_MEMORY: Final = 8 * 1024 * 1024


def content(text: str) -> str:
    r"""Escape a text that stands in an element.

    Examples
    --------
    >>> content("a < b\x00")
    'a &lt; b�'
    """
    return escape(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Escape a text that is the value of an attribute, and put it in quotes."""
    return quoteattr(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})


def columns(table: str, *, quotations: bool) -> list[Column]:
    """List the attributes of nodes or edges beyond their ends and names."""
    own = {"id", "source", "target"}
    return [
        column
        for column in TABLES[table].columns
        if column.name not in own and (quotations or not column.is_quotation)
    ]


def written(value: object) -> str | None:
    """Write the value of a column as text."""
    if isinstance(value, tuple):
        return JOINED.join(value) or None
    return None if value in {None, ""} else str(value)


class Later:
    """Keeps what must stand behind the nodes, on the disk if it is much."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `read`

    def write(self, text: str) -> None:
        """Keep some text."""
        self._file.write(text.encode())

    def read(self) -> Iterable[bytes]:
        """Yield what was kept, and forget it."""
        with self._file as file:
            file.seek(0)
            while piece := file.read(1 << 20):
                yield piece
