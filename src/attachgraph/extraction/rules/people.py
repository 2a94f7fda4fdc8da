"""mentions, of people: researchers and authors that the prose names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.extraction.context import Context
from attachgraph.model import Node, Passage, Statement
from attachgraph.reading.lexicon import slug
from attachgraph.reading.sections import iter_texts

NAME = "people"

_NAME: Final = (
    r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:[A-Z]\.|(?:de|da|van|von|der|del|la|le)\b|[A-ZÀ-Þ][\w'’-]+)){1,3}"
)
_CUE: Final = (
    r"(?:[Rr]esearchers?|[Pp]sychologists?|[Pp]sychiatrists?|[Tt]heorists?|[Cc]linicians?|[Ss]cholars?|[Aa]uthors?|"
    r"[Tt]herapists?|[Pp]ioneers?|[Ff]igures?|[Pp]ioneered|[Dd]eveloped|[Ii]ntroduced|[Pp]roposed|[Cc]oined|[Ff]ormulated|"
    r"[Pp]opularized|[Dd]escribed|[Ww]ork|[Tt]heory|[Rr]esearch|[Ss]tudies)"
)
# What the cues have in common; most sentences have none of it and need no closer look.
_STEMS: Final = (
    *("research", "psycholog", "psychiatr", "theor", "clinician", "scholar", "author", "therapist"),
    *("pioneer", "figure", "developed", "introduced", "proposed", "coined", "formulated"),
    *("popularized", "described", "work", "studies"),
)
_LED: Final = re.compile(
    rf"\b{_CUE},?\s+(?:like|such as|including|by|of)\s+(?P<names>{_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*&\s*){_NAME})*)|"
    rf"\b{_CUE}\s+(?P<plain>{_NAME}(?:\s+and\s+{_NAME})*)"
)
_ONE: Final = re.compile(_NAME)


def find_people(text: str) -> Iterator[tuple[int, int]]:
    """Find names of people behind a word that announces them."""
    folded = text.casefold()
    if not any(stem in folded for stem in _STEMS):
        return
    for led in _LED.finditer(text):
        group = "names" if led["names"] else "plain"
        for match in _ONE.finditer(led[group]):
            yield led.start(group) + match.start(), led.start(group) + match.end()


def extract(context: Context) -> Iterator[Statement]:
    """State which people the entry names."""
    seen: set[str] = set()
    passages = [
        (text.passage, section)
        for text, section in iter_texts(context.entry)
        if not context.is_listed(text)
    ]
    found = [
        (Passage(raw.start + start, raw.start + end, raw.text[start:end]), section)
        for raw, section in passages
        for start, end in find_people(raw.text)
    ]
    found += [
        (text.passage, row.label.label)
        for row in context.entry.infobox
        if row.field == "people"
        for text in row.items
    ]
    for words, section in found:
        name = words.label
        known = context.authority.person(name)
        key = known or slug(name)
        if key not in seen:
            seen.add(key)
            person = Node("person", key) if known else Node("person", key, name, "Person")
            yield context.say(NAME, "ag:mentions", person, words, section)
