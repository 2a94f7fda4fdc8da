"""What every part of an entry is read from: its infobox, its sections, its text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attachgraph.model import Entry, InfoboxRow, Section
from attachgraph.reading.prose import Prose


class Material:
    """One entry with its infobox and sections, before its parts are read."""

    def __init__(self, prose: Prose, entry: Entry) -> None:
        self.prose = prose
        self.entry = entry

    @cached_property
    def _sections(self) -> dict[str, list[Section]]:
        found: dict[str, list[Section]] = {}
        for section in self.entry.sections:
            found.setdefault(section.field, []).append(section)
        return found

    def sections(self, *fields: str) -> list[Section]:
        """Return the sections at the top that have one of these fields."""
        return [section for field in fields for section in self._sections.get(field, [])]

    def rows(self, field: str) -> Iterator[InfoboxRow]:
        """Return the rows of the infobox that have a field."""
        return (row for row in self.entry.infobox if row.field == field)
