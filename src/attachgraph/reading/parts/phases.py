"""The phases of a relationship, in the order in which the entry tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from attachgraph.model import Passage, Section
from attachgraph.reading.headings import stage_mark
from attachgraph.reading.parts.material import Material

_PHASE: Final = re.compile(
    r"[*_]*(?P<name>[^:*_]{3,60}(?<![.]))(?:[*_]*(?:\s*[:–—]|\s-)[*_]*|\.(?:\*\*|__))\s+"
)


def read(material: Material) -> Iterator[Section]:
    """Read the sections below the milestones, else their items."""
    for section in material.sections("milestones"):
        if section.sections:
            yield from (replace(part, heading=_named(part.heading)) for part in section.sections)
        else:
            yield from _of_items(material, section)


def _named(heading: Passage) -> Passage:
    """Take the number off "Stage 2: Conflict"."""
    mark = stage_mark(heading.text)
    return Passage(heading.start + mark, heading.end, heading.text[mark:])


def _of_items(material: Material, section: Section) -> Iterator[Section]:
    for item in section.items:
        match = _PHASE.match(item.passage.text, stage_mark(item.passage.text))
        if match is None:
            continue
        start = item.passage.start
        name = _named(
            Passage(start + match.start("name"), start + match.end("name"), match["name"])
        )
        rest = material.prose.sentences(start + match.end(), item.passage.end)
        yield Section(name, "other", tuple(rest))
