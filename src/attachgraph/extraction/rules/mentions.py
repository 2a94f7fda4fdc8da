"""mentions: concepts of the scheme that the prose speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, known_node
from attachgraph.extraction.gazetteer import find_concepts
from attachgraph.model import Passage, Statement

NAME = "mentions"


def extract(context: Context) -> Iterator[Statement]:
    """State which concepts the entry mentions."""
    seen: set[tuple[str, str]] = set()
    for text, section in context.prose:
        raw = text.passage
        for mention in find_concepts(raw.text):
            node = known_node(mention.path)
            if (mention.path, section) in seen or (node.kind, node.key) == (
                context.subject.kind,
                context.subject.key,
            ):
                continue
            seen.add((mention.path, section))
            words = Passage(
                raw.start + mention.start,
                raw.start + mention.end,
                raw.text[mention.start : mention.end],
            )
            yield context.say(NAME, "ag:mentions", node, words, section)
