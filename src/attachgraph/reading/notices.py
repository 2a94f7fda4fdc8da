"""What a reader notices about a document, with the place of each."""

from __future__ import annotations

from attachgraph.model import Diagnostic
from attachgraph.reading.lines import LineIndex


class Notices:
    """The diagnostics of one document while it is read."""

    def __init__(self, content: str) -> None:
        self.found: list[Diagnostic] = []
        self._index = LineIndex(content)

    def say(self, name: str, offset: int, **words: str) -> None:
        """Note something at a place of the text."""
        line, column = self._index.place(offset)
        self.found.append(Diagnostic.of(name, line, column, **words))

    def forget(self, name: str) -> None:
        """Take back what only turned out later to be no fault: an article may have any headings."""
        self.found = [notice for notice in self.found if notice.name != name]
