"""cites-source: what the entry cites, in its infobox, its lists and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.extraction.authority import SourceMatch
from attachgraph.extraction.context import Context
from attachgraph.model import Citation, Node, Passage, Statement, Text
from attachgraph.reading.marks import GROUP

NAME = "cites-source"

_GROUP: Final = re.compile(GROUP)
_PARTED: Final = re.compile(r"[\s;,]+")
_BARE_KEY: Final = re.compile(
    r"[^\W\d_][\w’'.-]*-\d{4}[a-z]?|pmid:\d+|(?:doi:)?10\.\d+/\S+", re.IGNORECASE
)
_NAME_AND_YEAR: Final = re.compile(r"([A-ZÀ-Þ][^\W\d_]+)((?:19|20)\d\d[a-z]?)")
_TYPES: Final = {"literature": "BodyOfLiterature", "unresolved": "UnresolvedSource"}


def source_node(match: SourceMatch) -> Node:
    """Return the node of a citation as written."""
    if match.kind == "resolved":
        return Node("source", match.key)
    return Node("source", match.key, match.text, _TYPES[match.kind])


def extract(context: Context) -> Iterator[Statement]:
    """State the citations."""
    for item in context.entry.sources:
        yield from _by_key(context, _with_bare_keys(item.text), item.section)
        yield from _listed(context, item.text, item.section)
    for note in context.entry.notes:
        yield from _listed(context, note, "Notes")
    works = {work.text.passage.start for work in context.entry.depictions}
    citing = {text.passage.start for text, _ in context.prose} - works
    for text, section in context.texts:
        yield from _by_key(context, text, section)
        if text.passage.start in citing:
            yield from _in_words(context, text, section)
    for row in context.entry.infobox:
        if row.field != "sources":
            for text in row.items:
                yield from _by_key(context, text, row.label.label)


def _with_bare_keys(text: Text) -> Text:
    """Add the keys without a sign to those with one, where an item is nothing but keys."""
    if not text.citations:
        return text
    words = _PARTED.split(_GROUP.sub(" ", text.passage.text))
    bare = [word for word in words if word and word[0] != "@" and word not in {"and", "&"}]
    if not all(map(_BARE_KEY.fullmatch, bare)):
        return text
    return text._replace(citations=(*text.citations, *(Citation(key, "") for key in bare)))


def _listed(context: Context, text: Text, section: str) -> Iterator[Statement]:
    for one in context.bibliography.of(text):
        yield from _as_written(context, one.words, one.match, section)


def _in_words(context: Context, text: Text, section: str) -> Iterator[Statement]:
    for words, match in context.bibliography.cited(text):
        yield from _as_written(context, words, match, section)


def _by_key(context: Context, text: Text, section: str) -> Iterator[Statement]:
    for key in dict.fromkeys(citation.key for citation in text.citations):
        citations = tuple(c for c in text.citations if c.key == key)
        known = context.authority.key_of(key)
        source = Node("source", known) if known else _unknown(context, key)
        yield context.say(
            NAME,
            "ag:citesSource",
            source,
            text.passage,
            section,
            citations=_intents(context.known(citations)),
        )


def _unknown(context: Context, key: str) -> Node:
    """Take "Doe1990", the key of a reference manager, for what "Doe (1990)" means on the page."""
    named = _NAME_AND_YEAR.fullmatch(key)
    match = context.bibliography.meant(f"{named[1]} ({named[2]})") if named else None
    return Node("source", key, key, "UnresolvedSource") if match is None else source_node(match)


def _intents(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(c for c in citations if c.intent)


def _as_written(
    context: Context, words: Passage, match: SourceMatch, section: str
) -> Iterator[Statement]:
    source = source_node(match)
    yield context.say(NAME, "ag:citesSource", source, words, section)
    if match.kind == "unresolved":
        for candidate in match.candidates:
            yield context.say(
                NAME,
                "ag:possibleMatch",
                Node("source", candidate),
                words,
                section,
                subject=source,
            )
