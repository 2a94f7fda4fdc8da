"""related-entry: what the entry itself lists as related; a teaser of the site is not one."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, node_of_title
from attachgraph.model import Statement

NAME = "related-entry"


def extract(context: Context) -> Iterator[Statement]:
    """State the related entries."""
    for item in context.entry.related:
        target = node_of_title(item.name.label)
        if target != context.subject:
            yield context.say_text(NAME, "ag:relatedEntry", target, item.text, item.section)
