"""has-outcome: what the entry says such relationships come to."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context
from attachgraph.model import Node, Statement
from attachgraph.reading.lexicon import in_sentence_case, slug

NAME = "has-outcome"


def extract(context: Context) -> Iterator[Statement]:
    """State the outcomes."""
    for row in context.entry.infobox:
        if row.field == "outcome":
            for text in row.items:
                outcome = Node("outcome", slug(text.words), in_sentence_case(text.words), "Outcome")
                yield context.say_text(
                    NAME, "ag:hasOutcome", outcome, text, row.label.label, subject=context.topic
                )
