"""category and subfield: where the encyclopedia files the entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attachgraph.extraction.context import Context
from attachgraph.model import Statement

NAME = "categories"

_PROPERTIES: Final = {"category": "ag:category", "subfield": "ag:subfield"}


def extract(context: Context) -> Iterator[Statement]:
    """State categories and subfields."""
    for row in context.entry.infobox:
        if row.field in _PROPERTIES:
            for text in row.items:
                yield context.say_text(
                    NAME, _PROPERTIES[row.field], text.words, text, row.label.label
                )
