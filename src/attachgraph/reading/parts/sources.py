"""The sources that an entry lists, as it writes them."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.model import Item
from attachgraph.reading.parts.material import Material
from attachgraph.reading.sections import in_order


def read(material: Material) -> Iterator[Item]:
    """Read the rows and the lists of sources."""
    for row in material.rows("sources"):
        yield from (Item(text, text.passage, "", row.label.label) for text in row.items)
    for section in material.sections("references", "publications"):
        for part in (section, *section.sections):
            heading = part.heading.label
            yield from (Item(text, text.passage, "", heading) for text in in_order(part))
