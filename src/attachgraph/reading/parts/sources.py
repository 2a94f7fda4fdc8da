"""The sources that an entry lists, as it writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Item
from attachgraph.reading.parts.depictions import lists_works
from attachgraph.reading.parts.material import Material
from attachgraph.reading.sections import in_order, iter_sections

#: Sections that list sources, however deep their headings are.
_LISTS: Final = frozenset({"references", "publications"})
#: What one item has, where "Sources" is below another heading: else they may be those of a quarrel.
_DATED: Final = re.compile(r"\b(?:1[5-9]|20)\d\d|\bdoi\b|n\.\s?d\.", re.IGNORECASE)
#: Nothing but a link to another page of the same site or vault.
_TO_PAGE: Final = re.compile(
    r"\W*(?:\[\[(?!@)[^\[\]]+\]\]|\[[^\[\]]+\]\((?!\w+:|//|doi|10\.)[^()\s]+\))[\s.]*"
)


def read(material: Material) -> Iterator[Item]:
    """Read the rows and the lists of sources."""
    for row in material.rows("sources"):
        yield from (Item(text, text.passage, "", row.label.label) for text in row.items)
    top = {section.heading.start for section in material.entry.sections}
    for section in iter_sections(material.entry.sections):
        if section.field not in _LISTS or lists_works(section):
            continue
        if section.heading.start not in top and not any(
            _DATED.search(text.words) for text in section.items
        ):
            continue
        below = (part for part in section.sections if part.field not in {*_LISTS, "related"})
        for part in (section, *below):
            for text in in_order(part):
                if _TO_PAGE.fullmatch(text.passage.text) is None:
                    yield Item(text, text.passage, "", part.heading.label)
