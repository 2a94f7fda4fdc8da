"""Say in which file and line a node of the graph comes from.

In: a store with its texts. Out: a file name and a line, from the place of the quotation. Only what
is quoted has a place; line numbers need the content of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Store

from attachgraph.folder import LIBRARY
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

_SUBJECT: Final = NamedNode(RDF + "subject")
_OBJECT: Final = NamedNode(RDF + "object")
_QUOTATION: Final = NamedNode(AG + "quotation")
_DERIVED: Final = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_START: Final = NamedNode(PREFIXES["oa"] + "start")
_RECORD: Final = NamedNode(AG + "record")
_ORIGIN: Final = NamedNode(AG + "origin")
_CONTENT: Final = NamedNode(AG + "content")


class Line(NamedTuple):
    """A place in a file."""

    #: Its name, ``""`` where it is not known.
    file: str = ""
    #: From 1; 0 where it is not known.
    line: int = 0


class Locator:
    """Finds the lines that nodes come from."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._breaks = lru_cache(maxsize=64)(self._line_breaks)

    def locate(self, node: str) -> Line:
        """Find the first line that a node comes from."""
        if node.startswith("_:") or ":" not in node:
            return Line()
        iri = NamedNode(node)
        if self._values(node, _RECORD):
            return Line(LIBRARY)
        quotations = self._quotations(iri)
        places = sorted(
            (origin, self._line(text, start))
            for each in quotations
            for text in self._values(each, _DERIVED)
            for origin in self._values(text, _ORIGIN)
            for start in self._values(each, _START)
        )
        return Line(*places[0]) if places else Line(next(iter(self._values(node, _ORIGIN)), ""))

    def _quotations(self, iri: NamedNode) -> list[str]:
        if self._values(iri.value, _DERIVED):
            return [iri.value]
        own = self._values(iri.value, _QUOTATION)
        if own:
            return own
        # First what the texts say of it, else what leads to it.
        for predicate in (_SUBJECT, _OBJECT):
            found = [
                each
                for quad in self._store.quads_for_pattern(None, predicate, iri)
                for each in self._values(str(getattr(quad.subject, "value", "")), _QUOTATION)
            ]
            if found:
                return found
        return []

    def _values(self, subject: str, predicate: NamedNode) -> list[str]:
        if ":" not in subject:
            return []
        found = self._store.quads_for_pattern(NamedNode(subject), predicate, None)
        return sorted({str(getattr(quad.object, "value", "")) for quad in found})

    def _line(self, text: str, start: str) -> int:
        breaks = self._breaks(text)
        return bisect_right(breaks, int(start)) if breaks and start.isdecimal() else 0

    def _line_breaks(self, text: str) -> list[int]:
        """List where each line of a text begins."""
        content = next(iter(self._values(text, _CONTENT)), "")
        starts = [index + 1 for index, char in enumerate(content) if char == "\n"]
        return [0, *starts] if content else []
