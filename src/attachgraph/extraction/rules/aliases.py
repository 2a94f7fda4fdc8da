"""alias-of: other names of what the entry is about, and who uses them."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context
from attachgraph.model import Node, Passage, Statement
from attachgraph.reading.asserting import asserted
from attachgraph.reading.lexicon import slug
from attachgraph.reading.wording import bare_title

NAME = "alias-of"


def extract(context: Context) -> Iterator[Statement]:
    """State the other names."""
    entry = context.entry
    for item in entry.other_names:
        name = item.name.label.strip('*_"“”')
        alias = Node("alias", slug(name), name, "Alias")
        yield context.say_text(
            NAME, "ag:aliasOf", context.topic, item.text, item.section, subject=alias
        )
        if item.note:
            yield context.say_text(
                NAME, "ag:usedBy", item.note, item.text, item.section, subject=alias
            )
    if entry.abbreviation:
        start = entry.title.start + entry.title.text.index(entry.abbreviation)
        words = Passage(start, start + len(entry.abbreviation), entry.abbreviation)
        yield _short(context, words, "Title")
    for row in entry.infobox:
        for text in row.items if row.field == "abbreviation" else ():
            yield _short(context, text.passage, row.label.label)
        if (
            row.field == "term"
            and asserted(row.value.label) is not None
            and bare_title(row.value.text) != bare_title(entry.title.text)
        ):
            alias = Node("alias", slug(row.value.label), row.value.label, "Alias")
            yield context.say(
                NAME, "ag:aliasOf", context.topic, row.value, row.label.label, subject=alias
            )


def _short(context: Context, words: Passage, section: str) -> Statement:
    alias = Node("alias", slug(words.label), words.label, "Alias")
    return context.say(NAME, "ag:aliasOf", context.topic, words, section, subject=alias)
