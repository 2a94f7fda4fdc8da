"""contrasts-with: the antonyms that the infobox or a section names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.extraction.context import Context, node_of_title, style_node
from attachgraph.model import Node, Statement
from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import find_styles

NAME = "contrasts-with"

_BRACKET: Final = re.compile(r"\s*\([^()]*\)")
_TAIL: Final = re.compile(
    r"(?:attachment)?(?: ?(?:styles?|patterns?|types?|people|individuals|partners?))?"
)


def extract(context: Context) -> Iterator[Statement]:
    """State the antonyms."""
    for item in context.entry.antonyms:
        target = _meant(item.name.label)
        if target != context.topic:
            yield context.say_text(
                NAME,
                "ag:contrastsWith",
                target,
                item.text,
                item.section,
                subject=context.topic,
            )


def _meant(name: str) -> Node:
    """Return what an opposite is: "disorganized styles" is one style, a synonym in brackets no second."""
    bare = _BRACKET.sub("", name) or name
    found = find_styles(bare, loosely=True)
    if len(found) == 1 and _TAIL.fullmatch(fold(bare[: found[0].start] + bare[found[0].end :])):
        return style_node(found[0].key)
    return node_of_title(name)
