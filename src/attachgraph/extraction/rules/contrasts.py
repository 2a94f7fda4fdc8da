"""contrasts-with: the antonyms that the infobox or a section names."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, node_of_title
from attachgraph.model import Statement

NAME = "contrasts-with"


def extract(context: Context) -> Iterator[Statement]:
    """State the antonyms."""
    for item in context.entry.antonyms:
        target = node_of_title(item.name.label)
        if target != context.topic:
            yield context.say_text(
                NAME,
                "ag:contrastsWith",
                target,
                item.text,
                item.section,
                subject=context.topic,
            )
