"""pairs-with: the title of a pairing joins two styles."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, joins_two, style_node
from attachgraph.model import Statement

NAME = "pairs-with"


def extract(context: Context) -> Iterator[Statement]:
    """State that the two styles pair, in both directions."""
    entry = context.entry
    if not joins_two(entry):
        return
    first, second = (style_node(key) for key in entry.styles)
    words = (entry.title, entry.style_passages[1]) if entry.styles_inferred else (entry.title,)
    for subject, object_ in dict.fromkeys(((first, second), (second, first))):
        yield context.say(NAME, "ag:pairsWith", object_, words, "Title", subject=subject)
