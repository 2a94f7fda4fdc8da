"""The special parts of an entry: names, sources, phases, cycles, debates, depictions and questions.

In: an entry with its infobox and sections. Out: the same entry with these parts. Sections keep
their sentences; a part only points into them. To add a part, write its file and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from attachgraph.model import Entry
from attachgraph.reading.parts import cycles, debates, depictions, names, phases, questions, sources
from attachgraph.reading.parts.material import Material
from attachgraph.reading.prose import Prose

#: Fields of the entry, each with what reads it.
_PARTS: Final[dict[str, Callable[[Material], Iterable[Any]]]] = {
    "other_names": names.other_names,
    "antonyms": names.antonyms,
    "related": names.related,
    "sources": sources.read,
    "milestones": phases.read,
    "cycles": cycles.read,
    "debates": debates.read,
    "depictions": depictions.read,
    "questions": questions.read,
}


def with_parts(prose: Prose, entry: Entry) -> Entry:
    """Read all parts of an entry."""
    material = Material(prose, entry)
    parts: dict[str, Any] = {field: tuple(read(material)) for field, read in _PARTS.items()}
    return replace(entry, **parts)
