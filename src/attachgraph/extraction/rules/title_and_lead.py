"""The title as written, the lead, and what the figure shows."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context
from attachgraph.model import Passage, Statement

NAME = "title-and-lead"


def extract(context: Context) -> Iterator[Statement]:
    """State the title, the lead as the abstract, and the caption."""
    entry = context.entry
    yield context.say(NAME, "dcterms:title", entry.title.label, entry.title, "Title")
    if entry.lead:
        start, end = entry.lead[0].passage.start, entry.lead[-1].passage.end
        whole = Passage(start, end, context.text.content[start:end])
        if (
            len({text.passage.start for text in entry.lead}) == len(entry.lead)
            and entry.encyclopedic
        ):
            words = " ".join(text.words for text in entry.lead)
            yield context.say(NAME, "dcterms:abstract", words, whole, "Lead")
    for text in entry.caption:
        yield context.say_text(NAME, "ag:caption", text.words, text, "Figure")
