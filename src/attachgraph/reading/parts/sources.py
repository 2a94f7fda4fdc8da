"""The sources that an entry lists, as it writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Item
from attachgraph.reading.headings import heading_field
from attachgraph.reading.parts.depictions import lists_works
from attachgraph.reading.parts.material import Material
from attachgraph.reading.sections import in_order

#: Nothing but a link to another page of the same site or vault.
_TO_PAGE: Final = re.compile(
    r"\W*(?:\[\[(?!@)[^\[\]]+\]\]|\[[^\[\]]+\]\((?!\w+:|//|doi|10\.)[^()\s]+\))[\s.]*"
)


def read(material: Material) -> Iterator[Item]:
    """Read the rows and the lists of sources."""
    for row in material.rows("sources"):
        yield from (Item(text, text.passage, "", row.label.label) for text in row.items)
    for section in material.sections("references", "publications"):
        if lists_works(section):
            continue
        for part in (section, *section.sections):
            known = heading_field(part.heading.text)
            if known is not None and known.field == "related":
                continue
            for text in in_order(part):
                if _TO_PAGE.fullmatch(text.passage.text) is None:
                    yield Item(text, text.passage, "", part.heading.label)
