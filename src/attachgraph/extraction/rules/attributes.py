"""has-attribute: infobox rows that have no property of their own, kept as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context
from attachgraph.model import Node, Passage, Statement
from attachgraph.reading.asserting import asserted
from attachgraph.reading.lexicon import slug

NAME = "has-attribute"


def extract(context: Context) -> Iterator[Statement]:
    """State the other rows."""
    entry = context.entry
    for row in entry.infobox:
        loose_trigger = row.field == "trigger" and not any(
            cycle.trigger in row.items for cycle in entry.cycles
        )
        if (row.field == "other" or loose_trigger) and asserted(row.value.label) is not None:
            attribute = Node(
                "attribute",
                f"{context.scope}/{slug(row.label.label)}",
                row.label.label,
                "Attribute",
            )
            start, end = row.label.start, row.value.end
            whole = Passage(start, end, context.text.content[start:end])
            yield context.say(NAME, "ag:hasAttribute", attribute, whole, row.label.label)
            yield context.say(
                NAME, "ag:value", row.value.label, row.value, row.label.label, subject=attribute
            )
