"""The dialects of pages: what reads each of them.

In: nothing. Out: the table of dialects by media type. To add one, write a module with a function
``read(content, name) -> Read`` and name it here.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, NamedTuple

from attachgraph.model import Diagnostic, Entry, Mark
from attachgraph.reading.entry import Settings
from attachgraph.reading.lines import Line


class Read(NamedTuple):
    """What a dialect makes of a decoded document: its text, its lines and what it declares."""

    #: What offsets refer to: the decoded text, or what was extracted from it.
    content: str
    lines: list[Line]
    settings: Settings = Settings()
    licence: str = ""
    #: Who wrote it and where it is, as its markup says.
    author: str = ""
    address: str = ""
    marks: tuple[Mark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    #: Of a table: an entry for each row.
    entries: tuple[Entry, ...] = ()


#: Modules are imported when a document needs them: their parsers take time to load.
_MODULES: Final = {
    "text/html": "attachgraph.reading.hypertext",
    "text/markdown": "attachgraph.reading.markdown",
    "text/plain": "attachgraph.reading.plain",
    "text/x-wiki": "attachgraph.reading.wikitext",
    "application/jats+xml": "attachgraph.reading.papers",
    "application/nbib": "attachgraph.reading.nbib",
    "text/csv": "attachgraph.reading.couples_table",
    "text/tab-separated-values": "attachgraph.reading.couples_table",
}


def reader_of(media: str) -> Callable[[str, str], Read]:
    """Return what reads documents of a media type."""
    read: Callable[[str, str], Read] = import_module(
        _MODULES.get(media, _MODULES["text/plain"])
    ).read
    return read
